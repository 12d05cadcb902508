package org.sparkrnn.ml.column;

import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.predict.LanguageModelPredictor;
import org.sparkrnn.predict.NextSteps;
import org.sparkrnn.predict.TextScore;

/** How probable the tokens of a row are after those of the text before it. */
public final class RunningTexts implements RunningOutputs<LanguageModelPredictor> {
  private static final long serialVersionUID = 1L;

  private final boolean endEach;

  /**
   * @param endEach whether an end token follows the tokens of each row, as in the training on one
   *     long text; otherwise it follows only where a text ends
   */
  public RunningTexts(boolean endEach) {
    this.endEach = endEach;
  }

  @Override
  public Object[] of(
      LanguageModelPredictor model, KeptSequence kept, EncodedSequence next, boolean ended) {
    int last = kept.getValues().length == 0 ? model.boundary() : kept.getToken();
    int T = next.length() + (endEach || ended ? 1 : 0);
    int[] ids = new int[T + 1]; // all but the last are read, all but the first are predicted
    ids[0] = last;
    System.arraycopy(NextTokens.withBoundary(next, model.boundary()), 0, ids, 1, T);
    double[] sum = {0};
    float[] after =
        new NextSteps(model)
            .outputs(
                kept.getValues(),
                NextTokens.of(ids),
                (i, t, p, offset) ->
                    sum[0] += LanguageModelPredictor.logProbability(p[offset + ids[t + 1]]));
    kept.setValues(after);
    kept.setToken(ids[T]);
    TextScore score = new TextScore(T, sum[0]);
    return new Object[] {score.logProbability(), T == 0 ? null : score.perplexity()};
  }
}
