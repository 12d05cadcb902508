package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Models of every task begin with saved weights, bit for bit. */
class WarmStartTasksTest {
  private static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType);

  @TempDir Path dir;

  /**
   * A training, and the same task started from its tensors.
   *
   * @param full an estimator with all settings
   * @param bare an estimator with those settings that follow neither from a state_dict nor from a
   *     default
   */
  record Case<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>(
      String name, E full, E bare, Dataset<Row> data) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Dataset<Row> data(
      StructType schema, int n, java.util.function.IntFunction<Row> row) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row.apply(i));
    }
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  private static Dataset<Row> classes(String name, DataType label) {
    return data(
        new StructType().add("tokens", ToyData.STRINGS).add(name, label),
        24,
        i -> {
          String[] tokens = new String[1 + i % 5];
          Arrays.setAll(tokens, t -> "w" + (char) ('a' + (i + 2 * t) % 6));
          Object value =
              label == DataTypes.StringType
                  ? "class" + i % 3
                  : Arrays.copyOf(new String[] {"x" + i % 2, "y" + i % 3}, 1 + i % 2);
          return RowFactory.create(tokens, value);
        });
  }

  private static Dataset<Row> reals() {
    Random random = new Random(3);
    return data(
        new StructType()
            .add("series", DataTypes.createArrayType(NUMBERS))
            .add("label", DataTypes.DoubleType),
        60,
        i -> {
          double[][] steps = new double[2 + i % 4][];
          Arrays.setAll(steps, t -> new double[] {100 + random.nextGaussian(), random.nextInt(9)});
          return RowFactory.create(steps, 50 + 3 * steps[0][0]);
        });
  }

  private static Dataset<Row> spans() {
    return data(
        ToyData.schema(ToyData.STRINGS),
        20,
        i ->
            RowFactory.create(
                i,
                new String[] {"Ann" + i % 3, "saw", "New", "York"},
                new String[] {"B-PER", "O", "B-LOC", "I-LOC"}));
  }

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setAutomatic(false)
        .setBatchSize(8)
        .setNumShards(2)
        .setMaxEpochs(2)
        .setLearningRate(0.02);
  }

  private static <E extends RnnEstimator<E, ?>> E sized(E estimator) {
    return small(estimator).setEmbeddingSize(5).setHiddenSize(6);
  }

  private static SequenceRegressor forecasting() {
    return new SequenceRegressor()
        .setSeriesCol("shop")
        .setTimeCol("day")
        .setLabelCol("sold")
        .setHorizon(2)
        .setWindow(6)
        .setPatch(3);
  }

  static Stream<Case<?, ?>> cases() {
    return Stream.of(
        new Case<>(
            "tagger with crf and characters",
            sized(new SequenceTagger())
                .setCell("lstm")
                .setBidirectional(true)
                .setNumLayers(2)
                .setOutputLayer("crf")
                .setCharacterFilters(4)
                .setCharacterSize(3),
            small(new SequenceTagger()),
            spans()),
        new Case<>(
            "tagger with a scan of characters",
            sized(new SequenceTagger())
                .setCell("gru")
                .setLearnedInitialState(true)
                .setLayerNorm(true)
                .setCharacterEncoder("bilstm")
                .setCharacterUnits(3)
                .setCharacterSize(4),
            small(new SequenceTagger()),
            ToyData.tokens(24, 1)),
        new Case<>(
            "classifier with attention",
            sized(new SequenceClassifier()).setCell("elman").setReadout("attention"),
            small(new SequenceClassifier()),
            classes("label", DataTypes.StringType)),
        new Case<>(
            "classifier with convolutions",
            sized(new SequenceClassifier())
                .setCell("gru")
                .setConvLayers("7x3x2,4x2")
                .setReadout("meanMax"),
            small(new SequenceClassifier()).setConvLayers("7x3x2,4x2"),
            classes("label", DataTypes.StringType)),
        new Case<>(
            "multilabel",
            sized(new SequenceClassifier()).setMultilabel(true).setCell("lstm"),
            small(new SequenceClassifier()).setMultilabel(true),
            classes("label", ToyData.STRINGS)),
        new Case<>(
            "regressor",
            sized(new SequenceRegressor())
                .setInputCol("series")
                .setLabelCol("label")
                .setCell("gru")
                .setLinearSkip(2),
            small(new SequenceRegressor())
                .setInputCol("series")
                .setLabelCol("label")
                .setStandardize(true),
            reals()),
        new Case<>(
            "tagger of several labels",
            sized(new SequenceTagger()).setLabelCols("labels", "intent").setBidirectional(true),
            small(new SequenceTagger()).setLabelCols("labels", "intent").setBidirectional(true),
            spans().withColumn("intent", functions.expr("concat('i', id % 2)"))),
        new Case<>(
            "regressor of many series",
            sized(forecasting()).setCell("gru").setLinearSkip(1).setSeriesScaling("level"),
            small(forecasting()).setLinearSkip(1).setSeriesScaling("level").setStandardize(true),
            LocalSpark.session()
                .range(120)
                .selectExpr("id % 4 as shop", "id div 4 as day", "(id * 7) % 11 + id as sold")),
        new Case<>(
            "language model",
            sized(new LanguageModel()).setCell("gru").setNumLayers(2),
            small(new LanguageModel()),
            ToyData.tokens(24, 2)),
        new Case<>(
            "language model with tied embeddings",
            sized(new LanguageModel()).setEmbeddingSize(6).setTiedEmbeddings(true),
            small(new LanguageModel()),
            ToyData.tokens(24, 2)),
        new Case<>(
            "transcriber",
            sized(new SequenceTranscriber()).setLabelCol("labels").setUpsample(3),
            small(new SequenceTranscriber()).setLabelCol("labels").setUpsample(3),
            ToyData.tokens(24, 3)));
  }

  static String[] all(RnnModel<?, ?> model) {
    return new Network(model.network())
        .layout().tensors().stream()
            .filter(tensor -> tensor.parts().stream().anyMatch(ParamLayout.Part::written))
            .map(ParamLayout.Tensor::name)
            .toArray(String[]::new);
  }

  private <M extends RnnModel<M, ?>> Path saved(M model, String name) throws IOException {
    Path path = dir.resolve(name);
    model.write().save(path.toString());
    return path;
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    for (String file : List.of("model.safetensors", "network.json")) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
    for (String file : List.of("tokens.txt", "characters.txt", "labels.txt", "labels.1.txt")) {
      assertEquals(Files.exists(expected.resolve(file)), Files.exists(actual.resolve(file)), file);
      if (Files.exists(expected.resolve(file))) {
        assertEquals(
            Files.readString(expected.resolve(file)), Files.readString(actual.resolve(file)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void aStateDictComesBack(Case<E, M> c)
      throws IOException {
    M model = c.full().fit(c.data());
    Path first = saved(model, "first");
    List<String> vocabularies = new ArrayList<>();
    boolean several = Files.exists(first.resolve("labels.1.txt"));
    for (String name : List.of("tokens", "characters", "labels", "labels.1")) {
      Path file = first.resolve(name + ".txt");
      boolean outputs = name.startsWith("labels");
      if (Files.exists(file) && !(outputs && c.full() instanceof LanguageModel)) {
        String number = name.equals("labels") ? "0" : "1";
        vocabularies.add(
            (outputs && several ? "outputs." + number + ".labels" : name) + "=" + file);
      }
    }
    E start =
        c.bare()
            .copy(ParamMap.empty())
            .setInitialModel(first.resolve("model.safetensors").toString())
            .setFrozenBlocks(all(model));
    if (!vocabularies.isEmpty()) {
      start.setInitialVocabularies(vocabularies.toArray(String[]::new));
    }
    assertSameFiles(first, saved(start.fit(c.data()), "second"));
  }

  /** Only the columns are set. */
  private static <E extends RnnEstimator<E, ?>> E withoutSettings(E full) {
    E bare = full.copy(ParamMap.empty());
    for (Param<?> param : bare.params()) {
      if (bare.isSet(param) && !param.name().contains("Col")) {
        bare.clear(param);
      }
    }
    return bare;
  }

  @ParameterizedTest
  @MethodSource("cases")
  <E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>> void aSavedModelComesBack(Case<E, M> c)
      throws IOException {
    M model = c.full().fit(c.data());
    Path first = saved(model, "first");
    E start = small(withoutSettings(c.full())).setInitialModel(first.toString());
    E frozen = start.copy(ParamMap.empty()).setFrozenBlocks(all(model)).setMaxEpochs(1);
    assertSameFiles(first, saved(frozen.fit(c.data()), "second"));
    M trained = start.setMaxEpochs(1).fit(c.data());
    assertEquals(model.network(), trained.network());
    assertNotEquals(model.weightsSha256(), trained.weightsSha256());
  }
}
