package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** Converts values of Params to the constants that they name. */
public final class ParamValues {
  private ParamValues() {}

  /**
   * The constant that a value names: for example, {@code lstm} names CellType.LSTM, and {@code
   * negativeBinomial} names LossType.NEGATIVE_BINOMIAL.
   */
  public static <E extends Enum<E>> E constant(Class<E> type, String paramValue) {
    String words = paramValue.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return Enum.valueOf(type, words.toUpperCase(Locale.ROOT));
  }
}
