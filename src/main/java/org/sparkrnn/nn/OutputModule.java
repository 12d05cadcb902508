package org.sparkrnn.nn;

import java.util.List;
import org.sparkrnn.data.PackedBatch;

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
}
