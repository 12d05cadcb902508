package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import scala.jdk.javaapi.CollectionConverters;

/** Properties of the line formats for any file, valid or damaged, with any cuts. */
class LineFormatsPropertiesTest {
  private static final List<Format> FORMATS =
      List.of(Format.CONLLU, Format.CONLL, Format.SLASHED, Format.TEXT);

  private static final String[] TAGS = {"O", "B-X", "I-\u00E9"};

  private final Configuration conf = new Configuration();
  private Path dir;

  @BeforeProperty
  void makeFolder() throws IOException {
    dir = Files.createTempDirectory("lines");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    try (var files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(dir);
  }

  /**
   * Words with characters that must not end a line or a word, or that look like marks of the
   * formats.
   */
  @Provide
  Arbitrary<String> word() {
    return Arbitraries.of(
            "a",
            "Zürich",
            "中",
            "𝄞",
            "\u00A0",
            "x\u0085y",
            "/",
            "1/2",
            "#",
            "#tag",
            "=",
            "_",
            "-1",
            "\"",
            "\\",
            "O")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<List<String[]>>> sentences() {
    Arbitrary<String> tag = Arbitraries.of(TAGS);
    return Combinators.combine(word(), tag)
        .as((word, t) -> new String[] {word, t})
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .list()
        .ofMaxSize(5)
        .map(LineFormatsPropertiesTest::withAllTags);
  }

  /** Adds a sentence that shows that lines with # are not comments. */
  private static List<List<String[]>> withAllTags(List<List<String[]>> sentences) {
    List<List<String[]>> all = new ArrayList<>(sentences);
    all.add(Arrays.stream(TAGS).map(tag -> new String[] {"a", tag}).toList());
    return all;
  }

  private LineGrammar grammar(Format format, Path file) {
    return switch (format) {
      case CONLLU -> ConlluGrammar.of("form", "upos");
      case CONLL ->
          ConllGrammar.of(
              ConllInference.layout(
                  conf, InputFiles.list(conf, file.toString()), file.toString(), "w", "t"),
              "w",
              "t");
      case SLASHED -> new TextGrammar(new String[] {"w", "t"}, true);
      default -> new TextGrammar(new String[] {"w"}, false);
    };
  }

  private static String write(Format format, List<List<String[]>> sentences) {
    StringBuilder out = new StringBuilder();
    for (List<String[]> sentence : sentences) {
      for (int t = 0; t < sentence.size(); t++) {
        String[] token = sentence.get(t);
        String space = t == sentence.size() - 1 ? "\n" : t % 2 == 0 ? " " : " \t\u3000";
        switch (format) {
          case CONLLU ->
              out.append(t + 1)
                  .append("\t%s\t_\t%s\t_\t_\t0\t_\t_\t_\n".formatted(token[0], token[1]));
          case CONLL -> out.append(token[0]).append('\t').append(token[1]).append('\n');
          case SLASHED -> out.append(token[0]).append('/').append(token[1]).append(space);
          default -> out.append(token[0]).append(space);
        }
      }
      out.append(format == Format.CONLLU || format == Format.CONLL ? "\n" : "");
    }
    return out.toString();
  }

  private List<String> read(Path file, LineGrammar grammar, long size) {
    List<String> rows = new ArrayList<>();
    var files = InputFiles.list(conf, file.toString());
    try {
      for (List<FileSlice> group : InputFiles.slices(conf, files, size, 0, 1)) {
        new SequenceIterator(conf, group, grammar, ReadMode.FAILFAST)
            .forEachRemaining(row -> rows.add(show(grammar, row)));
      }
    } catch (InvalidInputException e) {
      rows.add(e.getMessage()); // after the valid rows
    }
    return rows;
  }

  private static String show(LineGrammar grammar, Row row) {
    boolean conllu = grammar instanceof ConlluGrammar;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      if (!conllu || i == 1 || i == 3) {
        out.append(Arrays.toString((String[]) row.get(i)));
      }
    }
    return out.toString();
  }

  private static List<String> shown(Format format, List<List<String[]>> sentences) {
    List<String> rows = new ArrayList<>();
    for (List<String[]> sentence : sentences) {
      List<String> words = sentence.stream().map(token -> token[0]).toList();
      List<String> tags = sentence.stream().map(token -> token[1]).toList();
      rows.add(words + (format == Format.TEXT ? "" : tags.toString()));
    }
    return rows;
  }

  @Property(tries = 150)
  void whatIsWrittenIsReadBackHoweverLinesEndAndFilesAreCut(
      @ForAll("sentences") List<List<String[]>> sentences,
      @ForAll @IntRange(max = 3) int ends,
      @ForAll boolean mark,
      @ForAll boolean lastEnd,
      @ForAll @IntRange(min = 1, max = 40) int size)
      throws IOException {
    conf.setInt("io.file.buffer.size", size % 9 + 1);
    for (Format format : FORMATS) {
      String text = write(format, sentences);
      Random random = new Random(size);
      StringBuilder ended = new StringBuilder(mark ? "\uFEFF" : "");
      String last = "\n";
      for (String line : text.split("\n", -1)) {
        // CR CR LF means damage, and CR LF is one end: mixed ends avoid both.
        String[] all = {
          "\n", "\r\n", "\r", last.equals("\r") ? "\r" : random.nextBoolean() ? "\r\n" : "\r"
        };
        last = all[ends];
        ended.append(line).append(last);
      }
      if (!lastEnd) {
        ended.setLength(ended.toString().stripTrailing().length());
      }
      Path file = Files.writeString(dir.resolve("sound.txt"), ended.toString());
      LineGrammar grammar = grammar(format, file);
      assertEquals(shown(format, sentences), read(file, grammar, Long.MAX_VALUE), format.label());
      assertEquals(shown(format, sentences), read(file, grammar, size), format.label());
    }
  }

  @Property(tries = 300)
  void damagedFilesGiveRowsOrOneErrorWithItsLineHoweverTheyAreCut(
      @ForAll("sentences") List<List<String[]>> sentences,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> damages,
      @ForAll @IntRange(min = 1, max = 40) int size)
      throws IOException {
    for (Format format : FORMATS) {
      byte[] bytes = write(format, sentences).getBytes(StandardCharsets.UTF_8);
      for (int damage : damages) {
        bytes = damaged(bytes, new Random(damage));
      }
      Path file = Files.write(dir.resolve("damaged.txt"), bytes);
      LineGrammar grammar;
      try {
        grammar = grammar(format, file);
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().contains("damaged.txt"), e.getMessage());
        continue;
      }
      List<String> whole = read(file, grammar, Long.MAX_VALUE);
      if (!whole.isEmpty() && whole.get(whole.size() - 1).contains("damaged.txt")) {
        assertTrue(whole.get(whole.size() - 1).matches("(?s).*damaged.txt:\\d+: .*"));
      }
      assertEquals(whole, read(file, grammar, size), format.label());
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    byte[] odd = {'\r', '\n', 0, '\t', ' ', '#', (byte) 0xE9, (byte) 0xFF, '/', (byte) 0x80};
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        bytes[at] =
            random.nextBoolean() ? (byte) random.nextInt() : odd[random.nextInt(odd.length)];
        yield bytes;
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = odd[random.nextInt(odd.length)];
        yield longer;
      }
    };
  }

  @Property(tries = 200)
  void damagedCompressedFilesGiveRowsOrAnErrorWithTheirName(
      @ForAll("sentences") List<List<String[]>> sentences, @ForAll int damage) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(write(Format.TEXT, sentences).getBytes(StandardCharsets.UTF_8));
    }
    Path file = dir.resolve("damaged.txt.gz");
    Files.write(file, damaged(compressed.toByteArray(), new Random(damage)));
    List<String> rows = read(file, grammar(Format.TEXT, file), 100);
    if (rows.stream().noneMatch(row -> row.contains("damaged.txt.gz"))) {
      assertTrue(rows.size() <= sentences.size() + 1, rows.toString());
    }
  }

  /** CoNLL output with any tokens is refused or read back unchanged. */
  @Property(tries = 400)
  void conllOutputIsReadBackOrRefused(
      @ForAll("anyToken") String first,
      @ForAll @Size(max = 3) List<@net.jqwik.api.From("anyToken") String> others,
      @ForAll boolean labelled)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(first));
    words.addAll(others);
    List<String> tags = words.stream().map(word -> "T").toList();
    ConllLines lines = new ConllLines(labelled ? List.of("w", "t") : List.of("w"), List.of("id"));
    String text;
    try {
      Object id = "{\"v\":\"x = y\"}";
      text =
          lines.call(
              labelled
                  ? RowFactory.create(seq(words), seq(tags), id)
                  : RowFactory.create(seq(words), id));
    } catch (InvalidInputException e) {
      assertTrue(e.getMessage().contains("give format=json"), e.getMessage());
      return;
    }
    // A file of nothing but lines that begin with # could be one of comments, and is refused.
    String before = labelled ? "plain\tT\n\n" : "plain\n\n";
    Path file = Files.writeString(dir.resolve("written.conll"), before + text + "\n");
    String tag = labelled ? "t" : null;
    ConllLayout layout =
        ConllInference.layout(conf, InputFiles.list(conf, file.toString()), "written", "w", tag);
    assertEquals(
        List.of("[plain]" + (labelled ? "[T]" : ""), words + (labelled ? tags.toString() : "")),
        read(file, ConllGrammar.of(layout, "w", tag), 10));
  }

  @Provide
  Arbitrary<String> anyToken() {
    return Arbitraries.of(
            "",
            " ",
            "\t",
            "\n",
            "\r",
            "\0",
            "#",
            "# ",
            "# x = y",
            "-DOCSTART-",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\u00A0",
            "\u3000",
            "a",
            "b c",
            "=",
            "tag",
            "word")
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(parts -> String.join("", parts));
  }

  private static Object seq(List<String> values) {
    return CollectionConverters.asScala(values).toSeq();
  }
}
