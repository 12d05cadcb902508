package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;

/**
 * An n-gram language model with interpolated Witten-Bell smoothing: a token after a history h of up
 * to n-1 tokens, h' being h without its first token, has the probability
 *
 * <pre>
 *   P(w | h) = (c(h w) + T(h) P(w | h')) / (c(h) + T(h))        P(w | no history's rest) = 1 / V
 * </pre>
 *
 * where c counts, c(h) = sum over w of c(h w), T(h) is the number of different tokens seen after h,
 * and V the size of the vocabulary with its unknown word and, where rows end, the end token. For a
 * history that was never seen, the next shorter history is used. (Bell, Cleary and Witten, Text
 * Compression, 1990, method C; Chen and Goodman, An empirical study of smoothing techniques, 1998,
 * section 2.5.)
 */
public final class NGram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Vocabulary vocabulary; // <unk> first; two more ids follow: the end, the start
  private final Boundaries boundaries;
  private final NGramTrie counts;

  private NGram(Vocabulary vocabulary, Boundaries boundaries, NGramTrie counts) {
    this.vocabulary = vocabulary;
    this.boundaries = boundaries;
    this.counts = counts;
  }

  /**
   * A model without counts, in which all tokens have the same probability.
   *
   * @param tokens the known tokens, with or without the unknown word
   * @param order length of the longest n-grams, 1 or more
   */
  public static NGram untrained(List<String> tokens, Boundaries boundaries, int order) {
    List<String> entries = new ArrayList<>();
    entries.add(Vocabulary.UNKNOWN);
    tokens.stream().filter(token -> !token.equals(Vocabulary.UNKNOWN)).forEach(entries::add);
    return new NGram(new Vocabulary(entries, false), boundaries, new NGramTrie(order));
  }

  /** The same vocabulary with these counts. */
  public NGram with(NGramTrie trained) {
    return new NGram(vocabulary, boundaries, trained);
  }

  /** Length of the longest n-grams. */
  public int order() {
    return counts.order();
  }

  /** The tokens that have a probability, including the unknown word but not the end token. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The id of the token that ends rows; it has a probability where rows end. */
  private int end() {
    return vocabulary.size();
  }

  /** The id of the token before lines, which is never predicted. */
  private int beforeStart() {
    return vocabulary.size() + 1;
  }

  /** What can follow a history. */
  private int outcomes() {
    return vocabulary.size() + (boundaries.end() ? 1 : 0);
  }

  /** The number of n-grams of all orders that were seen, and of their contexts. */
  public int size() {
    return counts.size() - 1;
  }

  /** Whether the history of a row can reach into the row before it. */
  public boolean continues() {
    return boundaries != Boundaries.LINES && order() > 1;
  }

  /** The history before the first row: start tokens, or nothing. */
  public int[] start() {
    int[] history = new int[boundaries == Boundaries.LINES ? order() - 1 : 0];
    Arrays.fill(history, beforeStart());
    return history;
  }

  /** The history before the next row, after {@code ids}. */
  public int[] history(int[] ids) {
    return boundaries == Boundaries.LINES
        ? start()
        : Arrays.copyOfRange(ids, Math.max(0, ids.length - (order() - 1)), ids.length);
  }

  /**
   * The ids of a row after its history: [history, T, and 1 for the end token if rows have ends].
   */
  public int[] encode(int[] history, String[] tokens) {
    int end = boundaries.end() ? 1 : 0;
    int[] ids = Arrays.copyOf(history, history.length + tokens.length + end);
    for (int t = 0; t < tokens.length; t++) {
      ids[history.length + t] = vocabulary.findOrUnknown(tokens[t]);
    }
    if (end > 0) {
      ids[ids.length - 1] = end();
    }
    return ids;
  }

  /** P(ids[at] | the ids before it), of which only the last n-1 matter. */
  public double probability(int[] ids, int at) {
    double p = 1.0 / outcomes();
    for (int n = 1; n <= order() && n <= at + 1; n++) {
      int h = counts.find(ids, at - n + 1, at);
      if (h < 0 || counts.total(h) == 0) { // then longer histories were not seen either
        break;
      }
      int hw = counts.child(h, ids[at]);
      double c = hw < 0 ? 0 : counts.count(hw);
      p = (c + counts.types(h) * p) / (counts.total(h) + counts.types(h));
    }
    return p;
  }

  /**
   * log P(token | history) in nats; null is the end token.
   *
   * @param history the tokens before it; for lines, beginning with the first token of the line
   * @throws InvalidInputException if the probability of the end is requested but rows have no ends
   */
  public double logProbability(String token, String... history) {
    if (token == null && !boundaries.end()) {
      throw new InvalidInputException(
          "the end of a row has no probability with boundaries=stream; train with boundaries=lineEnds or boundaries=lines");
    }
    int[] before = encode(start(), history);
    int at = before.length - (boundaries.end() ? 1 : 0);
    int[] ids = Arrays.copyOf(before, at + 1);
    ids[at] = token == null ? end() : vocabulary.findOrUnknown(token);
    return Math.log(probability(ids, at));
  }

  /** log P in nats of each token of a row, including its end if rows have ends. */
  public double[] logProbabilities(String[] tokens) {
    int[] history = start();
    int[] ids = encode(history, tokens);
    double[] logP = new double[ids.length - history.length];
    for (int t = 0; t < logP.length; t++) {
      logP[t] = Math.log(probability(ids, history.length + t));
    }
    return logP;
  }

  /**
   * All n-grams that were seen, as fields, with their counts; this is enough to create the model
   * again.
   */
  public Map<String, Long> counts() {
    Map<String, Long> all = new HashMap<>();
    counts.forEach(
        (ids, count) ->
            all.put(
                Fields.join(Arrays.stream(ids).mapToObj(this::field).toArray(String[]::new)),
                count));
    return all;
  }

  private String field(int id) {
    if (id >= vocabulary.size()) {
      return id == end() ? Fields.END : Fields.START;
    }
    return Fields.escape(vocabulary.entry(id));
  }

  /**
   * The model of {@link #counts()}.
   *
   * @throws InvalidInputException if a key is not an n-gram of at most that order
   */
  public static NGram of(Map<String, Long> counts, Boundaries boundaries, int order) {
    List<String> tokens = new ArrayList<>();
    TreeMap<String, Long> sorted = new TreeMap<>(counts); // so that ids are always the same
    for (String ngram : sorted.keySet()) {
      if (ngram.indexOf('\t') < 0 && !ngram.equals(Fields.END)) {
        tokens.add(Fields.unescape(ngram));
      }
    }
    if (tokens.isEmpty()) {
      throw new InvalidInputException("the n-gram model has no counts of single tokens");
    }
    NGram model = untrained(tokens, boundaries, order);
    sorted.forEach(
        (ngram, count) -> {
          int[] ids = Arrays.stream(Fields.split(ngram)).mapToInt(model::id).toArray();
          if (ids.length > order) {
            throw new InvalidInputException(
                "an n-gram has %d tokens (%s); expected 1 to %d, the model's order"
                    .formatted(ids.length, ngram, order));
          }
          model.counts.add(ids, (long) count);
        });
    return model;
  }

  private int id(String field) {
    if (field.equals(Fields.START)) {
      return beforeStart();
    }
    if (field.equals(Fields.END)) {
      return end();
    }
    int id = vocabulary.find(Fields.unescape(field));
    if (id < 0) {
      throw new InvalidInputException(
          "token %s occurs in an n-gram but has no count of its own".formatted(field));
    }
    return id;
  }
}
