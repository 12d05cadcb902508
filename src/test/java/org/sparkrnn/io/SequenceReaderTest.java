package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

class SequenceReaderTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private Dataset<Row> read(String path, Format format, String inputCol, String labelCol) {
    return SequenceReader.read(spark, path, format, inputCol, labelCol);
  }

  private static List<String> json(Dataset<Row> data) {
    return data.toJSON().collectAsList();
  }

  @Test
  void conlluKeepsTheUsersSpelling() throws IOException {
    String path =
        write("a.conllu", "# c\n1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n2\t!" + "\t_".repeat(8));
    Dataset<Row> data = read(path, Format.CONLLU, "form", "UPOS");
    assertEquals(
        List.of("id", "form", "lemma", "UPOS", "xpos", "feats", "head", "deprel", "deps", "misc"),
        List.of(data.columns()));
    assertEquals(
        List.of("{\"form\":[\"Hi\",\"!\"],\"UPOS\":[\"INTJ\",\"_\"]}"),
        json(data.select("form", "UPOS")));
    assertMessage(() -> read(path, Format.CONLLU, "form", "upso"), "did you mean labelCol=upos?");
    assertMessage(() -> read(path, Format.CONLLU, "form", "form"), "give two different columns");
    assertEquals(1, read(path, Format.CONLLU, "form", null).count());
  }

  @Test
  void conllNamesItsOuterColumns() throws IOException {
    String path = write("a.conll", "-DOCSTART-\n\n# x\na DT I-NP O\nb NN I-NP B-X\n\nc NN O O\n");
    assertEquals(
        List.of(
            "{\"words\":[\"a\",\"b\"],\"column2\":[\"DT\",\"NN\"],"
                + "\"column3\":[\"I-NP\",\"I-NP\"],\"ner\":[\"O\",\"B-X\"]}",
            "{\"words\":[\"c\"],\"column2\":[\"NN\"],\"column3\":[\"O\"],\"ner\":[\"O\"]}"),
        json(read(path, Format.CONLL, "words", "ner")));
    assertEquals(
        List.of("words", "column2", "column3", "column4"),
        List.of(read(path, Format.CONLL, "words", "column2").columns()));
    assertMessage(() -> read(path, Format.CONLL, "words", "column7"), "did you mean");
    String one = write("b.conll", "a\n");
    assertMessage(() -> read(one, Format.CONLL, "words", "tags"), "needs a second column");
    assertEquals(1, read(one, Format.CONLL, "words", null).count());
    String empty = write("c.conll", "\n\n");
    assertMessage(() -> read(empty, Format.CONLL, "words", null), "contains no token");
  }

  @Test
  void slashedAndText() throws IOException {
    String path = write("a.txt", "我/r 吃/v\n\nx/y\n");
    assertEquals(
        List.of("{\"w\":[\"我\",\"吃\"],\"t\":[\"r\",\"v\"]}", "{\"w\":[\"x\"],\"t\":[\"y\"]}"),
        json(read(path, Format.SLASHED, "w", "t")));
    assertEquals(
        List.of("{\"w\":[\"我\",\"吃\"]}", "{\"w\":[\"x\"]}"),
        json(read(path, Format.SLASHED, "w", null)));
    assertEquals(
        List.of("{\"w\":[\"我/r\",\"吃/v\"]}", "{\"w\":[\"x/y\"]}"),
        json(read(path, Format.TEXT, "w", null)));
    assertMessage(() -> read(path, Format.TEXT, "w", "t"), "have no labels");
    assertEquals(0, read(write("empty.txt", ""), Format.TEXT, "w", null).count());
  }

  @Test
  void aBigFileIsReadBySeveralTasksInOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append("w").append(i).append("/é w/t\n");
    }
    write("in/b.txt", text.toString());
    write("in/a.txt", "first/x\n");
    write("in/deep/c.txt", "last/x\n");
    write("in/_ignored", "broken\n");
    String path = dir.resolve("in").toString();
    List<String> whole = json(read(path, Format.SLASHED, "w", "t"));
    spark.conf().set("spark.sql.files.maxPartitionBytes", "500b");
    try {
      Dataset<Row> data = read(path, Format.SLASHED, "w", "t");
      assertTrue(data.javaRDD().getNumPartitions() > 5);
      assertEquals(whole, json(data));
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertEquals(402, whole.size());
    assertTrue(whole.get(0).contains("first") && whole.get(401).contains("last"));
    assertEquals(402, read(path + "/*", Format.SLASHED, "w", "t").count());
  }

  @Test
  void aMalformedLineArrivesOnTheDriver() throws IOException {
    String path = write("bad.txt", "a/b\nc\n");
    Dataset<Row> data = read(path, Format.SLASHED, "w", "t");
    InvalidInputException e =
        InvalidInputException.in(assertThrows(Exception.class, data::collectAsList));
    assertNotNull(e);
    assertTrue(e.getMessage().contains("bad.txt:2: expected word/TAG, but found \"c\""));
    assertEquals(1, data.limit(1).collectAsList().size()); // a task that stops early
  }

  @Test
  void csvSplitsStringsIntoTokens() throws IOException {
    String path = write("a.csv", "text,tags,n,id\n\" a  b \",X Y,3,007\n5,Z,4,x\n");
    assertEquals(
        List.of(
            "{\"text\":[\"a\",\"b\"],\"tags\":[\"X\",\"Y\"],\"n\":\"3\",\"id\":\"007\"}",
            "{\"text\":[\"5\"],\"tags\":[\"Z\"],\"n\":\"4\",\"id\":\"x\"}"),
        json(read(path, Format.CSV, "text", "tags")));
    assertEquals("{\"n\":[\"3\"]}", json(read(path, Format.CSV, "text", "n").select("n")).get(0));
    String numbers = write("b.csv", "text,label\n007,1.5\n");
    assertEquals(
        List.of("{\"text\":[\"007\"],\"label\":[\"1.5\"]}"),
        json(read(numbers, Format.CSV, "text", "label")));
    assertMessage(() -> read(path, Format.CSV, "text", "tag"), "did you mean labelCol=tags?");
  }

  @Test
  void jsonAndParquet() throws IOException {
    String path = write("a.json", "{\"w\":[\"a\"],\"t\":[\"X\"]}\n{\"w\":[],\"t\":[]}\n");
    Dataset<Row> data = read(path, Format.JSON, "w", "t");
    assertEquals(2, data.count());
    String parquet = dir.resolve("a.parquet").toString();
    data.write().parquet(parquet);
    assertEquals(json(data), json(read(parquet, Format.PARQUET, "w", "t")));
    assertMessage(() -> read(parquet, Format.PARQUET, "W", "t"), "did you mean inputCol=w?");
    assertMessage(() -> read(path, Format.PARQUET, "w", "t"), "cannot be read as parquet");
    String bad = write("bad.json", "{\"w\":[\"a\"]}\n{\"w\":[\n");
    Dataset<Row> malformed = read(bad, Format.JSON, "w", null);
    InvalidInputException e =
        InvalidInputException.in(assertThrows(Exception.class, malformed::collectAsList));
    assertTrue(e.getMessage().contains("bad.json:2: expected one JSON object per line"));
    for (Format format : Format.values()) {
      assertMessage(() -> read("no/such.file", format, "form", null), "file:/");
    }
  }

  private static void assertMessage(Runnable call, String part) {
    InvalidInputException e = assertThrows(InvalidInputException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void textAndCsvStayWholeForTasksThatReadCharacters() throws IOException {
    String text = write("lines.txt", " a b\n\nc/X\n");
    Dataset<Row> lines =
        SequenceReader.read(
            spark, text, Format.TEXT, List.of("line"), null, ReadOptions.of(TextSplitting.WHOLE));
    assertEquals(
        List.of("{\"line\":\" a b\"}", "{\"line\":\"\"}", "{\"line\":\"c/X\"}"), json(lines));
    String csv = write("names.csv", "name,language,x,y\nde la Cruz,Spanish,1,0.5\n");
    Dataset<Row> cells =
        SequenceReader.read(
            spark,
            csv,
            Format.CSV,
            List.of("name"),
            "language",
            ReadOptions.of(TextSplitting.WHOLE));
    assertEquals(
        List.of("{\"name\":\"de la Cruz\",\"language\":\"Spanish\",\"x\":\"1\",\"y\":\"0.5\"}"),
        json(cells));
  }

  @Test
  void severalInputColumnsAreCheckedOneByOne() throws IOException {
    String csv = write("numbers.csv", "x,y\n1,2\n");
    assertEquals(
        1,
        SequenceReader.read(
                spark,
                csv,
                Format.CSV,
                List.of("x", "y"),
                null,
                ReadOptions.of(TextSplitting.WHOLE))
            .count());
    assertMessage(
        () ->
            SequenceReader.read(
                spark,
                csv,
                Format.CSV,
                List.of("x", "z"),
                null,
                ReadOptions.of(TextSplitting.WHOLE)),
        "inputCols=z");
    String slashed = write("a.slashed", "a/X\n");
    assertMessage(
        () ->
            SequenceReader.read(
                spark,
                slashed,
                Format.SLASHED,
                List.of("x", "y"),
                null,
                ReadOptions.of(TextSplitting.TOKENS)),
        "one input column");
  }

  @Test
  void tabsSeparateTagsOrCells() throws IOException {
    String path = write("a.tsv", "text\tlabel\na b\tX\n");
    assertEquals(Format.TSV, Format.of(null, path));
    assertEquals(Format.JSON, Format.of("jsonl", path));
    assertEquals(
        List.of("{\"text\":\"a b\",\"label\":\"X\"}"),
        json(
            SequenceReader.read(
                spark,
                path,
                Format.TSV,
                List.of("text"),
                "label",
                ReadOptions.of(TextSplitting.WHOLE))));
    String tags = write("tags.tsv", "a\tX\nb\tY\n\n");
    assertEquals(
        List.of("{\"text\":[\"a\",\"b\"],\"label\":[\"X\",\"Y\"]}"),
        json(read(tags, Format.TSV, "text", "label")));
  }
}
