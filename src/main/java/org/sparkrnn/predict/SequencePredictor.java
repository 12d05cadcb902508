package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch.TokenFilter;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.Worker;

/**
 * A trained network on a plain JVM: sequences in, outputs of each step out. What the outputs mean
 * is a subclass's to say. Threads may share an instance.
 */
public abstract class SequencePredictor implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BATCH_SEQUENCES = 64;
  private static final int BATCH_STEPS = 1 << 14;
  private static final long BATCH_VALUES = 1 << 23; // of inputs or of outputs

  /** Receives the outputs, each step's or each sequence's. */
  @FunctionalInterface
  public interface StepVisitor {
    /**
     * @param sequence position in the list given
     * @param step of the output; for one output a sequence its last step, -1 for an empty sequence
     * @param p holds the K outputs from {@code offset} on; valid during the call
     */
    void visit(int sequence, int step, float[] p, int offset);
  }

  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  /**
   * @param weights in the layout of {@code spec}'s network; not copied
   */
  protected SequencePredictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
  }

  public final SequenceEncoder encoder() {
    return encoder;
  }

  /** In the layout of the network; not a copy. */
  protected final float[] weights() {
    return weights;
  }

  /** All sizes of the network. */
  public final NetworkSpec network() {
    return spec;
  }

  /** Runs the network over sequences, in batches of similar lengths. */
  public final void run(List<EncodedSequence> sequences, StepVisitor visitor) {
    SequenceBlock block = SequenceBlock.of(sequences, encoder.width());
    int[] byLength = block.byLength();
    Worker.lend(
        spec,
        worker -> {
          for (int from = 0; from < byLength.length; ) {
            int count = batchFrom(block, byLength, from);
            worker.batch().pack(block, byLength, from, count, TokenFilter.NONE);
            StepRows rows = new StepRows(spec, worker.batch());
            int first = from;
            worker
                .network()
                .outputs(
                    weights,
                    worker.batch(),
                    worker.workspace(),
                    rows.visiting((b, t, p, at) -> visitor.visit(byLength[first + b], t, p, at)));
            from += count;
          }
          return null;
        });
  }

  /** How many sequences to take at once: bounded by their number, their steps and their values. */
  private int batchFrom(SequenceBlock block, int[] order, int from) {
    long width = Math.max(spec.inputSize(), spec.outputSize());
    long steps = Math.min(BATCH_STEPS, BATCH_VALUES / width);
    int count = 1;
    while (from + count < order.length
        && count < BATCH_SEQUENCES
        && (count + 1L) * block.length(order[from + count]) <= steps) {
      count++;
    }
    return count;
  }

  /** The class of highest probability of the K from {@code offset} on; the first of equal ones. */
  public final int likeliest(float[] p, int offset) {
    int best = 0;
    for (int k = 1; k < spec.outputSize(); k++) {
      best = p[offset + k] > p[offset + best] ? k : best;
    }
    return best;
  }
}
