package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The published files: the jar for Spark, the jar without Spark, and the POM. */
class PackagedJarsIT {
  private static final Path TARGET = Path.of("target");
  private static final Path PLAIN = TARGET.resolve("spark-rnn-plain.jar");
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  /** The external packages that the plain jar may use; the last one is optional. */
  private static final Set<String> NEEDED =
      Set.of("com.fasterxml.jackson", "org.slf4j", "dev.ludovic.netlib", "org.bytedeco");

  @TempDir Path dir;

  private static List<ZipEntry> entries(Path jar) throws IOException {
    List<ZipEntry> entries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.entries().asIterator().forEachRemaining(entries::add);
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark-rnn.jar", "spark-rnn-plain.jar"})
  void theLicenseIsInside(String jar) throws IOException {
    Set<String> names = new TreeSet<>();
    entries(TARGET.resolve(jar)).forEach(entry -> names.add(entry.getName()));
    assertTrue(names.containsAll(List.of("META-INF/LICENSE", "META-INF/NOTICE")), jar);
    try (ZipFile zip = new ZipFile(TARGET.resolve(jar).toFile())) {
      byte[] license = zip.getInputStream(zip.getEntry("META-INF/LICENSE")).readAllBytes();
      assertEquals(
          Files.readString(Path.of("LICENSE")), new String(license, StandardCharsets.UTF_8));
      byte[] notice = zip.getInputStream(zip.getEntry("META-INF/NOTICE")).readAllBytes();
      assertEquals(
          Files.readString(Path.of("src/main/license/NOTICE")),
          new String(notice, StandardCharsets.UTF_8));
    }
  }

  /** Builds do not contain the time. */
  @ParameterizedTest
  @ValueSource(strings = {"spark-rnn.jar", "spark-rnn-plain.jar"})
  void whatWeBuildHasAFixedTime(String jar) throws IOException {
    int ours = 0;
    for (ZipEntry entry : entries(TARGET.resolve(jar))) {
      if (entry.getName().startsWith("org/sparkrnn/") || entry.getName().contains("LICENSE")) {
        assertEquals(TIME, entry.getTimeLocal(), entry.getName());
        ours++;
      }
    }
    assertTrue(ours > 100);
  }

  @Test
  void thePlainJarHoldsWhatPredictsAlone() throws IOException {
    Set<String> folders = new TreeSet<>();
    for (ZipEntry entry : entries(PLAIN)) {
      if (entry.getName().endsWith(".class")) {
        folders.add(entry.getName().split("/")[2]);
      }
    }
    assertEquals(Set.of("baseline", "data", "math", "nn", "predict"), folders);
    assertTrue(Files.size(PLAIN) < 1 << 20, Files.size(PLAIN) + " bytes");
  }

  /**
   * jdeps finds neither Spark nor Hadoop nor Scala, and only the dependencies that the guide lists.
   */
  @Test
  void thePlainJarNeedsFewOthers() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "--multi-release",
                "base",
                "-verbose:package",
                "-filter:none",
                PLAIN.toString());
    assertEquals(0, code, err.toString());
    Set<String> missing = new TreeSet<>();
    for (String line : out.toString().split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (line.endsWith("not found") && words.length > 3 && words[0].startsWith("org.sparkrnn")) {
        missing.add(words[2]);
      }
    }
    assertTrue(missing.stream().anyMatch(name -> name.startsWith("org.slf4j")), out.toString());
    for (String name : missing) {
      assertTrue(NEEDED.stream().anyMatch(name::startsWith), name);
    }
  }

  @Test
  void thePlainJarRunsModelsOfEveryKind() throws IOException, InterruptedException {
    Path main = Files.createDirectories(dir.resolve("classes/org/sparkrnn/predict"));
    String name = "WithoutSpark.class";
    Files.copy(
        TARGET.resolve("test-classes/org/sparkrnn/predict").resolve(name), main.resolve(name));
    List<String> path = new ArrayList<>(WithoutSparkTest.jars());
    path.add(PLAIN.toString());
    path.add(dir.resolve("classes").toString());
    WithoutSparkTest.assertRuns(path, dir);
  }

  /** A project that depends on the jar downloads no library that it contains. */
  @Test
  void thePublishedPomNamesNoLibraryThatTheJarHolds() throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("dependency-reduced-pom.xml").toFile())
            .getDocumentElement();
    assertEquals("spark-rnn_2.13", child(project, "artifactId").getTextContent());
    assertEquals("org.sparkrnn", child(project, "groupId").getTextContent());
    int dependencies = 0;
    NodeList all = child(project, "dependencies").getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element dependency) {
        String scope = child(dependency, "scope").getTextContent();
        assertTrue(Set.of("provided", "test").contains(scope), dependency.getTextContent());
        dependencies++;
      }
    }
    assertTrue(dependencies > 1);
  }

  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    throw new AssertionError(parent.getTagName() + " has no " + name);
  }
}
