package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * The output of a network with its parameters and buffers. It reads whole sequences: h [N, D*H],
 * the states of the last layer at all steps of a batch. An instance is for one thread only.
 */
public interface OutputModule {
  /** The modules of the {@link OutputSpec#parts} of the spec: several, or only this one. */
  default List<OutputModule> parts() {
    return List.of(this);
  }

  /** The sum of the weights of the targets of a batch. */
  double weight(PackedBatch batch);

  /**
   * Returns the summed loss, and adds the gradients of the parameters of this output to {@code g}.
   *
   * @throws IllegalArgumentException if the batch has another kind of targets than this output
   */
  double gradient(float[] w, float[] h, PackedBatch batch, Gradient g);

  /** dL/dh [N, D*H] of the last {@link #gradient}; the caller may overwrite it. */
  float[] dHidden(PackedBatch batch);

  /** Loss and errors of a labelled batch. */
  Evaluation evaluate(float[] w, float[] h, PackedBatch batch);

  /**
   * The same for the targets from {@code from} up to {@code to}.
   *
   * @throws UnsupportedOperationException if targets of a sequence depend on each other
   */
  Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to);

  /**
   * Outputs: [N, K], or [B, K] with one output per sequence, where empty sequences have the output
   * of a zero state.
   */
  float[] outputs(float[] w, float[] h, PackedBatch batch);

  /** The same block by block, so that at most one block of them is in memory. */
  void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor);

  /**
   * The predicted labels, from 0 to K-1: [N], or [B] with one output per sequence. An output whose
   * labels depend on each other searches for the best labels of whole sequences.
   *
   * @param visitor receives the outputs on the way, block by block; may be null
   * @throws UnsupportedOperationException if the outputs are not classes of which exactly one holds
   */
  int[] decode(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor);

  /**
   * How much each step counts in the mean that is read of its sequence: [N], those of a sequence
   * sum to 1.
   *
   * @throws UnsupportedOperationException unless the spec {@link OutputSpec#attends attends}
   */
  default float[] attention(float[] w, float[] h, PackedBatch batch) {
    throw new UnsupportedOperationException("outputs that do not weigh the steps they read");
  }

  /** The name of the outputs of most networks in ONNX. */
  String OUTPUT = "output";

  /**
   * Adds this output to an ONNX graph, including all graph outputs besides the one that is
   * returned.
   *
   * @param h the states of the last layer
   * @return the first output of the graph: [T, B, K], or [B, K] with one output per sequence
   * @throws org.sparkrnn.data.InvalidInputException if it cannot be expressed by ONNX operators
   */
  default String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** The name of the output that {@link #onnx} returns. */
  default String onnxName() {
    return OUTPUT;
  }

  /** Receives label sequences, with the best of each sequence first. */
  @FunctionalInterface
  interface BestVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param labels [T], of 0..K-1
     * @param probability of the whole label sequence
     */
    void visit(int b, int[] labels, double probability);
  }

  /**
   * The n likeliest label sequences of each sequence that is not empty, or as many as there are.
   *
   * @throws UnsupportedOperationException if the outputs are not one class per step
   */
  default void best(float[] w, float[] h, PackedBatch batch, int n, BestVisitor visitor) {
    throw new UnsupportedOperationException(
        "only outputs with one class per step have a list of best label sequences");
  }

  /** Receives the log probabilities of sequences. */
  @FunctionalInterface
  interface StepsVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param steps T, the number of its output steps
     * @param logP [T, K] valid during the call
     */
    void visit(int b, int steps, double[] logP);
  }

  /**
   * The log probabilities of the outputs at each step of each sequence that is not empty, if
   * targets are aligned with the steps.
   *
   * @throws UnsupportedOperationException if targets are not aligned
   */
  default void logProbabilities(float[] w, float[] h, PackedBatch batch, StepsVisitor visitor) {
    throw new UnsupportedOperationException(
        "only outputs whose targets are aligned with the steps can do this");
  }

  /** Receives the transcripts of sequences, with the best of each first. */
  @FunctionalInterface
  interface TranscriptVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param labels of 0..K-1, without blanks
     * @param steps the output steps at which the labels begin; null unless requested
     * @param score by which transcripts are ordered
     * @param logP log of the probability of all alignments; NaN unless requested
     */
    void visit(int b, int[] labels, int[] steps, double score, double logP);
  }

  /**
   * The best transcripts of each sequence that is not empty.
   *
   * @throws UnsupportedOperationException if targets are not aligned with the steps
   */
  default void transcribe(
      float[] w, float[] h, PackedBatch batch, TranscriptSearch search, TranscriptVisitor visitor) {
    throw new UnsupportedOperationException(
        "only outputs whose targets are aligned with the steps can do this");
  }
}
