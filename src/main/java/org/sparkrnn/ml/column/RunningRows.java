package org.sparkrnn.ml.column;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.SequencePredictor;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Appends the values of the prediction columns to the rows of a stream, each of which continues the
 * sequence of its key. Between micro-batches all that is known of a sequence is in the state store.
 *
 * <p>Rows have three columns behind those of the data: the key, the order (long) and whether the
 * sequence ends with the row (boolean).
 *
 * @param <P> the model's predictor
 */
public final class RunningRows<P extends SequencePredictor>
    extends StatefulProcessor<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final String STATE = "sequence";

  private final SequenceRows encoding;
  private final Broadcast<P> sent;
  private final RunningOutputs<P> outputs;
  private final String model;
  private final int columns; // of the data
  private final int predictions; // added columns
  private final Duration timeToLive; // or null

  private transient ValueState<KeptSequence> state; // of the key whose rows are handled
  private transient long number; // of rows so far, for messages

  /**
   * @param model the beginning of the digest of the weights
   * @param columns the number of columns of the data
   * @param predictions the number of columns that {@code outputs} adds
   * @param timeToLive how long a sequence without new rows is kept; null for ever
   */
  public RunningRows(
      SequenceRows encoding,
      Broadcast<P> sent,
      RunningOutputs<P> outputs,
      String model,
      int columns,
      int predictions,
      Duration timeToLive) {
    this.encoding = encoding;
    this.sent = sent;
    this.outputs = outputs;
    this.model = model;
    this.columns = columns;
    this.predictions = predictions;
    this.timeToLive = timeToLive;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    TTLConfig ttl = timeToLive == null ? TTLConfig.NONE() : new TTLConfig(timeToLive);
    state = getHandle().getValueState(STATE, Encoders.bean(KeptSequence.class), ttl);
  }

  @Override
  public scala.collection.Iterator<Row> handleInputRows(
      Row key, scala.collection.Iterator<Row> rows, TimerValues timers) {
    List<Row> all = new ArrayList<>();
    while (rows.hasNext()) {
      all.add(SequenceRows.checked(rows.next(), number + all.size(), this::sound));
    }
    all.sort(Comparator.comparingLong(this::order));
    KeptSequence stored = state.get();
    KeptSequence kept = stored;
    List<Row> predicted = new ArrayList<>(all.size());
    for (Row row : all) {
      Object[] values = new Object[predictions]; // null if it comes too late
      if (kept == null || order(row) > kept.getOrder()) {
        KeptSequence before = kept == null ? new KeptSequence(model) : kept;
        values = SequenceRows.checked(row, number, r -> read(before, r));
        kept = ended(row) ? null : before;
      }
      number++;
      predicted.add(PredictedRows.joined(row, columns, values));
    }
    if (kept != null) {
      state.update(kept);
    } else if (stored != null) {
      state.clear();
    }
    return CollectionConverters.asScala(predicted.iterator());
  }

  private Object[] read(KeptSequence kept, Row row) {
    if (!model.equals(kept.getModel())) {
      throw new InvalidInputException(
          "the state store has the state of another model (weightsSha256 %s...; this one has %s...); continue the query with the model that it was started with, or start a new query with another checkpointLocation"
              .formatted(kept.getModel(), model));
    }
    P predictor = sent.value();
    Object[] values =
        outputs.of(predictor, kept, encoding.encode(row, predictor.encoder()), ended(row));
    kept.setOrder(order(row));
    return values;
  }

  private Row sound(Row row) {
    if (row.isNullAt(columns) || row.isNullAt(columns + 1)) {
      throw new InvalidInputException(
          "%s is null; each row needs the key of its sequence and its place in it"
              .formatted(row.isNullAt(columns) ? "keyCol" : "orderCol"));
    }
    return row;
  }

  private long order(Row row) {
    return row.getLong(columns + 1);
  }

  private boolean ended(Row row) {
    return row.getBoolean(columns + 2);
  }
}
