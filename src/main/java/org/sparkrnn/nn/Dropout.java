package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Objects;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.InvalidInputException;

/**
 * The shares of a network's units and weights that are set to zero in training (Srivastava et al.
 * 2014), and the random function that selects them. The others are scaled by 1 / (1 - p), so that
 * the trained network needs no change.
 *
 * <p>A mask is a function only of (key, place, sequence, step, unit), so that every partition,
 * thread and retry draws the same one, and so do forward and backward passes. This is not a record,
 * because it is sent with tasks.
 */
public final class Dropout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0, 0, false);

  /**
   * The place of the input. The place after recurrent layer l is l + 1; that before the output of a
   * network without such layers is 1.
   */
  public static final int INPUT = 0;

  /** The place of the recurrent weights of all layers. */
  static final int WEIGHTS = -1;

  private static final int GOLDEN = 0x9E3779B9; // 2^32 / golden ratio: units far apart

  private final double input;
  private final double between;
  private final double output;
  private final boolean variational;
  private final double weights;
  private final double states;

  /**
   * @param input share of the input's units, which are embedded tokens or features
   * @param between share of the units between two recurrent layers, like the dropout of nn.LSTM
   * @param output share of the last recurrent layer's units, before the output layer; without such
   *     a layer, share of the values that the output reads
   * @param variational whether there is one mask per sequence, the same at all its steps (Gal and
   *     Ghahramani 2016), instead of a new one per step
   * @throws InvalidInputException if a share is not in [0, 1)
   */
  public Dropout(double input, double between, double output, boolean variational) {
    this(input, between, output, variational, 0, 0);
  }

  private Dropout(
      double input,
      double between,
      double output,
      boolean variational,
      double weights,
      double states) {
    this.input = share("inputDropout", input);
    this.between = share("dropout", between);
    this.output = share("outputDropout", output);
    this.variational = variational;
    this.weights = share("weightDropout", weights);
    this.states = share("recurrentDropout", states);
  }

  /**
   * These rates, with a share of the recurrent weights in addition; the same weights are dropped at
   * all steps of a mini-batch ({@link WeightDrop}).
   *
   * @throws InvalidInputException if the share is not in [0, 1)
   */
  public Dropout droppingWeights(double share) {
    return new Dropout(input, between, output, variational, share, states);
  }

  /**
   * These rates, with a share of the units of h_{t-1} in recurrent products in addition; the same
   * units are dropped at all steps of a sequence (Gal and Ghahramani 2016, section 4): a_t = U x_t
   * + W (m * h_{t-1}) + b, with a mask m per sequence, layer and direction. Everywhere else a cell
   * uses all units of h_{t-1}.
   *
   * @throws InvalidInputException if the share is not in [0, 1)
   */
  public Dropout droppingStates(double share) {
    return new Dropout(input, between, output, variational, weights, share);
  }

  private static double share(String name, double p) {
    if (!(p >= 0 && p < 1)) {
      throw new InvalidInputException(
          "%s is %s; expected a fraction of at least 0 and below 1".formatted(name, p));
    }
    return p;
  }

  /** The share of the input that is dropped. */
  public double input() {
    return input;
  }

  /** The share between layers. */
  public double between() {
    return between;
  }

  /** The share before the output. */
  public double output() {
    return output;
  }

  /** The share of the recurrent weights. */
  public double weights() {
    return weights;
  }

  /** The share of the units that recurrent products read. */
  public double states() {
    return states;
  }

  /** The place of the states of one direction of a recurrent layer. */
  public static int statesOf(int layer, boolean reverse) {
    return WEIGHTS - 1 - 2 * layer - (reverse ? 1 : 0);
  }

  /** Whether all steps of a sequence drop the same units. */
  public boolean variational() {
    return variational;
  }

  /** The key of the units of one step, or of all steps of a sequence if {@link #variational}. */
  public long rowKey(long placeKey, int sequence, int step) {
    return stepKey(placeKey, sequence, variational ? 0 : step);
  }

  /** The key of one step of a sequence. */
  public static long stepKey(long placeKey, int sequence, int step) {
    return BatchPlan.key(placeKey, (long) sequence << 32 | step);
  }

  /** Units whose {@link #hash} is at least this number are kept. */
  public static int threshold(double p) {
    return (int) Math.round(p * (1 << 24));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dropout d
        && input == d.input
        && between == d.between
        && output == d.output
        && variational == d.variational
        && weights == d.weights
        && states == d.states;
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, between, output, variational, weights, states);
  }

  /** 24 random bits of one unit: MurmurHash3's 32-bit finalizer over both halves of the key. */
  public static int hash(long rowKey, int unit) {
    int z = (int) rowKey + unit * GOLDEN;
    z = (z ^ (z >>> 16)) * 0x85EBCA6B;
    z ^= (int) (rowKey >>> 32);
    z = (z ^ (z >>> 13)) * 0xC2B2AE35;
    return (z ^ (z >>> 16)) >>> 8;
  }
}
