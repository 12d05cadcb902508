package org.sparkrnn.nn;

import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedTargets;
import org.sparkrnn.data.Readout;
import org.sparkrnn.math.Kernels;

/**
 * A second loss, for training alone: each direction of the first layer predicts the token that it
 * reads next (Rei 2017, Semi-supervised Multitask Learning for Sequence Labeling, equations 7 to
 * 11). So the layer learns from every step of the text, not from the labels alone, of which a small
 * data set has few.
 *
 * <pre>
 *   q_t = softmax(V h_t + c)     L += m_t -log q_t[next]     dl/do_t = m_t (q_t - onehot(next))
 * </pre>
 *
 * for each direction, with V and c of its own and a boundary as the class after all tokens: the
 * forward scan ends at one, the reverse scan at another. m_t is languageModelWeight times the
 * target's weight, and with one target a sequence divided by the sequence's steps, so that its
 * meaning does not change with their number. Only the first layer has directions that have not seen
 * what they predict.
 */
final class LanguageModelObjective {
  /** What the predictions of a mini-batch need. */
  static final class Buffers {
    private float[] logits = {}; // [rows of a block, tokens + 1]; then dL/do
    private float[] dHidden = {}; // [N, D*H]

    /** dL/dh [N, D*H] of this loss, of the last {@link LanguageModelObjective#gradient}. */
    float[] dHidden() {
      return dHidden;
    }
  }

  private final Linear[] directions; // each tokens + 1 outputs of H
  private final double weight;
  private final Readout readout;
  private final int H;
  private final int boundary; // its class

  private LanguageModelObjective(ParamLayout layout, NetworkSpec spec) {
    directions = new Linear[spec.directions()];
    boundary = spec.vocabularySize();
    H = spec.hiddenSize();
    for (int d = 0; d < directions.length; d++) {
      String suffix = d == 0 ? "" : "_reverse";
      directions[d] =
          new Linear(
              layout.add("language_model.weight" + suffix, boundary + 1, H),
              layout.add("language_model.bias" + suffix, 1, boundary + 1));
    }
    weight = spec.languageModelWeight();
    readout = spec.readout();
  }

  /** Null if there is none. */
  static LanguageModelObjective create(ParamLayout layout, NetworkSpec spec) {
    return spec.languageModelWeight() == 0 ? null : new LanguageModelObjective(layout, spec);
  }

  /**
   * Returns the weighted loss, its gradients added into {@code g}; leaves those of the states in
   * {@link Buffers#dHidden}.
   *
   * @param hidden [N, D*H] the first layer's outputs
   * @throws IllegalArgumentException if sequences continue, so that their next tokens are not here
   */
  double gradient(float[] w, float[] hidden, PackedBatch batch, Pass pass, Buffers s, Gradient g) {
    if (pass.initial() != null) {
      throw new IllegalArgumentException(
          "languageModelWeight needs whole sequences, but these are chunks that others continue");
    }
    int N = batch.rows();
    int K = boundary + 1;
    int DH = directions.length * H;
    int block = directions[0].blockRows();
    s.dHidden = Scan.atLeast(s.dHidden, N, DH);
    s.logits = Scan.atLeast(s.logits, Math.min(block, N), K);
    int[] next = new int[N];
    float[] factors = factors(batch);
    double loss = 0;
    for (int d = 0; d < directions.length; d++) {
      findNext(batch, d == 0 ? 1 : -1, next);
      for (int row = 0; row < N; row += block) {
        int rows = Math.min(block, N - row);
        int at = row * DH + d * H;
        directions[d].forward(w, hidden, at, DH, rows, s.logits);
        loss += lossAndGradient(s.logits, next, factors, row, rows);
        directions[d].backward(w, hidden, at, DH, rows, s.logits, g, s.dHidden);
      }
    }
    return loss;
  }

  /** The loss of a block of rows; turns their logits into dL/do, in place. */
  private double lossAndGradient(float[] o, int[] next, float[] factors, int row, int rows) {
    int K = boundary + 1;
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      float factor = factors[row + r];
      loss += factor * Kernels.get().softmaxCrossEntropy(o, r * K, K, next[row + r]);
      for (int k = r * K; k < (r + 1) * K; k++) {
        o[k] *= factor;
      }
    }
    return loss;
  }

  /** The token one step ahead in the scan's direction, of each row. */
  private void findNext(PackedBatch batch, int ahead, int[] next) {
    for (int b = 0; b < batch.sequences(); b++) {
      int T = batch.length(b);
      for (int t = 0; t < T; t++) {
        int to = t + ahead;
        next[batch.row(b, t)] = to < 0 || to == T ? boundary : batch.tokens()[batch.row(b, to)];
      }
    }
  }

  /** m of each row. */
  private float[] factors(PackedBatch batch) {
    PackedTargets targets = batch.targets();
    float[] factors = new float[batch.rows()];
    for (int b = 0; b < batch.sequences(); b++) {
      int T = batch.length(b);
      for (int t = 0; t < T; t++) {
        int row = batch.row(b, t);
        factors[row] =
            (float)
                (readout == Readout.EACH_STEP
                    ? weight * targets.weight(row)
                    : weight * targets.weight(b) / T);
      }
    }
    return factors;
  }
}
