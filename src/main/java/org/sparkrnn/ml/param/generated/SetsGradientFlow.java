package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasGradientFlow}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsGradientFlow<E> extends HasGradientFlow {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets gradientFlow: whether to measure after each epoch how far back the network learns: the
   * norm of dL/dh_(T-k) for each layer as a function of the distance k from the loss (default
   * false).
   */
  default E setGradientFlow(boolean value) {
    return with(gradientFlow(), value);
  }

  /**
   * Sets gradientFlowSteps: largest distance k, in steps, that gradientFlow measures (at least 1,
   * default 100).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setGradientFlowSteps(int value) {
    return with(gradientFlowSteps(), value);
  }
}
