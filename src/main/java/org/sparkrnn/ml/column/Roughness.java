package org.sparkrnn.ml.column;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.sparkrnn.train.JobScope;

/**
 * The roughness of sequences of numbers: von Neumann's ratio (1941), which is the sum of squared
 * differences of consecutive steps divided by the sum of squared deviations from the mean.
 */
public final class Roughness {
  private static final double UNIT = 1e6; // sums of whole numbers do not depend on the order

  private Roughness() {}

  /**
   * The mean ratio of the features that change, over all rows: about 2 for noise, near 0 for smooth
   * curves, and 2 if there is nothing to compare. It does not depend on the order of rows.
   *
   * @throws org.sparkrnn.data.InvalidInputException as the cause of Spark's exception, if a row is
   *     malformed
   */
  public static double of(SequenceInput input, JavaRDD<Row> rows) {
    JobScope.describe(rows.context(), "compare steps with the next");
    long[] sums =
        rows.mapPartitions(part -> List.of(ofPartition(input, part)).iterator())
            .fold(new long[2], Roughness::sum);
    return sums[1] == 0 ? 2 : sums[0] / UNIT / sums[1];
  }

  private static long[] ofPartition(SequenceInput input, Iterator<Row> rows) {
    long[] sums = new long[2];
    for (long number = 0; rows.hasNext(); number++) {
      sums =
          sum(
              sums,
              SequenceRows.checked(rows.next(), number, row -> ofSequence(input.vectors(row))));
    }
    return sums;
  }

  private static long[] sum(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1]};
  }

  /** The sum of the ratios of features that change, in units of 1 / UNIT, and their number. */
  private static long[] ofSequence(double[][] steps) {
    long[] sums = new long[2];
    for (int j = 0; steps.length > 2 && j < steps[0].length; j++) {
      double mean = 0;
      for (double[] step : steps) {
        mean += step[j] / steps.length;
      }
      double differences = 0;
      double deviations = Math.pow(steps[0][j] - mean, 2);
      for (int t = 1; t < steps.length; t++) {
        differences += Math.pow(steps[t][j] - steps[t - 1][j], 2);
        deviations += Math.pow(steps[t][j] - mean, 2);
      }
      if (deviations > 0 && Double.isFinite(differences / deviations)) {
        sums[0] += Math.round(differences / deviations * UNIT);
        sums[1]++;
      }
    }
    return sums;
  }
}
