package org.sparkrnn.nn;

import java.io.Serializable;
import java.util.Objects;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.InvalidInputException;

/**
 * Which shares of a network's units and weights are set to zero while it trains (Srivastava et al.
 * 2014), and the random function that says which. What remains is scaled by 1 / (1 - p), so that
 * the network is used as it is when it has been trained.
 *
 * <p>A mask is a function of (key, place, sequence, step, unit) and of nothing else: any partition,
 * thread or retry draws the same one, forward and backward too. Not a record: it travels in tasks.
 */
public final class Dropout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0, 0, false);

  /**
   * The place of the input. Behind recurrent layer l it is l + 1; before the output of a network
   * without such layers it is 1.
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
   * @param input share of the input's units: of embedded tokens or of features
   * @param between share of the units between two recurrent layers, as nn.LSTM's dropout
   * @param output share of the last recurrent layer's units, before the output layer; where there
   *     is none, of what the output reads
   * @param variational one mask a sequence, the same at all its steps (Gal and Ghahramani 2016),
   *     instead of a new one a step
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
   * The same, and a share of the recurrent weights, the same ones at all steps of a mini-batch
   * ({@link WeightDrop}).
   *
   * @throws InvalidInputException if the share is not in [0, 1)
   */
  public Dropout droppingWeights(double share) {
    return new Dropout(input, between, output, variational, share, states);
  }

  /**
   * The same, and a share of the units of h_{t-1} that recurrent products read, the same ones at
   * all steps of a sequence (Gal and Ghahramani 2016, section 4): a_t = U x_t + W (m * h_{t-1}) +
   * b, with a mask m for each sequence, layer and direction. What a cell does with h_{t-1} beside
   * that product it does with all units.
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

  /** The key of one step's row of units; of all of a sequence's rows if variational. */
  public long rowKey(long placeKey, int sequence, int step) {
    return stepKey(placeKey, sequence, variational ? 0 : step);
  }

  /** The key of one step of a sequence. */
  public static long stepKey(long placeKey, int sequence, int step) {
    return BatchPlan.key(placeKey, (long) sequence << 32 | step);
  }

  /** Units are kept whose {@link #hash} is at least this. */
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
