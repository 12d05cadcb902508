package org.sparkrnn.ml.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.RowChunks;
import org.sparkrnn.ml.column.TargetColumn;

/**
 * How much of the measured data a model can know: which tokens and labels are in its vocabularies.
 * Figures on data of another kind look like those of a bad model, so users have to be told.
 */
public final class Familiarity implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KEPT = 100; // unknown labels, by name
  private static final int SHOWN = 5;

  private long sequences;
  private long steps;
  private long longest; // steps of the longest sequence
  private long tokens;
  private long unknownTokens;
  private long labels;
  private long unknownLabels;
  private final TreeMap<String, Long> unknown = new TreeMap<>(); // the first KEPT of the labels
  private String given = ""; // the first labels that the model can predict

  private void sequence(EncodedSequence sequence) {
    sequences++;
    steps += sequence.length();
    longest = Math.max(longest, sequence.length());
    tokens += sequence.hasTokens() ? sequence.length() : 0;
    unknownTokens += sequence.unknownTokens();
  }

  /**
   * Counts rows.
   *
   * @param targets the columns of labels or targets
   */
  public void add(
      RowChunks.Chunk chunk, List<? extends TargetColumn> targets, SequenceEncoder encoder) {
    chunk.sequences().forEach(this::sequence);
    for (int target = 0; target < Math.min(targets.size(), encoder.targets().size()); target++) {
      TargetColumn.Counter counter = counter(encoder.targets().get(target).labels());
      for (int i = 0; i < chunk.rows().size(); i++) {
        int steps = chunk.sequences().get(i).length();
        targets.get(target).count(chunk.rows().get(i), steps, counter);
      }
    }
  }

  /** Counts a row of a stream without its boundary, which every model knows. */
  public void tokens(int[] ids, int boundary) {
    sequences++;
    longest = Math.max(longest, ids.length);
    for (int id : ids) {
      steps += id == boundary ? 0 : 1;
      tokens += id == boundary ? 0 : 1;
      unknownTokens += id == 0 ? 1 : 0;
    }
  }

  /** Counts forecast values of series. */
  public void values(long count) {
    sequences += count > 0 ? 1 : 0;
    steps += count;
    longest = Math.max(longest, count);
  }

  private TargetColumn.Counter counter(Vocabulary vocabulary) {
    given = given.isEmpty() ? names(vocabulary.entries()) : given;
    return new TargetColumn.Counter() {
      @Override
      public void label(String label, int count) {
        labels += count;
        if (count > 0 && vocabulary.find(label) < 0) {
          unknownLabels += count;
          unknown.merge(label, (long) count, Long::sum);
          trim();
        }
      }

      @Override
      public void width(int numbers) {
        // Numbers are not known or unknown.
      }
    };
  }

  private void trim() {
    while (unknown.size() > KEPT) {
      unknown.pollLastEntry();
    }
  }

  /** Adds the counts of other rows. */
  public void merge(Familiarity other) {
    sequences += other.sequences;
    steps += other.steps;
    longest = Math.max(longest, other.longest);
    tokens += other.tokens;
    unknownTokens += other.unknownTokens;
    labels += other.labels;
    unknownLabels += other.unknownLabels;
    other.unknown.forEach((label, count) -> unknown.merge(label, count, Long::sum));
    trim();
    given = given.isEmpty() ? other.given : given;
  }

  /**
   * @throws InvalidInputException if figures would mean nothing, because there is no step or no
   *     label that the model can predict
   */
  public void requireMeaning() {
    if (steps == 0) {
      throw new InvalidInputException(
          sequences == 0
              ? "there are no rows to measure on; expected at least one"
              : "all %,d sequences to measure on are empty; expected at least one step"
                  .formatted(sequences));
    }
    if (labels > 0 && unknownLabels == labels) {
      throw new InvalidInputException(
          "the model knows none of the %,d labels of the data (%s); its own labels are %s; check that it was trained for this data and this labelCol"
              .formatted(labels, names(List.copyOf(unknown.keySet())), given));
    }
  }

  /** Warnings about the figures, as sentences; usually empty. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (steps == 0 && sequences > 0) {
      warnings.add("there is nothing to measure: no sequence of the data has a step");
    }
    if (unknownLabels > 0) {
      warnings.add(
          "%s of the %,d labels of the data are unknown to the model, which was not trained on them (%s); they count as mistakes"
              .formatted(
                  unknownLabels == labels ? "all" : "%,d".formatted(unknownLabels),
                  labels,
                  names(List.copyOf(unknown.keySet()))));
    }
    String strange = ofTokens(tokens, unknownTokens);
    if (strange != null) {
      warnings.add(strange);
    }
    return warnings;
  }

  /** Adds the amount of data, and the part that the model does not know, to a report. */
  public void describe(ObjectNode json) {
    json.put("longest", longest);
    if (tokens > 0) {
      json.put("unknownTokens", (double) unknownTokens / tokens);
    }
    if (labels > 0) {
      json.put("unknownLabels", (double) unknownLabels / labels);
    }
  }

  /** The warning if most tokens are unknown, or null. */
  public static String ofTokens(long tokens, long unknown) {
    return tokens == 0 || 2 * unknown <= tokens
        ? null
        : "the model knows %s of the %,d tokens of the data and treats the other %,d as the same unknown token; check that the data has the language, level and form of the training data"
            .formatted(
                unknown == tokens ? "none" : "%,d".formatted(tokens - unknown), tokens, unknown);
  }

  private static String names(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? ", ..." : "");
  }
}
