package org.sparkrnn.ml;

import java.util.Optional;
import java.util.function.Supplier;

/** A baseline that may be measured: its name, and how it is done, which is when it is asked for. */
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

  /** A baseline that, as the data may show, means nothing for it. */
  public static BaselineTrial perhaps(String name, Supplier<Optional<BaselineMetrics>> work) {
    return new BaselineTrial(name, work);
  }

  /** The baseline's name, as in {@link BaselineMetrics#name}. */
  public String name() {
    return name;
  }

  /**
   * Fits and measures it.
   *
   * @return empty where it means nothing for the data
   * @throws OmittedBaselineException if it would cost too much, or the data is too short for it
   * @throws org.sparkrnn.data.InvalidInputException if a column or row cannot be read
   */
  public Optional<BaselineMetrics> measure() {
    return work.get();
  }
}
