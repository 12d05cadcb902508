package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.ml.column.SeriesReader.Step;
import scala.Tuple2;
import scala.collection.mutable.ArraySeq$;

/**
 * Cuts series into windows, one per step, of {@code window} steps of history and the {@code
 * horizon} values after them.
 */
public final class SlidingWindows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SeriesReader reader;
  private final int window;
  private final int horizon;
  private final boolean indicated;

  /**
   * @param indicated whether examples have the validation indicator
   */
  public SlidingWindows(SeriesReader reader, int window, int horizon, boolean indicated) {
    this.reader = reader;
    this.window = window;
    this.horizon = horizon;
    this.indicated = indicated;
  }

  /** The steps at the ends of a part of a table. */
  private static final class Ends implements Serializable {
    private static final long serialVersionUID = 1L;
    final int part;
    final List<Step> first = new ArrayList<>(); // at most horizon, plus one to compare times
    final Deque<Step> last = new ArrayDeque<>(); // at most window - 1, plus one to compare times

    Ends(int part) {
      this.part = part;
    }
  }

  /** The steps around each part: at most window - 1 before it and at most horizon after it. */
  private static final class Around implements Serializable {
    private static final long serialVersionUID = 1L;
    final List<List<Step>> before = new ArrayList<>();
    final List<List<Step>> after = new ArrayList<>();
  }

  /** Makes examples of a table whose parts are in the order of time. */
  public JavaRDD<Row> overTable(JavaRDD<Row> sorted) {
    Broadcast<Around> around = around(sorted);
    return sorted.mapPartitionsWithIndex(
        (part, rows) -> {
          List<Step> after = around.value().after.get(part);
          Iterator<Step> steps = concatenated(steps(rows), after.iterator());
          return examples(around.value().before.get(part), steps, part);
        },
        true);
  }

  /** Makes examples of rows of which each is a series. */
  public JavaRDD<Row> overRows(JavaRDD<Row> rows) {
    return rows.mapPartitionsWithIndex(
            (part, series) -> {
              long[] number = {(long) part << Integer.SIZE};
              return SequenceRows.each(series, row -> new Tuple2<>(number[0]++, reader.steps(row)));
            },
            true)
        .flatMap(series -> examples(List.of(), series._2.iterator(), series._1));
  }

  /** Adds to the rows of a table the history that ends at each row. */
  public JavaRDD<Row> historiesOfTable(JavaRDD<Row> sorted) {
    Broadcast<Around> around = around(sorted);
    return sorted.mapPartitionsWithIndex(
        (part, rows) -> {
          Deque<Step> last = new ArrayDeque<>(around.value().before.get(part));
          return SequenceRows.each(
              rows,
              row -> {
                last.add(reader.step(row));
                if (last.size() > window) {
                  last.remove();
                }
                return with(row, history(List.copyOf(last)));
              });
        },
        true);
  }

  /** Adds to rows of which each is a series the last steps of the series. */
  public JavaRDD<Row> historiesOfRows(JavaRDD<Row> rows) {
    return rows.mapPartitions(
        part ->
            SequenceRows.each(
                part,
                row -> {
                  List<Step> steps = reader.steps(row);
                  int from = Math.max(0, steps.size() - window);
                  return with(row, history(steps.subList(from, steps.size())));
                }));
  }

  /** Collects the steps next to each part's borders, in one job over the table. */
  private Broadcast<Around> around(JavaRDD<Row> sorted) {
    List<Ends> ends =
        sorted
            .mapPartitionsWithIndex((part, rows) -> List.of(ends(part, rows)).iterator(), true)
            .collect();
    Around around = new Around();
    for (int part = 0; part < ends.size(); part++) {
      ArrayDeque<Step> before = new ArrayDeque<>();
      for (int p = part - 1; p >= 0 && before.size() < Math.max(1, window - 1); p--) {
        Iterator<Step> back = ends.get(p).last.descendingIterator();
        while (back.hasNext() && before.size() < Math.max(1, window - 1)) {
          before.addFirst(back.next());
        }
      }
      if (!before.isEmpty() && !ends.get(part).first.isEmpty()) {
        reader.requireLater(before.getLast(), ends.get(part).first.get(0));
      }
      List<Step> after = new ArrayList<>();
      for (int p = part + 1; p < ends.size(); p++) {
        after.addAll(ends.get(p).first);
      }
      around.before.add(window == 1 ? new ArrayList<>() : new ArrayList<>(before));
      around.after.add(new ArrayList<>(after.subList(0, Math.min(horizon, after.size()))));
    }
    return JavaSparkContext.fromSparkContext(sorted.context()).broadcast(around);
  }

  private Ends ends(int part, Iterator<Row> rows) {
    Ends ends = new Ends(part);
    Iterator<Step> steps = steps(rows);
    while (steps.hasNext()) {
      Step step = steps.next();
      if (ends.first.size() < Math.max(1, horizon)) {
        ends.first.add(step);
      }
      ends.last.add(step);
      if (ends.last.size() > Math.max(1, window - 1)) {
        ends.last.remove();
      }
    }
    return ends;
  }

  /** The steps of a table's part, whose times must differ. */
  private Iterator<Step> steps(Iterator<Row> rows) {
    Step[] before = new Step[1];
    return SequenceRows.each(
        rows,
        row -> {
          Step step = reader.step(row);
          if (before[0] != null) {
            reader.requireLater(before[0], step);
          }
          before[0] = step;
          return step;
        });
  }

  /**
   * Makes an example of every window of the steps before and the following ones.
   *
   * @param series number of the series of these steps
   */
  private Iterator<Row> examples(List<Step> before, Iterator<Step> steps, long series) {
    return new Iterator<>() {
      private final ArrayDeque<Step> known = new ArrayDeque<>(before);
      private long position; // position of the first step in memory
      private Row next = advance();

      private Row advance() {
        while (steps.hasNext()) {
          known.add(steps.next());
          if (known.size() > window + horizon) {
            known.remove();
            position++;
          }
          Row example =
              known.size() == window + horizon
                  ? example(new ArrayList<>(known), series, position)
                  : null;
          if (example != null) {
            return example;
          }
        }
        return null;
      }

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        Row row = next;
        next = advance();
        return row;
      }
    };
  }

  /**
   * One example, or null if its future is only partly for validation, or if it is for training and
   * its history has rows for validation. Histories of validation examples may have training rows.
   */
  private Row example(List<Step> steps, long series, long position) {
    boolean validation = steps.get(window).validation;
    for (int t = 0; t < steps.size(); t++) {
      if (steps.get(t).validation != validation && (t >= window || !validation)) {
        return null;
      }
    }
    Double[] future = new Double[horizon];
    for (int h = 0; h < horizon; h++) {
      future[h] = steps.get(window + h).y;
    }
    Object history = history(steps.subList(0, window));
    Object values = horizon == 1 ? future[0] : ArraySeq$.MODULE$.make(future);
    return indicated
        ? RowFactory.create(history, values, validation, series, position)
        : RowFactory.create(history, values, series, position);
  }

  private static Object history(List<Step> steps) {
    Object[] history = new Object[steps.size()];
    for (int t = 0; t < history.length; t++) {
      double[] x = steps.get(t).x;
      Double[] features = new Double[x.length];
      for (int j = 0; j < x.length; j++) {
        features[j] = x[j];
      }
      history[t] = ArraySeq$.MODULE$.make(features);
    }
    return ArraySeq$.MODULE$.make(history);
  }

  /** A row with one more value. */
  static Row with(Row row, Object value) {
    Object[] values = new Object[row.size() + 1];
    for (int j = 0; j < row.size(); j++) {
      values[j] = row.get(j);
    }
    values[row.size()] = value;
    return RowFactory.create(values);
  }

  private static Iterator<Step> concatenated(Iterator<Step> first, Iterator<Step> second) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return first.hasNext() || second.hasNext();
      }

      @Override
      public Step next() {
        return first.hasNext() ? first.next() : second.next();
      }
    };
  }
}
