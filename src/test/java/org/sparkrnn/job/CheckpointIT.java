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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;

/** Drivers that are killed during an epoch and restarted on the same master and on another one. */
class CheckpointIT {
  private static final String MASTER = "local[2]";
  private static final int INTERVAL = 20; // steps; never at the end of an epoch here
  private static final int KILLED_FROM = 100; // a step of the second epoch
  private static final int SIGKILLED = 128 + 9; // an exit code
  private static final Pattern FILE = Pattern.compile(".*checkpoint-(\\d+)\\.safetensors");

  @TempDir Path dir;

  @Test
  void theTaggerGoesOn() throws Exception {
    requireSameWeights(
        List.of(MASTER, "local-cluster[2,1,1024]"),
        "conf/pos-tagging.properties",
        "train=sample-data/pos-chinese/train.slashed",
        "validation=sample-data/pos-chinese/dev.slashed",
        "test=sample-data/pos-chinese/test.slashed",
        "automatic=false",
        "hiddenSize=16",
        "dropout=0.1",
        "batchSize=8",
        "maxEpochs=6");
  }

  @Test
  void theLanguageModelWithItsCarriedStatesGoesOn() throws Exception {
    requireSameWeights(
        List.of("local[1]"),
        "conf/char-language-model.properties",
        "automatic=false",
        "execution=spark",
        "train=sample-data/char-language-model/dev.txt",
        "validation=sample-data/char-language-model/test.txt",
        "test=sample-data/char-language-model/test.txt",
        "embeddingSize=16",
        "hiddenSize=32",
        "batchSize=12",
        "tbpttLength=25",
        "maxEpochs=5");
  }

  @Test
  void theTranscriberGoesOn() throws Exception {
    requireSameWeights(
        List.of("local-cluster[2,1,1024]"),
        "conf/spelling-to-sound.properties",
        "automatic=false",
        "train=sample-data/spelling-to-sound/dev.jsonl",
        "validation=sample-data/spelling-to-sound/test.jsonl",
        "test=sample-data/spelling-to-sound/test.jsonl",
        "upsample=2",
        "hiddenSize=16",
        "batchSize=8",
        "maxEpochs=12");
  }

  /**
   * A cluster ends a driver with SIGTERM: the driver first writes a checkpoint and says how to
   * resume.
   */
  @Test
  void aDriverThatIsToldToEndKeepsWhatItHas() throws Exception {
    String[] training = {
      "conf/pos-tagging.properties",
      "train=sample-data/pos-chinese/train.slashed",
      "validation=sample-data/pos-chinese/dev.slashed",
      "test=sample-data/pos-chinese/test.slashed",
      "automatic=false",
      "hiddenSize=16",
      "batchSize=8",
      "maxEpochs=6",
      "checkpointMinutes=0"
    };
    JsonNode whole = trained(run(MASTER, "whole", null, training));
    List<String> args =
        new ArrayList<>(List.of("--master", MASTER, "--conf", "spark.ui.enabled=false"));
    args.addAll(List.of(training));
    args.add("checkpointDir=" + dir.resolve("stopped"));
    args.add("model=" + dir.resolve("model"));
    try (JobProcess process = JobProcess.start(dir, Map.of(), "train", args)) {
      process.awaitOnStderr("epoch 1/6");
      process.terminate();
      JobRun stopped = process.end();
      assertEquals(128 + 15, stopped.code(), stopped.err());
      assertTrue(stopped.err().contains("stopping after this step"), stopped.err());
      assertTrue(
          stopped.err().contains("; run the same command again to continue from there"),
          stopped.err());
      assertFalse(stopped.err().contains("\tat "), stopped.err());
    }
    try (JobProcess process = JobProcess.start(dir, Map.of(), "train", args)) {
      JsonNode resumed = trained(process.end());
      assertTrue(resumed.has("resumedFrom"));
      assertEquals(whole.get("weightsSha256"), resumed.get("weightsSha256"));
    }
  }

  /** Each master resumes from a copy of the same checkpoints. */
  private void requireSameWeights(List<String> masters, String... training) throws Exception {
    JsonNode whole = trained(run(MASTER, "whole", null, training));
    Path checkpoints = dir.resolve("checkpoints");
    kill(checkpoints, training);
    assertFalse(Files.exists(dir.resolve("killed")), "a model of a killed training");
    for (int i = 0; i < masters.size(); i++) {
      Path copy = Files.createDirectory(dir.resolve("copy" + i));
      try (Stream<Path> files = Files.list(checkpoints)) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
      requireResumed(whole, run(masters.get(i), "resumed" + i, copy, training));
    }
  }

  private JobProcess start(String master, String model, Path checkpoints, String... training)
      throws IOException {
    List<String> args =
        new ArrayList<>(List.of("--master", master, "--conf", "spark.ui.enabled=false"));
    args.addAll(List.of(training));
    args.add("model=" + dir.resolve(model));
    if (checkpoints != null) {
      args.add("checkpointDir=" + checkpoints);
      args.add("checkpointInterval=" + INTERVAL);
    }
    return JobProcess.start(dir, Map.of(), "train", args);
  }

  private JobRun run(String master, String model, Path checkpoints, String... training)
      throws Exception {
    try (JobProcess process = start(master, model, checkpoints, training)) {
      return process.end();
    }
  }

  private static JsonNode trained(JobRun run) throws IOException {
    assertEquals(0, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  /** Kills the job as soon as there is a checkpoint of the second epoch or later. */
  private void kill(Path checkpoints, String... training) throws Exception {
    try (JobProcess process = start(MASTER, "killed", checkpoints, training)) {
      process.await("write a checkpoint", () -> newest(checkpoints) >= KILLED_FROM);
      process.kill();
      assertEquals(SIGKILLED, process.end().code());
    }
  }

  private static int newest(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.mapToInt(file -> step(file.toString())).max().orElse(0);
    }
  }

  /** The step of a checkpoint's file; 0 for other files. */
  private static int step(String file) {
    Matcher name = FILE.matcher(file);
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  private static void requireResumed(JsonNode whole, JobRun run) throws IOException {
    JsonNode resumed = trained(run);
    assertEquals(whole.get("weightsSha256"), resumed.get("weightsSha256"));
    for (String key : List.of("epochs", "bestEpoch", "steps", "tokens", "loss")) {
      assertEquals(whole.get(key), resumed.get(key), key);
    }
    assertFalse(whole.has("resumedFrom"));
    String from = resumed.get("resumedFrom").asText();
    int stepsPerEpoch = whole.get("steps").asInt() / whole.get("epochs").asInt();
    assertTrue(step(from) >= KILLED_FROM && step(from) < whole.get("steps").asInt(), from);
    assertTrue(step(from) % stepsPerEpoch != 0, from + " is of mid-epoch");
    String line =
        "resumed from %s at epoch %d, step %d"
            .formatted(from, step(from) / stepsPerEpoch + 1, step(from) % stepsPerEpoch);
    assertTrue(run.err().contains(line), run.err());
  }
}
