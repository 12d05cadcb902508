package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceLabel;

/** Measures classifiers, which predict one class per row. */
final class ClassCounts {
  private ClassCounts() {}

  /** Predicts the class of a row. */
  @FunctionalInterface
  interface Classifier extends Serializable, Function<Row, String> {}

  /**
   * accuracy, macroF1 and macroRecall, the means over the classes that occur as labels, counted in
   * one job.
   */
  static BaselineMetrics measure(
      String name, Dataset<Row> dataset, SequenceLabel label, Classifier classifier) {
    Map<String, Long> pairs =
        BaselineRows.count(
            dataset,
            (row, keys) ->
                keys.accept(
                    Fields.join(
                        Fields.escape(label.string(row)), Fields.escape(classifier.apply(row))),
                    1L));
    long rows = 0;
    long hits = 0;
    TreeMap<String, Long> gold = new TreeMap<>();
    TreeMap<String, Long> found = new TreeMap<>();
    TreeMap<String, Long> right = new TreeMap<>();
    for (Map.Entry<String, Long> pair : pairs.entrySet()) {
      String[] both = Fields.split(pair.getKey());
      rows += pair.getValue();
      gold.merge(both[0], pair.getValue(), Long::sum);
      found.merge(both[1], pair.getValue(), Long::sum);
      if (both[0].equals(both[1])) {
        hits += pair.getValue();
        right.put(both[0], pair.getValue());
      }
    }
    double f1 = 0;
    double recall = 0;
    for (String of : gold.keySet()) {
      double hit = right.getOrDefault(of, 0L);
      f1 += 2 * hit / (gold.get(of) + found.getOrDefault(of, 0L));
      recall += hit / gold.get(of);
    }
    return new BaselineMetrics(name, rows, rows)
        .with("accuracy", (double) hits / rows)
        .with("macroF1", f1 / gold.size())
        .with("macroRecall", recall / gold.size());
  }
}
