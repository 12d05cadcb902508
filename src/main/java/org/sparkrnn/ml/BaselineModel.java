package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import scala.collection.mutable.ArraySeq$;

/**
 * A fitted {@link Baseline}: adds a column of predictions, and measures them.
 *
 * @param <M> the model itself
 * @param <S> the predictor in plain Java
 */
public abstract class BaselineModel<M extends BaselineModel<M, S>, S extends Serializable>
    extends SequenceModel<M> {
  private static final long serialVersionUID = 1L;

  /** How a row becomes a prediction, in the form of Spark's rows. */
  @FunctionalInterface
  interface RowPredictor<S> extends Serializable {
    Object predict(S state, Row row);
  }

  private List<String> lines;
  private S state;

  /**
   * @param uid null for a new one
   */
  BaselineModel(String uid) {
    super(uid);
  }

  /** The name of the baseline in the output of jobs. */
  public abstract String name();

  /** Notes on how the baseline was fitted, as sentences; usually empty. */
  public List<String> notes() {
    return List.of();
  }

  /** A model without content. */
  abstract M create(String newUid);

  /**
   * Fails if a column of this schema is missing or has a type that this baseline does not read.
   *
   * @param labelled whether labelCol is needed
   * @return the type of predictionCol
   */
  abstract DataType checkColumns(StructType schema, boolean labelled);

  /**
   * The schema with predictionCol.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or predictionCol
   *     exists
   */
  final StructType outputSchema(StructType schema, boolean labelled) {
    DataType prediction = checkColumns(schema, labelled);
    return OutputColumn.addTo(
        schema, List.of(new OutputColumn("predictionCol", getPredictionCol(), prediction)));
  }

  /** Makes what predicts from the saved lines, with the Params as they are. */
  abstract S parse(List<String> saved);

  /** How rows of this schema are predicted. */
  abstract RowPredictor<S> predictor(StructType schema);

  /** Measures a data set whose columns have been checked. */
  abstract BaselineMetrics measure(Dataset<Row> dataset, Broadcast<S> broadcast);

  final M setContent(List<String> saved, S predicting) {
    lines = saved;
    state = predicting;
    return self();
  }

  /** The saved content beside the Params: text, with one record per line. */
  final List<String> lines() {
    return lines;
  }

  final S state() {
    return state;
  }

  /**
   * Compares predictions with {@code labelCol}.
   *
   * @throws InvalidInputException if a column is missing or of the wrong type, or a row is
   *     malformed
   */
  public final BaselineMetrics evaluate(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> measured(dataset));
  }

  private BaselineMetrics measured(Dataset<?> dataset) {
    checkColumns(dataset.schema(), true);
    Broadcast<S> broadcast = broadcast(dataset);
    try {
      return measure(dataset.toDF(), broadcast).notes(notes());
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    } finally {
      broadcast.destroy();
    }
  }

  /**
   * Adds {@code predictionCol} and keeps every other column and the order of the rows.
   *
   * @throws InvalidInputException if inputCol is missing or has the wrong type, or predictionCol
   *     exists; if a row is malformed, it is the cause of the exception that the Spark action
   *     throws
   */
  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> predicted(dataset));
  }

  private Dataset<Row> predicted(Dataset<?> dataset) {
    StructType output = transformSchema(dataset.schema());
    RowPredictor<S> predictor = predictor(dataset.schema());
    Broadcast<S> broadcast = broadcast(dataset); // removed by Spark's cleaner, after the data set
    MapPartitionsFunction<Row, Row> predict =
        part -> BaselineRows.map(part, row -> with(row, predictor.predict(broadcast.value(), row)));
    return OutputColumn.map(dataset.toDF(), predict, output);
  }

  /** An array as Spark's own rows hold it: an action may see a row without a conversion between. */
  static Object array(Object values) {
    return ArraySeq$.MODULE$.make(values);
  }

  private static Row with(Row row, Object prediction) {
    Object[] values = new Object[row.size() + 1];
    for (int j = 0; j < row.size(); j++) {
      values[j] = row.get(j);
    }
    values[row.size()] = prediction;
    return RowFactory.create(values);
  }

  private Broadcast<S> broadcast(Dataset<?> dataset) {
    return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
        .broadcast(state);
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    return outputSchema(schema, false);
  }

  @Override
  public final M copy(ParamMap extra) {
    M copy = create(uid()).setContent(lines, state);
    copyValues(copy, extra);
    copy.setParent(parent());
    return copy;
  }

  @Override
  public final MLWriter write() {
    return new BaselineWriter(this);
  }
}
