package org.sparkrnn.ml.param;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;

/** The Params of every baseline and its model. Those of one kind alone stand in its interface. */
public interface BaselineParams extends InputParams {
  /**
   * Fails if a column of this schema is missing or has a type that this baseline does not read.
   *
   * @param labelled whether labelCol is needed
   * @return the type of predictionCol
   */
  DataType checkColumns(StructType schema, boolean labelled);

  /**
   * How input columns of numbers are read, equally many a step.
   *
   * @throws InvalidInputException if one is missing or of another type, or inputSets is true
   */
  default SequenceInput numbers(StructType schema) {
    if (getInputSets()) {
      throw new InvalidInputException(
          "inputSets is true, but this baseline reads all numbers of a step; expected inputSets=false, and vectors of 0 and 1 instead of sets");
    }
    return SequenceInput.numbersOf(schema, this);
  }

  /**
   * How labelCol is read where it has one class a row.
   *
   * @throws InvalidInputException if it is missing or of another type
   */
  default SequenceLabel label(StructType schema) {
    return new SequenceLabel(schema, "labelCol", getLabelCol());
  }

  /**
   * The schema with predictionCol.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or predictionCol
   *     exists
   */
  default StructType outputSchema(StructType schema, boolean labelled) {
    DataType prediction = checkColumns(schema, labelled);
    return OutputColumn.addTo(
        schema, List.of(new OutputColumn("predictionCol", getPredictionCol(), prediction)));
  }
}
