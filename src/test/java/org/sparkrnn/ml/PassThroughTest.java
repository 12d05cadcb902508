package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Transform does not change columns that it neither reads nor adds. */
class PassThroughTest {
  @TempDir Path dir;

  private static Dataset<Row> classified() {
    return ToyData.tokens(16, 1).selectExpr("id", "tokens", "labels", "'x' as label");
  }

  /** One model of each class with its own transform. */
  private static List<Transformer> models() {
    Dataset<Row> data = classified();
    Dataset<Row> text = data.selectExpr("tokens", "array_join(tokens, '') as text");
    return List.of(
        new SequenceTagger().setHiddenSize(2).setMaxEpochs(1).fit(data),
        new SequenceClassifier()
            .setHiddenSize(2)
            .setMaxEpochs(1)
            .setPredictionIndexCol("index")
            .fit(data),
        new LanguageModel().setHiddenSize(2).setMaxEpochs(1).setInputCol("tokens").fit(text),
        new HmmTagger().fit(data),
        new MostFrequentTagger().fit(data),
        new MajorityClassifier().fit(data, "tokens", "label"));
  }

  @Test
  void columnsOfOneNameThatNobodyReadsStayApart() {
    Dataset<Row> data = classified().selectExpr("*", "array_join(tokens, '') as text");
    Dataset<Row> twice = data.selectExpr("*", "1 as x", "'b' as x");
    for (Transformer model : models()) {
      Dataset<Row> transformed = model.transform(twice);
      int x = data.columns().length;
      assertEquals("x", transformed.columns()[x]);
      assertEquals("x", transformed.columns()[x + 1]);
      for (Row row : transformed.collectAsList()) {
        assertEquals(1, row.get(x));
        assertEquals("b", row.get(x + 1));
      }
    }
  }

  @Test
  void columnsKeepMetadataNullabilityAndOrder() {
    Metadata nominal =
        NominalAttribute.defaultAttr().withName("kind").withValues("a", "b").toMetadata();
    Metadata unit = Metadata.fromJson("{\"unit\": \"mm\", \"from\": [1, 2]}");
    StructType inner = new StructType().add("deep", DataTypes.DoubleType, true, unit);
    StructType schema =
        new StructType()
            .add("kind", DataTypes.DoubleType, false, nominal)
            .add("tokens", ToyData.STRINGS, true, unit)
            .add("labels", ToyData.STRINGS)
            .add("inner", inner, true, unit)
            .add("when", DataTypes.TimestampType, false);
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(
                ToyData.tokens(8, 3)
                    .selectExpr(
                        "1D as kind",
                        "tokens",
                        "labels",
                        "named_struct('deep', 2D) as inner",
                        "timestamp'2024-03-31 02:30:00' as when")
                    .toJavaRDD(),
                schema);
    for (Transformer model : models()) {
      StructType transformed = model.transform(data).schema();
      StructField[] kept = new StructField[schema.length()];
      System.arraycopy(transformed.fields(), 0, kept, 0, kept.length);
      assertEquals(schema, new StructType(kept), model.uid());
      assertEquals(model.transformSchema(schema), transformed, model.uid());
      assertEquals(
          data.collectAsList(),
          model.transform(data).select("kind", "tokens", "labels", "inner", "when").collectAsList(),
          model.uid());
    }
  }

  /** In a table of a series rows are in the order of time, but metadata of columns is kept. */
  @Test
  void seriesKeepMetadataToo() {
    Metadata unit = Metadata.fromJson("{\"unit\": \"kW\"}");
    Dataset<Row> table =
        LocalSpark.session()
            .range(40)
            .select(col("id").as("time", unit), col("id").cast("double").as("load", unit));
    SequenceRegressorModel model =
        new SequenceRegressor()
            .setInputCol("load")
            .setLabelCol("load")
            .setTimeCol("time")
            .setWindow(2)
            .setHiddenSize(2)
            .setMaxEpochs(1)
            .fit(table);
    StructType transformed = model.transform(table).schema();
    assertEquals(unit, transformed.apply("time").metadata());
    assertEquals(unit, transformed.apply("load").metadata());
    assertEquals(List.of("time", "load", "prediction"), List.of(transformed.fieldNames()));
  }

  /** Append mode returns a window only after the watermark has passed it. */
  @Test
  void aStreamsWatermarkStays() throws Exception {
    String input = dir.resolve("input").toString();
    Dataset<Row> data =
        classified().selectExpr("timestamp_seconds(60 * id) as when", "tokens", "labels");
    data.where("minute(when) < 10").coalesce(1).write().parquet(input);
    data.where("minute(when) >= 10").coalesce(1).write().mode("append").parquet(input);
    int query = 0;
    List<Transformer> models = models();
    for (Transformer model : List.of(models.get(0), models.get(3))) { // of a network and of counts
      Dataset<Row> stream =
          LocalSpark.session()
              .readStream()
              .schema(data.schema())
              .option("maxFilesPerTrigger", 1)
              .parquet(input)
              .withWatermark("when", "1 minute");
      String name = "windows" + query++;
      StreamingQuery running =
          model
              .transform(stream)
              .groupBy(window(col("when"), "5 minutes"))
              .count()
              .writeStream()
              .format("memory")
              .queryName(name)
              .option("checkpointLocation", dir.resolve(name).toString())
              .outputMode("append")
              .trigger(Trigger.AvailableNow())
              .start();
      running.awaitTermination(60_000);
      List<Row> counts = LocalSpark.session().table(name).orderBy("window").collectAsList();
      assertTrue(counts.size() >= 2, model.uid() + " " + counts);
      assertEquals(5, counts.get(0).getLong(1), model.uid());
    }
  }
}
