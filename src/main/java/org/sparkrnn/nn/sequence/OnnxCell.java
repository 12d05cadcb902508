package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;
import org.sparkrnn.nn.onnx.OnnxType;

/**
 * What a cell needs to say what it is in ONNX, one direction of one layer. The operators RNN, LSTM
 * and GRU there have the inputs X [T, B, I], W [1, G*H, I], R [1, G*H, H], B [1, 2*G*H], lengths
 * and first states [1, B, H], with gates in an order of their own, and give [T, 1, B, H].
 */
public final class OnnxCell {
  /** A gate that the cell does not have: zeros. */
  static final int NONE = Integer.MIN_VALUE;

  private final OnnxGraph graph;
  private final float[] w;
  private final OnnxSteps x;
  private final ParamLayout.Block U; // [G*H, I]
  private final ParamLayout.Block b; // [G*H]
  private final int H;
  private final boolean reverse;
  private final List<String> first = new ArrayList<>();
  private int[] order = {};
  private ParamLayout.Block recurrent; // [G*H, H], or null for zeros
  private float[] second; // [G*H], or null for zeros

  /**
   * @param U input weights [G*H, I]
   * @param b their bias [G*H]
   */
  public OnnxCell(
      OnnxGraph graph,
      float[] w,
      OnnxSteps x,
      ParamLayout.Block U,
      ParamLayout.Block b,
      int H,
      boolean reverse) {
    this.graph = graph;
    this.w = w;
    this.x = x;
    this.U = U;
    this.b = b;
    this.H = H;
    this.reverse = reverse;
  }

  /** To which the cell adds itself. */
  OnnxGraph graph() {
    return graph;
  }

  /** All parameters. */
  float[] w() {
    return w;
  }

  /** A gate of the cell with its weights and bias negated. */
  static int negative(int gate) {
    return -1 - gate;
  }

  /** The gates of the operator, in its order: which of the cell's each is. */
  void gates(int... gates) {
    order = gates;
  }

  /** Sets W [G*H, H]. */
  void recurrent(ParamLayout.Block weights) {
    recurrent = weights;
  }

  /** Sets the bias [G*H] that is added behind the recurrent product; null for zeros. */
  void secondBias(float[] bias) {
    second = bias;
  }

  /** Adds a first state, in the operator's order; null for zeros. */
  void first(ParamLayout.Block state) {
    first.add(
        state == null
            ? ""
            : x.forEachSequence(graph.tensor(state.name(), w, state.offset(), 1, 1, H)));
  }

  /** A = X U' + b [T, B, G*H]. */
  String inputProduct() {
    String weights = graph.tensor(U.name(), w, U.offset(), U.rows(), U.cols());
    String product = graph.node("MatMul", x.values(), graph.transpose(weights, 1, 0));
    return graph.node("Add", product, graph.tensor(b.name(), w, b.offset(), b.cols()));
  }

  /** Adds the operator, and returns h [T, B, H]. */
  String add(String operator, Map<String, Object> attributes) {
    int GH = order.length * H;
    Map<String, Object> all = new HashMap<>(attributes);
    all.put("hidden_size", H);
    all.put("direction", reverse ? "reverse" : "forward");
    float[] biases = new float[2 * GH];
    System.arraycopy(ordered(w, b.offset(), 1), 0, biases, 0, GH);
    if (second != null) {
      System.arraycopy(ordered(second, 0, 1), 0, biases, GH, GH);
    }
    List<String> inputs = new ArrayList<>();
    inputs.add(x.values());
    inputs.add(graph.tensor(U.name(), ordered(w, U.offset(), U.cols()), 0, 1, GH, U.cols()));
    inputs.add(recurrentWeights(GH));
    inputs.add(graph.tensor(b.name(), biases, 0, 1, 2 * GH));
    inputs.add(graph.cast(x.lengths(), OnnxType.INT32));
    if (first.stream().anyMatch(state -> !state.isEmpty())) {
      inputs.addAll(first);
    }
    String h = graph.node(operator, all, inputs.toArray(String[]::new));
    return graph.squeeze(h, 1);
  }

  private String recurrentWeights(int GH) {
    if (recurrent == null) {
      return graph.node("ConstantOfShape", graph.constants(1, GH, H));
    }
    float[] weights = ordered(w, recurrent.offset(), H);
    return graph.tensor(recurrent.name(), weights, 0, 1, GH, H);
  }

  /** The rows of the cell's gates, {@code width} wide, in the operator's order. */
  private float[] ordered(float[] values, int from, int width) {
    int size = H * width; // of a gate
    float[] result = new float[order.length * size];
    for (int g = 0; g < order.length; g++) {
      boolean negated = order[g] < 0;
      int gate = negated ? -1 - order[g] : order[g];
      for (int i = 0; i < size && order[g] != NONE; i++) {
        float value = values[from + gate * size + i];
        result[g * size + i] = negated ? -value : value;
      }
    }
    return result;
  }
}
