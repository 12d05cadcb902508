package org.sparkrnn.nn;

import java.util.Arrays;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;

/**
 * Weights from n-grams of tokens straight to the outputs, past all layers: the maximum entropy part
 * of a recurrent network (RNNME; Mikolov et al. 2011, Strategies for Training Large Scale Neural
 * Network Language Models, section 4). What follows from the last few tokens alone is counted here,
 * and the recurrent layers learn the rest.
 *
 * <pre>
 *   o_r += m sum_{n-grams of r} D[bucket(n-gram)]     n = 1..order
 *   dD[bucket] += m dl/do_r                           m = 0 or 1 / (1 - p) under dropout, else 1
 * </pre>
 *
 * An output at each step has the n-grams that end there; one a sequence has all of the sequence's.
 * A sequence begins with a boundary, and, for one output a sequence, ends with another. As in the
 * paper n-grams share a table of a fixed size by their hash, so that none has to be known before.
 */
final class DirectConnections {
  /** The n-grams of a mini-batch: those of output r are starts[r] up to starts[r + 1]. */
  static final class Buffers {
    private int[] starts = {0}; // [R + 1]
    private int[] buckets = {};
    private int size;
    private float scale; // 1 / (1 - p)
    private int threshold; // of what is kept; 0 where nothing is dropped
    private long key; // of the masks
    private long[] hashes; // [order + 1] of the n-grams that end at a step

    private void expect(int outputs) {
      starts = starts.length > outputs ? starts : new int[outputs + 1];
    }

    private void add(int bucket) {
      if (size == buckets.length) {
        buckets = Arrays.copyOf(buckets, Math.max(64, 2 * size));
      }
      buckets[size++] = bucket;
    }
  }

  static final int BEFORE = -1; // the boundary at the beginning, as a token
  static final int BEHIND = -2; // and at the end

  private final ParamLayout.Block D; // [directSize, K]
  private final int order;
  private final Readout readout;

  private DirectConnections(ParamLayout layout, NetworkSpec spec) {
    D = layout.add("direct.weight", spec.directSize(), spec.outputSize());
    order = spec.directOrder();
    readout = spec.readout();
  }

  /** Null if there are none. */
  static DirectConnections create(ParamLayout layout, NetworkSpec spec) {
    return spec.directOrder() == 0 ? null : new DirectConnections(layout, spec);
  }

  /**
   * Finds the n-grams of a batch, those that training does not drop.
   *
   * @throws IllegalArgumentException if sequences continue others, whose tokens are not here
   */
  void gather(PackedBatch batch, Pass pass, Buffers s) {
    if (pass.initial() != null) {
      throw new IllegalArgumentException(
          "direct connections need the tokens before a chunk, but only a state is carried to it");
    }
    double p = pass.dropout().direct();
    s.scale = (float) (1 / (1 - p));
    s.threshold = Dropout.threshold(p);
    s.key = pass.key(Dropout.DIRECT);
    s.size = 0;
    s.hashes = new long[order + 1];
    if (readout == Readout.EACH_STEP) {
      gatherSteps(batch, s);
    } else {
      gatherSequences(batch, s);
    }
  }

  private void gatherSteps(PackedBatch batch, Buffers s) {
    s.expect(batch.rows());
    for (int t = 0; t < batch.maxLength(); t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        addEndingAt(t, batch, b, s);
        s.starts[batch.row(b, t) + 1] = s.size;
      }
    }
  }

  /** Of empty sequences there are none. */
  private void gatherSequences(PackedBatch batch, Buffers s) {
    s.expect(batch.sequences());
    for (int b = 0; b < batch.sequences(); b++) {
      int T = batch.length(b);
      for (int t = 0; T > 0 && t <= T; t++) { // the boundary at T too
        addEndingAt(t, batch, b, s);
      }
      s.starts[b + 1] = s.size;
    }
  }

  /** The n-grams that end at t; no boundary stands alone. */
  private void addEndingAt(int t, PackedBatch batch, int b, Buffers s) {
    long row = s.threshold == 0 ? 0 : Dropout.stepKey(s.key, batch.position(b), t);
    int longest = hashEndingAt(t, batch, b, s.hashes);
    for (int n = t == batch.length(b) ? 2 : 1; n <= longest; n++) {
      if (s.threshold == 0 || Dropout.hash(row, n) >= s.threshold) {
        s.add(bucket(s.hashes[n], D.rows()));
      }
    }
  }

  /**
   * Hashes the n-grams x_{t-n+1} .. x_t from their last token on, between the boundaries at -1 and
   * T.
   *
   * @param hashes [order + 1], by n; hashes[0] is 0
   * @return the largest n for which there is one
   */
  static int hashEndingAt(int t, PackedBatch batch, int b, long[] hashes) {
    int longest = Math.min(hashes.length - 1, t + 2);
    for (int n = 1; n <= longest; n++) {
      hashes[n] = hash(hashes[n - 1], token(batch, b, t - n + 1));
    }
    return longest;
  }

  private static int token(PackedBatch batch, int b, int t) {
    return t < 0 ? BEFORE : t == batch.length(b) ? BEHIND : batch.tokens()[batch.row(b, t)];
  }

  /** The hash of an n-gram and the token before it; saved models depend on it. */
  static long hash(long ngram, int before) {
    return BatchPlan.key(ngram, before);
  }

  /** The row of an n-gram in a table of {@code size}. */
  static int bucket(long hash, int size) {
    return (int) Long.remainderUnsigned(hash, size);
  }

  /** Adds to the logits o [rows, K] of outputs row, row + 1, ... */
  void addTo(float[] o, float[] w, int row, int rows, Buffers s) {
    int K = D.cols();
    for (int r = 0; r < rows; r++) {
      for (int i = s.starts[row + r]; i < s.starts[row + r + 1]; i++) {
        int from = D.offset() + s.buckets[i] * K;
        for (int k = 0; k < K; k++) {
          o[r * K + k] += s.scale * w[from + k];
        }
      }
    }
  }

  /** Adds dD, of the same outputs' dl/do [rows, K]. */
  void backward(float[] dO, int row, int rows, Buffers s, Gradient g) {
    int K = D.cols();
    for (int r = 0; r < rows; r++) {
      for (int i = s.starts[row + r]; i < s.starts[row + r + 1]; i++) {
        int to = g.at(D) + s.buckets[i] * K;
        for (int k = 0; k < K; k++) {
          g.dense()[to + k] += s.scale * dO[r * K + k];
        }
      }
    }
  }
}
