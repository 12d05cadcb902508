package org.sparkrnn.nn.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkrnn.nn.PrefixScorer;

/**
 * Prefix beam search (Graves et al. 2006, section 3.2; Hannun et al. 2014, First-pass large
 * vocabulary continuous speech recognition, algorithm 1): the best transcripts by the sum over all
 * their alignments. At each step a prefix l is kept with the probability of all alignments that end
 * in a blank, and of those that end in its last label k:
 *
 * <pre>
 *   pb_t(l) = (pb_t-1(l) + pn_t-1(l)) p_t(blank)
 *   pn_t(l) = pn_t-1(l) p_t(k) + (pb_t-1(l') + [k is not the last label of l'] pn_t-1(l')) p_t(k)
 * </pre>
 *
 * where l' is l without its last label. The best prefixes by log(pb + pn) plus the score of a
 * {@link PrefixScorer} are kept. An object belongs to one thread.
 */
public final class PrefixBeamSearch {
  /** Labels with a smaller log probability at a step are ignored. */
  private static final double LEAST = Math.log(1e-6);

  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /**
   * A transcript that was found.
   *
   * @param labels of 0..K-1, without blanks
   * @param score log of the probability of the kept alignments, plus the scorer's score
   */
  public record Found(int[] labels, double score) {}

  /** A prefix; its children are prefixes with one more label. */
  private static final class Prefix {
    private final Prefix parent;
    private final int label; // -1 for the empty prefix
    private final int length;
    private final double added; // the scorer's score of all its labels
    private final int number; // order of first occurrence
    private final Map<Integer, Prefix> children = new HashMap<>();
    private double pb = NEVER; // logarithms of the class's formulas
    private double pn = NEVER;
    private double nextB = NEVER;
    private double nextN = NEVER;
    private double score; // log(pb + pn) + added
    private boolean listed; // whether among those of the next step

    private Prefix(Prefix parent, int label, double added, int number) {
      this.parent = parent;
      this.label = label;
      this.length = parent == null ? 0 : parent.length + 1;
      this.added = added;
      this.number = number;
    }

    private int[] labels() {
      int[] labels = new int[length];
      for (Prefix p = this; p.parent != null; p = p.parent) {
        labels[p.length - 1] = p.label;
      }
      return labels;
    }
  }

  private static final Comparator<Prefix> BEST_FIRST =
      Comparator.comparingDouble((Prefix prefix) -> prefix.score)
          .reversed()
          .thenComparingInt(prefix -> prefix.number);

  private final int width;
  private final PrefixScorer scorer;
  private List<Prefix> beam = new ArrayList<>();
  private List<Prefix> next = new ArrayList<>();
  private int seen;

  /**
   * @param width number of kept prefixes, 1 or more
   */
  public PrefixBeamSearch(int width, PrefixScorer scorer) {
    this.width = width;
    this.scorer = scorer;
  }

  /**
   * The kept transcripts at the end, the best first.
   *
   * @param logP [T, K] log probabilities, the blank's last
   */
  public List<Found> search(double[] logP, int T, int K) {
    Prefix empty = new Prefix(null, -1, 0, 0);
    empty.pb = 0;
    seen = 1;
    beam.clear();
    beam.add(empty);
    for (int t = 0; t < T; t++) {
      for (int i = 0; i < beam.size(); i++) {
        step(beam.get(i), logP, t * K, K - 1);
      }
      keep();
    }
    List<Found> found = new ArrayList<>();
    for (Prefix prefix : beam) {
      int[] labels = prefix.labels();
      found.add(new Found(labels, prefix.score + scorer.atEnd(labels)));
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed()); // a stable sort
    return found;
  }

  private void step(Prefix prefix, double[] logP, int row, int blank) {
    double all = CtcLattice.logSum(prefix.pb, prefix.pn);
    list(prefix);
    prefix.nextB = CtcLattice.logSum(prefix.nextB, all + logP[row + blank]);
    if (prefix.label >= 0) {
      prefix.nextN = CtcLattice.logSum(prefix.nextN, prefix.pn + logP[row + prefix.label]);
    }
    int[] labels = null;
    for (int k = 0; k < blank; k++) {
      double before = k == prefix.label ? prefix.pb : all;
      if (logP[row + k] < LEAST || before == NEVER) {
        continue;
      }
      Prefix child = prefix.children.get(k);
      if (child == null) {
        labels = labels == null ? prefix.labels() : labels;
        child = new Prefix(prefix, k, prefix.added + scorer.added(labels, k), seen++);
        prefix.children.put(k, child);
      }
      list(child);
      child.nextN = CtcLattice.logSum(child.nextN, before + logP[row + k]);
    }
  }

  private void list(Prefix prefix) {
    if (!prefix.listed) {
      prefix.listed = true;
      next.add(prefix);
    }
  }

  /** Takes the best of the next step's prefixes as the beam, and discards the others. */
  private void keep() {
    for (Prefix prefix : beam) {
      prefix.pb = NEVER;
      prefix.pn = NEVER;
    }
    for (Prefix prefix : next) {
      prefix.pb = prefix.nextB;
      prefix.pn = prefix.nextN;
      prefix.nextB = NEVER;
      prefix.nextN = NEVER;
      prefix.score = CtcLattice.logSum(prefix.pb, prefix.pn) + prefix.added;
      prefix.listed = false;
    }
    next.sort(BEST_FIRST);
    for (int i = next.size() - 1; i >= width; i--) {
      Prefix dropped = next.remove(i);
      dropped.pb = NEVER;
      dropped.pn = NEVER;
      if (dropped.children.isEmpty() && dropped.parent != null) {
        dropped.parent.children.remove(dropped.label);
      }
    }
    List<Prefix> free = beam;
    beam = next;
    next = free;
    next.clear();
  }
}
