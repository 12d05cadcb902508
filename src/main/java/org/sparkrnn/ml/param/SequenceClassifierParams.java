package org.sparkrnn.ml.param;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.param.generated.HasClasses;
import org.sparkrnn.ml.param.generated.HasReadout;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;

/** Params of {@link SequenceClassifier} and its model, with their getters; public as Spark asks. */
public interface SequenceClassifierParams extends RnnParams, HasReadout, HasClasses {
  /** Which steps have an output. */
  default Readout outputSteps() {
    return ReadoutType.of(getReadout()).steps();
  }

  /**
   * @throws InvalidInputException if one of these Params makes no sense with another
   */
  default void requireConsistent() {
    if (!getMultilabel() && outputSteps() == Readout.EACH_STEP) {
      throw new InvalidInputException(
          "readout is eachStep with multilabel=false, which is tagging; use SequenceTagger"
              + " (task=tagger), or set multilabel=true or readout=lastStep");
    }
    if (getMultilabel() && (getLabelSmoothing() > 0 || !getClassWeights().isBlank())) {
      throw new InvalidInputException(
          "labelSmoothing is %s and classWeights '%s' with multilabel=true; both are for one class a sequence: leave them out, or set multilabel=false"
              .formatted(getLabelSmoothing(), getClassWeights()));
    }
  }

  /**
   * @throws InvalidInputException if predictionIndexCol is set where a prediction is no one class
   */
  default void requireIndexable() {
    if (getMultilabel() && !getPredictionIndexCol().isEmpty()) {
      throw new InvalidInputException(
          "predictionIndexCol is %s with multilabel=true; a set of labels has no index: leave it out, or set multilabel=false"
              .formatted(getPredictionIndexCol()));
    }
  }

  /** How sets of labels are read, as far as it is known: see {@link #getLabelSets}. */
  default LabelSets labelSetColumn(StructType schema) {
    return TargetColumn.labelSets(
        schema,
        "labelCol",
        getLabelCol(),
        outputSteps(),
        isDefined(labelSets()) ? (Boolean) getLabelSets() : null);
  }

  /** Adds the output that these Params describe. */
  default NetworkBuilder withLabels(NetworkBuilder network) {
    return ReadoutType.of(getReadout())
        .addTo(network)
        .head(getMultilabel() ? HeadType.SIGMOID : HeadType.SOFTMAX)
        .loss(Loss.ofClasses(null, getLabelSmoothing()));
  }

  /**
   * predictionCol, then probabilityCol, rawPredictionCol and predictionIndexCol unless they are
   * empty.
   *
   * @param vectors the metadata of probabilityCol and rawPredictionCol
   * @param index the metadata of predictionIndexCol
   */
  default List<OutputColumn> labelColumns(Metadata vectors, Metadata index) {
    requireIndexable();
    boolean each = outputSteps() == Readout.EACH_STEP;
    List<OutputColumn> columns = new ArrayList<>();
    DataType label = DataTypes.StringType;
    DataType labels = getMultilabel() ? DataTypes.createArrayType(label) : label;
    columns.add(new OutputColumn("predictionCol", getPredictionCol(), eachIf(each, labels)));
    DataType vector = eachIf(each, SQLDataTypes.VectorType());
    if (!getProbabilityCol().isEmpty()) {
      columns.add(new OutputColumn("probabilityCol", getProbabilityCol(), vector, vectors));
    }
    if (!getRawPredictionCol().isEmpty()) {
      columns.add(new OutputColumn("rawPredictionCol", getRawPredictionCol(), vector, vectors));
    }
    if (!getPredictionIndexCol().isEmpty()) {
      columns.add(
          new OutputColumn(
              "predictionIndexCol", getPredictionIndexCol(), DataTypes.DoubleType, index));
    }
    return columns;
  }

  private static DataType eachIf(boolean each, DataType type) {
    return each ? DataTypes.createArrayType(type) : type;
  }
}
