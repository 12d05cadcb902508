package org.sparkrnn.nn.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sparkrnn.nn.Choices;

/**
 * The choices behind the loss of a head; equal if all of them are. What a head does not offer stays
 * at its default.
 */
public final class Loss implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Cross-entropy with all classes alike and no smoothing; for real outputs, squared error. */
  public static final Loss DEFAULT = new Loss(LossType.SQUARED, 1, null, 0);

  private final LossType type;
  private final double huberDelta;
  private final float[] classWeights; // [K] or null
  private final double labelSmoothing;

  private Loss(LossType type, double huberDelta, float[] classWeights, double labelSmoothing) {
    this.type = type;
    this.huberDelta = huberDelta;
    this.classWeights = classWeights;
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * Of real outputs.
   *
   * @param huberDelta of {@link LossType#HUBER}: the error from which on it grows linearly
   * @throws IllegalArgumentException if {@code huberDelta} is not positive
   */
  public static Loss ofReals(LossType type, double huberDelta) {
    if (!(huberDelta > 0)) {
      throw new IllegalArgumentException("huberDelta must be positive, but is " + huberDelta);
    }
    return new Loss(type, type == LossType.HUBER ? huberDelta : DEFAULT.huberDelta, null, 0);
  }

  /**
   * Cross-entropy as PyTorch's CrossEntropyLoss: with w the class weights and e the smoothing, l =
   * -sum_k q_k log p_k where q = (1 - e) w_y onehot(y) + e/K w, and a row counts as w_y.
   *
   * @param classWeights [K] how much the rows of each class count, or null for all alike
   * @param labelSmoothing e, the share of the target that all classes get alike
   * @throws IllegalArgumentException if a weight is negative or not finite, or e not in [0, 1)
   */
  public static Loss ofClasses(float[] classWeights, double labelSmoothing) {
    for (int k = 0; classWeights != null && k < classWeights.length; k++) {
      if (!(classWeights[k] >= 0 && classWeights[k] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of class %d must be a number from 0 on, but is %s"
                .formatted(k, classWeights[k]));
      }
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "labelSmoothing must be in [0, 1), but is " + labelSmoothing);
    }
    return new Loss(
        DEFAULT.type,
        DEFAULT.huberDelta,
        classWeights == null ? null : classWeights.clone(),
        labelSmoothing);
  }

  /** Reads what {@link #choices} gave. */
  static Loss of(Choices choices) {
    Loss reals =
        ofReals(
            choices.constant("type", LossType.values(), LossType::paramValue),
            choices.real("huberDelta"));
    Loss classes = ofClasses(choices.floats("classWeights"), choices.real("labelSmoothing"));
    choices.requireAllRead();
    return new Loss(reals.type, reals.huberDelta, classes.classWeights, classes.labelSmoothing);
  }

  /** The loss of one real output that is off by {@code error}. */
  public double ofError(double error) {
    double size = Math.abs(error);
    return switch (type) {
      case SQUARED -> 0.5 * error * error;
      case ABSOLUTE -> size;
      case HUBER ->
          size <= huberDelta ? 0.5 * error * error : huberDelta * (size - 0.5 * huberDelta);
    };
  }

  /** Of real outputs. */
  public LossType type() {
    return type;
  }

  /** Where {@link LossType#HUBER} turns from squared to absolute. */
  public double huberDelta() {
    return huberDelta;
  }

  /** [K] a copy, or null if all classes count alike. */
  public float[] classWeights() {
    return classWeights == null ? null : classWeights.clone();
  }

  /** The share of a class target that all classes get alike. */
  public double labelSmoothing() {
    return labelSmoothing;
  }

  /**
   * @throws IllegalArgumentException if this does not suit a head of K outputs
   */
  public void requireFits(HeadType head, int K) {
    if (!head.offers(this)) {
      throw new IllegalArgumentException(
          "head %s has no such choice of loss: %s".formatted(head, this));
    }
    if (classWeights != null && classWeights.length != K) {
      throw new IllegalArgumentException(
          "%d class weights for %d classes; expected one a class"
              .formatted(classWeights.length, K));
    }
  }

  /** All choices by name, as saved models have them. */
  public Map<String, Object> choices() {
    List<Float> weights = null;
    if (classWeights != null) {
      weights = new ArrayList<>();
      for (float weight : classWeights) {
        weights.add(weight);
      }
    }
    return Choices.map(
        "type",
        type.paramValue(),
        "huberDelta",
        huberDelta,
        "classWeights",
        weights,
        "labelSmoothing",
        labelSmoothing);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loss loss
        && type == loss.type
        && huberDelta == loss.huberDelta
        && labelSmoothing == loss.labelSmoothing
        && Arrays.equals(classWeights, loss.classWeights);
  }

  @Override
  public int hashCode() {
    return Arrays.asList(type, huberDelta, labelSmoothing, Arrays.hashCode(classWeights))
        .hashCode();
  }

  @Override
  public String toString() {
    return "%s, huberDelta %s, classWeights %s, labelSmoothing %s"
        .formatted(type, huberDelta, Arrays.toString(classWeights), labelSmoothing);
  }
}
