package org.sparkrnn.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.RnnModel;

/** The values of {@code task=}. */
enum Task {
  TAGGER("tagger", new TaggingTask()),
  CLASSIFIER("classifier", new ClassificationTask(false)),
  MULTILABEL("multilabel", new ClassificationTask(true)),
  LANGUAGE_MODEL("languageModel", new LanguageModelTask()),
  REGRESSOR("regressor", new RegressionTask()),
  TRANSCRIBER("transcriber", new TranscriptionTask());

  private final String label;
  private final SequenceTask<?, ?> work;

  Task(String label, SequenceTask<?, ?> work) {
    this.label = label;
    this.work = work;
  }

  /** The name for users. */
  String label() {
    return label;
  }

  /** The implementation. */
  SequenceTask<?, ?> work() {
    return work;
  }

  /** The names of all tasks. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Task::label).toList();
  }

  /** The Params of all tasks' estimators, which are the possible keys if no task is named. */
  static List<? extends Param<?>> params() {
    return Arrays.stream(values())
        .flatMap(task -> Arrays.stream(task.work.estimator().params()))
        .toList();
  }

  /**
   * The task that a job's arguments name.
   *
   * @param keys the job's keys besides Params
   * @throws InvalidInputException if they name no task or an unknown one
   */
  static Task of(JobArguments arguments, List<String> keys) {
    String label = arguments.get("task");
    if (label == null) {
      arguments.requireKnown(keys, params());
      throw new InvalidInputException(
          "task is missing; give task= with one of " + String.join(", ", labels()));
    }
    return of(label);
  }

  /**
   * @throws InvalidInputException if there is no such task
   */
  static Task of(String label) {
    List<String> labels = labels();
    if (!labels.contains(label)) {
      throw new InvalidInputException(
          "task is %s; expected one of %s; did you mean %s?"
              .formatted(
                  label, String.join(", ", labels), Names.nearest(label, labels).orElseThrow()));
    }
    return values()[labels.indexOf(label)];
  }

  /**
   * The task that a saved model was trained for.
   *
   * @throws InvalidInputException if the path has no model of this library
   */
  static Task ofModel(SparkSession spark, String path) {
    JsonNode metadata = RnnModel.savedMetadata(spark, path);
    return Arrays.stream(values())
        .filter(task -> task.work.wrote(metadata))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s contains a %s; expected a model for one of the tasks %s"
                        .formatted(
                            path, metadata.path("class").asText(), String.join(", ", labels()))));
  }
}
