package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

class Utf8CheckTest {
  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  private String message(String path) {
    var files = InputFiles.list(conf, path);
    return assertThrows(
            InvalidInputException.class, () -> Utf8Check.require(LocalSpark.session(), files))
        .getMessage();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  @Test
  void theFirstOfSeveralFilesIsNamedWithItsLine() throws IOException {
    write("a.csv", "é𝄞中,x\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    Utf8Check.require(LocalSpark.session(), InputFiles.list(conf, dir.toString()));
    write("b.csv", "t,l\r\nx,y\rcafé,z\n".getBytes(StandardCharsets.ISO_8859_1));
    write("c.csv", "é\n".getBytes(StandardCharsets.ISO_8859_1));
    String message = message(dir.toString());
    assertTrue(message.contains("b.csv:3: expected UTF-8, but found the byte 0xE9"), message);
    assertTrue(message.contains("iconv -f ISO-8859-1 -t UTF-8"), message);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("a0.csv.gz")))) {
      out.write("a\n\né".getBytes(StandardCharsets.ISO_8859_1));
    }
    assertTrue(message(dir.toString()).contains("a0.csv.gz:3: expected UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "GBK", "windows-1252", "Shift_JIS"})
  void otherEncodingsAreFound(String charset) throws IOException {
    write("a.json", "{\"word\": \"日é本\"}\n".getBytes(Charset.forName(charset)));
    String message = message(dir.toString());
    assertTrue(message.contains("a.json:1: expected UTF-8, but found the byte 0x"), message);
    assertTrue(message.contains("iconv -f " + (charset.startsWith("UTF-16") ? "UTF-16" : "ISO")));
  }

  /** The reference is Java's own decoder; slices of any size give the same as the whole file. */
  @Test
  void agreesWithTheDecoderHoweverTheFileIsCut() throws IOException {
    Random random = new Random(5);
    String[] parts = {"a", "é", "中", "𝄞", "\n", "\uFEFF", "\uD7FF", "\uE000"};
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (round % 4 > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(255) + 1);
      }
      boolean valid;
      try {
        StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
        valid = true;
      } catch (java.nio.charset.CharacterCodingException e) {
        valid = false;
      }
      Path file = write("r.txt", bytes);
      String whole = null;
      for (int size = bytes.length; size > 0; size--) {
        String found =
            InputFiles.slices(conf, InputFiles.list(conf, file.toString()), size, 0, 1).stream()
                .flatMap(List::stream)
                .map(slice -> Utf8Check.problem(conf, slice))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        whole = size == bytes.length ? found : whole;
        assertEquals(whole, found, "slices of " + size);
      }
      assertEquals(valid, whole == null, java.util.Arrays.toString(bytes) + whole);
    }
  }
}
