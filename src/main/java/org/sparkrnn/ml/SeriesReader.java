package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
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
    final Object time; // null for the steps of an array

    Step(double[] x, double y, boolean validation, Object time) {
      this.x = x;
      this.y = y;
      this.validation = validation;
      this.time = time;
    }
  }

  private final List<NamedColumn> columns; // the inputs and, last, the label
  private final int inputs;
  private final NamedColumn time; // null for arrays
  private final NamedColumn indicator; // null for none

  /**
   * @param labelCol null where the label is not wanted
   * @param timeCol null for arrays
   * @param indicatorCol or null
   */
  private SeriesReader(
      StructType schema,
      RegressionParams params,
      String labelCol,
      String timeCol,
      String indicatorCol) {
    columns = new ArrayList<>();
    params.inputColumns().forEach(name -> columns.add(NamedColumn.of(schema, "inputCols", name)));
    inputs = columns.size();
    if (labelCol != null) {
      columns.add(NamedColumn.of(schema, "labelCol", labelCol));
    }
    time = timeCol == null ? null : NamedColumn.of(schema, "timeCol", timeCol);
    indicator =
        indicatorCol == null
            ? null
            : NamedColumn.of(schema, "validationIndicatorCol", indicatorCol);
  }

  /** Reads the inputs alone. */
  static SeriesReader ofInputs(StructType schema, RegressionParams params, boolean table) {
    return new SeriesReader(schema, params, null, table ? params.getTimeCol() : null, null);
  }

  /**
   * Reads inputs and label.
   *
   * @param indicatorCol or null
   */
  static SeriesReader ofExamples(
      StructType schema, RegressionParams params, boolean table, String indicatorCol) {
    String timeCol = table ? params.getTimeCol() : null;
    return new SeriesReader(schema, params, params.getLabelCol(), timeCol, indicatorCol);
  }

  /**
   * The step that a table's row is.
   *
   * @throws InvalidInputException if a number or the time is null, or a number not finite
   */
  Step step(Row row) {
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
    if (time.isNull(row)) {
      throw new InvalidInputException("%s is null; drop such rows".formatted(time.name()));
    }
    return new Step(x, y, validation(row), time.value(row));
  }

  /**
   * The steps of a row's arrays.
   *
   * @throws InvalidInputException if an array or a number is null, or arrays differ in length
   */
  List<Step> steps(Row row) {
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
      steps.add(new Step(x, y, validation(row), null));
    }
    return steps;
  }

  /**
   * @throws InvalidInputException if two steps of a table are of the same time
   */
  void requireLater(Step before, Step after) {
    if (before.time != null && before.time.equals(after.time)) {
      throw new InvalidInputException(
          "%s is %s in two rows or more; a series has one row a time, so drop or merge the others, or filter one series out of many"
              .formatted(time.name(), after.time));
    }
  }

  private boolean validation(Row row) {
    return indicator != null && Boolean.TRUE.equals(indicator.value(row));
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
