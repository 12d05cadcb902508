package org.sparkrnn.ml.column;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.baseline.NGramTrie;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.TranscriptNGram;

/** Counts the n-grams of transcripts. */
public final class TranscriptNGrams {
  private static final int MOST_NGRAMS = 5_000_000; // if there are more, the rarest are left out

  private TranscriptNGrams() {}

  /**
   * The n-gram model of a column of transcripts, in two jobs.
   *
   * @param words whether its tokens are words instead of labels
   * @throws InvalidInputException if all transcripts are empty
   */
  public static TranscriptNGram of(
      Dataset<Row> rows, TranscriptLabels labels, int order, boolean words) {
    Map<String, Long> tokens =
        BaselineRows.count(
            rows,
            (row, keys) -> {
              for (String token : TranscriptNGram.tokens(labels.strings(row), words)) {
                keys.accept(token, 1L);
              }
            });
    if (tokens.isEmpty()) {
      throw new InvalidInputException(
          "labelCol %s has no tokens for an n-gram model; set ngramOrder=0"
              .formatted(labels.name()));
    }
    NGram untrained =
        NGram.untrained(tokens.keySet().stream().sorted().toList(), Boundaries.LINES, order);
    JavaRDD<Row> all = rows.toJavaRDD();
    JavaRDD<NGramTrie> trees =
        all.mapPartitions(
            part -> {
              NGramTrie trie = new NGramTrie(order);
              BaselineRows.map(
                      part,
                      row ->
                          untrained.encode(
                              untrained.start(),
                              TranscriptNGram.tokens(labels.strings(row), words)))
                  .forEachRemaining(
                      ids -> {
                        for (int at = order - 1; at < ids.length; at++) {
                          trie.add(ids, at);
                        }
                      });
              return List.of(trie).iterator();
            });
    NGramTrie counts = NGramRows.sum(trees, order, MOST_NGRAMS);
    return new TranscriptNGram(untrained.with(counts), words);
  }
}
