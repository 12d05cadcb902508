package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.SequenceClassifier;

/** The Params that a {@link SequenceClassifier} and its model have beside those of all. */
public final class ClassifierParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final BooleanParam multilabel;
  public final Param<String> readout;
  public final Param<String> probabilityCol;
  public final Param<String> rawPredictionCol;
  public final Param<String> predictionIndexCol;
  public final Param<String> weightCol;
  public final Param<String> classWeights;
  public final DoubleParam labelSmoothing;

  public ClassifierParamSet(Identifiable parent) {
    super(parent);
    multilabel = flag("multilabel", "whether several labels may hold at once, or none", false);
    readout =
        choice(
            "readout",
            "where the output is read, at the last step (for all of the sequence) or at each, then with multilabel alone",
            Readout.values(),
            Readout::paramValue,
            Readout.LAST_STEP);
    probabilityCol =
        with(
            new Param<>(
                parent,
                "probabilityCol",
                "output column: a vector of the probability of every label; empty for none"),
            "probability");
    rawPredictionCol =
        with(
            new Param<>(
                parent,
                "rawPredictionCol",
                "output column: a vector of the logarithm of every probability, or of its odds where multilabel; empty for none"),
            "rawPrediction");
    predictionIndexCol =
        with(
            new Param<>(
                parent,
                "predictionIndexCol",
                "output column: the predicted class as a double, for evaluators of Spark: its cast where all classes are numbers or booleans, else its place among labels(); empty for none"),
            "");
    weightCol = column("weightCol", "column of numbers from 0 on: how much each row's loss counts");
    classWeights =
        with(
            new Param<>(
                parent,
                "classWeights",
                "how much the rows of a class count: balanced (all classes alike, whatever their frequency), squareRoot (rare classes more, by the root of that), or LABEL:WEIGHT,... with 1 for those left out; empty for 1",
                Valid.classWeights()),
            "");
    labelSmoothing =
        real(
            "labelSmoothing",
            "share of every training target that all classes get alike",
            0,
            true,
            1,
            0);
  }
}
