package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.audio.AudioSpec;
import org.sparkrnn.data.audio.FrameFeatures;
import org.sparkrnn.io.FrameRows;

/** A column of WAV files, which it turns into frames. */
public final class AudioColumn implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AudioColumn.class);
  private static final String PATH = "path"; // its name in the binaryFile source
  private static final int SHOWN = 5;

  private final NamedColumn column;
  private final int path; // the index of the column of paths, or -1
  private final AudioSpec spec;

  /**
   * @throws InvalidInputException if the column is missing or not binary
   */
  public AudioColumn(StructType schema, String name, AudioSpec spec) {
    column = NamedColumn.of(schema, "inputCol", name);
    if (!column.type().equals(DataTypes.BinaryType)) {
      throw column.wrongType("binary, with whole WAV files as the source binaryFile reads them");
    }
    int index = Arrays.asList(schema.fieldNames()).indexOf(PATH);
    boolean named = index >= 0 && schema.fields()[index].dataType().equals(DataTypes.StringType);
    path = named ? index : -1;
    this.spec = spec;
  }

  /**
   * Appends frames to the rows of a partition.
   *
   * @param drop whether rows that cannot be read are left out; otherwise they end the job with a
   *     message that names the row
   */
  public Iterator<Row> withFrames(Iterator<Row> part, boolean drop) {
    FrameFeatures features = new FrameFeatures(spec);
    BiFunction<Row, byte[], Row> add =
        (row, wav) -> {
          Object[] values = new Object[row.size() + 1];
          for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
          }
          values[row.size()] = FrameRows.of(features.ofWav(wav));
          return RowFactory.create(values);
        };
    return new Iterator<>() {
      private long number;
      private Row next;

      @Override
      public boolean hasNext() {
        while (next == null && part.hasNext()) {
          try {
            next = read(part.next(), ++number, add);
          } catch (InvalidInputException e) {
            if (!drop) {
              throw e;
            }
          }
        }
        return next != null;
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
      }
    };
  }

  private <R> R read(Row row, long number, BiFunction<Row, byte[], R> use) {
    try {
      Object wav = column.value(row);
      if (wav == null) {
        throw new InvalidInputException("is null; drop rows with null");
      }
      return use.apply(row, (byte[]) wav);
    } catch (InvalidInputException e) {
      String subject =
          path >= 0 && !row.isNullAt(path)
              ? row.getString(path)
              : "row %d of partition %d: %s"
                  .formatted(number, TaskContext.getPartitionId() + 1, column.name());
      throw new InvalidInputException(subject + " " + e.getMessage(), e);
    }
  }

  /** Counts the rows that cannot be read and logs the first ones; runs one job. */
  public long tell(JavaRDD<Row> rows) {
    long count = 0;
    List<String> first = new ArrayList<>();
    for (ArrayList<String> found : rows.mapPartitions(this::problems).collect()) {
      count += Long.parseLong(found.get(0));
      first.addAll(found.subList(1, found.size()));
    }
    if (count > 0) {
      LOG.warn(
          "{} malformed rows are dropped (mode=dropmalformed); the first of them:\n  {}",
          count,
          String.join("\n  ", first.subList(0, Math.min(SHOWN, first.size()))));
    }
    return count;
  }

  /**
   * The problems of a partition: their number, then the first ones with the names of their rows.
   */
  private Iterator<ArrayList<String>> problems(Iterator<Row> part) {
    FrameFeatures features = new FrameFeatures(spec);
    BiFunction<Row, byte[], Boolean> check =
        (row, wav) -> {
          features.require(wav);
          return true;
        };
    ArrayList<String> found = new ArrayList<>();
    long count = 0;
    for (long number = 1; part.hasNext(); number++) {
      try {
        read(part.next(), number, check);
      } catch (InvalidInputException e) {
        count++;
        if (found.size() < SHOWN) {
          found.add(e.getMessage());
        }
      }
    }
    found.add(0, Long.toString(count));
    return List.of(found).iterator();
  }
}
