package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.job.JobTest.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** task=transcriber from files to metrics and predictions. */
class TranscriptionJobTest {
  @TempDir Path dir;

  /** Words of a and b, in whose transcript each a is doubled. */
  private Path words(String name, int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      String word = Integer.toBinaryString(i).replace('0', 'a').replace('1', 'b');
      lines.append(
          "{\"word\": \"%s\", \"said\": \"%s\"}\n".formatted(word, word.replace("a", "oh")));
    }
    return Files.writeString(dir.resolve(name), lines.toString());
  }

  @Test
  void aTranscriberIsTrainedMeasuredAndPredicts() throws IOException {
    Path test = words("test.jsonl", 64, 90);
    Path model = dir.resolve("model");
    JobRun run =
        run(
            Train::run,
            "train",
            "task=transcriber",
            "inputCol=word",
            "labelCol=said",
            "train=" + words("train.jsonl", 1, 64),
            "test=" + test,
            "model=" + model,
            "hiddenSize=6",
            "maxEpochs=2",
            "beamWidth=4",
            "ngramOrder=2",
            "execution=threads",
            "numShards=2");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals("transcriber", json.get("task").asText());
    assertEquals(2, json.get("chosen").get("upsample").asInt(), "of a nothing but a");
    assertEquals(json.get("labelErrorRate"), json.get("characterErrorRate"));
    assertTrue(json.get("wordErrorRate").asDouble() > 0);
    JsonNode errors = json.get("labelErrors");
    long all =
        errors.get("substitutions").asLong()
            + errors.get("insertions").asLong()
            + errors.get("deletions").asLong();
    assertEquals(
        json.get("labelErrorRate").asDouble(), all / errors.get("labels").asDouble(), 1e-5);
    assertEquals("constantTranscript", json.get("baseline").get("name").asText());
    assertTrue(run.out().contains("constantTranscript"), run.out());

    JobRun again = run(Evaluate::run, "evaluate", "model=" + model, "data=" + test);
    assertEquals(Job.DONE, again.code(), again.err());
    assertEquals(
        json.get("labelErrorRate"), Json.MAPPER.readTree(again.lastLine()).get("labelErrorRate"));
    assertEquals(
        Job.DONE,
        run(Evaluate::run, "evaluate", "model=" + model, "data=" + test, "beamWidth=1").code());
    Path output = dir.resolve("predicted.json");
    JobRun predict =
        run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + test,
            "output=" + output,
            "beamWidth=8",
            "ngramWeight=0.2",
            "nBestCol=best",
            "nBest=2",
            "probabilityCol=p",
            "stepsCol=steps");
    assertEquals(Job.DONE, predict.code(), predict.err());
    List<Row> rows = LocalSpark.session().read().json(output.toString()).collectAsList();
    assertEquals(26, rows.size());
    for (Row row : rows) {
      assertEquals(2, row.getList(row.fieldIndex("best")).size());
      assertEquals(
          row.<String>getAs("prediction").length(), row.getList(row.fieldIndex("steps")).size());
    }
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() throws IOException {
    Path train = words("train.jsonl", 1, 16);
    String[] start = {"task=transcriber", "inputCol=word", "labelCol=said", "train=" + train};
    JobRun run =
        run(
            Train::run,
            "train",
            start[0],
            start[1],
            start[2],
            start[3],
            "upsample=1",
            "maxEpochs=1");
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains("set upsample=2, or leave such rows out"), run.err());
    run = run(Train::run, "train", start[0], start[1], start[2], start[3], "labelUnit=list");
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains("labelUnit is list"), run.err());
  }
}
