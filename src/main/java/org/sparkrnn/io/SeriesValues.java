package org.sparkrnn.io;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The values of whole series in files and in columns. */
final class SeriesValues {
  private static final Set<String> MISSING = Set.of("", "?", "nan", "na");

  private SeriesValues() {}

  /** Whether a text means a missing value: empty, ?, NaN or NA in any case. */
  static boolean missing(String text) {
    return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The type of a column of series: numbers, or one array of numbers per step for several
   * dimensions.
   */
  static DataType type(int dimensions) {
    DataType numbers = DataTypes.createArrayType(DataTypes.DoubleType, false);
    return dimensions == 1 ? numbers : DataTypes.createArrayType(numbers, false);
  }

  /**
   * A series as the value of a column.
   *
   * @param values [D][T], the same number for each dimension
   * @return double[T], or double[T][D] for several dimensions
   */
  static Object steps(double[][] values) {
    if (values.length == 1) {
      return values[0];
    }
    double[][] steps = new double[values[0].length][values.length];
    for (int t = 0; t < steps.length; t++) {
      for (int d = 0; d < values.length; d++) {
        steps[t][d] = values[d][t];
      }
    }
    return steps;
  }
}
