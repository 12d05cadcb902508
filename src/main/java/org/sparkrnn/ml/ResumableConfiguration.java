package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
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
          "priorCorrection", // done once training is
          "ngramWeight",
          "gradientFlow", // measured, and nothing else is done with it
          "gradientFlowSteps",
          "period", // of baselines
          "baselineOrder",
          "timeFormat", // the rows that it orders are compared by content
          "mode", // of malformed rows; the data are compared by content
          "numShards"); // compared by itself: 0 takes that of the checkpoint

  private ResumableConfiguration() {}

  /** Readable values by name. */
  static Map<String, String> of(RnnEstimator<?, ?> estimator) {
    Map<String, String> values = new TreeMap<>();
    values.put("estimator", estimator.getClass().getSimpleName());
    for (Param<?> param : estimator.params()) {
      if (estimator.isDefined(param) && influences(param.name(), estimator)) {
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
    return !WITHOUT_INFLUENCE.contains(name) && !name.endsWith("Col") && !name.endsWith("Cols");
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
