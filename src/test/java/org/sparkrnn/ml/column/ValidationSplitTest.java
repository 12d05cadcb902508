package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceRegressorModel;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Which rows {@code validationFraction} holds out. */
class ValidationSplitTest {
  private static final int N = 40;
  private static final double FRACTION = 0.25;

  /** A series of a few repeated values, with shuffled rows whose times are text. */
  private static Dataset<Row> table() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, N)
        .forEach(t -> rows.add(RowFactory.create(String.valueOf(t), (double) (t % 3))));
    Collections.shuffle(rows, new Random(1));
    StructType schema = new StructType().add("t", "string").add("y", "double");
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows, 3), schema);
  }

  private static SequenceRegressor regressor() {
    SequenceRegressor regressor =
        new SequenceRegressor()
            .setInputCols("y")
            .setLabelCol("y")
            .setWindow(2)
            .setHiddenSize(2)
            .setMaxEpochs(2)
            .setNumShards(1);
    return regressor.setExecution("threads").setValidationFraction(FRACTION);
  }

  @Test
  void ofASeriesTheLastRowsInTime() {
    Dataset<Row> marked = regressor().setTimeCol("t").withHeldOut(table(), "held");
    List<Integer> held =
        marked.filter("held").collectAsList().stream()
            .map(row -> Integer.valueOf(row.getString(0)))
            .sorted()
            .toList();
    assertEquals(IntStream.range(30, N).boxed().toList(), held);
    assertEquals(N, marked.count());
  }

  @Test
  void aFitHoldsOutWhatIsMarked() {
    SequenceRegressor regressor = regressor().setTimeCol("t");
    SequenceRegressorModel model = regressor.fit(table());
    assertEquals(28, model.summary().sequences(), "windows of 2 + 1 in the first 30 rows");
    assertTrue(!model.isDefined(model.validationIndicatorCol()));
    Dataset<Row> marked = regressor.withHeldOut(table(), "held");
    String same = regressor.setValidationIndicatorCol("held").fit(marked).weightsSha256();
    assertEquals(same, model.weightsSha256());
  }

  /** Rows of these times, whose order as texts differs from that as days. */
  private static Dataset<Row> days(String... times) {
    List<Row> rows = Arrays.stream(times).map(time -> RowFactory.create(time, 1.0)).toList();
    StructType schema = new StructType().add("t", "string").add("y", "double");
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  @Test
  void aSeriesToValidateOnIsLaterAsTimesAreRead() {
    SequenceRegressor regressor = regressor().setTimeCol("t");
    Dataset<Row> january = days("31.01.2024", "30.01.2024", null);
    regressor.requireLater(january, days("02.02.2024", "01.02.2024"));
    regressor.requireLater(january, days());
    regressor.requireLater(january, days((String) null)); // which a fit refuses
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> regressor.requireLater(january, days("01.02.2024", "31.01.2024")))
            .getMessage();
    assertTrue(
        message.startsWith("validation begins at t 31.01.2024, but train ends at 31.01.2024;"),
        message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void ofOtherRowsTheSameWhateverThePartitions(int partitions) {
    List<Row> rows = ToyData.rows(N, 1);
    Dataset<Row> data = ToyData.spread(rows, ToyData.STRINGS, partitions, 2);
    SequenceTagger tagger =
        new SequenceTagger()
            .setInputCol("tokens")
            .setLabelCol("tags")
            .setValidationFraction(FRACTION);
    assertEquals(held(tagger, ToyData.spread(rows, ToyData.STRINGS, 2, 7)), held(tagger, data));
    long count = tagger.withHeldOut(data, "held").filter("held").count();
    assertTrue(count > 7 && count <= FRACTION * N, count + " of " + N);
  }

  private static TreeSet<String> held(SequenceTagger tagger, Dataset<Row> data) {
    return tagger.withHeldOut(data, "held").filter("held").collectAsList().stream()
        .map(row -> row.getAs("tokens").toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of three classes, one of which is rare. */
  private static List<Row> names() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> rows.add(RowFactory.create("a" + i, "many")));
    IntStream.range(0, 20).forEach(i -> rows.add(RowFactory.create("b" + i, "some")));
    IntStream.range(0, 10).forEach(i -> rows.add(RowFactory.create("c" + i, null)));
    return rows;
  }

  private static List<Row> heldNames(List<Row> rows, double fraction) {
    StructType schema = new StructType().add("name", "string").add("class", "string");
    return new SequenceClassifier()
        .setInputCol("name")
        .setLabelCol("class")
        .setValidationFraction(fraction)
        .withHeldOut(LocalSpark.session().createDataFrame(ToyData.rdd(rows, 3), schema), "held")
        .filter("held")
        .collectAsList();
  }

  @Test
  void ofEachClassItsShare() {
    TreeMap<String, Integer> held = new TreeMap<>();
    heldNames(names(), 0.2)
        .forEach(row -> held.merge(String.valueOf(row.getString(1)), 1, Integer::sum));
    assertEquals(Map.of("many", 10, "some", 4, "null", 2), held);
  }

  @Test
  void equalInputsAreOnOneSideThoughOfTwoClasses() {
    List<Row> twice = names();
    names().forEach(row -> twice.add(RowFactory.create(row.getString(0), "other")));
    List<Row> held = heldNames(twice, 0.2);
    assertEquals(32, held.size());
    assertEquals(16, held.stream().map(row -> row.getString(0)).distinct().count());
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.04, 3", "0.99, 79", "0, 0"})
  void ofFewRowsAtLeastOneIsHeldOut(double fraction, int expected) {
    assertEquals(expected, heldNames(names(), fraction).size());
  }

  @Test
  void noInputOfMoreRowsThanTheShareIsHeldOut() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 990).forEach(i -> rows.add(RowFactory.create("often", "x")));
    IntStream.range(0, 10).forEach(i -> rows.add(RowFactory.create("rarely", "y")));
    List<Row> held = heldNames(rows, 0.1);
    assertEquals(10, held.size());
    assertEquals("rarely", held.get(0).getString(0));
    assertEquals(3, heldNames(names().subList(0, 4), 0.9).size(), "one is left to train on");
  }

  @Test
  void ofEqualInputsNoneIsHeldOut() {
    List<Row> equal = List.of(RowFactory.create("same", "x"), RowFactory.create("same", "y"));
    String message =
        assertThrows(InvalidInputException.class, () -> heldNames(equal, 0.3)).getMessage();
    assertTrue(message.startsWith("validationFraction is 0.3, but all rows have equal inputs"));
  }

  @Test
  void ofManyRowsAboutAsManyByChance() {
    List<Row> many =
        IntStream.range(0, 101_000).mapToObj(i -> RowFactory.create("n" + i, "x")).toList();
    int held = heldNames(many, 0.1).size();
    assertTrue(held > 9_500 && held < 10_700, held + " of 101000");
  }

  @Test
  void windowsOfOneRowStayOnOneSide() {
    Dataset<Row> data =
        LocalSpark.session()
            .range(N)
            .selectExpr("array(id + 0.0D, id + 0.1D, id + 0.2D, id + 0.3D, id + 0.4D) as y");
    SequenceRegressor regressor = regressor().setInputCol("y");
    regressor.clear(regressor.inputCols());
    long training = regressor.withHeldOut(data, "held").filter("not held").count();
    assertTrue(training > 20 && training < N, training + " of " + N);
    assertEquals(3 * training, regressor.fit(data).summary().sequences());
  }
}
