package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.PretrainedRows;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.search.Halving;
import org.sparkrnn.train.search.Halving.Run;
import org.sparkrnn.train.search.HalvingPool;
import org.sparkrnn.train.search.SearchSpace;
import org.sparkrnn.train.search.TrialFile;
import org.sparkrnn.train.shard.LocalShards;

/** A search that goes on: the data, the trials' settings, and what each training of them is. */
final class TuningRun<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> {
  private final SequenceTuner<E, M> tuner;
  private final SparkContext spark;
  private final E given; // with all its settings
  private final Dataset<Row> validation; // rows
  private final Fitting<E, M> fitting;
  private final TrainingData data;
  private final List<Map<String, Object>> settings; // of trials
  private final Halving halving;
  private final List<Trial> trials = new ArrayList<>(); // that have ended
  private final TrialFile file; // or null
  private Run leader; // whose model is here
  private M leading;

  /** Runs a whole search. */
  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> TuningResult<E, M> of(
      SequenceTuner<E, M> tuner, Dataset<?> dataset) throws Exception {
    E given = tuner.estimator().withChosenSettings(dataset);
    requireSearchable(given);
    Fitting<E, M> fitting = given.fitting(dataset);
    SequenceInput input = fitting.estimator().requireTrainable(fitting.rows());
    try (TrainingData data = fitting.estimator().prepareHeldOut(fitting.rows())) {
      fitting.estimator().tell(data);
      Dataset<Row> held = heldOut(given, dataset).persist(); // for each trial reads it
      try {
        return new TuningRun<>(tuner, given, held, fitting, data, input).run();
      } finally {
        JobScope.uninterrupted(() -> held.unpersist(false));
      }
    }
  }

  private static Dataset<Row> heldOut(RnnEstimator<?, ?> given, Dataset<?> dataset) {
    boolean splits = given.splits();
    String column = splits ? RnnEstimator.HELD_OUT : given.getValidationIndicatorCol();
    Dataset<Row> rows = splits ? given.withHeldOut(dataset, column) : dataset.toDF();
    return rows.filter(NamedColumn.of(rows.schema(), "validationIndicatorCol", column).column());
  }

  private static void requireSearchable(RnnEstimator<?, ?> given) {
    if (given.isDefined(given.checkpointDir())) {
      throw new InvalidInputException(
          "checkpointDir is %s, but checkpoints belong to one training and a search has many; leave it out: a search goes on from its trials.jsonl"
              .formatted(given.getCheckpointDir()));
    }
    if (!given.splits() && !given.isDefined(given.validationIndicatorCol())) {
      throw new InvalidInputException(
          "a search compares trials on rows held out of training, and there are none; set validationFraction, to 0.1 say, or name rows to validate on");
    }
  }

  private TuningRun(
      SequenceTuner<E, M> tuner,
      E given,
      Dataset<Row> validation,
      Fitting<E, M> fitting,
      TrainingData data,
      SequenceInput input) {
    this.tuner = tuner;
    this.given = given;
    this.validation = validation;
    this.fitting = fitting;
    this.data = data;
    spark = data.training().rdd().context();
    SearchSpace space = new SearchSpace(tuner.ranges(given, input.tokens()));
    TuningRanges.requireComparable(space.ranges().keySet(), tuner.metric());
    settings = space.trials(tuner.getSeed(), tuner.getTrials(), values(given, space));
    halving = new Halving(settings.size(), given.getMaxEpochs(), tuner.lowerIsBetter());
    file =
        tuner.isDefined(tuner.trialsDir())
            ? TrialFile.open(
                tuner.getOrDefault(tuner.trialsDir()),
                description(space, input),
                validation.sparkSession().sessionState().newHadoopConf())
            : null;
  }

  private static Map<String, Object> values(RnnEstimator<?, ?> given, SearchSpace space) {
    Map<String, Object> values = new TreeMap<>();
    for (String name : space.ranges().keySet()) {
      if (given.isDefined(given.getParam(name))) {
        values.put(name, given.getOrDefault(given.getParam(name)));
      }
    }
    return values;
  }

  /** All that the results depend on; that there are more trials changes none of them. */
  private Map<String, String> description(SearchSpace space, SequenceInput input) {
    Map<String, String> all = ResumableConfiguration.of(fitting.estimator(), input);
    all.put("maxEpochs", String.valueOf(given.getMaxEpochs()));
    all.put("numShards", String.valueOf(data.training().numShards()));
    all.put("metric", tuner.metric());
    all.put("seed of the search", String.valueOf(tuner.getSeed()));
    space.ranges().forEach((name, range) -> all.put("range of " + name, range.toString()));
    all.put("training data", data.training().sha256());
    all.put("validation data", data.validation().sha256());
    if (!data.pretrained().isEmpty()) {
      all.put("pretrained vectors", data.pretrained().sha256());
    }
    return all;
  }

  private TuningResult<E, M> run() throws Exception {
    resume();
    long bytes = data.training().bytes() + data.validation().bytes();
    if (bytes > tuner.taskBytes()) {
      train(1, given.listener(), this::onCluster);
    } else {
      JavaSparkContext java = JavaSparkContext.fromSparkContext(spark);
      int cores = spark.defaultParallelism();
      Broadcast<LocalShards> training = java.broadcast(LocalShards.of(data.training()));
      Broadcast<LocalShards> held = java.broadcast(LocalShards.of(data.validation()));
      Broadcast<PretrainedRows> pretrained = java.broadcast(data.pretrained());
      try {
        train(
            tuner.getParallelism() > 0 ? tuner.getParallelism() : cores,
            TrainingListener.NONE, // they would speak at the same time
            (trial, spec) -> TrainingTask.run(java, trial, spec, training, held, pretrained));
      } finally {
        JobScope.uninterrupted(() -> training.destroy(false));
        JobScope.uninterrupted(() -> held.destroy(false));
        JobScope.uninterrupted(() -> pretrained.destroy(false));
      }
    }
    return result();
  }

  private Trainer.Result onCluster(E trial, NetworkSpec spec) {
    return new Trainer(
            new Network(spec),
            trial.trainingOptions(),
            data.training(),
            data.validation(),
            trial.listener())
        .startingFrom(data.pretrained())
        .fit();
  }

  /** Takes over what an interrupted search has found. */
  private void resume() {
    for (ObjectNode line : file == null ? List.<ObjectNode>of() : file.lines()) {
      Run run = new Run(line.path("trial").asInt(-1), line.path("rung").asInt(-1));
      if (halving.has(run)) { // else there were more trials than there are to be now
        Trial trial = Trial.of(line, settings.get(run.trial()));
        trials.add(trial);
        halving.put(run, trial.metric(tuner.metric()));
      }
    }
  }

  /** A training that has ended; without a model if it failed. */
  private record Ended<M>(Trial trial, M model) {}

  private void train(
      int threads, TrainingListener listener, BiFunction<E, NetworkSpec, Trainer.Result> training)
      throws Exception {
    new HalvingPool(halving)
        .<Ended<M>>run(
            Math.min(threads, settings.size()),
            tuner.getMinutes(),
            run -> ended(run, listener, training),
            this::record);
  }

  private Ended<M> ended(
      Run run, TrainingListener listener, BiFunction<E, NetworkSpec, Trainer.Result> training) {
    long start = System.nanoTime();
    M model = null;
    Map<String, Double> metrics = Map.of();
    String error = null;
    try {
      Map.Entry<M, Map<String, Double>> measured =
          JobScope.run(
              spark,
              "%s %s: trial %d, %d epochs"
                  .formatted(
                      tuner.getClass().getSimpleName(),
                      tuner.uid(),
                      run.trial(),
                      halving.epochs(run.rung())),
              () -> {
                M trained = model(run, listener, training);
                return Map.entry(trained, tuner.measured(trained, validation));
              });
      model = measured.getKey();
      metrics = measured.getValue();
    } catch (Exception e) { // Spark's are checked, though undeclared
      if (ofAll(e)) {
        throw e;
      }
      InvalidInputException wrong = InvalidInputException.in(e);
      error = wrong == null ? e.toString() : wrong.getMessage();
    }
    if (error == null && !metrics.containsKey(tuner.metric())) {
      throw new InvalidInputException(
          "there is no metric %s of this data; did you mean %s? There are %s"
              .formatted(
                  tuner.metric(),
                  Names.nearest(tuner.metric(), metrics.keySet()).orElse("loss"),
                  String.join(", ", metrics.keySet())));
    }
    if (error == null && Double.isNaN(metrics.get(tuner.metric()))) {
      error = tuner.metric() + " is not a number";
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int epochs = halving.epochs(run.rung());
    return new Ended<>(
        new Trial(
            run.trial(), run.rung(), epochs, settings.get(run.trial()), metrics, seconds, error),
        model);
  }

  /** Whether it would end other trials too. */
  private boolean ofAll(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof VirtualMachineError) {
        return true;
      }
    }
    return e instanceof CancellationException || spark.isStopped();
  }

  private double record(Run run, Ended<M> ended) {
    if (file != null) {
      file.add(ended.trial().json());
    }
    trials.add(ended.trial());
    double value =
        ended.trial().error() == null ? ended.trial().metric(tuner.metric()) : Double.NaN;
    halving.put(run, value);
    if (halving.best().filter(run::equals).isPresent()) {
      leader = run;
      leading = ended.model();
    }
    tuner.tell(ended.trial());
    return value;
  }

  /** The model of a trial, trained on the data that all share. */
  private M model(
      Run run, TrainingListener listener, BiFunction<E, NetworkSpec, Trainer.Result> training) {
    long start = System.nanoTime();
    E trial = tried(fitting.estimator(), run).setListener(listener);
    trial.requireTrainable(fitting.rows());
    M model = trial.train(data, null, start, spec -> training.apply(trial, spec));
    return fitting.finish(tried(given, run), model);
  }

  private E tried(E estimator, Run run) {
    E trial = estimator.copy(ParamMap.empty());
    settings.get(run.trial()).forEach((name, value) -> TuningRanges.set(trial, name, value));
    return trial.setMaxEpochs(halving.epochs(run.rung()));
  }

  private TuningResult<E, M> result() {
    Run best =
        halving
            .best()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "none of %d trials could be trained; the first: %s"
                            .formatted(settings.size(), trials.get(0).error())));
    if (!best.equals(leader)) { // it was trained before the search was interrupted
      leading = model(best, given.listener(), this::onCluster);
    }
    E estimator = tried(given, best).setNumShards(data.training().numShards());
    Trial won =
        trials.stream()
            .filter(t -> t.index() == best.trial() && t.rung() == best.rung())
            .findFirst()
            .orElseThrow();
    return new TuningResult<>(leading, estimator, won, List.copyOf(trials));
  }
}
