package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.DealtRows.Content;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.train.JobScope;

/** Marks the rows that {@code validationFraction} holds out, for fits and for jobs alike. */
public final class ValidationSplit {
  /** The name of the column of marks if the user named none. */
  public static final String COLUMN = "held out for validation";

  private static final long HASHES = 1_000_000;

  private ValidationSplit() {}

  /**
   * Marks rows by the contents of their inputs: the same rows for any partitions, rows of equal
   * inputs together, and the same share of each class. At least one row is marked.
   *
   * @param classes the column of classes, or null if there are none
   * @param column the name of the column to add
   */
  public static Dataset<Row> byContent(
      Dataset<?> dataset, RnnParams params, String classes, String column) {
    Dataset<Row> rows = dataset.toDF();
    Column content = DealtRows.content(rows, params);
    double fraction = params.getValidationFraction();
    Column held =
        DealtRows.inOrder(rows, params, classes)
            .map(ordered -> in(held(ordered, fraction), content))
            .orElseGet(() -> pmod(content, lit(HASHES)).lt(fraction * HASHES));
    return rows.withColumn(column, held);
  }

  private static Column in(HashSet<Long> held, Column content) {
    UDF1<Long, Boolean> isHeld = held::contains;
    return udf(isHeld, DataTypes.BooleanType).apply(content);
  }

  /**
   * Goes through the contents and holds one out whenever the share of the rows so far has room for
   * all its rows, so that a content of many rows is held out only if the share is as large. At
   * least one content is held out, and at least one is not.
   */
  private static HashSet<Long> held(List<Content> ordered, double fraction) {
    HashSet<Long> held = new HashSet<>();
    if (fraction == 0 || ordered.isEmpty()) {
      return held;
    }
    if (ordered.size() == 1) {
      throw new InvalidInputException(
          "validationFraction is %s, but all rows have equal inputs, so none can be held out of training; set validationFraction=0, or give rows for validation"
              .formatted(fraction));
    }
    long seen = 0;
    long taken = 0;
    for (Content content : ordered) {
      seen += content.rows();
      if (taken + content.rows() <= fraction * seen + 0.5 && held.size() < ordered.size() - 1) {
        taken += content.rows();
        held.add(content.hash());
      }
    }
    if (held.isEmpty()) {
      held.add(Collections.min(ordered, Comparator.comparingLong(Content::rows)).hash());
    }
    return held;
  }

  /** Marks the last rows of rows that have an order. */
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
