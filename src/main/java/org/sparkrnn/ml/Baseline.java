package org.sparkrnn.ml;

import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.BaselineParams;
import org.sparkrnn.ml.param.DeclaredParams;
import org.sparkrnn.train.JobScope;

/**
 * A baseline: what a network has to beat, counted in Spark. All are used alike, {@code
 * fit(training, inputCol, labelCol).evaluate(test)}.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class Baseline<E extends Baseline<E, M>, M extends BaselineModel<M, ?>>
    extends Estimator<M> implements BaselineParams, MLWritable {
  private static final long serialVersionUID = 1L;

  // No initializers: Spark calls uid() and the Params from the super constructor.
  private String uid;
  private DeclaredParams declared;

  /**
   * @param uid null for a new one
   */
  Baseline(String uid) {
    if (uid != null) {
      this.uid = uid;
    }
    params(); // declares all
    for (ParamPair<?> pair : declared.defaults()) {
      setDefaultOf(pair);
    }
  }

  private <T> void setDefaultOf(ParamPair<T> pair) {
    setDefault(pair.param(), pair.value());
  }

  /** Counts a data set whose columns have been checked. */
  abstract M count(Dataset<Row> dataset);

  @Override
  public final String uid() {
    if (uid == null) {
      String name = getClass().getSimpleName();
      uid =
          Identifiable$.MODULE$.randomUID(
              Character.toLowerCase(name.charAt(0)) + name.substring(1));
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

  /**
   * Counts on the cluster.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, a row is malformed,
   *     or there is nothing to count
   */
  @Override
  public final M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return JobScope.run(
        dataset.sparkSession().sparkContext(),
        getClass().getSimpleName() + " " + uid() + ": count",
        () -> {
          M model = count(dataset.toDF());
          copyValues(model, ParamMap.empty());
          model.setParent(this);
          return model;
        });
  }

  /**
   * Counts on the cluster, reading these columns.
   *
   * @param labelCol null where nothing is labelled, as in a language model
   */
  public final M fit(Dataset<?> dataset, String inputCol, String labelCol) {
    setInputCol(inputCol);
    if (labelCol != null) {
      setLabelCol(labelCol);
    }
    return fit(dataset);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return outputSchema(schema, true);
  }

  <T> E with(Param<T> param, T value) {
    set(param, value);
    return self();
  }

  @SuppressWarnings("unchecked")
  private E self() {
    return (E) this;
  }

  public final E setInputCol(String value) {
    return with(inputCol(), value);
  }

  public final E setLabelCol(String value) {
    return with(labelCol(), value);
  }

  public final E setPredictionCol(String value) {
    return with(predictionCol(), value);
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
