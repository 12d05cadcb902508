package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ToyData;

/** One class per sequence: the first token, which a memoryless network does not know at the end. */
class SequenceClassifierTest {
  private static final String FIRST = "coalesce(get(tokens, 0), 'none') as label";

  @TempDir Path dir;
  private static Dataset<Row> data;
  private static SequenceClassifierModel model;

  private static Dataset<Row> data(int n, String label) {
    return ToyData.tokens(n, 1).selectExpr("id", "tokens", label);
  }

  static SequenceClassifier classifier() {
    return new SequenceClassifier()
        .setHiddenSize(8)
        .setEmbeddingSize(4)
        .setCell("gru")
        .setMaxEpochs(12)
        .setBatchSize(8)
        .setLearningRate(0.03)
        .setWordDropout(0)
        .setNumShards(2)
        .setExecution("threads");
  }

  @BeforeAll
  static void train() {
    data = data(80, FIRST).where("size(tokens) > 0");
    model = classifier().fit(data);
  }

  @Test
  void itLearnsWhatOnlyMemoryKnows() {
    ClassificationMetrics metrics = model.evaluate(data);
    assertEquals(70, metrics.sequences());
    assertEquals(280, metrics.steps());
    assertTrue(metrics.accuracy() > 0.9, "accuracy " + metrics.accuracy());
    assertTrue(metrics.macroRecall() > 0.9, "macroRecall " + metrics.macroRecall());
    assertTrue(metrics.loss() < 0.5, "loss " + metrics.loss());
  }

  @Test
  void vectorsAreProbabilitiesAndTheirLogarithmsInTheOrderOfTheLabels() {
    List<String> labels = List.of(model.labels());
    for (Row row : model.transform(data).collectAsList()) {
      Vector p = row.getAs("probability");
      Vector raw = row.getAs("rawPrediction");
      assertEquals(labels.size(), p.size());
      assertEquals(1, Arrays.stream(p.toArray()).sum(), 1e-5);
      assertEquals(labels.indexOf(row.<String>getAs("prediction")), p.argmax());
      for (int k = 0; k < p.size(); k++) {
        assertEquals(p.apply(k), Math.exp(raw.apply(k)), 1e-7);
      }
    }
  }

  @Test
  void columnsWithoutANameAreLeftOut() {
    SequenceClassifierModel bare =
        model.copy(new ParamMap()).setProbabilityCol("").setRawPredictionCol("");
    assertArrayEquals(
        new String[] {"id", "tokens", "label", "prediction"}, bare.transform(data).columns());
  }

  @Test
  void aLoadedModelPredictsTheSame() throws IOException {
    String path = dir.resolve("model").toString();
    model.write().save(path);
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path);
    assertEquals(model.network(), loaded.network());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertArrayEquals(model.labels(), loaded.labels());
    assertEquals(model.transform(data).collectAsList(), loaded.transform(data).collectAsList());
    assertEquals(model.explainParams(), loaded.explainParams());
    assertThrows(InvalidInputException.class, () -> SequenceTaggerModel.load(path));
  }

  @Test
  void thePlainClassifierAgreesWithSpark() {
    for (Row row : model.transform(data.limit(8)).collectAsList()) {
      String[] tokens = row.<String>getList(1).toArray(String[]::new);
      assertEquals(row.getAs("prediction"), model.classifier().classify(tokens));
    }
  }

  @Test
  void anEmptySequenceHasAClassButTeachesNothing() {
    Dataset<Row> all = data(80, FIRST);
    List<Row> empty = model.transform(all.where("size(tokens) = 0")).collectAsList();
    assertEquals(10, empty.size());
    assertTrue(List.of(model.labels()).contains(empty.get(0).<String>getAs("prediction")));
    ClassificationMetrics metrics = model.evaluate(all);
    assertEquals(80, metrics.sequences());
    assertTrue(metrics.accuracy() < 0.9, "the class none is unknown, and a mistake");
    assertEquals(model.evaluate(data).loss(), metrics.loss(), 1e-9);
    assertEquals(4, classifier().setMaxEpochs(1).fit(all).labels().length);
  }

  /** A class that did not occur in training counts as an error and is left out of the loss. */
  @Test
  void anUnseenLabelIsAMistake() {
    Dataset<Row> unseen = data(16, "'new' as label");
    ClassificationMetrics metrics = model.evaluate(unseen);
    assertEquals(0, metrics.accuracy());
    assertTrue(Double.isNaN(metrics.loss()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size(tokens) % 2 | 0,1",
        "double(size(tokens) % 2) | 0,1",
        "size(tokens) > 3 | false,true"
      })
  void numbersAndBooleansAreClassesByTheirText(String label, String expected) {
    String[] labels = classifier().setMaxEpochs(1).fit(data(16, label + " as label")).labels();
    Arrays.sort(labels);
    assertEquals(expected, String.join(",", labels));
  }

  /** A model trained on threads: saved under a name, and trained again in Spark's tasks. */
  private void assertSameLoadedAndOnOtherPartitions(
      SequenceClassifier estimator, SequenceClassifierModel fitted, String name)
      throws IOException {
    String path = dir.resolve(name).toString();
    fitted.write().save(path);
    SequenceClassifierModel loaded = SequenceClassifierModel.load(path);
    assertEquals(fitted.network(), loaded.network());
    assertEquals(fitted.transform(data).collectAsList(), loaded.transform(data).collectAsList());
    estimator.setExecution("spark");
    assertEquals(fitted.weightsSha256(), estimator.fit(data.repartition(5)).weightsSha256());
  }

  private static long correct(SequenceClassifierModel of) {
    return of.transform(data).where("prediction = label").count();
  }

  @Test
  void theSameOnAnyPartitionsWithDropout() {
    SequenceClassifier dropping =
        classifier()
            .setMaxEpochs(2)
            .setNumLayers(2)
            .setDropout(0.3)
            .setInputDropout(0.2)
            .setOutputDropout(0.2);
    String one = dropping.fit(data.repartition(1)).weightsSha256();
    assertEquals(one, dropping.setExecution("spark").fit(data.repartition(5)).weightsSha256());
    assertNotEquals(one, dropping.setDropout(0).fit(data.repartition(5)).weightsSha256());
  }

  @Test
  void aWeightOfZeroIsAsGoodAsNoRow() {
    SequenceClassifier weighted = classifier().setMaxEpochs(6).setWeightCol("w");
    Dataset<Row> wrong =
        data.selectExpr("id", "tokens", "if(id % 2 = 0, label, 'wrong') as label", "id % 2 as odd");
    SequenceClassifierModel even =
        weighted.fit(wrong.withColumn("w", wrong.col("odd").equalTo(0).cast("int")));
    assertFalse(
        even.transform(data).collectAsList().stream()
            .anyMatch(row -> row.getAs("prediction").equals("wrong")));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> weighted.fit(wrong.selectExpr("*", "if(id = 9, -1D, 1D) as w")))
            .getMessage();
    assertTrue(message.contains("w is -1.0; a weight must be 0 or a positive number"), message);
    message =
        assertThrows(
                InvalidInputException.class, () -> weighted.fit(wrong.selectExpr("*", "'1' as w")))
            .getMessage();
    assertEquals("weightCol w has type string; expected a number", message);
  }

  @Test
  void classesCountAsTheirWeightsSay() {
    Dataset<Row> noise =
        data(64, "if(id % 8 = 7, 'rare', 'often') as label")
            .selectExpr("id", "array('x') as tokens", "label");
    SequenceClassifier plain = classifier().setMaxEpochs(4);
    assertEquals(List.of("often"), predictions(plain.fit(noise), noise));
    assertEquals(List.of("rare"), predictions(plain.setClassWeights("rare:20").fit(noise), noise));
    SequenceClassifierModel balanced =
        plain.setBatchSize(64).setMaxEpochs(60).setClassWeights("balanced").fit(noise);
    Vector p = balanced.transform(noise).first().getAs("probability");
    assertEquals(0.5, p.apply(0), 0.1);
    p =
        plain
            .setClassWeights("squareRoot")
            .fit(noise)
            .transform(noise)
            .first()
            .getAs("probability");
    assertEquals(Math.sqrt(7) / (1 + Math.sqrt(7)), p.apply(0), 0.05); // 7 to 1, by the root
    String message =
        assertThrows(InvalidInputException.class, () -> plain.setClassWeights("never:2").fit(noise))
            .getMessage();
    assertTrue(message.startsWith("classWeights has the label \"never\""), message);
    message =
        assertThrows(InvalidInputException.class, () -> plain.setClassWeights("rare=2"))
            .getMessage();
    assertTrue(message.contains("'rare=2' is not of the form LABEL:WEIGHT"), message);
  }

  private static List<String> predictions(SequenceClassifierModel of, Dataset<Row> rows) {
    return of.transform(rows).collectAsList().stream()
        .map(row -> row.<String>getAs("prediction"))
        .distinct()
        .toList();
  }

  @Test
  void smoothingKeepsProbabilitiesFromTheEnds() throws IOException {
    SequenceClassifierModel smooth = classifier().setLabelSmoothing(0.3).setMaxEpochs(30).fit(data);
    Vector p = smooth.transform(data).first().getAs("probability");
    assertTrue(Arrays.stream(p.toArray()).max().getAsDouble() < 0.95, p.toString());
    String path = dir.resolve("smooth").toString();
    smooth.write().save(path);
    assertEquals(smooth.network(), SequenceClassifierModel.load(path).network());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens | labels | labelCol labels has type array<string>; expected string, a number or boolean",
        "tokens | missing | labelCol missing is not a column",
        "id | label | inputCol id has type int; expected array<string>, array<int> or string for tokens"
      })
  void wrongColumnsAreNamedWithTheirTypes(String input, String label, String expected) {
    Dataset<Row> rows = ToyData.tokens(8, 1).selectExpr("*", FIRST);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> classifier().setInputCol(input).setLabelCol(label).fit(rows))
            .getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void malformedRowsAreNamed() {
    assertMessage(
        data(16, "if(id = 9, null, 'x') as label"),
        "row 2 of partition 2: label is null; drop rows with null, or give each row a label");
    assertMessage(
        data(16, FIRST).selectExpr("id", "if(id = 9, null, tokens) as tokens", "label"),
        "row 2 of partition 2: tokens is null");
    assertMessage(
        data(16, "double(if(id = 9, 'NaN', '1')) as label"),
        "row 2 of partition 2: label is NaN; a label must be finite");
    for (String bad : List.of("NaN", "Infinity")) {
      assertMessage(
          data(16, FIRST)
              .selectExpr(
                  "id", "array(1D, double(if(id = 9, '" + bad + "', '2'))) as tokens", "label"),
          "row 2 of partition 2: tokens contains " + bad + " at step 2, feature 1");
    }
  }

  private static void assertMessage(Dataset<Row> rows, String expected) {
    String message =
        assertThrows(InvalidInputException.class, () -> classifier().fit(rows)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void paramsThatContradictEachOtherAreRefused() {
    String message =
        assertThrows(
                InvalidInputException.class, () -> classifier().setReadout("eachStep").fit(data))
            .getMessage();
    assertTrue(message.startsWith("readout is eachStep with multilabel=false"), message);
    assertThrows(
        InvalidInputException.class,
        () -> classifier().setMultilabel(true).setLabelSmoothing(0.1).fit(data));
    assertThrows(InvalidInputException.class, () -> model.evaluateSets(data));
  }

  @Test
  void aPipelineTrainsSavesAndLoads() throws IOException {
    Dataset<Row> text = data.selectExpr("id", "concat_ws(' ', tokens) as text", "label");
    PipelineModel fitted =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new RegexTokenizer().setInputCol("text").setOutputCol("words"),
                  classifier().setMaxEpochs(1).setInputCol("words")
                })
            .fit(text);
    String path = dir.resolve("pipeline").toString();
    fitted.write().save(path);
    assertEquals(
        fitted.transform(text).collectAsList().toString(),
        PipelineModel.load(path).transform(text).collectAsList().toString());
  }

  @Test
  void crossValidationChoosesTheCellThatRemembers() {
    SequenceClassifier estimator = classifier();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(
                estimator.cell(),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of("none", "gru")))
            .build();
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(estimator)
            .setEvaluator(new SequenceClassificationEvaluator().setMetricName("macroRecall"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(data);
    assertEquals(
        "gru", assertInstanceOf(SequenceClassifierModel.class, chosen.bestModel()).getCell());
    assertTrue(
        chosen.avgMetrics()[1] > chosen.avgMetrics()[0], Arrays.toString(chosen.avgMetrics()));
  }

  @Test
  void theEvaluatorCountsAsTheModelDoes() throws IOException {
    ClassificationMetrics metrics = model.evaluate(data(80, FIRST));
    Dataset<Row> predicted = model.transform(data(80, FIRST));
    SequenceClassificationEvaluator evaluator = new SequenceClassificationEvaluator();
    String path = dir.resolve("evaluator").toString();
    evaluator.write().save(path);
    evaluator = SequenceClassificationEvaluator.load(path);
    assertEquals(metrics.accuracy(), evaluator.evaluate(predicted));
    assertEquals(metrics.macroF1(), evaluator.setMetricName("macroF1").evaluate(predicted));
    assertEquals(metrics.macroRecall(), evaluator.setMetricName("macroRecall").evaluate(predicted));
    assertTrue(evaluator.isLargerBetter());
    SequenceClassificationEvaluator tokens = evaluator.setPredictionCol("tokens");
    assertThrows(InvalidInputException.class, () -> tokens.evaluate(predicted));
  }

  /** Names have their index among the labels, as in a StringIndexerModel. */
  @Test
  void sparksEvaluatorsCompareIndicesOfNames() {
    SequenceClassifierModel indexed = model.copy(ParamMap.empty()).setPredictionIndexCol("index");
    Dataset<Row> predicted =
        new StringIndexerModel(model.labels())
            .setInputCol("label")
            .setOutputCol("labelIndex")
            .transform(indexed.transform(data));
    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator()
            .setPredictionCol("index")
            .setLabelCol("labelIndex")
            .setMetricName("accuracy");
    ClassificationMetrics metrics = model.evaluate(data);
    assertEquals(metrics.accuracy(), evaluator.evaluate(predicted), 1e-12);
    assertEquals(metrics.loss(), evaluator.setMetricName("logLoss").evaluate(predicted), 1e-6);
    Dataset<Row> named =
        new IndexToString().setInputCol("index").setOutputCol("name").transform(predicted);
    assertEquals(70, named.where("name = prediction").count());
    assertEquals(
        indexed.transformSchema(data.schema()), indexed.transform(data).schema(), "metadata too");
  }

  /** The index of a number or boolean is its value, which agrees with the label column. */
  @ParameterizedTest
  @CsvSource({"double(3 - size(tokens) % 2)", "-size(tokens) % 2", "size(tokens) > 3"})
  void sparksEvaluatorsCompareClassesThatAreNumbers(String label) {
    Dataset<Row> numbers = data.selectExpr("tokens", label + " as label");
    SequenceClassifierModel onNumbers =
        classifier().setMaxEpochs(2).setPredictionIndexCol("index").fit(numbers);
    Dataset<Row> predicted =
        onNumbers.transform(numbers).withColumn("label", col("label").cast("double"));
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setPredictionCol("index")
            .setMetricName("accuracy")
            .evaluate(predicted);
    assertEquals(onNumbers.evaluate(numbers).accuracy(), accuracy, 1e-12);
  }

  @Test
  void aSetOfLabelsHasNoIndex() {
    Dataset<Row> sets = MultilabelTest.present();
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> classifier().setMultilabel(true).setPredictionIndexCol("index").fit(sets));
    assertTrue(refused.getMessage().startsWith("predictionIndexCol is index"));
  }

  /** Each kind of input has its baselines, which are measured like the model. */
  @Test
  void everyKindOfInputHasItsBaselines() {
    assertEquals(List.of("majority", "naiveBayes"), baselines(model, data));
    BaselineTrial bayes = ClassificationBaseline.trials(model, data, data).get(1);
    assertEquals(70, bayes.measure().orElseThrow().sequences());
    List<String> nearest = List.of("majority", "nearestEuclidean", "nearestDtw");
    Dataset<Row> dense =
        data.selectExpr("transform(tokens, t -> array(double(ascii(t)), 1D)) as tokens", "label");
    assertEquals(nearest, baselines(classifier().setMaxEpochs(1).fit(dense), dense));
    Dataset<Row> joined = dense.selectExpr("tokens as a", "tokens as b", "label");
    SequenceClassifierModel onBoth =
        classifier().setMaxEpochs(1).setInputCols("a", "b").fit(joined);
    assertEquals(nearest, baselines(onBoth, joined));
    Dataset<Row> integers =
        data.selectExpr("transform(tokens, t -> ascii(t)) as tokens", "size(tokens) > 3 as label");
    SequenceClassifierModel onIntegers = classifier().setMaxEpochs(1).fit(integers);
    assertEquals(List.of("majority", "naiveBayes"), baselines(onIntegers, integers));
  }

  private static List<String> baselines(SequenceClassifierModel model, Dataset<Row> data) {
    return ClassificationBaseline.trials(model, data, data).stream()
        .map(trial -> trial.measure().orElseThrow().name())
        .toList();
  }
}
