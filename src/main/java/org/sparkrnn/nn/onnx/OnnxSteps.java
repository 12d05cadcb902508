package org.sparkrnn.nn.onnx;

import java.util.List;

/**
 * The values of the steps of a batch whose shorter sequences are padded at their ends: [T, B,
 * width]. The first lengths[b] steps of sequence b count; the values after them are arbitrary.
 */
public final class OnnxSteps {
  /** The data that all values of the same steps share. */
  private static final class Frame {
    private final String lengths; // [B] int64
    private String mask; // [T, B, 1], made when first needed

    private Frame(String lengths) {
      this.lengths = lengths;
    }
  }

  private final OnnxGraph graph;
  private final Frame frame;
  private final String values;

  private OnnxSteps(OnnxGraph graph, Frame frame, String values) {
    this.graph = graph;
    this.frame = frame;
    this.values = values;
  }

  /**
   * @param lengths [B] of 64-bit whole numbers
   * @param values [T, B, width]
   */
  public OnnxSteps(OnnxGraph graph, String lengths, String values) {
    this(graph, new Frame(lengths), values);
  }

  /** Other values of the same steps. */
  public OnnxSteps with(String others) {
    return new OnnxSteps(graph, frame, others);
  }

  /** [T, B, width]. */
  public String values() {
    return values;
  }

  /** [B], of 64-bit whole numbers. */
  public String lengths() {
    return frame.lengths;
  }

  /** [T, B, 1], true for steps that count. */
  public String mask() {
    if (frame.mask == null) {
      String shape = graph.node("Shape", values);
      String T = graph.squeeze(graph.slice(shape, 0, 0, 1), 0);
      String zero = graph.squeeze(graph.constants(0), 0);
      String one = graph.squeeze(graph.constants(1), 0);
      String t = graph.node("Range", zero, T, one);
      String counts = graph.node("Less", graph.unsqueeze(t, 1), frame.lengths);
      frame.mask = graph.unsqueeze(counts, 2);
    }
    return frame.mask;
  }

  /** The values with this number at steps that do not count. */
  public String masked(float otherwise) {
    return graph.node("Where", mask(), values, graph.constant(otherwise));
  }

  /** [B, width] as given, but zeros for sequences without steps. */
  public String zeroWhereEmpty(String perSequence) {
    String some = graph.node("Greater", graph.unsqueeze(lengths(), 1), graph.constants(0));
    return graph.node("Where", some, perSequence, graph.constant(0));
  }

  /** A vector [1, 1, width] for each sequence: [1, B, width]. */
  public String forEachSequence(String vector) {
    String B = graph.node("Shape", lengths());
    String shape = graph.concat(0, List.of(graph.constants(1), B, graph.constants(1)));
    return graph.node("Expand", vector, shape);
  }
}
