package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

class VectorFilesTest {
  private static final String GLOVE = "the 1 2.5 -3e-1\n, 0 0 1\ncat 4 5 6\n";

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file.toString();
  }

  private VectorFiles files(String path) {
    return new VectorFiles(new Configuration(), path);
  }

  private WordVectors read(String path, int most, String... words) {
    return read(path, most, false, words);
  }

  private WordVectors read(String path, int most, boolean lowercase, String... words) {
    Broadcast<HashSet<String>> asked =
        new JavaSparkContext(spark.sparkContext()).broadcast(new HashSet<>(List.of(words)));
    try {
      return files(path).read(spark, asked, most, lowercase);
    } catch (Exception e) {
      throw InvalidInputException.orElse(e);
    } finally {
      asked.destroy();
    }
  }

  private static void assertRow(float[] vector, float... expected) {
    assertArrayEquals(expected, vector);
  }

  @Test
  void glovesWord2vecsAndFastTextsText() throws IOException {
    String word2vec = "3 3\n" + GLOVE;
    String fastText = "3 3\n" + GLOVE.replace("\n", " \n");
    for (String path :
        List.of(
            write("glove.txt", GLOVE),
            write("glove.txt.gz", GLOVE),
            write("windows.txt", GLOVE.replace("\n", "\r\n")),
            write("tabs.txt", GLOVE.replace(' ', '\t')),
            write("marked.txt", "\uFEFF" + word2vec),
            write("open-ended.txt", GLOVE.stripTrailing()),
            write("word2vec.txt", word2vec),
            write("fastText.vec", fastText),
            write("fastText.vec.gz", fastText))) {
      assertEquals(3, files(path).size(), path);
      WordVectors vectors = read(path, 0, "cat", "the", "dog");
      assertEquals(List.of("the", "cat"), vectors.words(), path);
      assertRow(vectors.vector("the"), 1, 2.5f, -0.3f);
      assertRow(vectors.vector("cat"), 4, 5, 6);
      assertNull(vectors.vector("dog"));
      assertNull(vectors.vector(","));
      assertEquals(Map.of(), vectors.others());
      assertEquals(3, vectors.lines(), path);
      assertEquals(List.of(), vectors.notes(), path);
    }
  }

  /** Some words in vectors from 840 billion words of the web have blanks. */
  @Test
  void wordsMayHaveBlanksInThem() throws IOException {
    String path =
        write("glove.txt", "a 1 2\n. . . 3 4\nat name@domain.com 5 6\n\u00a0 7 8\n1\u00a02 9 1\n");
    assertEquals(2, files(path).size());
    WordVectors vectors = read(path, 9, ". . .", "at name@domain.com", "\u00a0");
    assertRow(vectors.vector(". . ."), 3, 4);
    assertRow(vectors.vector("at name@domain.com"), 5, 6);
    assertRow(vectors.vector("\u00a0"), 7, 8);
    assertEquals(List.of("a", "1\u00a02"), List.copyOf(vectors.others().keySet()));
  }

  @Test
  void theFirstVectorOfAWordCountsAndThatIsSaid() throws IOException {
    WordVectors vectors = read(write("v.txt", "a 1 1\nb 2 2\na 3 3\nc 4 4\nc 5 5\n"), 5, "a");
    assertRow(vectors.vector("a"), 1, 1);
    assertRow(vectors.others().get("c"), 4, 4);
    assertEquals(
        List.of(
            "2 lines of vectors belong to words that already have a vector, such as \"a\"; the first vector of each word is used"),
        vectors.notes());
    Files.writeString(dir.resolve("w.txt"), "a 7 7\n");
    vectors = read(dir.toString(), 5, "a"); // in the order of names
    assertRow(vectors.vector("a"), 1, 1);
    assertEquals(6, vectors.lines());
  }

  @Test
  void anExcerptIsToldFromWhatTheFirstLineSays() throws IOException {
    List<String> notes = read(write("v.vec", "400000 3\n" + GLOVE), 0, "the").notes();
    assertEquals(
        List.of(
            "the first line of the vectors says that there are 400,000 words, but there are 3; unless this is an excerpt, the file is cut off"),
        notes);
  }

  /** Several tasks read the file, and other words are in the order of the file. */
  @Test
  void theFirstOtherWordsOfTheFileAreTaken() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    int lines = 30000;
    for (int i = 0; i < lines; i++) {
      text.append(i % 2 == 0 ? "W" : "w").append(i);
      for (int j = 0; j < 30; j++) {
        text.append(' ').append(random.nextInt(100000) / 1e5f);
      }
      text.append('\n');
    }
    String path = write("large.txt", text.toString());
    int cuts = InputFiles.slices(spark, InputFiles.list(new Configuration(), path)).size();
    assertTrue(cuts > 1, "one part alone");
    String last = "w" + (lines - 1);
    for (int most : new int[] {0, 7, 20000, 40000}) {
      WordVectors vectors = read(path, most, "W0", last, "W29998", "none");
      assertEquals(List.of("W0", "W29998", last), vectors.words());
      List<String> others = List.copyOf(vectors.others().keySet());
      assertEquals(Math.min(most, lines - 3), others.size());
      for (int i = 0; i < others.size(); i++) {
        assertEquals((i % 2 == 0 ? "w" : "W") + (i + 1), others.get(i));
      }
      assertEquals(lines, vectors.lines());
    }
    WordVectors lower = read(path, 20000, true, "W0");
    assertEquals(15000, lower.others().size());
    assertTrue(lower.others().keySet().stream().allMatch(word -> word.startsWith("w")));
  }

  private void assertRefused(String name, String text, String expected) throws IOException {
    String path = write(name, text);
    String message =
        assertThrows(InvalidInputException.class, () -> read(path, 1, "a", "b", "c")).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains(name), message);
  }

  @Test
  void aLineThatDisagreesIsNamed() throws IOException {
    String cut =
        "the line ends with 2 numbers; expected a word and 3 numbers, as in the other lines; check whether the line is cut off or belongs to another file";
    assertRefused("short.txt", "a 1 2 3\nb 1 2\nc 1 2 3\n", "short.txt:2: " + cut);
    assertRefused("gz.txt.gz", "a 1 2 3\nx 1 2 3\nx 1 2\n", "gz.txt.gz:3: " + cut);
    assertRefused(
        "long.txt", "4 3\na 1 2 3\nx 1 2 3 4\n", "long.txt:3: the line ends with 4 numbers");
    assertRefused("word.txt", "a 1 2 3\nx\n", "word.txt:2: the line ends with 0 numbers");
    assertRefused(
        "header.txt", "4 5\na 1 2 3\n", "header.txt:1: the file says that its vectors have 5");
    assertRefused("no-word.txt", "a 1 2 3\n 1 2 3\n", "no-word.txt:2: the line ends with 2");
  }

  @Test
  void numbersAreFinite() throws IOException {
    for (String bad : List.of("nan", "NaN", "inf", "-Infinity", "x", "0,5")) {
      String expected =
          "bad.txt:2: number 2 of the vector is %s; expected a finite number".formatted(bad);
      assertRefused("bad.txt", "x 1 2 3\ny 1 " + bad + " 3\n", expected); // for any word
    }
    assertRefused("bad.txt", "x 1 2 3\nb 1 2 1e99\n", "number 3 of the vector is 1e99");
    assertRefused("bad.txt", "x 1 2 3\nb 1-1 2 3\n", "number 1 of the vector is 1-1");
  }

  @Test
  void whatIsNoFileOfVectorsIsToldAtOnce() throws IOException {
    for (String[] refused :
        new String[][] {
          {"empty.txt", "\n\n", "contains no vectors"},
          {
            "text.txt", "all is text\n", "text.txt:1: expected a word and the numbers of its vector"
          },
          {"model.bin", "3 3\n", "model.bin is binary according to its ending"},
          {"model.bin.gz", "3 3\n", "is binary according to its ending"},
        }) {
      String path = write(refused[0], refused[1]);
      String message = assertThrows(InvalidInputException.class, () -> files(path)).getMessage();
      assertTrue(message.contains(refused[2]), message);
    }
    String none = dir.resolve("none.txt").toString();
    assertThrows(InvalidInputException.class, () -> files(none));
  }
}
