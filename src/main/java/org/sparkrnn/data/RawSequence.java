package org.sparkrnn.data;

import java.io.Serializable;

/**
 * A sequence whose numbers are as the data has them, before they are standardized or, without that,
 * rounded to float.
 */
public final class RawSequence implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final int[] tokens;
  private final double[] features;
  private final Targets targets;
  private final float weight;

  /**
   * @param length T, the number of steps
   * @param tokens [T] ids in the input vocabulary, or null for dense inputs
   * @param features [T * width], the steps' vectors one after the other, or null for token inputs
   * @param targets T rows or one, or null where there are none
   * @param weight of this sequence's loss
   */
  public RawSequence(int length, int[] tokens, double[] features, Targets targets, float weight) {
    this.length = length;
    this.tokens = tokens;
    this.features = features;
    this.targets = targets;
    this.weight = weight;
  }

  int length() {
    return length;
  }

  double[] features() {
    return features;
  }

  Targets targets() {
    return targets;
  }

  /** The sequence with its numbers as float. */
  public EncodedSequence rounded() {
    return encoded(floats(features), targets == null ? null : targets.rounded());
  }

  /** The sequence with other features and targets in the place of its own. */
  EncodedSequence encoded(float[] otherFeatures, Targets otherTargets) {
    return new EncodedSequence(length, tokens, otherFeatures, otherTargets, weight);
  }

  static float[] floats(double[] values) {
    if (values == null) {
      return null;
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
