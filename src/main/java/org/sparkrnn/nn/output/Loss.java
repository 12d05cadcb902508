package org.sparkrnn.nn.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkrnn.nn.Choices;

/**
 * The choices of a head's loss; two are equal if all choices are. Choices that a head does not
 * offer have the default.
 */
public final class Loss implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Cross-entropy with equal class weights and no smoothing; for real outputs, squared error. */
  public static final Loss DEFAULT = new Loss(LossType.SQUARED, 1, null, 0);

  private final LossType type;
  private final double huberDelta;
  private final float[] classWeights; // [K] or null
  private final double labelSmoothing;
  private final float[] quantiles; // [Q] of outputs in turn, or null

  private Loss(LossType type, double huberDelta, float[] classWeights, double labelSmoothing) {
    this(type, huberDelta, classWeights, labelSmoothing, null);
  }

  private Loss(
      LossType type,
      double huberDelta,
      float[] classWeights,
      double labelSmoothing,
      float[] quantiles) {
    this.quantiles = quantiles;
    this.type = type;
    this.huberDelta = huberDelta;
    this.classWeights = classWeights;
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * The loss of real outputs.
   *
   * @param huberDelta for {@link LossType#HUBER}, the error above which the loss grows linearly
   * @throws IllegalArgumentException if {@code huberDelta} is not positive
   */
  public static Loss ofReals(LossType type, double huberDelta) {
    if (!(huberDelta > 0)) {
      throw new IllegalArgumentException("huberDelta must be positive, but is " + huberDelta);
    }
    if (type == LossType.QUANTILE) {
      throw new IllegalArgumentException("loss quantile needs quantiles");
    }
    if (type.likelihood() != null) {
      throw new IllegalArgumentException(
          "loss %s is a likelihood, which has no loss of an error".formatted(type.paramValue()));
    }
    return new Loss(type, type == LossType.HUBER ? huberDelta : DEFAULT.huberDelta, null, 0);
  }

  /**
   * The loss of real outputs that are quantiles of their targets: output k is quantile k mod Q.
   *
   * @param quantiles [Q] each in (0, 1)
   * @throws IllegalArgumentException if there is none, or one is not in (0, 1)
   */
  public static Loss ofQuantiles(float... quantiles) {
    for (float q : quantiles) {
      if (!(q > 0 && q < 1)) {
        throw new IllegalArgumentException("a quantile must be in (0, 1), but is " + q);
      }
    }
    if (quantiles.length == 0) {
      throw new IllegalArgumentException("there are no quantiles; expected at least one");
    }
    return new Loss(LossType.QUANTILE, DEFAULT.huberDelta, null, 0, quantiles.clone());
  }

  /**
   * The loss of outputs that are the parameters of distributions.
   *
   * @throws IllegalArgumentException if the type is not for distributions
   */
  public static Loss ofLikelihood(LossType type) {
    if (type.likelihood() == null) {
      throw new IllegalArgumentException(
          "loss %s is none of a distribution".formatted(type.paramValue()));
    }
    return new Loss(type, DEFAULT.huberDelta, null, 0);
  }

  /**
   * Cross-entropy as PyTorch's CrossEntropyLoss: with w the class weights and e the smoothing, l =
   * -sum_k q_k log p_k where q = (1 - e) w_y onehot(y) + e/K w, and a row has the weight w_y.
   *
   * @param classWeights [K] the weight of rows of each class, or null if all are 1
   * @param labelSmoothing e, the share of the target that is divided equally among all classes
   * @throws IllegalArgumentException if a weight is negative or not finite, or e not in [0, 1)
   */
  public static Loss ofClasses(float[] classWeights, double labelSmoothing) {
    for (int k = 0; classWeights != null && k < classWeights.length; k++) {
      if (!(classWeights[k] >= 0 && classWeights[k] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of class %d must be 0 or a positive number, but is %s"
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
    LossType type = choices.constant("type", LossType.values(), LossType::paramValue);
    double delta = choices.real("huberDelta");
    float[] quantiles = choices.has("quantiles") ? choices.floats("quantiles") : null;
    Loss reals =
        quantiles != null
            ? ofQuantiles(quantiles)
            : type.likelihood() == null ? ofReals(type, delta) : ofLikelihood(type);
    Loss classes = ofClasses(choices.floats("classWeights"), choices.real("labelSmoothing"));
    choices.requireAllRead();
    return new Loss(
        reals.type,
        reals.huberDelta,
        classes.classWeights,
        classes.labelSmoothing,
        reals.quantiles);
  }

  /** The loss of one real output with an {@code error}; for the first quantile. */
  public double ofError(double error) {
    return ofError(0, error);
  }

  /** The loss of real output {@code k} with an {@code error}. */
  public double ofError(int k, double error) {
    double size = Math.abs(error);
    return switch (type) {
      case SQUARED -> 0.5 * error * error;
      case ABSOLUTE -> size;
      case HUBER ->
          size <= huberDelta ? 0.5 * error * error : huberDelta * (size - 0.5 * huberDelta);
      case QUANTILE -> error > 0 ? (1.0 - quantile(k)) * size : quantile(k) * size;
      case GAUSSIAN, STUDENT, NEGATIVE_BINOMIAL -> throw ofNoError();
    };
  }

  /** The slope of {@link #ofError(int, double)}. */
  double slope(int k, double error) {
    return switch (type) {
      case SQUARED -> error;
      case ABSOLUTE -> Math.signum(error);
      case HUBER -> Math.max(-huberDelta, Math.min(huberDelta, error));
      case QUANTILE -> error > 0 ? 1.0 - quantile(k) : error < 0 ? -quantile(k) : 0;
      case GAUSSIAN, STUDENT, NEGATIVE_BINOMIAL -> throw ofNoError();
    };
  }

  private UnsupportedOperationException ofNoError() {
    return new UnsupportedOperationException("loss %s of an error".formatted(type.paramValue()));
  }

  private double quantile(int k) {
    return quantiles[k % quantiles.length];
  }

  /** [Q] a copy, or null if outputs are not quantiles. */
  public float[] quantiles() {
    return quantiles == null ? null : quantiles.clone();
  }

  /** The type of loss of real outputs. */
  public LossType type() {
    return type;
  }

  /** The error at which {@link LossType#HUBER} changes from squared to absolute. */
  public double huberDelta() {
    return huberDelta;
  }

  /** [K] a copy, or null if all classes have the weight 1. */
  public float[] classWeights() {
    return classWeights == null ? null : classWeights.clone();
  }

  /** The share of a class target that is divided equally among all classes. */
  public double labelSmoothing() {
    return labelSmoothing;
  }

  /**
   * @throws IllegalArgumentException if this does not fit a head of K outputs
   */
  public void requireFits(HeadType head, int K) {
    if (!head.offers(this)) {
      throw new IllegalArgumentException(
          "head %s does not support this loss: %s".formatted(head, this));
    }
    head.requireFits(this, K);
    if (classWeights != null && classWeights.length != K) {
      throw new IllegalArgumentException(
          "%d class weights for %d classes; expected one per class"
              .formatted(classWeights.length, K));
    }
  }

  /** All choices by name, as in saved models. */
  public Map<String, Object> choices() {
    List<Float> weights = null;
    if (classWeights != null) {
      weights = new ArrayList<>();
      for (float weight : classWeights) {
        weights.add(weight);
      }
    }
    Map<String, Object> choices = new LinkedHashMap<>();
    choices.put("type", type.paramValue());
    choices.put("huberDelta", huberDelta);
    choices.put("classWeights", weights);
    choices.put("labelSmoothing", labelSmoothing);
    if (quantiles != null) {
      List<Float> levels = new ArrayList<>();
      for (float q : quantiles) {
        levels.add(q);
      }
      choices.put("quantiles", levels);
    }
    return Collections.unmodifiableMap(choices);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loss loss
        && type == loss.type
        && huberDelta == loss.huberDelta
        && labelSmoothing == loss.labelSmoothing
        && Arrays.equals(classWeights, loss.classWeights)
        && Arrays.equals(quantiles, loss.quantiles);
  }

  @Override
  public int hashCode() {
    return Arrays.asList(
            type,
            huberDelta,
            labelSmoothing,
            Arrays.hashCode(classWeights),
            Arrays.hashCode(quantiles))
        .hashCode();
  }

  @Override
  public String toString() {
    return "%s, huberDelta %s, classWeights %s, labelSmoothing %s%s"
        .formatted(
            type,
            huberDelta,
            Arrays.toString(classWeights),
            labelSmoothing,
            quantiles == null ? "" : ", quantiles " + Arrays.toString(quantiles));
  }
}
