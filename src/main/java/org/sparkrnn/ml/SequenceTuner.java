package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.kind.DeclaredParams;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.search.Range;

/**
 * Finds good settings of an estimator by random search with asynchronous successive halving (Li et
 * al. 2020): many trials are trained for a few epochs, the best third of them for three times as
 * many, and so on up to {@code maxEpochs}. They are compared on the rows that {@code
 * validationIndicatorCol} or {@code validationFraction} holds out, once for all; or, where nothing
 * holds any out as there are few, in {@link #folds}, and then the winner is trained on all rows.
 *
 * <p>Trial 0 is the estimator as it was given, gets all epochs, and wins unless another is better
 * by more than chance explains. What the others try follows from the seed and their numbers, and
 * who goes on from the results alone: the same search finds the same settings, whatever the
 * parallelism.
 *
 * <p>Rows are read once. Up to {@link #TASK_BYTES} bytes of them, as they are cached, go to all
 * executors, and each training is one task, beside others; of more, each training takes the whole
 * cluster, one after the other. The weights are those of an ordinary fit, bit for bit.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
public final class SequenceTuner<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    extends Estimator<M> implements ParamOwner {
  private static final long serialVersionUID = 1L;

  /** Of data up to so many bytes, trainings are tasks. */
  public static final long TASK_BYTES = 64L << 20;

  private static final String LOSS = "loss";

  /**
   * Measures a model on the rows held out.
   *
   * @param <M> the model
   */
  @FunctionalInterface
  public interface Measure<M> {
    /** Metrics by name, that by which trials are compared among them. */
    Map<String, Double> of(M model, Dataset<Row> validation);
  }

  private DeclaredParams declared; // no initializer, see ParamOwner
  private final E estimator;
  private final LinkedHashMap<String, Range> ranges = new LinkedHashMap<>();
  private final LinkedHashSet<String> kept = new LinkedHashSet<>();
  private transient Measure<M> measure; // null to take what training measures
  private String metric = LOSS;
  private boolean lowerIsBetter = true;
  private transient Consumer<Trial> listener;
  private long taskBytes = TASK_BYTES;

  /** Of an estimator, which stays as it is. */
  public SequenceTuner(E estimator) {
    this(null, estimator);
  }

  private SequenceTuner(String uid, E estimator) {
    declaredParams().declareAll(this, uid);
    this.estimator = estimator.copy(ParamMap.empty());
  }

  @Override
  public String uid() { // here, since py4j does not find methods of interfaces
    return declaredParams().uid();
  }

  @Override
  public DeclaredParams declaredParams() {
    if (declared == null) {
      declared = new DeclaredParams(getClass());
    }
    return declared;
  }

  /** How many settings are tried, the given ones among them. */
  public IntParam trials() {
    return declared(
        "trials",
        () ->
            new IntParam(
                this, "trials", "settings that are tried at most", Valid.atLeast("trials", 1)),
        32);
  }

  /** The value of {@link #trials}. */
  public int getTrials() {
    return (int) getOrDefault(trials());
  }

  /** Sets {@link #trials}. */
  public SequenceTuner<E, M> setTrials(int value) {
    set(trials(), value);
    return this;
  }

  /** After how many minutes the search ends with what it has found; 0 for never. */
  public DoubleParam minutes() {
    return declared(
        "minutes",
        () ->
            new DoubleParam(
                this,
                "minutes",
                "minutes after which the search ends; 0 for never",
                Valid.within("minutes", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /** The value of {@link #minutes}. */
  public double getMinutes() {
    return (double) getOrDefault(minutes());
  }

  /** Sets {@link #minutes}: what is trained then is cancelled, once there is any result at all. */
  public SequenceTuner<E, M> setMinutes(double value) {
    set(minutes(), value);
    return this;
  }

  /** How many trainings run at once, where each is a task; 0 for as many as there are cores. */
  public IntParam parallelism() {
    return declared(
        "parallelism",
        () ->
            new IntParam(
                this,
                "parallelism",
                "trainings that run at once, where each is a task; 0 takes the cluster's cores",
                Valid.atLeast("parallelism", 0)),
        0);
  }

  /** The value of {@link #parallelism}. */
  public int getParallelism() {
    return (int) getOrDefault(parallelism());
  }

  /** Sets {@link #parallelism}. */
  public SequenceTuner<E, M> setParallelism(int value) {
    set(parallelism(), value);
    return this;
  }

  /**
   * In how many folds trials are compared; 0 to choose it: none where rows are held out, by {@code
   * validationIndicatorCol} or {@code validationFraction}, set or chosen; else 5, or 3 of more than
   * 500 rows.
   */
  public IntParam folds() {
    return declared(
        "folds",
        () ->
            new IntParam(
                this,
                "folds",
                "folds of all rows in which trials are compared; 0 chooses them where no rows are"
                    + " held out",
                Valid.folds("folds")),
        0);
  }

  /** The value of {@link #folds}. */
  public int getFolds() {
    return (int) getOrDefault(folds());
  }

  /**
   * Sets {@link #folds}: each setting is trained as many times, each time without one part of the
   * rows, on which it is measured; the winner is trained on all.
   */
  public SequenceTuner<E, M> setFolds(int value) {
    set(folds(), value);
    return this;
  }

  /** Decides what trials try. */
  public LongParam seed() {
    return declared(
        "seed",
        () ->
            new LongParam(
                this, "seed", "decides what trials try", Valid.atLeast("seed", Long.MIN_VALUE)),
        1L);
  }

  /** The value of {@link #seed}. */
  public long getSeed() {
    return (long) getOrDefault(seed());
  }

  /** Sets {@link #seed}. */
  public SequenceTuner<E, M> setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /**
   * A directory on any Hadoop file system for {@code trials.jsonl}, a line for each training as it
   * ends; a search that was killed goes on from them.
   */
  public Param<String> trialsDir() {
    return declared(
        "trialsDir",
        () ->
            new Param<>(
                this, "trialsDir", "directory of trials.jsonl, from which a search goes on"),
        null);
  }

  /** Sets {@link #trialsDir}. */
  public SequenceTuner<E, M> setTrialsDir(String value) {
    set(trialsDir(), value);
    return this;
  }

  /**
   * Searches one of some values of a Param. Where nothing is searched by name, what is usual for
   * the task is.
   *
   * @throws InvalidInputException if there is no such Param, a value is none of its values, or it
   *     cannot be searched, since rows are read once for all trials
   */
  public SequenceTuner<E, M> choose(String param, Object... values) {
    ranges.put(param, TuningRanges.choices(estimator, param, Arrays.asList(values)));
    return this;
  }

  /**
   * Searches a Param of numbers between two: by their logarithm for learningRate, weightDecay, and
   * where the larger is 100 times the other or more.
   *
   * @throws InvalidInputException as {@link #choose}
   */
  public SequenceTuner<E, M> between(String param, double low, double high) {
    ranges.put(param, TuningRanges.between(estimator, param, low, high));
    return this;
  }

  /** Params that stay as they are where what is usual for the task is searched. */
  public SequenceTuner<E, M> keep(String... params) {
    kept.addAll(Arrays.asList(params));
    return this;
  }

  /**
   * Compares trials by a metric.
   *
   * @param name among those that are measured
   */
  public SequenceTuner<E, M> setMetric(String name, boolean lowerIsBetter, Measure<M> measure) {
    this.metric = name;
    this.lowerIsBetter = lowerIsBetter;
    this.measure = measure;
    return this;
  }

  /** Compares trials by Spark ML's kind of metric; by the loss where nothing is set. */
  public SequenceTuner<E, M> setEvaluator(Evaluator evaluator) {
    return setMetric(
        "metric",
        !evaluator.isLargerBetter(),
        (model, rows) -> Map.of("metric", evaluator.evaluate(model.transform(rows))));
  }

  /** Who hears of each trial as it ends. */
  public SequenceTuner<E, M> setListener(Consumer<Trial> value) {
    listener = value;
    return this;
  }

  /** For tests: where trainings cease to be tasks. */
  SequenceTuner<E, M> setTaskBytes(long value) {
    taskBytes = value;
    return this;
  }

  /**
   * Searches, and gives the best model.
   *
   * @throws InvalidInputException as {@link #search}
   */
  @Override
  public M fit(Dataset<?> dataset) {
    return search(dataset).model();
  }

  /**
   * Searches.
   *
   * @throws InvalidInputException if folds contradict what the estimator holds out, or there are
   *     fewer different rows than folds, the estimator could not be fitted, no trial could be
   *     trained, or trialsDir holds another search or cannot be used
   * @throws java.util.concurrent.CancellationException as {@link RnnEstimator#fit}
   */
  public TuningResult<E, M> search(Dataset<?> dataset) {
    return JobScope.run(
        dataset.sparkSession().sparkContext(),
        getClass().getSimpleName() + " " + uid(),
        () -> TuningRun.of(this, dataset));
  }

  E estimator() {
    return estimator;
  }

  /** What is searched, of an estimator that has all its settings. */
  Map<String, Range> ranges(E complete, boolean tokens) {
    return ranges.isEmpty() ? TuningRanges.usual(complete, tokens, Set.copyOf(kept)) : ranges;
  }

  String metric() {
    return metric;
  }

  boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /** The metrics of a trial on what was held out. */
  Map<String, Double> measured(TuningTrainings.Trained<M> trained, Dataset<Row> held) {
    if (measure != null) {
      return measure.of(trained.model(), held);
    }
    Evaluation evaluation = trained.evaluation();
    return Double.isNaN(evaluation.accuracy())
        ? Map.of(LOSS, evaluation.meanLoss())
        : Map.of(LOSS, evaluation.meanLoss(), "accuracy", evaluation.accuracy());
  }

  void tell(Trial trial) {
    if (listener != null) {
      listener.accept(trial);
    }
  }

  long taskBytes() {
    return taskBytes;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return estimator.transformSchema(schema);
  }

  /**
   * @param extra for this or for the estimator
   */
  @Override
  public SequenceTuner<E, M> copy(ParamMap extra) {
    SequenceTuner<E, M> copy = new SequenceTuner<>(uid(), estimator.copy(extra));
    copyValues(copy, extra);
    copy.ranges.putAll(ranges);
    copy.kept.addAll(kept);
    copy.taskBytes = taskBytes;
    return copy.setMetric(metric, lowerIsBetter, measure).setListener(listener);
  }
}
