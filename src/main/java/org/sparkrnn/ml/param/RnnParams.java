package org.sparkrnn.ml.param;

import java.util.List;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.ml.param.generated.HasCheckpoints;
import org.sparkrnn.ml.param.generated.HasChoice;
import org.sparkrnn.ml.param.generated.HasDropout;
import org.sparkrnn.ml.param.generated.HasFailures;
import org.sparkrnn.ml.param.generated.HasGradientFlow;
import org.sparkrnn.ml.param.generated.HasMinCount;
import org.sparkrnn.ml.param.generated.HasNetworkShape;
import org.sparkrnn.ml.param.generated.HasOptimizer;
import org.sparkrnn.ml.param.generated.HasPrediction;
import org.sparkrnn.ml.param.generated.HasPretrained;
import org.sparkrnn.ml.param.generated.HasReports;
import org.sparkrnn.ml.param.generated.HasStart;
import org.sparkrnn.ml.param.generated.HasTraining;
import org.sparkrnn.ml.param.generated.HasValidation;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.optim.OptimizerType;

/** The Params that all networks have, and values that follow from several of them. */
public interface RnnParams
    extends InputParams,
        HasMinCount,
        HasValidation,
        HasChoice,
        HasNetworkShape,
        HasPretrained,
        HasStart,
        HasDropout,
        HasTraining,
        HasOptimizer,
        HasGradientFlow,
        HasFailures,
        HasPrediction,
        HasReports,
        HasCheckpoints {
  /** The value of epsilon, or PyTorch's default for the optimizer. */
  default double getEpsilon() {
    return isDefined(epsilon())
        ? (double) getOrDefault(epsilon())
        : ParamValues.constant(OptimizerType.class, getOptimizer()).defaultEpsilon();
  }

  /** The value of weightDecay, or PyTorch's default for the optimizer. */
  default double getWeightDecay() {
    return isDefined(weightDecay())
        ? (double) getOrDefault(weightDecay())
        : ParamValues.constant(OptimizerType.class, getOptimizer()).defaultWeightDecay();
  }

  /** The beginnings of the names of tensors that training does not change; none if not set. */
  default List<String> frozenBlockNames() {
    return isDefined(frozenBlocks()) ? List.of(getFrozenBlocks()) : List.of();
  }

  /** How malformed rows are treated. */
  default ReadMode readMode() {
    return ParamValues.constant(ReadMode.class, getMode());
  }

  /** Whether malformed rows are dropped. */
  default boolean dropsMalformed() {
    return readMode() == ReadMode.DROPMALFORMED;
  }
}
