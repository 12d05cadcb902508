package org.sparkrnn.baseline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.sparkrnn.data.InvalidInputException;

/**
 * A hidden Markov model of order 1 or 2 that tags sequences: the tags t_1 .. t_T that maximize
 *
 * <pre>
 *   prod_i P(t_i | t_(i-2) t_(i-1)) P(w_i | t_i)  *  P(end | t_(T-1) t_T)
 * </pre>
 *
 * found by Viterbi's algorithm in log space. Transitions: {@link TagNGrams}. The emission
 * probability of a known word is its relative frequency in training, P(w | t) = c(w, t) / c(t);
 * that of an unknown word depends on its suffix, P(w | t) ~ P(t | suffix) / P(t), see {@link
 * SuffixGuesser}. (Brants, TnT - A Statistical Part-of-Speech Tagger, 2000.)
 */
public final class Hmm implements TokenTagger {
  private static final long serialVersionUID = 1L;
  private static final String EMISSION = "word";
  private static final String TRANSITION = "tags";

  private final String[] tags; // [K], sorted; id K is the end, K + 1 stands before the first
  private final HashMap<String, int[]> candidates = new HashMap<>(); // known word -> tags, rising
  private final HashMap<String, double[]> emissions = new HashMap<>(); // known word -> log P(w | t)
  private final TagNGrams transitions;
  private final SuffixGuesser suffixes;
  private final double[] logP; // [K] log P(t)

  /**
   * Creates the model from the counts of {@link #count}.
   *
   * @param order 1 or 2: the number of previous tags that a tag depends on
   * @param suffixLength length of the longest suffix of unknown words that is used
   * @param rareCount words that occur at most this often serve as examples of unknown words
   * @throws InvalidInputException if there are no counts, or they are not those of a tagger
   */
  public Hmm(Map<String, Long> counts, int order, int suffixLength, int rareCount) {
    TreeMap<String, Map<String, Long>> words = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>();
    counts.forEach(
        (key, count) -> {
          String[] fields = Fields.split(key);
          if (fields[0].equals(EMISSION) && fields.length == 3) {
            names.add(Fields.unescape(fields[2]));
            words
                .computeIfAbsent(Fields.unescape(fields[1]), w -> new HashMap<>())
                .put(Fields.unescape(fields[2]), count);
          } else if (!fields[0].equals(TRANSITION) || fields.length != 4) {
            throw new InvalidInputException(
                "\"%s\" is not a count of a tagger; expected word, token, tag, or tags and three tags"
                    .formatted(key));
          }
        });
    if (names.isEmpty()) {
      throw new InvalidInputException(
          "there is nothing to count: the data has no sequence with a token");
    }
    tags = names.toArray(String[]::new);
    long[] total = new long[tags.length];
    words.values().forEach(of -> of.forEach((tag, n) -> total[id(tag)] += n));
    transitions = new TagNGrams(tags.length + 1, transitions(counts, order));
    suffixes = new SuffixGuesser(suffixLength, total);
    long steps = Arrays.stream(total).sum();
    logP = Arrays.stream(total).mapToDouble(n -> Math.log((double) n / steps)).toArray();
    words.forEach((word, of) -> learn(word, of, total, rareCount));
  }

  private void learn(String word, Map<String, Long> of, long[] total, int rareCount) {
    int[] ids = of.keySet().stream().mapToInt(this::id).sorted().toArray();
    long[] n = new long[tags.length];
    double[] log = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      n[ids[i]] = of.get(tags[ids[i]]);
      log[i] = Math.log((double) n[ids[i]] / total[ids[i]]);
    }
    candidates.put(word, ids);
    emissions.put(word, log);
    if (Arrays.stream(n).sum() <= rareCount) {
      suffixes.add(word, n);
    }
  }

  private NGramTrie transitions(Map<String, Long> counts, int order) {
    NGramTrie trie = new NGramTrie(order + 1);
    counts.forEach(
        (key, count) -> {
          String[] fields = Fields.split(key);
          if (fields[0].equals(TRANSITION)) {
            int[] ids = {idOf(fields[1]), idOf(fields[2]), idOf(fields[3])};
            for (int n = 1; n <= order + 1; n++) {
              trie.add(Arrays.copyOfRange(ids, 3 - n, 3), (long) count);
            }
          }
        });
    return trie;
  }

  private int idOf(String field) {
    return switch (field) {
      case Fields.END -> tags.length;
      case Fields.START -> tags.length + 1;
      default -> id(Fields.unescape(field));
    };
  }

  private int id(String tag) {
    int id = Arrays.binarySearch(tags, tag);
    if (id < 0) {
      throw new InvalidInputException("tag %s follows other tags but has no word".formatted(tag));
    }
    return id;
  }

  /**
   * Counts a labelled sequence: calls {@code counter} with each key and its number of occurrences.
   */
  public static void count(String[] tokens, String[] labels, BiConsumer<String, Long> counter) {
    String t1 = Fields.START;
    String t2 = Fields.START;
    for (int t = 0; t < tokens.length; t++) {
      String t3 = Fields.escape(labels[t]);
      counter.accept(Fields.join(EMISSION, Fields.escape(tokens[t]), t3), 1L);
      counter.accept(Fields.join(TRANSITION, t1, t2, t3), 1L);
      t1 = t2;
      t2 = t3;
    }
    if (tokens.length > 0) {
      counter.accept(Fields.join(TRANSITION, t1, t2, Fields.END), 1L);
    }
  }

  /** The tags, sorted. */
  public List<String> tags() {
    return List.of(tags);
  }

  /** Whether the token occurred in training. */
  @Override
  public boolean knows(String token) {
    return candidates.containsKey(token);
  }

  /**
   * The weights of the orders 1, 2, ... of the transitions (up to one more than the order of the
   * model).
   */
  public double[] interpolation() {
    return transitions.weights();
  }

  /** The most probable tags, one per token; among equally probable ones, always the same. */
  @Override
  public String[] tag(String[] tokens) {
    int T = tokens.length;
    String[] best = new String[T];
    if (T == 0) {
      return best;
    }
    int[] outside = {tags.length + 1};
    int[][] c = new int[T][]; // [T][tags that a token may have]
    int[][][] back = new int[T][][]; // [T][tag before][tag] -> index of the tag two before
    double[][] delta = {{0}}; // [tag before][tag] log probability of the best path to here
    for (int t = 0; t < T; t++) {
      c[t] = tagsOf(tokens[t]);
      int[] c1 = t < 2 ? outside : c[t - 2];
      int[] c2 = t < 1 ? outside : c[t - 1];
      back[t] = new int[c2.length][c[t].length];
      delta = step(delta, c1, c2, c[t], emissionsOf(tokens[t]), back[t]);
    }
    int[] before = T < 2 ? outside : c[T - 2];
    int[][] last = new int[c[T - 1].length][1];
    double[][] end = step(delta, before, c[T - 1], new int[] {tags.length}, new double[1], last);
    int k = 0;
    for (int b = 1; b < end.length; b++) {
      k = end[b][0] > end[k][0] ? b : k;
    }
    int j = last[k][0];
    for (int t = T - 1; t >= 0; t--) {
      best[t] = tags[c[t][k]];
      int i = back[t][j][k];
      k = j;
      j = i;
    }
    return best;
  }

  /**
   * One step of Viterbi's algorithm: next[j][k] = max over i of delta[i][j] + log P(k | i j) +
   * emitted[k].
   *
   * @param back gets that i for every j and k
   */
  private double[][] step(
      double[][] delta, int[] c1, int[] c2, int[] c3, double[] emitted, int[][] back) {
    double[][] next = new double[c2.length][c3.length];
    for (int j = 0; j < c2.length; j++) {
      for (int k = 0; k < c3.length; k++) {
        next[j][k] = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < c1.length; i++) {
          double path = delta[i][j] + logTransition(c1[i], c2[j], c3[k]) + emitted[k];
          if (path > next[j][k]) {
            next[j][k] = path;
            back[j][k] = i;
          }
        }
      }
    }
    return next;
  }

  /** log of what {@link #tag} maximizes, for these tags, all of them known; -infinity if none. */
  double logScore(String[] tokens, String[] path) {
    int t1 = tags.length + 1;
    int t2 = t1;
    double sum = 0;
    for (int t = 0; t < tokens.length; t++) {
      int t3 = id(path[t]);
      int k = Arrays.binarySearch(tagsOf(tokens[t]), t3);
      if (k < 0) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += logTransition(t1, t2, t3) + emissionsOf(tokens[t])[k];
      t1 = t2;
      t2 = t3;
    }
    return sum + logTransition(t1, t2, tags.length);
  }

  private double logTransition(int t1, int t2, int t3) {
    return Math.log(transitions.probability(t1, t2, t3));
  }

  private int[] tagsOf(String token) {
    int[] known = candidates.get(token);
    if (known != null) {
      return known;
    }
    int[] all = new int[tags.length];
    Arrays.setAll(all, k -> k);
    return all;
  }

  private double[] emissionsOf(String token) {
    double[] known = emissions.get(token);
    if (known != null) {
      return known;
    }
    double[] p = suffixes.probabilities(token); // [K]
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.log(p[k]) - logP[k];
    }
    return p;
  }
}
