package org.sparkrnn.predict;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedBatch.TokenFilter;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputModule;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.TranscriptSearch;
import org.sparkrnn.nn.Worker;

/**
 * A trained network in plain Java, which reads sequences and gives the outputs of each step.
 * Subclasses define the meaning of the outputs. Threads may share an instance.
 */
public abstract class SequencePredictor implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BATCH_SEQUENCES = 64;
  private static final int BATCH_STEPS = 1 << 14;
  private static final long BATCH_VALUES = 1 << 23; // inputs or outputs

  /** Receives the outputs of each step or of each sequence. */
  @FunctionalInterface
  public interface StepVisitor {
    /**
     * @param sequence position in the list given
     * @param step the step of the output; with one output per sequence its last step, or -1 if it
     *     is empty
     * @param p holds the K outputs from {@code offset} on; valid during the call
     */
    void visit(int sequence, int step, float[] p, int offset);
  }

  /** Receives the outputs of each target, for each step or each sequence. */
  @FunctionalInterface
  public interface TargetVisitor {
    /**
     * @param target the number of the target; 0 if there is only one
     * @param sequence position in the list given
     * @param step the step of the output, as for {@link StepVisitor}
     * @param p holds the K outputs from {@code offset} on; valid during the call
     */
    void visit(int target, int sequence, int step, float[] p, int offset);
  }

  /** Receives the class of each step or of each sequence. */
  @FunctionalInterface
  public interface ClassVisitor {
    /**
     * @param target the number of the target; 0 if there is only one
     * @param sequence position in the list given
     * @param step the step of the output, as for {@link StepVisitor}
     * @param label a label from 0 to K-1
     */
    void visit(int target, int sequence, int step, int label);
  }

  /** Receives the class of each step or sequence with its probability. */
  @FunctionalInterface
  public interface SureClassVisitor {
    /**
     * @param target the number of the target; 0 if there is only one
     * @param sequence position in the list given
     * @param step the step of the output, as for {@link StepVisitor}
     * @param label a label from 0 to K-1
     * @param probability the label's output
     */
    void visit(int target, int sequence, int step, int label, float probability);
  }

  /** Receives label sequences, the best of each sequence first. */
  @FunctionalInterface
  public interface BestVisitor {
    /**
     * @param sequence position in the list given
     * @param labels [T], from 0 to K-1
     * @param probability the probability of the whole sequence
     */
    void visit(int sequence, int[] labels, double probability);
  }

  /** Processes a batch, which holds the sequences from {@code first} on in the order of length. */
  @FunctionalInterface
  private interface BatchRun {
    void run(Worker worker, int[] byLength, int first);
  }

  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  /**
   * @param weights the weights in the layout of {@code spec}'s network; not copied
   */
  protected SequencePredictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
  }

  /**
   * Checks in a constructor that the network has the kind of output that this predictor needs.
   *
   * @param expected the kind of output that is needed, for the message
   * @throws InvalidInputException if the network has another kind of output
   */
  protected final void require(boolean suits, String expected) {
    if (!suits) {
      throw new InvalidInputException(
          "the network ends in %s; expected %s".formatted(spec.output(), expected));
    }
  }

  /** The encoder that turns tokens, features and labels into numbers. */
  public final SequenceEncoder encoder() {
    return encoder;
  }

  /** The weights in the layout of the network; not a copy. */
  protected final float[] weights() {
    return weights;
  }

  /** The network with all its sizes. */
  public final NetworkSpec network() {
    return spec;
  }

  /** Runs the network over sequences, in batches of similar lengths. */
  public final void run(List<EncodedSequence> sequences, StepVisitor visitor) {
    inBatches(
        sequences,
        (worker, byLength, first) ->
            worker
                .network()
                .outputs(
                    weights,
                    worker.batch(),
                    worker.workspace(),
                    visiting(worker, byLength, first, visitor)));
  }

  /**
   * Gives each step or each sequence its class for each target, as the output of the network
   * decides.
   *
   * @param outputs receives the outputs that {@link #run} gives; may be null
   * @throws UnsupportedOperationException if the outputs of the network are not classes
   */
  public final void decode(
      List<EncodedSequence> sequences, ClassVisitor visitor, TargetVisitor outputs) {
    List<OutputSpec> parts = spec.output().parts();
    inBatches(
        sequences,
        (worker, byLength, first) -> {
          int[][] classes =
              decodeEach(
                  worker,
                  i -> outputs == null ? null : telling(worker, byLength, first, i, outputs));
          for (int i = 0; i < classes.length; i++) {
            int target = i;
            rows(parts.get(i), worker)
                .visit(
                    0,
                    classes[i].length,
                    (b, t, row) ->
                        visitor.visit(target, byLength[first + b], t, classes[target][row]));
          }
        });
  }

  /** Gives each step or each sequence its class, with the output of {@link #run} for that class. */
  public final void decodeSurely(List<EncodedSequence> sequences, SureClassVisitor visitor) {
    decodeSurely(sequences, visitor, null);
  }

  /**
   * The same.
   *
   * @param outputs receives the outputs that {@link #run} gives, before the classes; may be null
   */
  public final void decodeSurely(
      List<EncodedSequence> sequences, SureClassVisitor visitor, TargetVisitor outputs) {
    List<OutputSpec> parts = spec.output().parts();
    inBatches(
        sequences,
        (worker, byLength, first) -> {
          long steps = spec.outputSteps(1) * worker.batch().rows(); // at most
          int most = Math.toIntExact(Math.max(steps, worker.batch().sequences()));
          float[][] all = new float[parts.size()][]; // by part, until classes are known
          int[][] classes =
              decodeEach(
                  worker,
                  i -> {
                    int K = parts.get(i).outputSize();
                    all[i] = new float[most * K];
                    Network.RowsVisitor heard =
                        outputs == null ? null : telling(worker, byLength, first, i, outputs);
                    return (row, rows, p) -> {
                      System.arraycopy(p, 0, all[i], row * K, rows * K);
                      if (heard != null) {
                        heard.visit(row, rows, p);
                      }
                    };
                  });
          for (int i = 0; i < classes.length; i++) {
            int K = parts.get(i).outputSize();
            int target = i;
            rows(parts.get(i), worker)
                .visit(
                    0,
                    classes[i].length,
                    (b, t, row) -> {
                      int label = classes[target][row];
                      float p = all[target][row * K + label];
                      visitor.visit(target, byLength[first + b], t, label, p);
                    });
          }
        });
  }

  /** Passes the outputs of a target with their sequence and step. */
  private Network.RowsVisitor telling(
      Worker worker, int[] byLength, int first, int target, TargetVisitor outputs) {
    return rows(spec.output().parts().get(target), worker)
        .visiting((b, t, p, at) -> outputs.visit(target, byLength[first + b], t, p, at));
  }

  private int[][] decodeEach(Worker worker, IntFunction<Network.RowsVisitor> visitors) {
    return worker.network().decodeEach(weights, worker.batch(), worker.workspace(), visitors);
  }

  /**
   * The n likeliest label sequences of each sequence that is not empty, or fewer if there are not
   * n.
   *
   * @param target the number of the target; 0 if there is only one
   * @throws UnsupportedOperationException if the outputs of the network are not one class per step
   */
  public final void best(List<EncodedSequence> sequences, int target, int n, BestVisitor visitor) {
    inBatches(
        sequences,
        (worker, byLength, first) ->
            worker
                .network()
                .best(
                    weights,
                    worker.batch(),
                    worker.workspace(),
                    target,
                    n,
                    (b, labels, p) ->
                        visitor.visit(byLength[first + worker.batch().position(b)], labels, p)));
  }

  /** The best transcripts of each sequence that is not empty, with its position. */
  final void transcribe(
      List<EncodedSequence> sequences,
      TranscriptSearch search,
      OutputModule.TranscriptVisitor visitor) {
    inBatches(
        sequences,
        (worker, byLength, first) ->
            worker
                .network()
                .transcribe(
                    weights,
                    worker.batch(),
                    worker.workspace(),
                    search,
                    (b, labels, steps, score, logP) ->
                        visitor.visit(
                            byLength[first + worker.batch().position(b)],
                            labels,
                            steps,
                            score,
                            logP)));
  }

  /**
   * How much each step counts in the mean of states that the output reads; the weights of a
   * sequence sum to 1. If layers reduce the number of steps, the weights belong to the remaining
   * steps; see {@link NetworkSpec#inputStep}.
   *
   * @return for each sequence [T], in their order
   * @throws org.sparkrnn.data.InvalidInputException if the network has no such weights
   */
  public final List<float[]> attention(List<EncodedSequence> sequences) {
    require(spec.output().attends(), "the readout attention, which weighs the steps");
    float[][] all = new float[sequences.size()][0];
    inBatches(
        sequences,
        (worker, byLength, first) -> {
          float[] weights =
              worker.network().attention(weights(), worker.batch(), worker.workspace());
          PackedBatch steps = worker.network().steps(worker.workspace());
          for (int b = 0; b < steps.rows(Readout.LAST_STEP); b++) {
            float[] own = new float[steps.length(b)];
            for (int t = 0; t < own.length; t++) {
              own[t] = weights[steps.row(b, t)];
            }
            all[byLength[first + worker.batch().position(b)]] = own;
          }
        });
    return Arrays.asList(all);
  }

  /**
   * Loss and errors on labelled sequences, measured as in training.
   *
   * @param sequences sequences with the targets of this network
   */
  public final Evaluation evaluate(List<EncodedSequence> sequences) {
    return evaluate(sequences, 0);
  }

  /**
   * The same for one of several targets.
   *
   * @param sequences sequences that need only this target
   * @param target the number of the target
   */
  public final Evaluation evaluate(List<EncodedSequence> sequences, int target) {
    Evaluation[] total = {Evaluation.NONE};
    inBatches(
        sequences,
        (worker, byLength, first) ->
            total[0] =
                total[0].plus(
                    worker
                        .network()
                        .evaluate(weights, worker.batch(), worker.workspace(), target)));
    return total[0];
  }

  private Network.RowsVisitor visiting(
      Worker worker, int[] byLength, int first, StepVisitor visitor) {
    Network.RowsVisitor[] rows = {null}; // set when it is known which steps have outputs
    return (row, count, p) -> {
      if (rows[0] == null) {
        rows[0] =
            rows(spec.output(), worker)
                .visiting((b, t, out, at) -> visitor.visit(byLength[first + b], t, out, at));
      }
      rows[0].visit(row, count, p);
    };
  }

  /**
   * Maps the rows of an output to the steps that have outputs after a pass or, with one output per
   * sequence, to the sequences of the input.
   */
  private static StepRows rows(OutputSpec output, Worker worker) {
    return new StepRows(
        output,
        output.readout() == Readout.EACH_STEP
            ? worker.network().steps(worker.workspace())
            : worker.batch());
  }

  private void inBatches(List<EncodedSequence> sequences, BatchRun run) {
    SequenceBlock block = SequenceBlock.of(sequences, encoder.width());
    int[] byLength = block.byLength();
    Worker.lend(
        spec,
        worker -> {
          for (int from = 0; from < byLength.length; ) {
            int count = batchFrom(block, byLength, from);
            worker.batch().pack(block, byLength, from, count, TokenFilter.NONE);
            run.run(worker, byLength, from);
            from += count;
          }
          return null;
        });
  }

  /** How many sequences to take at once: bounded by their number, their steps and their values. */
  private int batchFrom(SequenceBlock block, int[] order, int from) {
    long outputs = spec.output().parts().stream().mapToLong(OutputSpec::outputSize).sum();
    long width = Math.max(spec.inputSize(), outputs);
    long steps = Math.min(BATCH_STEPS, BATCH_VALUES / width);
    int count = 1;
    while (from + count < order.length
        && count < BATCH_SEQUENCES
        && (count + 1L) * block.length(order[from + count]) <= steps) {
      count++;
    }
    return count;
  }
}
