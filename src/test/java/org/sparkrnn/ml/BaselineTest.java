package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Tests of common behaviour, run with each baseline. */
class BaselineTest {
  private static final String COUNTS = "counts.tsv";
  private static final int ROWS = 16;
  private static final org.apache.spark.sql.types.DataType FRAMES =
      DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType));

  @TempDir Path dir;

  /** A baseline and the columns that it reads. */
  record Case(Baseline<?, ?> baseline, String inputCol, String labelCol) {
    BaselineModel<?, ?> fit(Dataset<Row> training) {
      return baseline.fit(training, inputCol, labelCol);
    }

    @Override
    public String toString() {
      return baseline.getClass().getSimpleName();
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(new NGramLanguageModel().setOrder(3).setBoundaries("stream"), "text", null),
        new Case(new HmmTagger(), "tokens", "labels"),
        new Case(new MostFrequentTagger(), "tokens", "labels"),
        new Case(new MajorityClassifier(), "text", "class"),
        new Case(new NaiveBayesClassifier(), "text", "class"),
        new Case(new NearestSeriesClassifier(), "frames", "class"),
        new Case(new NearestSeriesClassifier().setDistance("euclidean"), "frames", "class"),
        new Case(new LabelFrequency(), "frames", "next"),
        new Case(new SeasonalForecaster().setPeriod(2), "frames", "number"));
  }

  private static final StructType SCHEMA =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("tokens", ToyData.STRINGS)
          .add("labels", ToyData.STRINGS)
          .add("class", DataTypes.StringType)
          .add("frames", FRAMES)
          .add("next", FRAMES)
          .add("number", DataTypes.DoubleType);

  static Dataset<Row> data(int partitions) {
    List<Row> rows = new ArrayList<>();
    for (Row row : ToyData.rows(ROWS, 3)) {
      String[] tokens = (String[]) row.get(1);
      double[][] frames = new double[tokens.length + 1][];
      double[][] next = new double[tokens.length + 1][];
      for (int t = 0; t <= tokens.length; t++) {
        boolean a = t < tokens.length && tokens[t].equals("a");
        frames[t] = new double[] {a ? 1 : 0, t % 2};
        next[t] = new double[] {t % 2, a ? 0 : 1};
      }
      rows.add(
          RowFactory.create(
              String.join("", tokens),
              tokens,
              row.get(2),
              tokens.length > 3 ? "long" : "short",
              frames,
              next,
              (double) tokens.length));
    }
    return LocalSpark.session()
        .createDataFrame(
            org.apache.spark.api.java.JavaSparkContext.fromSparkContext(
                    LocalSpark.session().sparkContext())
                .parallelize(rows, partitions),
            SCHEMA);
  }

  private static String message(org.junit.jupiter.api.function.Executable use) {
    return assertThrows(InvalidInputException.class, use).getMessage();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partitionsDoNotMatter(Case c) {
    BaselineModel<?, ?> one = c.fit(data(1));
    BaselineModel<?, ?> five = c.fit(data(5));
    assertEquals(one.lines(), five.lines());
    BaselineMetrics a = one.evaluate(data(1));
    BaselineMetrics b = five.evaluate(data(ROWS + 3)); // three of them empty
    assertEquals(ROWS, a.sequences());
    assertEquals(a.tokens(), b.tokens());
    a.values().forEach((name, value) -> assertEquals(value, b.get(name), 1e-9, name));
    a.values()
        .forEach((name, value) -> assertTrue(value >= 0 || name.equals("unknownAccuracy"), name));
  }

  /**
   * A former baseline compared means and deviations: its estimators are read, its models refused.
   */
  @Test
  void whatWasSavedUnderAFormerNameIsReadOrRefusedByIt() throws Exception {
    NearestSeriesClassifier estimator = new NearestSeriesClassifier().setPredictionCol("found");
    Pipeline pipeline =
        new Pipeline()
            .setStages(new PipelineStage[] {estimator.setInputCol("frames").setLabelCol("class")});
    for (String name : List.of("NearestMoments", "NearestNeighbor")) {
      Path models = dir.resolve(name + "-models");
      Path estimators = dir.resolve(name + "-estimators");
      pipeline.fit(data(1)).write().save(models.toString());
      pipeline.write().save(estimators.toString());
      renameClasses(models, name);
      renameClasses(estimators, name);
      NearestSeriesClassifier again =
          (NearestSeriesClassifier) Pipeline.load(estimators.toString()).getStages()[0];
      assertEquals(estimator.explainParams(), again.explainParams());
      String said = message(() -> PipelineModel.load(models.toString()));
      assertTrue(said.contains(name + "ClassifierModel, which this version does not have"), said);
      assertTrue(said.contains("fit a NearestSeriesClassifier"), said);
    }
  }

  private static void renameClasses(Path path, String name) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(f -> f.toString().contains("part-00000")).toList()) {
        if (file.toString().endsWith(".crc")) {
          Files.delete(file); // Hadoop's own
        } else {
          String now = Files.readString(file);
          Files.writeString(file, now.replace("ml.NearestSeries", "ml." + name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void savedModelsComeBack(Case c) throws Exception {
    BaselineModel<?, ?> model = c.fit(data(2));
    String path = dir.resolve("model").toString();
    model.write().save(path);
    Object loaded = model.getClass().getMethod("load", String.class).invoke(null, path);
    BaselineModel<?, ?> again = (BaselineModel<?, ?>) loaded;
    assertEquals(model.uid(), again.uid());
    assertEquals(model.name(), again.name());
    assertEquals(model.lines(), again.lines());
    assertEquals(rows(model), rows(again));
    assertEquals(model.evaluate(data(2)).values(), again.evaluate(data(2)).values());
    assertEquals(rows(model), rows(model.copy(ParamMap.empty())));
    assertTrue(message(() -> model.write().save(path)).contains("already exists"));
    model.write().overwrite().save(path);
  }

  /** Rows as JSON, because arrays have several classes. */
  private static List<String> rows(BaselineModel<?, ?> model) {
    Dataset<Row> predicted = model.transform(data(3));
    assertEquals(model.transformSchema(SCHEMA), predicted.schema());
    List<String> json = predicted.toJSON().collectAsList();
    assertEquals(ROWS, json.size());
    assertEquals(
        data(3).toJSON().collectAsList(), predicted.drop("prediction").toJSON().collectAsList());
    return json;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void estimatorsComeBackAndCopy(Case c) throws Exception {
    Baseline<?, ?> baseline = c.baseline.copy(ParamMap.empty());
    baseline.setPredictionCol("tagged");
    String path = dir.resolve("estimator").toString();
    baseline.write().save(path);
    Estimator<?> again =
        (Estimator<?>) baseline.getClass().getMethod("load", String.class).invoke(null, path);
    assertEquals(baseline.uid(), again.uid());
    assertEquals(baseline.extractParamMap().toString(), again.extractParamMap().toString());
    assertTrue(PipelineStage.class.isInstance(baseline.getClass().getConstructor().newInstance()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingToCountIsSaid(Case c) {
    String said = message(() -> c.fit(data(2).limit(0)));
    assertTrue(said.contains("nothing to"), said);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void columnsAreChecked(Case c) {
    if (!(c.baseline instanceof MajorityClassifier)) { // reads no inputs
      String missing =
          message(() -> c.baseline.copy(ParamMap.empty()).fit(data(1), "txt", c.labelCol));
      assertTrue(missing.contains("inputCol txt is not a column"), missing);
      Dataset<Row> bad = data(1).withColumn(c.inputCol, functions.lit(true));
      String said = message(() -> c.fit(bad));
      assertTrue(said.contains("inputCol " + c.inputCol + " has type boolean; expected"), said);
      Dataset<Row> nulls =
          data(1)
              .withColumn(
                  c.inputCol, functions.lit(null).cast(SCHEMA.apply(c.inputCol).dataType()));
      if (!(c.baseline instanceof SeasonalForecaster)) { // reads rows only when it is measured
        said = message(() -> c.fit(nulls));
        assertTrue(said.contains("row 1 of partition 1: " + c.inputCol + " is null"), said);
      }
      said = message(() -> c.fit(data(1)).evaluate(nulls));
      assertTrue(said.contains(c.inputCol + " is null"), said);
    }
    if (c.labelCol != null) {
      Dataset<Row> bad = data(1).withColumn(c.labelCol, functions.current_date());
      String said = message(() -> c.fit(bad));
      assertTrue(said.contains("labelCol " + c.labelCol + " has type date; expected"), said);
    }
    Dataset<Row> taken = data(1).withColumn("prediction", functions.lit(1));
    assertTrue(message(() -> c.fit(taken)).contains("predictionCol prediction already exists"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void damagedModelsAreRefused(Case c) throws Exception {
    BaselineModel<?, ?> model = c.fit(data(1));
    if (model.lines().isEmpty()) { // everything is in the Params
      return;
    }
    Path path = dir.resolve("damaged");
    model.write().save(path.toString());
    Files.deleteIfExists(path.resolve("." + COUNTS + ".crc"));
    for (String content : List.of("stray\n", "a\tb\t-1\n", "")) {
      Files.writeString(path.resolve(COUNTS), content);
      Exception thrown =
          assertThrows(
              java.lang.reflect.InvocationTargetException.class,
              () -> model.getClass().getMethod("load", String.class).invoke(null, path.toString()));
      assertTrue(thrown.getCause() instanceof InvalidInputException, content + thrown.getCause());
    }
  }

  @Test
  void anotherModelIsNamed() throws IOException {
    String path = dir.resolve("majority").toString();
    new MajorityClassifier().fit(data(1), "text", "class").write().save(path);
    String said = message(() -> HmmTaggerModel.load(path));
    assertTrue(said.contains("MajorityClassifierModel; expected a"), said);
  }

  @Test
  void paramsAreDocumentedAndChecked() {
    String text = new NGramLanguageModel().explainParams();
    for (String name : Arrays.asList("order", "minCount", "level", "boundaries", "inputCol")) {
      assertTrue(text.contains(name + ": "), text);
    }
    assertTrue(message(() -> new HmmTagger().setOrder(3)).contains("order is 3; expected"));
    assertTrue(
        message(() -> new NGramLanguageModel().setBoundaries("x")).contains("boundaries is x"));
    assertTrue(
        message(() -> new NaiveBayesClassifier().setMinOrder(4).fit(data(1), "text", "class"))
            .contains("minOrder is 4 and maxOrder 3"));
  }
}
