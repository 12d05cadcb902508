package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.ml.column.Series;
import org.sparkrnn.ml.column.SeriesColumns;
import org.sparkrnn.ml.column.TimeColumn;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Shards hold the steps of a series once, and windows as views of them. */
class SeriesViewsTest {
  private static final int STEPS = 400;
  private static final int WINDOW = 60;

  private static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setAutomatic(false)
        .setInputCols("a", "b")
        .setLabelCol("a")
        .setTimeCol("time")
        .setWindow(WINDOW)
        .setHorizon(2)
        .setHiddenSize(4)
        .setMaxEpochs(1)
        .setNumShards(3);
  }

  private static Dataset<Row> table() {
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      rows.add(RowFactory.create(t, Math.sin(t), t % 7 + 0.25));
    }
    return LocalSpark.session()
        .createDataFrame(
            ToyData.rdd(rows, 3),
            new StructType()
                .add("time", DataTypes.IntegerType)
                .add("a", DataTypes.DoubleType)
                .add("b", DataTypes.DoubleType));
  }

  /** Three series of different lengths, one per row. */
  private static Dataset<Row> arrays() {
    return LocalSpark.session()
        .range(3)
        .selectExpr(
            "transform(sequence(0, 150 + int(id) * 40), t -> sin(t + id)) as a",
            "transform(sequence(0, 150 + int(id) * 40), t -> double(t % 7)) as b");
  }

  private static TrainingData prepared(Dataset<Row> examples) {
    SequenceRegressor onExamples = regressor();
    SeriesColumns.toExamples(onExamples);
    return onExamples.prepare(examples);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shardsHoldTheStepsOfASeriesOnceAndTrainAsOnCopies(boolean table) {
    Dataset<Row> data = table ? table() : arrays();
    Series series = Series.of(data.schema(), regressor());
    TimeColumn time = series.time(data);
    Dataset<Row> windows = series.windows(series.ordered(data, time), time, 2, true);
    assertEquals(
        List.of(Series.HISTORY, Series.FUTURE),
        List.of(regressor().examples(data).columns()),
        "what users see of examples");
    try (TrainingData views = prepared(windows);
        TrainingData copies = prepared(regressor().examples(data))) {
      assertEquals(copies.training().sequences(), views.training().sequences());
      assertEquals(copies.training().steps(), views.training().steps());
      assertEquals(copies.training().sha256(), views.training().sha256());
      long n = views.training().sequences();
      long seriesSteps = table ? STEPS : 151 + 191 + 231;
      long parts = table ? data.toJavaRDD().getNumPartitions() + 3 : 3; // whose edges overlap
      long most = 3 * 8 * (seriesSteps + parts * WINDOW); // in each shard
      long rest = n * (2 * 4 + 2 * 4) + 3 * 4; // targets, begins, starts
      assertTrue(views.training().bytes() <= most + rest, views.training().bytes() + " bytes");
      assertEquals(n * (WINDOW * 8 + 2 * 4 + 4) + 3 * 4, copies.training().bytes());
      assertEquals(copies.training().packedBytesPerStep(), views.training().packedBytesPerStep());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weightsAreThoseOfCopies(boolean table) {
    Dataset<Row> data = table ? table() : arrays();
    float[] views = regressor().fit(data).weights();
    SequenceRegressor onExamples = regressor();
    SeriesColumns.toExamples(onExamples);
    assertArrayEquals(onExamples.fit(regressor().examples(data)).weights(), views);
  }
}
