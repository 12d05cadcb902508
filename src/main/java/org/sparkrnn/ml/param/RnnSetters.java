package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.SetsCheckpoints;
import org.sparkrnn.ml.param.generated.SetsChoice;
import org.sparkrnn.ml.param.generated.SetsColumns;
import org.sparkrnn.ml.param.generated.SetsDropout;
import org.sparkrnn.ml.param.generated.SetsFailures;
import org.sparkrnn.ml.param.generated.SetsGradientFlow;
import org.sparkrnn.ml.param.generated.SetsInputs;
import org.sparkrnn.ml.param.generated.SetsMinCount;
import org.sparkrnn.ml.param.generated.SetsNetworkShape;
import org.sparkrnn.ml.param.generated.SetsOptimizer;
import org.sparkrnn.ml.param.generated.SetsPrediction;
import org.sparkrnn.ml.param.generated.SetsPretrained;
import org.sparkrnn.ml.param.generated.SetsReports;
import org.sparkrnn.ml.param.generated.SetsStart;
import org.sparkrnn.ml.param.generated.SetsTraining;
import org.sparkrnn.ml.param.generated.SetsValidation;

/**
 * Setters of {@link RnnParams}.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface RnnSetters<E>
    extends RnnParams,
        SetsColumns<E>,
        SetsInputs<E>,
        SetsMinCount<E>,
        SetsValidation<E>,
        SetsChoice<E>,
        SetsNetworkShape<E>,
        SetsPretrained<E>,
        SetsStart<E>,
        SetsDropout<E>,
        SetsTraining<E>,
        SetsOptimizer<E>,
        SetsGradientFlow<E>,
        SetsFailures<E>,
        SetsPrediction<E>,
        SetsReports<E>,
        SetsCheckpoints<E> {}
