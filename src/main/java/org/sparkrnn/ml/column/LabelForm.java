package org.sparkrnn.ml.column;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.JobScope;

/**
 * Finds out what lists of whole numbers are, the labels that hold or 0 and 1 for every label there
 * is: {@code [1, 0, 1]} says the same as {@code [1.0, 0.0, 1.0]}. Vectors hold 0 and 1 alone and
 * are of one length, and a set holds no number twice; so all lists together say it, but for few of
 * them.
 */
public final class LabelForm {
  private static final Logger LOG = LoggerFactory.getLogger(LabelForm.class);

  private final boolean empty; // there is no number
  private final boolean others; // are there beside 0 and 1
  private final boolean lengths; // differ
  private final boolean twice; // one list holds 0 or 1 twice

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

  /** Of neither form: a set holds a number twice, a vector another number or length. */
  private boolean neither() {
    return twice && others != lengths;
  }

  private boolean either() {
    return !empty && !others && !lengths && !twice;
  }

  /**
   * Whether the column holds sets of labels, and not 0 and 1 for every label. One pass over the
   * data, and that only where the column's type does not say it.
   *
   * @throws InvalidInputException if the data can be read as both, or as neither
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
   * Checks that numbers that are to be labels are no vectors. One pass over the data.
   *
   * @throws InvalidInputException if they can be nothing else
   */
  public static void requireSets(Dataset<Row> data, LabelSets column) {
    if (column.numeric() && !column.indicators() && new LabelForm(data, column).vectors()) {
      throw new InvalidInputException(
          "%s contains vectors with a 0 or 1 for each label; expected lists of the labels that hold, because this model was trained on such lists (labelSets=true)"
              .formatted(column.name()));
    }
  }
}
