package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceRegressorModel;

/** Daily sales of shops, for tests of forecasts of many series. */
public final class ShopSeries {
  /** Steps that {@link #regressor} forecasts. */
  public static final int HORIZON = 4;

  private ShopSeries() {}

  /** A small regressor for such tables. */
  public static SequenceRegressor regressor() {
    return new SequenceRegressor()
        .setAutomatic(false)
        .setSeriesCol("shop")
        .setTimeCol("day")
        .setLabelCol("sold")
        .setHorizon(HORIZON)
        .setPeriod(3)
        .setWindow(12)
        .setCell("gru")
        .setHiddenSize(4)
        .setLinearSkip(1)
        .setLoss("absolute")
        .setBatchSize(16)
        .setMaxEpochs(2)
        .setNumShards(3);
  }

  /** The sales of shop i on a day. */
  public static double sold(int shop, int day) {
    return Math.pow(10, shop % 4) * (20 + day % 3 + 0.1 * day + Math.sin(shop + day));
  }

  /** Rows of shops with 10, 13, 16 and so on days. */
  public static List<Row> rows(int shops) {
    List<Row> rows = new ArrayList<>();
    for (int shop = 0; shop < shops; shop++) {
      for (int day = 0; day < 10 + 3 * shop; day++) {
        rows.add(RowFactory.create("shop" + shop, day, sold(shop, day)));
      }
    }
    return rows;
  }

  /** The same rows with whole numbers. */
  public static List<Row> counts(List<Row> rows) {
    List<Row> counts = new ArrayList<>();
    for (Row row : rows) {
      counts.add(RowFactory.create(row.get(0), row.get(1), Math.rint(row.getDouble(2))));
    }
    return counts;
  }

  /** Columns shop, day and sold. */
  public static Dataset<Row> table(List<Row> rows, int partitions) {
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows, partitions), schema());
  }

  /** Of such tables. */
  public static StructType schema() {
    return new StructType()
        .add("shop", DataTypes.StringType)
        .add("day", DataTypes.IntegerType)
        .add("sold", DataTypes.DoubleType);
  }

  /** Predictions by series and time. */
  public static Map<String, Double> forecasts(SequenceRegressorModel model, Dataset<Row> data) {
    Map<String, Double> forecasts = new TreeMap<>();
    for (Row row : model.transform(data).collectAsList()) {
      forecasts.put(row.get(0) + "@" + row.get(1), row.getDouble(2));
    }
    return forecasts;
  }
}
