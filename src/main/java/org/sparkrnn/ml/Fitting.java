package org.sparkrnn.ml;

import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;

/**
 * The estimator that a fit trains, and its rows. For a series, for example, this is another
 * estimator, which is trained on the windows of the series.
 *
 * @param estimator the estimator that is trained
 * @param rows the rows on which it is trained
 * @param back gives its model the columns of the estimator that is fitted
 * @param <E> the estimator
 * @param <M> its model
 */
record Fitting<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
    E estimator, Dataset<?> rows, BiConsumer<E, M> back) {
  /** For an estimator that is trained itself. */
  Fitting(E estimator, Dataset<?> rows) {
    this(estimator, rows, (fitted, model) -> {});
  }

  /**
   * The model that a fit gives.
   *
   * @param fitted the estimator whose fit it is
   * @param model the model of {@link #estimator}
   */
  M finish(E fitted, M model) {
    back.accept(fitted, model);
    model.setParent(fitted);
    return model;
  }
}
