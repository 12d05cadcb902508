package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/**
 * Large numbers whose differences are below the precision of float. There are 128 inputs and 64
 * targets, all whole, so that means are exact in double, and weights are the same bit for bit as
 * without the offset.
 */
class FarFromZeroTest {
  private static final double FAR = 0x1p31; // where floats are 256 apart

  @TempDir Path dir;

  /** (t, load), a saw of 24 steps. */
  private static Dataset<Row> series(double offset) {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < 66; t++) {
      rows.add(RowFactory.create(t, offset + t % 24));
    }
    StructType schema = new StructType().add("t", "int").add("load", "double");
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows, 2), schema);
  }

  /** Rows (x, y, code, y2) of two steps each. */
  private static Dataset<Row> sequences(double offset) {
    return LocalSpark.session()
        .range(64)
        .selectExpr("double(id) as id", "double('%s') as off".formatted(offset))
        .selectExpr(
            "array(off + id, off + id * id % 37) as x",
            "off + id % 5 as y",
            "string(id % 2) as code",
            "array(off + id % 5, off + id % 3) as y2");
  }

  private static <E extends RnnEstimator<E, ?>> E small(E estimator) {
    return estimator
        .setHiddenSize(4)
        .setMaxEpochs(3)
        .setBatchSize(16)
        .setLearningRate(0.02)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static SequenceRegressor forecaster() {
    SequenceRegressor regressor = small(new SequenceRegressor());
    return regressor.setInputCols("load").setLabelCol("load").setTimeCol("t").setWindow(2);
  }

  private static SequenceRegressor regressor() {
    return small(new SequenceRegressor()).setInputCol("x").setLabelCol("y");
  }

  @Test
  void aSeriesIsForecastAsItIsWithoutTheOffset() throws Exception {
    SequenceRegressorModel near = forecaster().fit(series(0));
    SequenceRegressorModel far = forecaster().fit(series(FAR));
    assertEquals(near.weightsSha256(), far.weightsSha256());
    double rmse = near.evaluate(series(0)).rmse();
    assertTrue(rmse > 1, "rmse " + rmse);
    assertEquals(rmse, far.evaluate(series(FAR)).rmse(), 1e-6);
    assertEquals(near.evaluate(series(0)).loss(), far.evaluate(series(FAR)).loss(), 1e-6);
    assertEquals(
        RegressionBaseline.measure(near, series(0), series(0), 1).values(),
        RegressionBaseline.measure(far, series(FAR), series(FAR), 1).values());

    String path = dir.resolve("model").toString();
    far.write().save(path);
    SequenceRegressorModel loaded = SequenceRegressorModel.load(path);
    List<Row> rows = loaded.transform(series(FAR)).collectAsList();
    List<Row> expected = near.transform(series(0)).collectAsList();
    for (int t = 0; t < rows.size(); t++) {
      assertEquals(expected.get(t).getDouble(2), rows.get(t).getDouble(2) - FAR, 1e-5, "row " + t);
    }
    assertEquals(rows.get(1).getDouble(2), loaded.regressor().predict(FAR, FAR + 1)[0], 1e-4);
  }

  @Test
  void recursionFeedsBackWhatDoubleHolds() {
    SequenceRegressor recursive = forecaster().setStrategy("recursive").setHorizon(3);
    double[] near = recursive.fit(series(0)).regressor().predict(3, 4);
    double[] far = recursive.fit(series(FAR)).regressor().predict(FAR + 3, FAR + 4);
    for (int h = 0; h < 3; h++) {
      assertEquals(near[h], far[h] - FAR, 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "transform(x, v -> array(v, 0D - v)) as x",
        "transform(x, v -> array(bigint(v))) as x",
        "transform(x, v -> array(cast(v as decimal(20, 2)))) as x"
      })
  void inputsOfSequences(String x) {
    assertEquals(
        regressor().fit(sequences(0).selectExpr(x, "y")).weightsSha256(),
        regressor().fit(sequences(FAR).selectExpr(x, "y")).weightsSha256());
  }

  @Test
  void targetsOfEachKind() {
    for (String y : List.of("y2 as y", "y", "bigint(y) as y")) {
      SequenceRegressorModel near = regressor().fit(sequences(0).selectExpr("x", y));
      SequenceRegressorModel far = regressor().fit(sequences(FAR).selectExpr("x", y));
      assertEquals(near.weightsSha256(), far.weightsSha256(), y);
      assertEquals(
          near.evaluate(sequences(0).selectExpr("x", y)).mae(),
          far.evaluate(sequences(FAR).selectExpr("x", y)).mae(),
          1e-6,
          y);
    }
  }

  @Test
  void aClassifierSeesNoOffset() {
    SequenceClassifier classifier =
        small(new SequenceClassifier()).setStandardize(true).setInputCol("x").setLabelCol("code");
    assertEquals(
        classifier.fit(sequences(0)).weightsSha256(),
        classifier.fit(sequences(FAR)).weightsSha256());
  }

  @Test
  void withoutStandardizingMetricsAreOfTheNumbersAsGiven() {
    SequenceRegressor plain = regressor().setStandardize(false).setMaxEpochs(1);
    SequenceRegressorModel model = plain.fit(sequences(0).selectExpr("x", "y + 0.1 as y"));
    Dataset<Row> far = sequences(0).selectExpr("x", "y + 16777217 as y"); // 2^24 + 1
    double mean = model.transform(far).selectExpr("avg(abs(prediction - y))").first().getDouble(0);
    assertEquals(mean, model.evaluate(far).mae(), 1e-6);
  }

  @Test
  void aValidationPartIsChosenAmongRowsThatFloatCannotTellApart() {
    SequenceRegressor held = regressor().setValidationFraction(0.3);
    SequenceRegressorModel model = held.fit(sequences(FAR));
    long trained = model.summary().sequences();
    assertTrue(trained > 30 && trained < 60, trained + " of 64 rows");
  }

  @Test
  void numbersBeyondFloatAreNamedAndDenormalsRead() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    forecaster()
                        .fit(series(0).selectExpr("t", "if(t = 5, double('1e300'), load) as load")))
            .getMessage();
    assertTrue(message.startsWith("row ") && message.contains("load contains 1.0E300"), message);
    String sequence =
        assertThrows(
                InvalidInputException.class,
                () -> regressor().fit(sequences(0).selectExpr("array(double('1e300')) as x", "y")))
            .getMessage();
    assertTrue(sequence.contains("x contains 1.0E300 at step 1"), sequence);
    SequenceRegressorModel tiny =
        forecaster().fit(series(0).selectExpr("t", "load * double('1e-310') as load"));
    assertEquals(
        forecaster().fit(series(0)).evaluate(series(0)).loss(),
        tiny.evaluate(series(0).selectExpr("t", "load * double('1e-310') as load")).loss(),
        1e-4);
  }
}
