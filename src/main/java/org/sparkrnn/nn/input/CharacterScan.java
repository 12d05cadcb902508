package org.sparkrnn.nn.input;

import java.util.Arrays;
import java.util.Map;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.math.Blas;
import org.sparkrnn.math.Kernels;
import org.sparkrnn.math.WeightProduct;
import org.sparkrnn.nn.Buffers;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.sequence.Cell;
import org.sparkrnn.nn.sequence.LstmCell;
import org.sparkrnn.nn.sequence.OnnxCell;
import org.sparkrnn.nn.sequence.Span;

/**
 * One direction of an LSTM over the characters of words. Since a batch has far more characters than
 * distinct ones, each distinct character is multiplied by the input weights once:
 *
 * <pre>
 *   P = E U' + b   [C, 4H]      A[n] = P[c_n]   [N, 4H]
 *   dP[c] = sum of dA[n], c_n = c      dU = dP' E      db = column sums of dP      dE = dP U
 * </pre>
 *
 * The cell computes h from A, as in a recurrent layer. All rows are computed alike, so that a
 * word's vector does not depend on the other words.
 */
final class CharacterScan {
  private static final Pass ALIKE = Pass.PLAIN.alike();

  private final Cell cell;
  private final WeightProduct product;
  private final int C;
  private final int D;
  private final int H;
  private final boolean reverse;
  private final ParamLayout.Block E; // [C, D]
  private final ParamLayout.Block U; // [4H, D]
  private final ParamLayout.Block b; // [4H]
  private float[] P = {}; // [C, 4H]; then dL/dP
  private float[] a = {}; // [N, 4H]; after backward: dL/dA
  private float[] h = {}; // [N, H]
  private float[] dh = {}; // [N, H] dL/dh at the ends of words

  CharacterScan(
      ParamLayout layout, WeightProduct product, ParamLayout.Block table, int H, boolean reverse) {
    cell = new LstmCell(H);
    this.product = product;
    this.H = H;
    this.reverse = reverse;
    E = table;
    C = E.rows();
    D = E.cols();
    String suffix = reverse ? "l0_reverse" : "l0";
    U = layout.matrix("rnn.weight_ih_" + suffix, 4 * H, D, Initializer.uniform(H));
    b = cell.declare(layout, suffix, false);
  }

  /** Scans all words. */
  void forward(float[] w, DistinctWords words) {
    int GH = 4 * H;
    int N = words.batch().rows();
    P = Buffers.atLeast(P, C, GH);
    a = Buffers.atLeast(a, N, GH);
    h = Buffers.atLeast(h, N, H);
    Blas.fillRows(C, GH, w, b.offset(), P, 0, GH);
    Blas.productABt(C, GH, D, w, E.offset(), D, w, U.offset(), D, 1f, P, 0, GH);
    for (int n = 0; n < N; n++) {
      System.arraycopy(P, words.character(n) * GH, a, n * GH, GH);
    }
    cell.forward(w, span(words), product, a, h);
  }

  private Span span(DistinctWords words) {
    return Span.of(words.batch(), reverse, ALIKE, 0, null);
  }

  /** The row where the scan of the word in row n of the sentences' batch ends, or -1. */
  private int end(DistinctWords words, int n) {
    int place = words.place(n);
    PackedBatch batch = words.batch();
    if (place < 0 || reverse) {
      return place; // the row of its first character
    }
    return batch.row(place, batch.length(place) - 1);
  }

  /** Writes the vector of the word in row n. */
  void read(DistinctWords words, int n, float[] to, int at) {
    int row = end(words, n);
    if (row < 0) {
      Arrays.fill(to, at, at + H, 0f);
    } else {
      System.arraycopy(h, row * H, to, at, H);
    }
  }

  /** The vectors of words in ONNX: [words, H], zeros for a word without characters. */
  String onnx(OnnxGraph graph, float[] w, OnnxSteps characters) {
    String states = cell.onnx(new OnnxCell(graph, w, characters, U, b, H, reverse));
    if (reverse) {
      return characters.zeroWhereEmpty(graph.squeeze(graph.slice(states, 0, 0, 1), 0));
    }
    String last = graph.node("Sub", characters.lengths(), graph.constants(1));
    String end = graph.unsqueeze(graph.node("Max", last, graph.constants(0)), 1);
    String ofWords = graph.transpose(states, 1, 0, 2);
    return characters.zeroWhereEmpty(graph.node("GatherND", Map.of("batch_dims", 1), ofWords, end));
  }

  /** Clears the gradients before {@link #add}. */
  void begin(DistinctWords words) {
    dh = Buffers.atLeast(dh, words.batch().rows(), H);
    Arrays.fill(dh, 0, words.batch().rows() * H, 0f);
  }

  /** Adds the gradient of the vector of the word in row n. */
  void add(DistinctWords words, int n, float[] d, int at) {
    int row = end(words, n);
    for (int j = 0; row >= 0 && j < H; j++) {
      dh[row * H + j] += d[at + j];
    }
  }

  /** The backward pass through all words, with the gradients from {@link #add}. */
  void backward(float[] w, DistinctWords words, Gradient g) {
    int GH = 4 * H;
    int N = words.batch().rows();
    cell.backward(w, span(words), product, a, new Cell.Columns(dh, 0, H), g, null);
    float[] dP = P; // forward fills it again
    Arrays.fill(dP, 0, C * GH, 0f);
    for (int n = 0; n < N; n++) {
      int to = words.character(n) * GH;
      for (int j = 0, from = n * GH; j < GH; j++) {
        dP[to + j] += a[from + j];
      }
    }
    Blas.productAtB(GH, D, C, dP, 0, GH, w, E.offset(), D, 1f, g.dense(), g.at(U), D);
    Blas.productAB(C, D, GH, dP, 0, GH, w, U.offset(), D, 1f, g.dense(), g.at(E), D);
    Kernels.get().addColumnSums(C, GH, dP, 0, GH, g.dense(), g.at(b));
  }
}
