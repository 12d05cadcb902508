package org.sparkrnn.ml;

import java.beans.Introspector;
import java.util.function.Supplier;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLWritable;
import org.sparkrnn.ml.param.DeclaredParams;
import org.sparkrnn.ml.param.InputParams;
import org.sparkrnn.ml.param.generated.SetsColumns;

/**
 * What the models of all estimators share, of networks and of baselines: the columns, and Params
 * that are declared on first use.
 *
 * @param <M> the model itself, which setters return
 */
public abstract class SequenceModel<M extends SequenceModel<M>> extends Model<M>
    implements InputParams, SetsColumns<M>, MLWritable {
  private static final long serialVersionUID = 1L;

  private String uid; // no initializers: see SequenceEstimator
  private DeclaredParams declared;

  /**
   * @param uid null for a new one
   */
  SequenceModel(String uid) {
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
      uid = randomUid(getClass());
    }
    return uid;
  }

  static String randomUid(Class<?> type) {
    return Identifiable$.MODULE$.randomUID(Introspector.decapitalize(type.getSimpleName()));
  }

  @Override
  public final <P extends Param<?>> P declared(String name, Supplier<P> make, Object value) {
    if (declared == null) {
      declared = new DeclaredParams();
    }
    return declared.declared(name, make, value);
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
