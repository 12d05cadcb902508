package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.testkit.ShopSeries;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.TrainingListener;
import scala.runtime.AbstractFunction1;

/**
 * The same bits in one thread, in two, and in two executor processes, however the data lie, however
 * gradients are summed, and with a process killed on the way; for whole sequences, for a stream
 * whose state is carried, and for many series. What fails inside a step is in RetriedStepsIT.
 */
class SameWeightsIT {
  private static final int SHARDS = 8;

  private static SparkSession spark;
  private static String tagged; // SHA-256 of the tagger's weights on local[1]
  private static String told; // and of the language model's
  private static String transcribed; // and of the transcriber's
  private static List<String> forecast; // and of regressors of many series, with their forecasts

  @BeforeAll
  static void start() {
    open(LocalCluster.conf("local[1]"));
    tagged = sha(tagger(), rows(2));
    told = sha(languageModel(), text(2));
    transcribed = sha(transcriber(), spellings(2));
    forecast = forecasts(2);
    spark.stop();
    open(LocalCluster.conf("local[2]"));
    assertEquals(tagged, sha(tagger(), rows(3)));
    assertEquals(tagged, sha(tagger().setExecution("spark"), rows(3)));
    assertEquals(told, sha(languageModel().setExecution("spark"), text(3)));
    assertEquals(transcribed, sha(transcriber().setExecution("spark"), spellings(3)));
    assertNotEquals(tagged, sha(tagger().setSeed(4), rows(3)));
    spark.stop();
    open(LocalCluster.conf("local-cluster[2,1,1024]").set("spark.task.maxFailures", "3"));
  }

  private static void open(SparkConf conf) {
    spark = SparkSession.builder().config(conf).getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    parallelism(2);
    assertTrue(spark.sparkContext().getPersistentRDDs().isEmpty(), "cached RDDs are left");
    for (int i = 0; i < 50 && keepingBlocks() > 0; i++) {
      Thread.sleep(100); // removal does not wait
    }
    assertEquals(0, keepingBlocks(), "processes that keep weights or gradients");
  }

  private static JavaSparkContext sc() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private static JavaRDD<Integer> spread() {
    return sc().parallelize(IntStream.range(0, SHARDS).boxed().toList(), SHARDS);
  }

  private static long keepingBlocks() {
    return spread().filter(i -> keepsBlocks()).count() + (keepsBlocks() ? 1 : 0);
  }

  private static boolean keepsBlocks() {
    return !SparkEnv.get().blockManager().getMatchingBlockIds(new IsOurs()).isEmpty();
  }

  private static final class IsOurs extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return id.name().matches("broadcast_\\d+_(weights|gradient).*");
    }
  }

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setCell("lstm")
        .setOutputLayer("crf")
        .setCharacterEncoder("bilstm")
        .setCharacterUnits(3)
        .setRecurrentDropout(0.2)
        .setHiddenSize(8)
        .setEmbeddingSize(4)
        .setBatchSize(16)
        .setWordDropout(0.1)
        .setDropout(0.2)
        .setValidationFraction(0.2)
        .setNumShards(SHARDS)
        .setMaxEpochs(2)
        .setSeed(3);
  }

  /** Large enough that gradients stay on executors until the driver fetches them. */
  private static LanguageModel languageModel() {
    return new LanguageModel()
        .setBoundaries("stream")
        .setTbpttLength(7)
        .setCell("gru")
        .setHiddenSize(300)
        .setEmbeddingSize(8)
        .setBatchSize(SHARDS)
        .setNumShards(SHARDS)
        .setMaxEpochs(2)
        .setSeed(3);
  }

  private static SequenceTranscriber transcriber() {
    return new SequenceTranscriber()
        .setInputCol("spelling")
        .setLabelCol("sounds")
        .setCell("gru")
        .setBidirectional(true)
        .setHiddenSize(6)
        .setEmbeddingSize(4)
        .setUpsample(2)
        .setBatchSize(16)
        .setDropout(0.2)
        .setValidationFraction(0.2)
        .setNumShards(SHARDS)
        .setMaxEpochs(2)
        .setSeed(3);
  }

  private static Dataset<Row> rows(int partitions) {
    return rows(ToyData.rows(64, 1), partitions);
  }

  private static Dataset<Row> rows(List<Row> rows, int partitions) {
    return spark.createDataFrame(
        sc().parallelize(rows, partitions), ToyData.schema(ToyData.STRINGS));
  }

  private static Dataset<Row> text(int partitions) {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("ab ".repeat(random.nextInt(4)) + "xyz ".repeat(random.nextInt(4)));
    }
    return spark
        .createDataset(sc().parallelize(lines, partitions).rdd(), Encoders.STRING())
        .toDF("tokens");
  }

  /** Words with their sounds; some letters have two sounds and some none. */
  private static Dataset<Row> spellings(int partitions) {
    Random random = new Random(8);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      StringBuilder word = new StringBuilder("a");
      for (int n = random.nextInt(9); n > 0; n--) {
        word.append("abch".charAt(random.nextInt(4)));
      }
      words.add(word.toString());
    }
    return spark
        .createDataset(sc().parallelize(words, partitions).rdd(), Encoders.STRING())
        .toDF("spelling")
        .selectExpr("spelling", "replace(replace(spelling, 'h', ''), 'c', 'ks') as sounds");
  }

  /** Shops in another order for each number of partitions, with days that are missing. */
  private static Dataset<Row> shops(int partitions) {
    List<Row> rows = ShopSeries.counts(ShopSeries.rows(8));
    rows.removeIf(row -> row.getInt(1) % 5 == 3);
    Collections.shuffle(rows, new Random(partitions));
    return spark.createDataFrame(sc().parallelize(rows, partitions), ShopSeries.schema());
  }

  /** Digests and forecasts: of a decoder that masks gaps, and of paths that are drawn. */
  private static List<String> forecasts(int partitions) {
    SequenceRegressor decoder =
        ShopSeries.regressor().setStrategy("decoder").setGaps("mask").setLoss("quantile");
    SequenceRegressor recursive =
        ShopSeries.regressor().setStrategy("recursive").setGaps("previous").setLoss("gaussian");
    List<String> found = new ArrayList<>();
    for (SequenceRegressor estimator : List.of(decoder, recursive)) {
      SequenceRegressorModel model =
          estimator.setStaticCols("shop").setNumShards(SHARDS).fit(shops(partitions));
      found.add(model.weightsSha256());
      found.add(ShopSeries.forecasts(model, shops(partitions)).toString());
    }
    return found;
  }

  private static String sha(RnnEstimator<?, ?> estimator, Dataset<Row> data) {
    return estimator.fit(data).weightsSha256();
  }

  /** The largest number of partitions of shards; with eight, treeAggregate has levels. */
  private static void parallelism(int partitions) {
    spark.sparkContext().conf().set("spark.default.parallelism", String.valueOf(partitions));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void inputInAnyPartitionsAndOrder(int partitions) {
    assertEquals(tagged, sha(tagger(), rows(partitions)));
    List<Row> shuffled = new ArrayList<>(ToyData.rows(64, 1));
    Collections.shuffle(shuffled, new Random(partitions));
    assertEquals(tagged, sha(tagger(), rows(shuffled, partitions)));
    assertEquals(told, sha(languageModel(), text(partitions)));
    assertEquals(transcribed, sha(transcriber(), spellings(partitions)));
    assertEquals(forecast, forecasts(partitions));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void gradientsSummedInATree(int depth) {
    parallelism(SHARDS);
    assertEquals(tagged, sha(tagger().setAggregationDepth(depth), rows(3)));
    assertEquals(told, sha(languageModel().setAggregationDepth(depth), text(3)));
  }

  @Test
  void onThreadsOfTheDriver() {
    assertEquals(tagged, sha(tagger().setExecution("threads"), rows(3)));
    assertEquals(told, sha(languageModel().setExecution("threads"), text(3)));
  }

  /** SIGKILL for one executor, at the second step of the second epoch. */
  private static final class Killer implements TrainingListener {
    private final boolean later; // during the next steps, not before one
    private boolean done;

    Killer(boolean later) {
      this.later = later;
    }

    @Override
    public void onStep(int epoch, int step, double meanLoss) {
      if (epoch == 2 && step == 2) {
        long pid = spread().map(i -> ProcessHandle.current().pid()).collect().get(0);
        assertNotEquals(ProcessHandle.current().pid(), pid);
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        done = true;
        if (later) {
          new Thread(() -> kill(victim)).start();
        } else {
          assertTrue(victim.destroyForcibly());
        }
      }
    }

    private static void kill(ProcessHandle victim) {
      try {
        Thread.sleep(20);
        victim.destroyForcibly();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExecutorKilledInMidEpoch(boolean later) throws Exception {
    AtomicInteger removed = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
            removed.incrementAndGet();
          }
        };
    spark.sparkContext().addSparkListener(listener);
    Killer first = new Killer(later);
    assertEquals(tagged, sha(tagger().setListener(first), rows(3)));
    Killer second = new Killer(later);
    assertEquals(told, sha(languageModel().setListener(second), text(3)));
    Killer third = new Killer(later);
    assertEquals(transcribed, sha(transcriber().setListener(third), spellings(3)));
    assertTrue(first.done && second.done && third.done);
    for (int i = 0; i < 100 && removed.get() < 3; i++) {
      Thread.sleep(100);
    }
    assertTrue(removed.get() >= 3, removed + " executors were removed");
    spark.sparkContext().removeSparkListener(listener);
  }

  @Test
  void twoFitsAtOnce() throws Exception {
    FutureTask<String> other = new FutureTask<>(() -> sha(languageModel(), text(3)));
    new Thread(other).start();
    assertEquals(tagged, sha(tagger(), rows(3)));
    assertEquals(told, other.get(2, TimeUnit.MINUTES));
  }

  @Test
  void theNextFitAfterExecutorsRanOutOfMemory() throws Exception {
    Dying dying = new Dying();
    spark.sparkContext().addSparkListener(dying);
    Dataset<Row> hungry =
        spark.createDataFrame(
            rows(2)
                .toJavaRDD()
                .map(row -> new long[Integer.MAX_VALUE - 8].length == 0 ? null : row),
            ToyData.schema(ToyData.STRINGS));
    // A checked exception that Spark does not declare.
    assertThrows(SparkException.class, () -> tagger().fit(hungry));
    dying.awaitRemoval();
    spark.sparkContext().removeSparkListener(dying);
    assertEquals(tagged, sha(tagger(), rows(2)));
  }

  /**
   * Counts executors on which tasks failed. An executor without memory ends, but until then Spark
   * sends it further tasks, which it rejects.
   */
  private static final class Dying extends SparkListener {
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      if (!task.taskInfo().successful()) {
        failed.add(task.taskInfo().executorId());
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
      removed.add(executor.executorId());
    }

    void awaitRemoval() throws Exception {
      spark.sparkContext().listenerBus().waitUntilEmpty();
      for (int i = 0; i < 600 && !removed.containsAll(failed); i++) {
        Thread.sleep(100);
      }
      assertTrue(removed.containsAll(failed), failed + " ran out of memory and live on");
    }
  }
}
