package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Map;

/**
 * The description of a part of a network, without its weights: its kind, its choices and its sizes.
 * Specs are sent to executors, compared, and written into saved models; two specs are equal if
 * their kinds and choices are.
 *
 * <p>A new part needs a class for its spec, a class for its module, and one line in {@link
 * ModuleKinds}.
 */
public abstract class ModuleSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The name of this kind in saved models. */
  public abstract String kind();

  /**
   * Choices and sizes by name: whole numbers, floats, booleans, texts, lists of these, or lists of
   * specs.
   */
  public abstract Map<String, Object> choices();

  @Override
  public final boolean equals(Object other) {
    return other instanceof ModuleSpec spec
        && kind().equals(spec.kind())
        && choices().equals(spec.choices());
  }

  @Override
  public final int hashCode() {
    return 31 * kind().hashCode() + choices().hashCode();
  }

  @Override
  public String toString() {
    return kind() + " " + choices();
  }
}
