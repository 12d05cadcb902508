package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** Values of Params as the constants that they name. */
public final class ParamValues {
  private ParamValues() {}

  /** The constant that a choice's value names: {@code lstm}, say, CellType.LSTM. */
  public static <E extends Enum<E>> E constant(Class<E> type, String paramValue) {
    return Enum.valueOf(type, paramValue.toUpperCase(Locale.ROOT));
  }
}
