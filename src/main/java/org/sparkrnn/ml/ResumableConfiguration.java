package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.ml.param.ParamDefinitions;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.save.DeletedParams;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.train.Checkpoints;

/**
 * What the trained weights depend on, as a checkpoint keeps it: the estimator and all its Params
 * but those that say where or how, not what, is computed. A Param that is new is therefore compared
 * until someone says that it need not be.
 */
final class ResumableConfiguration {
  static final Set<String> WITHOUT_INFLUENCE =
      Set.of(
          "aggregationDepth",
          "execution",
          "checkpointDir",
          "checkpointInterval",
          "checkpointMinutes",
          "keepCheckpoints",
          "nonFinitePolicy", // so that a training that it ended can go on with another one
          "gradientFlow", // measured, and nothing else is done with it
          "gradientFlowSteps",
          "period", // of baselines
          "baselineOrder",
          "timeFormat", // the rows that it orders are compared by content
          "mode", // of malformed rows; the data are compared by content
          "numShards"); // compared by itself: 0 takes that of the checkpoint

  /** Of other settings' values, those with which a Param is used at all. */
  private static final Map<String, Set<String>> USED_WITH =
      Map.of(
          "momentum", Set.of("momentum", "nesterov"),
          "beta1", Set.of("adam", "adamw"),
          "beta2", Set.of("adam", "adamw"),
          "rho", Set.of("rmsprop"),
          "epsilon", Set.of("adagrad", "rmsprop", "adam", "adamw"),
          "decayEpochs", Set.of("step", "exponential", "plateau"),
          "decayFactor", Set.of("step", "exponential", "plateau"),
          "minLearningRate", Set.of("step", "exponential", "cosine", "plateau"),
          "huberDelta", Set.of("huber"));

  private ResumableConfiguration() {}

  /** The names of what the weights of this estimator do not depend on. */
  static Set<String> withoutInfluence(RnnEstimator<?, ?> estimator) {
    Set<String> settings = new HashSet<>();
    for (Param<?> param : estimator.params()) {
      if (List.of("optimizer", "learningRateSchedule", "loss").contains(param.name())) {
        settings.add(((String) estimator.getOrDefault(param)).toLowerCase(Locale.ROOT));
      }
    }
    Set<String> names = new HashSet<>(WITHOUT_INFLUENCE);
    USED_WITH.forEach(
        (name, with) -> {
          if (Collections.disjoint(with, settings)) {
            names.add(name);
          }
        });
    return names;
  }

  /** Params that not all versions had, with the values that leave a network as it was before. */
  private static final Map<String, String> ADDED =
      Map.of("layerNorm", "false", "residual", "false");

  /** Of names and values that a checkpoint or this estimator has alone, those of no influence. */
  static BiPredicate<String, String> passedOver(RnnEstimator<?, ?> estimator) {
    Set<String> without = withoutInfluence(estimator);
    return (name, value) ->
        without.contains(name)
            || value.equals(ADDED.get(name))
            || DeletedParams.withoutInfluence(name, value);
  }

  /** Readable values by name. */
  static Map<String, String> of(RnnEstimator<?, ?> estimator) {
    Map<String, String> values = new TreeMap<>();
    values.put("estimator", estimator.getClass().getSimpleName());
    Set<String> without = withoutInfluence(estimator);
    for (Param<?> param : estimator.params()) {
      if (estimator.isDefined(param)
          && !without.contains(param.name())
          && influences(param.name(), estimator)) {
        values.put(param.name(), text(estimator.getOrDefault(param)));
      }
    }
    return values;
  }

  /** Columns may be renamed, for the data are compared by content. */
  private static boolean influences(String name, RnnParams params) {
    if (name.equals("maxEpochs")) { // else more epochs continue what fewer began
      return ParamDefinitions.constant(ScheduleType.class, params.getLearningRateSchedule())
          .knowsTheEnd();
    }
    return !name.endsWith("Col") && !name.endsWith("Cols");
  }

  private static String text(Object value) {
    return value instanceof Object[] several ? Arrays.toString(several) : String.valueOf(value);
  }

  /**
   * The estimator that goes on with a training: into as many shards as it began with.
   *
   * @param checkpoints of the same estimator
   */
  static <E extends RnnEstimator<E, ?>> RnnEstimator<E, ?> resuming(
      RnnEstimator<E, ?> estimator, Checkpoints checkpoints) {
    return checkpoints.numShards() == 0
        ? estimator
        : estimator.copy(ParamMap.empty()).setNumShards(checkpoints.numShards());
  }
}
