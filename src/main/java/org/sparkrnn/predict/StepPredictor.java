package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;

/**
 * A network that reads sequences as they arrive, one or several steps at a time. Its knowledge
 * about a sequence so far is a {@link State} that the caller keeps. An instance stores nothing
 * about sequences, so threads may share it, and any number of sequences may be read at the same
 * time. The outputs are bit for bit those for the whole sequence.
 */
public final class StepPredictor {
  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  /**
   * @param weights the weights in the layout of the network; not copied
   * @throws InvalidInputException if an output of the network depends on more than the steps before
   *     it, or on more of them than a recurrent state tells
   */
  StepPredictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
    try {
      new RecurrentState(spec, 1);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "this model cannot read a sequence step by step: " + e.getMessage(), e);
    }
  }

  /** The state of a network after the steps that it has read of a sequence. It is immutable. */
  public static final class State {
    private final RecurrentState state; // of one sequence

    private State(RecurrentState state) {
      this.state = state;
    }

    /**
     * A copy of the numbers of the state, to be stored; {@link StepPredictor#state} turns them back
     * into a state.
     */
    public float[] toArray() {
      return state.toVector();
    }
  }

  /**
   * The result after some steps of a sequence.
   *
   * @param output [K] the output at the last of these steps, or the output of the sequence if it
   *     ended there: probabilities, or numbers in the units of the targets
   * @param state the state after this step
   */
  public record Step(double[] output, State state) {}

  /** The encoder that turns tokens and features into numbers. */
  public SequenceEncoder encoder() {
    return encoder;
  }

  /** The state before the first step of a sequence. */
  public State begin() {
    return new State(new RecurrentState(spec, 1));
  }

  /**
   * The state with these numbers.
   *
   * @throws InvalidInputException if a state of this network has another number of values
   */
  public State state(float[] values) {
    RecurrentState state = new RecurrentState(spec, 1);
    if (values.length != state.size() + 1) {
      throw new InvalidInputException(
          "a state of this model has %d numbers, but %d were given; check that the state belongs to this model"
              .formatted(state.size() + 1, values.length));
    }
    return new State(state.setVector(values, 0));
  }

  /** Reads the next token of a sequence. */
  public Step read(State before, String token) {
    return read(List.of(before), List.of(encoder.encode(new String[] {token}, null))).get(0);
  }

  /**
   * Reads the next feature vector of a sequence.
   *
   * @param features the features of one step, in the units of the data
   * @throws InvalidInputException if the network reads another number of features per step
   */
  public Step read(State before, double... features) {
    requireWidth(features);
    return read(List.of(before), List.of(encoder.encode(features, null))).get(0);
  }

  /** Reads the next token of a sequence, with its features. */
  public Step read(State before, String token, double[] features) {
    requireWidth(features);
    String[] tokens = {token};
    return read(List.of(before), List.of(encoder.encode(tokens, features, null))).get(0);
  }

  private void requireWidth(double... features) {
    if (features.length != encoder.width() || features.length == 0) {
      throw new InvalidInputException(
          "%d features were given for a step, but this model reads %d"
              .formatted(features.length, encoder.width()));
    }
  }

  /**
   * Reads the next steps of several sequences at once.
   *
   * @param before the state of each sequence
   * @param next the next steps of each sequence, one or more, as the encoder gives them
   * @return the results after the last of these steps, in the same order
   * @throws InvalidInputException if the number of states is not the number of sequences, or a
   *     sequence has no next step
   */
  public List<Step> read(List<State> before, List<EncodedSequence> next) {
    int n = next.size();
    if (before.size() != n) {
      throw new InvalidInputException(
          "%d states were given for %d sequences; give one state per sequence"
              .formatted(before.size(), n));
    }
    RecurrentState initial = new RecurrentState(spec, n);
    for (int i = 0; i < n; i++) {
      if (next.get(i).length() == 0) {
        throw new InvalidInputException(
            "sequence %d of %d has no next step; leave it out".formatted(i + 1, n));
      }
      initial.copy(before.get(i).state, 0, i);
    }
    RecurrentState after = new RecurrentState(spec, n);
    double[][] outputs = run(next, initial, after);
    List<Step> steps = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      RecurrentState own = new RecurrentState(spec, 1);
      own.copy(after, i, 0);
      steps.add(new Step(outputs[i], new State(own)));
    }
    return steps;
  }

  /** The outputs of the last steps, [n][K]. */
  private double[][] run(List<EncodedSequence> next, RecurrentState initial, RecurrentState after) {
    double[][] outputs = new double[next.size()][spec.outputSize()];
    SequenceBlock block = SequenceBlock.of(next, encoder.width());
    boolean each = spec.readout() == Readout.EACH_STEP;
    return Worker.lend(
        spec,
        worker -> {
          worker.batch().pack(block); // in the order of the states
          worker
              .network()
              .outputs(
                  weights,
                  worker.batch(),
                  worker.workspace(),
                  Pass.PLAIN.carrying(initial, after),
                  new StepRows(spec.output(), worker.batch())
                      .visiting(
                          (i, t, p, offset) -> {
                            if (!each || t == next.get(i).length() - 1) {
                              take(p, offset, outputs[i]);
                            }
                          }));
          return outputs;
        });
  }

  private void take(float[] p, int offset, double[] output) {
    Standardization numbers = encoder.standardization();
    for (int k = 0; k < output.length; k++) {
      double y = p[offset + k];
      output[k] = numbers == null || numbers.targetWidth() == 0 ? y : numbers.restored(k, y);
    }
  }

  /**
   * The likeliest label of an output.
   *
   * @throws InvalidInputException if outputs are numbers
   */
  public String label(Step step) {
    if (encoder.labels() == null) {
      throw new InvalidInputException("the outputs of this model are numbers; it has no labels");
    }
    int best = 0;
    for (int k = 1; k < step.output.length; k++) {
      best = step.output[k] > step.output[best] ? k : best;
    }
    return encoder.labels().entry(best);
  }
}
