package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.testkit.LocalSpark;

/** Dropping malformed rows of files does not change other rows. */
class MalformedFilesTest {
  @TempDir Path dir;

  private static Dataset<Row> read(Path path, Format format, ReadMode mode) {
    return SequenceReader.read(
        LocalSpark.session(),
        path.toString(),
        format,
        List.of("word"),
        "tag",
        ReadOptions.of(TextSplitting.TOKENS).with(mode));
  }

  /** The problems of each row; other rows must be those of the valid file. */
  private List<String> problems(String name, Format format, String all, String sound)
      throws IOException {
    Path file = Files.writeString(dir.resolve(name), all);
    Path soundFile = Files.writeString(dir.resolve("sound-" + name), sound);
    List<Row> rows = read(file, format, ReadMode.DROPMALFORMED).collectAsList();
    assertEquals(
        read(soundFile, format, ReadMode.FAILFAST).select("word", "tag").collectAsList().toString(),
        rows.stream()
            .filter(row -> row.isNullAt(row.fieldIndex(SequenceReader.MALFORMED)))
            .map(row -> "[" + row.getAs("word") + "," + row.getAs("tag") + "]")
            .toList()
            .toString());
    return rows.stream()
        .map(row -> row.<String>getAs(SequenceReader.MALFORMED))
        .filter(problem -> problem != null)
        .map(problem -> problem.replace(file.toUri().toString().replace("///", "/"), name))
        .toList();
  }

  @Test
  void aMalformedLineTakesItsSentenceAlong() throws IOException {
    List<String> problems =
        problems(
            "data.conll",
            Format.CONLL,
            "a A\nb B\n\nx X\nx\nx X\n\nc C\n\n\nx  \ny Y\n\nd D\n",
            "a A\nb B\n\nc C\n\nd D\n");
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("data.conll:5: expected 2 columns"), problems.toString());
    assertTrue(problems.get(1).contains("data.conll:11: expected 2"), problems.toString());
  }

  /** Any number of tasks finds the same, wherever the file is cut. */
  @Test
  void everyWayToCutAFileFindsTheSame() throws IOException {
    String text = "a A\nb B\n\nx X\nx\nx X\n\nc C\n\nx\nx\n\nd D\n";
    Path file = Files.writeString(dir.resolve("cut.conll"), text);
    Configuration conf = new Configuration();
    var files = InputFiles.list(conf, file.toString());
    for (int size = 1; size <= text.length(); size++) {
      List<String> rows = new ArrayList<>();
      for (List<FileSlice> group : InputFiles.slices(conf, files, size, 0, 1)) {
        new SequenceIterator(
                conf,
                group,
                ConllGrammar.of(
                    new ConllLayout("cut.conll:1", 2, false, Set.of("A"), false), "word", "tag"),
                ReadMode.DROPMALFORMED)
            .forEachRemaining(
                row ->
                    rows.add(
                        row.isNullAt(2)
                            ? String.join(" ", (String[]) row.get(0))
                            : row.getString(2).replaceAll(".*conll:(\\d+):.*", "line $1")));
      }
      assertEquals(List.of("a b", "line 5", "c", "line 10", "d"), rows, "slices of " + size);
    }
  }

  @Test
  void aMalformedLineIsASequenceOfItsOwnWhereLinesAre() throws IOException {
    String malformed = "x/X y\n".repeat(7);
    List<String> problems =
        problems(
            "data.slashed", Format.SLASHED, "a/A b/B\n" + malformed + "c/C\n", "a/A b/B\nc/C\n");
    assertEquals(7, problems.size());
    assertTrue(problems.get(0).contains("data.slashed:2: expected word/TAG, but found \"y\""));
    assertTrue(problems.get(4).contains("data.slashed:6: "), problems.get(4));
    assertEquals("expected word/TAG, but found \"y\"", problems.get(6), "lines are found for five");
  }

  @Test
  void otherBytesThanUtf8AreMalformedToo() throws IOException {
    Path file = dir.resolve("latin.slashed");
    Files.write(file, "a/A\ncafé/N\nb/B\n".getBytes(StandardCharsets.ISO_8859_1));
    List<Row> rows = read(file, Format.SLASHED, ReadMode.DROPMALFORMED).collectAsList();
    assertEquals(3, rows.size());
    assertTrue(rows.get(1).getString(2).contains(":2: expected UTF-8"), rows.toString());
    assertTrue(rows.get(1).isNullAt(0) && rows.get(0).isNullAt(2) && rows.get(2).isNullAt(2));
  }

  @Test
  void otherBytesThanUtf8DoNotEndTheReadingOfColumns() throws IOException {
    Path file = dir.resolve("latin.conll");
    Files.write(file, "a A\n\ncafé N\n\nb A\n".getBytes(StandardCharsets.ISO_8859_1));
    List<Row> rows = read(file, Format.CONLL, ReadMode.DROPMALFORMED).collectAsList();
    assertEquals(3, rows.size());
    assertTrue(rows.get(1).getString(2).contains("latin.conll:3: expected UTF-8"), rows.toString());
  }

  @Test
  void recordsOfTablesAreKeptWithTheirText() throws IOException {
    String json = "{\"word\":[\"a\"],\"tag\":[\"A\"]}\n";
    List<String> problems =
        problems("data.json", Format.JSON, json + "{\"word\":[\"x\"\n" + json, json + json);
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("data.json:2: expected one JSON object per line"));
    problems =
        problems(
            "data.csv",
            Format.CSV,
            "word,tag\na b,A B\nx,X,more\nc,C\n",
            "word,tag\na b,A B\nc,C\n");
    assertEquals(
        List.of("data.csv:3: expected 2 fields, as in the header, but found 3: \"x,X,more\""),
        problems);
  }
}
