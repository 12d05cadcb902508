package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** The jobs of task languageModel: train, evaluate, predict, generate. */
class LanguageModelJobTest {
  @TempDir static Path dir;
  private static Path text;
  private static Path model;
  private static JobRun trained;

  @BeforeAll
  static void trainAModel() throws IOException {
    text = Files.writeString(dir.resolve("text.txt"), "the cat sat\n\nThe dog ran\n".repeat(15));
    model = dir.resolve("model");
    trained = train("boundaries=stream", "tbpttLength=9", "model=" + model);
  }

  private static JobRun train(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "task=languageModel",
                "train=" + text,
                "test=" + text,
                "hiddenSize=8",
                "embeddingSize=4",
                "maxEpochs=2",
                "batchSize=4",
                "numShards=2",
                "lowercase=true",
                "learningRate=0.02"));
    all.addAll(List.of(args));
    return JobTest.run(Train::run, "train", all.toArray(String[]::new));
  }

  private static JsonNode json(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  private static JobRun generate(String... args) {
    List<String> all = new ArrayList<>(List.of("model=" + model));
    all.addAll(List.of(args));
    return JobTest.run(Generate::run, "generate", all.toArray(String[]::new));
  }

  @Test
  void trainingMeasuresBesideAnNGramModelOfTheSameTokens() throws IOException {
    JsonNode json = json(trained);
    int characters = 15 * "the cat sat\n\nThe dog ran\n".length();
    assertEquals(characters, json.get("tokens").asInt());
    double nats = json.get("nats").asDouble();
    assertEquals(Math.exp(nats), json.get("perplexity").asDouble(), 1e-3);
    assertEquals(nats / Math.log(2), json.get("bitsPerToken").asDouble(), 1e-4);
    assertEquals(nats, json.get("loss").asDouble());
    JsonNode baseline = json.get("baseline");
    assertEquals("ngram", baseline.get("name").asText());
    assertEquals(5, baseline.get("order").asInt());
    assertTrue(baseline.get("nats").asDouble() < 0.5, baseline.toString());
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
  }

  @Test
  void evaluateFindsWhatTrainingFoundAndPredictScoresRows() throws IOException {
    JsonNode evaluated =
        json(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + text));
    assertEquals(json(trained).get("nats"), evaluated.get("nats"));
    assertEquals(45, evaluated.get("sequences").asInt());
    Path output = dir.resolve("scores.json");
    json(
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + text,
            "output=" + output,
            "perplexityCol=pp"));
    List<Row> rows =
        LocalSpark.session()
            .read()
            .json(output.toString())
            .select("tokens", "logProbability", "pp")
            .collectAsList();
    assertEquals(45, rows.size());
    for (Row row : rows) {
      int steps = row.getString(0).length() + 1;
      assertEquals(row.getDouble(2), Math.exp(-row.getDouble(1) / steps), 1e-6);
    }
  }

  @Test
  void wordsHaveABaselineOfBigramsUnlessTheKeySays() throws IOException {
    JsonNode two = json(train("level=word")).get("baseline");
    assertEquals(2, two.get("order").asInt());
    JsonNode three = json(train("level=word", "baselineOrder=3")).get("baseline");
    assertEquals(3, three.get("order").asInt());
    assertTrue(three.get("perplexity").asDouble() <= two.get("perplexity").asDouble());
  }

  @Test
  void wholeNumbersAreTokensOfTheBaselineToo() throws IOException {
    Path ids = Files.writeString(dir.resolve("ids.json"), "{\"ids\": [1, 2, 3, 2]}\n".repeat(20));
    JsonNode json =
        json(
            JobTest.run(
                Train::run,
                "train",
                "task=languageModel",
                "train=" + ids,
                "test=" + ids,
                "inputCol=ids",
                "hiddenSize=4",
                "maxEpochs=1",
                "numShards=2"));
    assertEquals(100, json.get("tokens").asInt());
    assertTrue(json.get("baseline").get("nats").asDouble() < 0.5, json.toString());
  }

  @Test
  void theLastRowsOfAStreamAreHeldOut() throws IOException {
    JsonNode json = json(train("boundaries=stream", "test=", "validationFraction=0.2"));
    assertEquals(12 * "the cat sat\n\nThe dog ran\n".length(), json.get("tokens").asInt());
    assertTrue(json.get("nats").asDouble() > 0);
  }

  @Test
  void generatePrintsTheTextAndOneJsonObject() throws IOException {
    JobRun run = generate("prompt=the c", "length=30", "temperature=0.8", "topK=5", "seed=3");
    JsonNode json = json(run);
    assertEquals(30, json.get("tokens").asInt());
    String generated = json.get("text").asText();
    assertTrue(generated.startsWith("the c") && generated.length() == 35, generated);
    assertTrue(run.out().startsWith(generated + "\n"), run.out());
    JsonNode again =
        json(generate("prompt=the c", "length=30", "temperature=0.8", "topK=5", "seed=3"));
    assertEquals(json.get("text"), again.get("text"));
    JsonNode other = json(generate("prompt=the c", "length=30", "seed=4"));
    assertNotEquals(generated, other.get("text").asText());
  }

  @Test
  void generateNamesWhatIsWrong() {
    JobTest.assertWrong(generate("temprature=1"), "unknown key temprature", "temperature");
    JobTest.assertWrong(generate("temperature=-1"), "temperature is -1");
    JobTest.assertWrong(generate("length=many"), "length is many", "whole number");
    JobTest.assertWrong(generate("topK=-2"), "topK is -2");
    JobTest.assertWrong(JobTest.run(Generate::run, "generate", "length=3"), "model is missing");
  }
}
