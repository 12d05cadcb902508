package org.sparkrnn.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLWritable;
import org.sparkrnn.ml.param.InputParams;
import org.sparkrnn.ml.param.generated.SetsColumns;
import org.sparkrnn.ml.param.kind.DeclaredParams;

/**
 * Base class of the models of all estimators, both networks and baselines: the columns, and Params
 * that are declared on first use.
 *
 * @param <M> the model itself, which setters return
 */
public abstract class SequenceModel<M extends SequenceModel<M>> extends Model<M>
    implements InputParams, SetsColumns<M>, MLWritable {
  private static final long serialVersionUID = 1L;

  private DeclaredParams declared; // no initializer, see ParamOwner

  /**
   * @param uid null for a new one
   */
  SequenceModel(String uid) {
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

  /** Sets {@link #inputCols}. */
  public M setInputCols(String... values) {
    set(inputCols(), values);
    return self();
  }

  @SuppressWarnings("unchecked")
  final M self() {
    return (M) this;
  }
}
