package org.sparkrnn.nn.output;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.TranscriptSearch;

/** Finds the transcripts of sequences, greedily or by beam search, and aligns them. */
final class CtcDecoder {
  private final TranscriptSearch search;
  private final PrefixBeamSearch beam; // null for greedy decoding
  private final CtcLattice lattice = new CtcLattice();
  private final int K;

  /**
   * @param K labels and the blank
   */
  CtcDecoder(TranscriptSearch search, int K) {
    this.search = search;
    this.K = K;
    beam =
        search.beamWidth() == 1 ? null : new PrefixBeamSearch(search.beamWidth(), search.scorer());
  }

  /**
   * Passes the transcripts of a sequence to the visitor, the best first.
   *
   * @param logP [T, K]
   */
  void decode(int b, int T, double[] logP, OutputModule.TranscriptVisitor visitor) {
    List<PrefixBeamSearch.Found> found =
        beam == null
            ? List.of(new PrefixBeamSearch.Found(greedy(logP, T), Double.NaN))
            : beam.search(logP, T, K);
    for (PrefixBeamSearch.Found each : found.subList(0, Math.min(search.most(), found.size()))) {
      if (search.aligned()) {
        double all = align(each.labels(), T, logP);
        double score = Double.isNaN(each.score()) ? all : each.score();
        visitor.visit(b, each.labels(), lattice.bestSteps(), score, all);
      } else {
        visitor.visit(b, each.labels(), null, each.score(), Double.NaN);
      }
    }
  }

  /** The likeliest output of each step, without repetitions and blanks. */
  private int[] greedy(double[] logP, int T) {
    int[] labels = new int[T];
    int count = 0;
    int before = K - 1;
    for (int t = 0; t < T; t++) {
      int best = 0;
      for (int k = 1; k < K; k++) {
        best = logP[t * K + k] > logP[t * K + best] ? k : best;
      }
      if (best != before && best != K - 1) {
        labels[count++] = best;
      }
      before = best;
    }
    return Arrays.copyOf(labels, count);
  }

  /** Returns log p of the labels. */
  private double align(int[] labels, int T, double[] logP) {
    int U = labels.length;
    lattice.take(labels, 0, U, T);
    double[] e = lattice.logProbabilities();
    for (int t = 0; t < T; t++) {
      e[t * (U + 1)] = logP[t * K + K - 1];
      for (int u = 0; u < U; u++) {
        e[t * (U + 1) + u + 1] = logP[t * K + labels[u]];
      }
    }
    return lattice.forward();
  }
}
