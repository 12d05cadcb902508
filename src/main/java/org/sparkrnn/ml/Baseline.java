package org.sparkrnn.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.JobScope;

/**
 * A baseline that a network has to beat, fitted by counting in Spark. All baselines are used in the
 * same way: {@code fit(training, inputCol, labelCol).evaluate(test)}.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class Baseline<E extends Baseline<E, M>, M extends BaselineModel<M, ?>>
    extends SequenceEstimator<E, M> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Baseline.class);

  /**
   * @param uid null for a new one
   */
  Baseline(String uid) {
    super(uid);
  }

  /** A model without content. */
  abstract M create(String newUid);

  /**
   * Counts a data set whose columns have been checked.
   *
   * @param model a model with the same Params, which gets the content
   */
  abstract M count(Dataset<Row> dataset, M model);

  /** A model without content that reads the columns as this does. */
  private M alike() {
    M model = create(uid());
    copyValues(model, ParamMap.empty());
    return model;
  }

  /**
   * Fits the baseline on the cluster.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, a row is malformed,
   *     or there is nothing to count
   */
  @Override
  public final M fit(Dataset<?> dataset) {
    return JobScope.run(
        dataset.sparkSession(),
        getClass().getSimpleName() + " " + uid() + ": count",
        () -> {
          M alike = alike();
          alike.outputSchema(dataset.schema(), true);
          M model = count(dataset.toDF(), alike);
          model.notes().forEach(note -> LOG.warn("{}: {}", model.name(), note));
          model.setParent(this);
          return model;
        });
  }

  /**
   * Fits the baseline on the cluster, with these columns.
   *
   * @param labelCol null if there are no labels, as for a language model
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
    return alike().outputSchema(schema, true);
  }
}
