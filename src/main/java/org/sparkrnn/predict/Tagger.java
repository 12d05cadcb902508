package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputSpec;

/**
 * A trained tagger, which gives each step one label. If it has several targets, which are numbered
 * from 0, each of them has one label per step or one per sequence. Threads may share an instance.
 */
public final class Tagger extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  /**
   * @param weights the weights in the layout of the network; not copied
   * @throws org.sparkrnn.data.InvalidInputException if the network does not have the output of a
   *     tagger
   */
  public Tagger(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(spec, weights, encoder);
    List<OutputSpec> parts = spec.output().parts();
    require(
        parts.stream().allMatch(part -> part.givesClasses() && !part.aligns())
            && parts.stream().anyMatch(part -> part.readout() == Readout.EACH_STEP)
            && encoder.targets().size() == parts.size(),
        "the output of a tagger, which is one class per step");
  }

  /**
   * The tags of a sequence for one target.
   *
   * @param tags one per step, or the one of the sequence
   * @param probabilities the probability of each tag; for a CRF, its marginal probability
   */
  public record Tagged(String[] tags, float[] probabilities) {}

  /**
   * One of the likeliest tag sequences.
   *
   * @param tags one per step
   * @param probability the probability of the whole tag sequence
   */
  public record Candidate(String[] tags, double probability) {}

  /** The number of targets: one, or several that were learned together. */
  public int targets() {
    return encoder().targets().size();
  }

  /** Whether a target has one label per sequence instead of one per step. */
  public boolean ofSequence(int target) {
    return output(target).readout() == Readout.LAST_STEP;
  }

  private OutputSpec output(int target) {
    return network().output().parts().get(target);
  }

  /** The first target that has one label per step. */
  private int ofSteps() {
    int target = 0;
    while (ofSequence(target)) {
      target++;
    }
    return target;
  }

  /** Tags one sequence of tokens. */
  public String[] tag(String... tokens) {
    return tag(List.of(encoder().encode(tokens, null))).get(0);
  }

  /**
   * Tags one sequence of tokens that are joined with features.
   *
   * @param features [T * width], in the order of the input columns
   */
  public String[] tag(String[] tokens, double[] features) {
    return tag(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /** The same with float features. */
  public String[] tag(String[] tokens, float[] features) {
    return tag(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /**
   * Tags sequences; if there are several targets, with the labels of the first target that has one
   * label per step. The results are in the order of the sequences; they are empty for empty
   * sequences.
   */
  public List<String[]> tag(List<EncodedSequence> sequences) {
    return tagEach(sequences).get(ofSteps());
  }

  /**
   * The labels for each target, in the order of the targets, and each sequence: one per step, or
   * the one of the sequence.
   */
  public List<List<String[]>> tagEach(List<EncodedSequence> sequences) {
    List<List<String[]>> tags = new ArrayList<>();
    for (int target = 0; target < targets(); target++) {
      int each = target;
      tags.add(
          new ArrayList<>(
              sequences.stream().map(sequence -> new String[labels(each, sequence)]).toList()));
    }
    decode(
        sequences,
        (target, i, t, label) -> tags.get(target).get(i)[place(target, t)] = entry(target, label),
        null);
    for (int target = 0; target < targets(); target++) {
      tags.get(target).replaceAll(encoder().targets().get(target)::asGiven);
    }
    return tags;
  }

  private int labels(int target, EncodedSequence sequence) {
    return ofSequence(target) ? 1 : sequence.length();
  }

  private int place(int target, int step) {
    return ofSequence(target) ? 0 : step;
  }

  private String entry(int target, int label) {
    return encoder().targets().get(target).labels().entry(label);
  }

  /** The same as {@link #tag(List)}, with the probability of each tag. */
  public List<Tagged> tagSurely(List<EncodedSequence> sequences) {
    return tagEachSurely(sequences).get(ofSteps());
  }

  /** The same as {@link #tagEach}, with the probability of each label. */
  public List<List<Tagged>> tagEachSurely(List<EncodedSequence> sequences) {
    List<List<Tagged>> tagged = new ArrayList<>();
    for (int target = 0; target < targets(); target++) {
      List<Tagged> all = new ArrayList<>();
      for (EncodedSequence sequence : sequences) {
        int labels = labels(target, sequence);
        all.add(new Tagged(new String[labels], new float[labels]));
      }
      tagged.add(all);
    }
    decodeSurely(
        sequences,
        (target, i, t, label, p) -> {
          Tagged of = tagged.get(target).get(i);
          of.tags()[place(target, t)] = entry(target, label);
          of.probabilities()[place(target, t)] = p;
        });
    for (int target = 0; target < targets(); target++) {
      LabelEncoder labels = encoder().targets().get(target);
      tagged
          .get(target)
          .replaceAll(each -> new Tagged(labels.asGiven(each.tags()), each.probabilities()));
    }
    return tagged;
  }

  /**
   * The n likeliest tag sequences of each sequence, with the best first; none for an empty
   * sequence. If there are several targets, they are those of the first target that has one label
   * per step.
   */
  public List<List<Candidate>> best(List<EncodedSequence> sequences, int n) {
    LabelEncoder encoder = encoder().targets().get(ofSteps());
    List<List<Candidate>> best = new ArrayList<>(sequences.size());
    sequences.forEach(sequence -> best.add(new ArrayList<>()));
    best(
        sequences,
        ofSteps(),
        n,
        (i, labels, p) -> {
          String[] tags = new String[labels.length];
          Arrays.setAll(tags, t -> encoder.labels().entry(labels[t]));
          best.get(i).add(new Candidate(encoder.asGiven(tags), p));
        });
    return best;
  }
}
