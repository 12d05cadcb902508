package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.FoldSplit;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.train.JobScope;

/**
 * On what the trials of a search are compared: the rows that the estimator holds out of training
 * or, where it holds out none, folds of all rows, each held out once. Of rows that follow each
 * other the last are held out alone.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
final class TuningParts<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TuningParts.class);
  private static final double LAST_ROWS = 0.2; // of those that follow each other

  /**
   * Rows to train on and others to measure on.
   *
   * @param fitting what is trained
   * @param data encoded
   * @param held the rows to measure on, persisted; of many series with those before them
   */
  record Part<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
      Fitting<E, M> fitting, TrainingData data, Dataset<Row> held) {
    /** How many targets there are to measure on. */
    double targets() {
      return fitting.estimator().eachStep()
          ? data.validation().steps()
          : data.validation().sequences();
    }

    private void close() {
      data.close();
      JobScope.uninterrupted(() -> held.unpersist(false));
    }
  }

  private final List<Part<E, M>> parts = new ArrayList<>();
  private final boolean refits;

  /**
   * The settings as given, all of which are chosen then.
   *
   * @param folds that are asked for; 0 for none
   * @throws InvalidInputException if folds and rows to validate on are both asked for
   */
  static <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> E chosen(
      E asked, int folds, Dataset<?> dataset) {
    if (folds > 1 && asked.validated()) {
      throw new InvalidInputException(
          "folds is %d, but %s already gives rows for validation; leave out one of them"
              .formatted(
                  folds,
                  asked.splits()
                      ? "validationFraction=" + asked.getValidationFraction()
                      : "validationIndicatorCol"));
    }
    E open = asked.copy(ParamMap.empty());
    if (folds > 1) {
      open.setValidationFraction(0); // or some might be held out of all folds
    }
    return open.withChosenSettings(dataset);
  }

  /**
   * Reads the rows.
   *
   * @param given has all its settings
   * @param folds that are asked for; 0 to have them chosen
   */
  TuningParts(E given, int folds, Dataset<?> dataset) {
    refits = !given.validated();
    try {
      if (!refits) {
        add(given, dataset);
      } else if (given.follow(dataset.schema())) {
        if (folds > 1) {
          throw new InvalidInputException(
              "folds is %d, but the rows are in order of time, so only the last ones can be held out; leave folds out"
                  .formatted(folds));
        }
        E holding = given.copy(ParamMap.empty()).setValidationFraction(LAST_ROWS);
        add(given.marking(), holding.withHeldOut(dataset, RnnEstimator.HELD_OUT));
      } else {
        FoldSplit split = FoldSplit.of(dataset, given, given.classCol(), folds);
        for (int k = 0; k < split.folds(); k++) {
          add(given.marking(), split.marked(k, RnnEstimator.HELD_OUT));
        }
      }
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private void add(E estimator, Dataset<?> rows) {
    Fitting<E, M> fitting = estimator.fitting(rows);
    E trained = fitting.estimator();
    trained.requireTrainable(fitting.rows());
    TrainingData data = trained.prepareHeldOut(fitting.rows());
    Dataset<Row> held = estimator.measuredRows(rows).persist(); // for each trial reads it
    parts.add(new Part<>(fitting, data, held));
    if (data.validation().steps() == 0) {
      throw new InvalidInputException(
          "there are no rows to compare trials on: no rows are held out, or they are empty; give rows for validation, or more rows for training");
    }
    if (parts.size() == 1) {
      trained.tell(data);
    }
  }

  /** Says how trials are compared. */
  void tell(String metric) {
    Part<E, M> first = first();
    if (parts.size() > 1) {
      LOG.info(
          "trials are compared by {} in {} folds of the {} sequences; the best trial is then trained on all of them",
          metric,
          parts.size(),
          first.data().training().sequences() + first.data().validation().sequences());
    } else {
      LOG.info(
          "trials are compared by {} on {} held-out sequences{}",
          metric,
          first.data().validation().sequences(),
          refits ? ", which are the last ones; the best trial is then trained on all" : "");
    }
  }

  /** All of them: folds, or one. */
  List<Part<E, M>> all() {
    return parts;
  }

  /** One of them. */
  Part<E, M> first() {
    return parts.get(0);
  }

  /**
   * Whether trials are trained without those who are held out, to the end, and the winner on all
   * rows; else what is held out decides when each training stops, the winner's too.
   */
  boolean refits() {
    return refits;
  }

  /** How a row is read. */
  SequenceInput input() {
    Fitting<E, M> fitting = first().fitting();
    return fitting.estimator().rows(fitting.rows().schema()).input();
  }

  /** Of all that is encoded. */
  long bytes() {
    return parts.stream()
        .mapToLong(part -> part.data().training().bytes() + part.data().validation().bytes())
        .sum();
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }
}
