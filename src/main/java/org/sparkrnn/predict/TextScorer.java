package org.sparkrnn.predict;

import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;

/**
 * The loss of one long text that is given in pieces. The state is carried from the first token to
 * the last, and only one chunk is in memory at a time. An instance is for one caller only; the
 * outputs of a chunk are computed on all processors.
 */
public final class TextScorer {
  private static final int CHUNK = 1 << 12; // tokens

  private final LanguageModelPredictor model;
  private final int[] chunk = new int[CHUNK + 1]; // [1 + tokens] the last one read, then new ones
  private int held; // number of tokens after the first one
  private RecurrentState state;
  private double nats;
  private long tokens;

  TextScorer(LanguageModelPredictor model) {
    this.model = model;
    chunk[0] = model.boundary();
    state = new RecurrentState(model.network(), 1);
  }

  /** Adds the next ids of the text. */
  public void add(int... ids) {
    for (int id : ids) {
      chunk[++held] = id;
      if (held == CHUNK) {
        score();
      }
    }
  }

  private void score() {
    if (held == 0) {
      return;
    }
    RecurrentState next = new RecurrentState(model.network(), 1);
    SequenceBlock block =
        SequenceBlock.of(List.of(NextTokens.of(Arrays.copyOf(chunk, held + 1))), 0);
    Evaluation evaluation =
        Worker.lend(
            model.network(),
            worker -> {
              worker.batch().pack(block);
              return worker
                  .network()
                  .evaluateInParallel(
                      model.weights(),
                      worker.batch(),
                      worker.workspace(),
                      Pass.PLAIN.carrying(state, next));
            });
    nats += evaluation.meanLoss() * evaluation.steps();
    tokens += evaluation.steps();
    state = next;
    chunk[0] = chunk[held];
    held = 0;
  }

  /** The number of tokens predicted so far. */
  public long tokens() {
    score();
    return tokens;
  }

  /** The sum of their negative log-probabilities. */
  public double nats() {
    score();
    return nats;
  }
}
