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
 * The column of what a network should give: labels, sets of labels or numbers; one a step or one a
 * sequence. First every row is counted, from which vocabulary and sizes are made; then encoded.
 */
public abstract class TargetColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Receives what a row's targets are made of. */
  public interface Counter {
    /**
     * @param count how often the label occurs; 0 for one that could
     */
    void label(String label, int count);

    /** A row's labels are not as this scheme of spans has them. */
    default void broken(LabelScheme scheme) {}

    /** So many numbers a target. */
    void width(int numbers);
  }

  private final NamedColumn column;

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if it is missing
   */
  public TargetColumn(StructType schema, String param, String name) {
    column = NamedColumn.of(schema, param, name);
  }

  /**
   * A class: string, a number or boolean a sequence; array&lt;string&gt; or an array of integers a
   * step. Numbers and booleans are classes by their text.
   *
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static TargetColumn labels(StructType schema, String param, String name, Readout readout) {
    return readout == Readout.EACH_STEP
        ? new StepLabels(schema, param, name)
        : new SequenceLabel(schema, param, name);
  }

  /**
   * A set of labels: an array of strings or integers, or a vector or array of 0 and 1, whose labels
   * are the positions from 0 on; an array of these a step.
   *
   * @param labelSets see {@link LabelSets}
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static LabelSets labelSets(
      StructType schema, String param, String name, Readout readout, Boolean labelSets) {
    return new LabelSets(schema, param, name, readout, labelSets);
  }

  /**
   * Numbers: one, a vector or an array; an array of these a step.
   *
   * @throws InvalidInputException if the column is missing or of another type
   */
  public static TargetColumn values(StructType schema, String param, String name, Readout readout) {
    return new TargetValues(schema, param, name, readout);
  }

  /**
   * Counts a row.
   *
   * @param steps of the row's input
   * @throws InvalidInputException if the targets are null, malformed or of another number of steps
   */
  public abstract void count(Row row, int steps, Counter counter);

  /**
   * Encodes a row.
   *
   * @param steps of the row's input
   * @throws InvalidInputException as {@link #count}, or if a label is none of the encoder's or a
   *     target has another size
   */
  public abstract Column encode(Row row, int steps, SequenceEncoder encoder);

  /** Whether there is a target for each step, or one for the sequence. */
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

  /** What to throw where the column has another type than {@code expected} says. */
  public final InvalidInputException wrongType(String expected) {
    return column.wrongType(expected);
  }

  /**
   * @throws InvalidInputException if the row has no value there
   */
  public final void requireValue(Row row) {
    if (column.isNull(row)) {
      throw new InvalidInputException(
          "%s is null; drop rows with null, or give each row its targets".formatted(name()));
    }
  }

  /** Where a message says that something is: at a step, or nowhere for one target a sequence. */
  public static String at(Readout readout, int t) {
    return readout == Readout.EACH_STEP ? " at step " + (t + 1) : "";
  }
}
