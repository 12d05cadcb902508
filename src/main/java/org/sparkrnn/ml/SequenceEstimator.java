package org.sparkrnn.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.sparkrnn.ml.param.InputParams;
import org.sparkrnn.ml.param.generated.SetsColumns;
import org.sparkrnn.ml.param.generated.SetsInputs;
import org.sparkrnn.ml.param.kind.DeclaredParams;

/**
 * Base class of all estimators, both networks and baselines: the columns, and Params that are
 * declared on first use.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class SequenceEstimator<E extends SequenceEstimator<E, M>, M extends Model<M>>
    extends Estimator<M> implements InputParams, SetsColumns<E>, SetsInputs<E>, MLWritable {
  private static final long serialVersionUID = 1L;

  private DeclaredParams declared; // no initializer, see ParamOwner

  /**
   * @param uid null for a new one
   */
  SequenceEstimator(String uid) {
    declaredParams().declareAll(this, uid);
  }

  @Override
  public final String uid() { // here, since py4j does not find methods of interfaces
    return declaredParams().uid();
  }

  @Override
  public final DeclaredParams declaredParams() {
    if (declared == null) {
      declared = new DeclaredParams(getClass());
    }
    return declared;
  }

  @SuppressWarnings("unchecked")
  final E self() {
    return (E) this;
  }

  @Override
  public E copy(ParamMap extra) {
    return this.<E>defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
