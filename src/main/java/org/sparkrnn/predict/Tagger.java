package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;

/** A trained tagger: one label a step. Threads may share an instance. */
public final class Tagger extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  /**
   * @param weights in the layout of the network, not copied
   * @throws org.sparkrnn.data.InvalidInputException if the network gives something else
   */
  public Tagger(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(spec, weights, encoder);
    require(
        spec.readout() == Readout.EACH_STEP
            && spec.output().givesClasses()
            && !spec.output().aligns()
            && encoder.labels() != null,
        "one class a step, as a tagger gives it");
  }

  /**
   * A sequence's tags.
   *
   * @param tags one a step
   * @param probabilities of each tag; of a crf its marginal
   */
  public record Tagged(String[] tags, float[] probabilities) {}

  /**
   * One of the likeliest tag sequences.
   *
   * @param tags one a step
   * @param probability of all of them together
   */
  public record Candidate(String[] tags, double probability) {}

  /** Tags one sequence of tokens. */
  public String[] tag(String... tokens) {
    return tag(List.of(encoder().encode(tokens, null))).get(0);
  }

  /**
   * Tags one sequence of tokens joined with features.
   *
   * @param features [T * width], in the order of the input columns
   */
  public String[] tag(String[] tokens, double[] features) {
    return tag(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /** The same of features that are float. */
  public String[] tag(String[] tokens, float[] features) {
    return tag(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /** Tags sequences; the result is in their order, empty for an empty sequence. */
  public List<String[]> tag(List<EncodedSequence> sequences) {
    List<String[]> tags = new ArrayList<>(sequences.size());
    for (EncodedSequence sequence : sequences) {
      tags.add(new String[sequence.length()]);
    }
    decode(sequences, (i, t, label) -> tags.get(i)[t] = encoder().labels().entry(label), null);
    tags.replaceAll(encoder()::asGiven);
    return tags;
  }

  /** The same, and how sure each tag is. */
  public List<Tagged> tagSurely(List<EncodedSequence> sequences) {
    List<Tagged> tagged = new ArrayList<>(sequences.size());
    for (EncodedSequence sequence : sequences) {
      tagged.add(new Tagged(new String[sequence.length()], new float[sequence.length()]));
    }
    decodeSurely(
        sequences,
        (i, t, label, p) -> {
          tagged.get(i).tags()[t] = encoder().labels().entry(label);
          tagged.get(i).probabilities()[t] = p;
        });
    tagged.replaceAll(each -> new Tagged(encoder().asGiven(each.tags()), each.probabilities()));
    return tagged;
  }

  /** The n likeliest tag sequences of each, the best first; none of an empty sequence. */
  public List<List<Candidate>> best(List<EncodedSequence> sequences, int n) {
    List<List<Candidate>> best = new ArrayList<>(sequences.size());
    sequences.forEach(sequence -> best.add(new ArrayList<>()));
    best(
        sequences,
        n,
        (i, labels, p) -> {
          String[] tags = new String[labels.length];
          Arrays.setAll(tags, t -> encoder().labels().entry(labels[t]));
          best.get(i).add(new Candidate(encoder().asGiven(tags), p));
        });
    return best;
  }
}
