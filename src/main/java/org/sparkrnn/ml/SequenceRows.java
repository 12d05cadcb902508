package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import scala.Tuple2;

/** Reads input and label columns of rows: counts them into vocabularies, encodes them. */
final class SequenceRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 120; // characters of a row in a message

  private final SequenceInput input;
  private final StepLabels labels;

  /**
   * @param labels the label column, or null where rows are not labelled
   */
  SequenceRows(SequenceInput input, StepLabels labels) {
    this.input = input;
    this.labels = labels;
  }

  static SequenceRows labelled(StructType schema, RnnParams params) {
    return new SequenceRows(
        SequenceInput.of(schema, params), new StepLabels(schema, "labelCol", params.getLabelCol()));
  }

  /** The names of the columns that are read. */
  List<String> columns() {
    Set<String> names = new LinkedHashSet<>(input.columnNames());
    if (labels != null) {
      names.add(labels.name());
    }
    return List.copyOf(names);
  }

  SequenceInput input() {
    return input;
  }

  /** What one pass over the rows counts. */
  record Counts(long rows, Map<String, Long> tokens, Map<String, Long> labels, int width) {}

  /**
   * Counts rows, tokens (or the features a step) and labels in one job.
   *
   * @param lowercase whether tokens are counted lower-cased
   */
  Counts count(JavaRDD<Row> rows, boolean lowercase) {
    JavaPairRDD<String, Long> counted =
        rows.mapPartitionsToPair(part -> countPartition(part, lowercase)).reduceByKey(Long::sum);
    long n = 0;
    int width = 0;
    Map<String, Long> tokens = new HashMap<>();
    Map<String, Long> tags = new HashMap<>();
    for (Tuple2<String, Long> entry : counted.collect()) {
      String key = entry._1.substring(1);
      switch (entry._1.charAt(0)) {
        case 'n' -> n = entry._2;
        case 't' -> tokens.put(key, entry._2);
        case 'l' -> tags.put(key, entry._2);
        default -> width = Math.max(width, Integer.parseInt(key));
      }
    }
    return new Counts(n, tokens, tags, width);
  }

  private Iterator<Tuple2<String, Long>> countPartition(Iterator<Row> rows, boolean lowercase) {
    Map<String, Long> counts = new HashMap<>();
    for (long number = 0; rows.hasNext(); number++) {
      Row row = rows.next();
      checked(
          row,
          number,
          r -> {
            counts.merge("n", 1L, Long::sum);
            if (input.tokens()) {
              for (String token : input.strings(r)) {
                counts.merge("t" + Vocabulary.normalize(token, lowercase), 1L, Long::sum);
              }
            } else {
              counts.merge("w" + input.width(r), 1L, Long::sum);
            }
            for (String label : labels.strings(r)) {
              counts.merge("l" + label, 1L, Long::sum);
            }
            return null;
          });
    }
    List<Tuple2<String, Long>> pairs = new ArrayList<>(counts.size());
    counts.forEach((key, count) -> pairs.add(new Tuple2<>(key, count)));
    return pairs.iterator();
  }

  /** Encodes one row; what it throws names the row. */
  EncodedSequence encode(Row row, long number, SequenceEncoder encoder) {
    return checked(row, number, r -> encode(r, encoder));
  }

  EncodedSequence encode(Row row, SequenceEncoder encoder) {
    String[] tags = labels == null ? null : labels.strings(row);
    return input.tokens()
        ? encoder.encode(input.strings(row), tags)
        : encoder.encode(input.features(row, encoder.width()), tags);
  }

  /** Encodes all rows of a partition, as they are asked for. */
  Iterator<EncodedSequence> encode(Iterator<Row> rows, SequenceEncoder encoder) {
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public EncodedSequence next() {
        return SequenceRows.this.encode(rows.next(), number++, encoder);
      }
    };
  }

  /** Runs {@code use} on a row and names the row in what it throws. */
  <R> R checked(Row row, long number, Function<Row, R> use) {
    try {
      return use.apply(row);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "row %d of partition %d: %s: %s"
              .formatted(number + 1, TaskContext.getPartitionId() + 1, e.getMessage(), shown(row)),
          e);
    }
  }

  private static String shown(Row row) {
    String text = row.json();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
