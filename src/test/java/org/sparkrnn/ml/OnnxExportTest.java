package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.OnnxRun;
import org.sparkrnn.testkit.ToyData;

/** An exported model gives the same results in onnxruntime as transform. */
class OnnxExportTest {
  private static final double TOLERANCE = 1e-5;

  @TempDir Path dir;

  private OnnxRun exported(RnnModel<?, ?> model) throws IOException {
    Path path = dir.resolve("exported");
    model.exportOnnx(LocalSpark.session(), path.toString(), true);
    return new OnnxRun(Files.readAllBytes(path.resolve("model.onnx")));
  }

  /** The rows in the form of the file, in batches of 1, 2 and 7 in turn. */
  private static List<List<EncodedSequence>> batches(RnnModel<?, ?> model, List<Row> rows) {
    SequenceRows columns = new SequenceRows(model.input(rows.get(0).schema()), null);
    Iterator<EncodedSequence> sequences = columns.raw(rows.iterator(), model.encoder());
    List<List<EncodedSequence>> batches = new ArrayList<>();
    for (int i = 0; sequences.hasNext(); i++) {
      List<EncodedSequence> batch = new ArrayList<>();
      for (int n = List.of(1, 2, 7).get(i % 3); n > 0 && sequences.hasNext(); n--) {
        batch.add(sequences.next());
      }
      batches.add(batch);
    }
    return batches;
  }

  /** Rows of outputs, with those of steps concatenated and padding left out. */
  private static List<double[]> outputs(OnnxRun onnx, List<List<EncodedSequence>> batches) {
    List<double[]> all = new ArrayList<>();
    for (List<EncodedSequence> batch : batches) {
      OnnxRun.Output output = onnx.run(batch, 0).get("output");
      boolean each = output.shape().length == 3;
      int K = (int) output.shape()[output.shape().length - 1];
      int size = output.values().length / batch.size();
      for (int b = 0; b < batch.size(); b++) {
        double[] row = new double[each ? batch.get(b).length() * K : K];
        System.arraycopy(output.values(), b * size, row, 0, row.length);
        all.add(row);
      }
    }
    return all;
  }

  /** The numbers of a column's value, with vectors and arrays concatenated. */
  private static void numbers(Object value, List<Double> to) {
    if (value instanceof Vector vector) {
      for (double number : vector.toArray()) {
        to.add(number);
      }
    } else if (value instanceof scala.collection.Iterable<?> values) {
      scala.jdk.javaapi.CollectionConverters.asJava(values).forEach(each -> numbers(each, to));
    } else {
      to.add(((Number) value).doubleValue());
    }
  }

  private void assertAlike(RnnModel<?, ?> model, Dataset<Row> data, String column)
      throws IOException {
    List<Row> rows = model.transform(data).collectAsList();
    assertTrue(rows.size() > 20);
    try (OnnxRun onnx = exported(model)) {
      List<double[]> found = outputs(onnx, batches(model, rows));
      assertEquals(rows.size(), found.size());
      for (int i = 0; i < rows.size(); i++) {
        List<Double> expected = new ArrayList<>();
        numbers(rows.get(i).getAs(column), expected);
        assertEquals(expected.size(), found.get(i).length, "row " + i);
        for (int j = 0; j < expected.size(); j++) {
          double allowed = TOLERANCE * Math.max(1, Math.abs(expected.get(j)));
          assertEquals(expected.get(j), found.get(i)[j], allowed, "row " + i + ", " + j);
        }
      }
    }
  }

  @Test
  void aTaggerGivesLabels() throws IOException {
    SequenceTaggerModel model =
        SequenceTaggerTest.tagger(3).setCell("lstm").setBidirectional(true).fit(data());
    List<Row> rows = model.transform(ToyData.tokens(40, 3)).collectAsList();
    try (OnnxRun onnx = exported(model)) {
      List<String> labels = Files.readAllLines(dir.resolve("exported/labels.txt"));
      int K = labels.size();
      List<double[]> found = outputs(onnx, batches(model, rows));
      for (int i = 0; i < rows.size(); i++) {
        List<String> given = new ArrayList<>();
        for (int t = 0; t < found.get(i).length / K; t++) {
          int best = 0;
          for (int k = 1; k < K; k++) {
            best = found.get(i)[t * K + k] > found.get(i)[t * K + best] ? k : best;
          }
          given.add(labels.get(best));
        }
        assertEquals(rows.get(i).getList(rows.get(i).fieldIndex("prediction")), given);
      }
    }
  }

  private static Dataset<Row> data() {
    return ToyData.tokens(48, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrfWithCharactersIsDecodedByItsOutputs(boolean bidirectional) throws IOException {
    SequenceTaggerModel model =
        SequenceTaggerTest.tagger(3)
            .setOutputLayer("crf")
            .setCharacterFilters(6)
            .setCharacterSize(4)
            .setBidirectional(bidirectional)
            .fit(data());
    List<Row> rows = model.transform(ToyData.tokens(40, 3)).collectAsList();
    try (OnnxRun onnx = exported(model)) {
      List<String> labels = Files.readAllLines(dir.resolve("exported/labels.txt"));
      int i = 0;
      for (List<EncodedSequence> batch : batches(model, rows)) {
        Map<String, OnnxRun.Output> outputs = onnx.run(batch, 0);
        for (int b = 0; b < batch.size(); b++, i++) {
          List<String> given = new ArrayList<>();
          int T = batch.get(b).length();
          for (int label : T == 0 ? new int[0] : OnnxRun.best(outputs, b, T)) {
            given.add(labels.get(label));
          }
          assertEquals(rows.get(i).getList(rows.get(i).fieldIndex("prediction")), given);
        }
      }
      assertEquals(rows.size(), i);
    }
    assertTrue(Files.exists(dir.resolve("exported/characters.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lastStep", "mean", "max", "meanMax", "attention"})
  void aClassifierGivesProbabilities(String readout) throws IOException {
    Dataset<Row> data =
        data().selectExpr("tokens", "if(array_contains(tokens, 'c'), 'yes', 'no') as label");
    SequenceClassifierModel model =
        SequenceClassifierTest.classifier()
            .setAutomatic(false)
            .setMaxEpochs(2)
            .setReadout(readout)
            .setBidirectional(true)
            .fit(data);
    assertAlike(model, data, model.getProbabilityCol());
  }

  @Test
  void setsOfLabelsAreProbabilitiesOfEach() throws IOException {
    SequenceClassifierModel model =
        MultilabelTest.classifier().setMaxEpochs(2).fit(MultilabelTest.present());
    assertAlike(model, MultilabelTest.present(), model.getProbabilityCol());
    SequenceClassifierModel chords =
        MultilabelTest.chords().setMaxEpochs(2).fit(MultilabelTest.frames(""));
    assertAlike(chords, MultilabelTest.frames(""), chords.getProbabilityCol());
  }

  /** Inputs and outputs are in the units of the data. */
  @ParameterizedTest
  @ValueSource(strings = {"elman", "lstm", "gru", "none", "mingru"})
  void aRegressorGivesNumbersInTheUnitsOfTheTargets(String cell) throws IOException {
    String features = "transform(tokens, t -> array(ascii(t) * 8.0D, size(tokens) * 1.0D)) as x";
    Dataset<Row> data = data().selectExpr(features, "1000 + 64 * size(tokens) as y");
    SequenceRegressorModel model =
        new SequenceRegressor()
            .setAutomatic(false)
            .setInputCol("x")
            .setLabelCol("y")
            .setCell(cell)
            .setHiddenSize(8)
            .setNumLayers(2)
            .setMaxEpochs(2)
            .setNumShards(2)
            .fit(data);
    assertTrue(model.encoder().standardization() != null);
    assertAlike(model, data, "prediction");
  }

  @Test
  void aLanguageModelGivesTheNextToken() throws IOException {
    Dataset<Row> data = data().where("size(tokens) > 0").select("tokens");
    TrainedLanguageModel model =
        new LanguageModel()
            .setLevel("word")
            .setInputCol("tokens")
            .setCell("gru")
            .setHiddenSize(8)
            .setEmbeddingSize(4)
            .setNumShards(2)
            .setMaxEpochs(2)
            .fit(data);
    List<Row> rows = model.transform(data).collectAsList();
    int boundary = model.languageModel().boundary();
    try (OnnxRun onnx = exported(model)) {
      int i = 0;
      for (List<EncodedSequence> batch : batches(model, rows)) {
        List<EncodedSequence> lines =
            batch.stream().map(text -> NextTokens.ofLine(text, boundary)).toList();
        OnnxRun.Output p = onnx.run(lines, 0).get("output");
        int K = (int) p.shape()[2];
        int size = p.values().length / lines.size();
        for (int b = 0; b < lines.size(); b++, i++) {
          double sum = 0;
          for (int t = 0; t < lines.get(b).length(); t++) {
            sum += Math.log(p.values()[b * size + t * K + NextTokens.target(lines.get(b), t)]);
          }
          double expected = rows.get(i).getAs("logProbability");
          assertEquals(expected, sum, TOLERANCE * Math.abs(expected));
        }
      }
      assertEquals(rows.size(), i);
    }
  }

  @Test
  void whatIsThereIsReplacedOnlyIfAsked() throws IOException {
    SequenceTaggerModel model = SequenceTaggerTest.tagger(1).fit(data());
    Path path = dir.resolve("exported");
    exported(model).close();
    exported(model).close();
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> model.exportOnnx(LocalSpark.session(), path.toString(), false))
            .getMessage();
    assertTrue(message.contains("already exists; give overwrite=true"), message);
    try (var left = Files.list(dir)) {
      assertEquals(List.of(path), left.toList());
    }
  }

  @Test
  void aForecastThatIsFedBackIsRefused() {
    SequenceRegressorModel model =
        SequenceRegressorModel.load("src/test/resources/saved/v1/models/regressor-recursive");
    Path path = dir.resolve("exported");
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> model.exportOnnx(LocalSpark.session(), path.toString(), false))
            .getMessage();
    assertTrue(message.startsWith("strategy is recursive and horizon is "), message);
    assertFalse(Files.exists(path));
  }
}
