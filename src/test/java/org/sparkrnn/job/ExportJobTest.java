package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.OnnxRun;

/** jobs/export, of models of every task and version. */
class ExportJobTest {
  private static final Path SAVED = Path.of("src/test/resources/saved");

  @TempDir Path dir;

  static List<Path> models() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("v1/models", "v2")) {
      try (Stream<Path> models = Files.list(SAVED.resolve(folder))) {
        models
            .filter(model -> !model.getFileName().toString().startsWith("deleted"))
            .forEach(all::add);
      }
    }
    all.sort(null);
    return all;
  }

  private static JobRun export(String... arguments) {
    return JobTest.run(Export::run, "export", arguments);
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelsAreExported(Path model) throws IOException {
    Path output = dir.resolve("a/b");
    JobRun run = export("model=" + model, "output=" + output);
    if (model.endsWith("regressor-recursive")) {
      assertEquals(Job.WRONG_INPUT, run.code(), run.err());
      assertTrue(run.err().startsWith("export: strategy is recursive and horizon is"), run.err());
      assertFalse(Files.exists(dir.resolve("a")));
      return;
    }
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(output.toString(), json.get("output").asText());
    assertEquals(64, json.get("weightsSha256").asText().length());
    assertTrue(json.has("task") && json.has("seconds"), run.lastLine());
    try (OnnxRun onnx = new OnnxRun(Files.readAllBytes(output.resolve("model.onnx")))) {
      assertEquals(List.of("output"), List.copyOf(onnx.outputs().keySet()));
      assertEquals("INT64[-1]", onnx.inputs().get("lengths"));
    }
    try (Stream<Path> files = Files.list(output.getParent())) {
      assertEquals(List.of(output), files.toList());
    }
  }

  @Test
  void wrongUseIsToldBeforeAnythingIsWritten() throws IOException {
    String model = "model=" + SAVED.resolve("v2/tagger");
    assertRefused("output is missing", export(model));
    assertRefused("model is missing", export("output=" + dir.resolve("x")));
    assertRefused("unknown key ouput; did you mean output?", export(model, "ouput=x"));
    assertRefused("would replace model=", export(model, "output=" + SAVED.resolve("v2/tagger")));
    Path taken = Files.createDirectories(dir.resolve("taken"));
    Files.writeString(taken.resolve("notes.txt"), "mine");
    assertRefused("already exists", export(model, "output=" + taken));
    assertRefused(
        "is not an earlier output or model", export(model, "output=" + taken, "overwrite=true"));
    assertEquals("mine", Files.readString(taken.resolve("notes.txt")));
    Path output = dir.resolve("exported");
    assertEquals(Job.DONE, export(model, "output=" + output).code());
    byte[] first = Files.readAllBytes(output.resolve("model.onnx"));
    assertRefused("already exists", export(model, "output=" + output));
    assertEquals(Job.DONE, export(model, "output=" + output, "overwrite=true").code());
    assertEquals(List.of(first.length), List.of((int) Files.size(output.resolve("model.onnx"))));
  }

  private static void assertRefused(String expected, JobRun run) {
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains(expected), run.err());
  }
}
