package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

class TaggingBaselineTest {
  private static Dataset<Row> slashed(String... sentences) {
    List<Row> rows = new ArrayList<>();
    for (String sentence : sentences) {
      String[] steps = sentence.split(" ");
      String[] tokens = new String[steps.length];
      String[] labels = new String[steps.length];
      for (int t = 0; t < steps.length; t++) {
        tokens[t] = steps[t].split("/")[0];
        labels[t] = steps[t].split("/")[1];
      }
      rows.add(RowFactory.create(rows.size(), tokens, labels));
    }
    return LocalSpark.session().createDataFrame(rows, ToyData.schema(ToyData.STRINGS));
  }

  @Test
  void everyTokenGetsItsMostFrequentLabel() {
    Dataset<Row> training = slashed("a/X a/Y a/Y", "b/X c/X", "b/Z");
    SequenceTaggerModel model = tagger(1).fit(training);
    TaggingMetrics metrics =
        TaggingBaseline.fit(training, model).evaluate(slashed("a/Y b/X d/X", "d/Y"));
    assertEquals(0.75, metrics.accuracy());
    assertEquals(2, metrics.unknownSteps());
    assertEquals(0.5, metrics.unknownAccuracy());
    assertTrue(Double.isNaN(metrics.loss()));
  }

  @Test
  void tokensAreLowercasedWhereTheTaggerLowercasesThem() {
    Dataset<Row> training = slashed("A/X a/X b/Y", "B/Y c/Y");
    Dataset<Row> other = slashed("A/X a/X D/Y B/Y");
    SequenceTaggerModel model = tagger(1).setLowercase(true).fit(training);
    assertEquals(1, TaggingBaseline.fit(training, model).evaluate(other).accuracy());
    Dataset<Row> upper = slashed("A/X", "b/Y c/Y");
    Dataset<Row> lower = slashed("a/X");
    assertEquals(1, TaggingBaseline.fit(upper, model).evaluate(lower).accuracy());
    SequenceTaggerModel exact = tagger(1).fit(upper);
    assertEquals(0, TaggingBaseline.fit(upper, exact).evaluate(lower).accuracy());
  }

  @Test
  void vectorsGetTheMostFrequentLabel() {
    Dataset<Row> training =
        ToyData.vectors(8, 1)
            .withColumn(
                "labels", functions.expr("transform(labels, (l, i) -> if(i < 2, 'X', 'Y'))"));
    SequenceTaggerModel model = tagger(1).fit(training);
    // lengths 0 to 7: X 13 times, Y 15 times
    assertEquals(
        15 / 28.0, TaggingBaseline.fit(training, model).evaluate(training).accuracy(), 1e-12);
  }

  @Test
  void malformedRowsAreRefused() {
    Dataset<Row> good = slashed("a/X b/Y");
    SequenceTaggerModel model = tagger(1).fit(good);
    Dataset<Row> bad = good.withColumn("tokens", functions.expr("array('a')"));
    for (org.junit.jupiter.api.function.Executable use :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> TaggingBaseline.fit(bad, model),
            () -> TaggingBaseline.fit(good, model).evaluate(bad))) {
      String message = assertThrows(InvalidInputException.class, use).getMessage();
      assertTrue(message.contains("2 labels"), message);
    }
  }
}
