package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;

class AtomicOutputTest {
  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  private void write(String name, boolean overwrite, String text) throws IOException {
    AtomicOutput.write(
        conf,
        dir.resolve(name).toString(),
        overwrite,
        temporary -> {
          Path directory = Files.createDirectory(local(temporary));
          Files.writeString(directory.resolve("part"), text);
        });
  }

  private static Path local(String qualified) {
    return Path.of(java.net.URI.create(qualified).getPath());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void createsAndReplaces() throws IOException {
    write("out", false, "one");
    write("out/", true, "two");
    assertEquals("two", Files.readString(dir.resolve("out/part")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void anExistingOutputIsKeptWithoutOverwrite() throws IOException {
    write("out", false, "one");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> write("out", false, "two"));
    assertTrue(e.getMessage().contains("overwrite=true"), e.getMessage());
    assertEquals("one", Files.readString(dir.resolve("out/part")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void anOutputThatAppearsMeanwhileIsKept() {
    assertThrows(
        InvalidInputException.class,
        () ->
            AtomicOutput.write(
                conf,
                dir.resolve("out").toString(),
                false,
                temporary -> {
                  Files.createDirectory(local(temporary));
                  Files.writeString(dir.resolve("out"), "another's");
                }));
    assertEquals("another's", read("out"));
  }

  private String read(String name) {
    try {
      assertEquals(List.of(name), names());
      return Files.readString(dir.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailingWriterLeavesTheOldOutputAlone() throws IOException {
    write("out", false, "one");
    IOException failure = new IOException("disk full");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicOutput.write(
                    conf,
                    dir.resolve("out").toString(),
                    true,
                    temporary -> {
                      Files.createDirectory(local(temporary));
                      throw failure;
                    }));
    assertSame(failure, thrown);
    assertEquals("one", Files.readString(dir.resolve("out/part")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void aWriterThatWritesNothingKeepsTheOldOutput() throws IOException {
    write("out", false, "one");
    assertThrows(
        IOException.class,
        () -> AtomicOutput.write(conf, dir.resolve("out").toString(), true, temporary -> {}));
    assertEquals("one", Files.readString(dir.resolve("out/part")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void theRootIsNoOutput() {
    assertThrows(
        InvalidInputException.class, () -> AtomicOutput.write(conf, "/", true, temporary -> {}));
  }
}
