package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Map;

/**
 * What a part of a network is, without its numbers: its kind, its choices and its sizes. Specs
 * travel to executors, are compared, and are written into saved models; two are equal if kind and
 * choices are.
 *
 * <p>A new part is one class beside the module that it makes, and one line in {@link ModuleKinds}.
 */
public abstract class ModuleSpec implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What saved models call this kind. */
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
