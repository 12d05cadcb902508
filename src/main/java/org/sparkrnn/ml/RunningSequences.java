package org.sparkrnn.ml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.ColumnTypes;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.RunningOutputs;
import org.sparkrnn.ml.column.RunningRows;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.predict.NextSteps;
import org.sparkrnn.predict.SequencePredictor;

/**
 * Predicts sequences that never come as a whole: each row of a stream has the next steps of the
 * sequence of its key, and the network continues from the state in which the rows before left it.
 * The labels of a {@link SequenceTaggerModel} are bit for bit those that {@code transform} gives
 * for the whole sequence in one row. A {@link TrainedLanguageModel} gives the log-probability of a
 * row's tokens after all tokens of the rows before, and the perplexity of the row.
 *
 * <p>The state of each key is in the state store of the query (a vector of floats, {@code
 * org.sparkrnn.ml.column.KeptSequence}), which must be RocksDB, so a query that was killed
 * continues from its checkpoint and predicts each row once.
 *
 * <pre>{@code
 * spark.conf().set("spark.sql.streaming.stateStore.providerClass",
 *     "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");
 * Dataset<Row> predicted =
 *     new RunningSequences(model, "device", "time").setTimeToLive(Duration.ofDays(1)).transform(stream);
 * }</pre>
 */
public final class RunningSequences {
  private static final String PROVIDER = "spark.sql.streaming.stateStore.providerClass";
  private static final String ROCKS_DB =
      "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";
  private static final String KEY = "key"; // its name in the state store
  private static final List<String> ADDED = List.of(KEY, "order", "ended");
  private static final int DIGITS = 16; // of the digest of the weights

  private final RnnModel<?, ?> model;
  private final String keyCol;
  private final String orderCol;
  private String endCol = "";
  private Duration timeToLive;

  /**
   * @param model a {@link SequenceTaggerModel} or a {@link TrainedLanguageModel}; its Params name
   *     the columns that are read and added
   * @param keyCol column whose values say to which sequence a row belongs
   * @param orderCol column of whole numbers, timestamps or dates that increase within a sequence.
   *     Rows that arrive together are read in this order. A row whose value is not larger than that
   *     of a row that was read before, of the same sequence, comes too late: it is kept, but its
   *     predictions are null
   * @throws InvalidInputException if the model is of another kind, or its outputs depend on later
   *     steps: a bidirectional network, one with a crf, a convolution or a window, and for a tagger
   *     {@code nBestCol}, labels of whole sequences and labels that are converted between schemes
   */
  public RunningSequences(RnnModel<?, ?> model, String keyCol, String orderCol) {
    this.model = model;
    this.keyCol = Objects.requireNonNull(keyCol);
    this.orderCol = Objects.requireNonNull(orderCol);
    model.runningOutputs();
    new NextSteps(model.predictor());
  }

  /**
   * Names a boolean column that is true in the last row of a sequence. After it nothing is kept of
   * the sequence, and the next row of the key begins another one. A language model also predicts
   * the end token there. Null is false. By default no sequence ends.
   */
  public RunningSequences setEndCol(String value) {
    endCol = Objects.requireNonNull(value);
    return this;
  }

  /**
   * After how much time without new rows, by the clock, a sequence is forgotten; the next row of
   * its key then begins another one. By default everything is kept for ever, which takes the space
   * of one state per key. It holds for streams only. Spark then starts micro-batches without data
   * and passes no watermark on.
   *
   * @throws InvalidInputException if it is not positive
   */
  public RunningSequences setTimeToLive(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidInputException(
          "timeToLive is %s; expected a positive duration".formatted(value));
    }
    timeToLive = value;
    return this;
  }

  /**
   * Adds the prediction columns and keeps every other column with its metadata, but not the order
   * of the rows. A query writes the result in append mode. A data set that is not a stream is read
   * as a stream of one micro-batch.
   *
   * @throws InvalidInputException if a column is missing or has another type than expected, a
   *     column to add already exists, or the state store of a stream is not RocksDB. If a row is
   *     malformed, or the checkpoint of the query belongs to another model, it is the cause of the
   *     exception that ends the query
   */
  public Dataset<Row> transform(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> predicted(dataset.toDF(), model));
  }

  private <P extends SequencePredictor> Dataset<Row> predicted(
      Dataset<Row> dataset, RnnModel<?, P> of) {
    StructType schema = dataset.schema();
    StructType output = of.transformSchema(schema);
    RunningOutputs<P> outputs = of.runningOutputs();
    requireRocksDb(dataset);
    Duration ttl = dataset.isStreaming() ? timeToLive : null;
    int columns = schema.length();
    RunningRows<P> processor =
        new RunningRows<>(
            new SequenceRows(of.input(schema), null),
            of.broadcast(dataset),
            outputs,
            of.weightsSha256().substring(0, DIGITS),
            columns,
            output.length() - columns,
            ttl);
    Dataset<Row> rows = withKeys(dataset);
    KeyValueGroupedDataset<Row, Row> grouped =
        rows.groupBy(functions.col(KEY))
            .as(
                Encoders.row(new StructType().add(rows.schema().apply(KEY))),
                Encoders.row(rows.schema()));
    Dataset<Row> mapped =
        grouped.transformWithState(
            processor,
            ttl == null ? TimeMode.None() : TimeMode.ProcessingTime(),
            OutputMode.Append(),
            Encoders.row(OutputColumn.placed(output)));
    return OutputColumn.restored(mapped, output);
  }

  /** The rows with the columns that {@link RunningRows} needs, with unique names. */
  private Dataset<Row> withKeys(Dataset<Row> dataset) {
    StructType schema = dataset.schema();
    List<Column> all = new ArrayList<>(List.of(functions.col("*")));
    all.add(NamedColumn.of(schema, "keyCol", keyCol).column());
    all.add(order(NamedColumn.of(schema, "orderCol", orderCol)));
    all.add(
        endCol.isEmpty() ? functions.lit(false) : ended(NamedColumn.of(schema, "endCol", endCol)));
    List<String> names = new ArrayList<>(List.of(schema.fieldNames()));
    names.addAll(ADDED);
    if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
        < names.size()) { // Spark would confuse them
      for (int i = 0; i < schema.length(); i++) {
        names.set(i, Integer.toString(i));
      }
    }
    return dataset.select(all.toArray(Column[]::new)).toDF(names.toArray(String[]::new));
  }

  private static Column order(NamedColumn column) {
    DataType type = column.type();
    if (type.equals(DataTypes.TimestampType)) {
      return functions.unix_micros(column.column());
    }
    if (type.equals(DataTypes.DateType)) {
      return functions.unix_date(column.column()).cast(DataTypes.LongType);
    }
    if (!ColumnTypes.integer(type)) {
      throw column.wrongType("a whole number, a timestamp or a date, in the order of the steps");
    }
    return column.column().cast(DataTypes.LongType);
  }

  private static Column ended(NamedColumn column) {
    if (!column.type().equals(DataTypes.BooleanType)) {
      throw column.wrongType("boolean, true in the last row of a sequence");
    }
    return functions.coalesce(column.column(), functions.lit(false));
  }

  private static void requireRocksDb(Dataset<Row> dataset) {
    String provider = dataset.sparkSession().conf().get(PROVIDER, "");
    if (dataset.isStreaming() && !provider.contains("RocksDB")) {
      throw new InvalidInputException(
          "%s is %s, but only RocksDB can hold the states of sequences; set it to %s"
              .formatted(PROVIDER, provider, ROCKS_DB));
    }
  }
}
