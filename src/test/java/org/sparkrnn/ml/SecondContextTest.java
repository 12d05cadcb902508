package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** A model can be used after its SparkContext has ended; the resources of that context cannot. */
class SecondContextTest {
  @Test
  void aModelWorksInTheNextContextOfTheSameProcess() {
    SequenceTaggerModel model = tagger(1).fit(ToyData.tokens(16, 1));
    List<Row> before = model.transform(ToyData.tokens(16, 2)).collectAsList();
    double accuracy = model.evaluate(ToyData.tokens(16, 2)).accuracy();
    LocalSpark.stop();
    assertEquals(before, model.transform(ToyData.tokens(16, 2)).collectAsList());
    assertEquals(accuracy, model.evaluate(ToyData.tokens(16, 2)).accuracy());
  }
}
