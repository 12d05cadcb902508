package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** With mode=dropmalformed a fit is the same as on only the valid rows, bit for bit. */
class MalformedRowsTest {
  private static final String DROP = "dropmalformed";

  private static Dataset<Row> frame(List<Row> rows, StructType schema) {
    return LocalSpark.session().createDataFrame(rows, schema).repartition(3);
  }

  private static List<Row> with(List<Row> sound, Row... malformed) {
    List<Row> rows = new ArrayList<>(sound);
    for (int i = 0; i < malformed.length; i++) {
      rows.add(3 * i, malformed[i]);
    }
    return rows;
  }

  private static SequenceTagger tagger() {
    return new SequenceTagger()
        .setHiddenSize(4)
        .setEmbeddingSize(4)
        .setMaxEpochs(1)
        .setNumShards(2);
  }

  @Test
  void taggersTrainAndMeasureOnTheSoundRowsAlone() {
    List<Row> sound = ToyData.rows(40, 1);
    String[] tokens = {"never", "counted"};
    List<Row> all =
        with(
            sound,
            RowFactory.create(-1, null, new String[0]),
            RowFactory.create(-2, tokens, null),
            RowFactory.create(-3, tokens, new String[] {"X"}),
            RowFactory.create(-4, new String[] {"never", null}, new String[] {"X", "Y"}),
            RowFactory.create(-5, tokens, new String[] {"X", null}),
            RowFactory.create(-6, tokens, new String[] {"X", "Y", "Z"}));
    StructType schema = ToyData.schema(ToyData.STRINGS);
    SequenceTaggerModel expected = tagger().fit(frame(sound, schema));
    SequenceTaggerModel model = tagger().setMode(DROP).fit(frame(all, schema));
    assertEquals(6, model.summary().droppedRows());
    assertEquals(0, expected.summary().droppedRows());
    assertEquals(40, model.summary().sequences());
    assertEquals(expected.encoder().tokens().entries(), model.encoder().tokens().entries());
    assertEquals(expected.encoder().labels().entries(), model.encoder().labels().entries());
    assertArrayEquals(expected.weights(), model.weights());

    TaggingMetrics metrics = model.evaluate(frame(all, schema));
    assertEquals(40, metrics.sequences());
    assertEquals(expected.evaluate(frame(sound, schema)).loss(), metrics.loss(), 1e-12);
    assertEquals(40, model.withoutMalformed(frame(all, schema)).count());
    String message =
        assertThrows(InvalidInputException.class, () -> tagger().fit(frame(all, schema)))
            .getMessage();
    assertTrue(message.startsWith("row "), message);
    assertThrows(InvalidInputException.class, () -> expected.evaluate(frame(all, schema)));
  }

  /** Unknown labels in evaluation are errors of the model, not malformed rows. */
  @Test
  void unseenLabelsAreNotDropped() {
    StructType schema = ToyData.schema(ToyData.STRINGS);
    SequenceTaggerModel model = tagger().setMode(DROP).fit(frame(ToyData.rows(20, 1), schema));
    Row unseen = RowFactory.create(1, new String[] {"a"}, new String[] {"unheard of"});
    assertEquals(1, model.evaluate(frame(List.of(unseen), schema)).sequences());
  }

  /** Most rows have three features, so rows with two or four, or with NaN, are malformed. */
  @Test
  void theWidthIsThatOfMostRows() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add(
                "tokens",
                DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType)))
            .add("labels", ToyData.STRINGS)
            .add("held", DataTypes.BooleanType);
    List<Row> sound = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double[][] steps = new double[i % 4][3];
      for (double[] step : steps) {
        step[i % 3] = 1;
      }
      sound.add(RowFactory.create(i, steps, labels(steps.length, "A"), i % 5 == 0));
    }
    double nan = Double.NaN;
    List<Row> all =
        with(
            sound,
            RowFactory.create(-1, new double[][] {{1, 2}}, labels(1, "X"), false),
            RowFactory.create(-2, new double[][] {{1, 2, 3, 4}}, labels(1, "X"), false),
            RowFactory.create(-3, new double[][] {{1, 2, 3}, {1, 2}}, labels(2, "X"), true),
            RowFactory.create(-4, new double[][] {{1, nan, 3}}, labels(1, "X"), true),
            RowFactory.create(-5, new double[][] {{1, 1e300, 3}}, labels(1, "X"), false));
    SequenceTaggerModel model =
        tagger().setValidationIndicatorCol("held").setMode(DROP).fit(frame(all, schema));
    SequenceTaggerModel expected =
        tagger().setValidationIndicatorCol("held").fit(frame(sound, schema));
    assertEquals(5, model.summary().droppedRows());
    assertEquals(List.of("A"), model.encoder().labels().entries());
    assertArrayEquals(expected.weights(), model.weights());
  }

  private static String[] labels(int n, String label) {
    String[] labels = new String[n];
    Arrays.fill(labels, label);
    return labels;
  }

  /** Tokens and joined numbers may each be malformed, or their lengths may differ. */
  @Test
  void joinedColumnsAreCheckedTogether() {
    StructType schema =
        ToyData.schema(ToyData.STRINGS).add("x", DataTypes.createArrayType(DataTypes.DoubleType));
    List<Row> sound = new ArrayList<>();
    for (Row row : ToyData.rows(20, 1)) {
      int steps = ((String[]) row.get(1)).length;
      sound.add(RowFactory.create(row.get(0), row.get(1), row.get(2), new double[steps]));
    }
    String[] tokens = {"never"};
    List<Row> all =
        with(
            sound,
            RowFactory.create(-1, tokens, labels(1, "X"), new double[] {1, 2}),
            RowFactory.create(-2, tokens, labels(1, "X"), new double[] {Double.NaN}),
            RowFactory.create(-3, tokens, labels(1, "X"), null),
            RowFactory.create(-4, null, labels(1, "X"), new double[] {1}));
    SequenceTagger tagger = tagger().setInputCols("tokens", "x");
    float[] expected = tagger.fit(frame(sound, schema)).weights();
    SequenceTaggerModel model = tagger.setMode(DROP).fit(frame(all, schema));
    assertEquals(4, model.summary().droppedRows());
    assertArrayEquals(expected, model.weights());
    assertEquals(20, model.evaluate(frame(all, schema)).sequences());
    assertEquals(4, model.evaluate(frame(all, schema)).droppedRows());
    assertEquals(0, model.evaluate(frame(sound, schema)).droppedRows());
  }

  @Test
  void classifiersDropRowsWithoutLabelOrSoundWeight() {
    StructType schema =
        new StructType()
            .add("tokens", ToyData.STRINGS)
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);
    List<Row> sound = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sound.add(RowFactory.create(new String[] {"a", "b"}, (double) (i % 2), 1.0 + i % 3));
    }
    String[] tokens = {"never"};
    List<Row> all =
        with(
            sound,
            RowFactory.create(tokens, null, 1.0),
            RowFactory.create(tokens, Double.NaN, 1.0),
            RowFactory.create(tokens, 2.0, -1.0),
            RowFactory.create(tokens, 2.0, null));
    SequenceClassifier classifier =
        new SequenceClassifier()
            .setHiddenSize(4)
            .setEmbeddingSize(4)
            .setMaxEpochs(1)
            .setNumShards(2)
            .setWeightCol("weight")
            .setClassWeights("balanced");
    float[] expected = classifier.fit(frame(sound, schema)).weights();
    SequenceClassifierModel model = classifier.setMode(DROP).fit(frame(all, schema));
    assertEquals(4, model.summary().droppedRows());
    assertArrayEquals(expected, model.weights());
  }

  @Test
  void multilabelAndTextAndRegressionToo() {
    StructType sets =
        new StructType()
            .add("tokens", ToyData.STRINGS)
            .add("label", DataTypes.createArrayType(DataTypes.DoubleType));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(RowFactory.create(new String[] {"a", "b"}, new double[] {i % 2, 1}));
    }
    rows.add(5, RowFactory.create(new String[] {"a"}, new double[] {0.5, 1}));
    SequenceClassifier labels =
        new SequenceClassifier().setMultilabel(true).setHiddenSize(3).setMaxEpochs(1);
    SequenceClassifierModel labeller = labels.setMode(DROP).fit(frame(rows, sets));
    assertEquals(1, labeller.summary().droppedRows());
    assertEquals(1, labeller.evaluateSets(frame(rows, sets)).droppedRows());
    assertEquals(12, labeller.evaluateSets(frame(rows, sets)).sequences());
    rows.set(5, RowFactory.create(new String[] {"a"}, new double[] {1, 0, 1})); // 3 labels
    SequenceClassifierModel ragged = labels.fit(frame(rows, sets));
    assertEquals(1, ragged.summary().droppedRows());
    assertEquals(2, ragged.labels().length);
    assertEquals(12, ragged.evaluateSets(frame(rows, sets)).sequences());

    rows.set(5, RowFactory.create(new String[] {"a"}, new double[] {1, 2, 3})); // width 2
    SequenceRegressor regressor =
        new SequenceRegressor().setInputCol("tokens").setLabelCol("label").setHiddenSize(3);
    SequenceRegressorModel values = regressor.setMaxEpochs(1).setMode(DROP).fit(frame(rows, sets));
    assertEquals(1, values.summary().droppedRows());
    assertEquals(12, values.evaluate(frame(rows, sets)).sequences());
    assertEquals(1, values.evaluate(frame(rows, sets)).droppedRows());

    StructType text = new StructType().add("text", DataTypes.StringType);
    List<Row> lines = new ArrayList<>(List.of(RowFactory.create((Object) null)));
    for (int i = 0; i < 8; i++) {
      lines.add(RowFactory.create("abcab"));
    }
    TrainedLanguageModel model =
        new LanguageModel()
            .setInputCol("text")
            .setHiddenSize(3)
            .setMaxEpochs(1)
            .setBatchSize(2)
            .setMode(DROP)
            .fit(frame(lines, text));
    assertEquals(1, model.summary().droppedRows());
    assertEquals(8, model.evaluate(frame(lines, text)).sequences());
    assertEquals(1, model.evaluate(frame(lines, text)).droppedRows());
    model.set(model.boundaries(), "stream");
    assertEquals(1, model.evaluate(frame(lines, text)).droppedRows());
  }

  /** Without a dropped step, the steps around it would become neighbours. */
  @Test
  void seriesAreNotThinnedOut() {
    StructType schema =
        new StructType().add("t", DataTypes.IntegerType).add("y", DataTypes.DoubleType);
    SequenceRegressor regressor =
        new SequenceRegressor().setInputCol("y").setLabelCol("y").setTimeCol("t").setMode(DROP);
    Dataset<Row> series = frame(List.of(RowFactory.create(1, 2.0)), schema);
    String message =
        assertThrows(InvalidInputException.class, () -> regressor.fit(series)).getMessage();
    assertTrue(
        message.startsWith("mode is dropmalformed, but the rows are steps of series"), message);
  }

  @Test
  void nothingLeftIsAnEmptyDataset() {
    StructType schema = ToyData.schema(ToyData.STRINGS);
    Dataset<Row> data = frame(List.of(RowFactory.create(1, null, null)), schema);
    String message =
        assertThrows(InvalidInputException.class, () -> tagger().setMode(DROP).fit(data))
            .getMessage();
    assertTrue(message.startsWith("the training data is empty"), message);
  }
}
