package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** Consecutive rows with estimators for them, small enough for a search in a test. */
final class TunerData {
  private TunerData() {}

  /** One series of 60 steps t with values x. */
  static Dataset<Row> series() {
    List<Row> steps =
        IntStream.range(0, 60).mapToObj(t -> RowFactory.create(t, (double) (t % 5))).toList();
    return LocalSpark.session()
        .createDataFrame(
            steps, new StructType().add("t", DataTypes.IntegerType).add("x", DataTypes.DoubleType));
  }

  /** An estimator for {@link #series}, with a window of 4. */
  static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setTimeCol("t")
        .setInputCol("x")
        .setLabelCol("x")
        .setWindow(4)
        .setHiddenSize(4)
        .setMaxEpochs(2)
        .setNumShards(2);
  }

  /** A text of 40 lines. */
  static Dataset<Row> text() {
    return LocalSpark.session()
        .createDataset(
            IntStream.range(0, 40).mapToObj(i -> "the cat sat".substring(i % 7)).toList(),
            Encoders.STRING())
        .toDF("tokens");
  }

  /** An estimator for {@link #text} as a stream. */
  static LanguageModel language() {
    return new LanguageModel()
        .setBoundaries("stream")
        .setBatchSize(4)
        .setTbpttLength(5)
        .setHiddenSize(4)
        .setNumShards(2);
  }

  static void assertWrong(Runnable wrong, String... words) {
    String message = assertThrows(InvalidInputException.class, wrong::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }
}
