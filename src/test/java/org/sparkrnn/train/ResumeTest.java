package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.testkit.Interruption;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.checkpoint.CheckpointOptions;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.shard.StreamShards;

/** An interrupted training gives the same result as an uninterrupted one, bit for bit. */
class ResumeTest {
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(5)
          .inputSize(3)
          .cell(CellType.GRU)
          .hiddenSize(4)
          .outputSize(5)
          .build();
  private static final Set<String> IGNORED = Set.of("measured");
  private static final Map<String, String> CONFIGURATION = Map.of("cell", "gru", "seed", "1");

  private static ShardedDataset data;
  private static ShardedDataset held;
  private static ShardedDataset streams;

  @TempDir Path dir;

  @BeforeAll
  static void deal() {
    data = shards(40, 1, 3);
    held = shards(15, 2, 3);
    List<int[]> rows = new ArrayList<>();
    for (EncodedSequence sequence : sequences(40, 1)) {
      rows.add(tokens(sequence.length(), new Random(rows.size())));
    }
    streams = StreamShards.deal(ToyData.rdd(rows, 3), 0, 7, 3, 2);
  }

  @AfterAll
  static void close() {
    for (ShardedDataset shards : List.of(data, held, streams)) {
      shards.close();
    }
  }

  private static ShardedDataset shards(int n, long seed, int partitions) {
    return ShardedDataset.deal(ToyData.rdd(sequences(n, seed), partitions), 0, 3, 2);
  }

  private static List<EncodedSequence> sequences(int n, long seed) {
    Random random = new Random(seed);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int length = random.nextInt(6);
      sequences.add(
          new EncodedSequence(
              length,
              Column.tokens(tokens(length, random)),
              Targets.labels(tokens(length, random))));
    }
    return sequences;
  }

  private static int[] tokens(int n, Random random) {
    return random.ints(n, 0, 5).toArray();
  }

  /** Options for 7 mini-batches per epoch. */
  private static TrainingOptions.Builder options() {
    return TrainingOptions.builder()
        .execution(ExecutionType.SPARK)
        .batchSize(6)
        .maxEpochs(3)
        .wordDropout(0.2)
        .dropout(new Dropout(0.1, 0, 0.2, false).droppingWeights(0.3).droppingStates(0.2))
        .execution(ExecutionType.THREADS);
  }

  private Checkpoints open(int interval) {
    return open(interval, CONFIGURATION, 0);
  }

  private Checkpoints open(int interval, Map<String, String> configuration, int askedShards) {
    CheckpointOptions options = new CheckpointOptions(dir.toString(), interval, 0, 2);
    return Checkpoints.open(
        options,
        configuration,
        (name, value) -> IGNORED.contains(name),
        askedShards,
        new Configuration());
  }

  private static Trainer.Result fit(
      TrainingOptions.Builder options,
      ShardedDataset data,
      ShardedDataset held,
      TrainingListener listener,
      Checkpoints checkpoints) {
    return new Trainer(new Network(SPEC), options.build(), data, held, listener, checkpoints).fit();
  }

  private static Trainer.Result plain(
      TrainingOptions.Builder options, ShardedDataset data, ShardedDataset held) {
    return fit(options, data, held, TrainingListener.NONE, Checkpoints.NONE);
  }

  private static void assertSameResult(Trainer.Result expected, Trainer.Result now) {
    assertArrayEquals(expected.weights(), now.weights(), 0f);
    assertEquals(expected.bestEpoch(), now.bestEpoch());
    assertEquals(
        expected.epochs().stream().map(Interruption::lasting).toList(),
        now.epochs().stream().map(Interruption::lasting).toList());
  }

  /** Interrupts every {@code period} mini-batches, with a checkpoint every {@code interval}. */
  private Interruption requireSame(
      TrainingOptions.Builder options,
      ShardedDataset data,
      ShardedDataset held,
      int period,
      int interval)
      throws IOException {
    Interruption interruption = new Interruption(period);
    Trainer.Result resumed =
        interruption.untilDone(listener -> fit(options, data, held, listener, open(interval)));
    assertSameResult(plain(options, data, held), resumed);
    assertTrue(interruption.interruptions() > 1);
    assertTrue(interruption.resumed().stream().anyMatch(r -> r.step() > 0), "resumed in mid-epoch");
    List<String> files = files();
    assertTrue(files.size() <= 2, files.toString());
    return interruption;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOptimizerGoesOn(OptimizerType type) throws IOException {
    requireSame(options().optimizer(OptimizerOptions.of(type)), data, null, 4, 1);
  }

  @ParameterizedTest
  @EnumSource
  void everyScheduleGoesOn(ScheduleType type) throws IOException {
    ScheduleOptions schedule = ScheduleOptions.of(type, 0.1).withDecay(0.3, 1).withWarmup(4);
    requireSame(options().maxEpochs(4).schedule(schedule), data, held, 5, 2);
  }

  @Test
  void anInterruptionAtAnyStepChangesNothing() throws IOException {
    TrainingOptions.Builder options = options().maxEpochs(2);
    Trainer.Result expected = plain(options, data, held);
    int period = 1;
    Interruption interruption;
    do {
      interruption = new Interruption(++period);
      assertSameResult(
          expected,
          interruption.untilDone(listener -> fit(options, data, held, listener, open(1))));
      for (String file : files()) {
        Files.delete(dir.resolve(file));
      }
    } while (interruption.interruptions() > 0);
    assertTrue(period > 10, "after " + period + " steps");
  }

  /** A group of mini-batches is repeated, because a checkpoint is written between updates. */
  @Test
  void gradientsThatAreAccumulatedAreNotLost() throws IOException {
    Interruption interruption =
        requireSame(options().accumulationSteps(3).maxEpochs(4), data, held, 5, 1);
    assertTrue(
        interruption.resumed().stream().allMatch(resumed -> resumed.step() % 3 == 0),
        interruption.resumed().toString());
  }

  @Test
  void theBestWeightsAndPatienceAreRemembered() throws IOException {
    TrainingOptions.Builder options =
        options()
            .schedule(ScheduleOptions.of(ScheduleType.CONSTANT, 0.1))
            .maxEpochs(30)
            .earlyStoppingPatience(3);
    Trainer.Result expected = plain(options, data, held);
    assertTrue(expected.epochs().size() < 30);
    requireSame(options, data, held, 9, 2);
    Interruption again = new Interruption(1);
    again.untilDone(listener -> fit(options, data, held, listener, open(2)));
    assertTrue(again.resumed().get(0).complete());
  }

  @Test
  void carriedStatesGoOn() throws IOException {
    Interruption interruption =
        requireSame(options().tbpttLength(2).bestByLoss(true), streams, streams, 4, 1);
    assertTrue(interruption.resumed().size() > 3);
  }

  @Test
  void measuredGradientsOfEarlierEpochsAreKept() throws IOException {
    requireSame(options().gradientFlowSteps(3), data, null, 4, 1);
  }

  /** A training that began on threads resumes in Spark, with data in other partitions. */
  @Test
  void whereAndHowItIsComputedMayChange() throws IOException {
    TrainingOptions.Builder options = options().maxEpochs(2);
    Trainer.Result expected = plain(options, data, held);
    try (ShardedDataset spread = shards(40, 1, 7);
        ShardedDataset one = ShardedDataset.deal(ToyData.rdd(sequences(40, 1), 1), 0, 3, 1)) {
      List<ShardedDataset> places = List.of(data, spread, one);
      int[] fits = {0};
      Interruption interruption = new Interruption(4);
      Trainer.Result result =
          interruption.untilDone(
              listener -> {
                int n = fits[0]++;
                ExecutionType[] types = ExecutionType.values();
                return fit(
                    options.execution(types[n % 2]).aggregationDepth(2 + n % 2),
                    places.get(n % 3),
                    held,
                    listener,
                    open(1));
              });
      assertSameResult(expected, result);
      assertTrue(fits[0] > 3);
    }
  }

  @Test
  void timeMayBeTheReasonForACheckpoint() throws IOException {
    CheckpointOptions always = new CheckpointOptions(dir.toString(), 0, 1e-9, 100);
    Checkpoints checkpoints =
        Checkpoints.open(
            always, CONFIGURATION, (name, value) -> IGNORED.contains(name), 0, new Configuration());
    fit(options().accumulationSteps(2), data, null, TrainingListener.NONE, checkpoints);
    assertEquals(3 * 4, files().size()); // as many as updates
  }

  /** Older versions saved and compared settings that have no influence. */
  @Test
  void whatIsIgnoredMayDifferInAnOlderCheckpoint() {
    Map<String, String> older = new HashMap<>(CONFIGURATION);
    older.put("measured", "false");
    fit(options(), data, held, TrainingListener.NONE, open(0, older, 0));
    assertTrue(open(0).resumedFrom().endsWith("checkpoint-000000000021.safetensors"));
    Map<String, String> other = new HashMap<>(CONFIGURATION);
    other.put("seed", "2");
    assertThrows(InvalidInputException.class, () -> open(0, other, 0));
  }

  @Test
  void aCompleteTrainingIsNotRepeated() {
    TrainingOptions.Builder options = options();
    Trainer.Result first = fit(options, data, held, TrainingListener.NONE, open(0));
    Interruption listener = new Interruption(1); // would end the first step
    Checkpoints checkpoints = open(0);
    Trainer.Result second = fit(options, data, held, listener, checkpoints);
    assertSameResult(first, second);
    assertEquals(
        List.of(new Interruption.Resumed(checkpoints.resumedFrom(), 4, 0, true)),
        listener.resumed());
    assertTrue(checkpoints.resumedFrom().endsWith("checkpoint-000000000021.safetensors"));
  }

  /** The result is as if there had been as many epochs from the beginning. */
  @Test
  void moreEpochsGoOnWhereFewerEnded() {
    fit(options().maxEpochs(2), data, held, TrainingListener.NONE, open(0));
    assertSameResult(
        plain(options().maxEpochs(5), data, held),
        fit(options().maxEpochs(5), data, held, TrainingListener.NONE, open(0)));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> fit(options().maxEpochs(3), data, held, TrainingListener.NONE, open(0)))
            .getMessage();
    assertTrue(message.contains("maxEpochs is 3; set maxEpochs to at least 5"), message);
  }

  @Test
  void anotherConfigurationIsRefusedWithWhatDiffers() {
    fit(options(), data, null, TrainingListener.NONE, open(0));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> open(0, Map.of("cell", "lstm", "seed", "1", "window", "2"), 4))
            .getMessage();
    assertTrue(
        message.startsWith("checkpointDir file:" + dir + " belongs to a training with another"),
        message);
    for (String part :
        List.of(
            "cell was gru and is now lstm",
            "window was unset and is now 2",
            "numShards was 3 and is now 4",
            "another checkpointDir")) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.contains("seed"), message);
    assertEquals(3, open(0, CONFIGURATION, 3).numShards());
    assertEquals(3, open(0).numShards());
  }

  @Test
  void otherDataAreRefused() {
    fit(options(), data, held, TrainingListener.NONE, open(0));
    List<EncodedSequence> changed = sequences(40, 1);
    EncodedSequence first = changed.stream().filter(s -> s.length() == 3).findFirst().orElseThrow();
    changed.set(changed.indexOf(first), first.withWeight(2));
    try (ShardedDataset other = ShardedDataset.deal(ToyData.rdd(changed, 2), 0, 3, 2)) {
      String message = refusal(other, held);
      assertTrue(message.contains("other training data: it was 40 sequences of "), message);
      message = refusal(data, other);
      assertTrue(message.contains("other validation data: it was 15 sequences of "), message);
      message = refusal(data, null);
      assertTrue(message.contains(" and is now none; "), message);
    }
  }

  private String refusal(ShardedDataset training, ShardedDataset validation) {
    return assertThrows(
            InvalidInputException.class,
            () -> fit(options(), training, validation, TrainingListener.NONE, open(0)))
        .getMessage();
  }

  @Test
  void withoutADirectoryNothingIsWritten() throws IOException {
    Checkpoints none =
        Checkpoints.open(
            CheckpointOptions.DEFAULT,
            CONFIGURATION,
            (name, value) -> IGNORED.contains(name),
            0,
            new Configuration());
    assertSame(Checkpoints.NONE, none);
    assertNull(none.resumedFrom());
    fit(options(), data, held, TrainingListener.NONE, none);
    assertEquals(List.of(), files());
  }
}
