package org.sparkrnn.ml;

import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;

/**
 * What is trained where an estimator is fitted: of a series, say, another one on the examples that
 * it becomes.
 *
 * @param estimator that is trained
 * @param rows on which it is
 * @param back gives its model the columns of the estimator that is fitted
 * @param <E> the estimator
 * @param <M> its model
 */
record Fitting<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
    E estimator, Dataset<?> rows, BiConsumer<E, M> back) {
  /** Of an estimator that is trained itself. */
  Fitting(E estimator, Dataset<?> rows) {
    this(estimator, rows, (fitted, model) -> {});
  }

  /**
   * The model that a fit gives.
   *
   * @param fitted the estimator whose fit it is
   * @param model of {@link #estimator}
   */
  M finish(E fitted, M model) {
    back.accept(fitted, model);
    model.setParent(fitted);
    return model;
  }
}
