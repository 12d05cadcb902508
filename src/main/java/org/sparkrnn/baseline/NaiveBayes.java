package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.sparkrnn.data.InvalidInputException;

/**
 * Multinomial naive Bayes over the n-grams of a sequence: with G the n-grams seen in training,
 *
 * <pre>
 *   P(y | x) ~ P(y) prod over n-grams g of x, in G, of (c(g, y) + a) / (sum over g' of c(g', y) + a |G|)
 * </pre>
 *
 * P(y) is the fraction of y in training, and a is the smoothing; a = 1 is add-one. (Manning,
 * Raghavan and Schuetze, Introduction to Information Retrieval, 2008, section 13.2.) Without
 * n-grams, it gives the most frequent class.
 */
public final class NaiveBayes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String CLASS = "class";
  private static final String NGRAM = "ngram";

  private final int minOrder;
  private final int maxOrder;
  private final String[] classes; // [K], sorted
  private final double[] logPrior; // [K]
  private final double[] logUnseen; // [K] log P(g | y) of an n-gram not seen with y
  private final HashMap<String, int[]> seenWith = new HashMap<>(); // n-gram -> classes
  private final HashMap<String, double[]> gain = new HashMap<>(); // log P(g | y) - logUnseen

  /**
   * Creates the model from the counts of {@link #count}.
   *
   * @param minOrder length of the shortest n-grams
   * @param maxOrder length of the longest n-grams, 0 for none
   * @param smoothing the number that is added to each count, more than 0
   * @throws InvalidInputException if there are no counts, or they are not those of a classifier
   */
  public NaiveBayes(Map<String, Long> counts, int minOrder, int maxOrder, double smoothing) {
    this.minOrder = minOrder;
    this.maxOrder = maxOrder;
    TreeMap<String, Long> rows = new TreeMap<>();
    Map<String, Map<String, Long>> ngrams = new HashMap<>(); // n-gram -> class -> count
    counts.forEach(
        (key, count) -> {
          String[] fields = Fields.split(key);
          if (fields[0].equals(CLASS) && fields.length == 2) {
            rows.put(Fields.unescape(fields[1]), count);
          } else if (fields[0].equals(NGRAM) && fields.length > 2) {
            String ngram = Fields.join(Arrays.copyOfRange(fields, 2, fields.length));
            ngrams
                .computeIfAbsent(ngram, g -> new HashMap<>())
                .put(Fields.unescape(fields[1]), count);
          } else {
            throw new InvalidInputException(
                "\"%s\" is not a count of a classifier; expected class and its name, or ngram, class and tokens"
                    .formatted(key));
          }
        });
    if (rows.isEmpty()) {
      throw new InvalidInputException("there is nothing to count: the data has no rows");
    }
    classes = rows.keySet().toArray(String[]::new);
    double all = rows.values().stream().mapToLong(Long::longValue).sum();
    logPrior = rows.values().stream().mapToDouble(n -> Math.log(n / all)).toArray();
    logUnseen = new double[classes.length];
    ngrams.values().forEach(of -> of.forEach((label, n) -> logUnseen[id(label)] += n));
    double size = ngrams.size();
    Arrays.setAll(logUnseen, y -> Math.log(smoothing) - Math.log(logUnseen[y] + smoothing * size));
    ngrams.forEach(
        (ngram, of) -> {
          int[] ids = of.keySet().stream().mapToInt(this::id).sorted().toArray();
          seenWith.put(ngram, ids);
          gain.put(
              ngram,
              Arrays.stream(ids)
                  .mapToDouble(y -> Math.log1p(of.get(classes[y]) / smoothing))
                  .toArray());
        });
  }

  private int id(String label) {
    int id = Arrays.binarySearch(classes, label);
    if (id < 0) {
      throw new InvalidInputException("class %s has n-grams but no rows".formatted(label));
    }
    return id;
  }

  /** Counts one labelled row: calls {@code counter} with each key and its number of occurrences. */
  public static void count(
      String[] tokens, String label, int minOrder, int maxOrder, BiConsumer<String, Long> counter) {
    String name = Fields.escape(label);
    counter.accept(Fields.join(CLASS, name), 1L);
    for (String ngram : ngrams(tokens, minOrder, maxOrder)) {
      counter.accept(Fields.join(NGRAM, name, ngram), 1L);
    }
  }

  /**
   * The n-grams of a sequence. From length 2 on, its beginning and its end count as tokens: which
   * tokens stand first and last tells classes apart.
   */
  private static List<String> ngrams(String[] tokens, int minOrder, int maxOrder) {
    String[] marked = new String[tokens.length + 2];
    marked[0] = Fields.START;
    for (int t = 0; t < tokens.length; t++) {
      marked[t + 1] = Fields.escape(tokens[t]);
    }
    marked[tokens.length + 1] = Fields.END;
    List<String> ngrams = new ArrayList<>();
    for (int n = minOrder; n <= maxOrder; n++) {
      int edge = n == 1 ? 1 : 0; // the marks alone tell nothing
      for (int from = edge; from + n <= marked.length - edge; from++) {
        ngrams.add(Fields.join(Arrays.copyOfRange(marked, from, from + n)));
      }
    }
    return ngrams;
  }

  /** The classes, sorted. */
  public List<String> classes() {
    return List.of(classes);
  }

  /** The most probable class; among equally probable classes, the first in alphabetical order. */
  public String classify(String[] tokens) {
    double[] score = scores(tokens);
    int best = 0;
    for (int y = 1; y < score.length; y++) {
      best = score[y] > score[best] ? y : best;
    }
    return classes[best];
  }

  /** P(y | x) for each class, in the order of {@link #classes()}. */
  public double[] probabilities(String[] tokens) {
    double[] p = scores(tokens);
    double max = Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int y = 0; y < p.length; y++) {
      p[y] = Math.exp(p[y] - max);
      sum += p[y];
    }
    for (int y = 0; y < p.length; y++) {
      p[y] /= sum;
    }
    return p;
  }

  /** log P(y) + log P(x | y), [K]. */
  private double[] scores(String[] tokens) {
    double[] score = logPrior.clone();
    for (String ngram : ngrams(tokens, minOrder, maxOrder)) {
      int[] ids = seenWith.get(ngram);
      if (ids != null) { // what was never seen says nothing about the class
        double[] gains = gain.get(ngram);
        for (int y = 0; y < score.length; y++) {
          score[y] += logUnseen[y];
        }
        for (int i = 0; i < ids.length; i++) {
          score[ids[i]] += gains[i];
        }
      }
    }
    return score;
  }
}
