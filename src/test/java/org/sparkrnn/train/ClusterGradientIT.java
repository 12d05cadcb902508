package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.ArrivingSum;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.Blocks;
import org.sparkrnn.train.step.DistributedGradient;
import org.sparkrnn.train.step.GradientResult;
import org.sparkrnn.train.step.GradientSum;
import org.sparkrnn.train.step.Transport;
import scala.runtime.AbstractFunction1;

/**
 * Steps whose tasks run in executor processes: every transport of weights and gradients gives the
 * same result.
 */
class ClusterGradientIT {
  private static final int SHARDS = 5;
  private static final int PARTITIONS = 3;
  private static final int LARGE = 2_500_000; // floats; several blocks
  private static final int SMALL = 1_000; // sent as the result itself

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalCluster.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Gradient of shard s: w / (s + 3), so that rounding tells the order of the sum. */
  private static class Scaled implements BatchContribution {
    private static final long serialVersionUID = 1L;

    @Override
    public GradientSum add(
        GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
      float[] g = new float[w.length];
      for (int i = 0; i < g.length; i++) {
        g[i] = w[i] / (shard.index() + 3);
      }
      return sum.add(shard.index(), Gradient.ofDense(g), shard.index(), 1, 1, 0);
    }
  }

  /**
   * The same, but in each of the first steps the process of the first task dies after it has kept a
   * result.
   */
  private static class Dying extends Scaled {
    private static final long serialVersionUID = 1L;
    private final String folder;
    private final String result;

    Dying(Path folder, String result) {
      this.folder = folder.toString();
      this.result = result;
    }

    @Override
    public GradientSum add(
        GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
      if (shard.index() == 0 && firstTime("step" + batch)) {
        Thread reaper = new Thread(this::dieOnceAResultIsKept);
        reaper.setDaemon(true);
        reaper.start();
      }
      return super.add(sum, shard, w, carried, epoch, batch);
    }

    private boolean firstTime(String marker) {
      try {
        Files.createFile(Path.of(folder, marker));
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void dieOnceAResultIsKept() {
      while (!keeps(result)) {
        Thread.onSpinWait();
      }
      Runtime.getRuntime().halt(1);
    }
  }

  /** Whether this process keeps a result of that name. */
  private static boolean keeps(String result) {
    return !SparkEnv.get().blockManager().getMatchingBlockIds(new IsResult(result)).isEmpty();
  }

  private static final class IsResult extends AbstractFunction1<BlockId, Object> {
    private final String result;

    IsResult(String result) {
      this.result = result;
    }

    @Override
    public Object apply(BlockId id) {
      return id.name().contains("_" + result);
    }
  }

  private static ShardedDataset shards() {
    JavaRDD<Shard> rdd =
        spark
            .parallelize(IntStream.range(0, SHARDS).boxed().toList(), PARTITIONS)
            .map(i -> new Shard(i, SequenceBlock.of(List.of(), 0)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return ShardedDataset.ofPersisted(rdd, SHARDS);
  }

  private static float[] weights(int size) {
    float[] w = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = (float) Math.sin(i + 1);
    }
    return w;
  }

  /** The same sum, computed on this thread. */
  private static float[] expected(float[] w) {
    GradientSum sum = new GradientSum(SHARDS);
    for (int s = 0; s < SHARDS; s++) {
      new Scaled().add(sum, new Shard(s, SequenceBlock.of(List.of(), 0)), w, null, 0, 0);
    }
    return sum.gradient().flat();
  }

  @Test
  void directAndBroadcastWeightsGiveTheSameSum() {
    try (ShardedDataset shards = shards()) {
      for (int size : new int[] {SMALL, LARGE}) {
        float[] w = weights(size);
        for (int fewExecutors : new int[] {0, Transport.FEW_EXECUTORS}) {
          DistributedGradient source =
              new DistributedGradient(shards, new Scaled(), 2, fewExecutors);
          for (int step = 0; step < 3; step++) {
            GradientSum sum = source.gradient(w, 0, step, new StepTime());
            assertEquals(SHARDS, sum.steps());
            assertArrayEquals(expected(w), sum.gradient().flat(), 0f);
          }
        }
      }
    }
  }

  /** Each shard carries its number and the step on, and finds what it carried the step before. */
  private static final class Carrying extends Scaled {
    private static final long serialVersionUID = 1L;

    @Override
    public GradientSum add(
        GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
      if (batch > 0 && (carried.length != 1 || carried[0] != 100 * (batch - 1) + shard.index())) {
        throw new IllegalStateException("carried " + Arrays.toString(carried));
      }
      return super.add(sum, shard, w, carried, epoch, batch)
          .carry(shard.index(), new float[] {100 * batch + shard.index()});
    }

    @Override
    public int carriedBefore(int shard) {
      return shard;
    }
  }

  @Test
  void whatIsCarriedComesBackWithTheNextStep() {
    try (ShardedDataset shards = shards()) {
      for (int size : new int[] {SMALL, LARGE}) {
        float[] w = weights(size);
        for (int fewExecutors : new int[] {0, Transport.FEW_EXECUTORS}) {
          DistributedGradient source =
              new DistributedGradient(shards, new Carrying(), 2, fewExecutors);
          float[] carried = null;
          for (int step = 0; step < 3; step++) {
            GradientSum sum = source.gradient(w, carried, 0, step, new StepTime());
            carried = sum.carried();
            assertEquals(SHARDS, carried.length);
            assertArrayEquals(expected(w), sum.gradient().flat(), 0f);
          }
        }
      }
    }
  }

  /**
   * The number of executors may change so that the driver serves them itself in some steps only.
   */
  @Test
  void theWayOfTheWeightsMayChangeFromStepToStep() {
    try (ShardedDataset shards = shards()) {
      for (int size : new int[] {SMALL, LARGE}) {
        float[] w = weights(size);
        float[] carried = null;
        for (int step = 0; step < 4; step++) {
          int fewExecutors = step % 2 == 0 ? Transport.FEW_EXECUTORS : 0;
          GradientSum sum =
              new DistributedGradient(shards, new Carrying(), 2, fewExecutors)
                  .gradient(w, carried, 0, step, new StepTime());
          carried = sum.carried();
          assertArrayEquals(expected(w), sum.gradient().flat(), 0f);
        }
      }
    }
  }

  /** Each shard reads two rows of a table, other ones each step; where it is told to, it dies. */
  private static final class Reading extends Dying {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 20;

    private final int D;

    Reading(Path folder, String result, int size) {
      super(folder, result);
      D = size / 2 / ROWS;
    }

    @Override
    public ParamLayout.Block table() {
      return new ParamLayout().table("table", ROWS, D, Initializer.normal(1));
    }

    @Override
    public int[] tableRows(Shard shard, int epoch, int batch) {
      int row = (3 * batch + shard.index()) % (ROWS - 1);
      return new int[] {row, row + 1};
    }

    @Override
    public GradientSum add(
        GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
      super.add(new GradientSum(SHARDS), shard, w, carried, epoch, batch);
      int numbers = 0; // rows of the table that have come
      for (int row = 0; row < ROWS; row++) {
        numbers += Float.isNaN(w[row * D]) ? 0 : 1;
      }
      if (numbers != (batch == 0 ? ROWS : SHARDS + 1)) {
        throw new IllegalStateException(numbers + " rows in step " + batch);
      }
      return gradient(sum, shard, w, batch);
    }

    GradientSum gradient(GradientSum sum, Shard shard, float[] w, int batch) {
      int[] rows = tableRows(shard, 0, batch);
      float[] values = Arrays.copyOfRange(w, rows[0] * D, (rows[1] + 1) * D);
      float[] dense = Arrays.copyOfRange(w, ROWS * D, w.length);
      for (float[] part : List.of(values, dense)) {
        for (int i = 0; i < part.length; i++) {
          part[i] /= shard.index() + 3;
        }
      }
      return sum.add(shard.index(), new Gradient(ROWS * D, D, dense, rows, values), 0, 1, 1, 0);
    }
  }

  /** Weights that change, of which the first step gets all and each later one what it reads. */
  @Test
  void rowsThatAMiniBatchReadsAreEnoughForIt(@TempDir Path folder) throws IOException {
    for (int size : new int[] {SMALL, LARGE}) {
      for (int few : new int[] {0, Transport.FEW_EXECUTORS}) {
        Path markers = Files.createDirectory(folder.resolve(size + "_" + few));
        for (int step = 0; step < 4; step++) {
          if (size == SMALL || few == 0 || step != 2) { // else an executor dies, once
            Files.createFile(markers.resolve("step" + step));
          }
        }
        Reading function = new Reading(markers, "gradient", size);
        try (ShardedDataset shards = shards()) {
          DistributedGradient source = new DistributedGradient(shards, function, 2, few);
          float[] w = weights(size);
          for (int step = 0; step < 4; step++) {
            source.announce(step + 1);
            float[] actual = source.gradient(w, 0, step, new StepTime()).gradient().flat();
            GradientSum expected = new GradientSum(SHARDS);
            for (int s = 0; s < SHARDS; s++) {
              function.gradient(expected, new Shard(s, SequenceBlock.of(List.of(), 0)), w, step);
            }
            assertArrayEquals(expected.gradient().flat(), actual, 0f);
            for (int i = 0; i < w.length; i++) {
              w[i] -= actual[i];
            }
          }
        }
      }
    }
  }

  /** What the driver was to fetch, what other executors were, and what those had summed. */
  @Test
  void aResultLostWithItsExecutorIsComputedAnew(@TempDir Path folder) throws IOException {
    lose("gradient", Transport.FEW_EXECUTORS, Files.createDirectory(folder.resolve("direct")));
    lose("gradient", 0, Files.createDirectory(folder.resolve("kept")));
    lose("slice", 0, Files.createDirectory(folder.resolve("summed")));
  }

  private static void lose(String result, int few, Path folder) {
    float[] w = weights(LARGE);
    try (ShardedDataset shards = shards()) {
      DistributedGradient source =
          new DistributedGradient(shards, new Dying(folder, result), 2, few);
      for (int step = 0; step < 2; step++) {
        GradientSum sum = source.gradient(w, 0, step, new StepTime());
        assertArrayEquals(expected(w), sum.gradient().flat(), 0f);
        assertTrue(Files.exists(folder.resolve("step" + step)));
      }
    }
  }

  @Test
  void theDriverAloneSumsWithADepthOfOne() {
    float[] w = weights(LARGE);
    try (ShardedDataset shards = shards()) {
      GradientSum sum =
          new DistributedGradient(shards, new Scaled(), 1, 0).gradient(w, 0, 0, new StepTime());
      assertArrayEquals(expected(w), sum.gradient().flat(), 0f);
    }
  }

  @Test
  void aResultThatCannotBeFetchedIsReportedAsLost() throws Exception {
    long id = Blocks.newId();
    Blocks gone = Blocks.put(id, "gone", out -> out.write(1));
    gone.removeHere();
    ArrivingSum arrivals = ArrivingSum.ofShards(SHARDS, 2);
    arrivals.apply(1, GradientResult.kept(gone));
    arrivals.arrive(0, () -> new GradientSum(SHARDS));
    assertEquals(0, arrivals.sum().parts());
    assertEquals(Set.of(1), arrivals.lost().keySet());
    assertTrue(arrivals.lost().get(1).getMessage().contains("could not be fetched"));
  }

  @Test
  void nothingStaysInTheBlockManagers() throws Exception {
    try (ShardedDataset shards = shards()) {
      for (int few : new int[] {0, Transport.FEW_EXECUTORS}) {
        DistributedGradient source = new DistributedGradient(shards, new Scaled(), 2, few);
        source.gradient(weights(LARGE), 0, 0, new StepTime());
        Thread.sleep(500); // removal does not wait
        List<Boolean> keeping =
            shards
                .rdd()
                .mapPartitions(part -> List.of(keeps("gradient") || keeps("slice")).iterator())
                .collect();
        assertEquals(List.of(false, false, false), keeping);
      }
    }
  }
}
