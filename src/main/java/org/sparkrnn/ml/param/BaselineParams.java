package org.sparkrnn.ml.param;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.OutputColumn;

/** The Params of every baseline and its model. Those of one kind alone stand in its interface. */
public interface BaselineParams extends Params {
  /**
   * The Param of that name, made on first use: Spark asks for Params before constructors are done.
   *
   * @param value its default
   */
  <P extends Param<?>> P declared(String name, Supplier<P> make, Object value);

  default Param<String> inputCol() {
    return declared(
        "inputCol", () -> new Param<>(this, "inputCol", "column of the sequences"), "tokens");
  }

  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  default Param<String> labelCol() {
    return declared(
        "labelCol", () -> new Param<>(this, "labelCol", "column of what is predicted"), "labels");
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default Param<String> predictionCol() {
    return declared(
        "predictionCol", () -> new Param<>(this, "predictionCol", "output column"), "prediction");
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

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
