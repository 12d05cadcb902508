package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.train.JobScope;

/**
 * Rows in folds, each of which is held out once. A row's fold follows from its content and that of
 * the others, not from partitions, and equal rows are in one fold.
 */
public final class FoldSplit {
  private static final long MANY_ROWS = 100_000; // from which on chance alone balances folds
  private static final long FEW_ROWS = 500; // up to which each training needs most of them
  private static final int MOST_FOLDS = 5; // where nobody says how many
  private static final int FEWEST_FOLDS = 3;
  private static final String STRATUM = "stratum";
  private static final String CONTENT = "content";
  private static final String KEY = "key";

  private final Dataset<Row> rows;
  private final int folds;
  private final Column fold;

  private FoldSplit(Dataset<Row> rows, int folds, Column fold) {
    this.rows = rows;
    this.folds = folds;
    this.fold = fold;
  }

  /**
   * Deals rows to folds, of each class as many to each, give or take one.
   *
   * @param classes the column of classes, or null where there are none
   * @param asked how many folds; 0 for 5, or 3 of more than 500 rows
   * @throws InvalidInputException if there are fewer different rows than folds
   */
  public static FoldSplit of(Dataset<?> dataset, RnnParams params, String classes, int asked) {
    Dataset<Row> rows = dataset.toDF();
    JobScope.describe(rows.sparkSession().sparkContext(), "deal rows to folds");
    long count = rows.count();
    int folds = asked > 0 ? asked : count <= FEW_ROWS ? MOST_FOLDS : FEWEST_FOLDS;
    Column content = ValidationSplit.content(rows, params);
    if (count > MANY_ROWS) {
      return new FoldSplit(rows, folds, pmod(content, lit(folds)));
    }
    Column stratum =
        classes == null
            ? lit("")
            : coalesce(
                NamedColumn.of(rows.schema(), "labelCol", classes).column().cast("string"),
                lit(""));
    Column key = xxhash64(stratum, content);
    List<Row> different =
        new ArrayList<>(
            rows.select(stratum.as(STRATUM), content.as(CONTENT), key.as(KEY))
                .distinct()
                .collectAsList());
    folds = asked > 0 ? asked : Math.min(folds, different.size());
    if (folds < 2 || different.size() < folds) {
      throw new InvalidInputException(
          "%d rows that differ cannot be held out in %d folds; give rows to validate on, or more to train on"
              .formatted(different.size(), Math.max(2, folds)));
    }
    different.sort(
        Comparator.comparing((Row row) -> row.getString(0)).thenComparing(row -> row.getLong(1)));
    HashMap<Long, Integer> folded = new HashMap<>();
    for (int i = 0; i < different.size(); i++) {
      folded.put(different.get(i).getLong(2), i % folds);
    }
    UDF1<Long, Integer> ofKey = folded::get;
    return new FoldSplit(rows, folds, udf(ofKey, DataTypes.IntegerType).apply(key));
  }

  /** How many folds there are. */
  public int folds() {
    return folds;
  }

  /** The rows, of which a boolean column marks those of a fold. */
  public Dataset<Row> marked(int index, String column) {
    return rows.withColumn(column, fold.equalTo(index));
  }
}
