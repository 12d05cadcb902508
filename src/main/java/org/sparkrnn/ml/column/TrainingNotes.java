package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.NetworkSpec;

/** Notes on training data from which little can be learned. */
public final class TrainingNotes {
  private static final int SHOWN = 5;

  private TrainingNotes() {}

  /**
   * The notes as sentences; usually empty.
   *
   * @param labels how often each label of each target occurs in the training rows
   */
  public static List<String> of(
      NetworkSpec spec, SequenceEncoder encoder, List<Map<String, Long>> labels, RnnParams params) {
    List<String> notes = new ArrayList<>();
    boolean classes = spec.output().givesClasses();
    boolean blank = spec.outputSize() > spec.output().targetSize(); // so one label can be learned
    for (int i = 0; classes && i < labels.size(); i++) {
      if (!labels.get(i).isEmpty()) {
        String where = i == 0 ? "" : " of target %d".formatted(i + 1);
        List<String> known = encoder.targets().get(i).labels().entries();
        addOfLabels(notes, where, blank, known, labels.get(i));
      }
    }
    if (encoder.standardization() != null && encoder.standardization().constantTargets()) {
      notes.add(
          "all targets of the training data are %s: the model learns only this number, and nothing from the inputs"
              .formatted(encoder.standardization().restored(0, 0)));
    }
    int learnt = encoder.tokens() == null ? 1 : learntTokens(encoder);
    if (learnt == 0) {
      notes.add(
          "no token of the training data occurs minCount=%d times, so the model treats all of them as the same unknown token; lower minCount"
              .formatted(params.getMinCount()));
    }
    return notes;
  }

  /**
   * Adds notes on labels.
   *
   * @param where the target's name for the message; empty for the first
   * @param blank whether there is a blank in addition to the labels
   */
  private static void addOfLabels(
      List<String> notes,
      String where,
      boolean blank,
      List<String> known,
      Map<String, Long> labels) {
    List<String> trained =
        labels.keySet().stream().filter(label -> labels.get(label) > 0).sorted().toList();
    if (!blank && trained.size() == 1) {
      notes.add(
          "all labels%s of the training data are %s: there is nothing to distinguish, and the model can hardly predict anything else"
              .formatted(where, trained.get(0)));
    }
    List<String> heldOut =
        known.stream().filter(label -> labels.getOrDefault(label, 0L) == 0).toList();
    if (!heldOut.isEmpty()) {
      notes.add(
          "labels%s that occur only in the validation data (%d): %s%s; the model cannot learn them"
              .formatted(
                  where,
                  heldOut.size(),
                  String.join(", ", heldOut.subList(0, Math.min(SHOWN, heldOut.size()))),
                  heldOut.size() > SHOWN ? ", ..." : ""));
    }
  }

  private static int learntTokens(SequenceEncoder encoder) {
    int special = TextData.boundary(encoder) >= 0 ? 2 : 1; // the unknown token always exists
    return encoder.tokens().size() - special;
  }
}
