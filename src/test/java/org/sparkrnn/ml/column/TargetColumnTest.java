package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.testkit.LocalSpark;

/** How each type of target column is read, and the messages for those that cannot be read. */
class TargetColumnTest {
  private static final SequenceEncoder LABELS =
      new SequenceEncoder(null, 1, new Vocabulary(List.of("1", "0", "2", "x", "true"), false));

  private static Dataset<Row> data(String expression) {
    return LocalSpark.session().range(1).selectExpr(expression + " as y");
  }

  private static Dataset<Row> vector(String array) {
    Dataset<Row> data = data(array);
    return data.select(functions.array_to_vector(data.col("y")).as("y"));
  }

  private static TargetColumn labels(Dataset<Row> data, Readout readout) {
    return TargetColumn.labels(data.schema(), "labelCol", "y", readout);
  }

  private static LabelSets sets(Dataset<Row> data, Readout readout) {
    return sets(data, readout, null);
  }

  private static LabelSets sets(Dataset<Row> data, Readout readout, Boolean labelSets) {
    return TargetColumn.labelSets(data.schema(), "labelCol", "y", readout, labelSets);
  }

  private static Dataset<Row> rows(String type, String... values) {
    return LocalSpark.session()
        .sql("values " + String.join(", ", values))
        .selectExpr("cast(col1 as " + type + ") as y");
  }

  private static String form(Readout readout, String... values) {
    String type = readout == Readout.EACH_STEP ? "array<array<int>>" : "array<int>";
    Dataset<Row> data = rows(type, values);
    try {
      return LabelForm.sets(data, sets(data, readout)) ? "sets" : "indicators";
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().contains("set labelSets=true if"), e.getMessage());
      return e.getMessage().contains("both ways") ? "both" : "neither";
    }
  }

  /**
   * No set contains a number twice, and vectors have the same length, so all lists together decide
   * it.
   */
  @Test
  void wholeNumbersAreLabelsOrZerosAndOnesByAllOfTheData() {
    Readout one = Readout.LAST_STEP;
    assertEquals(
        "indicators", form(one, "array(1, 0, 1)", "array(0, 1, 0)", "array(1, null)", "null"));
    assertEquals("indicators", form(one, "array(1, 0)", "array(0, 0)"));
    assertEquals("sets", form(one, "array(1, 0)", "array(7)"));
    assertEquals("sets", form(one, "array(1, 0)", "array(0)"));
    assertEquals("sets", form(one, "array()", "array(1)"));
    assertEquals("sets", form(one, "array()", "null"));
    assertEquals("sets", form(one, "array(1, 1)", "array(3)"));
    assertEquals("sets", form(one, "array(60, 60, 64)", "array(0, 62, 65)"));
    assertEquals("both", form(one, "array(1, 0)", "array(0, 1)"));
    assertEquals("both", form(one, "array(1)", "array(0)"));
    assertEquals("neither", form(one, "array(1, 0, 1)", "array(0, 2, 0)"));
    assertEquals("neither", form(one, "array(1, 0, 1)", "array(0, 0)"));
    Readout each = Readout.EACH_STEP;
    assertEquals(
        "indicators",
        form(each, "array(array(1, 0, 1), null)", "array(array(0, 0, 0))", "array()"));
    assertEquals("sets", form(each, "array(array(5, 21), array(0, 1))"));
    assertEquals("both", form(each, "array(array(0, 1))"));
  }

  @Test
  void whatIsKnownOfLabelsHoldsForEveryType() {
    SequenceEncoder three =
        new SequenceEncoder(null, 1, new Vocabulary(List.of("0", "1", "2"), false));
    for (String number : List.of("int", "double", "float", "decimal(3, 1)")) {
      Dataset<Row> roll = rows("array<" + number + ">", "array(0, 1, 1)");
      LabelSets indicators = sets(roll, Readout.LAST_STEP, false);
      assertEquals(Map.of("0", 0, "1", 1, "2", 1), counted(indicators, roll.head(), 4));
      assertTargets(Targets.vector(0, 1, 1), indicators.encode(roll.head(), 4, three), 4);
      refused(
          () -> LabelForm.requireSets(roll, sets(roll, Readout.LAST_STEP, true)),
          "y contains vectors with a 0 or 1 for each label");

      Dataset<Row> labels = rows("array<" + number + ">", "array(2, 0)");
      LabelSets set = sets(labels, Readout.LAST_STEP, true);
      LabelForm.requireSets(labels, set);
      assertEquals(Map.of("0", 1, "2", 1), counted(set, labels.head(), 4));
      LabelSets asVector = sets(labels, Readout.LAST_STEP, false);
      refused(
          () -> counted(asVector, labels.head(), 4), "y contains 2.0; expected 1 for each label");
    }
    Dataset<Row> short2 = data("array(1D, 0D)");
    refused(
        () -> sets(short2, Readout.LAST_STEP).encode(short2.head(), 4, three),
        "y has 2 numbers; expected 3, a 0 or 1 for each label");
    Dataset<Row> half = data("array(0.5D)");
    refused(
        () -> counted(sets(half, Readout.LAST_STEP, true), half.head(), 4),
        "y contains 0.5; expected whole numbers");
    refused(
        () -> sets(data("array('a')"), Readout.LAST_STEP, false),
        "labelCol y has type array<string>",
        "because labelSets is false");
    refused(() -> sets(vector("array(1D)"), Readout.LAST_STEP, true), "because labelSets is true");
  }

  private static TargetColumn values(Dataset<Row> data, Readout readout) {
    return TargetColumn.values(data.schema(), "labelCol", "y", readout);
  }

  /** Compares targets by a hash, because not all their content has accessors. */
  private static void assertTargets(Column expected, Column actual, int steps) {
    assertEquals(expected.toString(), actual.toString());
    assertEquals(hash(expected, steps), hash(actual, steps));
  }

  private static long hash(Column targets, int steps) {
    return new EncodedSequence(steps, Column.tokens(new int[steps]), targets).contentHash();
  }

  private static Map<String, Integer> counted(TargetColumn column, Row row, int steps) {
    Map<String, Integer> counts = new TreeMap<>();
    column.count(
        row,
        steps,
        new TargetColumn.Counter() {
          @Override
          public void label(String label, int count) {
            counts.merge(label, count, Integer::sum);
          }

          @Override
          public void width(int numbers) {
            counts.merge("width " + numbers, 1, Integer::sum);
          }
        });
    return counts;
  }

  private static void refused(Executable use, String... parts) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"string('x'); x", "1; 1", "1.0D; 1", "2L; 2", "true; true", "cast(0 as float); 0"})
  void aClassASequence(String expression, String label) {
    Dataset<Row> data = data(expression);
    TargetColumn column = labels(data, Readout.LAST_STEP);
    assertEquals(Map.of(label, 1), counted(column, data.head(), 5));
    Column expected = Targets.label(LABELS.labels().find(label));
    assertTargets(expected, column.encode(data.head(), 5, LABELS), 5);
  }

  @Test
  void aClassAStep() {
    for (String expression :
        List.of("array('1', '0', '1')", "array(1, 0, 1)", "array(1L, 0L, 1L)")) {
      Dataset<Row> data = data(expression);
      TargetColumn column = labels(data, Readout.EACH_STEP);
      assertEquals(Map.of("0", 1, "1", 2), counted(column, data.head(), 3));
      assertTargets(Targets.labels(0, 1, 0), column.encode(data.head(), 3, LABELS), 3);
      refused(() -> counted(column, data.head(), 2), "2 steps", "3 labels");
      refused(() -> column.encode(data.head(), 4, LABELS), "4 steps", "3 labels");
    }
  }

  @Test
  void aSetOfLabelsASequence() {
    for (String expression : List.of("array('2', '1', '2')", "array(2, 1)")) {
      Dataset<Row> data = data(expression);
      Column set = sets(data, Readout.LAST_STEP).encode(data.head(), 4, LABELS);
      assertTargets(Targets.vector(1, 0, 1, 0, 0), set, 4);
    }
    SequenceEncoder three =
        new SequenceEncoder(null, 1, new Vocabulary(List.of("0", "1", "2"), false));
    for (Dataset<Row> data : List.of(data("array(0D, 1D, 0D)"), vector("array(0D, 1D, 0D)"))) {
      TargetColumn column = sets(data, Readout.LAST_STEP);
      assertEquals(Map.of("0", 0, "1", 1, "2", 0), counted(column, data.head(), 4));
      assertTargets(Targets.vector(0, 1, 0), column.encode(data.head(), 4, three), 4);
    }
  }

  @Test
  void aSetOfLabelsAStep() {
    for (String expression :
        List.of(
            "array(array('x'), array(), array('x', '2'))",
            "array(array(0), array(), array(0, 2))")) {
      String typed =
          expression.replace(
              "array()",
              "filter(array(" + (expression.contains("'") ? "''" : "9") + "), v -> false)");
      Dataset<Row> data = data(typed);
      TargetColumn column = sets(data, Readout.EACH_STEP);
      boolean x = expression.contains("x");
      assertEquals(Map.of(x ? "x" : "0", 2, "2", 1), counted(column, data.head(), 3));
      float a = x ? 0 : 1;
      float b = x ? 1 : 0;
      assertTargets(
          Targets.vectors(new float[] {0, a, 0, b, 0, 0, 0, 0, 0, 0, 0, a, 1, b, 0}, 5),
          column.encode(data.head(), 3, LABELS),
          3);
      refused(() -> counted(column, data.head(), 2), "2 steps", "3 sets of labels");
    }
    Dataset<Row> roll = data("array(array(0D, 1D), array(1D, 1D))");
    SequenceEncoder two = new SequenceEncoder(null, 1, new Vocabulary(List.of("1", "0"), false));
    Column targets = sets(roll, Readout.EACH_STEP).encode(roll.head(), 2, two);
    assertTargets(Targets.vectors(new float[] {1, 0, 1, 1}, 2), targets, 2);
  }

  @Test
  void numbersASequence() {
    SequenceEncoder one = SequenceEncoder.ofValues(null, 1, 1);
    for (String expression : List.of("2.5D", "cast(2.5 as decimal(3, 1))", "array(2.5D)")) {
      Dataset<Row> data = data(expression);
      TargetColumn column = values(data, Readout.LAST_STEP);
      assertEquals(Map.of("width 1", 1), counted(column, data.head(), 3));
      assertTargets(Targets.vector(2.5f), column.encode(data.head(), 3, one), 3);
    }
    Dataset<Row> two = vector("array(1D, 2D)");
    TargetColumn column = values(two, Readout.LAST_STEP);
    assertTargets(
        Targets.vector(1, 2),
        column.encode(two.head(), 3, SequenceEncoder.ofValues(null, 1, 2)),
        3);
    refused(
        () -> column.encode(two.head(), 3, one),
        "y has 2 numbers; expected 1, as elsewhere in the data");
  }

  @Test
  void numbersAStep() {
    Dataset<Row> series = data("array(1, 2, 3)");
    Column targets =
        values(series, Readout.EACH_STEP)
            .encode(series.head(), 3, SequenceEncoder.ofValues(null, 1, 1));
    assertTargets(Targets.vectors(new float[] {1, 2, 3}, 1), targets, 3);
    Dataset<Row> pairs = data("array(array(1D, 2D), array(3D, 4D))");
    TargetColumn column = values(pairs, Readout.EACH_STEP);
    assertEquals(Map.of("width 2", 2), counted(column, pairs.head(), 2));
    assertTargets(
        Targets.vectors(new float[] {1, 2, 3, 4}, 2),
        column.encode(pairs.head(), 2, SequenceEncoder.ofValues(null, 1, 2)),
        2);
    refused(() -> counted(column, pairs.head(), 3), "3 steps", "2 targets");
  }

  @Test
  void columnsOfWrongTypesAreNamedWithTheirTypes() {
    Dataset<Row> map = data("map('a', 1)");
    refused(() -> labels(map, Readout.LAST_STEP), "labelCol y has type map<string,int>", "string");
    refused(() -> labels(map, Readout.EACH_STEP), "labelCol y", "map", "array<string>");
    refused(() -> sets(map, Readout.LAST_STEP), "labelCol y", "map", "array<string>");
    refused(() -> sets(map, Readout.EACH_STEP), "labelCol y", "map", "array<array<string>>");
    refused(() -> values(map, Readout.LAST_STEP), "labelCol y", "map", "double, vector");
    refused(() -> values(map, Readout.EACH_STEP), "labelCol y", "map", "array<double>");
    refused(() -> values(data("'a'"), Readout.LAST_STEP), "type string");
    refused(
        () -> TargetColumn.labels(map.schema(), "labelCol", "z", Readout.LAST_STEP),
        "labelCol z is not a column of the data",
        "did you mean labelCol=y?");
  }

  @Test
  void nullsAndNumbersThatAreNoneAreNamedWithTheirStep() {
    refusedRow("cast(null as string)", TargetColumnTest::labels, Readout.LAST_STEP, "y is null");
    refusedRow("double('NaN')", TargetColumnTest::labels, Readout.LAST_STEP, "y is NaN");
    refusedRow("array('1', null)", TargetColumnTest::labels, Readout.EACH_STEP, "null at step 2");
    refusedRow("array('1', 'q')", TargetColumnTest::labels, Readout.EACH_STEP, "\"q\" at step 2");
    refusedRow(
        "'q'", TargetColumnTest::labels, Readout.LAST_STEP, "label \"q\" is not one of the 5");
    refusedRow("array(array('1'), null)", TargetColumnTest::sets, Readout.EACH_STEP, "at step 2");
    refusedRow("array('1', null)", TargetColumnTest::sets, Readout.LAST_STEP, "y contains null");
    refusedRow(
        "array(array(0D), array(0.5D))",
        TargetColumnTest::sets,
        Readout.EACH_STEP,
        "y contains 0.5 at step 2");
    refusedRow("array(1D, null)", TargetColumnTest::values, Readout.EACH_STEP, "null at step 2");
    refusedRow(
        "array(array(1D), array(double('Infinity')))",
        TargetColumnTest::values,
        Readout.EACH_STEP,
        "Infinity at step 2");
    refusedRow(
        "double('NaN')", TargetColumnTest::values, Readout.LAST_STEP, "y contains NaN; targets");
    refusedRow("cast(null as double)", TargetColumnTest::values, Readout.LAST_STEP, "y is null");
  }

  private interface Reader {
    TargetColumn of(Dataset<Row> data, Readout readout);
  }

  private static void refusedRow(String expression, Reader reader, Readout readout, String part) {
    Dataset<Row> data = data(expression);
    TargetColumn column = reader.of(data, readout);
    refused(() -> column.encode(data.head(), 2, LABELS), part);
  }
}
