package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Arrays;
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
import scala.jdk.javaapi.CollectionConverters;

/**
 * Sets of labels, one per step or per sequence. A set lists the labels that hold, or has a 0 or 1
 * for each label, whose name is then its position. Lists of numbers may be either: a Param decides
 * it, or {@link LabelForm} finds out from the data.
 */
public final class LabelSets extends TargetColumn {
  private static final long serialVersionUID = 1L;

  private final Readout readout;
  private final boolean indicators; // vectors of 0 and 1
  private final boolean numbers; // labels are numbers, not texts
  private final boolean open; // whole numbers, and the Param is not set

  /**
   * @param param the Param that names the column, for messages
   * @param labelSets whether numbers are labels instead of a 0 or 1 for each label; null to decide
   *     by type, where whole numbers are labels
   * @throws InvalidInputException if it is missing or of another type
   */
  public LabelSets(
      StructType schema, String param, String name, Readout readout, Boolean labelSets) {
    super(schema, param, name);
    this.readout = readout;
    DataType set = type();
    if (readout == Readout.EACH_STEP) {
      set = set instanceof ArrayType steps ? steps.elementType() : DataTypes.NullType;
    }
    DataType element = set instanceof ArrayType array ? array.elementType() : null;
    boolean texts = DataTypes.StringType.equals(element);
    boolean vectors = set.equals(SQLDataTypes.VectorType());
    numbers = vectors || element instanceof NumericType;
    boolean labels = labelSets == null ? ColumnTypes.integer(element) : labelSets;
    indicators = numbers && !labels;
    open = labelSets == null && ColumnTypes.integer(element);
    if (labelSets != null && (labelSets ? vectors : texts)) {
      throw wrongType(
          labelSets
              ? "lists of labels, because labelSets is true"
              : "numbers that are 0 or 1 for each label, because labelSets is false");
    }
    if (!texts && !numbers) {
      throw wrongType(
          readout == Readout.EACH_STEP
              ? "array<array<string>> or array<array<int>>, the labels of each step, or array<vector> or array<array<double>> of 0 and 1"
              : "array<string> or array<int>, the labels of the sequence, or vector or array<double> of 0 and 1");
    }
  }

  /** Whether whole numbers are read as labels only because the Param is not set. */
  public boolean open() {
    return open;
  }

  /** Whether the column has numbers instead of texts. */
  boolean numeric() {
    return numbers;
  }

  /** Whether a set has a 0 or 1 for each label. */
  public boolean indicators() {
    return indicators;
  }

  /**
   * The numbers of each set of a row whose labels are whole numbers, without sets that are null or
   * contain null.
   */
  List<double[]> numbers(Row row) {
    List<double[]> sets = new ArrayList<>();
    if (!column().isNull(row)) {
      boolean each = readout == Readout.EACH_STEP;
      for (Object set : each ? column().list(row) : List.of(column().value(row))) {
        double[] all = set == null ? null : ColumnTypes.numbers((scala.collection.Seq<?>) set);
        if (all != null && Arrays.stream(all).noneMatch(Double::isNaN)) {
          sets.add(all);
        }
      }
    }
    return sets;
  }

  /** The length of the row's first vector of 0 and 1; 0 if there is none. */
  int width(Row row, int steps) {
    List<?> targets = targets(row, steps);
    return targets.isEmpty() ? 0 : indicators(targets.get(0), at(readout, 0)).length;
  }

  /**
   * The number of sets of a row.
   *
   * @throws InvalidInputException if the value is null
   */
  public int outputs(Row row) {
    requireValue(row);
    return readout == Readout.LAST_STEP ? 1 : column().list(row).size();
  }

  /**
   * The sets of labels, one per step or one per sequence, for comparisons.
   *
   * @param K the number of labels, which is the expected length of vectors of 0 and 1
   * @throws InvalidInputException if a set is null, contains null or has another size
   */
  public List<List<String>> sets(Row row, int steps, int K) {
    List<List<String>> sets = sets(row, steps);
    requireWidth(row, steps, K);
    return sets;
  }

  /**
   * @throws InvalidInputException if a set is a vector of 0 and 1 but not of length K
   */
  void requireWidth(Row row, int steps, int K) {
    if (!indicators) {
      return;
    }
    List<?> targets = targets(row, steps);
    for (int t = 0; t < targets.size(); t++) {
      int width = indicators(targets.get(t), at(readout, t)).length;
      if (width != K) {
        throw new InvalidInputException(
            "%s has %d numbers%s; expected %d, a 0 or 1 for each label, as elsewhere in the data"
                .formatted(name(), width, at(readout, t), K));
      }
    }
  }

  /**
   * The sets of labels, one per step or one per sequence.
   *
   * @throws InvalidInputException if a set is null or contains null
   */
  public List<List<String>> sets(Row row, int steps) {
    List<List<String>> sets = new ArrayList<>();
    for (Object set : targets(row, steps)) {
      String place = at(readout, sets.size());
      List<String> labels = new ArrayList<>();
      if (indicators) {
        double[] values = indicators(set, place);
        for (int k = 0; k < values.length; k++) {
          if (values[k] == 1) {
            labels.add(Integer.toString(k));
          }
        }
      } else {
        if (numbers) {
          requireLabels(set, place);
        }
        for (Object label : CollectionConverters.asJava((scala.collection.Seq<?>) set)) {
          if (label == null) {
            throw new InvalidInputException("%s contains null%s".formatted(name(), place));
          }
          labels.add(ColumnTypes.text(label));
        }
      }
      sets.add(labels);
    }
    return sets;
  }

  @Override
  public Readout per() {
    return readout;
  }

  @Override
  public void count(Row row, int steps, Counter counter) {
    for (List<String> labels : sets(row, steps)) {
      labels.forEach(label -> counter.label(label, 1));
    }
    if (indicators) { // labels that never occur are outputs too
      int width = width(row, steps);
      for (int k = 0; k < width; k++) {
        counter.label(Integer.toString(k), 0);
      }
    }
  }

  @Override
  public Column encode(Row row, int steps, SequenceEncoder encoder) {
    int K = encoder.outputSize();
    List<List<String>> sets = sets(row, steps, K);
    float[] y = new float[Math.multiplyExact(sets.size(), K)]; // [T or 1, K]
    for (int t = 0; t < sets.size(); t++) {
      for (String label : sets.get(t)) {
        y[t * K + encoder.labelId(label, at(readout, t))] = 1;
      }
    }
    return readout == Readout.EACH_STEP ? Targets.vectors(y, K) : Targets.vector(y);
  }

  private List<?> targets(Row row, int steps) {
    requireValue(row);
    if (readout == Readout.LAST_STEP) {
      return List.of(column().value(row));
    }
    List<?> sets = column().list(row);
    SequenceEncoder.requireOneEach(steps, sets.size(), "sets of labels");
    for (int t = 0; t < steps; t++) {
      if (sets.get(t) == null) {
        throw new InvalidInputException("%s is null at step %d".formatted(name(), t + 1));
      }
    }
    return sets;
  }

  /** Checks that numbers of any type that are labels are whole. */
  private void requireLabels(Object set, String place) {
    double[] values = ColumnTypes.numbers((scala.collection.Seq<?>) set);
    for (double value : values) {
      if (value != Math.rint(value) && !Double.isNaN(value)) {
        throw new InvalidInputException(
            "%s contains %s%s; expected whole numbers, because labelSets is true"
                .formatted(name(), ColumnTypes.text(value), place));
      }
    }
  }

  private double[] indicators(Object set, String place) {
    double[] values =
        set instanceof Vector vector
            ? vector.toArray()
            : ColumnTypes.numbers((scala.collection.Seq<?>) set);
    for (double value : values) {
      if (value != 0 && value != 1) {
        throw new InvalidInputException(
            "%s contains %s%s; expected 1 for each label that holds and 0 for the others (if the numbers are the labels themselves, set labelSets=true)"
                .formatted(name(), value, place));
      }
    }
    return values;
  }
}
