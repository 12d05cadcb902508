package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.search.Halving;
import org.sparkrnn.train.search.Halving.Run;
import org.sparkrnn.train.search.HalvingPool;
import org.sparkrnn.train.search.Noise;
import org.sparkrnn.train.search.SearchSpace;
import org.sparkrnn.train.search.TrialFile;

/** A running search: the data, the settings of the trials, and their trainings. */
final class TuningRun<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> {
  private static final Logger LOG = LoggerFactory.getLogger(TuningRun.class);

  private static final String NUM_SHARDS = "numShards";

  private final SequenceTuner<E, M> tuner;
  private final SparkSession spark;
  private final E given; // with all its settings
  private final Dataset<?> dataset; // on which the winner is trained
  private final TuningParts<E, M> parts;
  private final TuningVerdict.Scale scale;
  private final Map<String, Object> before; // the values of the searched settings
  private final List<Map<String, Object>> settings; // by trial
  private final Halving halving;
  private final List<Trial> trials = new ArrayList<>(); // those that have ended
  private final TrialFile file; // or null
  private final Map<Run, M> models = new HashMap<>(); // those that may win
  private TuningTrainings<E, M> trainings; // while the search runs

  /** Runs a whole search. */
  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> TuningResult<E, M> of(
      SequenceTuner<E, M> tuner, Dataset<?> dataset) throws Exception {
    requireSearchable(tuner.estimator());
    E given = TuningParts.chosen(goingOn(tuner, dataset), tuner.getFolds(), dataset);
    try (TuningParts<E, M> parts = new TuningParts<>(given, tuner.getFolds(), dataset)) {
      return new TuningRun<>(tuner, given, dataset, parts).run();
    }
  }

  /**
   * The estimator with the number of shards of the search that is continued, perhaps on another
   * number of cores.
   */
  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> E goingOn(
      SequenceTuner<E, M> tuner, Dataset<?> dataset) {
    E asked = tuner.estimator();
    if (asked.getNumShards() > 0 || !tuner.isDefined(tuner.trialsDir())) {
      return asked;
    }
    Configuration conf = dataset.sparkSession().sessionState().newHadoopConf();
    E same = asked.copy(ParamMap.empty());
    TrialFile.known(tuner.getOrDefault(tuner.trialsDir()), NUM_SHARDS, conf)
        .filter(shards -> shards.matches("[1-9]\\d{0,8}"))
        .ifPresent(shards -> same.setNumShards(Integer.parseInt(shards)));
    return same;
  }

  private static void requireSearchable(RnnEstimator<?, ?> given) {
    if (given.isDefined(given.checkpointDir())) {
      throw new InvalidInputException(
          "checkpointDir is %s, but checkpoints belong to one training and a search has many; leave it out, because a search continues from its trials.jsonl"
              .formatted(given.getCheckpointDir()));
    }
    if (given.isDefined(given.tensorBoardDir())) {
      throw new InvalidInputException(
          "tensorBoardDir is %s, but it belongs to one training and a search has many; leave it out, and set it when you train with the best settings"
              .formatted(given.getTensorBoardDir()));
    }
  }

  private TuningRun(
      SequenceTuner<E, M> tuner, E given, Dataset<?> dataset, TuningParts<E, M> parts) {
    this.tuner = tuner;
    this.given = given;
    this.dataset = dataset;
    this.parts = parts;
    spark = dataset.sparkSession();
    scale =
        new TuningVerdict.Scale(
            tuner.metric(),
            tuner.lowerIsBetter(),
            parts.all().stream().mapToDouble(TuningParts.Part::targets).toArray());
    SequenceInput input = parts.input();
    SearchSpace space = new SearchSpace(tuner.ranges(given, input.tokens()));
    TuningRanges.requireComparable(space.ranges().keySet(), tuner.metric());
    before = values(given, space);
    settings =
        space.trials(tuner.getSeed(), tuner.getTrials(), before).stream()
            .map(drawn -> TuningRanges.reconcile(given, drawn))
            .toList();
    halving = new Halving(settings.size(), given.getMaxEpochs(), tuner.lowerIsBetter());
    file =
        tuner.isDefined(tuner.trialsDir())
            ? TrialFile.open(
                tuner.getOrDefault(tuner.trialsDir()),
                description(space, input),
                dataset.sparkSession().sessionState().newHadoopConf())
            : null;
    parts.tell(tuner.metric());
    LOG.info("searched: {}", space);
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

  /** Everything that influences the results. The number of trials does not. */
  private Map<String, String> description(SearchSpace space, SequenceInput input) {
    TuningParts.Part<E, M> first = parts.first();
    Map<String, String> all = ResumableConfiguration.of(first.fitting().estimator(), input);
    all.put("maxEpochs", String.valueOf(given.getMaxEpochs()));
    all.put(NUM_SHARDS, String.valueOf(numShards()));
    all.put("metric", tuner.metric());
    all.put("seed of the search", String.valueOf(tuner.getSeed()));
    space.ranges().forEach((name, range) -> all.put("range of " + name, range.toString()));
    if (parts.refits()) { // the first two folds determine all rows
      all.put("folds", String.valueOf(parts.all().size()));
    } else {
      all.put("weights kept", "of the latest epoch within one standard error of the best");
    }
    all.put("training data", first.data().training().sha256());
    all.put("validation data", first.data().validation().sha256());
    if (!first.data().initial().isEmpty()) {
      String what = first.data().start() == null ? "pretrained vectors" : "initialModel";
      all.put(what, first.data().initial().sha256());
    }
    return all;
  }

  private int numShards() {
    return parts.first().data().training().numShards();
  }

  private TuningResult<E, M> run() throws Exception {
    resume();
    try (TuningTrainings<E, M> all =
        new TuningTrainings<>(
            spark.sparkContext(),
            parts,
            parts.bytes() <= tuner.taskBytes(),
            tuner.getParallelism(),
            given.listener())) {
      trainings = all;
      new HalvingPool(halving)
          .<Ended<M>>run(
              Math.min(all.atOnce(), settings.size()),
              tuner.getMinutes(),
              this::ended,
              this::record);
      return result();
    }
  }

  /** Takes over the trials of an interrupted search. */
  private void resume() {
    for (ObjectNode line : file == null ? List.<ObjectNode>of() : file.lines()) {
      Run run = new Run(line.path("trial").asInt(-1), line.path("rung").asInt(-1));
      if (halving.has(run)) { // otherwise the earlier search had more trials
        Trial trial = Trial.of(line, settings.get(run.trial()));
        trials.add(trial);
        halving.put(run, trial.metric(tuner.metric()));
      }
    }
  }

  /** A training that has ended; without a model if it failed or was done in folds. */
  private record Ended<M>(Trial trial, M model) {}

  /** The results of a training. */
  private record Measured<M>(M model, List<Map<String, Double>> metrics) {}

  private Ended<M> ended(Run run) {
    long start = System.nanoTime();
    int epochs = halving.epochs(run.rung());
    Measured<M> measured = new Measured<>(null, List.of());
    String error = null;
    try {
      measured =
          JobScope.run(
              spark,
              "%s %s: trial %d, %d epochs"
                  .formatted(tuner.getClass().getSimpleName(), tuner.uid(), run.trial(), epochs),
              () -> measured(run));
    } catch (Exception e) { // Scala throws undeclared exceptions
      if (ofAll(e)) {
        throw e;
      }
      InvalidInputException wrong = InvalidInputException.in(e);
      error = wrong == null ? e.toString() : wrong.getMessage();
    }
    for (Map<String, Double> metrics : measured.metrics()) {
      requireMetric(metrics);
      if (Double.isNaN(metrics.get(tuner.metric()))) {
        error = tuner.metric() + " is not a number";
      }
    }
    boolean failed = error != null;
    Trial trial =
        new Trial(
            run.trial(),
            run.rung(),
            epochs,
            settings.get(run.trial()),
            failed ? Map.of() : means(measured.metrics()),
            failed || parts.all().size() == 1 ? List.of() : measured.metrics(),
            (System.nanoTime() - start) / 1e9,
            error);
    return new Ended<>(trial, failed ? null : measured.model());
  }

  private void requireMetric(Map<String, Double> metrics) {
    if (!metrics.containsKey(tuner.metric())) {
      throw new InvalidInputException(
          "there is no metric %s for this data; did you mean %s? The metrics are %s"
              .formatted(
                  tuner.metric(),
                  Names.nearest(tuner.metric(), metrics.keySet()).orElse("loss"),
                  String.join(", ", metrics.keySet())));
    }
  }

  /** Means over the folds, weighted by their targets; NaN if a fold does not have the metric. */
  private Map<String, Double> means(List<Map<String, Double>> metrics) {
    if (metrics.size() == 1) {
      return metrics.get(0);
    }
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : metrics.get(0).keySet()) {
      double[] values =
          metrics.stream().mapToDouble(m -> m.getOrDefault(name, Double.NaN)).toArray();
      means.put(name, Noise.mean(values, scale.targets()));
    }
    return means;
  }

  /** Trains a trial in all parts and measures the resulting models. */
  private Measured<M> measured(Run run) {
    List<TuningTrainings.Trained<M>> trained = trained(run);
    List<Map<String, Double>> metrics = new ArrayList<>();
    for (int k = 0; k < trained.size(); k++) {
      metrics.add(tuner.measured(trained.get(k), parts.all().get(k).held()));
    }
    return new Measured<>(parts.refits() ? null : trained.get(0).model(), metrics);
  }

  /** Whether this failure would end the other trials too. */
  private boolean ofAll(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof VirtualMachineError) {
        return true;
      }
    }
    return e instanceof CancellationException || spark.sparkContext().isStopped();
  }

  private List<TuningTrainings.Trained<M>> trained(Run run) {
    return trainings.train(estimator -> tried(estimator, run), tried(given, run));
  }

  private double record(Run run, Ended<M> ended) {
    if (file != null) {
      file.add(ended.trial().json());
    }
    trials.add(ended.trial());
    double value =
        ended.trial().error() == null ? ended.trial().metric(tuner.metric()) : Double.NaN;
    halving.put(run, value);
    if (ended.model() != null) {
      keep(run, ended.model());
    }
    tuner.tell(ended.trial());
    return value;
  }

  /** Keeps the models of the best trial so far and of the given settings, which may still win. */
  private void keep(Run run, M model) {
    models.put(run, model);
    Run winner = verdict().map(verdict -> run(verdict.winner())).orElse(run);
    Run ofGiven = new Run(0, lastOfGiven());
    models.keySet().removeIf(kept -> !kept.equals(winner) && !kept.equals(ofGiven));
  }

  private int lastOfGiven() {
    return models.keySet().stream()
        .filter(run -> run.trial() == 0)
        .mapToInt(Run::rung)
        .max()
        .orElse(0);
  }

  private Optional<TuningVerdict> verdict() {
    return TuningVerdict.of(trials, scale);
  }

  private static Run run(Trial trial) {
    return new Run(trial.index(), trial.rung());
  }

  private E tried(E estimator, Run run) {
    E trial = estimator.copy(ParamMap.empty());
    settings.get(run.trial()).forEach((name, value) -> TuningRanges.set(trial, name, value));
    trial.searched(settings.get(run.trial()).keySet());
    return trial.setMaxEpochs(halving.epochs(run.rung()));
  }

  private TuningResult<E, M> result() {
    TuningVerdict verdict =
        verdict()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "none of the %d trials could be trained; the first failed with: %s"
                            .formatted(settings.size(), trials.get(0).error())));
    Run best = run(verdict.winner());
    if (verdict.winner().maxEpochs() < given.getMaxEpochs()) {
      LOG.warn(
          "the search ended before any trial was trained for all {} epochs; the trials were compared after {}",
          given.getMaxEpochs(),
          verdict.winner().maxEpochs());
    }
    E estimator = tried(given, best).setNumShards(numShards());
    M model;
    if (parts.refits()) {
      estimator.setMaxEpochs(given.getMaxEpochs());
      LOG.info("trial {} is trained on all rows", best.trial());
      model = estimator.fit(dataset);
    } else if (models.containsKey(best)) {
      model = models.get(best);
    } else { // it was trained before the search was interrupted
      model = trained(best).get(0).model();
    }
    return new TuningResult<>(
        model,
        estimator,
        verdict.winner(),
        verdict.reason(),
        Collections.unmodifiableMap(before),
        List.copyOf(trials));
  }
}
