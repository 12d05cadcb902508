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
 * Splits rows into folds, each of which is held out once. A row's fold depends on the contents of
 * all rows, not on partitions, and rows of equal inputs are in the same fold.
 */
public final class FoldSplit {
  private static final int FEW_ROWS = 500; // up to here each training needs most rows
  private static final int MOST_FOLDS = 5; // if no number is set
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
   * Deals rows to folds, each of which gets its share of each class.
   *
   * @param classes the column of classes, or null if there are none
   * @param asked number of folds; 0 for 5, or 3 if there are more than 500 rows
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

  /** The number of folds. */
  public int folds() {
    return folds;
  }

  /** The rows with a boolean column that marks the rows of a fold. */
  public Dataset<Row> marked(int index, String column) {
    return rows.withColumn(column, fold.equalTo(index));
  }
}
