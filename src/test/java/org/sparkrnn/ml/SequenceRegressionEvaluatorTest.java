package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

class SequenceRegressionEvaluatorTest {
  @TempDir Path dir;

  private static Dataset<Row> sql(String columns) {
    return LocalSpark.session().sql("select " + columns);
  }

  private static double evaluate(Dataset<Row> data, String metric) {
    return new SequenceRegressionEvaluator().setMetricName(metric).evaluate(data);
  }

  /** Errors 3, 0 and -4 in every shape: sqrt(25 / 3) and 7 / 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array(1D, 2D, 3D) | array(4D, 2D, -1D)",
        "array(1, 2, 3) | array(4D, 2D, -1D)",
        "array(array(1D, 2D), array(3D)) | array(array(4D, 2D), array(-1D))",
        "array(array(1D), array(2D), array(3D)) | array(4D, 2D, -1D)"
      })
  void allValuesCountAlike(String labels, String predictions) {
    Dataset<Row> data = sql(labels + " as labels, " + predictions + " as prediction");
    assertEquals(Math.sqrt(25 / 3.0), evaluate(data, "rmse"), 1e-12);
    assertEquals(7 / 3.0, evaluate(data, "mae"), 1e-12);
    Dataset<Row> empty =
        sql("array() as labels, array() as prediction")
            .selectExpr(
                "cast(labels as array<double>) as labels",
                "cast(prediction as array<double>) as prediction");
    assertTrue(Double.isNaN(evaluate(empty, "rmse")), "nothing has no error");
    assertEquals(0, new SequenceRegressionEvaluator().metrics(empty).sequences());
    assertEquals(1, new SequenceRegressionEvaluator().metrics(data).sequences());
  }

  @Test
  void vectorsAreComparedWithArrays() {
    Dataset<Row> data =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create(Vectors.dense(1, 2, 3), new Double[] {4.0, 2.0, -1.0})),
                new StructType()
                    .add("labels", SQLDataTypes.VectorType())
                    .add("prediction", DataTypes.createArrayType(DataTypes.DoubleType)));
    assertEquals(7 / 3.0, evaluate(data, "mae"), 1e-12);
  }

  @Test
  void sparksEvaluatorSaysTheSameOfOneNumberARow() {
    Dataset<Row> data =
        LocalSpark.session()
            .range(20)
            .selectExpr("1e6 + sin(id) as labels", "1e6 + 0.9 * sin(id + 0.1) as prediction")
            .selectExpr("double(labels) as labels", "double(prediction) as prediction");
    for (String metric : new SequenceRegressionEvaluator().metricNames()) {
      double expected =
          new RegressionEvaluator().setLabelCol("labels").setMetricName(metric).evaluate(data);
      assertEquals(expected, evaluate(data, metric), 1e-9, metric);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1' as labels, 1D as prediction | labelCol labels has type string; expected double",
        "array('1') as labels, array(1D) as prediction | labelCol labels has type array<string>; expected array<double>",
        "1D as labels, 'x' as prediction | predictionCol prediction has type string; expected double",
        "1D as label, 1D as prediction | labelCol labels is not a column of the data; its columns are label, prediction; did you mean labelCol=label?",
        "cast(null as double) as labels, 1D as prediction | row 1 of partition 1: labels is null; drop rows",
        "1D as labels, cast(null as double) as prediction | row 1 of partition 1: prediction is null; drop rows",
        "array(1D, null) as labels, array(1D, 2D) as prediction | row 1 of partition 1: labels is null at step 2",
        "double('NaN') as labels, 1D as prediction | row 1 of partition 1: labels contains NaN; targets must be finite",
        "1D as labels, array(1D, 2D) as prediction | row 1 of partition 1: 1 numbers to predict but 2 predictions"
      })
  void whatCannotBeComparedIsNamed(String columns, String expected) {
    String message =
        assertThrows(InvalidInputException.class, () -> evaluate(sql(columns), "rmse"))
            .getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void itSavesAndLoadsItsParams() throws IOException {
    SequenceRegressionEvaluator evaluator = new SequenceRegressionEvaluator().setMetricName("mae");
    String path = dir.resolve("evaluator").toString();
    evaluator.write().save(path);
    assertEquals(evaluator.explainParams(), SequenceRegressionEvaluator.load(path).explainParams());
    assertFalse(evaluator.isLargerBetter());
  }

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setCell("gru")
        .setHiddenSize(8)
        .setMaxEpochs(8)
        .setBatchSize(10)
        .setNumShards(2)
        .setExecution("threads");
  }

  private static void assertTuned(SequenceRegressor regressor, Dataset<Row> data) {
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(regressor)
            .setEvaluator(new SequenceRegressionEvaluator().setLabelCol(regressor.getLabelCol()))
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(regressor.learningRate(), new double[] {1e-6, 0.03})
                    .build())
            .setNumFolds(2)
            .setSeed(1)
            .fit(data);
    assertTrue(tuned.avgMetrics()[1] < tuned.avgMetrics()[0], Arrays.toString(tuned.avgMetrics()));
    SequenceRegressorModel best = (SequenceRegressorModel) tuned.bestModel();
    assertEquals(0.03, best.getLearningRate());
    RegressionMetrics metrics = best.evaluate(data);
    Dataset<Row> predicted = best.transform(data).withColumnRenamed(best.getLabelCol(), "labels");
    assertEquals(metrics.rmse(), evaluate(predicted, "rmse"), 1e-6);
    assertEquals(metrics.mae(), evaluate(predicted, "mae"), 1e-6);
    assertEquals(
        metrics.sequences(), new SequenceRegressionEvaluator().metrics(predicted).sequences());
  }

  @Test
  void aCrossValidatorTunesAValueAStep() {
    Dataset<Row> data =
        LocalSpark.session()
            .range(40)
            .selectExpr("transform(sequence(1, 1 + id % 5), t -> sin(id * t)) as xs")
            .selectExpr("xs", "transform(xs, (x, t) -> x + if(t = 0, 0D, get(xs, t - 1))) as ys");
    assertTuned(regressor().setInputCol("xs").setLabelCol("ys").setReadout("eachStep"), data);
  }

  /** CrossValidator splits the examples of a series, each with several steps to forecast. */
  @Test
  void aCrossValidatorTunesForecastsOfSeveralSteps() {
    Dataset<Row> series =
        LocalSpark.session().range(60).selectExpr("id as time", "100 + 10 * sin(id / 2) as load");
    SequenceRegressor forecaster =
        regressor()
            .setInputCols("load")
            .setLabelCol("load")
            .setTimeCol("time")
            .setWindow(4)
            .setHorizon(3);
    Dataset<Row> examples =
        forecaster.examples(series.selectExpr("time", "double(load) as load")).cache();
    assertEquals(60 - 4 - 3 + 1, examples.count());
    assertTuned(regressor().setInputCol("history").setLabelCol("future"), examples);
    examples.unpersist();
  }
}
