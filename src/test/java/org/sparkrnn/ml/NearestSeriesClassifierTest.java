package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** The window and the limit of training series, which other baselines do not have. */
class NearestSeriesClassifierTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("x", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("y", DataTypes.StringType);

  /** Peaks up and down, at different places. */
  private static Dataset<Row> peaks(int rows, int partitions) {
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] x = new double[20];
      x[5 + i % 4] = i % 2 == 0 ? 1 : -1;
      x[19] = i / 1000.0;
      all.add(RowFactory.create(x, i % 2 == 0 ? "up" : "down"));
    }
    return LocalSpark.session()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
                .parallelize(all, partitions),
            SCHEMA);
  }

  @Test
  void theWindowIsSetOrLearned() {
    NearestSeriesClassifier nearest = new NearestSeriesClassifier();
    assertEquals(0, nearest.fit(peaks(24, 2), "x", "y").getWarpingWindow(), "as good as wider");
    NearestSeriesClassifierModel set = nearest.setWarpingWindow(0.15).fit(peaks(24, 2), "x", "y");
    assertEquals(0.15, set.getWarpingWindow());
    BaselineMetrics metrics = set.evaluate(peaks(10, 1));
    assertEquals("nearestDtw", metrics.name());
    assertEquals(1, metrics.get("accuracy"));
    assertEquals(0.15, metrics.settings().get("warpingWindow"));
    assertTrue(metrics.notes().isEmpty(), metrics.notes().toString());
    BaselineMetrics euclidean =
        nearest.setDistance("euclidean").fit(peaks(24, 2), "x", "y").evaluate(peaks(10, 1));
    assertEquals("nearestEuclidean", euclidean.name());
    assertEquals(1, euclidean.get("accuracy"));
    assertTrue(euclidean.settings().isEmpty(), euclidean.settings().toString());
  }

  @Test
  void ofManySeriesASampleIsTakenAndSaid() {
    NearestSeriesClassifier nearest = new NearestSeriesClassifier().setMaxSeries(9);
    NearestSeriesClassifierModel one = nearest.fit(peaks(30, 1), "x", "y");
    NearestSeriesClassifierModel many = nearest.fit(peaks(30, 7), "x", "y");
    assertEquals(one.lines(), many.lines(), "whatever the partitions");
    assertEquals(1 + 9, one.lines().size());
    String note = one.evaluate(peaks(10, 1)).notes().get(0);
    assertTrue(note.contains("it compares with only 9 of the 30 training series"), note);
  }

  @Test
  void stepsHaveEquallyManyNumbers() {
    Dataset<Row> mixed =
        LocalSpark.session()
            .range(4)
            .selectExpr("if(id < 2, array(array(1D)), array(array(1D, 2D))) as x", "'a' as y");
    String said =
        assertThrows(
                InvalidInputException.class,
                () -> new NearestSeriesClassifier().fit(mixed, "x", "y"))
            .getMessage();
    assertTrue(said.contains("all steps must have the same number"), said);
    Dataset<Row> narrow = mixed.filter("size(x[0]) = 1");
    NearestSeriesClassifierModel model =
        new NearestSeriesClassifier().fit(narrow.repartition(1), "x", "y");
    Dataset<Row> wide = mixed.filter("size(x[0]) = 2");
    said = assertThrows(InvalidInputException.class, () -> model.evaluate(wide)).getMessage();
    assertTrue(said.contains("steps have 2 numbers; this model was trained on steps of 1"), said);
  }
}
