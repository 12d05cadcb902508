package org.sparkrnn.ml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.generated.HasReadout;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.train.search.Range;

/** Which Params of an estimator can be searched, and over what where nobody says. */
final class TuningRanges {
  /** All others change which rows are read or how, where they lie, or nothing in the weights. */
  static final List<String> SEARCHABLE =
      List.of(
          "learningRate",
          "learningRateSchedule",
          "minLearningRate",
          "warmupSteps",
          "decayFactor",
          "decayEpochs",
          "optimizer",
          "momentum",
          "beta1",
          "beta2",
          "rho",
          "epsilon",
          "weightDecay",
          "gradientClipValue",
          "gradientClipNorm",
          "batchSize",
          "accumulationSteps",
          "tbpttLength",
          "earlyStoppingPatience",
          "cell",
          "activation",
          "hiddenSize",
          "numLayers",
          "bidirectional",
          "embeddingSize",
          "tiedEmbeddings",
          "convLayers",
          "layerNorm",
          "residual",
          "learnedInitialState",
          "readout",
          "wordDropout",
          "inputDropout",
          "dropout",
          "outputDropout",
          "variationalDropout",
          "labelSmoothing",
          "loss",
          "huberDelta",
          "outputLayer");

  /** They change what the loss is, which then tells nothing of one trial beside another. */
  private static final Set<String> OF_THE_LOSS =
      Set.of("loss", "huberDelta", "labelSmoothing", "outputLayer");

  private static final Set<String> BY_LOGARITHM = Set.of("learningRate", "weightDecay");

  private TuningRanges() {}

  /**
   * One of some values.
   *
   * @throws InvalidInputException if there is no such Param, it cannot be searched, or a value is
   *     none that it may have
   */
  static Range choices(RnnEstimator<?, ?> estimator, String name, List<?> values) {
    Param<?> param = param(estimator, name);
    List<Object> converted = values.stream().map(value -> converted(param, value)).toList();
    if (converted.isEmpty()) {
      throw new InvalidInputException(name + " has no values to choose from; give at least one");
    }
    converted.forEach(value -> requireValid(estimator, param, value));
    if (name.equals("readout")) {
      Set<Readout> steps =
          converted.stream()
              .map(value -> ReadoutType.of((String) value).steps())
              .collect(Collectors.toSet());
      if (steps.size() > 1 || !steps.contains(ReadoutType.of(readout(estimator)).steps())) {
        throw new InvalidInputException(
            "readout eachStep reads other targets than the other choices, and rows are read once for all trials; search the others, or eachStep alone");
      }
    }
    return Range.choices(converted);
  }

  /**
   * A number between two.
   *
   * @throws InvalidInputException if there is no such Param of numbers, it cannot be searched, or
   *     an end is none of its values
   */
  static Range between(RnnEstimator<?, ?> estimator, String name, double low, double high) {
    Param<?> param = param(estimator, name);
    boolean whole = param instanceof IntParam;
    if (!whole && !(param instanceof DoubleParam)) {
      throw new InvalidInputException(
          "%s is no number, so there is nothing between two of its values; give choices, %s=a|b"
              .formatted(name, name));
    }
    Object first = converted(param, low);
    Object last = converted(param, high);
    requireValid(estimator, param, first);
    requireValid(estimator, param, last);
    if (!(low <= high)) {
      throw new InvalidInputException(
          "%s=%s..%s ends before it begins; give the smaller number first"
              .formatted(name, first, last));
    }
    boolean logarithmic = BY_LOGARITHM.contains(name);
    if (logarithmic && low == 0) {
      throw new InvalidInputException(
          "%s=%s..%s begins with 0, but it is searched by its logarithm; begin above 0, or give choices, %s=0|1e-4"
              .formatted(name, first, last, name));
    }
    return whole ? Range.whole((int) low, (int) high) : Range.real(low, high, logarithmic);
  }

  private static Param<?> param(RnnEstimator<?, ?> estimator, String name) {
    List<String> known = SEARCHABLE.stream().filter(estimator::hasParam).toList();
    if (!estimator.hasParam(name)) {
      throw new InvalidInputException(
          "unknown key %s; did you mean %s? Keys that can be searched: %s"
              .formatted(name, Names.nearest(name, known).orElseThrow(), String.join(", ", known)));
    }
    if (name.equals("maxEpochs")) {
      throw new InvalidInputException(
          "maxEpochs cannot be searched: good trials are trained for all of them, the others for fewer; give one number");
    }
    boolean stream = estimator instanceof LanguageModelParams text && text.inOrder();
    if (!known.contains(name) || stream && name.equals("batchSize")) {
      throw new InvalidInputException(
          "%s cannot be searched, for rows are read and dealt once for all trials; give one value. Keys that can be searched: %s"
              .formatted(name, String.join(", ", known)));
    }
    return estimator.getParam(name);
  }

  private static String readout(RnnEstimator<?, ?> estimator) {
    return ((HasReadout) estimator).getReadout();
  }

  private static Object converted(Param<?> param, Object value) {
    if (param instanceof IntParam
        && value instanceof Number number
        && number.intValue() == number.doubleValue()) {
      return number.intValue();
    } else if (param instanceof DoubleParam && value instanceof Number number) {
      return number.doubleValue();
    } else if (param instanceof BooleanParam == value instanceof Boolean
        && !(param instanceof IntParam)
        && !(param instanceof DoubleParam)
        && !(value instanceof Number)) {
      return value;
    }
    throw new InvalidInputException(
        "%s is %s; expected %s"
            .formatted(
                param.name(),
                value,
                param instanceof IntParam
                    ? "a whole number"
                    : param instanceof DoubleParam
                        ? "a number"
                        : param instanceof BooleanParam ? "true or false" : "a text"));
  }

  private static void requireValid(RnnEstimator<?, ?> estimator, Param<?> param, Object value) {
    set(estimator.copy(ParamMap.empty()), param.name(), value);
  }

  /** Sets a Param by its name. */
  @SuppressWarnings("unchecked")
  static void set(RnnEstimator<?, ?> estimator, String name, Object value) {
    estimator.set((Param<Object>) estimator.getParam(name), value);
  }

  /**
   * @throws InvalidInputException if trials are compared by a loss that is not the same for all
   */
  static void requireComparable(Set<String> names, String metric) {
    for (String name : names) {
      if (metric.equals("loss") && OF_THE_LOSS.contains(name)) {
        throw new InvalidInputException(
            "%s cannot be searched by metric=loss, for it changes what the loss is; give another metric"
                .formatted(name));
      }
    }
  }

  /**
   * What is searched where nobody says: sizes, how fast is learned, what is dropped.
   *
   * @param tokens whether the network reads any
   * @param kept names of Params that stay as they are
   */
  static Map<String, Range> usual(RnnEstimator<?, ?> estimator, boolean tokens, Set<String> kept) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    double rate = estimator.getLearningRate();
    ranges.put(
        "learningRate",
        Range.real(Math.max(rate / 10, estimator.getMinLearningRate()), rate * 10, true));
    ranges.put("hiddenSize", Range.choices(List.of(32, 64, 128, 256)));
    ranges.put("numLayers", Range.choices(List.of(1, 2)));
    ranges.put("inputDropout", Range.real(0, 0.3, false));
    ranges.put("outputDropout", Range.real(0, 0.5, false));
    if (tokens && !estimator.getTiedEmbeddings()) {
      ranges.put("embeddingSize", Range.choices(List.of(32, 64, 128)));
    }
    if (!(estimator instanceof LanguageModelParams text && text.inOrder())) {
      ranges.put("batchSize", Range.choices(List.of(16, 32, 64)));
    }
    if (!(estimator instanceof LanguageModelParams)) {
      ranges.put("bidirectional", Range.choices(List.of(false, true)));
    }
    if (estimator instanceof SequenceClassifier classifier
        && classifier.outputSteps() != Readout.EACH_STEP) {
      ranges.put("readout", Range.choices(List.of("lastStep", "mean", "max", "attention")));
    }
    ranges.keySet().removeAll(kept);
    return ranges;
  }
}
