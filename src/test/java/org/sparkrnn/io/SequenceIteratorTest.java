package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** The line formats without Spark: every way to cut a file gives the same sequences. */
class SequenceIteratorTest {
  private static final LineGrammar SLASHED = new TextGrammar(new String[] {"words", "tags"}, true);
  private static final LineGrammar TEXT = new TextGrammar(new String[] {"words"}, false);
  private static final LineGrammar CONLL = ConllGrammar.of(layout(false), "words", "tags");
  private static final LineGrammar CONLLU = ConlluGrammar.of("form", "upos");

  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  private static ConllLayout layout(boolean tabs) {
    return new ConllLayout("data.txt:1", 2, tabs, Set.of("O"), false);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private List<String> read(Path file, LineGrammar grammar, int size) {
    List<String> rows = new ArrayList<>();
    var files = InputFiles.list(conf, file.toString());
    for (List<FileSlice> group : InputFiles.slices(conf, files, size, 0, 1)) {
      new SequenceIterator(conf, group, grammar, ReadMode.FAILFAST)
          .forEachRemaining(row -> rows.add(show(row)));
    }
    return rows;
  }

  private static String show(Row row) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      out.append(Arrays.toString((String[]) row.get(i)));
    }
    return out.toString();
  }

  private void assertRows(String text, LineGrammar grammar, String... expected) throws IOException {
    Path file = write("data.txt", text);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    for (int buffer : new int[] {4096, 1, 3}) {
      conf.setInt("io.file.buffer.size", buffer);
      for (int size = 1; size <= Math.max(64, bytes); size++) {
        assertEquals(List.of(expected), read(file, grammar, size), "slices of " + size + " bytes");
      }
    }
  }

  @Test
  void slashed() throws IOException {
    String[] rows = {"[我, 吃, 苹果][r, v, n]", "[1/2][m]", "[x][y]"};
    assertRows("我/r 吃/v  苹果/n\n\n \t\n1/2/m \nx/y", SLASHED, rows);
    assertRows("\uFEFF我/r\u3000吃/v\t苹果/n\r\n\r\n1/2/m\r\nx/y\r\n", SLASHED, rows);
  }

  @Test
  void text() throws IOException {
    assertRows("", TEXT);
    assertRows("\n\n", TEXT);
    assertRows("a b\nc\n\n  é\u00A0中 𝄞 \n", TEXT, "[a, b]", "[c]", "[é\u00A0中, 𝄞]");
  }

  @Test
  void conll() throws IOException {
    assertRows(
        "-DOCSTART- O\n\n# id = 1\na O\nb B-X\n\n\n \n# O\n\n# alone here\n\n-DOCSTART-\nc  O",
        CONLL,
        "[a, b][O, B-X]",
        "[#][O]",
        "[c][O]");
    LineGrammar tabs = ConllGrammar.of(layout(true), "words", "tags");
    assertRows("# 1\nNew York\tO\n# x\tO\n\t\n", tabs, "[New York, # x][O, O]");
  }

  @Test
  void conllu() throws IOException {
    String rest = "\t_\tNOUN\t_\t_\t0\troot\t_\t_\r\n";
    assertRows(
        "# sent_id = 1\r\n1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\ta b"
            + rest
            + "2\tä"
            + rest
            + "2.1\tx"
            + rest
            + "\r\n# only a comment\r\n\r\n1\t#"
            + rest,
        CONLLU,
        "[1, 2][a b, ä][_, _][NOUN, NOUN][_, _][_, _][0, 0][root, root][_, _][_, _]",
        "[1][#][_][NOUN][_][_][0][root][_][_]");
  }

  @Test
  void randomBlocksAndLines() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 12; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 25; i++) {
        text.append(random.nextInt(3) == 0 ? "" : random.nextBoolean() ? "é x" : "word y");
        text.append(random.nextBoolean() ? "\n" : "\r\n");
      }
      Path file = write("r.txt", text.toString());
      for (LineGrammar grammar : List.of(CONLL, TEXT)) {
        List<String> whole = read(file, grammar, 1 << 20);
        for (int size = 1; size <= 64; size++) {
          assertEquals(whole, read(file, grammar, size), "size " + size + " of " + text);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 100_000})
  void compressedFilesAreOneSlice(int size) throws IOException {
    Path file = dir.resolve("a.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a b\nc\nd/".repeat(50).getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(101, read(file, TEXT, size).size());
    assertMalformed(file, SLASHED, size, ":1: expected word/TAG, but found \"a\": \"a b\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100_000})
  void malformedLinesAreNamed(int size) throws IOException {
    Path file = write("b.txt", "x/y\r\n\n中/n\nx/y z\n");
    assertMalformed(file, SLASHED, size, "b.txt:4: expected word/TAG, but found \"z\": \"x/y z\"");
    write("b.txt", "x/y\n/y\n");
    assertMalformed(file, SLASHED, size, "b.txt:2: expected word/TAG, but found \"/y\"");
    write("b.txt", "a O\nb O\n\nc\n");
    assertMalformed(file, CONLL, size, "b.txt:4: expected 2 columns separated by spaces");
    write("b.txt", "a O\n# a comment within\n");
    assertMalformed(file, CONLL, size, "b.txt:2: expected 2 columns");
    write("b.txt", "\n\n1\ta\tb\n");
    assertMalformed(
        file, CONLLU, size, "b.txt:3: expected 10 tab-separated columns, but found 3: \"1\ta\tb\"");
    write("b.txt", "1" + "\t_".repeat(9) + "\n3" + "\t_".repeat(9));
    assertMalformed(file, CONLLU, size, "b.txt:2: expected token ID 2, but found \"3\"");
    write("b.txt", "1\t" + "\t_".repeat(8));
    assertMalformed(file, CONLLU, size, "b.txt:1: expected a value or _ in column 2 (form)");
    write("b.txt", "x/y\n" + "中".repeat(100));
    assertMalformed(file, SLASHED, size, "\"" + "中".repeat(80) + "...\"");
    Files.write(file, new byte[] {'a', '\n', '\n', 'b', ' ', (byte) 0xe4, ' ', 'c', '\n', 'd'});
    assertMalformed(file, TEXT, size, "b.txt:3: expected UTF-8");
  }

  private void assertMalformed(Path file, LineGrammar grammar, int size, String part) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> read(file, grammar, size));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void slicesFollowTheFilesAndShareTasks() throws IOException {
    write("a.txt", "x".repeat(10));
    write("b.txt", "x".repeat(3));
    write("c.txt", "");
    write("d.txt", "x".repeat(3));
    var files = InputFiles.list(conf, dir.toString());
    List<String> shown = new ArrayList<>();
    for (List<FileSlice> group : InputFiles.slices(conf, files, 8, 1, 1)) {
      shown.add(
          String.join(
              " ",
              group.stream()
                  .map(s -> s.path().replaceAll(".*/", "") + s.start() + "-" + s.end())
                  .toList()));
    }
    assertEquals(List.of("a.txt0-8", "a.txt8-10 b.txt0-3", "d.txt0-3"), shown);
  }
}
