package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds out whether targets are later values of the first input features. Columns do not say so,
 * but the data shows it: in windows of a series nearly every target is an input of a later window,
 * while other targets occur among the inputs only by chance.
 */
public final class RepeatedTargets {
  private static final int LOOKED_FOR = 1000; // targets

  private RepeatedTargets() {}

  /**
   * @param training training sequences with targets
   * @param K numbers per target
   * @return whether most of the first targets occur among the inputs
   */
  public static boolean among(
      Dataset<Row> training, TargetValues targets, SequenceInput inputs, int K) {
    HashSet<String> wanted =
        new HashSet<>(
            training
                .toJavaRDD()
                .flatMap(row -> keys(targets.numbers(row), K).iterator())
                .take(LOOKED_FOR));
    Set<String> found =
        new HashSet<>(
            training
                .toJavaRDD()
                .mapPartitions(
                    part -> {
                      HashSet<String> met = new HashSet<>();
                      BaselineRows.map(part, row -> keys(inputs.vectors(row), K))
                          .forEachRemaining(
                              keys -> {
                                keys.retainAll(wanted);
                                met.addAll(keys);
                              });
                      return met.iterator();
                    })
                .collect());
    return 2 * found.size() > wanted.size();
  }

  /** The first numbers of each row as floats, because some are floats and some doubles. */
  private static List<String> keys(double[][] rows, int count) {
    List<String> keys = new ArrayList<>(rows.length);
    for (double[] row : rows) {
      StringBuilder key = new StringBuilder();
      for (int k = 0; k < Math.min(count, row.length); k++) {
        key.append((float) row[k]).append(' ');
      }
      keys.add(key.toString());
    }
    return keys;
  }
}
