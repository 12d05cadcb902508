package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** Series are read as written, however files are cut; messages name the line of damaged files. */
class TsPropertiesTest {
  private static final String[] CLASSES = {"a", "Z\u00FCrich", "1", "-1.0"};

  private final Configuration conf = new Configuration();
  private Path dir;

  @BeforeProperty
  void makeFolder() throws IOException {
    dir = Files.createTempDirectory("series");
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

  @Provide
  Arbitrary<double[]> values() {
    Arbitrary<Double> hard =
        Arbitraries.of(0.0, -0.0, 1.0, -1e-300, Double.MAX_VALUE, Double.MIN_VALUE, 0.1, 1e22);
    return Arbitraries.oneOf(hard, Arbitraries.doubles())
        .array(Double[].class)
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(boxed -> Arrays.stream(boxed).mapToDouble(Double::doubleValue).toArray());
  }

  /** The style of a file. */
  private record Style(int dimensions, String labels, boolean stamped, Random random) {
    String keyword(String name, String value) {
      String cased =
          switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> name.toLowerCase(java.util.Locale.ROOT);
            default -> name.toUpperCase(java.util.Locale.ROOT);
          };
      return "@" + cased + " ".repeat(1 + random.nextInt(2)) + value + "\n";
    }

    String header() {
      StringBuilder header = new StringBuilder("# caf\u00e9: @data is not yet here\n");
      header.append(keyword("timeStamps", Boolean.toString(stamped)));
      header.append(random.nextBoolean() ? "" : keyword("dimensions", "" + dimensions));
      header.append(random.nextBoolean() ? "" : keyword("equalLength", "false"));
      header.append(
          switch (labels) {
            case "class" -> keyword("classLabel", "true " + String.join(" ", CLASSES));
            case "target" -> keyword("targetLabel", "true");
            default -> keyword("classLabel", "false");
          });
      return header + "@data\n";
    }

    /** A series of these values; other dimensions are multiples of the first. */
    String line(double[] values) {
      StringBuilder line = new StringBuilder();
      for (int d = 0; d < dimensions; d++) {
        line.append(d == 0 ? "" : ":");
        for (int t = 0; t < values.length; t++) {
          String value = Double.toString(of(values[t], d));
          line.append(t == 0 ? "" : random.nextBoolean() ? "," : " , ");
          line.append(stamped ? "(2024-01-01 %02d:30:00,%s)".formatted(t, value) : value);
        }
      }
      return line
          + (labels.equals("none") ? "" : ":" + label(values))
          + (random.nextInt(4) == 0 ? "\n\n" : "\n");
    }

    static double of(double value, int d) {
      return d == 0 ? value : -value;
    }

    String label(double[] values) {
      return labels.equals("class")
          ? CLASSES[values.length % CLASSES.length]
          : Double.toString(values[0]);
    }

    String shown(double[] values) {
      List<String> steps = new ArrayList<>();
      for (double value : values) {
        double[] step = new double[dimensions];
        Arrays.setAll(step, d -> of(value, d));
        steps.add(dimensions == 1 ? Double.toString(step[0]) : Arrays.toString(step));
      }
      return steps + (labels.equals("none") ? "" : label(values));
    }
  }

  private List<String> read(Path file, long size) {
    List<String> rows = new ArrayList<>();
    try {
      var files = InputFiles.list(conf, file.toString());
      TsGrammar grammar =
          TsReader.grammar(
              conf, "data", files, "series", null, ReadOptions.of(TextSplitting.WHOLE));
      List<List<FileSlice>> slices = InputFiles.slices(conf, files, size, 0, 1);
      for (List<FileSlice> group : TsReader.behindHeaders(slices, grammar.headers())) {
        new SequenceIterator(conf, group, grammar, ReadMode.FAILFAST)
            .forEachRemaining(row -> rows.add(show(row)));
      }
    } catch (InvalidInputException e) {
      rows.add(e.getMessage()); // after the valid rows
    }
    return rows;
  }

  private static String show(Row row) {
    String steps =
        row.get(0) instanceof double[] one
            ? Arrays.toString(one)
            : Arrays.deepToString((double[][]) row.get(0));
    return steps + (row.size() > 1 ? row.get(1) : "");
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBackHoweverLinesEndAndFilesAreCut(
      @ForAll @Size(min = 1, max = 5) List<@From("values") double[]> series,
      @ForAll @IntRange(min = 1, max = 3) int dimensions,
      @ForAll boolean stamped,
      @ForAll @IntRange(max = 2) int end,
      @ForAll boolean mark,
      @ForAll @IntRange(min = 1, max = 60) int size)
      throws IOException {
    conf.setInt("io.file.buffer.size", size % 9 + 1);
    for (String labels : List.of("class", "target", "none")) {
      Style style = new Style(dimensions, labels, stamped, new Random(size));
      StringBuilder text = new StringBuilder(mark ? "\uFEFF" : "").append(style.header());
      series.forEach(values -> text.append(style.line(values)));
      String ended = text.toString().replace("\n", List.of("\n", "\r\n", "\r").get(end));
      Path file = Files.writeString(dir.resolve("sound.ts"), size % 2 == 0 ? ended : ended.strip());
      List<String> expected = series.stream().map(style::shown).toList();
      assertEquals(expected, read(file, Long.MAX_VALUE), ended);
      assertEquals(expected, read(file, size), ended);
    }
  }

  @Property(tries = 400)
  void damagedFilesGiveRowsOrOneErrorWithItsFileHoweverTheyAreCut(
      @ForAll @Size(min = 1, max = 4) List<@From("values") double[]> series,
      @ForAll @IntRange(min = 1, max = 2) int dimensions,
      @ForAll boolean stamped,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> damages,
      @ForAll @IntRange(min = 1, max = 60) int size)
      throws IOException {
    Style style = new Style(dimensions, "class", stamped, new Random(size));
    StringBuilder text = new StringBuilder(style.header());
    series.forEach(values -> text.append(style.line(values)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int damage : damages) {
      bytes = damaged(bytes, new Random(damage));
    }
    Path file = Files.write(dir.resolve("damaged.ts"), bytes);
    List<String> whole = read(file, Long.MAX_VALUE);
    String last = whole.isEmpty() ? "" : whole.get(whole.size() - 1);
    assertTrue(last.startsWith("[") || last.isEmpty() || last.contains("damaged.ts"), last);
    assertEquals(whole, read(file, size), text.toString());
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    byte[] odd = {'\r', '\n', 0, ':', ',', '(', ')', '?', '@', '#', (byte) 0xE9, ' '};
    byte other = odd[random.nextInt(odd.length)];
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        bytes[at] = other;
        yield bytes;
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = other;
        yield longer;
      }
    };
  }
}
