package org.sparkrnn.ml.column;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;

/**
 * A column of targets: labels, sets of labels or numbers, one per step or one per sequence. A first
 * pass counts every row, which gives vocabularies and sizes; then rows are encoded.
 */
public abstract class TargetColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Receives the counts of a row's targets. */
  public interface Counter {
    /**
     * @param count how often the label occurs; 0 for a possible label that does not occur
     */
    void label(String label, int count);

    /** Reports that a row's labels break this scheme of spans. */
    default void broken(LabelScheme scheme) {}

    /** Reports the number of values of a target. */
    void width(int numbers);
  }

  private final NamedColumn column;

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if the column is missing
   */
  public TargetColumn(StructType schema, String param, String name) {
    column = NamedColumn.of(schema, param, name);
  }

  /**
   * One class per sequence (string, number or boolean) or per step (array&lt;string&gt; or an array
   * of integers). The text of a number or boolean is its class.
   *
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static TargetColumn labels(StructType schema, String param, String name, Readout readout) {
    return readout == Readout.EACH_STEP
        ? new StepLabels(schema, param, name)
        : new SequenceLabel(schema, param, name);
  }

  /**
   * One set of labels per sequence (an array of strings or integers, or a vector or array of 0 and
   * 1 whose labels are the positions from 0 on) or per step (an array of these).
   *
   * @param labelSets see {@link LabelSets}
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static LabelSets labelSets(
      StructType schema, String param, String name, Readout readout, Boolean labelSets) {
    return new LabelSets(schema, param, name, readout, labelSets);
  }

  /**
   * Numbers per sequence (one number, a vector or an array) or per step (an array of these).
   *
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static TargetColumn values(StructType schema, String param, String name, Readout readout) {
    return new TargetValues(schema, param, name, readout);
  }

  /**
   * Counts a row.
   *
   * @param steps number of steps of the row's input
   * @throws InvalidInputException if the targets are null or malformed, or their number of steps
   *     differs
   */
  public abstract void count(Row row, int steps, Counter counter);

  /**
   * Encodes a row.
   *
   * @param steps number of steps of the row's input
   * @throws InvalidInputException as {@link #count}, or if the encoder does not have a label, or a
   *     target has another size
   */
  public abstract Column encode(Row row, int steps, SequenceEncoder encoder);

  /** Whether there is one target per step or one per sequence. */
  public abstract Readout per();

  /** The name that the Param gives. */
  public final String name() {
    return column.name();
  }

  /** The Param that names the column. */
  public final String param() {
    return column.param();
  }

  /** The column itself. */
  public final NamedColumn column() {
    return column;
  }

  /** The type that the schema gives. */
  public final DataType type() {
    return column.type();
  }

  /** The exception for a column that does not have the {@code expected} type. */
  public final InvalidInputException wrongType(String expected) {
    return column.wrongType(expected);
  }

  /**
   * @throws InvalidInputException if the row's value is null
   */
  public final void requireValue(Row row) {
    if (column.isNull(row)) {
      throw new InvalidInputException(
          "%s is null; drop rows with null, or give each row its targets".formatted(name()));
    }
  }

  /** The place of a target for messages: its step, or empty if there is one target per sequence. */
  public static String at(Readout readout, int t) {
    return readout == Readout.EACH_STEP ? " at step " + (t + 1) : "";
  }
}
