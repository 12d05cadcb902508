package org.sparkrnn.ml;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.network.DescribedTraining;
import org.sparkrnn.ml.param.generated.ResumeRules;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.ml.save.DeletedParams;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.train.Checkpoints;

/**
 * The configuration on which the trained weights depend, as a checkpoint stores it: the estimator
 * and all its Params except those that only say where or how things are computed; see {@link
 * ResumeRules}. So a new Param is compared unless the table of Params says that it need not be.
 */
final class ResumableConfiguration {
  private ResumableConfiguration() {}

  /**
   * The names of the Params on which the weights of this estimator do not depend.
   *
   * @param input the input that it reads
   */
  static Set<String> withoutInfluence(RnnEstimator<?, ?> estimator, SequenceInput input) {
    Set<String> settings = new HashSet<>();
    for (Param<?> param : estimator.params()) {
      if (ResumeRules.CHOICES.contains(param.name()) && estimator.isDefined(param)) {
        settings.add(((String) estimator.getOrDefault(param)).toLowerCase(Locale.ROOT));
      }
    }
    if (input.tokens()) {
      settings.add("tokens");
    }
    if (estimator.isDefined(estimator.pretrainedVectors())) {
      settings.add("vectors");
    }
    if (input.text()) {
      settings.add("text");
    }
    if (estimator.splits() || estimator.isDefined(estimator.validationIndicatorCol())) {
      settings.add("validation");
    }
    Set<String> names = new HashSet<>(ResumeRules.IGNORED);
    ResumeRules.USED_WITH.forEach(
        (name, with) -> {
          if (Collections.disjoint(with, settings)) {
            names.add(name);
          }
        });
    return names;
  }

  /** Accepts names and values without influence that only the checkpoint or the estimator has. */
  static BiPredicate<String, String> passedOver(RnnEstimator<?, ?> estimator, SequenceInput input) {
    Set<String> without = withoutInfluence(estimator, input);
    OptimizerType optimizer = ParamValues.constant(OptimizerType.class, estimator.getOptimizer());
    Map<String, String> unstated =
        Map.of(
            estimator.epsilon().name(), String.valueOf(optimizer.defaultEpsilon()),
            estimator.weightDecay().name(), String.valueOf(optimizer.defaultWeightDecay()));
    String where =
        "the training in checkpointDir " + DescribedTraining.checkpoints(estimator).directory();
    return (name, value) ->
        without.contains(name)
            || value.equals(unstated.get(name)) // the default, which may be stated or not
            || value.equals(ResumeRules.ADDED.get(name))
            || DeletedParams.passedOver(name, value, where);
  }

  /** Readable values by name. */
  static Map<String, String> of(RnnEstimator<?, ?> estimator, SequenceInput input) {
    Map<String, String> values = new TreeMap<>();
    values.put("estimator", estimator.getClass().getSimpleName());
    Set<String> without = withoutInfluence(estimator, input);
    for (Param<?> param : estimator.params()) {
      if (estimator.isDefined(param) && !without.contains(param.name())) {
        values.put(param.name(), text(estimator.getOrDefault(param)));
      }
    }
    return values;
  }

  private static String text(Object value) {
    return value instanceof Object[] several ? Arrays.toString(several) : String.valueOf(value);
  }

  /**
   * The estimator that continues a training, with the number of shards with which the training
   * began.
   *
   * @param checkpoints the checkpoints of the same estimator
   */
  static <E extends RnnEstimator<E, ?>> RnnEstimator<E, ?> resuming(
      RnnEstimator<E, ?> estimator, Checkpoints checkpoints) {
    return checkpoints.numShards() == 0
        ? estimator
        : estimator.copy(ParamMap.empty()).setNumShards(checkpoints.numShards());
  }
}
