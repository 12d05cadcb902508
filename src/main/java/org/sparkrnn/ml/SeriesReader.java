package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/** Reads the steps of series out of rows: of a table one a row, else all of a row's arrays. */
final class SeriesReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A step of a series. */
  static final class Step implements Serializable {
    private static final long serialVersionUID = 1L;
    final double[] x; // [I]
    final double y; // NaN where labels are not read
    final boolean validation;
    final Object time; // equal for equal times; null for the steps of an array
    final Object written; // the time as the data has it

    Step(double[] x, double y, boolean validation, Object time, Object written) {
      this.x = x;
      this.y = y;
      this.validation = validation;
      this.time = time;
      this.written = written;
    }
  }

  private final List<String> names; // of the inputs and, last, the label
  private final int[] indices;
  private final int inputs;
  private final TimeColumn time; // null for arrays
  private final int timeIndex; // -1 for arrays
  private final int indicator; // -1 for none

  /**
   * @param time orders the rows of a table; null for arrays
   * @param indicatorCol or null
   */
  SeriesReader(StructType schema, RegressionParams params, TimeColumn time, String indicatorCol) {
    List<String> columns = new ArrayList<>(params.inputColumns());
    inputs = columns.size();
    columns.add(params.getLabelCol());
    List<String> all = List.of(schema.fieldNames());
    names = new ArrayList<>(columns);
    indices = columns.stream().mapToInt(all::indexOf).toArray();
    this.time = time;
    timeIndex = time == null ? -1 : all.indexOf(time.name());
    indicator = indicatorCol == null ? -1 : all.indexOf(indicatorCol);
  }

  private SeriesReader(SeriesReader other) {
    names = new ArrayList<>(other.names.subList(0, other.inputs));
    indices = Arrays.copyOf(other.indices, other.inputs);
    inputs = other.inputs;
    time = other.time;
    timeIndex = other.timeIndex;
    indicator = other.indicator;
  }

  /** The same where the label is not wanted. */
  SeriesReader withoutLabel() {
    return new SeriesReader(this);
  }

  /**
   * The step that a table's row is.
   *
   * @throws InvalidInputException if a number or the time is null or malformed, or a number not
   *     finite
   */
  Step step(Row row) {
    double[] x = new double[inputs];
    double y = Double.NaN;
    for (int j = 0; j < indices.length; j++) {
      double value = number(row.get(indices[j]), names.get(j), "");
      if (j < inputs) {
        x[j] = value;
      } else {
        y = value;
      }
    }
    Object written = row.get(timeIndex);
    return new Step(x, y, validation(row), time.key(written), written);
  }

  /**
   * The steps of a row's arrays.
   *
   * @throws InvalidInputException if an array or a number is null, or arrays differ in length
   */
  List<Step> steps(Row row) {
    List<List<?>> series = new ArrayList<>();
    for (int j = 0; j < indices.length; j++) {
      ColumnTypes.requireValue(row, indices[j], names.get(j), "array");
      series.add(row.getList(indices[j]));
      if (series.get(j).size() != series.get(0).size()) {
        throw new InvalidInputException(
            "%s has %d steps but %s has %d; the series of a row must be equally long"
                .formatted(names.get(0), series.get(0).size(), names.get(j), series.get(j).size()));
      }
    }
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < series.get(0).size(); t++) {
      String place = " at step " + (t + 1);
      double[] x = new double[inputs];
      double y = Double.NaN;
      for (int j = 0; j < indices.length; j++) {
        double value = number(series.get(j).get(t), names.get(j), place);
        if (j < inputs) {
          x[j] = value;
        } else {
          y = value;
        }
      }
      steps.add(new Step(x, y, validation(row), null, null));
    }
    return steps;
  }

  /**
   * @throws InvalidInputException if two steps of a table are of the same time
   */
  void requireLater(Step before, Step after) {
    if (before.time != null && before.time.equals(after.time)) {
      throw time.twice(before.written, after.written);
    }
  }

  private boolean validation(Row row) {
    return indicator >= 0 && !row.isNullAt(indicator) && row.getBoolean(indicator);
  }

  private static double number(Object value, String name, String place) {
    if (value == null) {
      throw new InvalidInputException(
          "%s is null%s; fill such gaps of the series or drop the rows".formatted(name, place));
    }
    double number = ((Number) value).doubleValue();
    if (!Float.isFinite((float) number)) {
      throw new InvalidInputException(
          "%s holds %s%s; a series must be of finite float numbers".formatted(name, value, place));
    }
    return number;
  }
}
