package org.sparkrnn.predict;

import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;
import org.sparkrnn.predict.SequencePredictor.StepVisitor;
import org.sparkrnn.predict.SequencePredictor.SureClassVisitor;

/**
 * Runs a network over the next steps of a sequence, from the state that the steps before them left.
 * The outputs are bit for bit those of these steps in the whole sequence, and a long part is read
 * in pieces that fit into memory. An instance stores nothing about sequences, so threads may share
 * it.
 */
public final class NextSteps {
  private final SequencePredictor model;

  /**
   * @throws InvalidInputException if an output of the network depends on more than the steps before
   *     it, or on more of them than a recurrent state tells: a bidirectional network, one with a
   *     crf, a convolution or a window
   */
  public NextSteps(SequencePredictor model) {
    this.model = model;
    try {
      begin();
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "this model cannot read a sequence in parts: " + e.getMessage(), e);
    }
  }

  /** Computes the outputs of a piece, whose first step has the number {@code first}. */
  @FunctionalInterface
  private interface Piece {
    void run(Worker worker, Pass pass, int first);
  }

  private RecurrentState begin() {
    return new RecurrentState(model.network(), 1);
  }

  /**
   * The outputs of the next steps.
   *
   * @param before the state before them, as the call for the steps before returned it; empty before
   *     the first step
   * @param visitor receives them with the sequence 0 and the number of the step in {@code next}
   * @return the state after them
   */
  public float[] outputs(float[] before, EncodedSequence next, StepVisitor visitor) {
    return inPieces(
        before,
        next,
        (worker, pass, first) ->
            worker
                .network()
                .outputs(
                    model.weights(),
                    worker.batch(),
                    worker.workspace(),
                    pass,
                    new StepRows(model.network().output(), worker.batch())
                        .visiting((i, t, p, offset) -> visitor.visit(i, first + t, p, offset))));
  }

  /**
   * The classes of the next steps for each target, with their probabilities.
   *
   * @param before the state before them, as the call for the steps before returned it; empty before
   *     the first step
   * @param visitor receives them with the sequence 0 and the number of the step in {@code next}
   * @return the state after them
   */
  public float[] decode(float[] before, EncodedSequence next, SureClassVisitor visitor) {
    List<OutputSpec> parts = model.network().output().parts();
    return inPieces(
        before,
        next,
        (worker, pass, first) -> {
          float[][] p = new float[parts.size()][]; // [T * K] by target, until classes are known
          int[][] classes =
              worker
                  .network()
                  .decodeEach(
                      model.weights(),
                      worker.batch(),
                      worker.workspace(),
                      pass,
                      i -> {
                        int K = parts.get(i).outputSize();
                        p[i] = new float[worker.batch().rows() * K];
                        return (row, rows, values) ->
                            System.arraycopy(values, 0, p[i], row * K, rows * K);
                      });
          for (int i = 0; i < classes.length; i++) {
            int K = parts.get(i).outputSize();
            for (int t = 0; t < classes[i].length; t++) { // a row per step of the one sequence
              int label = classes[i][t];
              visitor.visit(i, 0, first + t, label, p[i][t * K + label]);
            }
          }
        });
  }

  private float[] inPieces(float[] before, EncodedSequence next, Piece piece) {
    SequenceBlock block = SequenceBlock.of(List.of(next), model.encoder().width());
    int most = LanguageModelPredictor.LONG;
    return Worker.lend(
        model.network(),
        worker -> {
          RecurrentState state = begin();
          if (before.length > 0) {
            state.setVector(before, 0);
          }
          for (int from = 0; from < next.length(); from += most) {
            RecurrentState after = begin();
            int to = (int) Math.min((long) from + most, next.length());
            worker.batch().pack(block.steps(from, to));
            piece.run(worker, Pass.PLAIN.carrying(state, after), from);
            state = after;
          }
          return state.toVector();
        });
  }
}
