package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.checkpoint.Checkpoint;
import org.sparkrnn.train.checkpoint.CheckpointFile;
import org.sparkrnn.train.checkpoint.CheckpointOptions;
import org.sparkrnn.train.shard.ShardedDataset;

/** Complete checkpoints with the right checksum but a wrong number. */
class WrongCheckpointTest {
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(5)
          .inputSize(3)
          .cell(CellType.GRU)
          .hiddenSize(4)
          .outputSize(5)
          .build();

  @TempDir static Path dir;
  private static ShardedDataset data;
  private static Path file;
  private static Checkpoint written;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(1);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int[] tokens = random.ints(3, 0, 5).toArray();
      sequences.add(new EncodedSequence(3, Column.tokens(tokens), Targets.labels(tokens)));
    }
    data = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 3, 2);
    fit(1);
    try (Stream<Path> files = Files.list(dir)) {
      file = files.filter(f -> f.toString().endsWith(".safetensors")).findFirst().orElseThrow();
    }
    written =
        CheckpointFile.read(() -> Files.newInputStream(file), Files.size(file), file.toString());
  }

  @AfterAll
  static void close() {
    data.close();
  }

  private static Trainer.Result fit(int epochs) {
    TrainingOptions options =
        TrainingOptions.builder()
            .batchSize(6)
            .maxEpochs(epochs)
            .execution(ExecutionType.THREADS)
            .build();
    CheckpointOptions everyStep = new CheckpointOptions(dir.toString(), 1, 0, 1);
    Checkpoints checkpoints =
        Checkpoints.open(everyStep, Map.of(), (name, value) -> false, 0, new Configuration());
    return new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE, checkpoints)
        .fit();
  }

  /** Resumes from the checkpoint with one value changed, and checks the message for the user. */
  private static void assertRefused(String name, String value) throws IOException {
    Checkpoint changed = new Checkpoint();
    written.values().forEach((key, is) -> changed.put(key, key.equals(name) ? value : is));
    written.arrays().forEach(changed::put);
    assertRefused(changed, name + " " + value);
  }

  private static void assertRefused(Checkpoint changed, String what) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      for (Path sum : files.filter(f -> f.toString().endsWith(".crc")).toList()) {
        Files.delete(sum); // of Hadoop
      }
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      CheckpointFile.write(changed, out);
    }
    String said = assertThrows(InvalidInputException.class, () -> fit(1), what).getMessage();
    assertTrue(said.contains(file.getFileName().toString()), said);
  }

  @Test
  void numbersThatCannotBeAreRefused() throws IOException {
    for (String name :
        List.of(
            "numShards",
            "epoch",
            "step",
            "updates",
            "best.epoch",
            "kept.epoch",
            "epoch.1.skippedSteps")) {
      assertTrue(written.has(name), name + " of " + written.values().keySet());
      for (String wrong : List.of("-1", "1099511627776", "1.5", "NaN")) {
        assertRefused(name, wrong);
      }
    }
    assertRefused("numShards", "0");
    assertRefused("numShards", "2000000000");
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Checkpoint changed = new Checkpoint();
      written.values().forEach(changed::put);
      written
          .arrays()
          .forEach(
              (name, array) -> {
                float[] copy = array.clone();
                copy[0] = name.equals("weights") ? wrong : copy[0];
                changed.put(name, copy);
              });
      assertRefused(changed, "weights " + wrong);
    }
  }

  /** The epochs are done, so the model must not be lost. */
  @Test
  void aLastCheckpointThatCannotBeWrittenCostsOnlyItself(@TempDir Path other) throws IOException {
    Path directory = other.resolve("checkpoints");
    Checkpoints checkpoints =
        Checkpoints.open(
            new CheckpointOptions(directory.toString(), 0, 0, 1),
            Map.of(),
            (name, value) -> false,
            0,
            new Configuration());
    Files.delete(directory);
    Files.writeString(directory, "a file stands where the directory was");
    TrainingOptions options =
        TrainingOptions.builder()
            .batchSize(6)
            .maxEpochs(1)
            .execution(ExecutionType.THREADS)
            .build();
    Trainer.Result result =
        new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE, checkpoints)
            .fit();
    assertEquals(1, result.epochs().size());
    assertTrue(Files.isRegularFile(directory));
  }
}
