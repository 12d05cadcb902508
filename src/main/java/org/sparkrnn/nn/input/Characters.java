package org.sparkrnn.nn.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.math.Blas;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;

/**
 * A word from its characters c_0 .. c_{L-1}, by a convolution and a maximum over its places (Ma and
 * Hovy 2016, section 2.1):
 *
 * <pre>
 *   x_f = max_i (b_f + sum_s K_{f,:,s} . E[c_{i + s - floor(S / 2)}])     0 outside the word
 *   dK, dE and db only from the place of each maximum
 * </pre>
 *
 * Since a batch has far more characters than distinct ones, each distinct character is multiplied
 * by the filters once, P = E K' [C, S*F], and words add up rows of P. A word without characters is
 * 0. NaN counts as larger than all numbers, so that it does not go unnoticed.
 */
final class Characters implements InputModule {
  private static final double DEVIATION = 0.1;

  private final int C; // characters
  private final int D; // numbers per character
  private final int F; // filters
  private final int S; // characters that a filter sees
  private final ParamLayout.Block E; // [C, D]
  private final ParamLayout.Block K; // [F, D * S], as Conv1d's [F, D, S]
  private final ParamLayout.Block b; // [F]
  private float[] taps = {}; // [S * F, D] K, ordered by place
  private float[] P = {}; // [C, S * F]; then dL/dP
  private float[] sum = {}; // [F] of one place
  private int[] best = {}; // [N, F] the place of the maximum, -1 without characters

  Characters(ModuleContext context, CharactersSpec spec) {
    C = spec.vocabularySize();
    D = spec.size();
    F = spec.width();
    S = spec.span();
    ParamLayout layout = context.layout();
    E = layout.matrix("characters.embedding.weight", C, D, Initializer.normal(DEVIATION));
    layout.belongsTo(E, spec.column().name());
    K = layout.matrix("characters.conv.weight", F, D * S, Initializer.uniform(D * S), F, D, S);
    b = layout.vector("characters.conv.bias", F, Initializer.ZEROS);
  }

  @Override
  public void forward(float[] w, PackedBatch batch, float[] x, int column, int I) {
    PackedColumn words = batch.column(TokenColumn.CHARACTERS.spec().name());
    takeTaps(w);
    P = Buffers.atLeast(P, C, S * F);
    sum = Buffers.atLeast(sum, 1, F);
    Blas.productABt(C, S * F, D, w, E.offset(), D, taps, 0, D, 0f, P, 0, S * F);
    best = best.length < batch.rows() * F ? new int[batch.rows() * F] : best;
    for (int n = 0; n < batch.rows(); n++) {
      Arrays.fill(best, n * F, (n + 1) * F, -1);
      Arrays.fill(x, n * I + column, n * I + column + F, 0f);
      requireKnown(words, n);
      for (int i = 0; i < words.count(n); i++) {
        add(w, words, n, i);
        for (int f = 0; f < F; f++) {
          if (i == 0 || sum[f] > x[n * I + column + f] || Float.isNaN(sum[f])) {
            x[n * I + column + f] = sum[f];
            best[n * F + f] = i;
          }
        }
      }
    }
  }

  /** All words of a batch together, for the places of the longest word: [T * B, F, L]. */
  @Override
  public String onnx(OnnxGraph graph, float[] w, String words) {
    String inside = graph.node("GreaterOrEqual", words, graph.constants(0)); // [T, B, L]
    String ids = graph.node("Max", words, graph.constants(0));
    String rows = graph.node("Gather", graph.tensor(E.name(), w, E.offset(), C, D), ids);
    String none = graph.constant(0);
    String e = graph.node("Where", graph.unsqueeze(inside, 3), rows, none); // [T, B, L, D]
    String L = graph.slice(graph.node("Shape", words), 0, 2, 3);
    String shape = graph.concat(0, List.of(graph.constants(-1), L, graph.constants(D)));
    String places =
        graph.node(
            "Conv",
            Map.of("pads", new int[] {S / 2, S - 1 - S / 2}),
            graph.transpose(graph.node("Reshape", e, shape), 0, 2, 1),
            graph.tensor(K.name(), w, K.offset(), F, D, S),
            graph.tensor(b.name(), w, b.offset(), F));
    String TB = graph.slice(graph.node("Shape", words), 0, 0, 2);
    String ofWords = graph.concat(0, List.of(TB, graph.constants(F), graph.constants(-1)));
    String x =
        graph.node(
            "Where",
            graph.unsqueeze(inside, 2),
            graph.node("Reshape", places, ofWords), // [T, B, F, L]
            graph.constant(Float.NEGATIVE_INFINITY));
    String best = graph.node("ReduceMax", Map.of("axes", new int[] {3}, "keepdims", 0), x);
    String some = graph.slice(inside, 2, 0, 1); // a word has a first character, or none
    return graph.node("Where", some, best, none);
  }

  private void requireKnown(PackedColumn words, int n) {
    for (int i = 0; i < words.count(n); i++) {
      Embedding.requireKnown(words.ints()[words.start(n) + i], C);
    }
  }

  private void takeTaps(float[] w) {
    taps = Buffers.atLeast(taps, S * F, D);
    for (int f = 0; f < F; f++) {
      for (int d = 0; d < D; d++) {
        for (int s = 0; s < S; s++) {
          taps[(s * F + f) * D + d] = w[K.offset() + (f * D + d) * S + s];
        }
      }
    }
  }

  /** The filters at one place of a word. */
  private void add(float[] w, PackedColumn words, int n, int i) {
    System.arraycopy(w, b.offset(), sum, 0, F);
    for (int s = 0; s < S; s++) {
      int place = i + s - S / 2;
      if (place >= 0 && place < words.count(n)) {
        int from = (words.ints()[words.start(n) + place] * S + s) * F;
        for (int f = 0; f < F; f++) {
          sum[f] += P[from + f];
        }
      }
    }
  }

  @Override
  public void backward(float[] w, PackedBatch batch, float[] dx, int column, int I, Gradient g) {
    PackedColumn words = batch.column(TokenColumn.CHARACTERS.spec().name());
    float[] dP = P;
    Arrays.fill(dP, 0f);
    for (int n = 0; n < batch.rows(); n++) {
      int L = words.count(n);
      for (int f = 0; f < F && L > 0; f++) {
        float d = dx[n * I + column + f];
        int i = best[n * F + f];
        g.dense()[g.at(b) + f] += d;
        for (int s = 0; s < S; s++) {
          int place = i + s - S / 2;
          if (place >= 0 && place < L) {
            dP[(words.ints()[words.start(n) + place] * S + s) * F + f] += d;
          }
        }
      }
    }
    Blas.productAB(C, D, S * F, dP, 0, S * F, taps, 0, D, 1f, g.dense(), g.at(E), D);
    float[] dTaps = taps; // forward fills it again
    Blas.productAtB(S * F, D, C, dP, 0, S * F, w, E.offset(), D, 0f, dTaps, 0, D);
    for (int f = 0; f < F; f++) {
      for (int d = 0; d < D; d++) {
        for (int s = 0; s < S; s++) {
          g.dense()[g.at(K) + (f * D + d) * S + s] += dTaps[(s * F + f) * D + d];
        }
      }
    }
  }
}
