package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A saved model runs in a JVM that has neither Spark nor Hadoop nor Scala. {@code
 * src/test/resources/saved/MakeVersion2.java} made the models.
 */
class WithoutSparkTest {
  private static final Path MODELS = Path.of("src/test/resources/saved/v2");
  private static final int MINUTES = 5; // enough on a busy machine

  /** The jars that the predictor needs in addition to our own classes. */
  private static final List<String> JARS = List.of("jackson-", "slf4j-api-");

  @TempDir Path dir;

  /** The class path, which Surefire may hide in a jar. */
  private static List<String> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(
            entry ->
                Files.isDirectory(Path.of(entry))
                    || JARS.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
        .filter(entry -> !entry.contains("jackson-module-scala"))
        .toList();
  }

  @Test
  void modelsOfEveryKindRunInAPlainJvm() throws IOException, InterruptedException {
    assertRuns(classPath(), dir);
  }

  /** Those jars of this JVM that the predictor needs in addition to our own classes. */
  static List<String> jars() {
    return classPath().stream().filter(entry -> entry.endsWith(".jar")).toList();
  }

  /** Runs the models in a separate JVM with this class path. */
  static void assertRuns(List<String> path, Path dir) throws IOException, InterruptedException {
    for (String strange : List.of("spark-core", "spark-sql", "hadoop-", "scala-")) {
      for (String entry : path) {
        assertTrue(
            !Path.of(entry).getFileName().toString().contains(strange), entry + " is on the path");
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(List.of(WithoutSpark.class.getName(), MODELS.toString()));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "it did not end");
      assertEquals(0, process.exitValue(), Files.readString(err));
      List<String> lines = Files.readAllLines(out);
      List<String> expected = WithoutSpark.outputs(MODELS);
      assertEquals(5, lines.size());
      for (int i = 0; i < expected.size(); i++) {
        assertAlike(expected.get(i), lines.get(i));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Compares numbers approximately, because another matrix product may be chosen without Spark's
   * jars.
   */
  private static void assertAlike(String expected, String actual) {
    String[] words = expected.split("[ ,\\[\\]]+");
    String[] found = actual.split("[ ,\\[\\]]+");
    assertEquals(words.length, found.length, actual);
    for (int i = 0; i < words.length; i++) {
      if (words[i].matches("-?[0-9.E-]+")) {
        assertEquals(Double.parseDouble(words[i]), Double.parseDouble(found[i]), 1e-5, actual);
      } else {
        assertEquals(words[i], found[i], actual);
      }
    }
  }
}
