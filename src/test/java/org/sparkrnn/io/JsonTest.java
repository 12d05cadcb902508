package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.testkit.LocalSpark;

/** JSON lines, and Parquet if it is read in the same way. */
class JsonTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private Dataset<Row> read(String path, String inputCol, String labelCol, String... numbers) {
    return SequenceReader.read(
        spark,
        path,
        path.endsWith("parquet") ? Format.PARQUET : Format.JSON,
        List.of(inputCol),
        labelCol,
        ReadOptions.of(TextSplitting.WHOLE).with(ColumnUses.ofNumbers(numbers)));
  }

  private static String types(Dataset<Row> data) {
    return data.schema().simpleString();
  }

  private static void assertRefused(Executable use, String... parts) {
    Exception thrown = assertThrows(Exception.class, use);
    InvalidInputException e = InvalidInputException.in(thrown);
    assertNotNull(e, thrown.toString());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), "expected \"" + part + "\" in: " + e.getMessage());
    }
  }

  @Test
  void typesAreThoseThatHoldAllRows() throws IOException {
    String path =
        write(
            "a.jsonl",
            "{\"x\":[],\"l\":null,\"o\":1}\n\n{\"x\":[1],\"l\":\"01\",\"o\":\"a\"}\n"
                + "{\"x\":[0.5,null],\"l\":1.0,\"o\":[1]}\n{\"x\":[2],\"l\":true}\n");
    Dataset<Row> data = read(path, "x", "l");
    assertEquals("struct<x:array<double>,l:string,o:string>", types(data));
    assertEquals(
        List.of(
            "{\"x\":[],\"o\":\"1\"}",
            "{\"x\":[1.0],\"l\":\"01\",\"o\":\"a\"}",
            "{\"x\":[0.5,null],\"l\":\"1\",\"o\":\"[1]\"}",
            "{\"x\":[2.0],\"l\":\"true\"}"),
        data.toJSON().collectAsList());
    String whole =
        write("b.jsonl", "{\"x\":[1,2],\"e\":[],\"s\":[[]],\"b\":12345678901234567890}\n");
    assertEquals(
        "struct<x:array<bigint>,e:array<bigint>,s:array<array<bigint>>,b:decimal(38,0)>",
        types(read(whole, "x", null)));
    assertEquals(
        "array<double>", read(whole, "x", null, "e").schema().apply("e").dataType().simpleString());
  }

  @Test
  void whatDoesNotFitIsNamedWithItsLine() throws IOException {
    String sound = "{\"x\":[1.5],\"y\":2}\n";
    for (String bad :
        List.of(
            "{\"x\":7,\"y\":2}", // not an array
            "{\"x\":[1],\"y\":\"NA\"}",
            "{\"x\":[1],\"x\":[2],\"y\":1}",
            "{\"x\":[1],\"y\":",
            "{\"x\":[1],\"y\":1} {}",
            "[{\"x\":[1],\"y\":1}]",
            "7",
            "x")) {
      String path = write("bad.jsonl", sound + bad + "\n" + sound);
      assertRefused(() -> read(path, "x", "y", "y").collectAsList(), "bad.jsonl:2: ");
      List<Row> rows =
          SequenceReader.read(
                  spark,
                  path,
                  Format.JSON,
                  List.of("x"),
                  "y",
                  ReadOptions.of(TextSplitting.WHOLE)
                      .with(ReadMode.DROPMALFORMED)
                      .with(ColumnUses.ofNumbers("y")))
              .collectAsList();
      assertEquals(3, rows.size());
      assertTrue(rows.get(1).<String>getAs(SequenceReader.MALFORMED).contains(":2: "), bad);
    }
  }

  /** Otherwise the array's text would be split into characters, and the object would be a class. */
  @Test
  void aColumnIsNotTextInSomeRowsAndAnArrayOrObjectInOthers() throws IOException {
    String[][] rows = {
      {
        "{\"x\":\"a b\",\"y\":\"A\"}",
        "{\"x\":[\"a\",\"b\"],\"y\":\"A\"}",
        "x is an array; expected a text"
      },
      {
        "{\"x\":[\"a\"],\"y\":\"A\"}",
        "{\"x\":\"a b\",\"y\":\"A\"}",
        "x is \"a b\"; expected an array"
      },
      {
        "{\"x\":[\"a\"],\"y\":\"A\"}",
        "{\"x\":[\"a\",[\"b\"]],\"y\":\"A\"}",
        "x is an array; expected a text"
      },
      {
        "{\"x\":\"a\",\"y\":\"A\"}", "{\"x\":\"a\",\"y\":[\"A\"]}", "y is an array; expected a text"
      },
      {
        "{\"x\":\"a\",\"y\":7}",
        "{\"x\":\"a\",\"y\":{\"name\":\"A\"}}",
        "y is an object; expected a number"
      },
      {
        "{\"x\":\"a\",\"y\":\"A\"}",
        "{\"x\":\"a\",\"y\":{\"name\":\"A\"}}",
        "y is an object; expected a text"
      },
      {
        "{\"x\":[0.5],\"y\":\"A\"}",
        "{\"x\":[1.5,\"NA\"],\"y\":\"A\"}",
        "x is \"NA\"; expected a number"
      },
      {"{\"x\":[\"a\"],\"y\":\"A\"}", "{\"x\":[0.5],\"y\":\"A\"}", "x is 0.5; expected a text"}
    };
    for (String[] row : rows) {
      String path = write("mixed.jsonl", row[0] + "\n\n" + row[1] + "\n" + row[0] + "\n");
      assertRefused(() -> read(path, "x", "y").collectAsList(), "mixed.jsonl:3: " + row[2]);
      ReadOptions dropping = ReadOptions.of(TextSplitting.WHOLE).with(ReadMode.DROPMALFORMED);
      List<Row> all =
          SequenceReader.read(spark, path, Format.JSON, List.of("x"), "y", dropping)
              .collectAsList();
      assertEquals(3, all.size());
      assertTrue(all.get(1).<String>getAs(SequenceReader.MALFORMED).contains(row[2]), row[2]);
    }
    String inner =
        write("inner.jsonl", "{\"d\":{\"t\":\"a\",\"o\":1}}\n{\"d\":{\"t\":[\"a\"],\"o\":[1]}}\n");
    assertRefused(() -> read(inner, "d.t", null).collectAsList(), "inner.jsonl:2: d.t is an array");
  }

  /** Columns that are not read never end a job. */
  @Test
  void columnsThatAreNotReadMayHoldAnything() throws IOException {
    String path =
        write(
            "unused.jsonl",
            "{\"x\":[\"a\"],\"o\":[1,[2]],\"p\":{\"q\":1},\"d\":[0.5]}\n"
                + "{\"x\":[\"b\",7],\"o\":{},\"p\":{\"q\":[1]},\"d\":[\"NA\"]}\n");
    assertEquals(
        List.of(
            "{\"x\":[\"a\"],\"o\":\"[1,[2]]\",\"p\":{\"q\":\"1\"},\"d\":[\"0.5\"]}",
            "{\"x\":[\"b\",\"7\"],\"o\":\"{}\",\"p\":{\"q\":\"[1]\"},\"d\":[\"NA\"]}"),
        read(path, "x", null).toJSON().collectAsList());
  }

  @Test
  void numbersAmongTextsAreTheSameTextHoweverTheyAreWritten() throws IOException {
    String path =
        write(
            "labels.jsonl",
            "{\"x\":[1],\"l\":1.50}\n{\"x\":[1],\"l\":\"1.5\"}\n{\"x\":[1],\"l\":2.0}\n"
                + "{\"x\":[1],\"l\":2}\n{\"x\":[1],\"l\":0.05}\n");
    assertEquals(
        "[[1.5], [1.5], [2], [2], [0.05]]",
        read(path, "x", "l").select("l").collectAsList().toString());
  }

  @Test
  void aRequiredValueThatIsNotThereIsNamedWithItsLine() throws IOException {
    String sound = "{\"doc\":{\"x\":[1.5]},\"y\":2}\n";
    for (String bad :
        List.of("{\"doc\":{\"x\":[1.5]}}", "{\"doc\":{},\"y\":1}", "{\"doc\":null,\"y\":1}")) {
      String path = write("required.jsonl", sound + bad + "\n");
      ColumnUses uses = new ColumnUses(Set.of("y"), Set.of(), Set.of(), Set.of("doc.x", "y"));
      assertRefused(
          () ->
              SequenceReader.read(
                      spark,
                      path,
                      Format.JSON,
                      List.of("doc.x"),
                      "y",
                      ReadOptions.of(TextSplitting.WHOLE).with(uses))
                  .collectAsList(),
          "required.jsonl:2: ",
          bad.contains("y") ? "doc.x is null or missing" : "y is null or missing");
    }
  }

  @Test
  void aFieldOfAnArrayOfStructsIsAColumn() throws IOException {
    String path = write("structs.jsonl", "{\"doc\":[{\"t\":\"a\"},{\"t\":\"b\"}],\"y\":\"c\"}\n");
    Dataset<Row> data = read(path, "doc.t", "y");
    assertEquals("[a, b]", data.collectAsList().get(0).getList(2).toString());
  }

  @Test
  void filesThatHoldNoLinesOfObjectsAreExplained() throws IOException {
    assertRefused(
        () -> read(write("a.json", "[\n  {\"x\": [1]},\n  {\"x\": [2]}\n]\n"), "x", null).count(),
        "a.json:1: expected one JSON object per line, but found an array");
    assertRefused(
        () -> read(write("b.json", "{\n  \"x\": [1]\n}\n"), "x", null).count(), "b.json:1: ");
    assertRefused(() -> read(write("c.json", ""), "x", null).count(), "contains no JSON object");
    Path latin = dir.resolve("d.json");
    Files.write(latin, "{\"x\":\"a\"}\n{\"x\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(() -> read(latin.toString(), "x", null).count(), "d.json:2: expected UTF-8");
    assertEquals(1, read(write("e.json", "\uFEFF{\"x\":[1]}\n"), "x", null).count());
    assertRefused(
        () -> read(write("f.json", "{\"x\":1,\"X\":2}\n"), "x", null).count(),
        "x and X (case aside)");
    Path parquet = Files.writeString(dir.resolve("g.parquet"), "{\"x\":1}\n");
    assertRefused(
        () -> read(parquet.toString(), "x", null), "cannot be read as parquet", "g.parquet");
  }

  @Test
  void columnsWithinOthersAndOfAnyNameAreFound() throws IOException {
    String path =
        write("a.json", "{\"doc\":{\"tokens\":[\"a\"],\"id\":7},\"a`b\":\"c\",\"x.y\":[\"d\"]}\n");
    String parquet = dir.resolve("a.parquet").toString();
    read(path, "a`b", null).write().parquet(parquet);
    for (String data : List.of(path, parquet)) {
      Row row = read(data, "doc.tokens", "doc.id").head();
      assertEquals(List.of("a"), row.getList(row.fieldIndex("doc.tokens")));
      assertEquals(7L, row.<Long>getAs("doc.id"));
      assertEquals(List.of("d"), read(data, "x.y", "a`b").head().getList(row.fieldIndex("x.y")));
      assertRefused(
          () -> read(data, "doc.token", null), "inputCol=doc.token", "mean inputCol=doc.tokens?");
      assertRefused(() -> read(data, "tokens", null), "did you mean inputCol=doc.tokens?");
    }
  }

  @Test
  void noColumnIsOfferedThatHasAnotherUseOrOtherName() throws IOException {
    String path = write("a.json", "{\"text\":\"a\",\"doc\":{\"y\":1},\"labels\":[1]}\n");
    assertHasNoHint(() -> read(path, "labels", "label"), "labelCol=label: ");
    assertHasNoHint(() -> read(path, "dok", null), "inputCol=dok: ");
    assertHasNoHint(() -> read(path, "text", "class"), "labelCol=class: ");
    assertRefused(() -> read(path, "text", "label"), "did you mean labelCol=labels?");
  }

  private static void assertHasNoHint(Executable use, String part) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    assertTrue(message.contains(part) && !message.contains("did you mean"), message);
  }

  @Test
  void foldersAreReadToTheirDepths() throws IOException {
    write("in/a.json", "{\"x\":[1],\"y\":\"a\"}\n");
    write("in/sub/b[1].json", "{\"x\":[0.5],\"y\":\"b\"}\n");
    Dataset<Row> data = read(dir.resolve("in").toString(), "x", "y");
    assertEquals("struct<x:array<double>,y:string>", types(data));
    assertEquals(2, data.count());
    assertEquals(1, read(dir.resolve("in/sub/b[1].json").toString(), "x", "y").count());
    String parquet = dir.resolve("deep.parquet").toString();
    data.coalesce(1).write().parquet(parquet + "/s{1}");
    data.coalesce(1).write().parquet(parquet + "/sub/t[a]*");
    assertEquals(4, read(parquet, "x", "y").count());
  }

  @Test
  void namesOfParquetDirectoriesAreTextOfAColumn() throws IOException {
    String parquet = dir.resolve("keyed.parquet").toString();
    read(write("a.json", "{\"x\":[1],\"y\":\"01\"}\n{\"x\":[2],\"y\":\"02\"}\n"), "x", "y")
        .write()
        .partitionBy("y")
        .parquet(parquet);
    Dataset<Row> data = read(parquet, "x", "y");
    assertEquals("struct<x:array<bigint>,y:string>", types(data));
    assertEquals(1, data.filter("y = '01'").count());
  }

  @Test
  void halvesOfCharactersDoNotMerge() throws IOException {
    String path = write("half.jsonl", "{\"x\":[\"a\"],\"y\":\"\\ud83d\"}\n");
    assertRefused(
        () -> read(path, "x", "y").collectAsList(), "half.jsonl:1: a text contains one half");
    String whole = write("whole.jsonl", "{\"x\":[\"a\"],\"y\":\"\\ud83d\\ude00\"}\n");
    assertEquals("\ud83d\ude00", read(whole, "x", "y").first().getAs("y"));
  }
}
