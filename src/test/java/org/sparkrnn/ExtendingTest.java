package org.sparkrnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that the guide quotes is the same as in the sources, and code that it adds compiles. */
class ExtendingTest {
  private static final Path GUIDE = Path.of("src/site/markdown/extending.md");
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("^package (.*);");
  private static final Pattern TYPE =
      Pattern.compile("^(?:public )?(?:final )?(?:class|record) (\\w+)", Pattern.MULTILINE);
  private static final Pattern CONSTANT = Pattern.compile("^  ([A-Z]+)\\b", Pattern.MULTILINE);

  /** The enums of the constants that the guide adds. */
  private static final Map<String, String> ENUMS =
      Map.of(
          "POISSON", "nn/output/HeadType.java",
          "ADAMAX", "optim/OptimizerType.java",
          "LINEAR", "optim/ScheduleType.java",
          "UNDERSCORED", "io/Format.java");

  private static final String SWITCH = "io/SequenceReader.java"; // the place of an added case

  private final Map<String, String> sources = new TreeMap<>(); // by path, for the compiler

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java/org/sparkrnn/nn/sequence/MinGruCell.java",
        "src/test/java/org/sparkrnn/testkit/twin/MinGruTwin.java"
      })
  void theGuideShowsTheFileAsItIs(String file) throws IOException {
    assertTrue(
        blocks().contains(Files.readString(Path.of(file))),
        file + " differs from what " + GUIDE + " shows of it");
  }

  @Test
  void everyBlockIsPartOfTheCodeOrCompilesWhereItBelongs(@TempDir Path out) throws IOException {
    String code = code();
    for (String block : blocks()) {
      Matcher constant = CONSTANT.matcher(block);
      if (block.startsWith("package ")) {
        sources.put(path(block), block);
      } else if (block.startsWith("      case ")) {
        insert(SWITCH, "(return switch \\(format\\) \\{\n)", block);
      } else if (block.startsWith("  /**") && constant.find() && !code.contains(block)) {
        String file = ENUMS.get(constant.group(1));
        assertTrue(file != null, "nobody has said where this constant belongs:\n" + block);
        insert(file, "(public enum \\w+ \\{\n)", block);
      } else if (!code.contains(block)) {
        String name = "Statements" + sources.size();
        sources.put(name + ".java", method(name, block));
      }
    }
    assertTrue(sources.size() >= 11, sources.keySet().toString());
    assertEquals(List.of(), errors(out));
  }

  private static List<String> blocks() throws IOException {
    return BLOCK.matcher(Files.readString(GUIDE)).results().map(block -> block.group(1)).toList();
  }

  /** All sources, concatenated. */
  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    return code.toString();
  }

  private static String path(String source) {
    Matcher place = PACKAGE.matcher(source);
    Matcher type = TYPE.matcher(source);
    assertTrue(place.find() && type.find(), source);
    return place.group(1).replace('.', '/') + "/" + type.group(1) + ".java";
  }

  /** Adds a block to a source file after the first match. */
  private void insert(String file, String behind, String block) throws IOException {
    String path = "org/sparkrnn/" + file;
    String source = Files.readString(MAIN.resolve(path));
    String longer = source.replaceFirst(behind, "$1" + Matcher.quoteReplacement(block));
    assertNotEquals(source, longer, file + " has no " + behind);
    assertNull(sources.put(path, longer), file);
  }

  /** A class with a method with these statements, which use a batch. */
  private static String method(String name, String statements) {
    return "import org.sparkrnn.data.*;\nclass %s {\n  void of(PackedBatch batch) {\n%s  }\n}\n"
        .formatted(name, statements);
  }

  private List<String> errors(Path out) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(source(path, text)));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", out.toString());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    compiler.getTask(null, null, found, options, null, files).call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static JavaFileObject source(String path, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
