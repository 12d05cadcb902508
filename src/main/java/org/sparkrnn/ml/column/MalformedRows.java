package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/**
 * The rows that {@code mode=dropmalformed} leaves out. Whether a row is malformed depends only on
 * the row and on the numbers of features and of target values, so that every later pass sees the
 * same rows, even after retries and with other partitions. Rows are counted in the results of
 * tasks, because a task that runs twice would add to an accumulator twice.
 */
public final class MalformedRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MalformedRows.class);
  private static final int SHOWN = 5;

  /** The malformed rows of one or all partitions: their number, and messages for the first ones. */
  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;
    private long count;
    private final ArrayList<String> first = new ArrayList<>();

    void add(String reason) {
      count++;
      if (first.size() < SHOWN) {
        first.add(reason);
      }
    }

    void add(Found later) {
      count += later.count;
      first.addAll(later.first.subList(0, Math.min(later.first.size(), SHOWN - first.size())));
    }
  }

  /**
   * The rows that are left.
   *
   * @param dropped the number of malformed rows that were left out
   */
  public record Sound(Dataset<Row> rows, long dropped) {
    /** All rows, none of which was left out. */
    public static Sound all(Dataset<Row> rows) {
      return new Sound(rows, 0);
    }
  }

  private final SequenceRows rows;
  private final int width;
  private final int targetWidth;

  private MalformedRows(SequenceRows rows, int width, int targetWidth) {
    this.rows = rows;
    this.width = width;
    this.targetWidth = targetWidth;
  }

  /**
   * Finds malformed rows among those for training. If rows differ in the number of features or
   * target values, the most frequent number is right, and the smaller one if two are equally
   * frequent.
   */
  public static MalformedRows toTrainOn(JavaRDD<Row> all, SequenceRows rows) {
    if (!rows.haveWidths()) {
      return new MalformedRows(rows, 0, 0);
    }
    JobScope.describe(all.context(), "find the width of most rows");
    Map<Tuple2<Integer, Integer>, Long> widths =
        all.mapPartitions(part -> widths(rows, part)).countByValue();
    boolean sets = rows.input().sets(); // the width of a set is its largest number
    return new MalformedRows(
        rows, usual(widths, Tuple2::_1, sets), usual(widths, Tuple2::_2, false));
  }

  /** Finds malformed rows among those on which a model is measured. */
  public static MalformedRows toMeasure(SequenceRows rows, SequenceEncoder encoder) {
    return new MalformedRows(rows, encoder.width(), encoder.outputSize());
  }

  private static Iterator<Tuple2<Integer, Integer>> widths(SequenceRows rows, Iterator<Row> part) {
    List<Tuple2<Integer, Integer>> widths = new ArrayList<>();
    while (part.hasNext()) {
      Row row = part.next();
      try {
        widths.add(rows.widths(row));
      } catch (InvalidInputException e) {
        continue; // malformed even without a comparison
      }
    }
    return widths.iterator();
  }

  /** The most frequent width above 0 (or the largest); 0 if there is none. */
  private static int usual(
      Map<Tuple2<Integer, Integer>, Long> widths,
      Function<Tuple2<Integer, Integer>, Integer> which,
      boolean largest) {
    Map<Integer, Long> counts = new TreeMap<>();
    widths.forEach((pair, n) -> counts.merge(which.apply(pair), n, Long::sum));
    counts.remove(0);
    if (counts.isEmpty()) {
      return 0;
    }
    return largest
        ? Collections.max(counts.keySet())
        : Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Counts malformed rows and logs the first ones; runs one job. */
  public long tell(JavaRDD<Row> all) {
    JobScope.describe(all.context(), "look for malformed rows");
    Found found = new Found();
    all.mapPartitions(part -> List.of(find(part)).iterator()).collect().forEach(found::add);
    if (found.count > 0) {
      LOG.warn(
          "{} malformed rows are dropped (mode=dropmalformed){}:\n  {}",
          found.count,
          found.count > SHOWN ? "; the first " + SHOWN + " of them" : "",
          String.join("\n  ", found.first));
    }
    return found.count;
  }

  private Found find(Iterator<Row> part) {
    Found found = new Found();
    for (long number = 0; part.hasNext(); number++) {
      try {
        SequenceRows.checked(part.next(), number, this::require);
      } catch (InvalidInputException e) {
        found.add(e.getMessage());
      }
    }
    return found;
  }

  /** The rows that are not malformed. */
  public JavaRDD<Row> without(JavaRDD<Row> all) {
    return all.filter(this::sound);
  }

  /** The rows that are not malformed. */
  public Dataset<Row> without(Dataset<Row> all) {
    return all.filter((FilterFunction<Row>) this::sound);
  }

  /** Counts malformed rows and logs the first ones, in one job, and leaves them out. */
  public Sound sound(Dataset<Row> all) {
    long dropped = tell(all.toJavaRDD());
    return new Sound(without(all), dropped);
  }

  private boolean sound(Row row) {
    try {
      return require(row);
    } catch (InvalidInputException e) {
      return false; // the reason has been logged
    }
  }

  private boolean require(Row row) {
    rows.require(row, width, targetWidth);
    return true;
  }
}
