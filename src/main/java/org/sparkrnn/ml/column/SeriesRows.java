package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * Joins consecutive rows of one series. A row has a hash and the name of the series, the time, the
 * numbers, the static columns and perhaps whether it is for validation.
 */
final class SeriesRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NAME = 1;
  private static final int TIME = 2;
  private static final int NUMBERS = 3;

  private final TimeColumn time;
  private final String seriesCol;
  private final ArrayList<String> columns;
  private final ArrayList<String> statics;
  private final int past;
  private final boolean indicated;

  SeriesRows(
      TimeColumn time,
      String seriesCol,
      List<String> columns,
      List<String> statics,
      int past,
      boolean indicated) {
    this.statics = new ArrayList<>(statics);
    this.time = time;
    this.seriesCol = seriesCol;
    this.columns = new ArrayList<>(columns);
    this.past = past;
    this.indicated = indicated;
  }

  /** The series of a partition; the rows of one series at a time are in memory. */
  Iterator<RawSeries> group(Iterator<Row> rows) {
    return new Iterator<>() {
      private Row next = rows.hasNext() ? rows.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public RawSeries next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        if (next.isNullAt(NAME)) {
          throw new InvalidInputException(
              "seriesCol %s is null in a row with %s %s; name the series of the row, or drop the row"
                  .formatted(seriesCol, time.name(), next.get(TIME)));
        }
        String name = next.getString(NAME);
        List<Row> own = new ArrayList<>();
        while (next != null && name.equals(next.getString(NAME))) {
          own.add(next);
          next = rows.hasNext() ? rows.next() : null;
        }
        return series(name, own);
      }
    };
  }

  private RawSeries series(String name, List<Row> rows) {
    int n = rows.size();
    double[] unordered = new double[n];
    for (int i = 0; i < n; i++) {
      unordered[i] = time(name, rows.get(i).get(TIME));
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> unordered[i]));
    double[] times = new double[n];
    double[] x = new double[n * columns.size()];
    int trained = n;
    for (int i = 0; i < n; i++) {
      Row row = rows.get(order[i]);
      times[i] = unordered[order[i]];
      if (i > 0 && times[i] == times[i - 1]) {
        throw twice(name, rows.get(order[i - 1]), row);
      }
      for (int j = 0; j < columns.size(); j++) {
        x[i * columns.size() + j] = number(name, row, j);
      }
      boolean held =
          indicated && Boolean.TRUE.equals(row.get(NUMBERS + columns.size() + statics.size()));
      if (held) {
        trained = Math.min(trained, i);
      } else if (i > trained) {
        throw new InvalidInputException(
            "series %s has a training row at %s %s, after rows for validation or test; rows for validation or test must be the last ones of a series"
                .formatted(name, time.name(), row.get(TIME)));
      }
    }
    return new RawSeries(name, times, x, past, trained, categories(name, rows));
  }

  /** The static columns, which are the same in all rows. */
  private String[] categories(String name, List<Row> rows) {
    String[] categories = new String[statics.size()];
    for (int c = 0; c < categories.length; c++) {
      int at = NUMBERS + columns.size() + c;
      categories[c] = rows.get(0).getString(at);
      for (Row row : rows) {
        if (row.isNullAt(at) || !row.getString(at).equals(categories[c])) {
          throw new InvalidInputException(
              "series %s has %s %s at %s %s, but %s at %s; a static column has one value, the same in all rows of a series"
                  .formatted(
                      name,
                      statics.get(c),
                      row.get(at),
                      time.name(),
                      row.get(TIME),
                      categories[c],
                      rows.get(0).get(TIME)));
        }
      }
    }
    return categories;
  }

  private double time(String name, Object value) {
    try {
      return time.number(value);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("series %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private InvalidInputException twice(String name, Row before, Row after) {
    Object first = before.get(TIME);
    Object second = after.get(TIME);
    return new InvalidInputException(
        "series %s has two rows at %s %s; a series must have one row per time, so drop or merge the others"
            .formatted(name, time.name(), first.equals(second) ? first : first + " and " + second));
  }

  private double number(String name, Row row, int j) {
    if (row.isNullAt(NUMBERS + j)) {
      return Double.NaN;
    }
    double value = row.getDouble(NUMBERS + j);
    if (!Double.isNaN(value) && !Float.isFinite((float) value)) {
      throw new InvalidInputException(
          "series %s has %s %s at %s %s; the numbers of a series must be finite float numbers"
              .formatted(name, columns.get(j), value, time.name(), row.get(TIME)));
    }
    return value;
  }
}
