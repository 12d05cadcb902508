package org.sparkrnn.ml.column;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.JobScope;

/**
 * Finds out whether lists of whole numbers name the labels that hold or have a 0 or 1 for each
 * label, since {@code [1, 0, 1]} may mean the same as {@code [1.0, 0.0, 1.0]}. Vectors contain only
 * 0 and 1 and have the same length, and a set contains no number twice, so usually all lists
 * together decide it.
 */
public final class LabelForm {
  private static final Logger LOG = LoggerFactory.getLogger(LabelForm.class);

  private final boolean empty; // some list has no number
  private final boolean others; // there are numbers besides 0 and 1
  private final boolean lengths; // lengths differ
  private final boolean twice; // some list contains 0 or 1 twice

  private LabelForm(Dataset<Row> data, LabelSets column) {
    JobScope.describe(data.sparkSession().sparkContext(), "see what lists of labels hold");
    double[] sums = BaselineRows.sum(data, 5, (row, all) -> add(column, row, all));
    empty = sums[3] == 0;
    others = sums[0] > 0;
    twice = sums[1] > 0;
    lengths = sums[2] * sums[4] != sums[3] * sums[3];
  }

  private static void add(LabelSets column, Row row, double[] all) {
    for (double[] set : column.numbers(row)) {
      all[0] += ColumnTypes.zerosAndOnes(set) ? 0 : 1;
      all[1] += ColumnTypes.zeroOrOneTwice(set) ? 1 : 0;
      all[2] += (double) set.length * set.length;
      all[3] += set.length;
      all[4]++;
    }
  }

  private boolean vectors() {
    return !others && !lengths && twice;
  }

  /**
   * Whether neither form fits: a list contains 0 or 1 twice, and lists have either other numbers or
   * other lengths.
   */
  private boolean neither() {
    return twice && others != lengths;
  }

  private boolean either() {
    return !empty && !others && !lengths && !twice;
  }

  /**
   * Whether the column has sets of labels instead of a 0 or 1 for each label. Makes one pass over
   * the data, unless the column's type decides it.
   *
   * @throws InvalidInputException if both forms fit or neither
   */
  public static boolean sets(Dataset<Row> data, LabelSets column) {
    if (!column.open()) {
      return !column.indicators();
    }
    LabelForm form = new LabelForm(data, column);
    if (form.neither() || form.either()) {
      throw new InvalidInputException(
          "%s contains lists of whole numbers, %s; set labelSets=true if they name the labels that hold, or labelSets=false if they have a 0 or 1 for each label"
              .formatted(column.name(), form.problem()));
    }
    boolean sets = !form.vectors();
    LOG.info(
        "{} contains lists of whole numbers, which are read as {} (labelSets={})",
        column.name(),
        sets ? "the labels that hold" : "a 0 or 1 for each label",
        sets);
    return sets;
  }

  private String problem() {
    if (either()) {
      return "all of which have only 0 and 1, no number twice and the same length, so they can be read in both ways";
    }
    return "some of which contain 0 or 1 twice, which no set of labels does, while "
        + (others ? "others contain numbers that are neither 0 nor 1" : "their lengths differ");
  }

  /**
   * Checks that lists of labels are not vectors of 0 and 1. Makes one pass over the data.
   *
   * @throws InvalidInputException if they can only be vectors
   */
  public static void requireSets(Dataset<Row> data, LabelSets column) {
    if (column.numeric() && !column.indicators() && new LabelForm(data, column).vectors()) {
      throw new InvalidInputException(
          "%s contains vectors with a 0 or 1 for each label; expected lists of the labels that hold, because this model was trained on such lists (labelSets=true)"
              .formatted(column.name()));
    }
  }
}
