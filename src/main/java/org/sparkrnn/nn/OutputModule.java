package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.nn.onnx.OnnxGraph;
import org.sparkrnn.nn.onnx.OnnxSteps;

/**
 * The output of a network with its parameters and buffers. It sees whole sequences: h [N, D*H], the
 * last layer's states of all steps of a batch. For one thread.
 */
public interface OutputModule {
  /** The modules of the spec's {@link OutputSpec#parts}: several, or this one alone. */
  default List<OutputModule> parts() {
    return List.of(this);
  }

  /** The sum of the weights of a batch's targets. */
  double weight(PackedBatch batch);

  /**
   * The loss, summed; adds the gradients of its parameters into {@code g}.
   *
   * @throws IllegalArgumentException if the batch's targets are not of this output's kind
   */
  double gradient(float[] w, float[] h, PackedBatch batch, Gradient g);

  /** dL/dh [N, D*H] of the last {@link #gradient}; the caller may overwrite it. */
  float[] dHidden(PackedBatch batch);

  /** Loss and errors of a labelled batch. */
  Evaluation evaluate(float[] w, float[] h, PackedBatch batch);

  /**
   * The same of the targets from {@code from} up to {@code to}.
   *
   * @throws UnsupportedOperationException if targets of a sequence depend on each other
   */
  Evaluation evaluate(float[] w, float[] h, PackedBatch batch, int from, int to);

  /** Outputs: [N, K], or [B, K] for one a sequence, then of a zero state for empty ones. */
  float[] outputs(float[] w, float[] h, PackedBatch batch);

  /** The same block by block, so that never more than a block of them is held. */
  void outputs(float[] w, float[] h, PackedBatch batch, Network.RowsVisitor visitor);

  /**
   * The labels to give, of 0..K-1: [N], or [B] for one a sequence. An output whose labels depend on
   * each other looks for the best of whole sequences.
   *
   * @param visitor receives the outputs on the way, block by block; may be null
   * @throws UnsupportedOperationException if outputs are no classes, of which one holds
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

  /** What ONNX calls the outputs of most networks. */
  String OUTPUT = "output";

  /**
   * Adds itself to a graph of ONNX, with all outputs that it has there beside the one returned.
   *
   * @param h the last layer's states
   * @return what the graph's first output is: [T, B, K], or [B, K] for one a sequence
   * @throws org.sparkrnn.data.InvalidInputException if no operators express it
   */
  default String onnx(OnnxGraph graph, float[] w, OnnxSteps h) {
    throw OnnxGraph.inexpressible(getClass());
  }

  /** The name of what {@link #onnx} returns. */
  default String onnxName() {
    return OUTPUT;
  }

  /** Receives label sequences, the best of each sequence first. */
  @FunctionalInterface
  interface BestVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param labels [T], of 0..K-1
     * @param probability of all the sequence
     */
    void visit(int b, int[] labels, double probability);
  }

  /**
   * The n likeliest label sequences of each sequence that is not empty, or as many as there are.
   *
   * @throws UnsupportedOperationException if the outputs are not one class a step
   */
  default void best(float[] w, float[] h, PackedBatch batch, int n, BestVisitor visitor) {
    throw new UnsupportedOperationException("outputs that are not one class a step");
  }

  /** Receives the log probabilities of sequences. */
  @FunctionalInterface
  interface StepsVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param steps T that come out of it
     * @param logP [T, K] valid during the call
     */
    void visit(int b, int steps, double[] logP);
  }

  /**
   * The log probabilities of the outputs at each step of each sequence that is not empty, where a
   * target is aligned with the steps.
   *
   * @throws UnsupportedOperationException if targets are not aligned
   */
  default void logProbabilities(float[] w, float[] h, PackedBatch batch, StepsVisitor visitor) {
    throw new UnsupportedOperationException("outputs whose targets are not aligned with steps");
  }

  /** Receives the transcripts of sequences, the best of each first. */
  @FunctionalInterface
  interface TranscriptVisitor {
    /**
     * @param b the b-th longest sequence, which is not empty
     * @param labels of 0..K-1, without blanks
     * @param steps at which each begins, of those that come out; null unless asked for
     * @param score by which transcripts are ordered
     * @param logP log of the probability of all alignments; NaN unless asked for
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
    throw new UnsupportedOperationException("outputs whose targets are not aligned with steps");
  }
}
