package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

class SequenceWriterTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private Dataset<Row> data() {
    return spark
        .sql(
            """
            select * from values
              (array('P', 'Q'), 1, array('a', '中 文'), array('x'), null, struct(null as u)),
              (array(), 2, array(), array('y'), 0.5D, struct(3 as u)),
              (array('R'), 3, array('c'), array('z'), 2D, null)
            as t(pred, `the id`, words, alt, score, s)
            """)
        .coalesce(1);
  }

  private String out() {
    return dir.resolve("out").toString();
  }

  private String written() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("out"))) {
      Path part =
          files.filter(p -> p.getFileName().toString().startsWith("part-")).findFirst().get();
      return Files.readString(part);
    }
  }

  @Test
  void conllLosesNothing() throws IOException {
    SequenceWriter.write(data(), out(), Format.CONLL, "words", "pred", false);
    assertEquals(
        """
        # the id = 1
        # score = null
        # s = {"u":null}
        # alt = ["x"]
        a\t_\tP
        中 文\t_\tQ

        # the id = 2
        # score = 0.5
        # s = {"u":3}
        # alt = ["y"]
        # no tokens

        # the id = 3
        # score = 2.0
        # s = null
        c\tz\tR

        """,
        written());
    Dataset<Row> read = SequenceReader.read(spark, out(), Format.CONLL, "words", "pred");
    assertEquals(
        List.of(
            "{\"words\":[\"a\",\"中 文\"],\"column2\":[\"_\",\"_\"],\"pred\":[\"P\",\"Q\"]}",
            "{\"words\":[\"c\"],\"column2\":[\"z\"],\"pred\":[\"R\"]}"),
        read.toJSON().collectAsList());
  }

  @Test
  void conllWritesAPredictionForTheWholeSequenceAsAComment() throws IOException {
    StructType schema =
        new StructType()
            .add("words", "array<string>")
            .add("probability", SQLDataTypes.VectorType())
            .add("pred", "double");
    Row row = RowFactory.create(new String[] {"a", "b"}, Vectors.dense(0.25, 0.75), 1.0);
    Dataset<Row> data = spark.createDataFrame(List.of(row), schema);
    SequenceWriter.write(data, out(), Format.CONLL, "words", "pred", false);
    assertEquals(
        "# probability = {\"type\":1,\"size\":null,\"indices\":null,\"values\":[0.25,0.75]}\n"
            + "# pred = 1.0\na\nb\n\n",
        written());
  }

  @Test
  void jsonAndParquetComeBack() throws IOException {
    for (Format format : List.of(Format.JSON, Format.PARQUET)) {
      Dataset<Row> data = data().select("pred", "words"); // as JSON sorts them
      SequenceWriter.write(data, out(), format, "words", "pred", true);
      assertEquals(
          data.toJSON().collectAsList(),
          SequenceReader.read(spark, out(), format, "words", "pred").toJSON().collectAsList());
    }
    assertInvalid(Format.JSON, "words", "pred", "overwrite=true");
  }

  @Test
  void theEndingCompresses() throws IOException {
    for (String name : List.of("o.json.gz", "o.conll.bz2")) {
      Dataset<Row> data = data().select("pred", "words").filter("size(words) > 0");
      String path = dir.resolve(name).toString();
      Format format = Format.forOutput(null, path);
      SequenceWriter.write(data, path, format, "words", "pred", true);
      try (Stream<Path> files = Files.list(Path.of(path))) {
        String ending = name.substring(name.lastIndexOf('.'));
        assertTrue(files.anyMatch(file -> file.toString().endsWith(ending)), name);
      }
      assertEquals(
          data.select("words").collectAsList(),
          SequenceReader.read(spark, path, format, "words", "pred")
              .select("words")
              .collectAsList());
    }
    for (String name : List.of("o.json.zst", "o.parquet.gz", "o.gz")) {
      String path = dir.resolve(name).toString();
      Format format = Format.forOutput(null, path);
      InvalidInputException e =
          assertThrows(
              InvalidInputException.class,
              () -> SequenceWriter.write(data(), path, format, "words", "pred", true));
      assertTrue(e.getMessage().contains("give another name"), e.getMessage());
    }
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertInvalid(Format.CONLLU, "words", "pred", "one of parquet, json, conll");
    assertInvalid(Format.JSON, "word", "pred", "did you mean inputCol=words?");
    assertInvalid(Format.CONLL, "score", "pred", "inputCol=score has type double");
  }

  private void assertInvalid(Format format, String inputCol, String predictionCol, String part) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> SequenceWriter.write(data(), out(), format, inputCol, predictionCol, false));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void aTokenThatBreaksTheFormatFailsAndLeavesNothing() throws IOException {
    for (String token : List.of("'a\\tb'", "'a\\nb'", "' '", "''", "string(null)")) {
      Dataset<Row> data = spark.sql("select array('ok', " + token + ") as w, array('x') as p");
      Exception thrown =
          assertThrows(
              Exception.class,
              () -> SequenceWriter.write(data, out(), Format.CONLL, "w", "p", false));
      assertNotNull(InvalidInputException.in(thrown), () -> "no cause for " + token);
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
