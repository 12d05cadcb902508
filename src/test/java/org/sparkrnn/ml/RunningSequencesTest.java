package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.RunningStream;
import org.sparkrnn.testkit.ToyData;

/** Sequences whose steps come in several rows are predicted as if they came in one. */
class RunningSequencesTest {
  private static final int FILES = 4;

  @TempDir Path dir;

  @BeforeAll
  static void rocksDb() {
    LocalSpark.session().conf().set(RunningStream.PROVIDER, RunningStream.ROCKS_DB);
  }

  @AfterAll
  static void asBefore() {
    LocalSpark.session().conf().unset(RunningStream.PROVIDER);
  }

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setAutomatic(false)
        .setHiddenSize(7)
        .setNumLayers(2)
        .setEmbeddingSize(3)
        .setMaxEpochs(2)
        .setNumShards(1);
  }

  private static LanguageModel languageModel() {
    return new LanguageModel()
        .setInputCol("tokens")
        .setAutomatic(false)
        .setHiddenSize(5)
        .setEmbeddingSize(3)
        .setMaxEpochs(1)
        .setNumShards(1);
  }

  private static RunningSequences running(RnnModel<?, ?> model) {
    return new RunningSequences(model, "name", "place");
  }

  private void run(RunningSequences tagger) throws Exception {
    StreamingQuery query =
        RunningStream.query(
                LocalSpark.session(),
                tagger,
                dir.resolve("input"),
                dir.resolve("output"),
                dir.resolve("checkpoint"))
            .start();
    try {
      assertTrue(query.awaitTermination(120_000), "the query ends when there are no more files");
    } finally {
      query.stop();
    }
  }

  private Dataset<Row> output() {
    return LocalSpark.session().read().parquet(dir.resolve("output").toString());
  }

  /** The values of a column by sequence, those of its rows one after another. */
  private static Map<String, List<Object>> joined(Dataset<Row> rows, String column) {
    return each(RunningStream.whole(rows, column), column);
  }

  private static Map<String, List<Object>> each(Dataset<Row> rows, String column) {
    Map<String, List<Object>> each = new HashMap<>();
    for (Row row : rows.collectAsList()) {
      each.put(row.getAs("name"), row.getList(row.fieldIndex(column)));
    }
    return each;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "elman"})
  void theTagsOfAQueryThatWasStoppedAreThoseOfWholeSequences(String cell) throws Exception {
    SequenceTaggerModel model =
        tagger()
            .setCell(cell)
            .setLearnedInitialState(true)
            .setProbabilityCol("sure")
            .fit(ToyData.tokens(64, 1));
    Dataset<Row> parts = RunningStream.parts(20, 12, FILES, 3).cache();
    for (int file = 0; file < FILES; file++) {
      RunningStream.write(parts, file, dir.resolve("input"));
      if (file == 1) {
        run(running(model)); // two micro-batches; the other ones come after it has ended
      }
    }
    model.write().overwrite().save(dir.resolve("model").toString());
    run(running(SequenceTaggerModel.load(dir.resolve("model").toString())));
    assertEquals(20 * 12, output().count());
    assertEquals(20 * 12, output().select("name", "place").distinct().count());
    Dataset<Row> whole = model.transform(RunningStream.whole(parts));
    for (String column : List.of("prediction", "sure")) {
      assertEquals(each(whole, column), joined(output(), column));
    }
    List<Row> kept =
        LocalSpark.session()
            .read()
            .format("statestore")
            .option("stateVarName", "sequence")
            .load(dir.resolve("checkpoint").toString())
            .selectExpr("value.model", "size(value.values)")
            .distinct()
            .collectAsList();
    assertEquals(1, kept.size());
    assertEquals(model.weightsSha256().substring(0, 16), kept.get(0).getString(0));
    assertEquals(model.network().stateSize() + 1, kept.get(0).getInt(1));
  }

  private static List<Double> terms(TrainedLanguageModel model, Dataset<Row> rows) {
    return running(model)
        .setEndCol("over")
        .transform(rows)
        .orderBy("place")
        .select("logProbability")
        .collectAsList()
        .stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  /** Each row has one token, and the last one has none, so that each term is in a row. */
  @Test
  void theTermsOfATextAreThoseOfTheWholeText() {
    TrainedLanguageModel model = languageModel().fit(ToyData.tokens(64, 1));
    SparkSession spark = LocalSpark.session();
    Dataset<Row> text =
        spark.sql("select array('a', 'c', 'c', 'zebra', 'b', 'a') as tokens, 'x' as name");
    Dataset<Row> rows =
        text.selectExpr("name", "posexplode(tokens) as (place, token)")
            .selectExpr("name", "place", "array(token) as tokens", "null as over")
            .union(spark.sql("select 'x', 6, cast(array() as array<string>), true"));
    List<Double> terms = terms(model, rows);
    assertEquals(7, terms.size());
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    Row whole = model.transform(text).head();
    assertEquals(whole.<Double>getAs("logProbability"), sum);
    Row ended =
        running(model).setEndCol("over").transform(rows).orderBy(col("place").desc()).head();
    assertEquals(Math.exp(-terms.get(6)), ended.<Double>getAs("perplexity"));
    Dataset<Row> nothing = rows.where("over").drop("over"); // no token and no end
    Row empty = running(model).transform(nothing).head();
    assertEquals(0.0, empty.<Double>getAs("logProbability"));
    assertTrue(empty.isNullAt(empty.fieldIndex("perplexity")));
  }

  /** With boundaries=stream, an end token follows each row, as where the model is measured. */
  @Test
  void aStreamOfLinesIsReadAsInTraining() {
    Dataset<Row> lines = ToyData.tokens(64, 1).coalesce(1);
    TrainedLanguageModel model = languageModel().setBoundaries("stream").setBatchSize(2).fit(lines);
    Dataset<Row> text = ToyData.tokens(24, 2).coalesce(1).selectExpr("*", "'x' as name");
    LanguageModelMetrics expected = model.evaluate(text);
    double sum =
        new RunningSequences(model, "name", "id")
            .transform(text)
            .selectExpr("sum(logProbability)")
            .head()
            .getDouble(0);
    assertEquals(expected.nats() * expected.tokens(), -sum, 1e-7 * -sum);
  }

  @Test
  void aSequenceEndsWhereTheEndColumnSaysSo() {
    SequenceTaggerModel model = tagger().fit(ToyData.tokens(64, 1));
    Dataset<Row> parts = RunningStream.parts(3, 6, 1, 5).cache();
    Dataset<Row> ended = parts.withColumn("over", col("place").between(20, 29)); // the third one
    Dataset<Row> predicted = running(model).setEndCol("over").transform(ended);
    for (String half : List.of("place < 30", "place >= 30")) {
      assertEquals(
          each(model.transform(RunningStream.whole(parts.where(half))), "prediction"),
          joined(predicted.where(half), "prediction"));
    }
  }

  @Test
  void aRowThatComesTooLateHasNoPrediction() throws Exception {
    SequenceTaggerModel model = tagger().fit(ToyData.tokens(64, 1));
    SparkSession spark = LocalSpark.session();
    for (String rows :
        List.of("('x', 5L, array('a')), ('x', 5L, array('a'))", "('x', 4L, array('b'))")) {
      spark
          .sql("select * from values " + rows + " as (name, place, tokens)")
          .coalesce(1)
          .write()
          .mode("append")
          .json(dir.resolve("input").toString());
      run(running(model));
    }
    List<Row> found = output().orderBy(col("place"), col("prediction")).collectAsList();
    assertEquals(3, found.size());
    assertTrue(found.get(0).isNullAt(3), found.toString());
    assertTrue(found.get(1).isNullAt(3), found.toString());
    assertNotNull(found.get(2).get(3));
  }

  @Test
  void aSequenceIsForgottenAfterItsTimeToLive() throws Exception {
    SequenceTaggerModel model =
        tagger().setMaxEpochs(8).setLearningRate(0.05).fit(ToyData.tokens(64, 1));
    Dataset<Row> parts = RunningStream.parts(12, 6, 2, 7).cache();
    String idle = "spark.sql.streaming.noDataMicroBatches.enabled"; // so that the query ends
    LocalSpark.session().conf().set(idle, false);
    try {
      for (int file = 0; file < 2; file++) {
        RunningStream.write(parts, file, dir.resolve("input"));
        run(running(model).setTimeToLive(Duration.ofMillis(1)));
        Thread.sleep(5); // the clock of the next micro-batch is later
      }
    } finally {
      LocalSpark.session().conf().unset(idle);
    }
    for (int file = 0; file < 2; file++) {
      Dataset<Row> own = parts.where(col("file").equalTo(file));
      Dataset<Row> streamed =
          output().join(own.select("name", "place"), new String[] {"name", "place"}, "left_semi");
      assertEquals(
          each(model.transform(RunningStream.whole(own)), "prediction"),
          joined(streamed, "prediction"));
    }
  }

  /** Append mode returns a window only after the watermark has passed it. */
  @Test
  void aStreamsWatermarkStays() throws Exception {
    SequenceTaggerModel model = tagger().setMaxEpochs(1).fit(ToyData.tokens(64, 1));
    Dataset<Row> data =
        ToyData.tokens(16, 1)
            .selectExpr("timestamp_seconds(60 * id) as when", "tokens", "'x' as name");
    String input = dir.resolve("input").toString();
    data.where("minute(when) < 10").coalesce(1).write().parquet(input);
    data.where("minute(when) >= 10").coalesce(1).write().mode("append").parquet(input);
    Dataset<Row> stream =
        LocalSpark.session()
            .readStream()
            .schema(data.schema())
            .option("maxFilesPerTrigger", 1)
            .parquet(input)
            .withWatermark("when", "1 minute");
    new RunningSequences(model, "name", "when")
        .transform(stream)
        .groupBy(window(col("when"), "5 minutes"))
        .count()
        .writeStream()
        .format("memory")
        .queryName("runningWindows")
        .option("checkpointLocation", dir.resolve("checkpoint").toString())
        .outputMode("append")
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
    List<Row> counts =
        LocalSpark.session().table("runningWindows").orderBy("window").collectAsList();
    assertTrue(counts.size() >= 2, counts.toString());
    assertEquals(5, counts.get(0).getLong(1));
  }

  private static void assertRefused(String message, Executable call) {
    InvalidInputException e = assertThrows(InvalidInputException.class, call);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void modelsThatNeedWholeSequencesAreRefusedByName() {
    Dataset<Row> data = ToyData.tokens(16, 1).selectExpr("*", "'x' as label");
    SequenceTagger tagger = tagger().setNumLayers(1).setMaxEpochs(1);
    assertRefused(
        "SequenceClassifierModel does not predict sequences that continue",
        () ->
            running(
                new SequenceClassifier()
                    .setLabelCol("label")
                    .setHiddenSize(2)
                    .setMaxEpochs(1)
                    .fit(data)));
    assertRefused(
        "in parts: bidirectional is true",
        () -> running(tagger.copy(ParamMap.empty()).setBidirectional(true).fit(data)));
    assertRefused(
        "crf", () -> running(tagger.copy(ParamMap.empty()).setOutputLayer("crf").fit(data)));
    assertRefused(
        "nBestCol is best",
        () -> running(tagger.copy(ParamMap.empty()).setNBestCol("best").fit(data)));
    assertRefused(
        "label column label has one label per sequence",
        () -> running(tagger.copy(ParamMap.empty()).setLabelCols("labels", "label").fit(data)));
  }

  @Test
  void wrongColumnsAreNamed() {
    SequenceTaggerModel model = tagger().setNumLayers(1).setMaxEpochs(1).fit(ToyData.tokens(16, 1));
    Dataset<Row> rows = ToyData.tokens(4, 1).selectExpr("id", "tokens", "string(id) as name");
    assertRefused(
        "orderCol name has type string; expected a whole number, a timestamp or a date",
        () -> new RunningSequences(model, "id", "name").transform(rows));
    assertRefused(
        "keyCol nam is not a column of the data",
        () -> new RunningSequences(model, "nam", "id").transform(rows));
    assertRefused(
        "endCol id has type int; expected boolean",
        () -> new RunningSequences(model, "name", "id").setEndCol("id").transform(rows));
    assertRefused(
        "timeToLive is PT0S; expected a positive duration",
        () -> new RunningSequences(model, "name", "id").setTimeToLive(Duration.ZERO));
    for (String name : List.of("keyCol", "orderCol")) {
      String column = name.equals("keyCol") ? "name" : "id";
      Dataset<Row> withNull = rows.withColumn(column, expr("if(id = 2, null, " + column + ")"));
      Exception e =
          assertThrows(
              Exception.class,
              () -> new RunningSequences(model, "name", "id").transform(withNull).count());
      assertTrue(
          InvalidInputException.in(e).getMessage().contains(name + " is null"), e.toString());
    }
  }

  @Test
  void theCheckpointOfAnotherModelIsRefused() throws Exception {
    Dataset<Row> parts = RunningStream.parts(2, 4, 2, 7).cache();
    for (int file = 0; file < 2; file++) {
      RunningStream.write(parts, file, dir.resolve("input"));
      SequenceTaggerModel model = tagger().setSeed(file).fit(ToyData.tokens(16, 1));
      if (file == 0) {
        run(running(model));
      } else {
        Exception e = assertThrows(StreamingQueryException.class, () -> run(running(model)));
        String message = InvalidInputException.in(e).getMessage();
        assertTrue(message.contains("the state of another model"), message);
      }
    }
  }

  @Test
  void anotherStateStoreIsRefused() {
    SequenceTaggerModel model = tagger().setNumLayers(1).setMaxEpochs(1).fit(ToyData.tokens(16, 1));
    SparkSession other = LocalSpark.session().newSession();
    Dataset<Row> stream =
        other
            .readStream()
            .schema("name string, place long, tokens array<string>")
            .json(dir.toString());
    assertRefused(RunningStream.ROCKS_DB, () -> running(model).transform(stream));
  }
}
