package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;

/** A driver of a search that is killed and restarted. */
class TuneIT {
  private static final int TRIALS = 8;
  private static final int SIGKILLED = 128 + 9; // an exit code

  @TempDir Path dir;

  private JobProcess start(String master, String name) throws IOException {
    return JobProcess.start(
        dir,
        Map.of(),
        "tune",
        List.of(
            "--master",
            master,
            "--conf",
            "spark.ui.enabled=false",
            "conf/pos-tagging.properties",
            "train=sample-data/pos-chinese/train.slashed",
            "validation=sample-data/pos-chinese/dev.slashed",
            "test=sample-data/pos-chinese/test.slashed",
            "automatic=false",
            "embeddingSize=8",
            "maxEpochs=9",
            "numShards=4",
            "trials=" + TRIALS,
            "hiddenSize=8|12|16|24",
            "learningRate=1e-3..0.03",
            "model=" + dir.resolve(name)));
  }

  private static List<String> lines(Path trials) throws IOException {
    Path file = trials.resolve("trials.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void allTrialsEndAndTheWinnerIsThatOfASearchNobodyKilled() throws Exception {
    JsonNode whole;
    try (JobProcess process = start("local-cluster[2,1,1024]", "whole")) {
      whole = found(process.end());
    }
    Path trials = dir.resolve("killed-trials");
    int before;
    try (JobProcess process = start("local[2]", "killed")) {
      process.await("end some trials", () -> lines(trials).size() >= TRIALS / 2);
      process.kill();
      assertEquals(SIGKILLED, process.end().code());
      before = lines(trials).size();
    }
    assertFalse(Files.exists(dir.resolve("killed")), "a model of a killed search");
    List<String> kept = lines(trials);
    try (JobProcess process = start("local[2]", "killed")) {
      JsonNode again = found(process.end());
      assertEquals(whole.get("weightsSha256"), again.get("weightsSha256"));
      assertEquals(whole.get("loss"), again.get("loss"));
      assertEquals(whole.at("/search/trainings"), again.at("/search/trainings"));
      assertEquals(whole.at("/search/best/settings"), again.at("/search/best/settings"));
    }
    List<String> all = lines(trials);
    assertTrue(all.size() > before, all.size() + " lines");
    assertEquals(kept, all.subList(0, before), "what had ended stays");
    Set<Integer> ended = new TreeSet<>();
    for (String line : all) {
      ended.add(Json.MAPPER.readTree(line).get("trial").asInt());
    }
    assertEquals(TRIALS, ended.size());
    assertTrue(Files.exists(dir.resolve("killed/model.safetensors")));
  }

  private static JsonNode found(JobRun run) throws IOException {
    assertEquals(0, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(TRIALS, json.at("/search/trials").asInt());
    return json;
  }
}
