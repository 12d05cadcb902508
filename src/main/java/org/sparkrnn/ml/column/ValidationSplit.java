package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.train.JobScope;

/** Marks the rows that {@code validationFraction} holds out, for fits and for jobs alike. */
public final class ValidationSplit {
  /** The name of the column of marks where the user named none. */
  public static final String COLUMN = "held out for validation";

  private static final long HASHES = 1_000_000;

  private ValidationSplit() {}

  /**
   * Marks rows by what their inputs hold: the same rows whatever the partitions, and equal inputs
   * on one side.
   */
  public static Dataset<Row> byContent(Dataset<?> rows, RnnParams params, String column) {
    return rows.withColumn(
        column,
        pmod(content(rows, params), lit(HASHES)).lt(params.getValidationFraction() * HASHES));
  }

  /** A hash of what a row's inputs hold, which another seed makes another one. */
  static Column content(Dataset<?> rows, RnnParams params) {
    List<Column> content = new ArrayList<>(List.of(lit(params.getSeed())));
    for (String name : params.inputColumns()) {
      content.add(NamedColumn.of(rows.schema(), "inputCol", name).column());
    }
    return xxhash64(content.toArray(Column[]::new));
  }

  /** Marks the last rows, where rows follow each other. */
  public static Dataset<Row> last(Dataset<?> rows, RnnParams params, String column) {
    Dataset<Row> ordered = rows.toDF();
    JobScope.describe(rows.sparkSession().sparkContext(), "hold out the last rows");
    long kept = Math.round((1 - params.getValidationFraction()) * ordered.count());
    JavaRDD<Row> marked =
        ordered.javaRDD().zipWithIndex().map(row -> SlidingWindows.with(row._1, row._2 >= kept));
    return rows.sparkSession()
        .createDataFrame(marked, ordered.schema().add(column, DataTypes.BooleanType));
  }
}
