package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.baseline.Hmm;
import org.sparkrnn.baseline.NGram;
import org.sparkrnn.baseline.NaiveBayes;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** Metrics of baselines, by hand. */
class BaselineMetricsTest {
  /** One string per row. */
  private static Dataset<Row> texts(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      String[] both = text.split("/");
      rows.add(RowFactory.create(both[0], both.length > 1 ? both[1] : null));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            new StructType().add("text", DataTypes.StringType).add("class", DataTypes.StringType));
  }

  /** One row of the columns of a SQL expression. */
  private static Dataset<Row> row(String expression) {
    return LocalSpark.session().range(1).selectExpr(expression.split(";"));
  }

  @Test
  void aLanguageModelGivesNatsAndPerplexity() {
    BaselineMetrics metrics =
        new NGramLanguageModel()
            .setOrder(2)
            .setBoundaries("stream")
            .fit(texts("a", "ab"), "text", null)
            .evaluate(texts("ba", "b"));
    // P(b) = 1/3; after b nothing was seen: P(a) = 8/15; P(b | a) = 5/12
    double nats = -Math.log(1 / 3.0 * 8 / 15 * 5 / 12) / 3;
    assertEquals(3, metrics.tokens());
    assertEquals(nats, metrics.get("nats"), 1e-12);
    assertEquals(Math.exp(nats), metrics.get("perplexity"), 1e-12);
    assertEquals(nats / Math.log(2), metrics.get("bitsPerToken"), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> metrics.get("rmse"));
  }

  @Test
  void rareTokensBecomeTheUnknownWord() {
    TrainedNGramLanguageModel model =
        new NGramLanguageModel()
            .setLevel("word")
            .setMinCount(2)
            .fit(texts(" to be or not to be "), "text", null);
    assertEquals(List.of("<unk>", "be", "to"), model.ngram().vocabulary().entries());
    assertEquals("be", model.transform(texts("be")).first().getString(0));
    assertEquals(2, model.transform(texts("be")).first().getList(2).size()); // and the end
  }

  @Test
  void classesHaveMacroMeansOverThoseThatOccur() {
    MajorityClassifierModel model =
        new MajorityClassifier().fit(texts("a/X", "b/X", "c/Y", "d/Z"), "text", "class");
    assertEquals("X", model.majority());
    BaselineMetrics metrics = model.evaluate(texts("a/X", "b/Y", "c/Y", "d/X"));
    assertEquals(0.5, metrics.get("accuracy"));
    assertEquals(0.5, metrics.get("macroRecall"));
    assertEquals((2 * 2 / 6.0 + 0) / 2, metrics.get("macroF1"), 1e-12);
  }

  @Test
  void rareNGramsAreLeftOutOnAnyPartitions() {
    // "ab" is seen five times, "ba" twice, "bc" once; of three tokens: "aba" and "bab" twice, "abc"
    Dataset<Row> texts = texts("abab", "ab", "abc", "ab");
    for (int partitions : new int[] {1, 3}) {
      NGramLanguageModel all = new NGramLanguageModel().setOrder(3).setBoundaries("stream");
      Map<String, Long> counts =
          all.setMaxNGrams(2)
              .fit(texts.coalesce(1).repartition(partitions), "text", null)
              .ngram()
              .counts();
      assertEquals(Set.of("a", "b", "c"), only(counts, 1));
      assertTrue(only(counts, 2).size() + only(counts, 3).size() <= 2, counts::toString);
      assertTrue(only(counts, 2).contains("a\tb"), counts::toString);
    }
    Map<String, Long> whole =
        new NGramLanguageModel().setOrder(3).fit(texts, "text", null).ngram().counts();

    assertTrue(only(whole, 3).size() > 2, whole::toString);
  }

  /** The n-grams of a given number of tokens. */
  private static Set<String> only(Map<String, Long> counts, int order) {
    return counts.keySet().stream()
        .filter(ngram -> ngram.split("\t").length == order)
        .collect(Collectors.toSet());
  }

  @Test
  void aTaggerCountsUnknownWordsAndSpans() {
    String gold = "split(text, '') as tokens";
    Dataset<Row> training = texts("ab").selectExpr(gold, "array('B-x', 'O') as labels");
    Dataset<Row> test = texts("abb").selectExpr(gold, "array('B-x', 'O', 'B-x') as labels");
    BaselineMetrics metrics = new HmmTagger().fit(training).evaluate(test);
    assertEquals(2 / 3.0, metrics.get("accuracy"), 1e-12);
    assertTrue(Double.isNaN(metrics.get("unknownAccuracy")));
    assertEquals(2 / 3.0, metrics.get("spanF1"), 1e-12);
    Dataset<Row> uneven = test.withColumn("labels", functions.expr("array('O')"));
    String said =
        assertThrows(InvalidInputException.class, () -> new HmmTagger().fit(uneven)).getMessage();
    assertTrue(said.contains("row 1 of partition"), said);
  }

  @Test
  void labelsHaveNatsAStep() {
    Dataset<Row> data = row("array(array(0D), array(1D)) as x;array(array(1D), array(1D)) as y");
    LabelFrequencyModel model = new LabelFrequency().fit(data, "x", "y");
    BaselineMetrics metrics = model.evaluate(data); // P = (1 + 1) / (1 + 2) in both states
    assertEquals(-Math.log(2 / 3.0), metrics.get("nll"), 1e-12);
    assertEquals(1, metrics.get("microF1"));
    assertEquals(2, metrics.tokens());
    LabelFrequencyModel order0 = new LabelFrequency().setOrder(0).fit(data, "x", "y");
    assertEquals(-Math.log(3 / 4.0), order0.evaluate(data).get("nll"), 1e-12);
    Dataset<Row> wide = row("array(array(0D, 1D)) as x;array(array(1D)) as y");
    String said =
        assertThrows(InvalidInputException.class, () -> model.evaluate(wide)).getMessage();
    assertTrue(said.contains("steps have 2 numbers; expected 1"), said);
  }

  @Test
  void seriesAreForecastInFourWays() {
    Dataset<Row> data =
        row("array(1D, 2D, 4D) as x;7D as next;array(2D, 4D, 7D) as each;array(7D, 8D) as two");
    SeasonalForecaster naive = new SeasonalForecaster();
    BaselineMetrics last = naive.fit(data, "x", "next").evaluate(data);
    assertEquals("persistence", last.name());
    assertEquals(3, last.get("rmse"));
    naive.setReadout("each");
    assertEquals(2, naive.fit(data, "x", "each").evaluate(data).get("mae"), 1e-12); // 1, 2, 3
    assertEquals(1.5, naive.fit(data, "x", "x").evaluate(data).get("mae"), 1e-12); // 1, 2
    naive.setReadout("last").setPeriod(2).setHorizon(2);
    SeasonalForecasterModel seasonal = naive.fit(data, "x", "two"); // 2, 4
    assertEquals("seasonal", seasonal.name());
    assertEquals(4.5, seasonal.evaluate(data).get("mae"), 1e-12);
    assertEquals(
        List.of(2.0, 4.0), seasonal.transform(data).select("prediction").first().getList(0));
    String said =
        assertThrows(
                InvalidInputException.class,
                () -> new SeasonalForecaster().setChannel(1).fit(data, "x", "next").evaluate(data))
            .getMessage();
    assertTrue(said.contains("channel is 1, but steps have 1 numbers"), said);
    said =
        assertThrows(InvalidInputException.class, () -> naive.fit(data, "x", "next").evaluate(data))
            .getMessage();
    assertTrue(said.contains("labelCol has 1 values; expected 2"), said);
    Dataset<Row> infinite = row("array(1D, double('Infinity')) as x;7D as next");
    said =
        assertThrows(
                InvalidInputException.class,
                () -> new SeasonalForecaster().fit(infinite, "x", "next").evaluate(infinite))
            .getMessage();
    assertTrue(said.contains("x contains Infinity at step 2"), said);
  }

  private static <T extends Serializable> T kryo(T value, Class<T> type) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    scala.reflect.ClassTag<T> tag = scala.reflect.ClassTag$.MODULE$.apply(type);
    return kryo.deserialize(kryo.serialize(value, tag), tag);
  }

  @Test
  void modelsSurviveKryo() {
    NGram ngram = new NGramLanguageModel().fit(texts("abracadabra"), "text", null).ngram();
    assertEquals(ngram.counts(), kryo(ngram, NGram.class).counts());
    NaiveBayes bayes =
        new NaiveBayesClassifier().fit(texts("ab/X", "ba/Y"), "text", "class").naiveBayes();
    assertEquals("Y", kryo(bayes, NaiveBayes.class).classify(new String[] {"b", "a"}));
    Dataset<Row> tagged =
        texts("ab").selectExpr("split(text, '') as tokens", "array('X', 'Y') as labels");
    Hmm hmm = kryo(new HmmTagger().fit(tagged).hmm(), Hmm.class);
    assertEquals("Y", hmm.tag(new String[] {"?", "b"})[1]);
  }
}
