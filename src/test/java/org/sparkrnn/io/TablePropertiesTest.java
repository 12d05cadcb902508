package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** Rows of any characters are read as written, and messages name the line of damaged files. */
class TablePropertiesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final StructType TWO =
      new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType);

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> hard =
        Arbitraries.strings().withChars("\",;\n\r\t ab\u2028é\uFEFF").ofMaxLength(6);
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMaxLength(6)
            .filter(t -> StandardCharsets.UTF_8.newEncoder().canEncode(t));
    return Arbitraries.oneOf(hard, any);
  }

  /** Adds quotes where they are needed, and sometimes elsewhere. */
  private static String cell(String text, boolean quoted) {
    boolean must = text.isEmpty() || !text.chars().noneMatch(c -> "\",\n\r".indexOf(c) >= 0);
    return quoted || must ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }

  private static byte[] csv(List<String> texts, boolean quoted, String end) {
    StringBuilder file = new StringBuilder("a,b" + end);
    for (String text : texts) {
      file.append(cell(text, quoted)).append(",").append(cell(text + "x", !quoted)).append(end);
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(List<String> texts) throws IOException {
    StringBuilder file = new StringBuilder();
    for (String text : texts) {
      file.append(MAPPER.writeValueAsString(Map.of("a", text, "b", text + "x"))).append('\n');
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(byte[] bytes, boolean csv, ReadMode mode) throws IOException {
    Path file = Files.createTempFile("table", csv ? ".csv" : ".json");
    try {
      Files.write(file, bytes);
      Configuration conf = new Configuration();
      RowFormat format = new JsonFormat(TWO, Set.of(), Set.of());
      if (csv) {
        CsvHeader header =
            CsvHeader.find(
                conf, file.toString(), InputFiles.list(conf, file.toString()), CsvOptions.PLAIN);
        CsvFormat.Cell[] cells = new CsvFormat.Cell[header.columns().size()];
        Arrays.fill(cells, CsvFormat.Cell.TEXT);
        format = new CsvFormat(header, cells, CsvOptions.PLAIN, Set.of(), Set.of(), null);
      }
      List<String> rows = new ArrayList<>();
      try (RowIterator<?> all =
          format.rows(conf, List.of(new FileSlice(file.toString(), 0, bytes.length)), mode)) {
        while (all.hasNext()) {
          Row row = all.next();
          rows.add(row.toString());
          if (mode == ReadMode.DROPMALFORMED && !row.isNullAt(row.size() - 1)) {
            requireNamed(row.getString(row.size() - 1), file);
          }
        }
      } catch (InvalidInputException e) {
        requireNamed(e.getMessage(), file);
        throw e;
      }
      return rows;
    } finally {
      Files.delete(file);
    }
  }

  private static void requireNamed(String message, Path file) {
    assertTrue(message.contains(file.getFileName().toString()), message);
  }

  @Property
  void rowsAreReadAsTheyWereWritten(
      @ForAll @Size(max = 5) List<@From("texts") String> texts,
      @ForAll boolean quoted,
      @ForAll boolean crlf)
      throws IOException {
    List<String> expected = texts.stream().map(t -> "[" + t + "," + t + "x]").toList();
    assertEquals(expected, read(csv(texts, quoted, crlf ? "\r\n" : "\n"), true, ReadMode.FAILFAST));
    assertEquals(expected, read(json(texts), false, ReadMode.FAILFAST));
  }

  /**
   * After a change of a byte or a cut, there are rows or one message that names the file, in both
   * modes.
   */
  @Property
  void damagedFilesGiveRowsOrOneMessage(
      @ForAll @Size(min = 1, max = 4) List<@From("texts") String> texts,
      @ForAll boolean csv,
      @ForAll boolean cut,
      @ForAll @IntRange(max = 1000) int place,
      @ForAll byte other)
      throws IOException {
    byte[] bytes = csv ? csv(texts, false, "\n") : json(texts);
    if (cut) {
      bytes = Arrays.copyOf(bytes, place % bytes.length);
    } else {
      bytes[place % bytes.length] = other;
    }
    for (ReadMode mode : ReadMode.values()) {
      try {
        assertTrue(read(bytes, csv, mode).size() <= 2 * bytes.length);
      } catch (InvalidInputException e) {
        assertTrue(mode == ReadMode.FAILFAST || csv, e.getMessage()); // a header cannot be dropped
      }
    }
  }
}
