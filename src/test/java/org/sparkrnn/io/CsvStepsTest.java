package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.testkit.LocalSpark;

/** CSV in which each row is a series and each column a step. */
class CsvStepsTest {
  private static final ReadOptions PLAIN = ReadOptions.of(TextSplitting.WHOLE);
  private static final ReadOptions WIDE = PLAIN.with(CsvOptions.PLAIN.withSteps("t1..t3"));
  private static final ReadOptions BARE =
      PLAIN.with(CsvOptions.PLAIN.withoutHeader().withSteps("column2.."));

  @TempDir Path dir;

  private static Dataset<Row> read(
      String path, Format format, String inputCol, String labelCol, ReadOptions options) {
    SparkSession spark = LocalSpark.session();
    return SequenceReader.read(spark, path, format, List.of(inputCol), labelCol, options);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private List<String> rows(String text, String labelCol, ReadOptions options) throws IOException {
    String path = write("a.csv", text);
    return read(path, Format.CSV, "series", labelCol, options).toJSON().collectAsList();
  }

  private String refused(String text, String labelCol, ReadOptions options) throws IOException {
    String path = write("bad.csv", text);
    Exception thrown =
        assertThrows(
            Exception.class,
            () -> read(path, Format.CSV, "series", labelCol, options).collectAsList());
    InvalidInputException e = InvalidInputException.in(thrown);
    assertNotNull(e, thrown.toString());
    return e.getMessage();
  }

  private static void assertHas(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  @Test
  void theStepsBecomeOneColumnBehindTheOthers() throws IOException {
    assertEquals(
        List.of(
            "{\"label\":\"01\",\"note\":\"x\",\"series\":[1.0,-2.5,3000.0]}",
            "{\"label\":\"b\",\"series\":[4.0]}"),
        rows("label,t1,t2,t3,note\n01,1,-2.5,3e3,x\nb,4,,NaN,\n", "label", WIDE));
    assertEquals(
        List.of("{\"a\":\"x\",\"series\":[1.0,2.0]}"),
        rows("t1,t2,t3,a\n1,2,?,x\n", "a", PLAIN.with(CsvOptions.PLAIN.withSteps("..t3"))));
    assertEquals(
        List.of("{\"series\":[1.0,2.0]}"),
        rows("0,1\n1,2\n", null, PLAIN.with(CsvOptions.PLAIN.withSteps(" 0 .. 1 "))));
    assertEquals(
        List.of("{\"label\":1.5,\"series\":[1.5,2.0]}"),
        rows(
            "label;t1;t2\n1,5;1,5;2\n",
            "label",
            PLAIN
                .with(CsvOptions.of("semicolon", ",").withSteps("t1.."))
                .with(ColumnUses.ofNumbers("label"))));
  }

  @Test
  void rowsMayEndEarlyWhereNothingFollows() throws IOException {
    String expected = "{\"label\":\"b\",\"series\":[4.0]}";
    for (String row : List.of("b,4", "b,4,", "b,4,,", "b,4,\"\",NA")) {
      assertEquals(List.of(expected), rows("label,t1,t2,t3\n" + row + "\n", "label", WIDE), row);
    }
    assertHas(
        refused("label,t1,t2,t3\nb,1,2,3,4\n", "label", WIDE),
        "bad.csv:2: expected 2 to 4 fields, as in the header, but found 5");
    assertHas(
        refused("t1,t2,t3,label\n1,b\n", "label", WIDE), "bad.csv:2: expected 4 fields, as in the");
  }

  /** Files as in the UCR archive: the label and the values, separated by tabs. */
  @Test
  void filesWithoutAHeader() throws IOException {
    String text = "2\t1\t2.5\n1\t3\t4\t5\n2\t6\tNaN\n";
    ReadOptions tabs = PLAIN.with(CsvOptions.PLAIN.withoutHeader().withSteps("column2.."));
    Dataset<Row> data = read(write("a.tsv", text), Format.TSV, "series", "column1", tabs);
    assertEquals(
        List.of(
            "{\"column1\":\"2\",\"series\":[1.0,2.5]}",
            "{\"column1\":\"1\",\"series\":[3.0,4.0,5.0]}",
            "{\"column1\":\"2\",\"series\":[6.0]}"),
        data.toJSON().collectAsList());
    assertEquals(
        List.of("{\"column4\":\"a\",\"series\":[1.0,2.0,3.0]}"),
        rows(
            "1,2,3,a\n",
            "column4",
            PLAIN.with(CsvOptions.PLAIN.withoutHeader().withSteps("column1..column3"))));
    assertHas(
        refused(
            "1,2,a\n1,a\n",
            "column3",
            PLAIN.with(CsvOptions.PLAIN.withoutHeader().withSteps("column1..column2"))),
        "bad.csv:2: expected 3 fields, as in the first line of ",
        "found 2");
    assertHas(
        refused("label,t1,t2\na,1,2\n", "column1", BARE),
        "bad.csv:1: column2 (step 1) contains \"t1\"; expected a finite number; if this line names the columns, leave csvHeader=false out");
    assertHas(refused("", "column1", BARE), "is empty; expected rows");
    assertHas(
        refused("a,1,2\n", "label", PLAIN.with(CsvOptions.PLAIN)),
        "has no column of that name; its columns are a, 1, 2",
        "or give csvHeader=false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,1,,3  | t2 (step 2) is missing, but t3 (step 3) is not; expected all steps up to the",
        "a,,2,   | t1 (step 1) is missing, but t2 (step 2) is not",
        "a,,,    | the series has no steps",
        "a       | the series has no steps",
        "a,1,x,3 | t2 (step 2) contains \"x\"; expected a finite number",
        "a,1e999 | t1 (step 1) contains \"1e999\"; expected a finite number",
        "a,\"1,5\"| t1 (step 1) contains \"1,5\"; expected a finite number with a decimal point",
      })
  void aRowThatIsNoSeriesIsNamed(String row, String message) throws IOException {
    ReadOptions required =
        WIDE.with(new ColumnUses(Set.of(), Set.of(), Set.of(), Set.of("label", "series")));
    String text = "label,t1,t2,t3\nb,1,2,3\n" + row + "\n";
    assertHas(refused(text, "label", required), "bad.csv:3: " + message);
    List<Row> kept =
        read(
                write("kept.csv", text),
                Format.CSV,
                "series",
                "label",
                WIDE.with(ReadMode.DROPMALFORMED))
            .collectAsList();
    assertEquals(2, kept.size());
    assertTrue(kept.get(1).isNullAt(0) && kept.get(1).isNullAt(1));
    assertHas(kept.get(1).getString(2), "kept.csv:3: " + message);
  }

  @Test
  void columnsThatCannotBeStepsAreNamed() throws IOException {
    String text = "label,t1,t2,t3\na,1,2,3\n";
    assertHas(
        refused(text, "label", PLAIN.with(CsvOptions.PLAIN.withSteps("t1..t33"))),
        "csvSteps=t33: ",
        "has no column of that name; its columns are label, t1, t2, t3; did you mean csvSteps=t3?");
    assertHas(
        refused(text, "label", PLAIN.with(CsvOptions.PLAIN.withSteps("t3..t1"))),
        "csvSteps=t3..t1: t3 comes after t1");
    assertHas(
        refused(text, "label", PLAIN.with(CsvOptions.PLAIN.withSteps(".."))),
        "labelCol=label is one of the steps");
    assertHas(refused(text, "tabel", WIDE), "did you mean labelCol=label?");
    String path = write("a.csv", text);
    assertHas(
        assertThrows(InvalidInputException.class, () -> read(path, Format.CSV, "label", null, WIDE))
            .getMessage(),
        "inputCol=label is already a column of");
    for (Format format : List.of(Format.JSON, Format.TS, Format.TEXT)) {
      assertHas(
          assertThrows(InvalidInputException.class, () -> read(path, format, "series", null, WIDE))
              .getMessage(),
          "which does not have one column per step; leave csvSteps out, or give format=csv");
    }
    assertHas(
        assertThrows(
                InvalidInputException.class,
                () ->
                    SequenceReader.read(
                        LocalSpark.session(), path, Format.CSV, List.of("x", "y"), null, WIDE))
            .getMessage(),
        "csvSteps=t1..t3 makes one column of the steps, but inputCols is x, y");
    assertHas(
        assertThrows(InvalidInputException.class, () -> CsvOptions.PLAIN.withSteps("t1-t3"))
            .getMessage(),
        "csvSteps is \"t1-t3\"; expected the first and the last column");
    String wide = "label" + sixty("c") + "\na" + sixty("1.") + "\n";
    assertHas(
        refused(wide, "label", PLAIN),
        "and c59 (61 columns); if each row is a series, give csvSteps=");
  }

  private static String sixty(String before) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append(',').append(before).append(i);
    }
    return text.toString();
  }

  /**
   * Without Spark: rows of any lengths with the usual kinds of padding, in files that are cut
   * anywhere.
   */
  @Property(tries = 200)
  void seriesOfAnyLengthsAreReadBackHoweverTheyArePadded(
      @ForAll @Size(min = 1, max = 6) List<@Size(min = 1, max = 6) List<Double>> series,
      @ForAll boolean header,
      @ForAll @IntRange(max = 4) int padding,
      @ForAll @IntRange(min = 1, max = 30) int size)
      throws IOException {
    Random random = new Random(size);
    int most = series.stream().mapToInt(List::size).max().orElseThrow();
    StringBuilder text = new StringBuilder();
    if (header) {
      text.append("id");
      for (int t = 0; t < most; t++) {
        text.append(",t").append(t);
      }
      text.append('\n');
    }
    List<String> expected = new ArrayList<>();
    for (List<Double> values : series) {
      text.append("\"a,\nb\",")
          .append(values.stream().map(String::valueOf).collect(Collectors.joining(",")));
      String pad = List.of("", ",", ",NaN", ",?", ",\"\"").get(padding);
      text.append(pad.repeat(padding == 0 ? 0 : random.nextInt(most - values.size() + 1)));
      text.append(random.nextBoolean() ? "\n" : "\r\n");
      expected.add("a,\nb" + values);
    }
    Path file = Files.createTempFile("wide", ".csv");
    try {
      Files.writeString(file, text);
      Configuration conf = new Configuration();
      var files = InputFiles.list(conf, file.toString());
      CsvOptions options = CsvOptions.PLAIN.withSteps(header ? "t0.." : "column2..");
      options = header ? options : options.withoutHeader();
      CsvHeader names = CsvHeader.find(conf, "data", files, options);
      CsvFormat.Cell[] cells = new CsvFormat.Cell[names.columns().size()];
      Arrays.fill(cells, CsvFormat.Cell.TEXT);
      CsvSteps steps = CsvSteps.of(names, options, "data", "series", null);
      CsvFormat format = new CsvFormat(names, cells, options, Set.of(), Set.of(), steps);
      long length = Files.size(file);
      String path = files.get(0).getPath().toString();
      long cut = CsvCuts.starts(conf, path, List.of(size % length), (byte) ',').get(0);
      List<String> rows = new ArrayList<>();
      format
          .rows(
              conf,
              List.of(new FileSlice(path, 0, cut), new FileSlice(path, cut, length)),
              ReadMode.FAILFAST)
          .forEachRemaining(
              row -> rows.add(row.getString(0) + Arrays.toString((double[]) row.get(1))));
      assertEquals(expected, rows, text.toString());
    } finally {
      Files.delete(file);
    }
  }
}
