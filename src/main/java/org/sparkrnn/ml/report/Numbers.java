package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers for readers. */
final class Numbers {
  private Numbers() {}

  /**
   * Formats whole numbers with separators, others with four digits; a missing number becomes a
   * dash.
   */
  static String text(JsonNode value) {
    return value.isNumber()
        ? text(value.asDouble())
        : value.isValueNode() && !value.isNull() ? value.asText() : "–";
  }

  /** Does the same. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    if (size >= 1000 && size < 1e7) {
      return String.format(Locale.ROOT, "%,.1f", value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return size >= 1e-6 && size < 1e7
        ? digits.toPlainString()
        : digits.toString(); // 290, not 2.9E+2
  }

  /** Formats a number briefly for an axis: 250k, 1.5M, 2.5e-4. */
  static String tick(double value) {
    if (!Double.isFinite(value)) {
      return text(value);
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size > 0 && size < 1e-3) {
      BigDecimal digits = new BigDecimal(value).round(new MathContext(3));
      int exponent = digits.precision() - digits.scale() - 1;
      return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
    return size >= 1e6
        ? text(value / 1e6) + "M"
        : size >= 1e4 ? text(value / 1e3) + "k" : text(value);
  }

  /** Formats a share in percent. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
  }

  /** Formats a duration: 4.2 s, 3 min 20 s, 2 h 5 min. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** Formats a coordinate of a drawing. */
  static String point(double value) {
    double rounded = Math.rint(value * 10) / 10;
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }
}
