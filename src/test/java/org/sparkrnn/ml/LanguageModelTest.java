package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.LanguageModelPredictor;
import org.sparkrnn.predict.TextSession;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;

/** Language models end to end: lines and streams, characters and words. */
class LanguageModelTest {
  @TempDir Path dir;

  private static Dataset<Row> lines(int partitions, List<String> lines) {
    return LocalSpark.session()
        .createDataset(ToyData.rdd(lines, partitions).rdd(), Encoders.STRING())
        .toDF("tokens");
  }

  /** The lines in {@code partitions} partitions, in the order of the list. */
  private static Dataset<Row> ordered(int partitions, List<String> lines) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return LocalSpark.session()
        .createDataset(sc.parallelize(lines, partitions).rdd(), Encoders.STRING())
        .toDF("tokens");
  }

  /** Lines in which every second word follows from the previous one. */
  private static List<String> text(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(4); k >= 0; k--) {
        line.append(random.nextBoolean() ? "ab " : "xyz ");
      }
      lines.add(line.toString().strip());
    }
    return lines;
  }

  private static LanguageModel small(int epochs) {
    return new LanguageModel()
        .setCell("gru")
        .setHiddenSize(16)
        .setEmbeddingSize(8)
        .setBatchSize(8)
        .setLearningRate(0.02)
        .setNumShards(2)
        .setMaxEpochs(epochs);
  }

  @Test
  void linesAreLearnedAndScored() {
    TrainedLanguageModel model = small(6).fit(lines(2, text(100, 1)));
    Dataset<Row> held = lines(3, text(30, 2));
    LanguageModelMetrics metrics = model.evaluate(held);
    assertEquals(30, metrics.sequences());
    int tokens = text(30, 2).stream().mapToInt(line -> line.length() + 1).sum();
    assertEquals(tokens, metrics.tokens());
    assertTrue(metrics.nats() < 0.6, "nats " + metrics.nats());
    assertEquals(Math.exp(metrics.nats()), metrics.perplexity(), 1e-9);
    assertEquals(metrics.nats() / Math.log(2), metrics.bitsPerToken(), 1e-9);

    double sum = 0;
    for (Row row : model.transform(held).collectAsList()) {
      int steps = row.getString(0).length() + 1;
      sum += row.getDouble(1);
      assertEquals(Math.exp(-row.getDouble(1) / steps), row.getDouble(2), 1e-9);
      assertEquals(
          row.getDouble(1),
          model.languageModel().score(row.getString(0).split("")).logProbability(),
          1e-4);
    }
    assertEquals(metrics.nats(), -sum / tokens, 1e-9);
  }

  @Test
  void aStreamIsReadInItsOrderAndItsStateCarried() {
    List<String> text = text(60, 1);
    LanguageModel estimator = small(4).setBoundaries("stream").setTbpttLength(7);
    TrainedLanguageModel model = estimator.fit(ordered(1, text));
    for (int partitions : new int[] {2, 5}) {
      TrainedLanguageModel other = estimator.fit(ordered(partitions, text));
      assertEquals(model.weightsSha256(), other.weightsSha256(), partitions + " partitions");
    }
    estimator.setExecution("threads");
    assertEquals(model.weightsSha256(), estimator.fit(ordered(2, text)).weightsSha256());

    LanguageModelMetrics metrics = model.evaluate(ordered(3, text));
    TextSession session = model.languageModel().session();
    double nats = 0;
    int n = 0;
    for (String line : text) {
      List<String> tokens = new ArrayList<>(model.tokens(line));
      tokens.add("</s>");
      for (String token : tokens) {
        int id = model.encoder().tokens().find(token);
        nats -= session.logProbabilities()[id];
        session.read(id);
        n++;
      }
    }
    assertEquals(n, metrics.tokens());
    assertEquals(60, metrics.sequences());
    assertEquals(nats / n, metrics.nats(), 1e-4);
  }

  @Test
  void theValidationOfAStreamIsItsEndAndTheBestEpochThatOfLeastLoss() {
    List<String> text = text(40, 1);
    TrainedLanguageModel model =
        small(3)
            .setBoundaries("stream")
            .setValidationFraction(0.25)
            .setLearningRate(0.5)
            .fit(ordered(2, text));
    int kept = text.subList(0, 30).stream().mapToInt(line -> line.length() + 1).sum();
    assertEquals(kept, model.summary().epochs().get(0).sequenceSteps());
    int best = 0;
    for (int e = 1; e < 3; e++) {
      double loss = model.summary().epochs().get(e).validation().meanLoss();
      best = loss < model.summary().epochs().get(best).validation().meanLoss() ? e : best;
    }
    assertEquals(best + 1, model.summary().bestEpoch());
    assertThrows(
        InvalidInputException.class,
        () ->
            small(1)
                .setBoundaries("stream")
                .setValidationFraction(0.1)
                .fit(ordered(1, List.of("one row"))));
  }

  @Test
  void probabilitiesSumToOneAndGenerationFollowsTheSeed() {
    TrainedLanguageModel model = small(5).fit(lines(2, text(100, 1)));
    LanguageModelPredictor predictor = model.languageModel();
    TextSession session = predictor.session().read("x").read("y");
    double[] logs = session.logProbabilities();
    assertEquals(1, Arrays.stream(logs).map(Math::exp).sum(), 1e-5);
    int z = predictor.encoder().tokens().find("z");
    assertTrue(logs[z] > Math.log(0.8), "z follows xy: " + Math.exp(logs[z]));
    assertEquals(z, session.sample(new SplittableRandom(1), 0, 0));
    assertEquals(z, session.sample(new SplittableRandom(1), 5, 1));
    int[] drawn = new int[logs.length];
    SplittableRandom random = new SplittableRandom(4);
    TextSession start = predictor.session();
    double[] first = start.logProbabilities();
    for (int i = 0; i < 4000; i++) {
      drawn[start.sample(random, 1, 0)]++;
    }
    assertEquals(0, drawn[0], "<unk> is no token");
    for (int k = 1; k < drawn.length; k++) {
      assertEquals(Math.exp(first[k]) / (1 - Math.exp(first[0])), drawn[k] / 4000.0, 0.04);
    }
    assertEquals(generated(predictor, 1), generated(predictor, 1));
    assertNotEquals(generated(predictor, 1), generated(predictor, 2));
    List<String> ended = predictor.session().generate(500, true, random, 1, 0);
    assertTrue(ended.size() < 500 && !ended.contains("</s>"), "lines end");
    assertThrows(InvalidInputException.class, () -> session.sample(random, -1, 0));
    assertThrows(InvalidInputException.class, () -> session.sample(random, Double.NaN, 0));
    assertThrows(InvalidInputException.class, () -> session.sample(random, 1, -1));
    assertThrows(InvalidInputException.class, () -> session.generate(-1, true, random, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> session.read(99));
  }

  private static List<String> generated(LanguageModelPredictor predictor, long seed) {
    return predictor.session().generate(60, false, new SplittableRandom(seed), 1, 4);
  }

  @Test
  void wordsTooRareAreUnknownAndUnseenOnesAreScored() {
    List<String> text = new ArrayList<>(text(60, 1));
    text.add("once ab");
    text.add("");
    TrainedLanguageModel model = small(3).setLevel("word").setMinCount(2).fit(lines(2, text));
    assertEquals(List.of("<unk>", "</s>", "ab", "xyz"), sorted(model.encoder().tokens().entries()));
    LanguageModelMetrics metrics = model.evaluate(lines(1, List.of("never seen ab", "")));
    assertEquals(5, metrics.tokens());
    assertTrue(Double.isFinite(metrics.nats()));
    List<Row> rows = model.transform(lines(1, List.of("never seen", ""))).collectAsList();
    assertTrue(Double.isFinite(rows.get(0).getDouble(2)) && rows.get(1).getDouble(1) < 0);
    assertEquals("a b\nc", model.text(List.of("a", "b", "</s>", "c")));
  }

  @Test
  void asManyWordsAreKnownAsAreAskedForTheMostFrequentOnes() {
    List<String> text = List.of("c a b a", "</s> a b <unk>", "<unk> <unk> d c d", "</s> </s> </s>");
    for (int partitions : new int[] {1, 3}) {
      LanguageModel two = small(3).setLevel("word").setMaxVocabulary(3).setMaxEpochs(1);
      TrainedLanguageModel model = two.fit(lines(partitions, text));
      assertEquals(
          List.of("<unk>", "</s>", "a", "b", "c"),
          model.encoder().tokens().entries(),
          "a three times, b, c and d twice: of these the first by name");
      NGramLanguageModel ngram = new NGramLanguageModel().setLevel("word").setMaxVocabulary(3);
      assertTrue(
          ngram
              .fit(lines(partitions, List.of("c a b a", "a b", "d c d")), "tokens", null)
              .ngram()
              .vocabulary()
              .entries()
              .containsAll(List.of("a", "b", "c")));
    }
    LanguageModel all = small(3).setLevel("word").setMaxVocabulary(Integer.MAX_VALUE);
    assertEquals(
        List.of("<unk>", "</s>", "a", "b", "c", "d"),
        all.setMaxEpochs(1).fit(lines(2, text)).encoder().tokens().entries());
    LanguageModel rare = small(3).setLevel("word").setMaxVocabulary(3).setMinCount(3);
    assertEquals(
        List.of("<unk>", "</s>", "a"),
        rare.setMaxEpochs(1).fit(lines(2, text)).encoder().tokens().entries());
  }

  private static List<String> sorted(List<String> entries) {
    List<String> sorted = new ArrayList<>(entries);
    sorted.subList(2, sorted.size()).sort(null);
    return sorted;
  }

  @Test
  void charactersAreCodePoints() {
    TrainedLanguageModel model = small(1).fit(lines(1, List.of("我吃苹果 😀", "我吃 😀")));
    assertTrue(model.encoder().tokens().entries().contains("😀"));
    assertEquals(List.of("我", " ", "😀"), model.tokens("我 😀"));
  }

  @Test
  void aPipelineSavesAndLoads() throws IOException {
    Dataset<Row> data = lines(2, text(20, 1));
    LanguageModel estimator =
        small(1).setTiedEmbeddings(true).setEmbeddingSize(16).setDropout(0.1).setOutputDropout(0.1);
    PipelineModel fitted = new Pipeline().setStages(new PipelineStage[] {estimator}).fit(data);
    String path = dir.resolve("pipeline").toString();
    fitted.write().save(path);
    List<Row> expected = fitted.transform(data).collectAsList();
    assertEquals(expected, PipelineModel.load(path).transform(data).collectAsList());
    TrainedLanguageModel model = (TrainedLanguageModel) fitted.stages()[0];
    assertTrue(Networks.output(model.network()).tiedEmbeddings());
    String single = dir.resolve("single").toString();
    model.setPerplexityCol("pp").write().save(single);
    TrainedLanguageModel loaded = TrainedLanguageModel.load(single);
    assertEquals(model.network(), loaded.network());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals("pp", loaded.getPerplexityCol());
    assertEquals(3, loaded.transform(data).columns().length);
    String saved = dir.resolve("estimator").toString();
    estimator.setLevel("word").write().save(saved);
    assertEquals("word", LanguageModel.load(saved).getLevel());
    assertEquals(16, LanguageModel.load(saved).getHiddenSize());
  }

  @Test
  void theEvaluatorMeansWhatRowsHave() throws IOException {
    Dataset<Row> scored = LocalSpark.session().sql("select explode(array(-1D, -4D, -1D)) as lp");
    LanguageModelEvaluator evaluator = new LanguageModelEvaluator().setPredictionCol("lp");
    String path = dir.resolve("evaluator").toString();
    evaluator.write().save(path);
    LanguageModelEvaluator loaded = LanguageModelEvaluator.load(path);
    assertEquals(evaluator.explainParams(), loaded.explainParams());
    assertEquals(-2, loaded.evaluate(scored));
    assertTrue(loaded.isLargerBetter());
    assertTrue(Double.isNaN(loaded.evaluate(scored.filter("false"))));
    assertEvaluated(
        scored.selectExpr("string(lp) as lp"), "predictionCol lp has type string; expected double");
    assertEvaluated(
        scored.selectExpr("if(lp < -2, null, lp) as lp"), "row 2 of partition 1: lp is null");
    assertEvaluated(scored.toDF("l"), "predictionCol lp is not a column of the data");
    TrainedLanguageModel model = small(1).fit(lines(2, text(40, 1)));
    LanguageModelMetrics metrics = model.evaluate(lines(2, text(20, 2)));
    assertEquals(
        -metrics.nats() * metrics.tokens() / metrics.sequences(),
        new LanguageModelEvaluator().evaluate(model.transform(lines(2, text(20, 2)))),
        1e-9);
  }

  private static void assertEvaluated(Dataset<Row> scored, String expected) {
    LanguageModelEvaluator evaluator = new LanguageModelEvaluator().setPredictionCol("lp");
    String message =
        assertThrows(InvalidInputException.class, () -> evaluator.evaluate(scored)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void aCrossValidatorChoosesTheLearningRate() {
    LanguageModel estimator = small(2);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(estimator.learningRate(), new double[] {1e-6, 0.03}).build();
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(estimator)
            .setEvaluator(new LanguageModelEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(lines(2, text(40, 1)));
    assertTrue(tuned.avgMetrics()[1] > tuned.avgMetrics()[0], Arrays.toString(tuned.avgMetrics()));
    assertEquals(0.03, ((TrainedLanguageModel) tuned.bestModel()).getLearningRate());
  }

  @Test
  void wrongInputIsNamed() {
    Dataset<Row> numbers = LocalSpark.session().range(3).toDF("tokens");
    assertWrong(numbers, small(1), "tokens has type bigint", "string for tokens");
    Dataset<Row> series = numbers.selectExpr("array(double(tokens)) as tokens");
    assertWrong(series, small(1), "tokens has type array<double>", "string for tokens");
    Dataset<Row> text = lines(1, List.of("ab", "ba"));
    assertWrong(text, small(1).setInputCol("other"), "other");
    assertWrong(text.selectExpr("if(tokens = 'ba', null, tokens) as tokens"), small(1), "null");
    assertWrong(text.filter("false"), small(1), "empty");
    assertWrong(lines(1, List.of("", "")), small(1), "empty");
    assertWrong(text, small(1).setBidirectional(true), "bidirectional");
    assertWrong(text, small(1).setWindow(2), "window");
    assertWrong(text, small(1).setTbpttLength(5), "tbpttLength is 5", "boundaries=stream");
    assertWrong(text, small(1).setStringTokens("words"), "level=word");
    assertWrong(
        text.withColumnRenamed("tokens", "perplexity"),
        small(1).setInputCol("perplexity"),
        "perplexity already exists");
    TrainedLanguageModel model = small(1).fit(text);
    assertThrows(InvalidInputException.class, () -> model.evaluate(text.filter("false")));
    assertFalse(model.inOrder());
  }

  private static void assertWrong(Dataset<Row> data, LanguageModel estimator, String... words) {
    String message =
        assertThrows(InvalidInputException.class, () -> estimator.fit(data)).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), () -> "\"" + word + "\" is not in: " + message);
    }
  }
}
