package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;

/**
 * A trained language model: scores texts, and reads or writes one token by token. Threads may share
 * an instance, but not its sessions.
 */
public final class LanguageModelPredictor extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  public LanguageModelPredictor(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(spec, weights, encoder);
  }

  /** id of the token that stands before a text and behind it. */
  public int boundary() {
    return encoder().tokens().find(NextTokens.BOUNDARY);
  }

  /** Scores a text of its own, from start to end. */
  public TextScore score(String... tokens) {
    return score(List.of(encoder().encode(tokens, null))).get(0);
  }

  /** Scores texts, each for itself. */
  public List<TextScore> score(List<EncodedSequence> texts) {
    List<EncodedSequence> lines = new ArrayList<>(texts.size());
    for (EncodedSequence text : texts) {
      lines.add(NextTokens.ofLine(text, boundary()));
    }
    double[] sums = new double[texts.size()];
    run(
        lines,
        (i, t, p, offset) ->
            sums[i] += logProbability(p[offset + NextTokens.target(lines.get(i), t)]));
    List<TextScore> scores = new ArrayList<>(texts.size());
    for (int i = 0; i < sums.length; i++) {
      scores.add(new TextScore(lines.get(i).length(), sums[i]));
    }
    return scores;
  }

  /** The logarithm of a probability; of the least float where it was too small for one. */
  static double logProbability(float p) {
    return Math.log(Math.max(p, Float.MIN_VALUE));
  }

  /** Scores one long text, given piece by piece. */
  public TextScorer scorer() {
    return new TextScorer(this);
  }

  /** Begins a text, of which the next token can be asked for, or sampled. */
  public TextSession session() {
    return new TextSession(this);
  }
}
