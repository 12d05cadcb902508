package org.sparkrnn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide shows of the code is the code. */
class ExtendingTest {
  private static final Path GUIDE = Path.of("src/site/markdown/extending.md");
  private static final Path CODE = Path.of("src/main/java/org/sparkrnn");

  @ParameterizedTest
  @ValueSource(strings = {"nn/sequence/MinGruCell.java"})
  void theGuideShowsTheFileAsItIs(String file) throws IOException {
    String code = Files.readString(CODE.resolve(file));
    assertTrue(
        Files.readString(GUIDE).contains("```java\n" + code + "```"),
        file + " differs from what " + GUIDE + " shows of it");
  }
}
