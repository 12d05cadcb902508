package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.PassthroughCodec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.testkit.LocalSpark;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Names, compression and errors of files. */
class InputFilesTest {
  private static final byte[] TEXT = "a b\nc\n".getBytes(StandardCharsets.UTF_8);

  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  private List<String> read(String path) {
    List<String> rows = new ArrayList<>();
    for (List<FileSlice> group :
        InputFiles.slices(conf, InputFiles.list(conf, path), 1 << 20, 0, 1)) {
      new SequenceIterator(
              conf, group, new TextGrammar(new String[] {"w"}, false), ReadMode.FAILFAST)
          .forEachRemaining(row -> rows.add(String.join(" ", (String[]) row.get(0))));
    }
    return rows;
  }

  private void assertRefused(String name, byte[] bytes, String part) throws IOException {
    Path file = Files.write(dir.resolve(name), bytes);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> read(file.toString()), name);
    assertTrue(e.getMessage().contains(name), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  /** A file system that counts the streams that are open. */
  public static final class Counted extends RawLocalFileSystem {
    static final AtomicInteger OPEN = new AtomicInteger();

    @Override
    public String getScheme() {
      return "counted";
    }

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("counted:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int size) throws IOException {
      OPEN.incrementAndGet();
      return new FSDataInputStream(super.open(path, size)) {
        private boolean closed;

        @Override
        public void close() throws IOException {
          if (!closed) {
            closed = true;
            OPEN.decrementAndGet();
          }
          super.close();
        }
      };
    }
  }

  @Test
  void filesAreClosedWhereverReadingEnds() throws IOException {
    conf.setClass("fs.counted.impl", Counted.class, org.apache.hadoop.fs.FileSystem.class);
    Path file = Files.write(dir.resolve("a.txt"), TEXT);
    String path = "counted://" + file;
    assertEquals(List.of("a b", "c"), read(path));
    assertEquals(0, Counted.OPEN.get(), "read to the end");
    List<FileSlice> slices =
        InputFiles.slices(conf, InputFiles.list(conf, path), 1 << 20, 0, 1).get(0);
    try (SequenceIterator rows =
        new SequenceIterator(
            conf, slices, new TextGrammar(new String[] {"w"}, false), ReadMode.FAILFAST)) {
      rows.next();
      assertEquals(1, Counted.OPEN.get());
    }
    assertEquals(0, Counted.OPEN.get(), "given up after a row");
  }

  @Test
  void slicesAreAsManyAsTasksCanUse() throws IOException {
    Path file = Files.write(dir.resolve("a.txt"), new byte[400]);
    List<FileStatus> files = InputFiles.list(conf, file.toString());
    // (400 + 10) / 4 = 102 bytes each
    List<List<FileSlice>> groups = InputFiles.slices(conf, files, 1000, 10, 4);
    assertEquals(4, groups.stream().mapToInt(List::size).sum());
    assertEquals(102, groups.get(0).get(0).end());
    assertEquals(400, groups.get(3).get(0).end());
    assertEquals(1, InputFiles.slices(conf, files, 1000, 10, 1).size());
  }

  @Test
  void cutsOfCsvMoveToTheNextRecord() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "a,b\n1,2\n\"x\ny\",3\n4,5\n");
    assertEquals(
        List.of(4L, 8L, 16L, 20L),
        CsvCuts.starts(conf, file.toString(), List.of(4L, 5L, 9L, 17L), (byte) ','));
  }

  @Test
  void aFileSystemThatIsNotThereIsNamed() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> InputFiles.list(conf, "hdfs:///corpora/a.txt"));
    assertTrue(e.getMessage().contains("hdfs:/"), e.getMessage());
    assertTrue(e.getMessage().contains("HADOOP_CONF_DIR"), e.getMessage());
  }

  @Test
  void aFileBesideItsCompressedTwinIsNotReadTwice() throws IOException {
    Files.write(dir.resolve("a.txt"), TEXT);
    Files.write(dir.resolve("b.txt"), TEXT);
    assertEquals(4, read(dir.toString()).size());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("a.txt.gz")))) {
      out.write(TEXT);
    }
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(dir.toString()));
    assertTrue(e.getMessage().contains("a.txt and a.txt.gz differ only in"), e.getMessage());
    assertEquals(2, read(dir.resolve("a.txt.gz").toString()).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a`b.txt", "data[1].txt", "a b.txt", "é.txt", "{x}.txt", "*.txt", "?.txt", "a:b.txt",
        "%20.txt", "#.txt", "a\\b.txt", "日本.txt", "a,b.txt", "-.txt", "a'\".txt", "$x.txt"
      })
  void namesAreTakenAsTheyStand(String name) throws IOException {
    Files.createDirectories(dir.resolve("d"));
    Path file = Files.write(dir.resolve("d").resolve(name), TEXT);
    Files.write(dir.resolve("d").resolve("data1.txt"), "other\n".getBytes(StandardCharsets.UTF_8));
    if (!name.contains("\\")) { // which Hadoop treats as a separator in paths of users
      assertEquals(List.of("a b", "c"), read(file.toString()));
      assertEquals(List.of("a b", "c"), read("file:" + file));
      assertEquals(List.of("a b", "c"), read("file://" + file));
      Path relative = Path.of("").toAbsolutePath().relativize(file);
      assertEquals(List.of("a b", "c"), read("./" + relative));
    }
    assertEquals(3, read(dir + "/d/").size());
    assertEquals(Format.TEXT, Format.of(null, file.toString(), conf));
  }

  @Test
  void outputsWithAColonAreRefusedBeforeTheWork() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> AtomicOutput.requireFree(conf, dir.resolve("out:1").toString(), true));
    assertTrue(e.getMessage().contains("out:1 cannot be an output"), e.getMessage());
  }

  @Test
  void linksAreFollowedAndEmptyFilesHoldNothing() throws IOException {
    Path target = Files.createDirectories(dir.resolve("target"));
    Files.write(target.resolve("a.txt"), TEXT);
    Files.write(target.resolve("b.txt"), new byte[0]);
    Files.write(target.resolve("c.txt.gz"), new byte[0]);
    Files.write(target.resolve("_SUCCESS"), TEXT);
    Files.write(target.resolve(".a.txt.swp"), TEXT);
    Path link = Files.createSymbolicLink(dir.resolve("link"), target);
    Files.createSymbolicLink(dir.resolve("f.txt"), target.resolve("a.txt"));
    assertEquals(2, read(link.toString()).size());
    assertEquals(2, read(dir.resolve("f.txt").toString()).size());
    Path hidden = Files.createDirectories(dir.resolve("hidden"));
    Files.write(hidden.resolve("_x.txt"), TEXT);
    assertTrue(
        assertThrows(InvalidInputException.class, () -> read(hidden.toString()))
            .getMessage()
            .contains("contains no data file"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] bzip2(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    try (OutputStream bzip2 = codec.createOutputStream(out)) {
      bzip2.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void compressedFilesAreReadOrNamed() throws IOException {
    byte[][] compressed = {gzip(TEXT), Zstd.compress(TEXT), bzip2(TEXT)};
    String[] endings = {"gz", "zst", "bz2"};
    String[] names = {"gzip", "Zstandard", "bzip2"};
    for (int i = 0; i < endings.length; i++) {
      Path sound = Files.write(dir.resolve("a.txt." + endings[i]), compressed[i]);
      assertEquals(List.of("a b", "c"), read(sound.toString()));
      String part = "cannot be decompressed as its ending ." + endings[i] + " says";
      byte[] half = Arrays.copyOf(compressed[i], compressed[i].length - 9);
      assertRefused("half.txt." + endings[i], half, part);
      assertRefused("plain.txt." + endings[i], TEXT, part);
      assertRefused("other.txt." + endings[i], compressed[(i + 1) % 3], part);
      assertRefused(
          "misnamed" + endings[i] + ".txt", compressed[i], "begins like " + names[i] + ";");
    }
    byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};
    assertRefused("a.txt.xz", xz, "begins like xz");
    assertRefused("a.txt", new byte[] {'P', 'K', 3, 4, 20, 0, 0}, "begins like ZIP");
    assertRefused("b.txt", "a\nb".getBytes(StandardCharsets.UTF_16), "begins like UTF-16");
    assertRefused("c.txt", "a\nb".getBytes(StandardCharsets.UTF_16LE), "c.txt:1: expected UTF-8");
    assertRefused("d.txt", "a\n\0\0\0\n".getBytes(StandardCharsets.UTF_8), "d.txt:2: expected");
    assertRefused("f.txt", "a\n\rb\n\r".getBytes(StandardCharsets.UTF_8), "f.txt:1: the line");
    assertRefused("e.txt", "a\r\r\nb\r\r\n".getBytes(StandardCharsets.UTF_8), "e.txt:1: the line");
  }

  private static byte[] compressed(CompressionCodec codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((Configurable) codec).setConf(new Configuration());
    try (OutputStream stream = codec.createOutputStream(out)) {
      stream.write(TEXT);
    }
    return out.toByteArray();
  }

  /** Hadoop's reader treats the form of the tools, and a truncated file, as the end of the file. */
  @Test
  void lz4AndSnappyAreReadAsHadoopAndTheToolsWriteThem() throws IOException {
    ByteArrayOutputStream lz4 = new ByteArrayOutputStream();
    try (OutputStream out = new LZ4FrameOutputStream(lz4)) {
      out.write(TEXT);
    }
    ByteArrayOutputStream snappy = new ByteArrayOutputStream();
    try (OutputStream out = new SnappyFramedOutputStream(snappy)) {
      out.write(TEXT);
    }
    byte[][] all = {
      lz4.toByteArray(),
      snappy.toByteArray(),
      compressed(new Lz4Codec()),
      compressed(new SnappyCodec())
    };
    for (int i = 0; i < all.length; i++) {
      String ending = i % 2 == 0 ? ".lz4" : ".snappy";
      String part = "cannot be decompressed as its ending " + ending + " says";
      Path sound = Files.write(dir.resolve(i + ".txt" + ending), all[i]);
      assertEquals(List.of("a b", "c"), read(sound.toString()));
      for (int cut = i == 1 ? 11 : 1; cut < all[i].length; cut++) { // Snappy's mark has 10 bytes
        byte[] beginning = Arrays.copyOf(all[i], cut);
        Path file = Files.write(dir.resolve("cut.txt" + ending), beginning);
        InvalidInputException e =
            assertThrows(
                InvalidInputException.class,
                () -> read(file.toString()),
                ending + " of the length " + cut);
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
      assertRefused("plain.txt" + ending, TEXT, part);
      assertRefused("gz.txt" + ending, gzip(TEXT), part);
    }
    assertRefused("mark.txt.snappy", Arrays.copyOf(all[1], 9), "cannot be decompressed");
    assertRefused("twice.txt.lz4", concat(all[2], all[0]), "cannot be decompressed");
    Path twice = Files.write(dir.resolve("joined.txt.lz4"), concat(all[2], all[2]));
    assertEquals(List.of("a b", "c", "a b", "c"), read(twice.toString()));
    Path nothing = Files.write(dir.resolve("nothing.txt.lz4"), new byte[4]); // in Hadoop's form
    assertEquals(List.of(), read(nothing.toString()));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** A codec of a cluster that treats all bytes as the end. */
  public static final class Mute extends PassthroughCodec {
    @Override
    public String getDefaultExtension() {
      return ".mute";
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in) throws IOException {
      in.readAllBytes();
      return super.createInputStream(InputStream.nullInputStream());
    }
  }

  @Test
  void aFileOfBytesThatGiveNothingIsNamed() throws IOException {
    conf.set("io.compression.codecs", Mute.class.getName());
    assertRefused("a.txt.mute", TEXT, "its bytes decompress to nothing");
  }

  @Test
  void linksThatLeadToWhatIsReadAnywayAreNamed() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("folder/sub"));
    Files.write(folder.resolve("a.txt"), TEXT);
    Path loop = Files.createSymbolicLink(folder.resolve("self"), folder.getParent());
    String message =
        assertThrows(InvalidInputException.class, () -> read(folder.getParent().toString()))
            .getMessage();
    assertTrue(message.contains("sub/self is a link to " + folder.getParent()), message);
    message = assertThrows(InvalidInputException.class, () -> read(folder + "/*")).getMessage();
    assertTrue(message.contains("is a link to"), message);
    Files.delete(loop);
    assertEquals(2, read(folder.getParent().toString()).size());
    Files.createSymbolicLink(folder.resolve("b.txt"), folder.resolve("a.txt"));
    message = assertThrows(InvalidInputException.class, () -> read(folder.toString())).getMessage();
    assertTrue(message.contains("a.txt and "), message);
    assertTrue(message.contains("b.txt are links to the same file"), message);
  }

  @Test
  void aGlobBesideANameWithAColonIsToldWhy() throws IOException {
    Files.write(dir.resolve("12:30.txt"), TEXT);
    Files.write(dir.resolve("b.txt"), TEXT);
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(dir + "/*.txt"));
    assertTrue(e.getMessage().contains("has a colon"), e.getMessage());
  }

  @Test
  void checksumsThatDoNotAgreeAreNamed() throws IOException {
    Files.write(dir.resolve("a.txt"), TEXT);
    Files.write(dir.resolve(".a.txt.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertRefused("a.txt", TEXT, "remove that file");
  }

  /** Files that nobody may read. */
  public static final class Locked extends RawLocalFileSystem {
    @Override
    public String getScheme() {
      return "locked";
    }

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("locked:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int size) throws IOException {
      throw new AccessControlException("Permission denied: " + path);
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      throw new AccessControlException("Permission denied: " + path);
    }
  }

  @Test
  void unreadableFilesAndFoldersAreNamed() throws IOException {
    conf.setClass("fs.locked.impl", Locked.class, org.apache.hadoop.fs.FileSystem.class);
    Path file = Files.write(dir.resolve("a.txt"), TEXT);
    String message =
        assertThrows(InvalidInputException.class, () -> read("locked://" + file)).getMessage();
    assertTrue(message.contains("a.txt cannot be opened: Permission denied"), message);
    message = assertThrows(InvalidInputException.class, () -> read("locked://" + dir)).getMessage();
    assertTrue(message.contains("cannot be listed: Permission denied"), message);
  }

  @Test
  void aLineOfMegabytesAndJoinedFilesAreRead() throws IOException {
    Path file = Files.writeString(dir.resolve("long.txt"), "a".repeat(3 << 20) + "\nb");
    assertEquals(3 << 20, read(file.toString()).get(0).length());
    Files.writeString(file, "\uFEFFa\n\uFEFFb\u2028c d\u0085e\u00A0f\n");
    assertEquals(List.of("a", "b c d\u0085e\u00A0f"), read(file.toString()));
  }

  @Test
  void sparkReadsWhatHadoopCannotNameRelatively() throws IOException {
    Path file = Files.write(dir.resolve("x[1] #%20`{y}.txt.zst"), Zstd.compress(TEXT));
    assertEquals(
        2,
        SequenceReader.read(LocalSpark.session(), file.toString(), Format.TEXT, "w", null).count());
  }
}
