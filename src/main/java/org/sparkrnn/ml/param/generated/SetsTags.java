package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasTags}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsTags<E> extends HasTags {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets outputLayer: how labels are chosen: for each step by itself (softmax), or as the best
   * whole sequence by a linear-chain conditional random field, which also scores neighbouring
   * labels (crf). If the labels follow a scheme, crf chooses only among valid sequences. One of
   * softmax, crf (default softmax).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOutputLayer(String value) {
    return with(outputLayer(), value);
  }

  /**
   * Sets labelScheme: scheme of span labels that the network learns: the recognized scheme of the
   * labels (auto), no scheme (none), or iob1, bio or bioes, to which the labels are converted for
   * training. Predictions have the scheme of the data. One of auto, none, iob1, bio, bioes
   * (default auto).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLabelScheme(String value) {
    return with(labelScheme(), value);
  }

  /**
   * Sets probabilityCol: output column: the probability of the predicted label at each step; for
   * a crf, its marginal probability; empty for none.
   */
  default E setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /**
   * Sets nBestCol: output column: the most probable label sequences with their probabilities,
   * best first; empty for none.
   */
  default E setNBestCol(String value) {
    return with(nBestCol(), value);
  }

  /**
   * Sets nBest: number of label sequences in nBestCol (at least 1, default 5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNBest(int value) {
    return with(nBest(), value);
  }

  /**
   * Sets labelCols: label columns that are learned together, the main one first; instead of
   * labelCol. A column of type array&lt;string&gt; or array&lt;int&gt; has one label per step; a
   * column of strings, numbers or booleans has one label per sequence. The predictions for the
   * first column are in predictionCol, those for another column in predictionCol_NAME.
   */
  default E setLabelCols(String... value) {
    return with(labelCols(), value);
  }

  /**
   * Sets sequenceReadout: how the states are combined for a label of the whole sequence (see
   * labelCols): the state at the last step (lastStep; for a reverse scan, the first step), the
   * mean of all states (mean), the largest value of each unit (max), both (meanMax), or a mean
   * with learned weights (attention). One of lastStep, mean, max, meanMax, attention (default
   * attention).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setSequenceReadout(String value) {
    return with(sequenceReadout(), value);
  }
}
