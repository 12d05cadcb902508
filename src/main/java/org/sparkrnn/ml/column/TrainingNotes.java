package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.NetworkSpec;

/** What must be known of training data from which little can be learnt. */
public final class TrainingNotes {
  private static final int SHOWN = 5;

  private TrainingNotes() {}

  /**
   * Whole sentences; mostly none.
   *
   * @param labels how often each occurs in the rows trained on; empty where there are none
   */
  public static List<String> of(
      NetworkSpec spec, SequenceEncoder encoder, Map<String, Long> labels, RnnParams params) {
    List<String> notes = new ArrayList<>();
    boolean classes = spec.output().givesClasses() && !labels.isEmpty();
    List<String> trained =
        labels.keySet().stream().filter(label -> labels.get(label) > 0).sorted().toList();
    boolean blank = spec.outputSize() > spec.output().targetSize(); // from which one can be told
    if (classes && !blank && trained.size() == 1) {
      notes.add(
          "all labels of the training data are %s: there is nothing to tell apart, and the model can hardly predict anything else"
              .formatted(trained.get(0)));
    }
    List<String> heldOut =
        classes
            ? encoder.labels().entries().stream()
                .filter(label -> labels.getOrDefault(label, 0L) == 0)
                .toList()
            : List.of();
    if (!heldOut.isEmpty()) {
      notes.add(
          "labels that occur in the validation data alone, %d: %s%s; the model cannot learn them"
              .formatted(
                  heldOut.size(),
                  String.join(", ", heldOut.subList(0, Math.min(SHOWN, heldOut.size()))),
                  heldOut.size() > SHOWN ? ", ..." : ""));
    }
    if (encoder.standardization() != null && encoder.standardization().constantTargets()) {
      notes.add(
          "all targets of the training data are %s: the model learns this number and no dependence on the inputs"
              .formatted(encoder.standardization().restored(0, 0)));
    }
    int learnt = encoder.tokens() == null ? 1 : learntTokens(encoder);
    if (learnt == 0) {
      notes.add(
          "no token of the training data occurs minCount=%d times: all are one unknown token to the model; lower minCount"
              .formatted(params.getMinCount()));
    }
    return notes;
  }

  private static int learntTokens(SequenceEncoder encoder) {
    int special = TextData.boundary(encoder) >= 0 ? 2 : 1; // the unknown token is always there
    return encoder.tokens().size() - special;
  }
}
