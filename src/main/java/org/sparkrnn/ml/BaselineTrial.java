package org.sparkrnn.ml;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A baseline that can be measured: its name, and the computation, which runs when {@link #measure}
 * is called.
 */
public final class BaselineTrial {
  private final String name;
  private final Supplier<Optional<BaselineMetrics>> work;

  private BaselineTrial(String name, Supplier<Optional<BaselineMetrics>> work) {
    this.name = name;
    this.work = work;
  }

  /** A baseline that can always be measured. */
  public static BaselineTrial of(String name, Supplier<BaselineMetrics> work) {
    return new BaselineTrial(name, () -> Optional.of(work.get()));
  }

  /** A baseline that may turn out to be meaningless for the data. */
  public static BaselineTrial perhaps(String name, Supplier<Optional<BaselineMetrics>> work) {
    return new BaselineTrial(name, work);
  }

  /** The name of the baseline, as in {@link BaselineMetrics#name}. */
  public String name() {
    return name;
  }

  /**
   * Fits and measures it.
   *
   * @return empty if the baseline is meaningless for the data
   * @throws OmittedBaselineException if it would cost too much, or the data is too short for it
   * @throws org.sparkrnn.data.InvalidInputException if a column or row cannot be read
   */
  public Optional<BaselineMetrics> measure() {
    return work.get();
  }
}
