package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.train.JobScope;

/**
 * Orders the distinct contents of rows so that they can be dealt to parts of which each gets its
 * share of each class. The order depends on the contents, not on partitions.
 */
final class DealtRows {
  private static final long MANY_ROWS = 100_000; // from this number on, chance balances the parts
  private static final String CONTENT = "content";
  private static final String CLASS = "class";

  private DealtRows() {}

  /** A hash of the contents of a row's inputs, which depends on the seed. */
  static Column content(Dataset<?> rows, RnnParams params) {
    List<Column> content = new ArrayList<>(List.of(lit(params.getSeed())));
    for (String name : params.inputColumns()) {
      content.add(NamedColumn.of(rows.schema(), "inputCol", name).column());
    }
    return xxhash64(content.toArray(Column[]::new));
  }

  /**
   * Rows of equal content.
   *
   * @param hash the value of {@link DealtRows#content}
   * @param rows number of rows
   */
  record Content(long hash, long rows) {}

  /**
   * The distinct contents, sorted by class and within a class by hash.
   *
   * @param classes the column of classes, or null if there are none; rows of equal content but
   *     different classes count for the lowest of these classes
   * @return empty if there are enough rows for chance to balance the classes
   */
  static Optional<List<Content>> inOrder(Dataset<Row> rows, RnnParams params, String classes) {
    JobScope.describe(rows.sparkSession().sparkContext(), "deal rows to parts");
    if (rows.limit((int) MANY_ROWS + 1).count() > MANY_ROWS) {
      return Optional.empty();
    }
    Column ofRow =
        classes == null
            ? lit("")
            : NamedColumn.of(rows.schema(), "labelCol", classes).column().cast("string");
    List<Row> different =
        new ArrayList<>(
            rows.select(content(rows, params).as(CONTENT), coalesce(ofRow, lit("")).as(CLASS))
                .groupBy(CONTENT)
                .agg(min(CLASS), count(lit(1)))
                .collectAsList());
    different.sort(
        Comparator.comparing((Row row) -> row.getString(1)).thenComparing(row -> row.getLong(0)));
    return Optional.of(
        different.stream().map(row -> new Content(row.getLong(0), row.getLong(2))).toList());
  }
}
