package org.sparkrnn.nn.sequence;

import java.util.Locale;

/** How what a convolution makes is normalized, before its relu. */
public enum NormType {
  /** Not at all. */
  NONE,
  /** Each filter over the steps of its sequence ({@link InstanceNorm}). */
  INSTANCE;

  /** The name that users write: none, instance. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
