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
   * Sets outputLayer: what gives labels: each step by itself (softmax), or whole sequences with
   * scores of neighbouring labels, a linear-chain conditional random field (crf), whose labels
   * are the best sequence (of a label scheme the best valid one): softmax, crf (default softmax).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setOutputLayer(String value) {
    return with(outputLayer(), value);
  }

  /**
   * Sets labelScheme: scheme of labels of spans that the network learns: as the labels are,
   * recognized (auto) or not (none), or what they are converted into inside, given back as they
   * came: auto, none, iob1, bio, bioes (default auto).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setLabelScheme(String value) {
    return with(labelScheme(), value);
  }

  /**
   * Sets probabilityCol: output column: at each step the probability of the predicted label, of a
   * crf its marginal; empty for none.
   */
  default E setProbabilityCol(String value) {
    return with(probabilityCol(), value);
  }

  /**
   * Sets nBestCol: output column: the likeliest label sequences with their probabilities, the
   * best first; empty for none.
   */
  default E setNBestCol(String value) {
    return with(nBestCol(), value);
  }

  /**
   * Sets nBest: how many label sequences nBestCol has (at least 1, default 5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setNBest(int value) {
    return with(nBest(), value);
  }
}
