package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.job.JobTest.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    assertEquals(errors.get("labels"), json.get("characterErrors").get("characters"));
    assertTrue(json.get("wordErrors").get("words").asInt() > 0);
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

  /** In folds, with a language model; the best model is measured with the weight that won. */
  @Test
  void aSearchComparesTranscripts() throws IOException {
    Path model = dir.resolve("model");
    JobRun run =
        run(
            Tune::run,
            "tune",
            "task=transcriber",
            "inputCol=word",
            "labelCol=said",
            "train=" + words("train.jsonl", 1, 40),
            "test=" + words("test.jsonl", 64, 80),
            "model=" + model,
            "automatic=false",
            "upsample=2",
            "maxEpochs=1",
            "folds=2",
            "trials=2",
            "hiddenSize=4|6",
            "ngramWeight=0..1",
            "beamWidth=2",
            "ngramOrder=2",
            "metric=characterErrorRate");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals("characterErrorRate", json.get("search").get("metric").asText());
    assertEquals(2, json.get("search").get("trials").asInt());
    assertEquals(0, json.get("search").get("failed").asInt());
    assertTrue(json.get("characterErrorRate").asDouble() > 0);
    assertTrue(json.get("baseline").get("characterErrorRate").asDouble() > 0);
    String conf = Files.readString(dir.resolve("model-trials/best.properties"));
    assertTrue(conf.contains("\ntask = transcriber\n"), conf);
    assertTrue(conf.contains("\nngramOrder = 2\n"), conf);
    assertTrue(run.err().contains("ngramWeight="), "of a trial: " + run.err());
    JobRun again =
        run(Evaluate::run, "evaluate", "model=" + model, "data=" + dir.resolve("test.jsonl"));
    assertEquals(
        json.get("characterErrorRate"),
        Json.MAPPER.readTree(again.lastLine()).get("characterErrorRate"));
  }

  /** Null labels, too many of them, and none; an input without a step; labels of other data. */
  @Test
  void rowsThatDoNotFitAreCounted() throws IOException {
    Path train =
        Files.writeString(
            words("train.jsonl", 1, 16),
            """
            {"word": "ab", "said": null}
            {"word": "ab"}
            {"word": null, "said": "oh"}
            {"word": "ab", "said": "ohbohb"}
            {"word": "", "said": "oh"}
            {"word": "ab", "said": ""}
            {"word": "", "said": ""}
            """,
            StandardOpenOption.APPEND);
    Path model = dir.resolve("model");
    JobRun run =
        run(
            Train::run,
            "train",
            "task=transcriber",
            "inputCol=word",
            "labelCol=said",
            "train=" + train,
            "test=" + words("test.jsonl", 16, 20),
            "model=" + model,
            "automatic=false",
            "upsample=2",
            "hiddenSize=4",
            "maxEpochs=1",
            "mode=dropmalformed");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(17, json.get("sequences").asInt());
    assertEquals(5, json.get("droppedRows").asInt());
    assertTrue(run.err().contains("3 malformed rows are dropped"), run.err());

    JobRun again = run(Evaluate::run, "evaluate", "model=" + model, "data=" + train);
    json = Json.MAPPER.readTree(again.lastLine());
    assertEquals(19, json.get("sequences").asInt(), "too many labels for the steps are errors");
    assertEquals(3, json.get("droppedRows").asInt(), again.err());

    Path other =
        Files.writeString(dir.resolve("other.jsonl"), "{\"word\":\"ab\",\"said\":\"éb\"}\n");
    JobRun strange = run(Evaluate::run, "evaluate", "model=" + model, "data=" + other);
    assertEquals(Job.DONE, strange.code(), strange.err());
    for (String useless : List.of("ngramWeight=0.5", "lengthBonus=1")) {
      JobRun refused = run(Evaluate::run, "evaluate", "model=" + model, "data=" + other, useless);
      assertEquals(Job.WRONG_INPUT, refused.code(), refused.err());
      assertTrue(refused.err().contains("but there is no language model"), refused.err());
    }
    JsonNode measured = Json.MAPPER.readTree(strange.lastLine());
    assertEquals(2, measured.get("labelErrors").get("labels").asInt());
    String warnings = measured.get("warnings").toString();
    assertTrue(warnings.contains("unknown to the model"), warnings);
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
