package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.CountLines;
import org.sparkrnn.data.InvalidInputException;
import scala.Tuple2;

/** Passes over rows for baselines that count, each in one Spark job. */
public final class BaselineRows {
  private BaselineRows() {}

  /** Counts the keys of one row. */
  @FunctionalInterface
  public interface Counter extends Serializable {
    /** Passes every key of the row with its count to {@code keys}. */
    void count(Row row, BiConsumer<String, Long> keys);
  }

  /** Adds one row to sums. */
  @FunctionalInterface
  public interface Summer extends Serializable {
    /** Adds the row. */
    void add(Row row, double[] sums);
  }

  /** Maps the rows of a partition lazily; exceptions name the row. */
  public static <T> Iterator<T> map(Iterator<Row> rows, Function<Row, T> use) {
    return SequenceRows.each(rows, use);
  }

  /** Counts how often every key occurs. Only sums are sent to the driver. */
  public static Map<String, Long> count(Dataset<Row> dataset, Counter counter) {
    Map<String, Long> all = new HashMap<>();
    counted(dataset, counter).collect().forEach(pair -> all.put(pair._1, pair._2));
    return all;
  }

  /** Counts how often every key occurs, and leaves the counts on the executors. */
  public static JavaPairRDD<String, Long> counted(Dataset<Row> dataset, Counter counter) {
    return dataset
        .toJavaRDD()
        .mapPartitionsToPair(
            part -> {
              Map<String, Long> counts = new HashMap<>();
              map(
                      part,
                      row -> {
                        counter.count(row, (key, times) -> counts.merge(key, times, Long::sum));
                        return row;
                      })
                  .forEachRemaining(row -> {});
              List<Tuple2<String, Long>> pairs = new ArrayList<>(counts.size());
              counts.forEach((key, times) -> pairs.add(new Tuple2<>(key, times)));
              return pairs.iterator();
            })
        .reduceByKey(Long::sum);
  }

  /**
   * Sums over all rows. Partitions are added in their order, so that results are always the same.
   */
  public static double[] sum(Dataset<Row> dataset, int size, Summer summer) {
    double[] all = new double[size];
    List<double[]> parts =
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> {
                  double[] sums = new double[size];
                  map(
                          part,
                          row -> {
                            summer.add(row, sums);
                            return row;
                          })
                      .forEachRemaining(row -> {});
                  return List.of(sums).iterator();
                })
            .collect();
    for (double[] part : parts) {
      for (int i = 0; i < size; i++) {
        all[i] += part[i];
      }
    }
    return all;
  }

  /** Writes counts as lines, sorted by key. */
  public static List<String> lines(Map<String, Long> counts) {
    return CountLines.of(counts);
  }

  /**
   * Reads counts from {@link #lines}.
   *
   * @throws InvalidInputException if a line does not end with a count
   */
  public static Map<String, Long> counts(List<String> lines) {
    return CountLines.counts(lines);
  }
}
