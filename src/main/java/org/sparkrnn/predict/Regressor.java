package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.nn.NetworkSpec;

/**
 * A trained regressor, which gives real values per step or per sequence, in the units of the
 * targets. Threads may share an instance.
 */
public final class Regressor extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  private final int ahead;

  /**
   * @param ahead how many steps to forecast by feeding each forecast back as the next step; 1 for
   *     no feedback. More than 1 is only possible if the network reads one number per step and
   *     gives one number per sequence
   * @throws org.sparkrnn.data.InvalidInputException if the network does not have the output of a
   *     regressor
   * @throws IllegalArgumentException if the network cannot be fed its own output
   */
  public Regressor(NetworkSpec spec, float[] weights, SequenceEncoder encoder, int ahead) {
    super(spec, weights, encoder);
    require(encoder.labels() == null, "the output of a regressor, which is numbers");
    this.ahead = ahead;
    if (ahead > 1
        && (encoder.width() != 1
            || spec.tokenInput()
            || spec.outputSize() != 1
            || spec.readout() != Readout.LAST_STEP)) {
      throw new IllegalArgumentException(
          "a forecast of %d steps feeds the network its own output, so the network must read one number per step (not %d%s) and give one number per sequence (not %d, %s)"
              .formatted(
                  ahead,
                  encoder.width(),
                  spec.tokenInput() ? " and a token" : "",
                  spec.outputSize(),
                  spec.readout()));
    }
  }

  /** How many numbers an output has: K, or the number of steps that are forecast recursively. */
  public int valuesPerOutput() {
    return Math.max(ahead, network().outputSize());
  }

  /** The outputs of one sequence of feature vectors, [T * width] in the units of the data. */
  public double[] predict(double... features) {
    return predict(List.of(encoder().encode(features, null))).get(0);
  }

  /** The same with float features. */
  public double[] predict(float[] features) {
    return predict(List.of(encoder().encode(features, null))).get(0);
  }

  /**
   * The outputs of one sequence of tokens that are joined with features.
   *
   * @param features [T * width] in the units of the data, in the order of the input columns
   */
  public double[] predict(String[] tokens, double[] features) {
    return predict(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /** The same with float features. */
  public double[] predict(String[] tokens, float[] features) {
    return predict(List.of(encoder().encode(tokens, features, null))).get(0);
  }

  /**
   * The outputs of sequences as the encoder gives them.
   *
   * @return for each sequence its K values, or the next values of a forecast; with one output per
   *     step [T * K], the K values of each step one after the other
   */
  public List<double[]> predict(List<EncodedSequence> sequences) {
    List<double[]> outputs = once(sequences);
    if (ahead <= 1) {
      return outputs;
    }
    List<double[]> forecasts = new ArrayList<>(sequences.size());
    sequences.forEach(sequence -> forecasts.add(new double[ahead]));
    List<EncodedSequence> known = sequences;
    for (int h = 0; h < ahead; h++) {
      outputs = h == 0 ? outputs : once(known);
      List<EncodedSequence> next = new ArrayList<>(known.size());
      for (int i = 0; i < known.size(); i++) {
        double y = outputs.get(i)[0];
        forecasts.get(i)[h] = y;
        next.add(known.get(i).length() == 0 ? known.get(i) : known.get(i).shifted(input(y)));
      }
      known = next;
    }
    return forecasts;
  }

  /** A value of the series as the network reads it. */
  private float input(double y) {
    Standardization standardization = encoder().standardization();
    return standardization == null ? (float) y : standardization.input(0, y);
  }

  private List<double[]> once(List<EncodedSequence> sequences) {
    int K = network().outputSize();
    boolean each = network().readout() == Readout.EACH_STEP;
    Standardization standardization = encoder().standardization();
    List<double[]> outputs = new ArrayList<>(sequences.size());
    for (EncodedSequence sequence : sequences) {
      outputs.add(new double[each ? sequence.length() * K : K]);
    }
    run(
        sequences,
        (i, t, p, offset) -> {
          double[] output = outputs.get(i);
          int from = each ? t * K : 0;
          for (int k = 0; k < K; k++) {
            double y = p[offset + k];
            output[from + k] = standardization == null ? y : standardization.restored(k, y);
          }
        });
    return outputs;
  }
}
