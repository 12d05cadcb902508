package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.Param;

/**
 * Setters of {@link LayerParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface LayerSetters<E> extends LayerParams {
  @SuppressWarnings("unchecked")
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  default E setStandardize(boolean value) {
    return with(standardize(), value);
  }

  default E setInputDropout(double value) {
    return with(inputDropout(), value);
  }

  default E setDropout(double value) {
    return with(dropout(), value);
  }

  default E setOutputDropout(double value) {
    return with(outputDropout(), value);
  }

  default E setVariationalDropout(boolean value) {
    return with(variationalDropout(), value);
  }

  default E setLearnedInitialState(boolean value) {
    return with(learnedInitialState(), value);
  }

  default E setConvLayers(String value) {
    return with(convLayers(), value);
  }

  default E setWindow(int value) {
    return with(window(), value);
  }

  default E setTiedEmbeddings(boolean value) {
    return with(tiedEmbeddings(), value);
  }

  default E setLayerNorm(boolean value) {
    return with(layerNorm(), value);
  }

  default E setResidual(boolean value) {
    return with(residual(), value);
  }
}
