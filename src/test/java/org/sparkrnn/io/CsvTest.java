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

/** Comma-separated values in the forms that people and programs write. */
class CsvTest {
  private static final ReadOptions PLAIN = ReadOptions.of(TextSplitting.WHOLE);

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

  private Dataset<Row> read(String path, ReadOptions options) {
    return SequenceReader.read(spark, path, Format.CSV, List.of("text"), "label", options);
  }

  private static ReadOptions numbers(String... names) {
    return PLAIN.with(ColumnUses.ofNumbers(names));
  }

  private String rows(String text) throws IOException {
    return read(write("a.csv", text), numbers("y")).collectAsList().toString();
  }

  /** The only message, with which reading ends. */
  private String refused(String text, ReadOptions options) throws IOException {
    return refusedFile(write("bad.csv", text), options);
  }

  private String refusedFile(String path, ReadOptions options) {
    Exception thrown = assertThrows(Exception.class, () -> read(path, options).collectAsList());
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
        "bad.csv:3: y contains \"NA\"; expected a number: \"\"a\"");
    for (String other : List.of("1f", "0x10", "NaN", "1 000", "١", "1.2.3")) {
      assertHas(
          refused("text,label,y\na,b," + other + "\n", numbers("y")), "bad.csv:2: y contains");
    }
  }

  @Test
  void headersMayHaveBlanksAndAByteOrderMark() throws IOException {
    assertEquals("[[a, b]]", rows("\uFEFFtext, label\na, b\n"));
    assertEquals(
        List.of("text", "label", "column3"),
        List.of(read(write("a.csv", "text,label,\na,b,\n"), PLAIN).columns()));
  }

  @Test
  void otherSeparatorsAndDecimalCommasAreOfferedAndRead() throws IOException {
    String text = "text;label;y\na,b;c;1,5\n";
    assertHas(refused(text, PLAIN), "inputCol=text", "csvSeparator=semicolon", "csvDecimal=,");
    ReadOptions options = numbers("y").with(CsvOptions.of("semicolon", ","));
    assertEquals("[[a,b,c,1.5]]", read(write("a.csv", text), options).collectAsList().toString());
    assertHas(refused(text.replace("1,5", "1.5"), options), "bad.csv:2: y contains \"1.5\"");
    assertHas(refused(text, numbers("y").with(CsvOptions.of(";", null))), "csvDecimal");
    assertHas(refused("text\tlabel\n", PLAIN), "csvSeparator=tab");
    assertEquals(
        "[[a,b]]",
        read(write("a.tsv", "text\tlabel\na\tb\n"), PLAIN.with(CsvOptions.of("tab", null)))
            .collectAsList()
            .toString());
    for (String bad : List.of("", "§", ",,", "\"", "\n")) {
      assertThrows(InvalidInputException.class, () -> CsvOptions.of(bad, null));
    }
    assertThrows(InvalidInputException.class, () -> CsvOptions.of(null, ";"));
  }

  /** If they were split at blanks, brackets and commas would become parts of tokens and labels. */
  @Test
  void listsInCellsAreRefused() throws IOException {
    ReadOptions tokens = ReadOptions.of(TextSplitting.TOKENS);
    for (String list :
        List.of(
            "[ka, dax]",
            "[ka,dax]",
            "[12, 55]",
            "[0.5 1.5]",
            "(1, 2)",
            "{ka,dax}",
            "['ka']",
            "['ka', 'dax']",
            "('ka',)",
            "[\"\"ka\"\", \"\"dax\"\"]",
            " [0, 1] ")) {
      for (String row : List.of("\"" + list + "\",a", "a,\"" + list + "\"")) {
        String column = row.startsWith("a") ? "label" : "text";
        assertHas(
            refused("text,label\na b,a b\n" + row + "\n", tokens),
            "bad.csv:3: " + column + " contains the list \"",
            "JSON or Parquet");
      }
    }
    String texts =
        "[UNK],[CLS] a [SEP]\n\"(a, b)\",\"[ a , b ]\"\n\"[so it is, yes]\",\"a, [b, c]\"\n";
    assertEquals(
        "[[[[UNK]]], [[(a,, b)]], [[[so, it, is,, yes]]]]",
        read(write("a.csv", "text,label\n" + texts), tokens)
            .selectExpr("string(text)")
            .collectAsList()
            .toString());
  }

  /**
   * A single list may be a text, but a column of lists is not text, and then [ka] is a list too.
   */
  @Test
  void aColumnOfListsIsNoText() throws IOException {
    String lists = "\"[0.5, 1.5]\",A\n\"[1, 2]\",A\n";
    assertHas(
        refused("text,label\n" + lists + "a,A\n", PLAIN), "bad.csv:2: text contains the list");
    for (ReadOptions each : List.of(PLAIN, ReadOptions.of(TextSplitting.TOKENS))) {
      ReadOptions dropping = each.with(ReadMode.DROPMALFORMED);
      String path = write("short.csv", "text,label\n[ka],A\n[],A\n" + lists + "a,A\n");
      assertEquals(
          4, read(path, dropping).collectAsList().stream().filter(r -> !r.isNullAt(2)).count());
    }
    String texts = "text,label\na,A\n[b],A\n\"[c, d]\",\"[A, B]\"\ne,A\n";
    assertEquals(
        "[[a,A], [[b],A], [[c, d],[A, B]], [e,A]]",
        read(write("a.csv", texts), PLAIN).collectAsList().toString());
  }

  @Test
  void noColumnIsOfferedThatHasAnotherUse() throws IOException {
    String hint = refused("text,labels,column\n", PLAIN);
    assertHas(hint, "did you mean labelCol=labels?");
    String path = write("a.csv", "label,other\n");
    String none =
        assertThrows(
                InvalidInputException.class,
                () -> SequenceReader.read(spark, path, Format.CSV, "label", "labels"))
            .getMessage();
    assertTrue(!none.contains("did you mean"), none);
  }

  @Test
  void whatIsNoTableIsNamed() throws IOException {
    assertHas(refused("", PLAIN), "bad.csv is empty; expected a line with the names");
    assertHas(refused("a,1.5\nb,2\n", PLAIN), "add a line with the names");
    assertHas(refused("text,label,text\n", PLAIN), "two columns are named text");
    assertHas(refused("text,label,Text\n", PLAIN), "text and Text (case aside)");
    assertHas(refused("{\"text\":\"a\",\"label\":1}\n", PLAIN), "format=json");
    assertEquals(0, read(write("a.csv", "text,label\n"), PLAIN).count());
  }

  @Test
  void otherEncodingsAndLineEndsAreNamedWithTheirLine() throws IOException {
    String text = "text,label\nk,a\ncafé crème,b\n";
    String latin = write("latin.csv", text, StandardCharsets.ISO_8859_1);
    assertHas(refusedFile(latin, PLAIN), "latin.csv:3: expected UTF-8");
    for (String utf16 : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      String path = write(utf16 + ".csv", text, Charset.forName(utf16));
      assertHas(refusedFile(path, PLAIN), ":1: expected UTF-8", "UTF-16");
    }
    assertHas(refused(text.replace('\n', '\r'), PLAIN), "bad.csv:1: ", "CR alone");
    assertHas(refused("text,label\na,b\rc,d\n", PLAIN), "bad.csv:2: ", "CR alone");
  }

  @Test
  void malformedRowsAreNamedOrDroppedOneByOne() throws IOException {
    String text = "text,label\na,b\nc\n\"d,e\nf,g\n\"h\" i,j\n \"k\",l\nm,n,o\np,q\n";
    String path = write("mixed.csv", text);
    assertHas(refusedFile(path, PLAIN), "mixed.csv:3: expected 2 fields");
    List<String> sound = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Row row : read(path, PLAIN.with(ReadMode.DROPMALFORMED)).collectAsList()) {
      if (row.isNullAt(2)) {
        sound.add(row.getString(0) + row.getString(1));
      } else {
        problems.add(row.getString(2).replaceFirst(".*mixed.csv:(\\d+): (\\w+).*", "$1 $2"));
      }
    }
    assertEquals(List.of("ab", "fg", "pq"), sound);
    assertEquals(List.of("3 expected", "4 text", "6 text", "7 there", "8 expected"), problems);
  }

  @Test
  void foldersAreReadToTheirDepthsAndAllFilesAlike() throws IOException {
    write("in/a.csv", "text,label\na,1\n");
    write("in/sub/b[1].csv", "text,label\nb,2\n");
    write("in/sub/empty.csv", "");
    write("in/_ignored.csv", "text\n");
    String path = dir.resolve("in").toString();
    assertEquals("[[a,1], [b,2]]", read(path, PLAIN).collectAsList().toString());
    assertEquals(1, read(path + "/sub/b[1].csv", PLAIN).count());
    write("in/sub/c.csv", "label,text\n3,c\n");
    assertHas(refusedFile(path, PLAIN), "c.csv has the columns label, text, but");
  }

  @Test
  void anEmptyCellOfARequiredColumnIsNamedWithItsLine() throws IOException {
    ReadOptions required =
        PLAIN.with(new ColumnUses(Set.of("y"), Set.of(), Set.of(), Set.of("text", "y")));
    String sound = "text,label,y\n\"\",,1\n";
    assertEquals("[[,null,1.0]]", read(write("a.csv", sound), required).collectAsList().toString());
    assertHas(refused(sound + "a,b,\n", required), "bad.csv:3: y is empty; fill empty cells");
    assertHas(refused(sound + ",b,1\n", required), "bad.csv:3: text is empty", "\"\"");
  }

  @Test
  void aFirstLineOfExcelIsUnderstood() throws IOException {
    for (String mark : List.of("", "\uFEFF")) {
      for (String end : List.of("\n", "\r\n")) {
        String text = mark + "sep=;" + end + "text;label" + end + "a;b" + end + "c;d;e" + end;
        ReadOptions semicolon = PLAIN.with(CsvOptions.of(";", null));
        assertHas(refused(text, semicolon), "bad.csv:4: expected 2 fields");
        assertEquals(
            "[[a,b]]",
            read(write("a.csv", text.replace("c;d;e" + end, "")), semicolon)
                .collectAsList()
                .toString());
        assertHas(refused(text, PLAIN), "bad.csv:1 says", "csvSeparator=semicolon");
      }
    }
  }

  @Test
  void mostOfTheFirstRowsSayWhetherAColumnHoldsNumbers() throws IOException {
    ReadOptions open = PLAIN.with(new ColumnUses(Set.of(), Set.of("text"), Set.of(), Set.of()));
    String words = "text,label\n4,b\nfour,b\nfive,b\n";
    assertEquals("string", type(read(write("a.csv", words), open)));
    String numbers = "text,label\nNA,b\n4,b\n5,b\n";
    assertEquals("double", type(read(write("b.csv", numbers), open)));
    assertHas(refused(numbers, open), "bad.csv:2: text contains \"NA\"; expected a number");
  }

  private static String type(Dataset<Row> data) {
    return data.schema().apply("text").dataType().simpleString();
  }

  @Test
  void numbersOfAnotherFormAreExplained() throws IOException {
    for (String grouped : List.of("1.234.567", "1.234,5", "\"1,234.5\"", "1 234", "1'234.5")) {
      String row = grouped.contains("\"") ? grouped : "\"" + grouped + "\"";
      String message = refused("text,label,y\na,b," + row + "\n", numbers("y"));
      assertHas(message, "expected a number without separators between thousands");
    }
    assertHas(
        refused("text,label,y\na,b,\"1,5\"\n", numbers("y")),
        "expected a number with a decimal point; give csvDecimal=, if the numbers have a decimal comma: ");
    assertHas(
        refused("text,label,y\na,b,\"1,500\"\n", numbers("y")),
        ", or leave the separator out if it is between thousands");
    ReadOptions comma = numbers("y").with(CsvOptions.of(";", ","));
    assertHas(refused("text;label;y\na;b;1.5\n", comma), "give csvDecimal=.");
  }

  /** However a file is cut, each record is read once, with its line. */
  @Test
  void everyWayToCutAFileFindsTheSame() throws IOException {
    String text = "text,label\na,\"b\n\"\"c,\"\r\n\nd,e\n\"f\nbroken\",x,y\ng,\"\n\n\"";
    String path = write("cut.csv", text);
    Configuration conf = new Configuration();
    CsvHeader header = CsvHeader.find(conf, path, InputFiles.list(conf, path), CsvOptions.PLAIN);
    CsvFormat format =
        new CsvFormat(
            header,
            new CsvFormat.Cell[] {CsvFormat.Cell.TEXT, CsvFormat.Cell.TEXT},
            CsvOptions.PLAIN,
            Set.of(),
            Set.of(),
            null);
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
    String whole = read(path, PLAIN).collectAsList().toString();
    spark.conf().set("spark.sql.files.maxPartitionBytes", "500b");
    try {
      Dataset<Row> data = read(path, PLAIN);
      assertTrue(data.javaRDD().getNumPartitions() > 5);
      assertEquals(whole, data.collectAsList().toString());
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }
}
