package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.predict.Tagger;
import org.sparkrnn.testkit.ToyData;

/** How many rows wait for each other before they are predicted. */
class RowChunksTest {
  private static SequenceTaggerModel model() {
    return new SequenceTagger()
        .setAutomatic(false)
        .setHiddenSize(5)
        .setMaxEpochs(1)
        .setNumShards(1)
        .fit(ToyData.tokens(64, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void noRowWaitsForMoreThanChunkRows(int chunkRows) {
    SequenceTaggerModel model = model();
    Dataset<Row> data = ToyData.tokens(10, 2);
    List<Row> rows = data.collectAsList();
    AtomicInteger read = new AtomicInteger();
    Iterator<Row> all = rows.iterator();
    Iterator<Row> counted =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Row next() {
            read.incrementAndGet();
            return all.next();
          }
        };
    PredictedRows<Tagger> predicted =
        new PredictedRows<>(
            counted,
            new SequenceRows(SequenceInput.of(data.schema(), model, model.network()), null),
            model.tagger(),
            new TaggerOutputs(false, 0),
            chunkRows);
    List<Row> expected = model.transform(data).collectAsList();
    for (int i = 0; i < rows.size(); i++) {
      Row row = predicted.next();
      int chunk = Math.min(rows.size(), (i / chunkRows + 1) * chunkRows);
      assertEquals(chunk, read.get(), "rows read before row " + i + " is given");
      assertEquals(expected.get(i), row);
    }
    assertFalse(predicted.hasNext());
  }

  @Test
  void aModelKeepsTheNumberOfRowsAndItsPredictions() {
    SequenceTaggerModel model = model();
    Dataset<Row> data = ToyData.tokens(40, 2);
    List<Row> expected = model.transform(data).collectAsList();
    assertEquals(1024, model.getChunkRows());
    assertEquals(expected, model.setChunkRows(1).transform(data).collectAsList());
    assertEquals(1, model.copy(ParamMap.empty()).getChunkRows());
  }
}
