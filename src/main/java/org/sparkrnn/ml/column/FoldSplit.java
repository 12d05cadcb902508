package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RnnParams;

/**
 * Rows in folds, each of which is held out once. A row's fold follows from its content and that of
 * the others, not from partitions, and rows of equal inputs are in one fold.
 */
public final class FoldSplit {
  private static final int FEW_ROWS = 500; // up to which each training needs most of them
  private static final int MOST_FOLDS = 5; // where nobody says how many
  private static final int FEWEST_FOLDS = 3;

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
    Column content = DealtRows.content(rows, params);
    Optional<List<DealtRows.Content>> ordered = DealtRows.inOrder(rows, params, classes);
    if (ordered.isEmpty()) {
      int folds = asked > 0 ? asked : FEWEST_FOLDS;
      return new FoldSplit(rows, folds, pmod(content, lit(folds)));
    }
    int different = ordered.get().size();
    long count = ordered.get().stream().mapToLong(DealtRows.Content::rows).sum();
    int usual = count <= FEW_ROWS ? MOST_FOLDS : FEWEST_FOLDS;
    int folds = asked > 0 ? asked : Math.min(usual, different);
    if (folds < 2 || different < folds) {
      throw new InvalidInputException(
          "%d different rows are too few for %d folds; give rows for validation, or more rows for training"
              .formatted(different, Math.max(2, folds)));
    }
    HashMap<Long, Integer> folded = new HashMap<>();
    for (int i = 0; i < different; i++) {
      folded.put(ordered.get().get(i).hash(), i % folds);
    }
    UDF1<Long, Integer> ofContent = folded::get;
    return new FoldSplit(rows, folds, udf(ofContent, DataTypes.IntegerType).apply(content));
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
