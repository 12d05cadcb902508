package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
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

/** Files of whole series in the form of aeon and sktime. */
class TsTest {
  private static final String ONE = "@univariate true\n@classLabel true a b\n@data\n";
  private static final String TWO = "@dimensions 2\n@classLabel true a b\n@data\n";
  private static final String STAMPED = "@timeStamps true\n@classLabel true a b\n@data\n";

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private Dataset<Row> read(String path, String labelCol, ReadOptions options) {
    return SequenceReader.read(spark, path, Format.TS, List.of("series"), labelCol, options);
  }

  /** Options of a separate run. */
  private static ReadOptions plain() {
    return ReadOptions.of(TextSplitting.WHOLE);
  }

  private List<String> rows(String text) throws IOException {
    return read(write("a.ts", text), "label", plain()).toJSON().collectAsList();
  }

  private String refused(String text) throws IOException {
    return refused(text, "label", plain());
  }

  /** The only message, with which reading ends, without the folder. */
  private String refused(String text, String labelCol, ReadOptions options) throws IOException {
    String path = write("bad.ts", text);
    Exception thrown =
        assertThrows(Exception.class, () -> read(path, labelCol, options).collectAsList());
    InvalidInputException e = InvalidInputException.in(thrown);
    assertNotNull(e, thrown.toString());
    return e.getMessage().replace("file:" + path, "bad.ts").replace(path, "bad.ts");
  }

  private static void assertHas(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), "expected \"" + part + "\" in: " + message);
    }
  }

  @Test
  void oneDimensionIsNumbersAndALabel() throws IOException {
    String text =
        "## a\n#\n% b\n\n@problemName Shapes of 2\n@TIMESTAMPS False\n@missing false\n"
            + "@univariate TRUE\n@equalLength false\n@colour true\n@classLabel True Up down  3 \n@data \n"
            + "1,-2.5e-1,+.5:Up\n\n# c\n 7 : DOWN \n4 , 5:3\n";
    assertEquals(
        List.of(
            "{\"series\":[1.0,-0.25,0.5],\"label\":\"Up\"}",
            "{\"series\":[7.0],\"label\":\"down\"}",
            "{\"series\":[4.0,5.0],\"label\":\"3\"}"),
        rows(text));
    Dataset<Row> data = read(dir.resolve("a.ts").toString(), "label", plain());
    assertEquals("struct<series:array<double>,label:string>", data.schema().simpleString());
  }

  @Test
  void severalDimensionsAreAVectorAStep() throws IOException {
    assertEquals(
        List.of("{\"series\":[[1.0,4.0],[2.0,5.0],[3.0,6.0]],\"label\":\"a\"}"),
        rows(TWO + "1,2,3:4,5,6:a\n"));
    assertEquals(
        List.of("{\"series\":[[1.0,4.0,7.0]],\"label\":\"a\"}"),
        rows("@classLabel true\n@data\n1:4:7:a\n"),
        "the first series says how many");
  }

  @Test
  void targetsAreNumbersAndNoLabelsNoColumn() throws IOException {
    String targets = "@classLabel false\n@targetlabel true\n@data\n1,2:-3.5\n4:1e2\n";
    assertEquals(
        List.of("{\"series\":[1.0,2.0],\"label\":-3.5}", "{\"series\":[4.0],\"label\":100.0}"),
        rows(targets));
    String none = write("none.ts", "@targetLabel false\n@data\n1,2\n");
    assertEquals(
        List.of("{\"series\":[1.0,2.0]}"), read(none, null, plain()).toJSON().collectAsList());
    assertHas(
        refused("@classLabel false\n@data\n1,2\n"),
        "labelCol=label: the series of bad.ts have no labels",
        "can be predictions, but no training and no metrics");
    assertHas(
        refused(targets.replace("-3.5", "high")), "bad.ts:4: the target is \"high\"; expected a");
    assertHas(
        refused(ONE + "1,2:a\n", "label", plain().with(ColumnUses.ofNumbers("label"))),
        "has class labels, according to @classLabel true, but the task needs numbers");
  }

  @Test
  void labelsThatNobodyAsksForAreKeptUnderTheirName() throws IOException {
    String path = write("a.ts", ONE + "1:a\n2:?\n");
    assertEquals(
        List.of("{\"series\":[1.0],\"label\":\"a\"}", "{\"series\":[2.0]}"),
        read(path, null, plain()).toJSON().collectAsList());
    assertEquals(
        List.of("x", "y"),
        List.of(SequenceReader.read(spark, path, Format.TS, "x", "y").columns()));
    assertThrows(
        InvalidInputException.class,
        () -> SequenceReader.read(spark, path, Format.TS, "Label", null));
    ReadOptions required =
        plain().with(new ColumnUses(Set.of(), Set.of(), Set.of(), Set.of("label")));
    assertHas(refused(ONE + "1:a\n2:?\n", "label", required), "bad.ts:5: the label is missing");
    assertHas(
        assertThrows(
                InvalidInputException.class,
                () -> SequenceReader.read(spark, path, Format.TS, List.of("x", "z"), "y", plain()))
            .getMessage(),
        "files of format ts have one input column");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,?,3:a      | bad.ts:4: dimension 1, step 2 is missing (\"?\"); fill in the missing value",
        "1,nan,3:a    | dimension 1, step 2 is missing (\"nan\"); fill in",
        "1,,3:a       | dimension 1, step 2 is missing (\"\"); fill in",
        "1,NaN,NaN:a  | step 2 is missing (\"NaN\"); if the series ends before it, leave out the",
        "1,x,3:a      | dimension 1, step 2 contains \"x\"; expected a finite number",
        "1,1e999:a    | dimension 1, step 2 contains \"1e999\"",
        "1,inf:a      | dimension 1, step 2 contains \"inf\"",
        "1,2          | expected 1 dimension and a label, separated by colons, but found 1 part",
        "1:2:a        | expected 1 dimension and a label, separated by colons, but found 3 parts",
        ":a           | dimension 1 has no values",
        "1,2:c        | the label \"c\" is not among those of @classLabel (a, b)",
        "(1,2),(2,3):a| expected values, but found (time,value); write @timeStamps true in the header",
        "@data        | the header ends at @data",
      })
  void aLineThatIsNotAsTheHeaderSaysIsNamed(String line, String message) throws IOException {
    assertHas(refused(ONE + line + "\n1,2,3:b\n"), "bad.ts:4: ", message);
    assertHas(refused(ONE + "1,2,3:b\n" + line), "bad.ts:5: ", message.replace("bad.ts:4: ", ""));
    Dataset<Row> kept =
        read(
            write("kept.ts", ONE + "1,2:b\n" + line + "\n3:b"),
            "label",
            plain().with(ReadMode.DROPMALFORMED));
    List<Row> all = kept.collectAsList();
    assertEquals(3, all.size());
    assertTrue(all.get(1).isNullAt(0) && all.get(0).isNullAt(2) && all.get(2).isNullAt(2));
    assertHas(all.get(1).getString(2), "kept.ts:5: ");
  }

  @Test
  void dimensionsAndLengthsMustAgree() throws IOException {
    assertHas(refused(TWO + "1,2:3:a\n"), "dimension 2 has 1 steps, but dimension 1 has 2");
    assertHas(refused(TWO + "1,2:3,?:a\n"), "dimension 2, step 2 is missing");
    assertHas(refused(TWO + "1,2:a\n"), "expected 2 dimensions and a label", "found 2 parts");
    String equal = "@equalLength true\n@classLabel true a\n@data\n1,2:a\n1:a\n";
    assertHas(
        refused(equal),
        "bad.ts:5: the series has 1 steps; expected 2, as @equalLength says",
        "@equalLength false");
    assertHas(
        refused("@seriesLength 3\n" + equal), "bad.ts:5: the series has 2 steps; expected 3, as");
    assertEquals(2, rows("@seriesLength 3\n" + equal.replace("true\n@c", "false\n@c")).size());
    // The first series is malformed: the header follows from the first that is not.
    assertHas(refused("@classLabel true a\n@data\n1,?:1,2:a\n1,2:3,4:a\n"), ":3: dimension 1");
    assertHas(refused("@classLabel true a\n@data\n1,?:1,2:a\n"), ":3: dimension 1, step 2 is");
    assertHas(refused("@timestamps true\n@classLabel true a\n@data\n(1,2:a\n"), "never closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@univariate yes\\n@classLabel false       | bad.ts:1: expected @univariate true or",
        "@missing\\n@classLabel false              | bad.ts:1: expected @missing true or @missing",
        "@classLabel maybe                        | bad.ts:1: expected @classLabel true or",
        "@dimensions two\\n@classLabel false       | bad.ts:1: expected @dimensions and a whole",
        "@data 1                                  | bad.ts:1: expected @data alone",
        "@classLabel false\\n@classlabel false     | bad.ts:2: @classlabel occurs twice",
        "@relation x                              | bad.ts:1: @relation belongs to the formats",
        "1,2,3:a                                  | bad.ts:1: expected a line of the header",
        "@univariate true                         | does not say whether series have labels",
        "@classLabel true a\\n@targetLabel true    | expected one label per series",
        "@univariate true\\n@dimensions 2          | says @univariate true and 2 dimensions",
      })
  void aHeaderThatIsWrongIsNamed(String header, String message) throws IOException {
    assertHas(refused(header.replace("\\n", "\n") + "\n@data\n1,2:a\n"), "bad.ts", message);
  }

  @Test
  void filesWithoutSeriesOrWithoutData() throws IOException {
    assertEquals(List.of(), rows(ONE));
    assertEquals(List.of(), rows(TWO.strip()));
    assertHas(refused("@classLabel true a\n@data\n"), "bad.ts contains no series");
    assertHas(refused(""), "bad.ts has no line @data");
    assertHas(refused("@classLabel true a\n"), "bad.ts has no line @data", "format=");
    Path latin = dir.resolve("latin.ts");
    Files.write(latin, ("# caf\u00e9\n" + ONE).getBytes(StandardCharsets.ISO_8859_1));
    assertHas(
        assertThrows(InvalidInputException.class, () -> read(latin.toString(), "label", plain()))
            .getMessage(),
        "latin.ts:1: expected UTF-8",
        "iconv");
  }

  @Test
  void evenTimeStampsAreLeftOut() throws IOException {
    assertEquals(
        List.of("{\"series\":[1.0,2.5,3.0],\"label\":\"a\"}"),
        rows(STAMPED + "(0,1),(1,2.5) , (2,3):a\n"));
    assertEquals(
        List.of("{\"series\":[[1.0,3.0],[2.0,4.0]],\"label\":\"b\"}"),
        rows(
            STAMPED
                + "(2004-08-10 18:00:00,1),(2004-08-10 19:00:00,2)"
                + ":(2004-08-10 18:00:00,3),(2004-08-10 19:00:00,4):b\n"));
    assertEquals(1, rows(STAMPED + "(0.033,1),(0.067,2),(0.1,3),(0.133,4):a\n").size());
    assertEquals(1, rows(STAMPED + "(0,1),(33,2),(67,3),(100,4):a\n").size());
    assertEquals(1, rows(STAMPED + "(0.1,1),(0.2,2),(0.30000001,3):a\n").size());
    assertEquals(
        2, rows(STAMPED + "(2024-01-31T23:59,1),(2024-02-01T00:00,2):a\n(1,1):b\n").size());
    assertEquals(1, rows(STAMPED + "(2004/8/10 18:00,1),(2004/8/10 18:05,2):a\n").size());
  }

  @Test
  void otherTimeStampsAreRefused() throws IOException {
    assertHas(
        refused(
            STAMPED
                + "(2007-01-01 00:00:00,1),(2007-01-01 00:01:00,2),(2007-01-01 00:03:00,2):a\n"),
        "bad.ts:4: dimension 1: the time from step 2 (2007-01-01 00:01:00) to step 3 (2007-01-01 00:03:00)",
        "is 120 s, but on average it is 90 s",
        "resample the series or fill the gap");
    assertHas(refused(STAMPED + "(0,1),(1,1),(2,1),(4,1),(5,1):a\n"), "from step 3 (2) to step 4");
    assertHas(
        refused(STAMPED + "(0,1),(10,1),(20,1),(31,1),(42,1),(53,1):a\n"), "on average it is 10.6");
    assertHas(refused(STAMPED + "(2,1),(1,1),(0,1):a\n"), "expected ascending, evenly spaced");
    assertHas(refused(STAMPED + "(1,1),(1,1):a\n"), "expected ascending, evenly spaced");
    assertHas(refused(STAMPED + "(1,1),(noon,1):a\n"), "dimension 1, step 2 has the time \"noon\"");
    assertHas(
        refused(STAMPED + "(1,1),(2004-01-01,1):a\n"), "written in the same way at all steps");
    assertHas(
        refused(STAMPED + "(1,1),(2,1):(1,1),(3,1):a\n"),
        "dimension 2 has the time 3 at step 2, but dimension 1 has 2; expected the same times");
    assertHas(
        refused(STAMPED + "(1,1),(2,1):a\n(1,1),(3,1):b\n"),
        "bad.ts:5: the time between steps of the series is 2, but in the first series of bad.ts it is 1");
    assertHas(refused(STAMPED + "(1,?),(2,3):a\n"), "dimension 1, step 1 is missing");
    assertHas(refused(STAMPED + "1,2:a\n"), "expected (time,value), but found \"1,2\"");
    assertHas(refused(STAMPED + "(1,2),3:a\n"), "step 2: expected (time,value), but found \"3\"");
    assertHas(refused(STAMPED + "(1),(2):a\n"), "step 1: expected (time,value)");
    assertHas(refused(STAMPED + "(1,2),:a\n"), "ends with a comma");
  }

  @Test
  void otherFilesOfARunHaveTheSameStep() throws IOException {
    ReadOptions run = ReadOptions.of(TextSplitting.WHOLE);
    assertEquals(1, read(write("a.ts", STAMPED + "(0,1),(5,2):a\n"), "label", run).count());
    assertHas(
        refused(STAMPED + "(0,1),(6,2):a\n", "label", run),
        "bad.ts:4: the time between steps of the series is 6, but in the first series of",
        "a.ts it is 5");
  }

  @Test
  void foldersGlobsAndCompressedFiles() throws IOException {
    write("in/X_TRAIN.ts", "# a longer header\n" + ONE + "1:a\n2:b\n");
    write("in/deep/X_TEST.ts", ONE.replace("a b", "a b c") + "3:c\r\n4:a\r\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(dir.resolve("in/Y_TRAIN.ts.gz")))) {
      out.write(("# packed\n" + ONE + "5:b\n").getBytes(StandardCharsets.UTF_8));
    }
    String path = dir.resolve("in").toString();
    assertEquals(Format.TS, Format.of(null, path));
    spark.conf().set("spark.sql.files.maxPartitionBytes", "10b");
    try {
      assertEquals(
          "[[ArraySeq(1.0),a], [ArraySeq(2.0),b], [ArraySeq(5.0),b], [ArraySeq(3.0),c], [ArraySeq(4.0),a]]",
          read(path, "label", plain()).collectAsList().toString());
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertEquals(3, read(path + "/*TRAIN*", "label", plain()).count());
    write("in/Z.ts", TWO + "1:2:a\n");
    assertHas(
        assertThrows(InvalidInputException.class, () -> read(path, "label", plain())).getMessage(),
        "Z.ts has 2 dimensions and class labels, but ",
        "X_TRAIN.ts has 1 and class labels");
  }
}
