package org.sparkrnn.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.ml.RnnModel;

/** What {@code task=} can name. */
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

  /** As users write it. */
  String label() {
    return label;
  }

  /** How it is done. */
  SequenceTask<?, ?> work() {
    return work;
  }

  /** All of them, as users write them. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Task::label).toList();
  }

  /** The Params of all tasks' estimators: what a key can be where no task is named. */
  static List<? extends Param<?>> params() {
    return Arrays.stream(values())
        .flatMap(task -> Arrays.stream(task.work.estimator().params()))
        .toList();
  }

  /**
   * The one that a job's arguments name.
   *
   * @param keys that the job knows beside Params
   * @throws InvalidInputException if they name none, or there is no such task
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
   * @throws InvalidInputException if the path holds no model of ours
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
