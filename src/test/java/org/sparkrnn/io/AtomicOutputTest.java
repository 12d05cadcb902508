package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
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
    return Path.of(URI.create(qualified).getPath());
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
    return read(name, name);
  }

  private String read(String name, String only) {
    try {
      assertEquals(List.of(only), names());
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

  private String unwritable(String path, boolean overwrite) {
    return assertThrows(
            InvalidInputException.class, () -> AtomicOutput.requireWritable(conf, path, overwrite))
        .getMessage();
  }

  @Test
  void whetherAnOutputCanBeWrittenIsFoundByTrying() throws IOException {
    AtomicOutput.requireWritable(conf, dir.resolve("out").toString(), false);
    AtomicOutput.requireWritable(conf, dir.resolve("new/folders/out").toString(), false);
    assertEquals(List.of(), names(), "nothing is left, no folder either");
    write("out", false, "one");
    AtomicOutput.requireWritable(conf, dir.resolve("out").toString(), true);
    assertEquals("one", read("out/part", "out"));
    String there = dir.resolve("out").toString();
    assertTrue(unwritable(there, false).contains("overwrite=true"));
    String below = unwritable(dir.resolve("out/part/model").toString(), false);
    assertTrue(below.contains("part/model cannot be written: "), below);
    assertTrue(below.contains("is a file, not a folder"), below);
    assertTrue(unwritable("nofs:///x", false).contains("nofs:///x cannot be written"));
    assertTrue(unwritable("hdfs://no.such.host.invalid/x", true).contains("cannot be written"));
  }

  @Test
  void aFullDiskIsFoundBeforeTheWork() throws IOException {
    conf.set("fs.full.impl", FullDisk.class.getName());
    String message = unwritable("full://" + dir.resolve("model"), false);
    assertTrue(message.contains("model cannot be written: No space left on device"), message);
    assertEquals(List.of(), names());
  }

  /** A disk that creates files but has no room for a byte. */
  public static final class FullDisk extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        boolean overwrite,
        int buffer,
        short replication,
        long block,
        Progressable progress)
        throws IOException {
      OutputStream made = super.create(file, overwrite, buffer, replication, block, progress);
      return new FSDataOutputStream(
          new FilterOutputStream(made) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
              throw new IOException("No space left on device");
            }
          },
          null);
    }
  }

  @Test
  void anOutputHoldsWhatLiesBelowIt() {
    String out = dir.resolve("out").toString();
    assertTrue(AtomicOutput.holds(conf, out, out + "/"));
    assertTrue(AtomicOutput.holds(conf, out, "file:" + out + "/deep/er.txt"));
    assertFalse(AtomicOutput.holds(conf, out, out + "side"));
    assertFalse(AtomicOutput.holds(conf, out + "/in", out));
  }
}
