package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** For any error in the data one message describes it and names the place. */
class SequenceTaggerInputTest {
  private static SequenceTaggerModel model;

  @BeforeAll
  static void train() {
    model = tagger(1).fit(ToyData.tokens(16, 1));
  }

  /** Sixteen valid rows and this one. */
  private static Dataset<Row> with(Object tokens, Object labels) {
    List<Row> rows = new ArrayList<>(ToyData.rows(16, 1));
    rows.add(RowFactory.create(99, tokens, labels));
    return LocalSpark.session()
        .createDataFrame(ToyData.rdd(rows, 2), ToyData.schema(ToyData.STRINGS));
  }

  private static Dataset<Row> vectors(DataType step, Object... rows) {
    List<Row> data = new ArrayList<>();
    for (Object row : rows) {
      String[] labels = new String[((Object[]) row).length];
      Arrays.fill(labels, "X");
      data.add(RowFactory.create(1, row, labels));
    }
    return LocalSpark.session()
        .createDataFrame(data, ToyData.schema(DataTypes.createArrayType(step)));
  }

  private static void refused(Executable use, String... parts) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  private static void rowRefused(Dataset<Row> data, String... parts) {
    refused(() -> tagger(1).fit(data), parts);
    refused(() -> model.evaluate(data), parts);
  }

  @Test
  void malformedRowsAreNamed() {
    rowRefused(with(null, new String[] {"S"}), "row 9 of partition 2", "tokens is null");
    rowRefused(with(new String[] {"a"}, null), "row 9 of partition 2", "labels is null");
    rowRefused(with(new String[] {"a", null}, new String[] {"S", "A"}), "tokens is null at step 2");
    rowRefused(with(new String[] {"a", "b"}, new String[] {null, "A"}), "labels is null at step 1");
    rowRefused(
        with(new String[] {"a", "b"}, new String[] {"S"}),
        "row 9 of partition 2",
        "2 steps",
        "1 labels");
  }

  @Test
  void aLongRowIsShortenedInItsMessage() {
    String[] tokens = new String[500];
    Arrays.fill(tokens, "a");
    Dataset<Row> data = with(tokens, new String[] {"S"});
    String message =
        assertThrows(InvalidInputException.class, () -> tagger(1).fit(data)).getMessage();
    assertTrue(message.length() < 300 && message.endsWith("..."), message);
  }

  @Test
  void aMalformedRowReachesTheCallerOfAnActionAsACause() {
    Throwable thrown =
        assertThrows(
            Throwable.class, () -> model.transform(with(null, new String[0])).collectAsList());
    InvalidInputException cause = InvalidInputException.in(thrown);
    assertTrue(cause != null && cause.getMessage().contains("tokens is null"), thrown.toString());
  }

  @Test
  void malformedVectorsAreNamed() {
    DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
    DataType doubles = DataTypes.createArrayType(DataTypes.DoubleType);
    Object good = new Object[] {new Double[] {1.0, 2.0}};
    refused(
        () -> tagger(1).fit(vectors(doubles, good, new Object[] {new Double[] {1.0}})),
        "tokens has 1 features at step 1; expected 2");
    refused(
        () -> tagger(1).fit(vectors(doubles, good, new Object[] {new Double[] {1.0, null}})),
        "NaN at step 1, feature 2");
    refused(
        () -> tagger(1).fit(vectors(floats, (Object) new Object[] {new Float[] {1f, 1f / 0}})),
        "Infinity at step 1, feature 2");
    refused(
        () -> tagger(1).fit(vectors(doubles, (Object) new Object[] {new Double[] {1e300, 1.0}})),
        "1.0E300 at step 1, feature 1",
        "float");
    refused(
        () -> tagger(1).fit(vectors(doubles, good, new Object[] {new Double[] {1., 2.}, null})),
        "tokens is null at step 2");
    refused(
        () ->
            tagger(1)
                .fit(vectors(SQLDataTypes.VectorType(), (Object) new Object[] {Vectors.zeros(0)})),
        "tokens",
        "without features");
  }

  @Test
  void thereMustBeSomethingToTrainOn() {
    refused(() -> tagger(1).fit(ToyData.tokens(0, 1)), "there are no rows");
    refused(
        () -> tagger(1).fit(ToyData.tokens(16, 1).where("size(tokens) = 0")),
        "all its 2 rows are sequences of length 0");
    Dataset<Row> held = ToyData.tokens(16, 1).withColumn("held", functions.lit(true));
    refused(
        () -> tagger(1).setValidationIndicatorCol("held").fit(held),
        "there are no rows",
        "the rows marked in column held are only used for validation");
    Dataset<Row> unheld = ToyData.tokens(16, 1).withColumn("held", functions.lit(false));
    refused(
        () -> tagger(1).setValidationIndicatorCol("held").fit(unheld),
        "validation data is empty",
        "validationIndicatorCol");
  }

  @Test
  void columnsOfWrongTypesAreNamedWithTheirTypes() {
    Dataset<Row> data = ToyData.tokens(8, 1);
    refused(() -> tagger(1).setInputCol("id").fit(data), "inputCol id", "int", "array<string>");
    refused(() -> tagger(1).setLabelCol("id").fit(data), "labelCol id", "int", "array<string>");
    refused(
        () -> tagger(1).fit(data.withColumn("tokens", functions.expr("array(true)"))),
        "inputCol tokens",
        "array<boolean>");
    refused(
        () -> tagger(1).fit(ToyData.vectors(8, 1).withColumn("labels", functions.col("tokens"))),
        "labelCol labels");
    refused(
        () -> tagger(1).setValidationIndicatorCol("id").fit(data),
        "validationIndicatorCol id",
        "int",
        "boolean");
    refused(
        () -> model.evaluate(data.withColumn("labels", functions.col("id"))),
        "labelCol labels",
        "int");
  }

  @Test
  void missingColumnsAreNamedWithTheNearest() {
    Dataset<Row> data = ToyData.tokens(8, 1);
    refused(
        () -> tagger(1).setInputCol("Token").fit(data),
        "inputCol Token",
        "did you mean inputCol=tokens?");
    refused(() -> tagger(1).setLabelCol("lables").fit(data), "did you mean labelCol=labels?");
    refused(
        () -> tagger(1).setValidationIndicatorCol("idd").fit(data),
        "did you mean validationIndicatorCol=id?");
    refused(() -> model.transform(data.drop("tokens")), "inputCol tokens", "id, labels");
    refused(() -> model.evaluate(data.drop("labels")), "labelCol labels");
  }

  @Test
  void aPredictionColumnThatExistsIsRefusedBeforeTraining() {
    Dataset<Row> data = ToyData.tokens(8, 1);
    refused(
        () -> tagger(1).setPredictionCol("labels").fit(data),
        "predictionCol labels already exists");
    refused(
        () -> model.transform(data.withColumnRenamed("id", "prediction")),
        "predictionCol prediction already exists");
  }
}
