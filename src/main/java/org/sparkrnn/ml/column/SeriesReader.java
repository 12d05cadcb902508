package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RegressionParams;

/**
 * Reads the steps of series from rows: one step per row of a table, or all steps of a row's arrays.
 */
public final class SeriesReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A step of a series. */
  public static final class Step implements Serializable {
    private static final long serialVersionUID = 1L;
    final double[] x; // [I]
    final double y; // NaN if labels are not read
    final boolean validation;
    final Object time; // equal for equal times; null for the steps of an array
    final Object written; // the time as written in the data

    Step(double[] x, double y, boolean validation, Object time, Object written) {
      this.x = x;
      this.y = y;
      this.validation = validation;
      this.time = time;
      this.written = written;
    }
  }

  private final List<NamedColumn> columns; // the inputs, then the label
  private final int inputs;
  private final TimeColumn time; // null for arrays
  private final NamedColumn times; // column of the time; null for arrays
  private final NamedColumn indicator; // null for none

  private SeriesReader(
      StructType schema,
      RegressionParams params,
      String labelCol,
      TimeColumn time,
      String indicatorCol) {
    columns = new ArrayList<>();
    params.inputColumns().forEach(name -> columns.add(NamedColumn.of(schema, "inputCols", name)));
    inputs = columns.size();
    if (labelCol != null) {
      columns.add(NamedColumn.of(schema, "labelCol", labelCol));
    }
    this.time = time;
    times = time == null ? null : NamedColumn.of(schema, "timeCol", time.name());
    indicator =
        indicatorCol == null
            ? null
            : NamedColumn.of(schema, "validationIndicatorCol", indicatorCol);
  }

  /**
   * Reads only the inputs.
   *
   * @param time the column that orders the rows of a table; null for arrays
   */
  public static SeriesReader ofInputs(StructType schema, RegressionParams params, TimeColumn time) {
    return new SeriesReader(schema, params, null, time, null);
  }

  /**
   * Reads inputs and label.
   *
   * @param time the column that orders the rows of a table; null for arrays
   * @param indicatorCol the column of the validation indicator, or null
   */
  public static SeriesReader ofExamples(
      StructType schema, RegressionParams params, TimeColumn time, String indicatorCol) {
    return new SeriesReader(schema, params, params.getLabelCol(), time, indicatorCol);
  }

  /**
   * Reads a table's row as a step.
   *
   * @throws InvalidInputException if a number or the time is null or malformed, or a number is not
   *     finite
   */
  public Step step(Row row) {
    double[] x = new double[inputs];
    double y = Double.NaN;
    for (int j = 0; j < columns.size(); j++) {
      double value = number(columns.get(j).value(row), columns.get(j).name(), "");
      if (j < inputs) {
        x[j] = value;
      } else {
        y = value;
      }
    }
    Object written = times.value(row);
    return new Step(x, y, validation(row), time.key(written), written);
  }

  /**
   * Reads the steps of a row's arrays.
   *
   * @throws InvalidInputException if an array or a number is null, or arrays differ in length
   */
  public List<Step> steps(Row row) {
    List<List<?>> series = new ArrayList<>();
    for (NamedColumn column : columns) {
      column.required(row, "array");
      List<?> values = column.list(row);
      series.add(values);
      if (values.size() != series.get(0).size()) {
        throw new InvalidInputException(
            "%s has %d steps but %s has %d; the series of a row must be equally long"
                .formatted(
                    columns.get(0).name(), series.get(0).size(), column.name(), values.size()));
      }
    }
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < series.get(0).size(); t++) {
      String place = " at step " + (t + 1);
      double[] x = new double[inputs];
      double y = Double.NaN;
      for (int j = 0; j < columns.size(); j++) {
        double value = number(series.get(j).get(t), columns.get(j).name(), place);
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
   * @throws InvalidInputException if two steps of a table have the same time
   */
  public void requireLater(Step before, Step after) {
    if (before.time != null && before.time.equals(after.time)) {
      throw time.twice(before.written, after.written);
    }
  }

  private boolean validation(Row row) {
    return indicator != null && Boolean.TRUE.equals(indicator.value(row));
  }

  private static double number(Object value, String name, String place) {
    if (value == null) {
      throw new InvalidInputException(
          "%s is null%s; fill the gaps of the series or drop rows with null"
              .formatted(name, place));
    }
    double number = ((Number) value).doubleValue();
    if (!Float.isFinite((float) number)) {
      throw new InvalidInputException(
          "%s contains %s%s; the numbers of a series must be finite float numbers"
              .formatted(name, value, place));
    }
    return number;
  }
}
