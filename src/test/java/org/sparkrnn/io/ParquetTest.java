package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** Parquet files: types that differ, columns that cannot be read, folders that hold columns. */
class ParquetTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private Dataset<Row> read(Path path) {
    return SequenceReader.read(spark, path.toString(), Format.PARQUET, "x", "label");
  }

  private static List<String> json(Dataset<Row> data) {
    return data.toJSON().collectAsList().stream().sorted().toList();
  }

  private static void assertRefused(Runnable read, String... parts) {
    InvalidInputException e = assertThrows(InvalidInputException.class, read::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  /** One file with the rows of a query. */
  private Path write(String name, String query) throws IOException {
    Path parts = dir.resolve("parts");
    spark.sql(query).coalesce(1).write().mode("overwrite").parquet(parts.toString());
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    try (var all = Files.list(parts)) {
      Files.move(all.filter(p -> p.toString().endsWith(".parquet")).findAny().orElseThrow(), file);
    }
    return file;
  }

  @Test
  void typesThatDifferBetweenFilesBecomeTheWider() throws IOException {
    write("d/a.parquet", "select array(1.5D, 2D) x, 1 label, 'p' more");
    write("d/b.parquet", "select array(3L) x, 2L label, 7 more");
    write("d/c.parquet", "select array(4) x, cast(3 as smallint) label");
    write("d/d.parquet", "select 5L label, array(0.5F) x, 'q' more");
    Dataset<Row> data = read(dir.resolve("d"));
    assertEquals("array<double>", data.schema().apply("x").dataType().simpleString());
    assertEquals("bigint", data.schema().apply("label").dataType().simpleString());
    assertEquals(List.of("x", "label"), List.of(data.columns()), "without what differs unused");
    assertEquals(
        List.of(
            "{\"x\":[0.5],\"label\":5}",
            "{\"x\":[1.5,2.0],\"label\":1}",
            "{\"x\":[3.0],\"label\":2}",
            "{\"x\":[4.0],\"label\":3}"),
        json(data));
    write("d/e.parquet", "select array('a') x, 1 label");
    assertRefused(
        () -> read(dir.resolve("d")),
        "the column x has type array<double> in ",
        "a.parquet, but array<string> in ",
        "e.parquet");
  }

  @Test
  void structsBecomeTheWiderToo() throws IOException {
    write("s/a.parquet", "select named_struct('x', array(1)) doc, 'A' label");
    write("s/b.parquet", "select named_struct('x', array(2L)) doc, 'B' label");
    Dataset<Row> data =
        SequenceReader.read(spark, dir.resolve("s").toString(), Format.PARQUET, "doc.x", "label");
    assertEquals(
        List.of("[1]", "[2]"),
        data.select("`doc.x`").collectAsList().stream()
            .map(row -> row.getList(0).toString())
            .sorted()
            .toList());
    write("s/c.parquet", "select 'none' doc, 'B' label");
    assertRefused(
        () ->
            SequenceReader.read(
                spark, dir.resolve("s").toString(), Format.PARQUET, "doc.x", "label"),
        "the column doc has type struct",
        "c.parquet");
  }

  @Test
  void aColumnThatIsUsedIsInAllFiles() throws IOException {
    write("d/a.parquet", "select 'ka' x, 'A' label, 1 id");
    write("d/b.parquet", "select 'lo' x, 'B' label");
    assertEquals(
        List.of("{\"x\":\"ka\",\"label\":\"A\",\"id\":1}", "{\"x\":\"lo\",\"label\":\"B\"}"),
        json(read(dir.resolve("d"))));
    write("d/c.parquet", "select 'da' x");
    assertRefused(() -> read(dir.resolve("d")), "c.parquet has no column label", "a.parquet has");
  }

  private Path odd(String name, String column, Object value, CompressionCodecName codec)
      throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary x (STRING); required binary label (STRING); %s; }"
                .formatted(column));
    Path file = dir.resolve(name);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(schema)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(false)
            .build()) {
      Group row = new SimpleGroup(schema);
      row.add("x", "ka dax ".repeat(20));
      row.add("label", "A");
      if (value instanceof Long whole) {
        row.add("odd", whole);
      } else {
        row.add("odd", org.apache.parquet.io.api.Binary.fromConstantByteArray((byte[]) value));
      }
      writer.write(row);
    }
    return file;
  }

  @Test
  void columnsThatSparkCannotReadMatterOnlyIfTheyAreUsed() throws IOException {
    CompressionCodecName plain = CompressionCodecName.UNCOMPRESSED;
    Path[] files = {
      odd("n.parquet", "required int64 odd (TIMESTAMP(NANOS,true))", 1L, plain),
      odd("t.parquet", "required int64 odd (TIME(MICROS,true))", 1L, plain),
      odd("f.parquet", "required fixed_len_byte_array(2) odd (FLOAT16)", new byte[2], plain)
    };
    for (Path file : files) {
      Dataset<Row> data = read(file);
      assertEquals(List.of("x", "label"), List.of(data.columns()));
      assertEquals(1, data.count());
      assertRefused(
          () -> SequenceReader.read(spark, file.toString(), Format.PARQUET, "x", "odd"),
          "the column odd of ",
          file.getFileName().toString(),
          "has the type \"required ",
          "write it as text");
    }
  }

  @Test
  void twoColumnsOfOneNameAreRefused() throws IOException {
    Path file =
        odd(
            "twice.parquet",
            "required binary label (STRING); required int64 odd",
            1L,
            CompressionCodecName.UNCOMPRESSED);
    assertRefused(() -> read(file), "twice.parquet: two columns are named label");
    write("d/a.parquet", "select 'ka' x, 'A' label");
    write("d/b.parquet", "select 'ka' x, 'A' Label");
    assertRefused(() -> read(dir.resolve("d")), "b.parquet has no column label, but");
  }

  @Test
  void filesOfAnotherFormatOrCutOffAreNamed() throws IOException {
    Path text = Files.writeString(dir.resolve("txt.parquet"), "text\n");
    assertRefused(() -> read(text), "txt.parquet cannot be read as parquet", "write it again");
    Path empty = Files.writeString(dir.resolve("empty.parquet"), "");
    assertRefused(() -> read(empty), "empty.parquet cannot be read as parquet");
    byte[] sound = Files.readAllBytes(write("a.parquet", "select 'ka' x, 'A' label"));
    Path cut = Files.write(dir.resolve("cut.parquet"), java.util.Arrays.copyOf(sound, 100));
    assertRefused(() -> read(cut), "cut.parquet cannot be read as parquet");
  }

  @Test
  void damagedPagesAreNamedWithTheCauseAndMatterOnlyIfTheyAreUsed() throws IOException {
    Path file = odd("d.parquet", "required binary odd", new byte[100], CompressionCodecName.SNAPPY);
    byte[] bytes = Files.readAllBytes(file);
    ColumnChunkMetaData x;
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      x = reader.getFooter().getBlocks().get(0).getColumns().get(0);
    }
    int end = (int) (x.getStartingPos() + x.getTotalSize());
    java.util.Arrays.fill(bytes, end - 20, end, (byte) 0x7f);
    Files.write(file, bytes);
    Files.delete(dir.resolve(".d.parquet.crc"));
    Dataset<Row> data = read(file);
    assertEquals("A", data.select("label").first().getString(0));
    Exception thrown = assertThrows(Exception.class, () -> data.select("x").collectAsList());
    String message = DataErrors.message(DataErrors.in(thrown));
    assertTrue(message.contains("d.parquet cannot be read: "), message);
    assertTrue(message.contains("it is damaged"), message);
    assertTrue(!message.contains("FAILED_READ_FILE"), message);
  }

  @Test
  void foldersGiveAColumnToAllFilesOrNone() throws IOException {
    write("d/label=A/x.parquet", "select 'ka' x");
    write("d/label=01/x.parquet", "select 'lo' x");
    assertEquals(
        List.of("{\"x\":\"ka\",\"label\":\"A\"}", "{\"x\":\"lo\",\"label\":\"01\"}"),
        json(read(dir.resolve("d"))));
    Path beside = write("d/y.parquet", "select 'da' x, 'B' label");
    assertRefused(
        () -> read(dir.resolve("d")), "the column label in the name of a folder", "y.parquet");
    Files.delete(beside);
    write("d/label=A/z.parquet", "select 'da' x, 'B' label");
    assertRefused(() -> read(dir.resolve("d")), "z.parquet and in the name of its folder");
    write("e/year=2024/x.parquet", "select 'ka' x, 'A' label");
    write("e/y.parquet", "select 'lo' x, 'B' label");
    assertEquals(2, read(dir.resolve("e")).count(), "year is not used");
    write("f/a/label=A/x.parquet", "select 'ka' x");
    write("f/b/label=B/x.parquet", "select 'lo' x");
    assertRefused(() -> read(dir.resolve("f")), "are not side by side");
  }

  @Test
  void csvAndJsonTakeColumnsFromFoldersAsParquetDoes() throws IOException {
    for (String folder : List.of("label=A", "label=b%3Ac", "label=__HIVE_DEFAULT_PARTITION__")) {
      Files.createDirectories(dir.resolve("c").resolve(folder));
      Files.createDirectories(dir.resolve("j").resolve(folder));
      Files.writeString(dir.resolve("c").resolve(folder).resolve("a.csv"), "x,n\nka,1\nlo,2,3\n");
      Files.writeString(
          dir.resolve("j").resolve(folder).resolve("a.jsonl"), "{\"x\":\"ka\",\"n\":\"1\"}\n{\n");
    }
    ReadOptions options =
        ReadOptions.of(TextSplitting.WHOLE).with(org.sparkrnn.data.ReadMode.DROPMALFORMED);
    for (Format format : List.of(Format.CSV, Format.JSON)) {
      Path path = dir.resolve(format == Format.CSV ? "c" : "j");
      Dataset<Row> data =
          SequenceReader.read(spark, path.toString(), format, List.of("x"), "label", options);
      assertEquals(3, data.filter(functions.col(SequenceReader.MALFORMED).isNotNull()).count());
      Dataset<Row> sound = data.filter(functions.col(SequenceReader.MALFORMED).isNull());
      assertEquals(
          Set.of("[ka,A]", "[ka,b:c]", "[ka,null]"),
          Set.copyOf(
              sound.select("x", "label").collectAsList().stream().map(Row::toString).toList()));
    }
    Files.writeString(dir.resolve("c/b.csv"), "x,n\nka,1\n");
    Files.writeString(dir.resolve("j/b.jsonl"), "{\"x\":\"ka\",\"label\":\"B\"}\n");
    for (Format format : List.of(Format.CSV, Format.JSON)) {
      String path = dir.resolve(format == Format.CSV ? "c" : "j").toString();
      assertRefused(
          () -> SequenceReader.read(spark, path, format, List.of("x"), "label", options),
          "the column label in the name of a folder, but ",
          "b." + (format == Format.CSV ? "csv" : "jsonl"));
    }
    Files.delete(dir.resolve("j/b.jsonl"));
    Files.writeString(dir.resolve("j/label=A/c.jsonl"), "{\"x\":\"ka\",\"label\":\"B\"}\n");
    assertRefused(
        () ->
            SequenceReader.read(
                spark, dir.resolve("j").toString(), Format.JSON, List.of("x"), "label", options),
        "and in the name of its folder");
  }
}
