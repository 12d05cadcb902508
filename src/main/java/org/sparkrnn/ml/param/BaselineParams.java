package org.sparkrnn.ml.param;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.param.generated.HasColumns;

/** The Params of every baseline and its model. Those of one kind alone stand in its interface. */
public interface BaselineParams extends HasColumns {
  /**
   * Fails if a column of this schema is missing or has a type that this baseline does not read.
   *
   * @param labelled whether labelCol is needed
   * @return the type of predictionCol
   */
  DataType checkColumns(StructType schema, boolean labelled);

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
