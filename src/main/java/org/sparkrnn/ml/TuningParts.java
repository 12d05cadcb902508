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
 * The rows on which the trials of a search are compared: those that the estimator holds out of
 * training or, if it holds out none, folds of all rows, each of which is held out once. If rows
 * follow each other, only the last ones are held out.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
final class TuningParts<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TuningParts.class);
  private static final double LAST_ROWS = 0.2; // the fraction of rows that follow each other

  /**
   * Rows for training and other rows for measuring.
   *
   * @param fitting the estimator that is trained
   * @param data the encoded rows
   * @param held the rows for measuring, persisted; for many series together with the rows before
   *     them
   */
  record Part<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
      Fitting<E, M> fitting, TrainingData data, Dataset<Row> held) {
    /** The number of targets on which trials are measured. */
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
   * The estimator as given, on which all open settings are then chosen.
   *
   * @param folds the requested number of folds; 0 for none
   * @throws InvalidInputException if both folds and validation rows are requested
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
      open.setValidationFraction(0); // otherwise rows might be held out of all folds
    }
    return open.withChosenSettings(dataset);
  }

  /**
   * Reads the rows.
   *
   * @param given the estimator with all its settings
   * @param folds the requested number of folds; 0 to choose it automatically
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
    Dataset<Row> held = estimator.measuredRows(rows).persist(); // each trial reads it
    parts.add(new Part<>(fitting, data, held));
    if (data.validation().steps() == 0) {
      throw new InvalidInputException(
          "there are no rows to compare trials on: no rows are held out, or they are empty; give rows for validation, or more rows for training");
    }
    if (parts.size() == 1) {
      trained.tell(data);
    }
  }

  /** Logs how trials are compared. */
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

  /** All parts: one per fold, or a single one. */
  List<Part<E, M>> all() {
    return parts;
  }

  /** The first part. */
  Part<E, M> first() {
    return parts.get(0);
  }

  /**
   * Whether trials are trained to the end without the held-out rows, and the winner again on all
   * rows. Otherwise the held-out rows decide when each training stops, including the winner's.
   */
  boolean refits() {
    return refits;
  }

  /** How a row is read. */
  SequenceInput input() {
    Fitting<E, M> fitting = first().fitting();
    return fitting.estimator().rows(fitting.rows().schema()).input();
  }

  /** The size of all encoded rows. */
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
