package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;

/** Jobs that begin with the weights of a model. */
class WarmStartJobTest {
  @TempDir Path dir;
  private Path data;
  private Path old;
  private JsonNode first;

  private JobRun run(Job.Body body, String name, String... more) {
    List<String> args =
        new ArrayList<>(List.of("task=tagger", "inputCol=words", "labelCol=tags", "batchSize=4"));
    args.addAll(List.of("learningRate=0.05", "train=" + data));
    args.addAll(List.of(more));
    return JobTest.run(body, name, args.toArray(String[]::new));
  }

  private static JsonNode result(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  @BeforeEach
  void train() throws IOException {
    data =
        Files.writeString(
            dir.resolve("data.jsonl"),
            ("{\"words\":[\"play\",\"blue\",\"moon\"],\"tags\":[\"V\",\"A\",\"N\"]}\n"
                    + "{\"words\":[\"rate\",\"moon\"],\"tags\":[\"V\",\"N\"]}\n")
                .repeat(12));
    old = dir.resolve("old");
    first = result(run(Train::run, "train", "hiddenSize=5", "maxEpochs=2", "model=" + old));
  }

  @Test
  void keysAreThoseOfTheParams() throws IOException {
    JobRun frozen =
        run(
            Train::run,
            "train",
            "initialModel=" + old,
            "frozenBlocks=embedding, characters, rnn, output",
            "maxEpochs=1");
    assertEquals(first.get("weightsSha256"), result(frozen).get("weightsSha256"));
    Path file = old.resolve("model.safetensors");
    JobRun renamed =
        run(
            Train::run,
            "train",
            "initialModel=" + file,
            "initialPrefixes=rnn.weight_hh,rnn.bias=rnn.bias",
            "hiddenSize=5",
            "maxEpochs=1");
    assertEquals(64, result(renamed).get("weightsSha256").asText().length());
    JobTest.assertWrong(
        run(Train::run, "train", "initialModel=" + old, "model=" + old, "overwrite=true"),
        "would replace initialModel");
    JobTest.assertWrong(
        run(Train::run, "train", "initialModel=" + old, "hiddenSize=6"),
        "does not fit this network: ",
        "set hiddenSize=5 (it is 6)");
    JobTest.assertWrong(
        run(Train::run, "train", "initialModel=" + file),
        "whose rows belong to tokens, but nothing says to which");
  }

  @Test
  void aSearchBeginsWithTheModel() throws IOException {
    JobRun tuned =
        run(
            Tune::run,
            "tune",
            "initialModel=" + old,
            "frozenBlocks=embedding",
            "trials=2",
            "maxEpochs=1",
            "folds=2",
            "model=" + dir.resolve("tuned"),
            "learningRate=0.01..0.1");
    assertTrue(result(tuned).has("weightsSha256"), tuned.out());
    JobRun usual =
        run(
            Tune::run,
            "tune",
            "initialModel=" + old,
            "trials=2",
            "maxEpochs=1",
            "folds=2",
            "model=" + dir.resolve("usual"));
    assertTrue(result(usual).has("weightsSha256"), usual.out());
    JobTest.assertWrong(
        run(
            Tune::run,
            "tune",
            "initialModel=" + old,
            "hiddenSize=5|10",
            "model=" + dir.resolve("wrong")),
        "hiddenSize cannot be searched with initialModel");
  }
}
