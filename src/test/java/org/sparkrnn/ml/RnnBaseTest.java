package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PredictedRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TargetColumn;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.predict.SequencePredictor;
import org.sparkrnn.testkit.ToyData;
import scala.collection.mutable.ArraySeq$;

/**
 * The base classes of estimators and models support every kind of target from column to saved
 * model.
 */
class RnnBaseTest {
  private static final StructType NO_COLUMNS = new StructType();

  /** Each target as an expression over tokens, with the way in which a network reads it. */
  private enum Target {
    CLASS("coalesce(get(tokens, 0), 'none')", Readout.LAST_STEP, HeadType.SOFTMAX),
    NUMBER_CLASS("size(tokens) % 2", Readout.LAST_STEP, HeadType.SOFTMAX),
    SET("array_distinct(tokens)", Readout.LAST_STEP, HeadType.SIGMOID),
    SETS("transform(tokens, t -> array(t, 'any'))", Readout.EACH_STEP, HeadType.SIGMOID),
    VALUE("double(size(tokens))", Readout.LAST_STEP, HeadType.IDENTITY),
    VALUES(
        "transform(tokens, t -> array(1D, double(t = 'a')))", Readout.EACH_STEP, HeadType.IDENTITY);

    final String expression;
    final Readout readout;
    final HeadType head;

    Target(String expression, Readout readout, HeadType head) {
      this.expression = expression;
      this.readout = readout;
      this.head = head;
    }

    Dataset<Row> data(int n) {
      return ToyData.tokens(n, 1).selectExpr("id", "tokens", expression + " as labels");
    }

    TargetColumn column(StructType schema) {
      return switch (head) {
        case SOFTMAX -> TargetColumn.labels(schema, "labelCol", "labels", readout);
        case SIGMOID -> TargetColumn.labelSets(schema, "labelCol", "labels", readout, null);
        case IDENTITY, LIKELIHOOD -> TargetColumn.values(schema, "labelCol", "labels", readout);
      };
    }

    NetworkBuilder output(NetworkBuilder network) {
      return network.head(head).readout(readout);
    }
  }

  private static final class Probe extends RnnEstimator<Probe, ProbeModel> {
    private static final long serialVersionUID = 1L;
    private final Target target;

    Probe(Target target) {
      super("probe");
      this.target = target;
      setHiddenSize(4).setEmbeddingSize(3).setMaxEpochs(1).setNumShards(2).setWordDropout(0);
    }

    @Override
    public Probe copy(ParamMap extra) {
      return copyValues(new Probe(target), extra);
    }

    @Override
    SequenceRows rows(StructType schema) {
      return new SequenceRows(SequenceInput.of(schema, this), target.column(schema));
    }

    @Override
    NetworkBuilder withOutput(NetworkBuilder network) {
      return target.output(network);
    }

    @Override
    ProbeModel newModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
      return new ProbeModel(target, uid, spec, weights, encoder);
    }

    @Override
    List<OutputColumn> outputColumns(StructType schema) {
      return ProbeModel.columns(this);
    }
  }

  private static final class ProbeModel extends RnnModel<ProbeModel, Sums> {
    private static final long serialVersionUID = 1L;
    private final Target target;

    ProbeModel(
        Target target, String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
      super(uid, spec, weights, encoder);
      this.target = target;
    }

    @Override
    ProbeModel newModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
      return new ProbeModel(target, uid, spec, weights, encoder);
    }

    @Override
    NetworkBuilder withOutput(NetworkBuilder network) {
      return target.output(network);
    }

    @Override
    Sums predictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
      return new Sums(spec, weights, encoder);
    }

    static List<OutputColumn> columns(RnnParams params) {
      return List.of(
          new OutputColumn(
              "predictionCol",
              params.getPredictionCol(),
              DataTypes.createArrayType(DataTypes.DoubleType)),
          new OutputColumn("lengthCol", "length", DataTypes.IntegerType));
    }

    @Override
    List<OutputColumn> outputColumns() {
      return columns(this);
    }

    @Override
    PredictedRows.Outputs<Sums> outputs() {
      return (sums, sequences) -> {
        List<Object[]> added = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
          Object of = ArraySeq$.MODULE$.make(sums.of(sequences).get(i));
          added.add(new Object[] {of, sequences.get(i).length()});
        }
        return added;
      };
    }
  }

  /** The sum of each output's K numbers, in the order of the outputs. */
  private static final class Sums extends SequencePredictor {
    private static final long serialVersionUID = 1L;

    Sums(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
      super(spec, weights, encoder);
    }

    List<Double[]> of(List<EncodedSequence> sequences) {
      boolean each = network().readout() == Readout.EACH_STEP;
      List<Double[]> sums = new ArrayList<>();
      sequences.forEach(s -> sums.add(new Double[each ? s.length() : 1]));
      run(
          sequences,
          (i, t, p, offset) -> {
            double sum = 0;
            for (int k = 0; k < network().outputSize(); k++) {
              sum += p[offset + k];
            }
            sums.get(i)[each ? t : 0] = sum;
          });
      return sums;
    }
  }

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Target.class)
  void everyKindOfTargetTrainsPredictsSavesAndLoads(Target target) throws IOException {
    Dataset<Row> data = target.data(40);
    ProbeModel model = new Probe(target).setValidationFraction(0.2).fit(data);
    List<Row> rows = model.transform(data).collectAsList();
    assertEquals(40, rows.size());
    for (Row row : rows) {
      int outputs = target.readout == Readout.EACH_STEP ? row.getList(1).size() : 1;
      assertEquals(outputs, row.getList(3).size());
      assertEquals(row.getList(1).size(), row.getInt(4));
      if (target.head == HeadType.SOFTMAX) {
        assertEquals(1, (double) row.getList(3).get(0), 1e-5);
      }
    }
    String path = dir.resolve("model").toString();
    model.write().save(path);
    assertEquals(target.head != HeadType.IDENTITY, Files.exists(dir.resolve("model/labels.txt")));
    ProbeModel loaded = load(target, path);
    assertEquals(model.network(), loaded.network());
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals(rows, loaded.transform(data).collectAsList());
  }

  private static ProbeModel load(Target target, String path) {
    return new RnnModelLoader<>(
            ProbeModel.class, () -> new ProbeModel(target, "empty", null, null, null))
        .load(path);
  }

  @Test
  void outputsAndLabelsHaveTheSizesOfTheData() {
    ProbeModel sets = new Probe(Target.SETS).fit(Target.SETS.data(16));
    assertEquals(4, sets.network().outputSize());
    assertEquals("any", sets.encoder().labels().entry(0), "the most frequent comes first");
    ProbeModel values = new Probe(Target.VALUES).fit(Target.VALUES.data(16));
    assertEquals(2, values.network().outputSize());
    assertNull(values.encoder().labels());
  }

  @Test
  void aDamagedTargetWidthIsRefused() throws IOException {
    String path = dir.resolve("damaged").toString();
    new Probe(Target.VALUES).fit(Target.VALUES.data(16)).write().save(path);
    Path network = Path.of(path, "network.json");
    String json = Files.readString(network);
    assertTrue(json.contains("\"targets\" : 2"), json);
    Files.deleteIfExists(Path.of(path, ".network.json.crc"));
    for (String width : List.of("0", "-1", "\"2\"", "3")) {
      Files.writeString(network, json.replace("\"targets\" : 2", "\"targets\" : " + width));
      assertThrows(InvalidInputException.class, () -> load(Target.VALUES, path), width);
    }
  }

  @Test
  void aRowWithAMalformedTargetIsNamed() {
    Dataset<Row> data =
        Target.VALUE
            .data(16)
            .selectExpr("id", "tokens", "if(id = 9, double('NaN'), labels) as labels");
    String message =
        assertThrows(InvalidInputException.class, () -> new Probe(Target.VALUE).fit(data))
            .getMessage();
    assertTrue(message.contains("row 2 of partition 2: labels contains NaN; targets"), message);
  }

  @Test
  void everyOutputColumnMustBeNew() {
    Dataset<Row> data = Target.CLASS.data(8).withColumnRenamed("id", "length");
    String message =
        assertThrows(InvalidInputException.class, () -> new Probe(Target.CLASS).fit(data))
            .getMessage();
    assertTrue(message.startsWith("lengthCol length already exists"), message);
    assertThrows(
        InvalidInputException.class, () -> new Probe(Target.CLASS).transformSchema(NO_COLUMNS));
  }
}
