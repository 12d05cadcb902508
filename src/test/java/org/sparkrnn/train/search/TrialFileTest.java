package org.sparkrnn.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;

class TrialFileTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> SEARCH = Map.of("hiddenSize", "8", "metric", "loss");

  @TempDir Path dir;

  private TrialFile open(Map<String, String> search) {
    return TrialFile.open(dir.resolve("trials").toString(), search, new Configuration());
  }

  @Test
  void linesStayAndAreReadAgain() throws IOException {
    TrialFile file = open(SEARCH);
    for (int i = 0; i < 3; i++) {
      file.add(MAPPER.createObjectNode().put("trial", i));
    }
    Path lines = dir.resolve("trials/trials.jsonl");
    assertEquals("{\"trial\":0}\n{\"trial\":1}\n{\"trial\":2}\n", Files.readString(lines));
    Files.writeString(dir.resolve("trials/.trials.jsonl.x.tmp"), "{\"tri"); // killed while writing
    assertEquals(3, open(SEARCH).lines().size());
    try (var files = Files.list(dir.resolve("trials"))) {
      assertEquals(2, files.count(), "what was left is gone");
    }
  }

  @Test
  void anotherSearchIsRefused() {
    open(SEARCH);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> open(Map.of("hiddenSize", "16", "metric", "loss", "cell", "gru")))
            .getMessage();
    for (String part :
        List.of("hiddenSize was 8 and is now 16", "cell was unset and is now gru", "trialsDir")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    open(SEARCH);
    Files.writeString(dir.resolve("trials/trials.jsonl"), "{\"trial\":0}\n{\"tri\n");
    assertTrue(
        assertThrows(InvalidInputException.class, () -> open(SEARCH))
            .getMessage()
            .contains("line 2 of"));
  }
}
