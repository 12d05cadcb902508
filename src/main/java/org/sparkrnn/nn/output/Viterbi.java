package org.sparkrnn.nn.output;

import java.util.Arrays;
import org.sparkrnn.data.SpanTags;

/**
 * The best label sequences of one sequence: those with the highest s(y) of {@link LinearChain}
 * among those that a label scheme allows, or among all if it allows none. The first of equal ones
 * is taken.
 *
 * <pre>
 *   d_t[k] = o_t[k] + max_j (d_t-1[j] + A[j, k])
 * </pre>
 */
final class Viterbi {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /** Scores in which forbidden transitions are {@link #NEVER}. */
  private static final class Scores {
    private final double[] into; // [K, K] A' : to, from
    private final double[] start; // [K]
    private final double[] end; // [K]

    Scores(int K) {
      into = new double[K * K];
      start = new double[K];
      end = new double[K];
    }
  }

  private final int K;
  private final SpanTags tags;
  private final Scores free;
  private final Scores valid;
  private double[] d = {}; // [2, K, n] of the previous and the current step
  private int[] from = {}; // [T, K, n] previous label and rank, as j * n + rank
  private double[] scores = {}; // [n]
  private int[] ends = {}; // [n]

  /** Makes an object without scores of transitions, which must be taken first. */
  Viterbi(int K, SpanTags tags) {
    this.K = K;
    this.tags = tags;
    free = new Scores(K);
    valid = tags.size() == 0 ? free : new Scores(K);
  }

  /** Reads the scores of transitions, start and end, which lie in w from there on. */
  void take(float[] w, int ofA, int ofStart, int ofEnd) {
    for (int k = 0; k < K; k++) {
      free.start[k] = w[ofStart + k];
      free.end[k] = w[ofEnd + k];
      for (int j = 0; j < K; j++) {
        free.into[k * K + j] = w[ofA + j * K + k];
      }
    }
    for (int k = 0; valid != free && k < K; k++) {
      valid.start[k] = tags.begins(k) ? free.start[k] : NEVER;
      valid.end[k] = tags.ends(k) ? free.end[k] : NEVER;
      for (int j = 0; j < K; j++) {
        valid.into[k * K + j] = tags.allows(j, k) ? free.into[k * K + j] : NEVER;
      }
    }
  }

  /**
   * The best sequence.
   *
   * @param T at least 1
   * @param o [T, K]
   * @param y [T] written
   */
  void best(int T, double[] o, int[] y) {
    if (!best(T, o, y, valid)) {
      best(T, o, y, free);
    }
  }

  private boolean best(int T, double[] o, int[] y, Scores s) {
    reserve(T, 1);
    for (int t = 0; t < T; t++) {
      int now = t % 2 * K;
      int before = K - now;
      for (int k = 0; k < K; k++) {
        if (t == 0) {
          d[k] = s.start[k] + o[k];
          continue;
        }
        int best = 0;
        double most = NEVER;
        for (int j = 0; j < K; j++) {
          double score = d[before + j] + s.into[k * K + j];
          if (score > most) {
            most = score;
            best = j;
          }
        }
        from[t * K + k] = best;
        d[now + k] = most + o[t * K + k];
      }
    }
    int now = (T - 1) % 2 * K;
    int label = 0;
    double most = NEVER;
    for (int k = 0; k < K; k++) {
      double score = d[now + k] + s.end[k];
      if (score > most) {
        most = score;
        label = k;
      }
    }
    for (int t = T - 1; t >= 0; t--) {
      y[t] = label;
      label = t == 0 ? 0 : from[t * K + label];
    }
    return most > NEVER;
  }

  /**
   * The n best sequences, the best first; fewer if there are not n.
   *
   * @param T at least 1
   * @param o [T, K]
   */
  int[][] best(int T, double[] o, int n) {
    int[][] found = best(T, o, n, valid);
    return found.length == 0 ? best(T, o, n, free) : found;
  }

  private int[][] best(int T, double[] o, int n, Scores s) {
    reserve(T, n);
    for (int t = 0; t < T; t++) {
      int now = t % 2 * K * n;
      int before = K * n - now;
      for (int k = 0; k < K; k++) {
        int count = 0;
        int at = t * K * n + k * n;
        if (t == 0) {
          scores[0] = s.start[k];
          count = s.start[k] > NEVER ? 1 : 0;
        }
        for (int j = 0; t > 0 && j < K; j++) {
          count = merge(n, count, before + j * n, s.into[k * K + j], j * n, from, at);
        }
        for (int r = 0; r < n; r++) {
          d[now + k * n + r] = r < count ? scores[r] + o[t * K + k] : NEVER;
        }
      }
    }
    int count = 0;
    for (int k = 0; k < K; k++) {
      count = merge(n, count, (T - 1) % 2 * K * n + k * n, s.end[k], k * n, ends, 0);
    }
    int[][] found = new int[count][T];
    for (int i = 0; i < count; i++) {
      int label = ends[i];
      for (int t = T - 1; t >= 0; t--) {
        found[i][t] = label / n;
        label = t == 0 ? 0 : from[t * K * n + label];
      }
    }
    return found;
  }

  /**
   * Merges the sorted scores of a label into the n best so far.
   *
   * @param at offset of the label's scores in d
   * @param plus the number to add to them
   * @param code code of the label and rank 0
   * @param codes the codes of the best so far, from {@code to} on
   * @return the new number of best scores
   */
  private int merge(int n, int count, int at, double plus, int code, int[] codes, int to) {
    int held = count;
    for (int r = 0; r < n; r++) {
      double score = d[at + r] + plus;
      if (!(score > NEVER) || held == n && score <= scores[n - 1]) {
        break;
      }
      int place = Math.min(held, n - 1);
      for (; place > 0 && scores[place - 1] < score; place--) {
        scores[place] = scores[place - 1];
        codes[to + place] = codes[to + place - 1];
      }
      scores[place] = score;
      codes[to + place] = code + r;
      held = Math.min(n, held + 1);
    }
    return held;
  }

  private void reserve(int T, int n) {
    if (d.length < 2 * K * n) {
      d = new double[2 * K * n];
    }
    if (from.length < T * K * n) {
      from = new int[Math.multiplyExact(T, Math.multiplyExact(K, n))];
    }
    if (scores.length < n) {
      scores = new double[n];
      ends = new int[n];
    }
    Arrays.fill(from, 0, K, 0);
  }
}
