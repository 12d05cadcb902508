package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** How each type of input column is read, and the messages for those that cannot be read. */
class SequenceInputTest {
  private static Dataset<Row> data(String... expressions) {
    return LocalSpark.session().range(1).selectExpr(expressions);
  }

  private static SequenceInput input(Dataset<Row> data, SequenceTagger params) {
    return SequenceInput.of(data.schema(), params);
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
      value = {
        "array('a', '', 'b c'); characters; a||b c",
        "array(7, -1, 0);       characters; 7|-1|0",
        "array(7L, 12345678901L); characters; 7|12345678901",
        "string('a é😀'); characters; a| |é|😀",
        "string(' to  be '); words;      to|be",
        "string(''); characters; ''",
        "string(' '); words;      ''",
        "array();               characters; ''"
      })
  void tokensOfEveryType(String expression, String stringTokens, String expected) {
    String typed = expression.equals("array()") ? "cast(array() as array<string>)" : expression;
    Dataset<Row> data = data(typed + " as tokens");
    SequenceInput input = input(data, new SequenceTagger().setStringTokens(stringTokens));
    assertTrue(input.tokens());
    String[] tokens = expected.isEmpty() ? new String[0] : expected.split("\\|");
    assertArrayEquals(tokens, input.strings(data.head()));
    assertEquals(tokens.length, input.length(data.head()));
    assertEquals(tokens.length, data.select(input.stepCount()).head().getInt(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "array(1D, 2.5D);                              1; 1|2.5",
        "array(cast(1 as float));                      1; 1",
        "array(array(1D, 2D), array(3D, 4D));          2; 1|2|3|4",
        "array(array(1, 2), array(3, 4));              2; 1|2|3|4",
        "array(array(cast(0.5 as float), cast(1 as float))); 2; 0.5|1"
      })
  void numbersOfEveryType(String expression, int width, String expected) {
    Dataset<Row> data = data(expression + " as tokens");
    SequenceInput input = input(data, new SequenceTagger());
    assertFalse(input.tokens());
    assertEquals(width, input.width(data.head()));
    String[] numbers = expected.split("\\|");
    double[] values = new double[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.parseDouble(numbers[i]);
    }
    assertArrayEquals(values, input.features(data.head(), width));
    assertEquals(values.length / width, input.length(data.head()));
  }

  @Test
  void columnsOfNumbersAreJoinedStepByStep() {
    Dataset<Row> data =
        data("array(1D, 2D) as a", "array(array(3D, 4D), array(5D, 6D)) as b", "array(7D) as c");
    SequenceInput input = input(data, new SequenceTagger().setInputCols("a", "b"));
    assertEquals(3, input.width(data.head()));
    assertArrayEquals(new double[] {1, 3, 4, 2, 5, 6}, input.features(data.head(), 3));
    assertEquals(List.of("a", "b"), input.columnNames());
    refused(() -> input.features(data.head(), 2), "a, b has 3 features at step 1; expected 2");
    SequenceInput ragged = input(data, new SequenceTagger().setInputCols("a", "c"));
    refused(() -> ragged.features(data.head(), 2), "a has 2 steps but c has 1");
  }

  @Test
  void tokensAreJoinedWithNumbers() {
    Dataset<Row> data = data("array(1D, 2D) as a", "array('x', 'y') as words", "array(7D) as c");
    SequenceInput input = input(data, new SequenceTagger().setInputCols("a", "words"));
    assertTrue(input.tokens() && input.dense());
    assertArrayEquals(new String[] {"x", "y"}, input.strings(data.head()));
    assertEquals(1, input.width(data.head()));
    assertArrayEquals(new double[] {1, 2}, input.features(data.head(), 1));
    assertEquals(2, input.length(data.head()));
    refused(() -> input.features(data.head(), 2), "a has 1 features at step 1; expected 2");
    SequenceInput ragged = input(data, new SequenceTagger().setInputCols("c", "words"));
    refused(() -> ragged.features(data.head(), 1), "words has 2 steps but c has 1");
  }

  /**
   * JSON does not distinguish 1 from 1.0, so one fraction must not decide the meaning of a column.
   */
  @Test
  void wholeNumbersBesideNumbersAreNumbers() {
    Dataset<Row> data =
        data(
            "array(0.5D, 2D) as a",
            "array(3, 4) as b",
            "array('x', 'y') as words",
            "array(7, 8) as c");
    for (String whole : List.of("array(3, 4)", "array(3D, 4D)")) {
      Dataset<Row> written = data("array(0.5D, 2D) as a", whole + " as b");
      SequenceInput input = input(written, new SequenceTagger().setInputCols("a", "b"));
      assertFalse(input.tokens());
      assertArrayEquals(new double[] {0.5, 3, 2, 4}, input.features(written.head(), 2));
      assertEquals(whole.contains("D") ? 0 : 1, input.notes().size());
    }
    assertEquals(
        List.of(
            "b has whole numbers, which are read as numbers because of a; to read them as tokens, cast them to array<string>, or write \"1\" in JSON"),
        input(data, new SequenceTagger().setInputCols("a", "b")).notes());
    assertEquals(
        List.of(
            "b has whole numbers, which are read as tokens; to read them as numbers, cast them to array<double>, or write 1.0 in JSON"),
        input(data, new SequenceTagger().setInputCol("b")).notes());
    assertEquals(1, input(data, new SequenceTagger().setInputCols("words", "b")).notes().size());
    assertTrue(input(data, new SequenceTagger().setInputCols("words", "a")).notes().isEmpty());
    refused(
        () -> input(data, new SequenceTagger().setInputCols("b", "c")),
        "but both b and c have tokens",
        "unless another column has strings or fractions");
  }

  @Test
  void columnsThatCannotBeJoinedAreRefused() {
    Dataset<Row> data =
        data("array('x') as words", "'y' as text", "array(1D) as a", "true as flag");
    refused(
        () -> input(data, new SequenceTagger().setInputCols("a", "words", "text")),
        "inputCols is a, words, text, but both words and text have tokens",
        "one column of tokens, joined with columns of numbers");
    refused(
        () -> input(data, new SequenceTagger().setInputCols("a").setInputCol("words")),
        "inputCol words and inputCols a are both set");
    refused(
        () -> input(data, new SequenceTagger().setInputCols("a", "b")),
        "inputCols b is not a column of the data");
    refused(
        () -> input(data, new SequenceTagger().setInputCol("flag")),
        "inputCol flag has type boolean",
        "array<string>",
        "array<double>",
        "array<vector>");
  }

  @Test
  void valuesThatAreNoNumbersAreNamedWithTheirStep() {
    Dataset<Row> data =
        data(
            "array(1D, null) as a",
            "array(1D, double('NaN')) as b",
            "array(array(1D, double('-Infinity'))) as c",
            "cast(null as array<double>) as d",
            "cast(null as string) as e");
    Row row = data.head();
    refused(() -> column(data, "a").features(row, 1), "a is null at step 2");
    refused(() -> column(data, "b").features(row, 1), "b contains NaN at step 2, feature 1");
    refused(() -> column(data, "c").features(row, 2), "c contains -Infinity at step 1, feature 2");
    refused(
        () -> column(data, "d").features(row, 1), "d is null", "replace null by an empty array");
    refused(() -> column(data, "e").strings(row), "e is null", "replace null by an empty string");
  }

  private static SequenceInput column(Dataset<Row> data, String name) {
    return input(data, new SequenceTagger().setInputCol(name));
  }

  @Test
  void aTaggerOfCharactersAndOneOfIntegersLearnTheSameAsOneOfStrings() {
    Dataset<Row> data = ToyData.tokens(24, 1);
    String sha = SequenceTaggerTest.tagger(1).fit(data).weightsSha256();
    Dataset<Row> text = data.selectExpr("id", "concat_ws('', tokens) as tokens", "labels");
    assertEquals(sha, SequenceTaggerTest.tagger(1).fit(text).weightsSha256());
    Dataset<Row> numbers =
        data.selectExpr("id", "transform(tokens, t -> ascii(t)) as tokens", "labels");
    SequenceTaggerModel model = SequenceTaggerTest.tagger(1).fit(numbers);
    assertEquals(sha, model.weightsSha256());
    assertEquals(7, model.transform(numbers).where("id = 7").head().getList(3).size());
  }

  @Test
  void aTaggerReadsJoinedColumns() {
    Dataset<Row> data =
        ToyData.tokens(24, 1)
            .selectExpr(
                "id",
                "transform(tokens, t -> double(t = 'a')) as a",
                "transform(tokens, t -> array(double(t = 'b'), double(t = 'c'))) as bc",
                "labels");
    SequenceTaggerModel model = SequenceTaggerTest.tagger(1).setInputCols("a", "bc").fit(data);
    assertEquals(3, model.network().inputSize());
    assertEquals(
        SequenceTaggerTest.tagger(1).fit(ToyData.vectors(24, 1)).weightsSha256(),
        model.weightsSha256());
    assertEquals(24, model.transform(data).count());
    refused(() -> model.transform(data.drop("bc")), "inputCols bc is not a column");
  }
}
