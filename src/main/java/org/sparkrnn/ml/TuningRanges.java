package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.ManySeries;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.generated.HasReadout;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.ml.start.SavedSettings;
import org.sparkrnn.train.search.Range;

/** Which Params of an estimator can be searched, and their ranges if none are given. */
final class TuningRanges {
  /** All others change how rows are read or distributed, or do not influence the weights. */
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
          "averageDecay",
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
          "linearSkip",
          "learnedInitialState",
          "readout",
          "pretrainedMode",
          "frozenEpochs",
          "wordDropout",
          "timeWarp",
          "timeMask",
          "featureMask",
          "averageDecay",
          "inputDropout",
          "dropout",
          "outputDropout",
          "variationalDropout",
          "labelSmoothing",
          "loss",
          "huberDelta",
          "outputLayer",
          "ngramWeight",
          "lengthBonus");

  /** They change the loss itself, so that losses of different trials cannot be compared. */
  private static final Set<String> OF_THE_LOSS =
      Set.of("loss", "huberDelta", "labelSmoothing", "outputLayer");

  private static final Set<String> BY_LOGARITHM = Set.of("learningRate", "weightDecay");

  private static final double TIMES = 4; // the factor to both sides on a logarithmic scale
  private static final double SPREAD = 0.2; // to both sides of a fraction
  private static final double MOST = 0.8; // the largest fraction

  private TuningRanges() {}

  /**
   * One of some values.
   *
   * @throws InvalidInputException if there is no such Param, it cannot be searched, or a value is
   *     not valid for it
   */
  static Range choices(RnnEstimator<?, ?> estimator, String name, List<?> values) {
    Param<?> param = param(estimator, name);
    List<Object> converted = values.stream().map(value -> converted(param, value)).toList();
    if (converted.isEmpty()) {
      throw new InvalidInputException(name + " has no values to choose from; give at least one");
    }
    converted.forEach(value -> requireValid(estimator, param, value));
    if (name.equals("loss")) {
      converted.forEach(value -> requireSameTargets(estimator, (String) value));
    }
    if (name.equals("readout")) {
      Set<Readout> steps =
          converted.stream()
              .map(value -> ReadoutType.of((String) value).steps())
              .collect(Collectors.toSet());
      if (steps.size() > 1 || !steps.contains(ReadoutType.of(readout(estimator)).steps())) {
        throw new InvalidInputException(
            "readout eachStep needs other targets than the other choices, but the rows are read once for all trials; search without eachStep, or with eachStep only");
      }
    }
    return Range.choices(converted);
  }

  /** For many series, some losses need other targets, but rows are read once for all trials. */
  private static void requireSameTargets(RnnEstimator<?, ?> estimator, String loss) {
    if (!(estimator instanceof RegressionParams given) || !given.isDefined(given.seriesCol())) {
      return;
    }
    RnnEstimator<?, ?> other = estimator.copy(ParamMap.empty());
    set(other, "loss", loss);
    RegressionParams tried = (RegressionParams) other;
    if (tried.outputsPerStep() != given.outputsPerStep()
        || ManySeries.scaling(tried) != ManySeries.scaling(given)
        || (SeriesLoss.likelihood(loss) == null)
            != (SeriesLoss.likelihood(given.getLoss()) == null)) {
      throw new InvalidInputException(
          "loss %s reads other targets than loss %s, and rows are read once for all trials; search each of them by itself"
              .formatted(loss, given.getLoss()));
    }
  }

  /**
   * A number between two others.
   *
   * @throws InvalidInputException if there is no such Param of numbers, it cannot be searched, or
   *     an end is not valid for it
   */
  static Range between(RnnEstimator<?, ?> estimator, String name, double low, double high) {
    Param<?> param = param(estimator, name);
    boolean whole = param instanceof IntParam;
    if (!whole && !(param instanceof DoubleParam)) {
      throw new InvalidInputException(
          "%s is not a number, so it has no range; give choices, as in %s=a|b"
              .formatted(name, name));
    }
    Object first = converted(param, low);
    Object last = converted(param, high);
    requireValid(estimator, param, first);
    requireValid(estimator, param, last);
    if (!(low <= high)) {
      throw new InvalidInputException(
          "%s=%s..%s ends below its beginning; give the smaller number first"
              .formatted(name, first, last));
    }
    boolean logarithmic = BY_LOGARITHM.contains(name);
    if (logarithmic && low == 0) {
      throw new InvalidInputException(
          "%s=%s..%s begins with 0, but it is searched on a logarithmic scale; begin above 0, or give choices, as in %s=0|1e-4"
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
          "maxEpochs cannot be searched, because good trials are trained for all epochs and the others for fewer; give one number");
    }
    if (name.equals("beamWidth")) {
      throw new InvalidInputException(
          "beamWidth cannot be searched, because a larger one keeps more transcripts and only takes longer; give one number");
    }
    if (name.equals("embeddingSize") && estimator.isDefined(estimator.pretrainedVectors())) {
      throw new InvalidInputException(
          "embeddingSize cannot be searched with pretrainedVectors, because it follows from them; leave one of them out");
    }
    if (SavedSettings.names().contains(name) && estimator.isDefined(estimator.initialModel())) {
      throw new InvalidInputException(
          "%s cannot be searched with initialModel, from whose network it follows; leave one of them out"
              .formatted(name));
    }
    boolean stream = estimator instanceof LanguageModelParams text && text.inOrder();
    if (!known.contains(name) || stream && name.equals("batchSize")) {
      throw new InvalidInputException(
          "%s cannot be searched, because the rows are read and distributed once for all trials; give one value. Keys that can be searched: %s"
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
            "%s cannot be searched with metric=loss, because it changes the loss itself; give another metric"
                .formatted(name));
      }
    }
  }

  /** The drawn settings and those that follow: tied embeddings have the size of the states. */
  static Map<String, Object> reconcile(RnnEstimator<?, ?> given, Map<String, Object> drawn) {
    boolean tied =
        (boolean) drawn.getOrDefault(given.tiedEmbeddings().name(), given.getTiedEmbeddings());
    String embedding = given.embeddingSize().name();
    Object hidden = drawn.get(given.hiddenSize().name());
    if (!tied || hidden == null || drawn.containsKey(embedding)) {
      return drawn;
    }
    Map<String, Object> settings = new TreeMap<>(drawn);
    settings.put(embedding, hidden);
    return settings;
  }

  /**
   * The ranges if none are given: learning rate, sizes and dropout around the values of the
   * estimator, and the readouts of a classifier.
   *
   * @param given the estimator with all its settings, chosen from the data or set
   * @param tokens whether the network reads any
   * @param kept names of Params that are not searched
   */
  static Map<String, Range> usual(RnnEstimator<?, ?> given, boolean tokens, Set<String> kept) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    double rate = given.getLearningRate();
    ranges.put(
        "learningRate",
        Range.real(Math.max(rate / TIMES, given.getMinLearningRate()), rate * TIMES, true));
    ranges.put("hiddenSize", around(given.getHiddenSize()));
    ranges.put("numLayers", Range.choices(List.of(given.getNumLayers(), given.getNumLayers() + 1)));
    ranges.put("inputDropout", share(given.getInputDropout()));
    ranges.put("outputDropout", share(given.getOutputDropout()));
    boolean sized = given.isDefined(given.pretrainedVectors()) || given.getTiedEmbeddings();
    if (tokens && !sized) {
      ranges.put("embeddingSize", around(given.getEmbeddingSize()));
    }
    if (!tokens && given.getTimeMask() > 0) {
      ranges.put("timeMask", share(given.getTimeMask()));
    }
    if (!tokens && given.getFeatureMask() > 0) {
      ranges.put("featureMask", share(given.getFeatureMask()));
    }
    if (tokens && given.getWordDropout() > 0) {
      ranges.put("wordDropout", share(given.getWordDropout()));
    }
    if (!(given instanceof LanguageModelParams text && text.inOrder())) {
      ranges.put("batchSize", around(given.getBatchSize()));
    }
    if (given.isDefined(given.weightDecay()) && given.getWeightDecay() > 0) {
      double decay = given.getWeightDecay();
      ranges.put("weightDecay", Range.real(decay / TIMES, decay * TIMES, true));
    }
    if (given instanceof SequenceClassifier && !given.eachStep()) {
      ranges.put(
          "readout", Range.choices(List.of("lastStep", "mean", "max", "meanMax", "attention")));
      if (!tokens && !given.getConvLayers().isEmpty()) {
        ranges.put(
            "convLayers",
            Range.choices(List.of(given.getConvLayers(), twiceTheFilters(given.getConvLayers()))));
      }
    }
    if (given.getTiedEmbeddings() && kept.contains("embeddingSize")) {
      ranges.remove("hiddenSize"); // follows from embeddingSize
    }
    if (given.isDefined(given.initialModel())) {
      ranges.keySet().removeAll(SavedSettings.names()); // they follow from initialModel
    }
    ranges.keySet().removeAll(kept);
    return ranges;
  }

  /** Half of the size, the size itself, and twice the size. */
  private static Range around(int size) {
    return Range.choices(
        Stream.of(Math.max(1, size / 2), size, 2 * size)
            .distinct()
            .map(Object.class::cast)
            .toList());
  }

  /** From 0.2 below to 0.2 above this fraction, within the limits. */
  private static Range share(double share) {
    return Range.real(
        Math.max(0, hundredths(share - SPREAD)), Math.min(MOST, hundredths(share + SPREAD)), false);
  }

  private static double hundredths(double value) {
    return Math.rint(100 * value) / 100;
  }

  /** 32x8x2,64x5 becomes 64x8x2,128x5. */
  private static String twiceTheFilters(String convLayers) {
    return Arrays.stream(convLayers.split(","))
        .map(String::strip)
        .map(
            layer -> {
              int end = layer.indexOf('x');
              return 2 * Integer.parseInt(layer.substring(0, end)) + layer.substring(end);
            })
        .collect(Collectors.joining(","));
  }
}
