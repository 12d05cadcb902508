package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;

/**
 * A trained classifier, which gives a sequence a class or a set of labels, or each step a set of
 * labels. Threads may share an instance.
 */
public final class Classifier extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  /** A label is predicted if its probability is above this threshold. */
  public static final float THRESHOLD = 0.5f;

  /**
   * @param weights the weights in the layout of the network; not copied
   * @throws org.sparkrnn.data.InvalidInputException if the network does not have the output of a
   *     classifier
   */
  public Classifier(NetworkSpec spec, float[] weights, SequenceEncoder encoder) {
    super(spec, weights, encoder);
    require(
        encoder.labels() != null
            && (!spec.output().givesClasses() || spec.readout() == Readout.LAST_STEP),
        "the output of a classifier, which is classes or sets of labels");
  }

  /** The class of one sequence of tokens. */
  public String classify(String... tokens) {
    return label(probabilities(List.of(encoder().encode(tokens, null))).get(0)[0]);
  }

  /**
   * The class of one sequence of tokens that are joined with features.
   *
   * @param features [T * width], in the order of the input columns
   */
  public String classify(String[] tokens, double[] features) {
    return label(probabilities(List.of(encoder().encode(tokens, features, null))).get(0)[0]);
  }

  /** The same with float features. */
  public String classify(String[] tokens, float[] features) {
    return label(probabilities(List.of(encoder().encode(tokens, features, null))).get(0)[0]);
  }

  /**
   * The probabilities of the labels, for each sequence [T or 1][K]: of the one output per sequence,
   * also if it is empty, or of each step.
   */
  public List<float[][]> probabilities(List<EncodedSequence> sequences) {
    boolean each = network().readout() == Readout.EACH_STEP;
    int K = network().outputSize();
    List<float[][]> all = new ArrayList<>(sequences.size());
    for (EncodedSequence sequence : sequences) {
      all.add(new float[each ? sequence.length() : 1][K]);
    }
    run(
        sequences,
        (i, t, p, offset) -> System.arraycopy(p, offset, all.get(i)[each ? t : 0], 0, K));
    return all;
  }

  /**
   * The likeliest class.
   *
   * @param p [K] probabilities
   */
  public String label(float[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return encoder().labels().entry(best);
  }

  /**
   * The labels with a probability above {@link #THRESHOLD}.
   *
   * @param p [K] probabilities
   */
  public String[] labels(float[] p) {
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < p.length; k++) {
      if (p[k] > THRESHOLD) {
        labels.add(encoder().labels().entry(k));
      }
    }
    return labels.toArray(String[]::new);
  }
}
