package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import scala.Tuple2;

/**
 * The first pass over rows: counts them, their steps, tokens and labels. The first character of a
 * count's key tells what is counted; for tokens the second character is the column, for labels the
 * target.
 */
final class RowCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SequenceInput input;
  private final TargetColumn[] targets;
  private final TokenColumn[] columns;
  private final boolean lowercase;

  /**
   * @param columns the columns made from tokens whose parts are counted
   * @param lowercase whether tokens are lower-cased before counting
   */
  RowCounter(
      SequenceInput input, TargetColumn[] targets, TokenColumn[] columns, boolean lowercase) {
    this.input = input;
    this.targets = targets;
    this.columns = columns;
    this.lowercase = lowercase;
  }

  /** Counts in one job, or in three if only the most frequent tokens are kept. */
  SequenceRows.Counts count(JavaRDD<Row> rows, KnownTokens known) {
    JavaPairRDD<String, Long> counted =
        rows.mapPartitionsToPair(part -> countPartition(part)).reduceByKey(Long::sum);
    long n = 0;
    long steps = 0;
    int width = 0;
    int targetWidth = 0;
    Map<TokenColumn, Map<String, Long>> tokens = new EnumMap<>(TokenColumn.class);
    for (TokenColumn column : columns) {
      tokens.put(column, new HashMap<>());
    }
    List<SequenceRows.LabelCounts> labels = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      labels.add(new SequenceRows.LabelCounts(new HashMap<>(), new EnumMap<>(LabelScheme.class)));
    }
    boolean single = input.tokens();
    for (Tuple2<String, Long> entry : known.collect(counted, key(TokenColumn.TOKENS, ""))) {
      String key = entry._1.substring(1);
      switch (entry._1.charAt(0)) {
        case 'n' -> n = entry._2;
        case 's' -> steps = entry._2;
        case 't' -> tokens.get(column(key)).put(key.substring(1), entry._2);
        case 'l' -> labels.get(key.charAt(0)).labels().put(key.substring(1), entry._2);
        case 'b' ->
            labels.get(key.charAt(0)).broken().put(LabelScheme.valueOf(key.substring(1)), entry._2);
        case 'm' -> single = false;
        case 'v' -> targetWidth = Math.max(targetWidth, Integer.parseInt(key));
        default -> width = Math.max(width, Integer.parseInt(key));
      }
    }
    single &= steps > 0;
    return new SequenceRows.Counts(n, steps, tokens, labels, width, targetWidth, single);
  }

  private static String key(TokenColumn column, String part) {
    return "t" + (char) column.ordinal() + part;
  }

  private static TokenColumn column(String key) {
    return TokenColumn.values()[key.charAt(0)];
  }

  private Iterator<Tuple2<String, Long>> countPartition(Iterator<Row> rows) {
    Map<String, Long> counts = new HashMap<>();
    TargetColumn.Counter[] counters = new TargetColumn.Counter[targets.length];
    Arrays.setAll(counters, i -> counter(i, counts));
    for (long number = 0; rows.hasNext(); number++) {
      Row row = rows.next();
      SequenceRows.checked(
          row,
          number,
          r -> {
            counts.merge("n", 1L, Long::sum);
            int steps = countInput(r, counts);
            counts.merge("s", (long) steps, Long::sum);
            for (int i = 0; i < targets.length; i++) {
              targets[i].count(r, steps, counters[i]);
            }
            return null;
          });
    }
    List<Tuple2<String, Long>> pairs = new ArrayList<>(counts.size());
    counts.forEach((key, count) -> pairs.add(new Tuple2<>(key, count)));
    return pairs.iterator();
  }

  /** Counts a target's labels under keys with its number. */
  private static TargetColumn.Counter counter(int target, Map<String, Long> counts) {
    return new TargetColumn.Counter() {
      @Override
      public void label(String label, int count) {
        counts.merge("l" + (char) target + label, (long) count, Long::sum);
      }

      @Override
      public void broken(LabelScheme scheme) {
        counts.merge("b" + (char) target + scheme.name(), 1L, Long::sum);
      }

      @Override
      public void width(int numbers) {
        counts.merge("v" + numbers, 1L, Long::sum);
      }
    };
  }

  /** Counts the row's input and returns its number of steps. */
  private int countInput(Row row, Map<String, Long> counts) {
    if (input.dense()) {
      counts.merge("w" + input.width(row), 1L, Long::sum);
    }
    if (!input.tokens()) {
      return input.length(row);
    }
    String[] tokens = input.strings(row);
    if (Arrays.stream(tokens).anyMatch(token -> token.codePointCount(0, token.length()) != 1)) {
      counts.merge("m", 1L, Long::sum);
    }
    for (TokenColumn column : columns) {
      boolean lower = lowercase && column.lowercased();
      for (String token : tokens) {
        for (String part : column.parts(token)) {
          counts.merge(key(column, Vocabulary.normalize(part, lower)), 1L, Long::sum);
        }
      }
    }
    return tokens.length;
  }
}
