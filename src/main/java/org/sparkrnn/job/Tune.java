package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.RnnEstimator;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.SequenceTuner;
import org.sparkrnn.ml.Trial;
import org.sparkrnn.ml.TuningResult;

/**
 * {@code jobs/tune CONF [key=value key=a|b|c key=low..high ...]}: searches settings on the
 * validation part or in folds, and then does the same as {@code jobs/train} with the best settings.
 */
public final class Tune {
  private static final String TRIALS_DIR = "trialsDir";
  private static final String CONF = "conf";
  private static final String FOLDS = "folds";

  /** The job's own keys, which {@code jobs/train} does not have. */
  private static final List<String> SEARCH =
      List.of("trials", "minutes", "metric", "parallelism", FOLDS, CONF, TRIALS_DIR);

  private static final List<String> KEYS =
      Stream.concat(Train.KEYS.stream(), SEARCH.stream()).toList();

  private Tune() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("tune", args, Tune::run);
  }

  static void run(JobArguments arguments, SparkSession spark) throws Exception {
    Task task = Task.of(arguments, KEYS);
    run(task, task.work(), arguments, spark);
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void run(
      Task task, SequenceTask<E, M> work, JobArguments arguments, SparkSession spark)
      throws Exception {
    E estimator = work.estimator();
    List<Param<?>> params = List.of(estimator.params());
    arguments.requireKnown(KEYS, params);
    Map<String, String> ranges = arguments.takeRanges(params);
    arguments.setParams(estimator, params);
    work.requireTask(estimator);
    MainMetric metric = metric(work, estimator, arguments.get("metric"));
    // reports errors in the ranges early
    if (tuner(estimator, ranges, arguments).getFolds() > 0) {
      holdNothingOut(estimator, arguments);
    }
    TuningOutputs outputs = new TuningOutputs(arguments, spark);
    ConsoleProgress progress = new ConsoleProgress(arguments);
    Data data = new Data(spark, arguments);
    data.requireWritable(
        "model",
        List.of(
            "train",
            "validation",
            "test",
            "checkpointDir",
            "pretrainedVectors",
            "initialModel",
            CONF,
            TRIALS_DIR));
    data.nameColumns(estimator);
    Dataset<Row> test =
        arguments.get("test") == null ? null : Train.readLate(data, "test", work, estimator);
    Train.Prepared<E> prepared = Train.withHeldOut(data, arguments, work, estimator);
    E chosen = prepared.estimator();
    Dataset<Row> all = prepared.rows().persist();
    try (StopSignals signals =
        new StopSignals(
            "tune: the search was stopped; run the same command again to continue with the trials in "
                + outputs.trialsDir())) {
      TuningResult<E, M> found =
          tuner(chosen.setListener(progress), ranges, arguments)
              .keep(arguments.given().toArray(String[]::new))
              .setTrialsDir(outputs.trialsDir())
              .setMetric(
                  metric.name(), metric.lowerIsBetter(), (m, rows) -> measured(work, m, rows))
              .setListener(trial -> tell(trial, metric))
              .search(all);
      System.err.println(found.reason());
      outputs.writeConf(found.estimator());
      TrialTable.print(System.out, found.trials(), metric);
      Train.finish(
          new Train.Result<>(
              task,
              work,
              found.model().setAudio(data.audio()),
              data.droppedRows(),
              json(found, metric, outputs),
              report -> report.withSearch(metric.name(), metric.lowerIsBetter(), found)),
          Train.heldOut(all, chosen, false),
          measured(work, chosen, all, test),
          arguments,
          spark);
    } finally {
      all.unpersist();
    }
  }

  /**
   * The data on which the best model is measured; null if nothing was held out and no test is
   * given.
   */
  private static Dataset<Row> measured(
      SequenceTask<?, ?> work, RnnEstimator<?, ?> chosen, Dataset<Row> all, Dataset<Row> test) {
    if (test != null) {
      return work.withHistory(chosen, all, test);
    }
    Dataset<Row> held = Train.heldOut(all, chosen, true);
    return held == null ? null : work.withHistory(chosen, Train.heldOut(all, chosen, false), held);
  }

  /**
   * @throws InvalidInputException if rows for validation are given together with folds
   */
  private static void holdNothingOut(RnnEstimator<?, ?> estimator, JobArguments arguments) {
    String given =
        arguments.get("validation") != null
            ? "validation=" + arguments.get("validation")
            : estimator.isDefined(estimator.validationIndicatorCol())
                ? "validationIndicatorCol=" + estimator.getValidationIndicatorCol()
                : estimator.getValidationFraction() > 0
                    ? "validationFraction=" + estimator.getValidationFraction()
                    : null;
    if (given != null) {
      throw new InvalidInputException(
          "folds is %s, but %s already gives rows for validation; leave out one of them"
              .formatted(arguments.get(FOLDS), given));
    }
    estimator.set(estimator.validationFraction(), 0.0); // otherwise the rules might hold some out
  }

  /**
   * @throws InvalidInputException if the task has no such metric
   */
  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> MainMetric metric(
      SequenceTask<E, M> work, E estimator, String name) {
    List<MainMetric> known = new ArrayList<>(work.comparable(estimator));
    known.add(MainMetric.lower("loss"));
    List<String> names = known.stream().map(MainMetric::name).toList();
    if (name == null) {
      return known.get(0);
    }
    if (!names.contains(name)) {
      throw new InvalidInputException(
          "metric is %s; expected one of %s; did you mean %s?"
              .formatted(name, String.join(", ", names), Names.nearest(name, names).orElseThrow()));
    }
    return known.get(names.indexOf(name));
  }

  private static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> SequenceTuner<E, M> tuner(
      E estimator, Map<String, String> ranges, JobArguments arguments) {
    SequenceTuner<E, M> tuner = new SequenceTuner<E, M>(estimator).setSeed(estimator.getSeed());
    tuner.setTrials(arguments.whole("trials", tuner.getTrials()));
    tuner.setMinutes(arguments.number("minutes", tuner.getMinutes()));
    tuner.setFolds(arguments.whole(FOLDS, tuner.getFolds()));
    tuner.setParallelism(arguments.whole("parallelism", tuner.getParallelism()));
    ranges.forEach((key, text) -> addRange(tuner, estimator.getParam(key), text));
    return tuner;
  }

  private static void addRange(SequenceTuner<?, ?> tuner, Param<?> param, String text) {
    if (text.indexOf('|') >= 0) {
      tuner.choose(
          param.name(),
          Arrays.stream(text.split("\\|", -1))
              .map(value -> JobArguments.parse(param, value.strip()))
              .toArray());
      return;
    }
    String[] ends = text.split(Pattern.quote(".."), 2);
    tuner.between(param.name(), number(param, text, ends[0]), number(param, text, ends[1]));
  }

  private static double number(Param<?> param, String text, String end) {
    try {
      return Double.parseDouble(end.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "%s is %s; expected a range of numbers, as in %s=1..10, or choices, as in %s=1|2|5"
              .formatted(param.name(), text, param.name(), param.name()),
          e);
    }
  }

  private static <M extends RnnModel<M, ?>> Map<String, Double> measured(
      SequenceTask<?, M> work, M model, Dataset<Row> rows) {
    TaskMetrics metrics = work.evaluate(model, model.withoutMalformed(rows));
    metrics.metrics().requireMeaning();
    return Json.numbers(metrics);
  }

  private static void tell(Trial trial, MainMetric metric) {
    System.err.printf(
        "trial %d, %d epochs: %s, %.1f s%s%n",
        trial.index(),
        trial.maxEpochs(),
        trial.error() == null
            ? "%s %.4f".formatted(metric.name(), trial.metric(metric.name()))
            : "failed: " + trial.error(),
        trial.seconds(),
        trial.settings().isEmpty() ? "; as given" : "; " + TrialTable.text(trial.settings()));
  }

  private static ObjectNode json(
      TuningResult<?, ?> found, MainMetric metric, TuningOutputs outputs) {
    ObjectNode search = Json.MAPPER.createObjectNode().put("metric", metric.name());
    search.put("trials", found.trials().stream().mapToInt(Trial::index).distinct().count());
    search.put("trainings", found.trials().size());
    search.put("failed", found.trials().stream().filter(t -> t.error() != null).count());
    search.set("best", found.best().json());
    search.put("reason", found.reason());
    search.put("conf", outputs.conf()).put("trialsDir", outputs.trialsDir());
    return Json.MAPPER.createObjectNode().set("search", search);
  }
}
