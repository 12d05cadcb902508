package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.baseline.NGramTrie;
import scala.Tuple2;

/** Passes of an n-gram model over rows; a row may continue the text of the previous row. */
public final class NGramRows {
  private NGramRows() {}

  /** Receives one token at a time. */
  @FunctionalInterface
  private interface Visitor {
    /**
     * @param ids the history and the row's tokens
     * @param at the token's index in {@code ids}
     */
    void visit(int[] ids, int at);
  }

  /** The loss over rows. */
  public static final class Loss implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of rows. */
    public long rows;

    /** The number of predicted tokens, including ends of rows. */
    public long tokens;

    /** Negative log-probability, summed over tokens. */
    public double nats;
  }

  /**
   * Counts n-grams with the vocabulary of this model. Each executor adds up the counts of n-grams
   * with certain first tokens and leaves out rare ones; the driver collects the rest.
   *
   * @param most the largest number of n-grams of two or more tokens; 0 for no limit
   */
  public static NGramTrie count(Dataset<Row> dataset, SequenceInput text, NGram model, int most) {
    int[][] histories = histories(dataset, text, model);
    JavaRDD<NGramTrie> trees =
        dataset
            .toJavaRDD()
            .mapPartitionsWithIndex(
                (index, part) -> {
                  NGramTrie counts = new NGramTrie(model.order());
                  visit(part, text, model, histories[index], counts::add);
                  return List.of(counts).iterator();
                },
                true);
    return sum(trees, model.order(), most);
  }

  /**
   * The sum of the counts of all partitions, without rare n-grams.
   *
   * @param trees one per partition
   * @param most the largest number of n-grams of two or more tokens; 0 for no limit
   */
  static NGramTrie sum(JavaRDD<NGramTrie> trees, int order, int most) {
    int parts = Math.max(1, trees.getNumPartitions());
    JavaRDD<NGramTrie> counted =
        JavaPairRDD.fromJavaRDD(
                trees.flatMap(
                    tree -> {
                      NGramTrie[] split = tree.split(parts);
                      return IntStream.range(0, parts)
                          .mapToObj(i -> new Tuple2<>(i, split[i]))
                          .iterator();
                    }))
            .reduceByKey(NGramTrie::merge, parts)
            .values()
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      long least = most == 0 ? 1 : leastCount(counted, most);
      NGramTrie all = new NGramTrie(order);
      counted.map(tree -> tree.seenAtLeast(least)).toLocalIterator().forEachRemaining(all::merge);
      return all;
    } finally {
      counted.unpersist();
    }
  }

  /** The smallest count for which no more than {@code most} n-grams remain. */
  private static long leastCount(JavaRDD<NGramTrie> counted, int most) {
    TreeMap<Long, Long> all = new TreeMap<>();
    counted
        .map(NGramTrie::countsOfCounts)
        .toLocalIterator()
        .forEachRemaining(part -> part.forEach((times, n) -> all.merge(times, n, Long::sum)));
    long left = 0;
    long least = all.isEmpty() ? 1 : all.lastKey() + 1;
    for (Map.Entry<Long, Long> n : all.descendingMap().entrySet()) {
      left += n.getValue();
      if (left > most) {
        return least;
      }
      least = n.getKey();
    }
    return 1;
  }

  /**
   * The loss of all rows. Partitions are added in their order, so that results are always the same.
   */
  public static Loss loss(
      Dataset<Row> dataset, SequenceInput text, NGram model, Broadcast<NGram> broadcast) {
    NGram uncounted = model.with(new NGramTrie(model.order())); // the broadcast holds the counts
    int[][] histories = histories(dataset, text, uncounted);
    Loss all = new Loss();
    dataset
        .toJavaRDD()
        .mapPartitionsWithIndex(
            (index, part) -> {
              NGram ngram = broadcast.value();
              Loss loss = new Loss();
              loss.rows =
                  visit(
                      part,
                      text,
                      ngram,
                      histories[index],
                      (ids, at) -> {
                        loss.nats -= Math.log(ngram.probability(ids, at));
                        loss.tokens++;
                      });
              return List.of(loss).iterator();
            },
            true)
        .collect()
        .forEach(
            part -> {
              all.rows += part.rows;
              all.tokens += part.tokens;
              all.nats += part.nats;
            });
    return all;
  }

  /** The tokens before the first row of every partition, [partitions][at most n-1]. */
  private static int[][] histories(Dataset<Row> dataset, SequenceInput text, NGram model) {
    int partitions = dataset.toJavaRDD().getNumPartitions();
    int[][] histories = new int[partitions][];
    Arrays.fill(histories, model.start());
    if (partitions < 2 || !model.continues()) {
      return histories;
    }
    List<int[]> ends =
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> {
                  int[][] end = {model.start()};
                  Iterator<int[]> rows =
                      BaselineRows.map(part, row -> model.encode(end[0], text.normalized(row)));
                  rows.forEachRemaining(ids -> end[0] = model.history(ids));
                  return List.of(end[0]).iterator();
                })
            .collect();
    for (int i = 1; i < partitions; i++) {
      histories[i] = model.history(concat(histories[i - 1], ends.get(i - 1)));
    }
    return histories;
  }

  private static int[] concat(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** Visits every token of a partition in order; returns the number of rows. */
  private static long visit(
      Iterator<Row> part, SequenceInput text, NGram model, int[] start, Visitor visitor) {
    Iterator<String[]> rows = BaselineRows.map(part, text::normalized);
    int[] history = start;
    long n = 0;
    for (; rows.hasNext(); n++) {
      int[] ids = model.encode(history, rows.next());
      for (int at = history.length; at < ids.length; at++) {
        visitor.visit(ids, at);
      }
      history = model.history(ids);
    }
    return n;
  }
}
