package org.sparkrnn.train.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.shard.ShardedDataset;

class PreFlightTest {
  private static final long MB = 1 << 20;
  private static final long GB = 1024 * MB;
  private static final NetworkSpec SMALL =
      NetworkSpec.builder()
          .vocabularySize(3)
          .inputSize(4)
          .cell(CellType.LSTM)
          .hiddenSize(5)
          .outputSize(3)
          .build();
  // 4 (4096 + 64) 4096 + 2 x 4 x 4096 parameters of the LSTM: 68.2 million, 260 MB
  private static final NetworkSpec LARGE =
      Networks.like(SMALL).inputSize(64).hiddenSize(4096).build();

  private static Resources cluster(long driver, long executor, int executors) {
    return new Resources(driver, executor, executors, GB, MB);
  }

  private static Resources local(long driver) {
    return new Resources(driver, 0, 1, GB, MB);
  }

  private static TrainingOptions.Builder options() {
    return TrainingOptions.builder().execution(ExecutionType.SPARK).batchSize(4);
  }

  private static ShardedDataset shards(int shards, int... lengths) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int length : lengths) {
      sequences.add(
          new EncodedSequence(
              length, Column.tokens(new int[length]), Targets.labels(new int[length])));
    }
    return ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, shards, shards);
  }

  private static String refused(Resources has, NetworkSpec least) {
    return assertThrows(
            InvalidInputException.class,
            () -> new PreFlight(has, options().build()).requireLeast(least))
        .getMessage();
  }

  @Test
  void anExecutorTooSmallForATaskIsToldWithNumbers() {
    assertEquals(
        "the network has at least 68.2 M parameters; an executor needs at least 520 MB for a task (weights 260 MB, gradient 260 MB, states of the longest sequence, which has 0 steps, 0.0 MB) but has 512 MB: raise spark.executor.memory (--executor-memory), or lower hiddenSize, numLayers or embeddingSize, raise minCount, or set maxVocabulary",
        refused(cluster(2 * GB, 512 * MB, 1), LARGE));
    new PreFlight(cluster(2 * GB, GB, 1), options().build()).requireLeast(LARGE);
  }

  @Test
  void aDriverTooSmallForWeightsAndOptimizerIsToldWithNumbers() {
    String message = refused(local(GB), LARGE);
    assertTrue(
        message.startsWith(
            "the network has at least 68.2 M parameters; the driver needs at least 1.3 GB for them (weights 260 MB, optimizer 520 MB, best weights 0.0 MB, gradient 260 MB) but has 1.0 GB: raise spark.driver.memory (--driver-memory)"),
        message);
    assertTrue(refused(cluster(GB, 8 * GB, 1), LARGE).contains("the driver needs at least 1.3 GB"));
    OptimizerOptions plain = OptimizerOptions.of(OptimizerType.SGD);
    new PreFlight(local(GB), options().optimizer(plain).build()).requireLeast(LARGE);
  }

  @Test
  void sizesBeyondAnArrayAreToldAsSuch() {
    String message = refused(local(GB), Networks.like(SMALL).hiddenSize(100_000).build());
    assertTrue(message.startsWith("this network is too large: "), message);
    assertTrue(
        message.endsWith(
            "lower hiddenSize, numLayers or embeddingSize, raise minCount, or set maxVocabulary"));
  }

  /** A sequence's columns other than tokens are counted too. */
  @Test
  void columnsOfEveryKindAreCounted() {
    ColumnSpec characters = ColumnSpec.ofLists("characters", Readout.EACH_STEP, 0);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int length : new int[] {50, 50}) {
      int[][] lists = new int[length][7];
      sequences.add(
          new EncodedSequence(length, Column.tokens(new int[length]))
              .with(Targets.labels(new int[length]))
              .with(Column.ofLists(characters, lists)));
    }
    try (ShardedDataset plain = shards(2, 50, 50);
        ShardedDataset more = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 2, 2)) {
      assertEquals(plain.bytes() + 4 * (100 * 7 + 2 * 51), more.bytes());
      assertEquals(2 * 4, plain.packedBytesPerStep());
      assertEquals(2 * 4 + 7 * 4 + 5, more.packedBytesPerStep(), "51 starts for 50 steps");
      MemoryNeed without = MemoryNeed.of(SMALL, options().build(), plain, null);
      MemoryNeed with = MemoryNeed.of(SMALL, options().build(), more, null);
      assertEquals(100 * 33, with.usualTasks(1, true) - without.usualTasks(1, true));
    }
  }

  /** Long sequences need memory for the states of every step, at least once. */
  @Test
  void theLongestSequenceMustFit() {
    NetworkSpec wide = Networks.like(SMALL).hiddenSize(64).build();
    try (ShardedDataset data = shards(2, 300_000, 1)) {
      PreFlight flight = new PreFlight(cluster(GB, 512 * MB, 1), options().build());
      String message =
          assertThrows(InvalidInputException.class, () -> flight.require(wide, data, null))
              .getMessage();
      assertTrue(
          message.contains("states of the longest sequence, which has 300000 steps, 742 MB"),
          message);
      new PreFlight(cluster(GB, 512 * MB, 1), options().tbpttLength(100).build())
          .require(wide, data, null);
    }
  }

  /** A lattice of steps times labels is more than all states where transcripts are long. */
  @Test
  void theWidestAlignmentMustFit() {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int[] sizes : new int[][] {{6000, 5}, {4000, 3000}, {0, 0}, {3, 3}}) {
      Column labels =
          Column.ofLists(
              ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0),
              new int[][] {new int[sizes[1]]});
      sequences.add(new EncodedSequence(sizes[0], Column.tokens(new int[sizes[0]])).with(labels));
    }
    try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 2, 2)) {
      assertEquals(4000, data.alignedSteps());
      assertEquals(3000, data.alignedLabels());
      NetworkSpec ctc = Networks.like(SMALL).output(CtcOutputSpec::new).build();
      MemoryNeed need = MemoryNeed.of(ctc, options().build(), data, null);
      long doubles = 4000L * (2 * 3001 + 6001); // e and q, a
      assertEquals(8 * doubles, need.alignment());
      assertEquals(
          need.weights() + need.gradient() + need.activations(6000),
          need.task(false) - need.alignment());
      MemoryNeed validated = MemoryNeed.of(ctc, options().build(), data, data);
      assertTrue(validated.usualTasks(1, true) > need.alignment());
      PreFlight flight = new PreFlight(cluster(GB, 300 * MB, 1), options().build());
      String message =
          assertThrows(InvalidInputException.class, () -> flight.require(ctc, data, null))
              .getMessage();
      assertTrue(message.contains(", alignment of a transcript 366 MB) but has 300 MB"), message);
    }
  }

  @Test
  void resultsBeyondWhatTheDriverMayTakeAreTold() {
    NetworkSpec spec = Networks.like(SMALL).hiddenSize(200).build();
    try (ShardedDataset data = shards(8, 3, 4, 5, 6, 7, 8, 9, 10)) {
      Resources many = new Resources(8 * GB, 8 * GB, 8, 4 * MB, MB);
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> new PreFlight(many, options().build()).require(spec, data, null))
              .getMessage();
      assertEquals(
          "in each step the driver receives the gradients of 8 tasks with 0.6 MB each, 5.0 MB in total, but spark.driver.maxResultSize is 4.0 MB: raise it, or lower numShards (8)",
          message);
      Resources detour = new Resources(8 * GB, 8 * GB, 8, GB, MB / 2);
      assertTrue(doubts(detour, spec, data).get(0).startsWith("spark.task.maxDirectResultSize"));
      Resources unbounded = new Resources(8 * GB, 8 * GB, 8, 0, MB);
      new PreFlight(unbounded, options().build()).require(spec, data, null);
      new PreFlight(local(8 * GB), options().build()).require(spec, data, null);
      NetworkSpec large = Networks.like(SMALL).hiddenSize(600).build(); // executors keep 5.5 MB
      for (int depth = 1; depth <= 2; depth++) {
        new PreFlight(many, options().aggregationDepth(depth).build()).require(large, data, null);
      }
      TrainingOptions threads = options().execution(ExecutionType.THREADS).build();
      message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      new PreFlight(new Resources(8 * GB, 0, 1, 100, MB), threads)
                          .require(spec, data, null))
              .getMessage();
      assertTrue(message.startsWith("execution is threads, which transfers"), message);
    }
  }

  @Test
  void targetsAreCountedAmongWhatThreadsBring() {
    try (ShardedDataset data = shards(2, 50, 50)) {
      TrainingOptions threads = options().execution(ExecutionType.THREADS).build();
      long inputs = 4 * data.steps();
      Resources has = new Resources(8 * GB, 0, 1, inputs + 4, MB);
      PreFlight flight = new PreFlight(has, threads);
      assertThrows(InvalidInputException.class, () -> flight.require(SMALL, data, null));
      Resources enough = new Resources(8 * GB, 0, 1, 3 * inputs, MB);
      new PreFlight(enough, threads).require(SMALL, data, null);
    }
  }

  /** If there are many executors, the driver receives only the sum, unless it has to sum itself. */
  @Test
  void theDriverHoldsOneGradientOfManyExecutors() {
    try (ShardedDataset data = shards(8, 3, 4, 5, 6, 7, 8, 9, 10)) {
      Resources has = new Resources(2 * GB, 8 * GB, 8, GB, MB); // weights take 260 MB
      TrainingOptions sliced = options().optimizer(OptimizerOptions.of(OptimizerType.ADAM)).build();
      MemoryNeed need = MemoryNeed.of(LARGE, sliced, data, null);
      assertEquals(7 * need.gradient(), need.usualDriver(8) - need.driver());
      assertEquals(List.of(), new PreFlight(has, sliced).doubts(need, LARGE, data));
      TrainingOptions direct = options().aggregationDepth(1).build();
      List<String> doubts = new PreFlight(has, direct).doubts(need, LARGE, data);
      assertTrue(doubts.get(0).startsWith("the driver may need"), doubts.toString());
    }
  }

  private static List<String> doubts(Resources has, NetworkSpec spec, ShardedDataset data) {
    TrainingOptions options = options().build();
    MemoryNeed need = MemoryNeed.of(spec, options, data, data);
    return new PreFlight(has, options).doubts(need, spec, data);
  }

  @Test
  void whatMayNotWorkIsOneWarning() {
    try (ShardedDataset data = shards(3, 3, 4, 0, 6, 7)) {
      assertEquals(1, data.emptySequences());
      assertEquals(7, data.longest());
      assertEquals(List.of(), doubts(local(100 * MB), SMALL, data));
      assertEquals(List.of(), doubts(cluster(GB, GB, 2), SMALL, data));
      assertEquals(List.of(), doubts(cluster(GB, GB, 8), SMALL, data));

      NetworkSpec spec = Networks.like(SMALL).hiddenSize(600).build();
      List<String> doubts = doubts(cluster(30 * MB, 30 * MB, 8), spec, data);
      assertTrue(doubts.get(0).startsWith("the driver may need "), doubts.toString());
      assertTrue(doubts.get(1).startsWith("an executor with 1 tasks may need "), doubts.toString());
      assertEquals(2, doubts.size());

      NetworkSpec labels = Networks.like(SMALL).outputSize(2000).build();
      assertTrue(
          doubts(local(GB), labels, data)
              .get(0)
              .startsWith("there are 2000 different labels in 20 targets"));
      NetworkSpec text = Networks.like(labels).vocabularySize(2000).build();
      assertEquals(List.of(), doubts(local(GB), text, data));
    }
    try (ShardedDataset few = shards(7, 3, 4)) {
      assertTrue(doubts(local(GB), SMALL, few).get(0).startsWith("numShards is 7 for 2 sequences"));
    }
  }

  @Test
  void validationIsCountedByItsOwnSequences() {
    try (ShardedDataset training = shards(1, 3, 4);
        ShardedDataset validation = shards(1, 3000, 4)) {
      MemoryNeed alone = MemoryNeed.of(SMALL, options().build(), training, null);
      MemoryNeed both = MemoryNeed.of(SMALL, options().build(), training, validation);
      long more = both.usualTasks(1, true) - alone.usualTasks(1, true);
      assertTrue(more > both.activations(3000) - both.activations(7), more + " bytes");
    }
  }

  /** The counted memory is the memory that a network allocates. */
  @Test
  void needsAreThoseOfTheNetwork() {
    NetworkSpec spec = Networks.like(SMALL).hiddenSize(7).build();
    Network network = new Network(spec);
    MemoryNeed need = MemoryNeed.least(spec, options().build());
    assertEquals(network.layout().size(), need.parameters());
    assertEquals(4L * network.newGradient().dense().length, need.gradient());
    assertEquals(2 * need.weights(), need.optimizerState());
    assertEquals(9 * 7, floatsPerStep(CellType.LSTM)); // a 4, h, hPrev, c, tanh(c), cPrev
    assertEquals(9 * 7, floatsPerStep(CellType.GRU)); // a 3, h, hPrev, q, dr 3
    assertEquals(3 * 7, floatsPerStep(CellType.ELMAN));
    assertEquals(2 * 7, floatsPerStep(CellType.NONE));
    assertEquals(4 * 7, floatsPerStep(CellType.MINGRU)); // a 2, h, hPrev
    assertEquals(4 * 7 * 7, scratchFloats(CellType.LSTM)); // W, packed
    assertEquals(3 * 7 * 7, scratchFloats(CellType.GRU));
    assertEquals(7 * 7, scratchFloats(CellType.ELMAN));
    assertEquals(0, scratchFloats(CellType.NONE) + scratchFloats(CellType.MINGRU));
    assertEquals(9 * 2 * 5 + 2 * 5 * 4, new CharactersSpec(9, 4, 5, 2).scratchFloats()); // P, taps
    CharacterLstmSpec spelled = new CharacterLstmSpec(9, 4, 5);
    assertEquals(2 * 9 * 4 * 5 + 4 * 5 * 5, spelled.scratchFloats()); // P, W
    assertEquals(2 * 10 * 5, spelled.floatsPerPart()); // a 4, h, dh, c, tanh(c), hPrev, cPrev
    NetworkBuilder one = Networks.like(spec).readout(Readout.LAST_STEP);
    assertEquals(spec.floatsPerStep(), one.build().floatsPerStep());
    assertEquals(spec.floatsPerStep(), one.pooling(PoolingType.MAX).build().floatsPerStep());
    NetworkSpec attention = one.pooling(PoolingType.ATTENTION).build();
    assertEquals(spec.floatsPerStep() + 7 + 4, attention.floatsPerStep()); // a, p, de
  }

  /** Floats per step without the gradient that is passed down. */
  private static long floatsPerStep(CellType cell) {
    return new RecurrentSpec(cell, Activation.TANH, 7, false, false).floatsPerStep(3) - 7;
  }

  private static long scratchFloats(CellType cell) {
    return new RecurrentSpec(cell, Activation.TANH, 7, true, false).scratchFloats(3);
  }

  @Test
  void resourcesAreReadFromTheContext() {
    Resources has = Resources.of(LocalSpark.session().sparkContext());
    assertTrue(has.local());
    assertEquals(Runtime.getRuntime().maxMemory(), has.driver());
    assertEquals(1, has.executors());
    assertEquals(GB, has.maxResult());
  }

  @Test
  void sizesAreReadable() {
    assertEquals("0.0 MB", PreFlight.size(1000));
    assertEquals("512 MB", PreFlight.size(512 * MB));
    assertEquals("1.5 GB", PreFlight.size(3 * GB / 2));
  }
}
