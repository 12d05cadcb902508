package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** Values of Params as the constants that they name. */
public final class ParamValues {
  private ParamValues() {}

  /**
   * The constant that a choice's value names: {@code lstm}, say, CellType.LSTM, and {@code
   * negativeBinomial} LossType.NEGATIVE_BINOMIAL.
   */
  public static <E extends Enum<E>> E constant(Class<E> type, String paramValue) {
    String words = paramValue.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return Enum.valueOf(type, words.toUpperCase(Locale.ROOT));
  }
}
