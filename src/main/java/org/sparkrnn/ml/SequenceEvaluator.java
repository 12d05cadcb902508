package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function0;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.param.kind.DeclaredParams;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Base class of all evaluators: the column of predictions and the name of the metric. A subclass
 * defines which metrics there are and how a row is counted.
 *
 * @param <E> the evaluator itself, which setters return
 * @param <M> the type of its metrics
 */
public abstract class SequenceEvaluator<E extends SequenceEvaluator<E, M>, M> extends Evaluator
    implements ParamOwner, DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private DeclaredParams declared; // no initializer, see ParamOwner

  /**
   * @param uid null for a new one
   * @param prediction the default of predictionCol, which is that of the estimator
   */
  SequenceEvaluator(String uid, String prediction) {
    declaredParams().declareAll(this, uid);
    setDefault(predictionCol(), prediction);
    setDefault(metricName(), metricNames().get(0));
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

  /** The values of metricName, the default first; asked for before constructors are done. */
  abstract List<String> metricNames();

  /**
   * @param name one of {@link #metricNames}
   */
  abstract double value(M metrics, String name);

  /**
   * All metrics of the columns.
   *
   * @throws InvalidInputException if a column is missing, has the wrong type or contains null, or
   *     if the values of a row do not match
   */
  public abstract M metrics(Dataset<?> dataset);

  /** The column with the predictions that the model adds. */
  public Param<String> predictionCol() {
    return column("predictionCol", "column with the predictions that the model adds");
  }

  /** The value of {@link #predictionCol}. */
  public String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  /** The metric that {@link #evaluate} returns. */
  public Param<String> metricName() {
    return declared(
        "metricName",
        () ->
            new Param<>(
                this,
                "metricName",
                "metric: " + String.join(", ", metricNames()),
                Valid.oneOf("metricName", metricNames())),
        null);
  }

  /** The value of {@link #metricName}. */
  public String getMetricName() {
    return getOrDefault(metricName());
  }

  final Param<String> column(String name, String doc) {
    return declared(name, () -> new Param<>(this, name, doc, Valid.columnName(name)), null);
  }

  final E with(Param<String> param, String value) {
    set(param, value);
    return self();
  }

  /** Sets {@link #predictionCol}. */
  public E setPredictionCol(String value) {
    return with(predictionCol(), value);
  }

  /** Sets {@link #metricName}. */
  public E setMetricName(String value) {
    return with(metricName(), value);
  }

  @SuppressWarnings("unchecked")
  private E self() {
    return (E) this;
  }

  /**
   * The value of the metric {@link #metricName}.
   *
   * @throws InvalidInputException as {@link #metrics}
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    return value(NamedColumn.inSession(dataset, () -> metrics(dataset)), getMetricName());
  }

  /** Adds a row to counts and returns them. */
  @FunctionalInterface
  interface Counting<C> extends Serializable {
    C add(C counts, Row row);
  }

  /**
   * Counts all rows in one job.
   *
   * @param zero gives new counts of nothing at each call
   * @throws InvalidInputException that names the row, if {@code counting} throws one
   */
  static <C> C sum(
      Dataset<?> dataset, Function0<C> zero, Counting<C> counting, Function2<C, C, C> merge) {
    FlatMapFunction<Iterator<Row>, C> part =
        rows -> {
          C counts = zero.call();
          for (long number = 0; rows.hasNext(); number++) {
            SequenceRows.checked(rows.next(), number, row -> counting.add(counts, row));
          }
          return List.of(counts).iterator();
        };
    try {
      return dataset
          .toDF()
          .toJavaRDD()
          .mapPartitions(part)
          .treeAggregate(zero.call(), merge, merge);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public E copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
