package org.sparkrnn.ml.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;

/**
 * Compares sources and pages with the table of Params. With {@code -Dparams.write=true} it writes
 * them first; see extending.md.
 */
class GeneratedParamsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String BEGIN = "<!-- from src/main/params/params.json -->\n";
  private static final String END = "<!-- end of what is from src/main/params/params.json -->\n";
  private static final boolean WRITE = Boolean.getBoolean("params.write");

  @Test
  void sourcesAreThoseOfTheTable() throws IOException {
    Map<String, String> expected = ParamSources.of(ParamTable.read());
    Path folder = SOURCES.resolve("org/sparkrnn/ml/param/generated");
    if (WRITE) {
      Files.createDirectories(folder);
      try (Stream<Path> old = Files.list(folder)) {
        for (Path file : old.filter(path -> !path.endsWith("package-info.java")).toList()) {
          Files.delete(file);
        }
      }
      for (Map.Entry<String, String> source : expected.entrySet()) {
        Files.writeString(SOURCES.resolve(source.getKey()), source.getValue());
      }
    }
    for (Map.Entry<String, String> source : expected.entrySet()) {
      assertEquals(
          source.getValue(), Files.readString(SOURCES.resolve(source.getKey())), source.getKey());
    }
    TreeSet<String> names = new TreeSet<>();
    for (String path : expected.keySet()) {
      if (path.contains("/generated/")) {
        names.add(path.replaceAll(".*/", ""));
      }
    }
    names.add("package-info.java");
    try (Stream<Path> files = Files.list(folder)) {
      TreeSet<String> there = new TreeSet<>();
      files.forEach(path -> there.add(path.getFileName().toString()));
      assertEquals(names, there);
    }
  }

  @Test
  void pythonClassesAreThoseOfJava() throws IOException {
    Path folder = Path.of("src/main/python");
    for (Map.Entry<String, String> source : PythonSources.of(ParamTable.read()).entrySet()) {
      if (WRITE) {
        Files.writeString(folder.resolve(source.getKey()), source.getValue());
      }
      assertEquals(
          source.getValue(), Files.readString(folder.resolve(source.getKey())), source.getKey());
    }
  }

  /**
   * Python's bridge searches methods only in classes, not in the interfaces that they implement.
   */
  @Test
  void pythonFindsTheUidOfEveryStage() {
    for (Params stage : PythonSources.stages()) {
      Class<?> type = stage.getClass();
      while (type != Object.class && !declares(type, "uid")) {
        type = type.getSuperclass();
      }
      assertTrue(
          type.getName().startsWith("org.sparkrnn"), () -> stage.getClass() + " inherits uid()");
    }
  }

  private static boolean declares(Class<?> type, String method) {
    return Stream.of(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(method));
  }

  /** The table's assignment of groups to estimators agrees with the estimators' classes. */
  @Test
  void estimatorsHaveTheParamsOfTheTable() throws Exception {
    ParamTable table = ParamTable.read();
    Path services =
        Path.of("src/main/resources/META-INF/services").resolve(Estimator.class.getName());
    TreeSet<String> named = new TreeSet<>();
    List<String> types = new ArrayList<>(Files.readAllLines(services));
    ParamTable.Estimators.TRANSFORMERS.forEach(name -> types.add("org.sparkrnn.ml." + name));
    for (String type : types) {
      Params estimator = (Params) Class.forName(type).getConstructor().newInstance();
      String name = estimator.getClass().getSimpleName();
      named.add(name);
      TreeSet<String> expected = new TreeSet<>();
      table.of(name).forEach(entry -> expected.add(entry.name()));
      TreeSet<String> actual = new TreeSet<>();
      for (Param<?> param : estimator.params()) {
        actual.add(param.name());
      }
      assertEquals(expected, actual, name);
    }
    named.add("networks");
    named.add("baselines");
    table.groups().forEach(group -> assertTrue(named.containsAll(group.of()), group.name()));
  }

  @Test
  void pagesAreThoseOfTheTable() throws IOException {
    for (Map.Entry<String, String> page : ParamPages.of(ParamTable.read()).entrySet()) {
      Path file = Path.of(page.getKey());
      String text = Files.readString(file);
      int from = text.indexOf(BEGIN) + BEGIN.length();
      int to = text.indexOf(END);
      assertTrue(from >= BEGIN.length() && to >= from, page.getKey() + " has no place for a table");
      if (WRITE) {
        text = text.substring(0, from) + "\n" + page.getValue() + "\n" + text.substring(to);
        Files.writeString(file, text);
        to = text.indexOf(END);
      }
      assertEquals("\n" + page.getValue() + "\n", text.substring(from, to), page.getKey());
    }
  }
}
