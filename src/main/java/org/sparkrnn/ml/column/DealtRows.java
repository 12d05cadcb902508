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
 * The different contents of rows, in an order in which they can be dealt to parts so that each part
 * has its share of each class. It follows from the contents, not from partitions.
 */
final class DealtRows {
  private static final long MANY_ROWS = 100_000; // from which on chance alone balances parts
  private static final String CONTENT = "content";
  private static final String CLASS = "class";

  private DealtRows() {}

  /** A hash of what a row's inputs hold, which another seed makes another one. */
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
   * @param rows how many there are
   */
  record Content(long hash, long rows) {}

  /**
   * The different contents, class by class and within a class by their hash.
   *
   * @param classes the column of classes, or null where there are none; rows of equal content and
   *     several classes are among those of the least
   * @return empty of so many rows that chance deals them well enough
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
