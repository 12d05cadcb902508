package org.sparkrnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** What the guide shows of the code is the code, and what it adds compiles. */
class ExtendingTest {
  private static final Path GUIDE = Path.of("src/site/markdown/extending.md");
  private static final Path CODE = Path.of("src/main/java/org/sparkrnn");
  private static final Pattern WHOLE_FILE =
      Pattern.compile("```java\n(package (org\\.sparkrnn[^;]*);.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public )?(?:final )?(?:class|record|interface) (\\w+)", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"nn/sequence/MinGruCell.java"})
  void theGuideShowsTheFileAsItIs(String file) throws IOException {
    String code = Files.readString(CODE.resolve(file));
    assertTrue(
        Files.readString(GUIDE).contains("```java\n" + code + "```"),
        file + " differs from what " + GUIDE + " shows of it");
  }

  @Test
  void everyWholeFileInTheGuideCompiles(@TempDir Path out) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    Matcher block = WHOLE_FILE.matcher(Files.readString(GUIDE));
    while (block.find()) {
      Matcher type = TYPE.matcher(block.group(1));
      assertTrue(type.find(), block.group(1));
      files.add(source(block.group(2) + "." + type.group(1), block.group(1)));
    }
    assertTrue(files.size() > 2, files.toString());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", out.toString());
    compiler.getTask(null, null, found, options, null, files).call();
    List<String> errors =
        found.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(Object::toString)
            .toList();
    assertEquals(List.of(), errors);
  }

  private static JavaFileObject source(String name, String text) {
    URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
