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
 * many, and so on up to {@code maxEpochs}. All trials are compared on the same rows, which {@code
 * validationIndicatorCol} or {@code validationFraction} holds out. If no rows are held out, because
 * there are too few, trials are compared by cross-validation in {@link #folds}, and then the winner
 * is trained on all rows.
 *
 * <p>Trial 0 is the estimator as it was given. It is trained for all epochs, and wins unless
 * another trial is better by more than chance explains. The settings of the other trials depend
 * only on the seed and their numbers, and only results decide which trials continue, so the same
 * search finds the same settings with any parallelism.
 *
 * <p>Rows are read once. If they take at most {@link #TASK_BYTES} bytes in the cache, they are sent
 * to all executors, and several trainings run at the same time, each as one task. If they take
 * more, trainings run one after the other, each on the whole cluster. In both cases the weights are
 * bit for bit those of an ordinary fit.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
public final class SequenceTuner<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    extends Estimator<M> implements ParamOwner {
  private static final long serialVersionUID = 1L;

  /** Up to this number of bytes of data, each training is one task. */
  public static final long TASK_BYTES = 64L << 20;

  private static final String LOSS = "loss";

  /**
   * Measures a model on the held-out rows.
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

  /** Creates a tuner of an estimator, which is not changed. */
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

  /** How many settings are tried, including the given ones. */
  public IntParam trials() {
    return declared(
        "trials",
        () ->
            new IntParam(
                this,
                "trials",
                "maximal number of settings to try, including the given ones",
                Valid.atLeast("trials", 1)),
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

  /**
   * After how many minutes the search ends with the best result so far; 0 means that it never ends
   * early.
   */
  public DoubleParam minutes() {
    return declared(
        "minutes",
        () ->
            new DoubleParam(
                this,
                "minutes",
                "minutes after which the search ends; 0 means that it never ends early",
                Valid.within("minutes", 0, true, Double.POSITIVE_INFINITY)),
        0.0);
  }

  /** The value of {@link #minutes}. */
  public double getMinutes() {
    return (double) getOrDefault(minutes());
  }

  /**
   * Sets {@link #minutes}. Trainings that run at that time are cancelled, if there is at least one
   * result.
   */
  public SequenceTuner<E, M> setMinutes(double value) {
    set(minutes(), value);
    return this;
  }

  /**
   * How many trainings run at the same time, if each is one task; 0 means the number of cores of
   * the cluster.
   */
  public IntParam parallelism() {
    return declared(
        "parallelism",
        () ->
            new IntParam(
                this,
                "parallelism",
                "number of trainings that run at the same time, where each is one task; 0 means the number of cores of the cluster",
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
   * The number of folds of cross-validation in which trials are compared. 0 means that it is
   * chosen: no folds if rows are held out by {@code validationIndicatorCol} or {@code
   * validationFraction}, whether set or chosen; otherwise 5, or 3 for more than 500 rows.
   */
  public IntParam folds() {
    return declared(
        "folds",
        () ->
            new IntParam(
                this,
                "folds",
                "number of folds of cross-validation in which trials are compared; 0 means that it is chosen, if no rows are held out",
                Valid.folds("folds")),
        0);
  }

  /** The value of {@link #folds}. */
  public int getFolds() {
    return (int) getOrDefault(folds());
  }

  /**
   * Sets {@link #folds}. Each setting is trained once per fold, without the rows of that fold, on
   * which it is then measured; the winner is trained on all rows.
   */
  public SequenceTuner<E, M> setFolds(int value) {
    set(folds(), value);
    return this;
  }

  /** The seed of the random choice of settings. */
  public LongParam seed() {
    return declared(
        "seed",
        () ->
            new LongParam(
                this,
                "seed",
                "seed of the random choice of settings",
                Valid.atLeast("seed", Long.MIN_VALUE)),
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
   * A directory on any Hadoop file system for {@code trials.jsonl}, which has one line per
   * completed training; an interrupted search continues from it.
   */
  public Param<String> trialsDir() {
    return declared(
        "trialsDir",
        () ->
            new Param<>(
                this,
                "trialsDir",
                "directory for trials.jsonl, from which an interrupted search continues"),
        null);
  }

  /** Sets {@link #trialsDir}. */
  public SequenceTuner<E, M> setTrialsDir(String value) {
    set(trialsDir(), value);
    return this;
  }

  /**
   * Searches the best of several values of a Param. If no Param is named for the search, the usual
   * Params of the task are searched.
   *
   * @throws InvalidInputException if there is no such Param, a value is not valid for it, or it
   *     cannot be searched because rows are read once for all trials
   */
  public SequenceTuner<E, M> choose(String param, Object... values) {
    ranges.put(param, TuningRanges.choices(estimator, param, Arrays.asList(values)));
    return this;
  }

  /**
   * Searches a numeric Param between two values. The scale is logarithmic for learningRate and
   * weightDecay, and if the larger value is at least 100 times the smaller one.
   *
   * @throws InvalidInputException as in {@link #choose}
   */
  public SequenceTuner<E, M> between(String param, double low, double high) {
    ranges.put(param, TuningRanges.between(estimator, param, low, high));
    return this;
  }

  /** Params that are not changed when the usual Params of the task are searched. */
  public SequenceTuner<E, M> keep(String... params) {
    kept.addAll(Arrays.asList(params));
    return this;
  }

  /**
   * Compares trials by a metric.
   *
   * @param name one of the measured metrics
   */
  public SequenceTuner<E, M> setMetric(String name, boolean lowerIsBetter, Measure<M> measure) {
    this.metric = name;
    this.lowerIsBetter = lowerIsBetter;
    this.measure = measure;
    return this;
  }

  /**
   * Compares trials by a Spark ML evaluator; without it and {@link #setMetric}, they are compared
   * by the loss.
   */
  public SequenceTuner<E, M> setEvaluator(Evaluator evaluator) {
    return setMetric(
        "metric",
        !evaluator.isLargerBetter(),
        (model, rows) -> Map.of("metric", evaluator.evaluate(model.transform(rows))));
  }

  /** Sets the listener that is called when a trial ends. */
  public SequenceTuner<E, M> setListener(Consumer<Trial> value) {
    listener = value;
    return this;
  }

  /** For tests: the size of data above which trainings are not tasks. */
  SequenceTuner<E, M> setTaskBytes(long value) {
    taskBytes = value;
    return this;
  }

  /**
   * Searches, and returns the best model.
   *
   * @throws InvalidInputException as in {@link #search}
   */
  @Override
  public M fit(Dataset<?> dataset) {
    return search(dataset).model();
  }

  /**
   * Runs the search.
   *
   * @throws InvalidInputException if folds are set although the estimator holds out rows, there are
   *     fewer different rows than folds, the estimator could not be fitted, no trial could be
   *     trained, or trialsDir belongs to another search or cannot be used
   * @throws java.util.concurrent.CancellationException as in {@link RnnEstimator#fit}
   */
  public TuningResult<E, M> search(Dataset<?> dataset) {
    return JobScope.run(
        dataset.sparkSession(),
        getClass().getSimpleName() + " " + uid(),
        () -> TuningRun.of(this, dataset));
  }

  E estimator() {
    return estimator;
  }

  /** The ranges that are searched for an estimator that has all its settings. */
  Map<String, Range> ranges(E complete, boolean tokens) {
    return ranges.isEmpty() ? TuningRanges.usual(complete, tokens, Set.copyOf(kept)) : ranges;
  }

  String metric() {
    return metric;
  }

  boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /** The metrics of a trial on the held-out rows. */
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
   * @param extra Params of this tuner or of the estimator
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
