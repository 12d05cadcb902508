package org.sparkrnn.ml;

import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.sparkrnn.ml.param.DeclaredParams;
import org.sparkrnn.ml.param.InputParams;
import org.sparkrnn.ml.param.generated.SetsColumns;
import org.sparkrnn.ml.param.generated.SetsInputs;

/**
 * What all estimators share, networks and the baselines that they have to beat: the columns, and
 * Params that are declared on first use.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class SequenceEstimator<E extends SequenceEstimator<E, M>, M extends Model<M>>
    extends Estimator<M> implements InputParams, SetsColumns<E>, SetsInputs<E>, MLWritable {
  private static final long serialVersionUID = 1L;

  // No initializers: Spark calls uid() and the Params from the super constructor.
  private String uid;
  private DeclaredParams declared;

  /**
   * @param uid null for a new one; Params belong to the uid that they were created under
   */
  SequenceEstimator(String uid) {
    if (uid != null) {
      this.uid = uid;
    }
    params(); // declares all
    declared.defaults().forEach(this::setDefaultOf);
  }

  private <T> void setDefaultOf(ParamPair<T> pair) {
    setDefault(pair.param(), pair.value());
  }

  @Override
  public final String uid() {
    if (uid == null) {
      uid = SequenceModel.randomUid(getClass());
    }
    return uid;
  }

  @Override
  public final <P extends Param<?>> P declared(String name, Supplier<P> make, Object value) {
    if (declared == null) {
      declared = new DeclaredParams();
    }
    return declared.declared(name, make, value);
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
