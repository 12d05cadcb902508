package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.baseline.Boundaries;
import org.sparkrnn.baseline.CountLines;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.PrefixScorer;

/**
 * An n-gram model of transcripts, which beam search uses to prefer plausible transcripts. Its
 * tokens are the labels, or the words between spaces if labels are characters. It is saved as a
 * line with the order and the kind of tokens, followed by the counts.
 */
public final class TranscriptNGram implements Serializable {
  /** The name of its file in a model directory; a model may have none. */
  public static final String FILE = "ngram.txt";

  private static final long serialVersionUID = 1L;
  private static final String SPACE = " ";
  private static final String LABELS = "labels";
  private static final String WORDS = "words";

  private final NGram ngram;
  private final boolean words;

  /**
   * @param ngram a model of separate lines
   * @param words whether its tokens are words; otherwise they are labels
   */
  public TranscriptNGram(NGram ngram, boolean words) {
    this.ngram = ngram;
    this.words = words;
  }

  /** The tokens of a transcript: its labels or its words. */
  public static String[] tokens(String[] labels, boolean words) {
    if (!words) {
      return labels;
    }
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (String label : labels) {
      if (!label.equals(SPACE)) {
        word.append(label);
      } else if (word.length() > 0) {
        tokens.add(word.toString());
        word.setLength(0);
      }
    }
    if (word.length() > 0) {
      tokens.add(word.toString());
    }
    return tokens.toArray(String[]::new);
  }

  /** The length of the longest n-grams. */
  public int order() {
    return ngram.order();
  }

  /** Whether the tokens are words; otherwise they are labels. */
  public boolean words() {
    return words;
  }

  /** The lines of {@link #FILE}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ngram.order() + "\t" + (words ? WORDS : LABELS));
    lines.addAll(CountLines.of(ngram.counts()));
    return lines;
  }

  /**
   * Parses {@link #lines}.
   *
   * @throws InvalidInputException if the lines do not have this form
   */
  public static TranscriptNGram parse(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (!first.matches("[1-9][0-9]?\t(" + LABELS + "|" + WORDS + ")")) {
      throw new InvalidInputException(
          "%s is damaged: its first line is \"%s\"; expected an order, then labels or words"
              .formatted(FILE, first));
    }
    int order = Integer.parseInt(first.substring(0, first.indexOf('\t')));
    try {
      NGram ngram =
          NGram.of(CountLines.counts(lines.subList(1, lines.size())), Boundaries.LINES, order);
      return new TranscriptNGram(ngram, first.endsWith(WORDS));
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s is damaged: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  /** The log-probability in nats of a whole transcript, including its end. */
  public double logProbability(String... labels) {
    return Arrays.stream(ngram.logProbabilities(tokens(labels, words))).sum();
  }

  /**
   * The scorer for beam search: {@code weight} log P plus {@code bonus} for each complete token.
   *
   * @param labels the labels of the network
   */
  PrefixScorer scorer(Vocabulary labels, double weight, double bonus) {
    return words ? ofWords(labels, weight, bonus) : ofLabels(labels, weight, bonus);
  }

  private PrefixScorer ofLabels(Vocabulary labels, double weight, double bonus) {
    int[] ids = new int[labels.size()];
    Arrays.setAll(ids, label -> ngram.vocabulary().findOrUnknown(labels.entry(label)));
    int[] start = ngram.start();
    int end = ngram.encode(new int[0], new String[0])[0];
    return new PrefixScorer() {
      @Override
      public double added(int[] prefix, int label) {
        return weight * logP(prefix, ids[label]) + bonus;
      }

      @Override
      public double atEnd(int[] transcript) {
        return weight * logP(transcript, end);
      }

      private double logP(int[] prefix, int next) {
        int[] context = new int[start.length + 1];
        for (int i = 0; i < start.length; i++) {
          int at = prefix.length - start.length + i;
          context[i] = at < 0 ? start[i] : ids[prefix[at]];
        }
        context[start.length] = next;
        return Math.log(ngram.probability(context, start.length));
      }
    };
  }

  private PrefixScorer ofWords(Vocabulary labels, double weight, double bonus) {
    int space = labels.find(SPACE);
    return new PrefixScorer() {
      @Override
      public double added(int[] prefix, int label) {
        boolean ends = label == space && prefix.length > 0 && prefix[prefix.length - 1] != space;
        return ends ? lastWord(prefix) : 0;
      }

      @Override
      public double atEnd(int[] transcript) {
        boolean open = transcript.length > 0 && transcript[transcript.length - 1] != space;
        return (open ? lastWord(transcript) : 0) + weight * logP(tokensOf(transcript), true);
      }

      private double lastWord(int[] prefix) {
        return weight * logP(tokensOf(prefix), false) + bonus;
      }

      private String[] tokensOf(int[] prefix) {
        String[] texts = new String[prefix.length];
        Arrays.setAll(texts, i -> labels.entry(prefix[i]));
        return tokens(texts, true);
      }

      /** The log-probability of the last of these tokens, or of the end after them. */
      private double logP(String[] tokens, boolean end) {
        int[] ids = ngram.encode(ngram.start(), tokens);
        return Math.log(ngram.probability(ids, end ? ids.length - 1 : ids.length - 2));
      }
    };
  }
}
