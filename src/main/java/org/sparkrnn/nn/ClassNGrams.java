package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;

/**
 * The n-grams of each class's sequences, counted, and the log-likelihood of a sequence under each
 * class that follows: an n-gram language model a class, whose logarithms are sums over n-grams and
 * so have their place in a network's {@link DirectConnections direct connections}. With h a history
 * of up to n - 1 tokens, h' the same without its first, c(h) how often something follows h in the
 * class, T(h) how many different tokens do, V the vocabulary and the end of a sequence, and k = 5,
 *
 * <pre>
 *   P(x | h) = (c(h x) + k T(h) P(x | h')) / (c(h) + k T(h))      P(x | no history's rest) = 1 / V
 * </pre>
 *
 * interpolation as Witten and Bell's, with the trust in short histories of Collins 2003
 * (Head-Driven Statistical Models for Natural Language Parsing). A history that the class never had
 * gives way to its shorter one. Then, over the histories and n-grams of a sequence that the class
 * has,
 *
 * <pre>
 *   log P(x_1 .. x_T end) + (T + 1) log V = sum_h log(k T(h) / (c(h) + k T(h)))
 *                                         + sum_{h x} log(1 + c(h x) / (k T(h) P(x | h')))
 * </pre>
 */
public final class ClassNGrams implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double TRUST = 5; // k
  private static final long EMPTY = 0; // the hash of no tokens
  private static final long BEGINNING = DirectConnections.hash(EMPTY, DirectConnections.BEFORE);
  private static final long END = DirectConnections.hash(EMPTY, DirectConnections.BEHIND);

  /** An n-gram in the sequences of one class. Not a record: the Kryo in Spark cannot read those. */
  private static final class Entry implements Serializable {
    private static final long serialVersionUID = 1L;

    final int n;
    final long hash;
    final long history; // the hash of h
    final long shorter; // the hash of h' x
    long count; // c(h x)

    Entry(int n, long hash, long history, long shorter) {
      this.n = n;
      this.hash = hash;
      this.history = history;
      this.shorter = shorter;
    }
  }

  /** What follows a history in one class. */
  private static final class Followers {
    private long all; // c(h)
    private long different; // T(h)

    private double escape() {
      return TRUST * different;
    }

    private double logEscape() {
      return Math.log(escape() / (all + escape()));
    }
  }

  private final int order;
  private final List<HashMap<Long, Entry>> classes = new ArrayList<>(); // [K] by hash

  /** Nothing yet, for networks like this. */
  public ClassNGrams(NetworkSpec spec) {
    order = spec.directOrder();
    for (int k = 0; k < spec.outputSize(); k++) {
      classes.add(new HashMap<>());
    }
  }

  /** Adds the sequences of a batch, whose targets are one class each. */
  public void count(PackedBatch batch) {
    for (int b = 0; b < batch.rows(Readout.LAST_STEP); b++) {
      Map<Long, Entry> entries = classes.get(batch.targets().labels()[b]);
      long[] before = new long[order + 1]; // the n-grams that end a step earlier, by n
      for (int t = -1; t <= batch.length(b); t++) {
        long[] now = new long[order + 1];
        int longest = DirectConnections.hashEndingAt(t, batch, b, now);
        for (int n = 1; n <= longest; n++) {
          Entry entry = entries.get(now[n]);
          if (entry == null) {
            entry = new Entry(n, now[n], before[n - 1], now[n - 1]);
            entries.put(now[n], entry);
          }
          entry.count++;
        }
        before = now;
      }
    }
  }

  /** These counts and others of the same network; both may be used up. */
  public ClassNGrams plus(ClassNGrams other) {
    for (int k = 0; k < classes.size(); k++) {
      Map<Long, Entry> entries = classes.get(k);
      other
          .classes
          .get(k)
          .forEach(
              (hash, entry) ->
                  entries.merge(
                      hash,
                      entry,
                      (mine, others) -> {
                        mine.count += others.count;
                        return mine;
                      }));
    }
    return this;
  }

  /**
   * Adds {@code share} times the log-likelihood of a sequence under each class, but for what is the
   * same for all classes, to what direct connections and biases give its outputs.
   *
   * @param w parameters of the network; changed
   */
  public void addTo(float[] w, Network network, double share) {
    ParamLayout.Block direct = network.layout().block("direct.weight");
    ParamLayout.Block bias = network.layout().block("output.bias");
    for (int k = 0; k < classes.size(); k++) {
      int of = k;
      logarithms(classes.get(k), network.spec().vocabularySize())
          .forEach(
              (hash, logarithm) -> {
                boolean everywhere = hash == BEGINNING || hash == END; // once in each sequence
                int row = DirectConnections.bucket(hash, direct.rows());
                int at = everywhere ? bias.offset() : direct.offset() + row * direct.cols();
                w[at + of] += (float) (share * logarithm);
              });
    }
  }

  /** What each n-gram of a class adds to the logarithm, as itself and as a history. */
  private static Map<Long, Double> logarithms(Map<Long, Entry> entries, int vocabularySize) {
    List<Entry> sorted = new ArrayList<>(entries.values()); // so that sums are always the same
    sorted.removeIf(entry -> entry.hash == BEGINNING); // never predicted
    sorted.sort(Comparator.comparingInt((Entry e) -> e.n).thenComparingLong(e -> e.hash));
    Map<Long, Followers> followers = new HashMap<>();
    for (Entry entry : sorted) {
      Followers after = followers.computeIfAbsent(entry.history, h -> new Followers());
      after.all += entry.count;
      after.different++;
    }
    Map<Long, Double> probabilities = new HashMap<>();
    Map<Long, Double> logarithms = new TreeMap<>();
    for (Entry entry : sorted) {
      Followers after = followers.get(entry.history);
      double shorter = entry.n == 1 ? 1.0 / (vocabularySize + 1) : probabilities.get(entry.shorter);
      double escaped = after.escape() * shorter;
      probabilities.put(entry.hash, (entry.count + escaped) / (after.all + after.escape()));
      logarithms.merge(entry.hash, Math.log1p(entry.count / escaped), Double::sum);
    }
    followers.forEach(
        (history, after) -> {
          if (history != EMPTY) {
            logarithms.merge(history, after.logEscape(), Double::sum);
          }
        });
    if (followers.containsKey(EMPTY)) { // what every token and the end has, seen or not
      double logEscape = followers.get(EMPTY).logEscape();
      for (int token = 0; token < vocabularySize; token++) {
        logarithms.merge(DirectConnections.hash(EMPTY, token), logEscape, Double::sum);
      }
      logarithms.merge(END, logEscape, Double::sum);
    }
    return logarithms;
  }
}
