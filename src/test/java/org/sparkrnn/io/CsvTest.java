package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.testkit.LocalSpark;

/** Comma-separated values as people and programs write them. */
class CsvTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    return write(name, text, StandardCharsets.UTF_8);
  }

  private String write(String name, String text, Charset charset) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(charset)).toString();
  }

  private Dataset<Row> read(String path, CsvOptions options) {
    return read(path, options, ReadMode.FAILFAST);
  }

  private Dataset<Row> read(String path, CsvOptions options, ReadMode mode) {
    return SequenceReader.read(
        spark,
        path,
        Format.CSV,
        List.of("text"),
        "label",
        TextCells.WHOLE,
        mode,
        options,
        new FileLayouts());
  }

  private static CsvOptions numbers(String... names) {
    return CsvOptions.PLAIN.with(Set.of(names), Set.of(), Set.of());
  }

  private String rows(String text) throws IOException {
    return read(write("a.csv", text), numbers("y")).collectAsList().toString();
  }

  /** The one message with which reading ends. */
  private String refused(String text, CsvOptions options) throws IOException {
    return refused(write("bad.csv", text), options, ReadMode.FAILFAST);
  }

  private String refused(String path, CsvOptions options, ReadMode mode) {
    Exception thrown =
        assertThrows(Exception.class, () -> read(path, options, mode).collectAsList());
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
  void textIsAsItIsWritten() throws IOException {
    String cells = "01,true\n007,1e3\n2024-01-05,1.0\nNA, x \n";
    assertEquals(
        "[[01,true], [007,1e3], [2024-01-05,1.0], [NA, x ]]", rows("text,label\n" + cells));
    assertEquals("[[,], [null,null], [a,null]]", rows("text,label\n\"\",\"\"\n,\n\na,\n"));
  }

  @Test
  void quotesHoldSeparatorsLineBreaksAndDoubledQuotes() throws IOException {
    assertEquals(
        "[[ka \"dax, lo\" gorps,yes], [a\r\nb\n\nc,no], [5\" pipe,\"]]",
        rows(
            "text,label\n\"ka \"\"dax, lo\"\" gorps\",yes\r\n\"a\r\nb\n\nc\",no\n5\" pipe,\"\"\"\""));
  }

  @Test
  void numbersAreNumbersAloneWhereTheyAreWanted() throws IOException {
    assertEquals(
        "[[1,2,3.0], [1.50,x,null], [a,b,-0.005]]",
        rows("text,label,y\n1,2,3\n1.50,x,\na,b,\" -5e-3\"\n"));
    assertHas(
        refused("text,label,y\na,b,1\n\"a\nb\",c,NA\n", numbers("y")),
        "bad.csv:3: y holds \"NA\"; expected a number: \"\"a\"");
    for (String other : List.of("1f", "0x10", "NaN", "1 000", "١", "1.2.3")) {
      assertHas(refused("text,label,y\na,b," + other + "\n", numbers("y")), "bad.csv:2: y holds");
    }
  }

  @Test
  void headersMayHaveBlanksAndAByteOrderMark() throws IOException {
    assertEquals("[[a, b]]", rows("\uFEFFtext, label\na, b\n"));
    assertEquals(
        List.of("text", "label", "column3"),
        List.of(read(write("a.csv", "text,label,\na,b,\n"), CsvOptions.PLAIN).columns()));
  }

  @Test
  void otherSeparatorsAndDecimalCommasAreOfferedAndRead() throws IOException {
    String text = "text;label;y\na,b;c;1,5\n";
    assertHas(
        refused(text, CsvOptions.PLAIN), "inputCol=text", "csvSeparator=semicolon", "csvDecimal=,");
    CsvOptions options = CsvOptions.of("semicolon", ",").with(Set.of("y"), Set.of(), Set.of());
    assertEquals("[[a,b,c,1.5]]", read(write("a.csv", text), options).collectAsList().toString());
    assertHas(refused(text.replace("1,5", "1.5"), options), "bad.csv:2: y holds \"1.5\"");
    assertHas(
        refused(text, CsvOptions.of(";", null).with(Set.of("y"), Set.of(), Set.of())),
        "csvDecimal");
    assertHas(refused("text\tlabel\n", CsvOptions.PLAIN), "csvSeparator=tab");
    assertEquals(
        "[[a,b]]",
        read(write("a.tsv", "text\tlabel\na\tb\n"), CsvOptions.of("tab", null))
            .collectAsList()
            .toString());
    for (String bad : List.of("", "§", ",,", "\"", "\n")) {
      assertThrows(InvalidInputException.class, () -> CsvOptions.of(bad, null));
    }
    assertThrows(InvalidInputException.class, () -> CsvOptions.of(null, ";"));
  }

  @Test
  void whatIsNoTableIsNamed() throws IOException {
    assertHas(refused("", CsvOptions.PLAIN), "bad.csv is empty; expected a line with the names");
    assertHas(refused("a,1.5\nb,2\n", CsvOptions.PLAIN), "add such a line");
    assertHas(refused("text,label,text\n", CsvOptions.PLAIN), "two columns are named text");
    assertHas(refused("text,label,Text\n", CsvOptions.PLAIN), "text and Text (case aside)");
    assertHas(refused("{\"text\":\"a\",\"label\":1}\n", CsvOptions.PLAIN), "format=json");
    assertEquals(0, read(write("a.csv", "text,label\n"), CsvOptions.PLAIN).count());
  }

  @Test
  void otherEncodingsAndLineEndsAreNamedWithTheirLine() throws IOException {
    String text = "text,label\nk,a\ncafé crème,b\n";
    String latin = write("latin.csv", text, StandardCharsets.ISO_8859_1);
    assertHas(refused(latin, CsvOptions.PLAIN, ReadMode.FAILFAST), "latin.csv:3: expected UTF-8");
    for (String utf16 : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      String path = write(utf16 + ".csv", text, Charset.forName(utf16));
      assertHas(refused(path, CsvOptions.PLAIN, ReadMode.FAILFAST), ":1: expected UTF-8", "UTF-16");
    }
    assertHas(refused(text.replace('\n', '\r'), CsvOptions.PLAIN), "bad.csv:1: ", "CR alone");
    assertHas(refused("text,label\na,b\rc,d\n", CsvOptions.PLAIN), "bad.csv:2: ", "CR alone");
  }

  @Test
  void malformedRowsAreNamedOrDroppedOneByOne() throws IOException {
    String text = "text,label\na,b\nc\n\"d,e\nf,g\n\"h\" i,j\n \"k\",l\nm,n,o\np,q\n";
    String path = write("mixed.csv", text);
    assertHas(refused(path, CsvOptions.PLAIN, ReadMode.FAILFAST), "mixed.csv:3: expected 2 fields");
    List<String> sound = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Row row : read(path, CsvOptions.PLAIN, ReadMode.DROPMALFORMED).collectAsList()) {
      if (row.isNullAt(2)) {
        sound.add(row.getString(0) + row.getString(1));
      } else {
        problems.add(row.getString(2).replaceFirst(".*mixed.csv:(\\d+): (\\w+).*", "$1 $2"));
      }
    }
    assertEquals(List.of("ab", "fg", "pq"), sound);
    assertEquals(List.of("3 expected", "4 text", "6 text", "7 blanks", "8 expected"), problems);
  }

  @Test
  void foldersAreReadToTheirDepthsAndAllFilesAlike() throws IOException {
    write("in/a.csv", "text,label\na,1\n");
    write("in/sub/b[1].csv", "text,label\nb,2\n");
    write("in/sub/empty.csv", "");
    write("in/_ignored.csv", "text\n");
    String path = dir.resolve("in").toString();
    assertEquals("[[a,1], [b,2]]", read(path, CsvOptions.PLAIN).collectAsList().toString());
    assertEquals(1, read(path + "/sub/b[1].csv", CsvOptions.PLAIN).count());
    write("in/sub/c.csv", "label,text\n3,c\n");
    assertHas(
        refused(path, CsvOptions.PLAIN, ReadMode.FAILFAST),
        "c.csv has the columns label, text, but");
  }

  /** However a file is cut, each record is read once, with its line. */
  @Test
  void everyWayToCutAFileFindsTheSame() throws IOException {
    String text = "text,label\na,\"b\n\"\"c,\"\r\n\nd,e\n\"f\nbroken\",x,y\ng,\"\n\n\"";
    String path = write("cut.csv", text);
    Configuration conf = new Configuration();
    CsvHeader header = CsvHeader.find(conf, path, InputFiles.list(conf, path), ',');
    CsvFormat format =
        new CsvFormat(
            header,
            new CsvFormat.Cell[] {CsvFormat.Cell.TEXT, CsvFormat.Cell.TEXT},
            CsvOptions.PLAIN);
    for (int cut = 1; cut < text.length(); cut++) {
      long start = CsvCuts.starts(conf, path, List.of((long) cut), (byte) ',').get(0);
      List<FileSlice> slices =
          List.of(new FileSlice(path, 0, start), new FileSlice(path, start, text.length()));
      List<String> rows = new ArrayList<>();
      format
          .rows(conf, slices, ReadMode.DROPMALFORMED)
          .forEachRemaining(
              row ->
                  rows.add(
                      row.isNullAt(2)
                          ? row.getString(0) + row.getString(1)
                          : row.getString(2).replaceAll("(?s).*csv:(\\d+):.*", "line $1")));
      assertEquals(List.of("ab\n\"c,", "de", "line 6", "g\n\n"), rows, "cut at " + cut);
    }
  }

  @Test
  void aBigFileIsReadBySeveralTasks() throws IOException {
    StringBuilder text = new StringBuilder("text,label\n");
    for (int i = 0; i < 400; i++) {
      text.append("\"w\n").append(i).append("\",é\n");
    }
    String path = write("big.csv", text.toString());
    String whole = read(path, CsvOptions.PLAIN).collectAsList().toString();
    spark.conf().set("spark.sql.files.maxPartitionBytes", "500b");
    try {
      Dataset<Row> data = read(path, CsvOptions.PLAIN);
      assertTrue(data.javaRDD().getNumPartitions() > 5);
      assertEquals(whole, data.collectAsList().toString());
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }
}
