package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MultilabelClassificationEvaluator;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.LabelProbabilities;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

class SequenceMultilabelEvaluatorTest {
  @TempDir Path dir;

  private static Dataset<Row> sql(String columns) {
    return LocalSpark.session().sql("select " + columns);
  }

  /** Sets as letters: "ab" is the set of a and b. */
  private static String[] set(String letters) {
    return letters.isEmpty() ? new String[0] : letters.split("");
  }

  private static Dataset<Row> ofSequences(String... rows) {
    List<Row> values = new ArrayList<>();
    for (String row : rows) {
      String[] both = row.split("\\|", -1);
      values.add(RowFactory.create(set(both[0]), set(both[1])));
    }
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(values, 3),
            new StructType().add("label", ToyData.STRINGS).add("prediction", ToyData.STRINGS));
  }

  private static double evaluate(Dataset<Row> data, String metric) {
    return new SequenceMultilabelEvaluator().setMetricName(metric).evaluate(data);
  }

  @Test
  void theMetricAskedForIsComputed() {
    Dataset<Row> data = ofSequences("ab|ab", "a|ac", "|", "bc|");
    // there are 5 labels; 4 are predicted, 3 of them correctly
    assertEquals(6 / 9.0, new SequenceMultilabelEvaluator().evaluate(data), 1e-12);
    assertEquals(6 / 9.0, evaluate(data, "microF1"), 1e-12);
    assertEquals(3 / 4.0, evaluate(data, "microPrecision"), 1e-12);
    assertEquals(3 / 5.0, evaluate(data, "microRecall"), 1e-12);
    assertEquals(2 / 4.0, evaluate(data, "subsetAccuracy"), 1e-12);
    assertEquals((1 + 2) / (4 * 3.0), evaluate(data, "hammingLoss"), 1e-12);
    SequenceMultilabelEvaluator evaluator = new SequenceMultilabelEvaluator();
    ParamMap recall = new ParamMap().put(evaluator.metricName(), "microRecall");
    assertEquals(3 / 5.0, evaluator.evaluate(data, recall), 1e-12);
    assertEquals(4, evaluator.metrics(data).sequences());
    assertTrue(Double.isNaN(evaluator.metrics(data).nll()), "no probabilities");
  }

  @Test
  void aStepIsAnOutputWhereEachHasASet() {
    Dataset<Row> data =
        sql(
            "explode(array("
                + "struct(array(array('a'), array('b', 'c')) as label, array(array('a'), array('b')) as prediction),"
                + "struct(array() as label, array() as prediction),"
                + "struct(array(array()) as label, array(array('a', 'a')) as prediction)))"
                + " as both");
    data = data.selectExpr("both.label", "both.prediction");
    // there are 3 labels; 3 are predicted, 2 of them correctly; the first of 3 steps is correct
    assertEquals(4 / 6.0, evaluate(data, "microF1"), 1e-12);
    assertEquals(1 / 3.0, evaluate(data, "subsetAccuracy"), 1e-12);
    assertEquals(2 / 9.0, evaluate(data, "hammingLoss"), 1e-12);
    assertEquals(3, new SequenceMultilabelEvaluator().metrics(data).sequences());
  }

  /** Vectors of 0 and 1 name labels by their positions, as in training. */
  @Test
  void labelsMayBeNumbersOrIndicators() {
    String predicted = "array('0', '2') as prediction";
    for (String label : List.of("array(0, 1, 1)", "array('1', '0')", "array(1D, 1D, 0D)")) {
      assertEquals(0.5, evaluate(sql(label + " as label, " + predicted), "microRecall"), label);
    }
    Dataset<Row> one = sql("array(1) as label, " + predicted);
    String message =
        assertThrows(InvalidInputException.class, () -> evaluate(one, "microRecall")).getMessage();
    assertTrue(message.contains("can be read in both ways; set labelSets=true"), message);
    SequenceMultilabelEvaluator evaluator =
        new SequenceMultilabelEvaluator().setMetricName("microRecall");
    assertEquals(0, evaluator.setLabelSets(true).evaluate(one));
    assertEquals(1, evaluator.setLabelSets(false).evaluate(one));
    Dataset<Row> vectors =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create(Vectors.dense(1, 0, 1), new String[] {"0", "2"})),
                new StructType()
                    .add("label", SQLDataTypes.VectorType())
                    .add("prediction", ToyData.STRINGS));
    assertEquals(1, evaluate(vectors, "subsetAccuracy"));
  }

  /** -log p for labels that hold, -log (1 - p) for others; an unknown label has no p. */
  @Test
  void theLikelihoodIsThatOfTheProbabilities() {
    StructType schema =
        OutputColumn.addTo(
            new StructType().add("label", ToyData.STRINGS).add("prediction", ToyData.STRINGS),
            List.of(
                new OutputColumn(
                    "probabilityCol",
                    "probability",
                    SQLDataTypes.VectorType(),
                    LabelProbabilities.metadata(new String[] {"x", "", "z"}))));
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(set("z"), set("x"), Vectors.dense(0.75, 0.5, 0.125)),
                    RowFactory.create(
                        new String[] {"", "new"}, set(""), Vectors.dense(0.25, 0.5, 0.5))),
                schema);
    double first = -Math.log(0.25) - Math.log(0.5) - Math.log(0.125);
    double second = -Math.log(0.75) - Math.log(0.5) - Math.log(0.5);
    assertEquals((first + second) / 2, evaluate(data, "nll"), 1e-12);
    Dataset<Row> renamed = data.withColumnRenamed("probability", "p");
    assertEquals(
        (first + second) / 2,
        new SequenceMultilabelEvaluator()
            .setMetricName("nll")
            .setProbabilityCol("p")
            .evaluate(renamed),
        1e-12);
  }

  @Test
  void lossesAreBetterWhereTheyAreSmaller() {
    SequenceMultilabelEvaluator evaluator = new SequenceMultilabelEvaluator();
    for (String metric : evaluator.metricNames()) {
      evaluator.setMetricName(metric);
      assertEquals(!Set.of("nll", "hammingLoss").contains(metric), evaluator.isLargerBetter());
    }
    String message =
        assertThrows(InvalidInputException.class, () -> evaluator.setMetricName("f1")).getMessage();
    assertEquals(
        "metricName is f1; expected one of microF1, microPrecision, microRecall, subsetAccuracy, hammingLoss, nll",
        message);
  }

  @Test
  void nothingHasNoShare() {
    Dataset<Row> none = ofSequences();
    assertTrue(Double.isNaN(evaluate(none, "subsetAccuracy")));
    assertTrue(Double.isNaN(evaluate(none, "hammingLoss")));
    assertEquals(0, evaluate(none, "microF1"));
    assertTrue(Double.isNaN(evaluate(ofSequences("|a"), "hammingLoss")), "no label occurs");
  }

  @Test
  void itSavesAndLoadsItsParams() throws IOException {
    SequenceMultilabelEvaluator evaluator =
        new SequenceMultilabelEvaluator().setMetricName("nll").setProbabilityCol("p");
    String path = dir.resolve("evaluator").toString();
    evaluator.write().save(path);
    SequenceMultilabelEvaluator loaded = SequenceMultilabelEvaluator.load(path);
    assertEquals(evaluator.explainParams(), loaded.explainParams());
    assertFalse(loaded.isLargerBetter());
    assertEquals(5, evaluator.params().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a' as label, array('a') as prediction | microF1 | labelCol label has type string; expected array<string> or array<int>, the labels of the sequence, or vector or array<double> of 0 and 1",
        "array('a') as label, 'a' as prediction | microF1 | predictionCol prediction has type string; expected array<string>",
        "array(array('a')) as label, array('a') as prediction | microF1 | labelCol label has type array<array<string>> and predictionCol prediction has type array<string>; expected one set of labels per sequence in both",
        "array(array(true)) as label, array(array('a')) as prediction | microF1 | labelCol label has type array<array<boolean>>; expected array<array<string>> or array<array<int>>, the labels of each step",
        "array('a') as labels, array('a') as prediction | microF1 | labelCol label is not a column of the data; its columns are labels, prediction; did you mean labelCol=labels?",
        "array('a') as label, array('a') as prediction | nll | probabilityCol probability is not a column of the data",
        "array('a') as label, array('a') as prediction, array(0.5D) as probability | nll | probabilityCol probability has type array<double>; expected vector, with the probabilities that the model adds",
        "cast(null as array<string>) as label, array('a') as prediction | microF1 | row 1 of partition 1: label is null; drop rows",
        "array('a') as label, cast(null as array<string>) as prediction | microF1 | row 1 of partition 1: prediction is null; drop rows",
        "array('a', null) as label, array('a') as prediction | microF1 | row 1 of partition 1: label contains null",
        "array(array('a'), null) as label, array(array('a'), array('b')) as prediction | microF1 | row 1 of partition 1: label is null at step 2",
        "array(array('a')) as label, array(array('a'), array('b')) as prediction | microF1 | row 1 of partition 1: 1 sets of labels but 2 predictions; every step needs one of each",
        "array(0.5D) as label, array('a') as prediction | microF1 | row 1 of partition 1: label contains 0.5; expected 1 for each label"
      })
  void whatCannotBeComparedIsNamed(String columns, String metric, String expected) {
    String message =
        assertThrows(InvalidInputException.class, () -> evaluate(sql(columns), metric))
            .getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void probabilitiesWithoutTheirLabelsAreRefused() {
    SequenceClassifierModel model =
        MultilabelTest.classifier().setMaxEpochs(1).fit(MultilabelTest.present());
    Dataset<Row> predicted = model.transform(MultilabelTest.present());
    StructType plain = new StructType();
    for (var field : predicted.schema().fields()) {
      plain = plain.add(field.name(), field.dataType());
    }
    Dataset<Row> unnamed = LocalSpark.session().createDataFrame(predicted.toJavaRDD(), plain);
    assertTrue(Double.isFinite(evaluate(unnamed, "microF1")));
    String message =
        assertThrows(InvalidInputException.class, () -> evaluate(unnamed, "nll")).getMessage();
    assertTrue(
        message.startsWith(
            "probabilityCol probability does not say to which labels its probabilities"),
        message);
    Dataset<Row> missing =
        LocalSpark.session()
            .createDataFrame(
                predicted
                    .toJavaRDD()
                    .map(row -> RowFactory.create(row.get(0), row.get(1), row.get(2), null, null)),
                predicted.schema());
    message =
        assertThrows(InvalidInputException.class, () -> evaluate(missing, "nll")).getMessage();
    assertTrue(message.contains("probability is null; drop rows"), message);
    Dataset<Row> shorter =
        LocalSpark.session()
            .createDataFrame(
                predicted
                    .toJavaRDD()
                    .map(
                        row ->
                            RowFactory.create(
                                row.get(0), row.get(1), row.get(2), Vectors.dense(0.5), null)),
                predicted.schema());
    message =
        assertThrows(InvalidInputException.class, () -> evaluate(shorter, "nll")).getMessage();
    assertTrue(message.contains("probability contains [0.5]; expected 3 probabilities"), message);
  }

  @Test
  void theSchemaNamesTheLabelsOfVectors() {
    Dataset<Row> data = MultilabelTest.present();
    SequenceClassifierModel model =
        MultilabelTest.classifier().setMaxEpochs(1).setProbabilityCol("of `each`.label").fit(data);
    Dataset<Row> predicted = model.transform(data);
    assertEquals(model.transformSchema(data.schema()), predicted.schema());
    for (int column : new int[] {3, 4}) {
      assertArrayEquals(
          model.labels(), predicted.schema().fields()[column].metadata().getStringArray("labels"));
    }
    assertEquals(predicted.collectAsList().get(1).size(), predicted.schema().length());
  }

  /** Names are added to a stream's columns too. */
  @Test
  void aStreamIsPredictedAsATableIs() throws Exception {
    Dataset<Row> data = MultilabelTest.present();
    SequenceClassifierModel model = MultilabelTest.classifier().setMaxEpochs(1).fit(data);
    String input = dir.resolve("input").toString();
    data.write().parquet(input);
    Dataset<Row> stream = LocalSpark.session().readStream().schema(data.schema()).parquet(input);
    StreamingQuery query =
        model
            .transform(stream)
            .writeStream()
            .format("memory")
            .queryName("predicted")
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", dir.resolve("checkpoint").toString())
            .start();
    query.awaitTermination();
    Dataset<Row> predicted = LocalSpark.session().table("predicted");
    assertEquals(80, predicted.count());
    for (String metric : List.of("microF1", "nll")) {
      assertEquals(evaluate(model.transform(data), metric), evaluate(predicted, metric), 1e-12);
    }
    LocalSpark.session().catalog().dropTempView("predicted");
  }

  private static final Map<String, String> OF_SPARK =
      Map.of(
          "microF1", "microF1Measure",
          "microPrecision", "microPrecision",
          "microRecall", "microRecall",
          "subsetAccuracy", "subsetAccuracy",
          "hammingLoss", "hammingLoss");

  /** Spark's evaluator reads numbers, and compares arrays in their order. */
  private static void assertAsSpark(Dataset<Row> sets) {
    String numbers = "array_sort(transform(%s, s -> double(ascii(s)))) as %1$s";
    Dataset<Row> codes =
        sets.selectExpr(numbers.formatted("label"), numbers.formatted("prediction"));
    OF_SPARK.forEach(
        (ours, theirs) ->
            assertEquals(
                new MultilabelClassificationEvaluator().setMetricName(theirs).evaluate(codes),
                evaluate(sets, ours),
                1e-12,
                ours));
  }

  @Test
  void sparksEvaluatorSaysTheSame() {
    assertAsSpark(ofSequences("ab|ba", "a|ac", "|", "bc|", "c|abcd", "b|b"));
  }

  /** Both kinds of outputs, with labels that did not occur in training. */
  @Test
  void itCountsAsTheModelDoes() {
    SequenceClassifierModel model =
        MultilabelTest.classifier().setMaxEpochs(3).fit(MultilabelTest.present());
    Dataset<Row> data =
        MultilabelTest.present()
            .where("size(tokens) > 0")
            .selectExpr("tokens", "array_append(label, 'new') as label");
    assertAgrees(model.evaluateSets(data), model.transform(data));
    assertAsSpark(model.transform(data));
    Dataset<Row> frames = MultilabelTest.frames("int");
    SequenceClassifierModel chords = MultilabelTest.chords().setMaxEpochs(3).fit(frames);
    Dataset<Row> unseen =
        frames.selectExpr("frames", "transform(next, s -> array_append(s, 99)) as label");
    assertAgrees(chords.setLabelCol("label").evaluateSets(unseen), chords.transform(unseen));
    assertTrue(chords.evaluateSets(unseen).microRecall() < 0.8, "99 is in every set");
    assertEquals(0, evaluate(chords.transform(unseen), "subsetAccuracy"));
  }

  private static void assertAgrees(MultilabelMetrics metrics, Dataset<Row> predicted) {
    assertEquals(metrics.microF1(), evaluate(predicted, "microF1"));
    assertEquals(metrics.microPrecision(), evaluate(predicted, "microPrecision"));
    assertEquals(metrics.microRecall(), evaluate(predicted, "microRecall"));
    assertEquals(metrics.subsetAccuracy(), evaluate(predicted, "subsetAccuracy"));
    assertEquals(metrics.hammingLoss(), evaluate(predicted, "hammingLoss"));
    assertEquals(metrics.nll(), evaluate(predicted, "nll"), 1e-9);
    assertTrue(metrics.nll() > 0, "nll " + metrics.nll());
  }

  private static ParamMap[] cells(SequenceClassifier estimator) {
    return new ParamGridBuilder()
        .addGrid(
            estimator.cell(),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("none", "gru")))
        .build();
  }

  /** A cell without memory cannot know earlier tokens or the previous frame. */
  @ParameterizedTest
  @CsvSource({"lastStep,nll", "eachStep,microF1"})
  void tuningChoosesTheCellThatRemembers(String readout, String metric) {
    boolean each = readout.equals("eachStep");
    SequenceClassifier estimator =
        (each ? MultilabelTest.chords() : MultilabelTest.classifier()).setMaxEpochs(8);
    Dataset<Row> data = each ? MultilabelTest.frames("int") : MultilabelTest.present();
    SequenceMultilabelEvaluator evaluator =
        new SequenceMultilabelEvaluator()
            .setLabelCol(estimator.getLabelCol())
            .setMetricName(metric);
    CrossValidatorModel validated =
        new CrossValidator()
            .setEstimator(estimator)
            .setEvaluator(evaluator)
            .setEstimatorParamMaps(cells(estimator))
            .setNumFolds(2)
            .setSeed(1)
            .fit(data);
    assertChosen(validated.bestModel(), validated.avgMetrics(), evaluator.isLargerBetter());
    TrainValidationSplitModel split =
        new TrainValidationSplit()
            .setEstimator(estimator)
            .setEvaluator(evaluator)
            .setEstimatorParamMaps(cells(estimator))
            .setSeed(1)
            .fit(data);
    assertChosen(split.bestModel(), split.validationMetrics(), evaluator.isLargerBetter());
  }

  private static void assertChosen(Object best, double[] metrics, boolean largerIsBetter) {
    assertEquals("gru", assertInstanceOf(SequenceClassifierModel.class, best).getCell());
    assertEquals(largerIsBetter, metrics[1] > metrics[0], Arrays.toString(metrics));
  }

  /** The labels of the probabilities are kept in pipelines, saved models and Parquet. */
  @ParameterizedTest
  @CsvSource({"lastStep", "eachStep"})
  void aPipelineIsTunedSavedAndLoaded(String readout) throws IOException {
    boolean each = readout.equals("eachStep");
    SequenceClassifier estimator =
        (each ? MultilabelTest.chords() : MultilabelTest.classifier())
            .setMaxEpochs(2)
            .setInputCol("in")
            .setLabelCol("out");
    Dataset<Row> data =
        each
            ? MultilabelTest.frames("int").toDF("a", "b")
            : MultilabelTest.present().toDF("a", "b");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new SQLTransformer().setStatement("select a as in, b as out from __THIS__"),
                  estimator,
                  new SQLTransformer()
                      .setStatement("select out as label, prediction, probability from __THIS__")
                });
    SequenceMultilabelEvaluator evaluator = new SequenceMultilabelEvaluator().setMetricName("nll");
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator((Estimator<?>) pipeline)
            .setEvaluator(evaluator)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(estimator.learningRate(), new double[] {1e-7, 0.03})
                    .build())
            .setNumFolds(2)
            .setSeed(1)
            .fit(data);
    assertTrue(tuned.avgMetrics()[1] < tuned.avgMetrics()[0], Arrays.toString(tuned.avgMetrics()));
    PipelineModel best = (PipelineModel) tuned.bestModel();
    assertEquals(0.03, ((SequenceClassifierModel) best.stages()[1]).getLearningRate());
    String saved = dir.resolve("tuned").toString();
    tuned.write().save(saved);
    CrossValidatorModel loaded = CrossValidatorModel.load(saved);
    assertArrayEquals(tuned.avgMetrics(), loaded.avgMetrics());
    double nll = evaluator.evaluate(best.transform(data));
    assertEquals(nll, evaluator.evaluate(loaded.bestModel().transform(data)), 1e-9);
    assertEquals(
        best.transform(data).collectAsList(), loaded.bestModel().transform(data).collectAsList());
    String parquet = dir.resolve("predictions").toString();
    best.transform(data).write().parquet(parquet);
    assertEquals(nll, evaluator.evaluate(LocalSpark.session().read().parquet(parquet)), 1e-9);
  }
}
