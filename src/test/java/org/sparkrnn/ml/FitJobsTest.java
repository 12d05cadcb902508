package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.TrainingListener;
import scala.jdk.javaapi.CollectionConverters;

/** The Spark jobs of a fit: their descriptions, and the cleanup after any kind of end. */
class FitJobsTest {
  private static final SparkContext SPARK = LocalSpark.session().sparkContext();
  private static volatile CountDownLatch slow; // counted down by a task that then takes minutes

  private static final AtomicInteger TASKS = new AtomicInteger(); // running ones
  private static final SparkListener COUNTING =
      new SparkListener() {
        @Override
        public void onTaskStart(SparkListenerTaskStart task) {
          TASKS.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
          TASKS.decrementAndGet();
        }
      };

  private static Set<Object> cachedBefore; // of other tests of this session

  private SparkListener listener;

  @BeforeAll
  static void count() {
    cachedBefore = cached();
    SPARK.addSparkListener(COUNTING);
  }

  @AfterAll
  static void countNoMore() {
    SPARK.removeSparkListener(COUNTING);
  }

  @AfterEach
  void nothingIsLeft() {
    Thread.interrupted();
    if (listener != null) {
      SPARK.removeSparkListener(listener);
    }
    await("a job runs on", () -> SPARK.statusTracker().getActiveJobIds().length == 0);
    await("a task runs on", () -> TASKS.get() == 0);
    assertEquals(cachedBefore, cached(), "cached RDDs are left");
    for (String property :
        List.of("spark.job.description", "spark.job.interruptOnCancel", "sparkrnn.jobScope")) {
      assertNull(SPARK.getLocalProperty(property), property);
    }
    assertTrue(SPARK.getJobTags().isEmpty());
  }

  private static Set<Object> cached() {
    return CollectionConverters.asJava(SPARK.getPersistentRDDs().keySet());
  }

  private static void await(String message, BooleanSupplier done) {
    for (int i = 0; i < 2000 && !done.getAsBoolean(); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    assertTrue(done.getAsBoolean(), message);
  }

  private void listen(SparkListener other) {
    listener = other;
    SPARK.addSparkListener(other);
  }

  private static SequenceTagger small() {
    return tagger(2).setValidationFraction(0.3).setExecution("spark");
  }

  private static String sha(SequenceTagger estimator) {
    return estimator.fit(ToyData.tokens(40, 1)).weightsSha256();
  }

  @Test
  void jobsSayWhatTheyAreForAndKeepTheUsersGroup() throws Exception {
    List<String> descriptions = new ArrayList<>();
    listen(
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            assertEquals("mine", job.properties().getProperty("spark.jobGroup.id"));
            descriptions.add(job.properties().getProperty("spark.job.description"));
          }
        });
    SPARK.setJobGroup("mine", "my work", false);
    SPARK.addJobTag("our-tag");
    try {
      SequenceTagger tagger = small();
      SequenceTaggerModel model = tagger.fit(ToyData.tokens(40, 1));
      assertEquals("my work", SPARK.getLocalProperty("spark.job.description"));
      assertEquals("mine", SPARK.getLocalProperty("spark.jobGroup.id"));
      assertEquals("false", SPARK.getLocalProperty("spark.job.interruptOnCancel"));
      assertEquals("Set(our-tag)", SPARK.getJobTags().toString());
      model.evaluate(ToyData.tokens(8, 2));
      SPARK.listenerBus().waitUntilEmpty();
      List<String> distinct = descriptions.stream().distinct().toList();
      String name = "SequenceTagger " + tagger.uid() + ": ";
      assertEquals(
          List.of(
              name + "deal rows to parts",
              name + "count vocabulary",
              name + "count features and labels",
              name + "deal sequences to 3 shards",
              name + "epoch 1/2 step 1/2",
              name + "epoch 1/2 step 2/2",
              name + "validate epoch 1",
              name + "epoch 2/2 step 1/2",
              name + "epoch 2/2 step 2/2",
              name + "validate epoch 2",
              "SequenceTaggerModel " + model.uid() + ": evaluate"),
          distinct);
    } finally {
      SPARK.clearJobGroup();
      SPARK.clearJobTags();
      SPARK.setLocalProperty("spark.job.interruptOnCancel", null);
    }
  }

  @Test
  void theSessionFitsAgainAfterAFitThatFailed() {
    String expected = sha(small());
    List<Row> rows = new ArrayList<>(ToyData.rows(40, 1));
    rows.add(RowFactory.create(99, new String[] {"a", "b"}, new String[] {"S"}));
    Dataset<Row> malformed = ToyData.spread(rows, ToyData.STRINGS, 3, 1);
    for (int i = 0; i < 3; i++) {
      String message =
          assertThrows(InvalidInputException.class, () -> small().fit(malformed)).getMessage();
      assertTrue(message.contains("[\"a\",\"b\"]"), message);
    }
    SequenceTagger diverging =
        small().setOptimizer("sgd").setGradientClipNorm(0).setLearningRate(1e30);
    String message = assertThrows(InvalidInputException.class, () -> sha(diverging)).getMessage();
    assertTrue(message.contains("training diverged"), message);
    TrainingListener broken =
        new TrainingListener() {
          @Override
          public void onStep(int epoch, int step, double meanLoss) {
            throw new UnsupportedOperationException("a listener's own");
          }
        };
    assertThrows(UnsupportedOperationException.class, () -> sha(small().setListener(broken)));
    assertEquals(expected, sha(small()));
  }

  @Test
  void fitsAtOnceGiveWhatEachGivesAlone() throws Exception {
    List<SequenceTagger> estimators =
        List.of(
            small(),
            small().setSeed(7).setCell("lstm"),
            small().setAggregationDepth(3).setNumShards(9));
    List<String> alone = estimators.stream().map(FitJobsTest::sha).toList();
    List<FutureTask<String>> fits = new ArrayList<>();
    for (SequenceTagger estimator : estimators) {
      fits.add(new FutureTask<>(() -> sha(estimator)));
      new Thread(fits.get(fits.size() - 1)).start();
    }
    for (int i = 0; i < fits.size(); i++) {
      assertEquals(alone.get(i), fits.get(i).get(1, TimeUnit.MINUTES));
    }
  }

  @Test
  void crossValidationInParallelScoresTheSame() {
    SequenceTagger tagger = small();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(tagger.cell(), CollectionConverters.asScala(List.of("elman", "gru")))
            .build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(tagger)
            .setEvaluator(new SequenceTaggingEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1);
    Dataset<Row> data = ToyData.tokens(40, 1);
    CrossValidatorModel inTurn = validator.fit(data);
    CrossValidatorModel atOnce = validator.setParallelism(2).fit(data);
    assertArrayEquals(inTurn.avgMetrics(), atOnce.avgMetrics());
    assertEquals(
        ((SequenceTaggerModel) inTurn.bestModel()).weightsSha256(),
        ((SequenceTaggerModel) atOnce.bestModel()).weightsSha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "threads"})
  void aFitThatIsInterruptedBetweenStepsEnds(String execution) {
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void onStep(int epoch, int step, double meanLoss) {
            assertTrue(epoch == 1 && step == 1, "it went on");
            Thread.currentThread().interrupt();
          }
        };
    SequenceTagger tagger = small().setExecution(execution).setListener(impatient);
    String message = assertThrows(CancellationException.class, () -> sha(tagger)).getMessage();
    assertTrue(Thread.interrupted(), "the interrupt was lost");
    assertTrue(message.startsWith("SequenceTagger " + tagger.uid() + " was interrupted"), message);
  }

  /**
   * Interrupts at the first job, at the second, and so on: counting, dealing, steps, validation.
   */
  @Test
  void aFitMayBeInterruptedAtAnyOfItsJobs() throws Exception {
    String expected = sha(small());
    Thread fitting = Thread.currentThread();
    AtomicInteger left = new AtomicInteger();
    listen(
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            if (left.getAndDecrement() == 0) {
              fitting.interrupt();
            }
          }
        });
    int ended = 0;
    boolean whole = false;
    for (int job = 0; !whole; job++) {
      left.set(job);
      try {
        assertEquals(expected, sha(small()));
        whole = !Thread.interrupted() && left.get() >= 0; // there is no such job
      } catch (CancellationException e) {
        assertTrue(e.getMessage().contains("was interrupted"), e.getMessage());
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        ended++;
      }
      SPARK.listenerBus().waitUntilEmpty();
      whole &= left.get() >= 0;
      Thread.interrupted(); // one that came too late
      assertEquals(cachedBefore, cached(), "cached RDDs are left");
    }
    assertTrue(ended >= 5, ended + " fits were interrupted");
    left.set(-1); // no more
    assertEquals(expected, sha(small()));
  }

  private static Dataset<Row> slowData() {
    return LocalSpark.session()
        .createDataFrame(
            ToyData.tokens(8, 1)
                .toJavaRDD()
                .map(
                    row -> {
                      slow.countDown();
                      Thread.sleep(Duration.ofMinutes(5).toMillis());
                      return row;
                    }),
            ToyData.schema(ToyData.STRINGS));
  }

  /** Starts a fit whose first task takes minutes. */
  private static FutureTask<Boolean> startSlowFit(Thread[] thread) throws Exception {
    slow = new CountDownLatch(1);
    FutureTask<Boolean> fit =
        new FutureTask<>(
            () -> {
              SPARK.setLocalProperty("spark.jobGroup.id", "users");
              try {
                small().fit(slowData());
                return null;
              } catch (CancellationException e) {
                assertNotNull(e.getCause());
                boolean flag = Thread.interrupted();
                assertEquals(flag, e.getMessage().contains("was interrupted"), e.getMessage());
                assertEquals(
                    !flag,
                    e.getMessage().contains("one of its Spark jobs was cancelled"),
                    e.getMessage());
                return flag;
              }
            });
    thread[0] = new Thread(fit);
    thread[0].start();
    assertTrue(slow.await(60, TimeUnit.SECONDS));
    return fit;
  }

  @Test
  void anInterruptEndsAJobWhoseTasksWouldTakeLong() throws Exception {
    Thread[] thread = new Thread[1];
    FutureTask<Boolean> fit = startSlowFit(thread);
    thread[0].interrupt();
    assertTrue(fit.get(30, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "all"})
  void aJobThatTheUserCancelsEndsTheFitWithAMessage(String what) throws Exception {
    FutureTask<Boolean> fit = startSlowFit(new Thread[1]);
    if (what.equals("group")) {
      SPARK.cancelJobGroup("users");
    } else {
      SPARK.cancelAllJobs();
    }
    assertFalse(fit.get(30, TimeUnit.SECONDS));
  }
}
