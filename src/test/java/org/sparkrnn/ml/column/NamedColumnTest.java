package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.HmmTagger;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.SequenceTaggingEvaluator;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Names that two columns share, and names of fields within columns. */
class NamedColumnTest {
  private static final String CASE_SENSITIVE = "spark.sql.caseSensitive";
  private static final SparkSession SPARK = LocalSpark.session();

  private static Dataset<Row> data;
  private static SequenceTaggerModel model;

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setHiddenSize(2)
        .setEmbeddingSize(2)
        .setMaxEpochs(1)
        .setNumShards(1)
        .setExecution("threads");
  }

  @BeforeAll
  static void train() {
    data = ToyData.tokens(16, 1);
    model = tagger().fit(data);
  }

  @AfterEach
  void asSparkDoes() {
    SPARK.conf().unset(CASE_SENSITIVE);
  }

  private static String message(Executable executable) {
    return assertThrows(InvalidInputException.class, executable).getMessage();
  }

  private static void assertAmbiguous(String start, Executable executable) {
    String said = message(executable);
    assertTrue(said.startsWith(start) && said.contains("rename or drop all but one"), said);
  }

  @Test
  void aNameOfTwoColumnsIsRefusedByAllThatReadIt() {
    Dataset<Row> twice = data.selectExpr("tokens", "labels", "reverse(tokens) as tokens");
    String inputs = "inputCol tokens is ambiguous, because the data has 2 columns of that name";
    assertAmbiguous(inputs, () -> tagger().fit(twice));
    assertAmbiguous(inputs, () -> model.transform(twice));
    assertAmbiguous(inputs, () -> model.transformSchema(twice.schema()));
    assertAmbiguous(inputs, () -> model.evaluate(twice));
    assertAmbiguous(inputs, () -> model.steps(twice));
    assertAmbiguous(inputs, () -> new HmmTagger().fit(twice));
    assertAmbiguous(inputs, () -> new HmmTagger().fit(data).transform(twice));
    Dataset<Row> labels = model.transform(data).selectExpr("*", "labels as labels");
    String target = "labelCol labels is ambiguous";
    assertAmbiguous(target, () -> model.evaluate(labels));
    assertAmbiguous(target, () -> new SequenceTaggingEvaluator().evaluate(labels));
  }

  @Test
  void namesThatDifferInCaseAreTwoColumnsOnlyWhereSparkSaysSo() {
    Dataset<Row> both = data.selectExpr("tokens", "labels", "reverse(tokens) as Tokens");
    assertAmbiguous("inputCol tokens is ambiguous", () -> tagger().fit(both));
    assertAmbiguous("inputCol tokens is ambiguous", () -> model.transform(both));
    assertTrue(message(() -> model.setPredictionCol("LABELS").transform(data)).contains("exists"));
    model.clear(model.predictionCol());
    SPARK.conf().set(CASE_SENSITIVE, true);
    assertEquals(model.weightsSha256(), tagger().fit(both).weightsSha256());
    assertEquals(4, model.transform(both).columns().length);
  }

  @Test
  void theSessionOfTheRowsCountsAndNotThatOfTheThread() {
    SparkSession other = SPARK.newSession();
    other.conf().set(CASE_SENSITIVE, true);
    Dataset<Row> rows = other.createDataFrame(data.collectAsList(), data.schema());
    Dataset<Row> both = rows.selectExpr("tokens", "labels", "reverse(tokens) as Tokens");
    SparkSession.clearActiveSession();
    try {
      assertEquals(model.weightsSha256(), tagger().fit(both).weightsSha256());
      assertEquals(4, model.transform(both).columns().length);
      assertEquals(4, new HmmTagger().fit(both).transform(both).columns().length);
      assertEquals(data.count(), model.evaluate(both).sequences());
      assertTrue(new SequenceTaggingEvaluator().evaluate(model.transform(both)) >= 0);
    } finally {
      SparkSession.setActiveSession(SPARK);
    }
  }

  @Test
  void columnsThatNobodyReadsMayShareAName() {
    Dataset<Row> twice = data.selectExpr("id", "tokens", "labels", "id + 1 as id");
    assertEquals(model.weightsSha256(), tagger().fit(twice).weightsSha256());
    Dataset<Row> predicted = model.transform(twice);
    assertEquals(
        List.of("id", "tokens", "labels", "id", "prediction"), List.of(predicted.columns()));
    Row row = predicted.first();
    assertEquals(row.getInt(0) + 1, row.getInt(3));
    Dataset<Row> counted = new HmmTagger().fit(data).transform(twice);
    assertEquals(row.getInt(3), counted.first().getInt(3));
  }

  @Test
  void aFieldOfAStructIsAColumnLikeOthers() {
    Dataset<Row> nested =
        data.selectExpr(
            "id", "named_struct('tokens', tokens, 'gold', named_struct('y', labels)) doc");
    SequenceTagger tagger = tagger().setInputCol("doc.tokens").setLabelCol("doc.gold.y");
    SequenceTaggerModel same = tagger.fit(nested);
    assertEquals(model.weightsSha256(), same.weightsSha256());
    assertEquals(
        model.transform(data).select("prediction").collectAsList(),
        same.transform(nested).select("prediction").collectAsList());
    assertEquals(model.evaluate(data).loss(), same.evaluate(nested).loss());
    assertEquals(
        data.agg(org.apache.spark.sql.functions.sum(model.steps(data))).first(),
        nested.agg(org.apache.spark.sql.functions.sum(same.steps(nested))).first());
    assertEquals(
        1,
        new SequenceTaggingEvaluator()
            .setLabelCol("doc.gold.y")
            .setPredictionCol("doc.gold.y")
            .evaluate(nested));
    String said = message(() -> tagger.setInputCol("doc.token").fit(nested));
    assertTrue(said.contains("did you mean inputCol=doc.tokens?"), said);
  }

  @Test
  void fieldsOfAnArrayOfStructsAreAnArray() {
    Dataset<Row> steps = data.selectExpr("arrays_zip(tokens, labels) as step");
    SequenceTagger tagger = tagger().setInputCol("step.tokens").setLabelCol("step.labels");
    SequenceTaggerModel same = tagger.fit(steps);
    assertEquals(model.weightsSha256(), same.weightsSha256());
    assertEquals(
        model.transform(data).select("prediction").collectAsList(),
        same.transform(steps).select("prediction").collectAsList());
  }

  @Test
  void aColumnOfTheNameComesBeforeAField() {
    Dataset<Row> both =
        data.selectExpr("named_struct('tokens', 1) as doc", "tokens as `doc.tokens`", "labels");
    assertEquals(
        model.weightsSha256(), tagger().setInputCol("doc.tokens").fit(both).weightsSha256());
  }

  /** If the struct is null, so is its field. */
  @Test
  void aNullStructIsANullSequence() {
    Dataset<Row> nested =
        data.selectExpr("if(id = 3, null, named_struct('tokens', tokens)) as doc", "labels");
    SequenceTagger tagger = tagger().setInputCol("doc.tokens");
    String said = message(() -> tagger.fit(nested));
    assertTrue(said.contains("doc.tokens is null"), said);
  }
}
