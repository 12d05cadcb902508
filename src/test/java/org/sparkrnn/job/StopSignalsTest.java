package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.TrainingListeners;
import org.sparkrnn.train.TrainingStoppedException;

class StopSignalsTest {
  @TempDir Path dir;

  private static void kill(String signal) throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
  }

  /** Whether the process was started with the signal ignored; then Java does not change it. */
  private static boolean ignored(String signal) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        return (mask >>> (signal.equals("INT") ? 1 : 14) & 1) == 1;
      }
    }
    return false;
  }

  @Test
  void whileTrainingRunsASignalAsksItToStop() throws Exception {
    for (String signal : new String[] {"INT", "TERM"}) {
      try (StopSignals signals = new StopSignals()) {
        signals.onStart(1, 1, 1);
        assertFalse(signals.stopRequested());
        kill(signal);
        if (ignored(signal)) { // like a shell's jobs in the background
          Thread.sleep(200);
          assertFalse(signals.stopRequested(), signal);
          continue;
        }
        long end = System.nanoTime() + 20_000_000_000L;
        while (!signals.stopRequested() && System.nanoTime() < end) {
          Thread.sleep(5);
        }
        assertTrue(signals.stopRequested(), signal);
        assertEquals(signal.equals("INT") ? 130 : 143, signals.exitCode());
      }
    }
  }

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setAutomatic(false)
        .setHiddenSize(5)
        .setEmbeddingSize(4)
        .setBatchSize(8)
        .setMaxEpochs(3)
        .setDropout(0.2)
        .setAccumulationSteps(2)
        .setValidationFraction(0.2)
        .setNumShards(2);
  }

  /** Requests a stop after some mini-batches. */
  private static TrainingListener after(int steps) {
    int[] taken = new int[1];
    return new TrainingListener() {
      @Override
      public void onStep(int epoch, int step, double meanLoss) {
        taken[0]++;
      }

      @Override
      public boolean stopRequested() {
        return taken[0] >= steps;
      }
    };
  }

  /**
   * Stops during an epoch, at its end and at once; the weights are those of an uninterrupted
   * training.
   */
  @Test
  void aStoppedTrainingGoesOnFromItsCheckpoint() {
    Dataset<Row> data = ToyData.tokens(60, 3);
    String whole = tagger().fit(data).weightsSha256();
    for (int steps : new int[] {1, 3, 6, 7}) {
      String checkpoints = dir.resolve("checkpoints-" + steps).toString();
      SequenceTagger stopped =
          tagger()
              .setCheckpointDir(checkpoints)
              .setListener(TrainingListeners.both(TrainingListener.NONE, after(steps)));
      TrainingStoppedException e =
          assertThrows(TrainingStoppedException.class, () -> stopped.fit(data));
      assertTrue(e.checkpoints().endsWith("checkpoints-" + steps), e.checkpoints());
      assertTrue(e.getMessage().contains("a checkpoint is in " + e.checkpoints()), e.getMessage());
      SequenceTaggerModel resumed = tagger().setCheckpointDir(checkpoints).fit(data);
      assertTrue(resumed.summary().resumedFrom() != null);
      assertEquals(whole, resumed.weightsSha256(), steps + " steps");
    }
  }

  @Test
  void withoutCheckpointsNothingIsKept() {
    SequenceTagger stopped = tagger().setListener(after(3));
    TrainingStoppedException e =
        assertThrows(TrainingStoppedException.class, () -> stopped.fit(ToyData.tokens(60, 3)));
    assertEquals(null, e.checkpoints());
    assertTrue(e.getMessage().contains("nothing was saved, because checkpointDir is not set"));
  }

  /** Completed work is not lost. */
  @Test
  void whoAsksAfterTheLastEpochGetsTheModel() {
    SequenceTaggerModel model =
        tagger()
            .setAccumulationSteps(1000)
            .setMaxEpochs(1)
            .setListener(after(1))
            .fit(ToyData.tokens(60, 3));
    assertEquals(1, model.summary().epochs().size());
  }
}
