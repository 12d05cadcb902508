package org.sparkrnn.ml.column;

import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.param.kind.LabelUnit;

/**
 * A list of labels per sequence, of any length: array&lt;string&gt;, an array of integers, which
 * become decimal texts, or a string that is split into characters or words.
 */
public final class TranscriptLabels extends TargetColumn {
  private static final long serialVersionUID = 1L;
  private static final ColumnSpec SPEC =
      ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0);

  private final LabelUnit unit;
  private final TranscriptSteps available;

  /**
   * @param param the Param that names the column, for messages
   * @param labelUnit value of the Param; null for list if the column is an array, for characters if
   *     it is a string
   * @param available the number of steps with which labels are aligned
   * @throws InvalidInputException if the column is missing or does not fit the unit
   */
  public TranscriptLabels(
      StructType schema, String param, String name, String labelUnit, TranscriptSteps available) {
    super(schema, param, name);
    this.available = available;
    boolean string = type().equals(DataTypes.StringType);
    boolean array =
        type() instanceof ArrayType elements
            && (elements.elementType().equals(DataTypes.StringType)
                || ColumnTypes.integer(elements.elementType()));
    if (!string && !array) {
      throw wrongType("array<string>, array<int> or string, the labels of the sequence");
    }
    unit =
        labelUnit != null
            ? LabelUnit.of(labelUnit)
            : string ? LabelUnit.CHARACTERS : LabelUnit.LIST;
    if (unit.string() != string) {
      throw wrongType(
          string
              ? "an array of labels, because labelUnit is list; set labelUnit=characters or words"
              : "a string, because labelUnit is %s; give strings, or train with labelUnit=list"
                  .formatted(unit.paramValue()));
    }
  }

  /** The unit of the labels. */
  public LabelUnit unit() {
    return unit;
  }

  /**
   * The row's labels.
   *
   * @throws InvalidInputException if the column or an element is null
   */
  public String[] strings(Row row) {
    if (unit.string()) {
      return unit.split((String) column().required(row, "string"));
    }
    column().required(row, "array");
    return ColumnTypes.strings(column().list(row), name());
  }

  /** The least number of steps with which labels can be aligned. */
  public static int leastSteps(String... labels) {
    return labels.length
        + (int)
            IntStream.range(1, labels.length).filter(u -> labels[u].equals(labels[u - 1])).count();
  }

  @Override
  public Readout per() {
    return Readout.LAST_STEP;
  }

  @Override
  public void count(Row row, int steps, Counter counter) {
    for (String label : fitting(row, steps)) {
      counter.label(label, 1);
    }
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    String[] labels = fitting(row, steps);
    int[] ids = new int[labels.length];
    for (int u = 0; u < ids.length; u++) {
      ids[u] = encoder.labelId(labels[u], " at place " + (u + 1));
    }
    return column(ids);
  }

  /** The column of a target. */
  public static Column column(int... ids) {
    return Column.ofLists(SPEC, new int[][] {ids});
  }

  private String[] fitting(Row row, int steps) {
    String[] labels = strings(row);
    int least = leastSteps(labels);
    long most = available.of(steps);
    if (least > most) {
      long equal = (long) least - labels.length;
      throw new InvalidInputException(
          "%s has %d labels%s, which need %d steps, but the %d steps of the input become %d in the network; %s"
              .formatted(
                  name(),
                  labels.length,
                  equal == 0 ? "" : " (%d of them after an equal label)".formatted(equal),
                  least,
                  steps,
                  most,
                  advice(available.repeatsFor(steps, least))));
    }
    return labels;
  }

  private static String advice(long repeats) {
    String drop = "leave such rows out with mode=dropmalformed";
    if (repeats == 0) {
      return "drop the row, or " + drop;
    }
    return repeats > TranscriptRoom.MOST
        ? "these are more than upsample can make, so drop the row, or " + drop
        : "set smaller strides in convLayers, set upsample=%d, or %s".formatted(repeats, drop);
  }
}
