package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

class SequenceTaggingEvaluatorTest {
  private static Dataset<Row> data(Row... rows) {
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(List.of(rows), 3),
            new StructType().add("labels", ToyData.STRINGS).add("prediction", ToyData.STRINGS));
  }

  private static Row row(String labels, String predicted) {
    return RowFactory.create(labels.split(" "), predicted == null ? null : predicted.split(" "));
  }

  @Test
  void theMetricAskedForIsComputed() {
    Dataset<Row> data = data(row("B-X I-X O O", "B-X I-X O B-X"), row("O", "O"));
    SequenceTaggingEvaluator evaluator = new SequenceTaggingEvaluator();
    assertEquals(0.8, evaluator.evaluate(data), 1e-12);
    assertEquals(2 / 3.0, evaluator.setMetricName("spanF1").evaluate(data), 1e-12);
    // B-X: 2/3, I-X: 1, O: 2 * 2 / (3 + 2)
    assertEquals((2 / 3.0 + 1 + 0.8) / 3, evaluator.setMetricName("macroF1").evaluate(data), 1e-12);
    assertEquals(
        0.8, evaluator.evaluate(data, new ParamMap().put(evaluator.metricName(), "accuracy")));
    assertTrue(evaluator.isLargerBetter());
  }

  @Test
  void columnsMayHaveOtherNames() {
    Dataset<Row> data = data(row("A B", "A A")).toDF("gold", "found");
    SequenceTaggingEvaluator evaluator =
        new SequenceTaggingEvaluator().setLabelCol("gold").setPredictionCol("found");
    assertEquals(0.5, evaluator.evaluate(data));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> evaluator.setPredictionCol("fund").evaluate(data))
            .getMessage();
    assertTrue(message.contains("did you mean predictionCol=found?"), message);
  }

  @Test
  void malformedRowsAndMetricsAreRefused() {
    SequenceTaggingEvaluator evaluator = new SequenceTaggingEvaluator();
    String lengths =
        assertThrows(InvalidInputException.class, () -> evaluator.evaluate(data(row("A B", "A"))))
            .getMessage();
    assertTrue(lengths.contains("2 labels but 1 predictions"), lengths);
    String missing =
        assertThrows(InvalidInputException.class, () -> evaluator.evaluate(data(row("A", null))))
            .getMessage();
    assertTrue(missing.contains("prediction is null"), missing);
    String metric =
        assertThrows(InvalidInputException.class, () -> evaluator.setMetricName("f1")).getMessage();
    assertEquals("metricName is f1; expected one of accuracy, macroF1, spanF1", metric);
  }

  @Test
  void noRowsHaveNoAccuracy() {
    assertTrue(Double.isNaN(new SequenceTaggingEvaluator().evaluate(data())));
  }

  @Test
  void itSavesAndLoadsItsParams(@TempDir Path dir) throws java.io.IOException {
    SequenceTaggingEvaluator evaluator = new SequenceTaggingEvaluator().setMetricName("spanF1");
    String path = dir.resolve("evaluator").toString();
    evaluator.write().save(path);
    assertEquals(evaluator.explainParams(), SequenceTaggingEvaluator.load(path).explainParams());
    assertEquals(3, evaluator.params().length);
  }
}
