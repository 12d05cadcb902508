package org.sparkrnn.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings inputs and real targets to mean 0 and standard deviation 1 before a network sees them, and
 * its outputs back into the targets' units:
 *
 * <pre>
 *   x' = (x - mean) / scale        y = y' scale + mean
 * </pre>
 *
 * with mean and (population) standard deviation over the training data, for each feature and each
 * target value separately. Values that are constant in training have the scale 1, so that they
 * become 0.
 */
public final class Standardization implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String INPUT = "input";
  private static final String TARGET = "target";

  private final double[] inputMean; // [I]; I = 0 for tokens
  private final double[] inputScale; // [I]
  private final double[] targetMean; // [K]; K = 0 for labels, one or several
  private final double[] targetScale; // [K]

  private final transient boolean constantTargets; // only known after a pass over the data

  private Standardization(Moments moments) {
    constantTargets =
        moments.targets.length > 0
            && Arrays.stream(moments.targets).allMatch(k -> k.standardDeviation() == 0);
    inputMean = means(moments.inputs);
    inputScale = scales(moments.inputs);
    targetMean = means(moments.targets);
    targetScale = scales(moments.targets);
  }

  private Standardization(List<double[]> inputs, List<double[]> targets) {
    constantTargets = false;
    inputMean = inputs.stream().mapToDouble(pair -> pair[0]).toArray();
    inputScale = inputs.stream().mapToDouble(pair -> pair[1]).toArray();
    targetMean = targets.stream().mapToDouble(pair -> pair[0]).toArray();
    targetScale = targets.stream().mapToDouble(pair -> pair[1]).toArray();
  }

  private static double[] means(ExactMoments[] moments) {
    return Arrays.stream(moments).mapToDouble(ExactMoments::mean).toArray();
  }

  private static double[] scales(ExactMoments[] moments) {
    return Arrays.stream(moments)
        .mapToDouble(ExactMoments::standardDeviation)
        .map(deviation -> deviation == 0 ? 1 : deviation)
        .toArray();
  }

  /** The sums of a pass over the training data, which do not depend on its order. */
  public static final class Moments implements Serializable {
    private static final long serialVersionUID = 1L;
    private final ExactMoments[] inputs; // [I]
    private final ExactMoments[] targets; // [K]

    /**
     * @param inputWidth I, 0 for tokens
     * @param targetWidth K, 0 for labels
     */
    public Moments(int inputWidth, int targetWidth) {
      inputs = new ExactMoments[inputWidth];
      targets = new ExactMoments[targetWidth];
      Arrays.setAll(inputs, j -> new ExactMoments());
      Arrays.setAll(targets, k -> new ExactMoments());
    }

    /** Adds a sequence's steps and targets; an empty sequence is ignored, as in training. */
    public Moments add(EncodedSequence sequence) {
      if (sequence.length() > 0) {
        add(inputs, sequence.column(ColumnSpec.FEATURES));
        add(targets, sequence.column(ColumnSpec.TARGETS));
      }
      return this;
    }

    private static void add(ExactMoments[] moments, Column column) {
      double[] values = column == null ? null : column.exact();
      for (int i = 0; values != null && moments.length > 0 && i < values.length; i++) {
        moments[i % moments.length].add(values[i]);
      }
    }

    /** Adds the sums of other sequences. */
    public Moments merge(Moments other) {
      for (int j = 0; j < inputs.length; j++) {
        inputs[j].add(other.inputs[j]);
      }
      for (int k = 0; k < targets.length; k++) {
        targets[k].add(other.targets[k]);
      }
      return this;
    }

    /** The features and targets that are always the same number, as texts for a warning. */
    public List<String> constants() {
      List<String> constants = new ArrayList<>();
      describe(constants, "feature", inputs);
      describe(constants, "target", targets);
      return constants;
    }

    private static void describe(List<String> to, String what, ExactMoments[] moments) {
      for (int j = 0; j < moments.length; j++) {
        if (moments[j].standardDeviation() == 0) {
          to.add("%s %d of %d is %s".formatted(what, j + 1, moments.length, moments[j].mean()));
        }
      }
    }

    /** The means and standard deviations; a deviation of 0 counts as 1. */
    public Standardization result() {
      return new Standardization(this);
    }
  }

  /**
   * The sequence as a network reads it: its numbers are standardized, then rounded to float.
   *
   * @param sequence whose numbers are exact
   */
  public EncodedSequence apply(EncodedSequence sequence) {
    EncodedSequence result = sequence;
    result = standardized(result, ColumnSpec.FEATURES, inputMean, inputScale);
    result = standardized(result, ColumnSpec.TARGETS, targetMean, targetScale);
    return result.rounded();
  }

  private static EncodedSequence standardized(
      EncodedSequence sequence, String name, double[] mean, double[] scale) {
    Column column = sequence.column(name);
    double[] values = column == null ? null : column.exact();
    if (values == null || mean.length == 0) {
      return sequence;
    }
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      int j = i % mean.length;
      result[i] = (float) ((values[i] - mean[j]) / scale[j]);
    }
    return sequence.with(column.withFloats(result));
  }

  /** Whether all targets in the training data were the same; false if this was read from a file. */
  public boolean constantTargets() {
    return constantTargets;
  }

  /** Standardizes a value of feature j. */
  public float input(int j, double value) {
    return (float) ((value - inputMean[j]) / inputScale[j]);
  }

  /** Standardizes target value k. */
  public double target(int k, double value) {
    return (value - targetMean[k]) / targetScale[k];
  }

  /** Converts output k into the units of the targets. */
  public double restored(int k, double output) {
    return output * targetScale[k] + targetMean[k];
  }

  /** The means of the features, [I]. */
  public double[] inputMeans() {
    return inputMean.clone();
  }

  /** The divisors of the features, [I]. */
  public double[] inputScales() {
    return inputScale.clone();
  }

  /** The means of the targets, [K]. */
  public double[] targetMeans() {
    return targetMean.clone();
  }

  /** The factors of the outputs, [K]. */
  public double[] targetScales() {
    return targetScale.clone();
  }

  /** The number of features I; 0 for tokens. */
  public int inputWidth() {
    return inputMean.length;
  }

  /** The number of target values K; 0 for labels. */
  public int targetWidth() {
    return targetMean.length;
  }

  /**
   * Combines the means and scales of these features with those of other targets.
   *
   * @param other the targets' means and scales, or null to keep these
   */
  public Standardization withTargetsOf(Standardization other) {
    List<String> lines = new ArrayList<>(lines());
    if (other != null) {
      lines.removeIf(line -> line.startsWith(TARGET));
      other.lines().stream().filter(line -> line.startsWith(TARGET)).forEach(lines::add);
    }
    return parse(lines);
  }

  /**
   * The text form: {@code input mean scale} per feature, {@code target mean scale} per target
   * value.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int j = 0; j < inputMean.length; j++) {
      lines.add("%s\t%s\t%s".formatted(INPUT, inputMean[j], inputScale[j]));
    }
    for (int k = 0; k < targetMean.length; k++) {
      lines.add("%s\t%s\t%s".formatted(TARGET, targetMean[k], targetScale[k]));
    }
    return lines;
  }

  /**
   * Reads {@link #lines} without loss of any bit.
   *
   * @throws InvalidInputException if a line has another form
   */
  public static Standardization parse(List<String> lines) {
    List<double[]> inputs = new ArrayList<>();
    List<double[]> targets = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\t");
      double[] pair = fields.length == 3 ? pair(fields) : null;
      if (pair == null || !fields[0].equals(INPUT) && !fields[0].equals(TARGET)) {
        throw new InvalidInputException(
            "\"%s\" is not a line of a standardization; expected input or target, a mean and a positive scale, separated by tabs"
                .formatted(line));
      }
      (fields[0].equals(INPUT) ? inputs : targets).add(pair);
    }
    return new Standardization(inputs, targets);
  }

  /** Mean and scale, or null if the fields are not valid. */
  private static double[] pair(String[] fields) {
    try {
      double mean = Double.parseDouble(fields[1]);
      double scale = Double.parseDouble(fields[2]);
      boolean sound = Double.isFinite(mean) && scale > 0 && Double.isFinite(scale);
      return sound ? new double[] {mean, scale} : null;
    } catch (NumberFormatException e) {
      return null; // the caller reports the line
    }
  }
}
