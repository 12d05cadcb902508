package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.predict.NextSteps;
import org.sparkrnn.predict.Tagger;
import scala.collection.mutable.ArraySeq$;

/** The tags of the steps of a row that continues a sequence, with their probabilities. */
public final class RunningTags implements RunningOutputs<Tagger> {
  private static final long serialVersionUID = 1L;

  private final boolean probability;

  /**
   * @param probability whether each column of tags is followed by one of their probabilities
   */
  public RunningTags(boolean probability) {
    this.probability = probability;
  }

  @Override
  public Object[] of(Tagger tagger, KeptSequence kept, EncodedSequence next, boolean ended) {
    String[][] tags = new String[tagger.targets()][next.length()];
    float[][] sure = new float[tagger.targets()][next.length()];
    float[] after =
        new NextSteps(tagger)
            .decode(
                kept.getValues(),
                next,
                (target, i, t, label, p) -> {
                  tags[target][t] = tagger.encoder().targets().get(target).labels().entry(label);
                  sure[target][t] = p;
                });
    kept.setValues(after);
    List<Object> values = new ArrayList<>();
    for (int target = 0; target < tags.length; target++) {
      values.add(ArraySeq$.MODULE$.make(tags[target]));
      if (probability) {
        values.add(TaggerOutputs.doubles(sure[target]));
      }
    }
    return values.toArray();
  }
}
