package org.sparkrnn.ml.column;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;

/** Numbers per step or per sequence; all targets have the same number of values. */
public final class TargetValues extends TargetColumn {
  private static final long serialVersionUID = 1L;

  private final Readout readout;

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if the column is missing or has another type
   */
  public TargetValues(StructType schema, String param, String name, Readout readout) {
    super(schema, param, name);
    this.readout = readout;
    DataType target = type();
    if (readout == Readout.EACH_STEP) {
      target = target instanceof ArrayType steps ? steps.elementType() : DataTypes.NullType;
    }
    boolean numbers =
        target instanceof NumericType
            || target.equals(SQLDataTypes.VectorType())
            || target instanceof ArrayType array && array.elementType() instanceof NumericType;
    if (!numbers) {
      throw wrongType(
          readout == Readout.EACH_STEP
              ? "array<double>, array<vector> or array<array<double>>, the target of each step"
              : "double, vector or array<double>, the target of the sequence");
    }
  }

  /**
   * The row's targets in double precision, [T or 1][K].
   *
   * @throws InvalidInputException if a target is null or not a finite float number
   */
  public double[][] values(Row row, int steps) {
    double[][] numbers = numbers(row);
    if (readout == Readout.EACH_STEP) {
      SequenceEncoder.requireOneEach(steps, numbers.length, "targets");
    }
    return numbers;
  }

  /**
   * The same, whatever their number.
   *
   * @throws InvalidInputException if a target is null or not a finite float number
   */
  public double[][] numbers(Row row) {
    requireValue(row);
    if (readout == Readout.LAST_STEP) {
      return new double[][] {numbers(column().value(row), "")};
    }
    List<?> targets = column().list(row);
    double[][] numbers = new double[targets.size()][];
    for (int t = 0; t < numbers.length; t++) {
      if (targets.get(t) == null) {
        throw new InvalidInputException("%s is null at step %d".formatted(name(), t + 1));
      }
      numbers[t] = numbers(targets.get(t), at(readout, t));
    }
    return numbers;
  }

  /**
   * The same, if all have the same size.
   *
   * @throws InvalidInputException as {@link #numbers}, or if the size of a target differs from that
   *     of the first
   */
  public double[][] numbersAlike(Row row) {
    double[][] numbers = numbers(row);
    for (int t = 0; t < numbers.length; t++) {
      requireSize(numbers[t].length, numbers[0].length, t);
    }
    return numbers;
  }

  @Override
  public Readout per() {
    return readout;
  }

  @Override
  public void count(Row row, int steps, Counter counter) {
    for (double[] target : values(row, steps)) {
      counter.width(target.length);
    }
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    int K = encoder.outputSize();
    double[][] values = values(row, steps);
    double[] y = new double[Math.multiplyExact(values.length, K)]; // [T or 1, K]
    for (int t = 0; t < values.length; t++) {
      requireSize(values[t].length, K, t);
      System.arraycopy(values[t], 0, y, t * K, K);
    }
    return Targets.exact(readout, y, K);
  }

  /**
   * @throws InvalidInputException if the target of step t does not have {@code expected} numbers
   */
  public void requireSize(int numbers, int expected, int t) {
    if (numbers != expected) {
      throw new InvalidInputException(
          "%s has %d numbers%s; expected %d, as elsewhere in the data"
              .formatted(name(), numbers, at(readout, t), expected));
    }
  }

  private double[] numbers(Object target, String place) {
    double[] numbers;
    if (target instanceof Number number) {
      numbers = new double[] {number.doubleValue()};
    } else if (target instanceof Vector vector) {
      numbers = vector.toArray();
    } else {
      numbers = ColumnTypes.numbers((scala.collection.Seq<?>) target);
    }
    for (double number : numbers) {
      if (!Float.isFinite((float) number)) {
        throw new InvalidInputException(
            "%s contains %s%s; targets must be finite float numbers"
                .formatted(name(), number, place));
      }
    }
    return numbers;
  }
}
