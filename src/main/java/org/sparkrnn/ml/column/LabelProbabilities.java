package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;

/**
 * The probabilities of labels that a classifier adds: one vector per sequence, or an array with one
 * per step. The column's metadata names the label of each number. Spark's attributes are not used,
 * because their names must not be empty, as a label may be.
 */
public final class LabelProbabilities implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String LABELS = "labels";

  private final NamedColumn column;
  private final String name; // the column's name, for messages
  private final Readout readout;
  private final ArrayList<String> labels; // [K]

  /**
   * @param param the Param that names the column, for messages
   * @throws InvalidInputException if the column is missing, has another type or does not name its
   *     labels
   */
  public LabelProbabilities(StructType schema, String param, String name, Readout readout) {
    column = NamedColumn.of(schema, param, name);
    this.name = name;
    this.readout = readout;
    StructField field = column.field();
    DataType vector = SQLDataTypes.VectorType();
    DataType expected = readout == Readout.EACH_STEP ? DataTypes.createArrayType(vector) : vector;
    if (!DataType.equalsIgnoreNullability(field.dataType(), expected)) {
      throw column.wrongType(
          expected.simpleString()
              + ", with the probabilities that the model adds beside its predictions");
    }
    if (!field.metadata().contains(LABELS)) {
      throw new InvalidInputException(
          "%s %s does not say to which labels its probabilities belong, because its metadata has no \"%s\"; use the column that the transform of the model adds, or another metricName than nll"
              .formatted(param, name, LABELS));
    }
    labels = new ArrayList<>(List.of(field.metadata().getStringArray(LABELS)));
  }

  /** The metadata of a column of vectors whose k-th number belongs to the k-th label. */
  public static Metadata metadata(String[] labels) {
    return new MetadataBuilder().putStringArray(LABELS, labels).build();
  }

  /** The labels, in the order of the vectors. */
  public List<String> labels() {
    return labels;
  }

  /**
   * The probabilities of a row, [T or 1][K].
   *
   * @param outputs the expected number of vectors
   * @throws InvalidInputException if the number differs, or a vector is null or has another size
   */
  public double[][] of(Row row, int outputs) {
    if (column.isNull(row)) {
      throw new InvalidInputException("%s is null; drop rows with null".formatted(name));
    }
    List<?> vectors = readout == Readout.EACH_STEP ? column.list(row) : List.of(column.value(row));
    if (vectors.size() != outputs) {
      throw new InvalidInputException(
          "%d sets of labels but %d vectors in %s; every set needs exactly one"
              .formatted(outputs, vectors.size(), name));
    }
    double[][] p = new double[outputs][];
    for (int t = 0; t < outputs; t++) {
      if (!(vectors.get(t) instanceof Vector vector) || vector.size() != labels.size()) {
        throw new InvalidInputException(
            "%s contains %s%s; expected %d probabilities, one for each label"
                .formatted(name, vectors.get(t), TargetColumn.at(readout, t), labels.size()));
      }
      p[t] = vector.toArray();
    }
    return p;
  }
}
