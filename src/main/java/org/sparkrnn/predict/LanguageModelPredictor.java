package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;

/**
 * A trained language model, which scores texts, and reads or generates a text token by token.
 * Threads may share an instance, but not its sessions.
 */
public final class LanguageModelPredictor extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  /** Tokens of a line to score at once. */
  static final int LONG = 1 << 12;

  private static final EncodedSequence NOTHING = NextTokens.of(new int[] {0});

  /**
   * @param weights the weights in the layout of the network; not copied
   * @throws org.sparkrnn.data.InvalidInputException if the network does not have the output of a
   *     language model
   */
  public LanguageModelPredictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(spec, weights, encoder);
    require(
        spec.readout() == Readout.EACH_STEP
            && encoder.tokens() != null
            && encoder.tokens().find(NextTokens.BOUNDARY) >= 0
            && encoder.tokens().size() == spec.outputSize(),
        "the output of a language model, which is the next token at each step");
  }

  /** The id of the token before the beginning and after the end of a text. */
  public int boundary() {
    return encoder().tokens().find(NextTokens.BOUNDARY);
  }

  /** Scores a whole text, from start to end. */
  public TextScore score(String... tokens) {
    return score(List.of(encoder().encode(tokens, null))).get(0);
  }

  /** Scores texts, each separately. */
  public List<TextScore> score(List<EncodedSequence> texts) {
    List<EncodedSequence> lines = new ArrayList<>(texts.size());
    for (EncodedSequence text : texts) {
      lines.add(NextTokens.ofLine(text, boundary()));
    }
    List<EncodedSequence> whole = new ArrayList<>(lines); // long ones are scored in pieces
    double[] sums = new double[texts.size()];
    for (int i = 0; i < sums.length; i++) {
      if (lines.get(i).length() > LONG && carries()) {
        sums[i] = scoreInPieces(lines.get(i));
        whole.set(i, NOTHING);
      }
    }
    run(
        whole,
        (i, t, p, offset) ->
            sums[i] += logProbability(p[offset + NextTokens.target(whole.get(i), t)]));
    List<TextScore> scores = new ArrayList<>(texts.size());
    for (int i = 0; i < sums.length; i++) {
      scores.add(new TextScore(lines.get(i).length(), sums[i]));
    }
    return scores;
  }

  /** Whether a state is all that a piece of a line needs of the one before it. */
  private boolean carries() {
    return network().carriesState();
  }

  /** The same as a whole, in the memory of a piece. */
  private double scoreInPieces(EncodedSequence line) {
    SequenceBlock block = SequenceBlock.of(List.of(line), 0);
    double[] sum = {0};
    Worker.lend(
        network(),
        worker -> {
          RecurrentState state = new RecurrentState(network(), 1);
          for (int from = 0; from < line.length(); from += LONG) {
            int first = from;
            RecurrentState next = new RecurrentState(network(), 1);
            worker
                .batch()
                .pack(block.steps(from, (int) Math.min((long) from + LONG, line.length())));
            worker
                .network()
                .outputs(
                    weights(),
                    worker.batch(),
                    worker.workspace(),
                    Pass.PLAIN.carrying(state, next),
                    new StepRows(network().output(), worker.batch())
                        .visiting(
                            (i, t, p, offset) ->
                                sum[0] +=
                                    logProbability(
                                        p[offset + NextTokens.target(line, first + t)])));
            state = next;
          }
          return null;
        });
    return sum[0];
  }

  /** The logarithm of a probability; of the least float where it was too small for one. */
  public static double logProbability(float p) {
    return Math.log(Math.max(p, Float.MIN_VALUE));
  }

  /** Scores one long text that is given in pieces. */
  public TextScorer scorer() {
    return new TextScorer(this);
  }

  /** Begins a text whose next token can be predicted or sampled. */
  public TextSession session() {
    return new TextSession(this);
  }
}
