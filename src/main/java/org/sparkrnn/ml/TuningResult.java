package org.sparkrnn.ml;

import java.util.List;
import java.util.Map;

/**
 * The result of a search.
 *
 * @param model the model with the best settings, trained for the number of epochs with which they
 *     won, on the rows that are not held out; if trials were compared in folds, trained for all
 *     epochs on all rows
 * @param estimator an estimator with these settings, whose fit gives the same model
 * @param best the trial that won
 * @param reason why it won, or why the given settings stay, as a sentence
 * @param given the values that the searched Params had before, by name; trial 0 has them
 * @param trials all of them, in the order in which they ended
 * @param <E> the estimator
 * @param <M> its model
 */
public record TuningResult<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
    M model,
    E estimator,
    Trial best,
    String reason,
    Map<String, Object> given,
    List<Trial> trials) {}
