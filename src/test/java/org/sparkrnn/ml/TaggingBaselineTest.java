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
    BaselineMetrics metrics = measure(model, training, slashed("a/Y b/X d/X", "d/Y"));
    assertEquals("mostFrequentTag", metrics.name());
    assertEquals(2, metrics.sequences());
    assertEquals(4, metrics.tokens());
    assertEquals(0.75, metrics.get("accuracy"));
    assertEquals(0.5, metrics.get("unknownAccuracy"));
  }

  @Test
  void whereCharactersTellTheNetworkUpperCaseTheBaselineSeesItToo() {
    Dataset<Row> training = slashed("us/X us/X US/Y", "us/X US/Y");
    Dataset<Row> measured = slashed("us/X US/Y");
    SequenceTagger lower = tagger(1).setLowercase(true);
    assertEquals(0.5, measure(lower.fit(training), training, measured).get("accuracy"));
    SequenceTagger characters = lower.setCharacterFilters(4);
    assertEquals(1, measure(characters.fit(training), training, measured).get("accuracy"));
    characters.setCharacterFilters(0).setCharacterEncoder("bilstm").setCharacterUnits(2);
    assertEquals(1, measure(characters.fit(training), training, measured).get("accuracy"));
  }

  /** A network with minCount knows fewer tokens than a baseline has seen. */
  @Test
  void unknownIsWhatTheNetworkDoesNotKnow() {
    Dataset<Row> training = slashed("a/X a/X b/Y", "a/X");
    SequenceTaggerModel model = tagger(1).setMinCount(2).fit(training);
    Dataset<Row> measured = slashed("a/X b/Y c/Y");
    for (BaselineTrial trial : TaggingBaseline.trials(model, training, measured)) {
      // The baseline knows b, but the network does not; neither knows c.
      double b = 1;
      double c = trial.name().equals("hmm2") ? cByHmm(training, measured) : 0;
      assertEquals((b + c) / 2, trial.measure().orElseThrow().get("unknownAccuracy"), trial.name());
    }
    double alone =
        new MostFrequentTagger()
            .fit(training, "tokens", "labels")
            .evaluate(measured)
            .get("unknownAccuracy");
    assertEquals(0, alone);
  }

  private static double cByHmm(Dataset<Row> training, Dataset<Row> measured) {
    return new HmmTagger()
        .fit(training, "tokens", "labels")
        .evaluate(measured)
        .get("unknownAccuracy");
  }

  /** The most frequent tag. */
  private static BaselineMetrics measure(
      SequenceTaggerModel model, Dataset<Row> training, Dataset<Row> measured) {
    return TaggingBaseline.trials(model, training, measured).get(0).measure().orElseThrow();
  }

  @Test
  void tokensAreLowercasedWhereTheTaggerLowercasesThem() {
    Dataset<Row> training = slashed("A/X a/X b/Y", "B/Y c/Y");
    Dataset<Row> other = slashed("A/X a/X D/Y B/Y");
    SequenceTaggerModel model = tagger(1).setLowercase(true).fit(training);
    assertEquals(1, measure(model, training, other).get("accuracy"));
    Dataset<Row> upper = slashed("A/X", "b/Y c/Y");
    Dataset<Row> lower = slashed("a/X");
    assertEquals(1, measure(model, upper, lower).get("accuracy"));
    SequenceTaggerModel exact = tagger(1).fit(upper);
    assertEquals(0, measure(exact, upper, lower).get("accuracy"));
  }

  @Test
  void vectorsGetTheMostFrequentLabel() {
    Dataset<Row> training =
        ToyData.vectors(8, 1)
            .withColumn(
                "labels", functions.expr("transform(labels, (l, i) -> if(i < 2, 'X', 'Y'))"));
    SequenceTaggerModel model = tagger(1).fit(training);
    // lengths 0 to 7: X 13 times, Y 15 times
    assertEquals(15 / 28.0, measure(model, training, training).get("accuracy"), 1e-12);
  }

  @Test
  void malformedRowsAreRefused() {
    Dataset<Row> good = slashed("a/X b/Y");
    SequenceTaggerModel model = tagger(1).fit(good);
    Dataset<Row> bad = good.withColumn("tokens", functions.expr("array('a')"));
    for (org.junit.jupiter.api.function.Executable use :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> measure(model, bad, good), () -> measure(model, good, bad))) {
      String message = assertThrows(InvalidInputException.class, use).getMessage();
      assertTrue(message.contains("2 labels"), message);
    }
  }
}
