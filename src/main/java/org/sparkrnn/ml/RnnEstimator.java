package org.sparkrnn.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.TrainingListener;

/**
 * What all our estimators share: the Params' setters and defaults.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class RnnEstimator<E extends RnnEstimator<E, M>, M extends Model<M>>
    extends Estimator<M> implements RnnParams, OptimizationSetters<E> {
  private static final long serialVersionUID = 1L;

  // No initializers: Spark calls uid() and the Params from the super constructor.
  private RnnParamSet params;
  private transient TrainingListener listener;

  /** For constructors, once the uid is set: Params belong to the uid they were created under. */
  final void setDefaults() {
    for (ParamPair<?> pair : rnnParamSet().defaults()) {
      setDefault(pair);
    }
  }

  private <T> void setDefault(ParamPair<T> pair) {
    setDefault(pair.param(), pair.value());
  }

  @Override
  public final RnnParamSet rnnParamSet() {
    if (params == null) {
      params = new RnnParamSet(this);
    }
    return params;
  }

  /** Who hears of each step and epoch of the next fits; a progress bar, say. */
  public E setListener(TrainingListener value) {
    listener = value;
    return self();
  }

  TrainingListener listener() {
    return listener == null ? TrainingListener.NONE : listener;
  }

  void requireIndicator(StructType schema) {
    if (isDefined(validationIndicatorCol())) {
      int index =
          SequenceColumn.indexOf(schema, "validationIndicatorCol", getValidationIndicatorCol());
      DataType type = schema.fields()[index].dataType();
      if (!type.equals(DataTypes.BooleanType)) {
        throw new InvalidInputException(
            "validationIndicatorCol %s has type %s; expected boolean"
                .formatted(getValidationIndicatorCol(), type.simpleString()));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private E self() {
    return (E) this;
  }

  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return self();
  }

  public E setInputCol(String value) {
    return with(inputCol(), value);
  }

  public E setLabelCol(String value) {
    return with(labelCol(), value);
  }

  public E setPredictionCol(String value) {
    return with(predictionCol(), value);
  }

  public E setValidationIndicatorCol(String value) {
    return with(validationIndicatorCol(), value);
  }

  public E setValidationFraction(double value) {
    return with(validationFraction(), value);
  }

  public E setCell(String value) {
    return with(cell(), value);
  }

  public E setActivation(String value) {
    return with(activation(), value);
  }

  public E setHiddenSize(int value) {
    return with(hiddenSize(), value);
  }

  public E setNumLayers(int value) {
    return with(numLayers(), value);
  }

  public E setBidirectional(boolean value) {
    return with(bidirectional(), value);
  }

  public E setEmbeddingSize(int value) {
    return with(embeddingSize(), value);
  }

  public E setMinCount(int value) {
    return with(minCount(), value);
  }

  public E setLowercase(boolean value) {
    return with(lowercase(), value);
  }

  public E setBatchSize(int value) {
    return with(batchSize(), value);
  }

  public E setNumShards(int value) {
    return with(numShards(), value);
  }

  public E setMaxEpochs(int value) {
    return with(maxEpochs(), value);
  }

  public E setWordDropout(double value) {
    return with(wordDropout(), value);
  }

  public E setEarlyStoppingPatience(int value) {
    return with(earlyStoppingPatience(), value);
  }

  public E setAggregationDepth(int value) {
    return with(aggregationDepth(), value);
  }

  public E setExecution(String value) {
    return with(execution(), value);
  }

  public E setSeed(long value) {
    return with(seed(), value);
  }
}
