package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.data.EditDistance;
import scala.Tuple2;

/** The most frequent transcripts, with their counts. */
public final class TranscriptSample {
  private static final int MOST = 1000;
  private static final double MOST_WORK = 2e9; // number of compared pairs of labels

  /** Orders by falling frequency; the order of equally frequent ones is arbitrary but fixed. */
  private static final Comparator<Tuple2<String, Long>> ORDER =
      Comparator.comparingLong((Tuple2<String, Long> entry) -> -entry._2)
          .thenComparingInt(entry -> entry._1.hashCode() * 0x9E3779B9)
          .thenComparing(entry -> entry._1);

  private final int[][] transcripts;
  private final long[] counts;
  private final String[] labels; // by their numbers in transcripts

  private TranscriptSample(int[][] transcripts, long[] counts, String[] labels) {
    this.transcripts = transcripts;
    this.counts = counts;
    this.labels = labels;
  }

  /** At most a thousand distinct transcripts of a column. */
  public static TranscriptSample of(Dataset<Row> rows, TranscriptLabels column) {
    List<Tuple2<String, Long>> most =
        first(
            rows.toJavaRDD()
                .mapPartitionsToPair(
                    part ->
                        BaselineRows.map(part, row -> new Tuple2<>(line(column.strings(row)), 1L)))
                .reduceByKey(Long::sum)
                .mapPartitions(TranscriptSample::firstOf)
                .collect());
    Map<String, Integer> ids = new HashMap<>();
    int[][] transcripts = new int[most.size()][];
    long[] counts = new long[most.size()];
    for (int i = 0; i < transcripts.length; i++) {
      String line = most.get(i)._1;
      transcripts[i] =
          line.isEmpty()
              ? new int[0]
              : Arrays.stream(Fields.split(line.substring(1)))
                  .mapToInt(field -> ids.computeIfAbsent(field, f -> ids.size()))
                  .toArray();
      counts[i] = most.get(i)._2;
    }
    String[] labels = new String[ids.size()];
    ids.forEach((field, id) -> labels[id] = Fields.unescape(field));
    return new TranscriptSample(transcripts, counts, labels);
  }

  private static Iterator<Tuple2<String, Long>> firstOf(Iterator<Tuple2<String, Long>> part) {
    List<Tuple2<String, Long>> all = new ArrayList<>();
    part.forEachRemaining(all::add);
    return first(all).iterator();
  }

  private static List<Tuple2<String, Long>> first(List<Tuple2<String, Long>> all) {
    return all.stream().sorted(ORDER).limit(MOST).toList();
  }

  /** The transcript as a line; empty for an empty transcript. */
  private static String line(String... labels) {
    return labels.length == 0
        ? ""
        : "\t" + Fields.join(Arrays.stream(labels).map(Fields::escape).toArray(String[]::new));
  }

  /** The transcript of the sample, or the empty one, with the fewest errors against all. */
  public String[] median() {
    double length = Arrays.stream(transcripts).mapToInt(t -> t.length).average().orElse(0);
    double pairs = MOST_WORK / Math.max(1, length * length);
    int candidates = (int) Math.min(transcripts.length, Math.max(1, Math.sqrt(pairs)));
    int[] best = {};
    long fewest = errors(best, Long.MAX_VALUE, candidates);
    for (int i = 0; i < candidates; i++) {
      long errors = errors(transcripts[i], fewest, candidates);
      if (errors < fewest) {
        fewest = errors;
        best = transcripts[i];
      }
    }
    return Arrays.stream(best).mapToObj(id -> labels[id]).toArray(String[]::new);
  }

  /**
   * The errors against the first {@code others} transcripts; stops when there are {@code enough}.
   */
  private long errors(int[] candidate, long enough, int others) {
    long errors = 0;
    for (int j = 0; j < others && errors < enough; j++) {
      int[] other = transcripts[j];
      errors +=
          counts[j] * EditDistance.errors(candidate, 0, candidate.length, other, 0, other.length);
    }
    return errors;
  }
}
