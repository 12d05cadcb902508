package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.ml.param.ParamMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.ml.SequenceClassifierModel;
import org.sparkrnn.ml.SequenceTranscriberModel;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Wavs;

/**
 * Jobs on folders of WAV files and a table: they train, save the settings for reading sound, and
 * use these.
 */
class AudioJobTest {
  @TempDir Path dir;

  /** Writes high and low tones of several rates; every third file is for the test. */
  @BeforeEach
  void writeSounds() throws IOException {
    StringBuilder table = new StringBuilder("name,kind\n");
    for (String part : List.of("train", "train", "test")) {
      Files.createDirectories(dir.resolve(part));
    }
    for (int i = 0; i < 30; i++) {
      String name = "%s/%02d.wav".formatted(i % 3 == 2 ? "test" : "train", i);
      int rate = new int[] {8000, 16000, 44100}[i % 5 % 3];
      boolean high = i % 2 == 0;
      Files.write(dir.resolve(name), Wavs.tone(rate, (high ? 1500 : 500) + 10 * i, 80 + i));
      table.append(name).append(',').append(high ? "high" : "low").append('\n');
    }
    Files.writeString(dir.resolve("kinds.csv"), table);
  }

  private JobRun train(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "task=classifier",
                "format=wav",
                "train=" + dir.resolve("train"),
                "transcripts=" + dir.resolve("kinds.csv"),
                "fileCol=name",
                "labelCol=kind",
                "sampleRate=8000",
                "melBands=12",
                "features=mfcc",
                "coefficients=6",
                "normalization=none",
                "automatic=false",
                "standardize=true",
                "hiddenSize=4",
                "maxEpochs=20",
                "learningRate=0.05"));
    all.addAll(List.of(more));
    return JobTest.run(Train::run, "train", all.toArray(String[]::new));
  }

  private static JsonNode result(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  private static void assertWrong(JobRun run, String message) {
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void aModelKeepsHowSoundWasRead() throws IOException {
    Path model = dir.resolve("model");
    JsonNode trained = result(train("test=" + dir.resolve("test"), "model=" + model));
    assertEquals(20, trained.get("sequences").asInt());
    assertEquals(1, trained.get("accuracy").asDouble());
    SequenceClassifierModel loaded = SequenceClassifierModel.load(model.toString());
    assertEquals("mfcc", loaded.audio().getFeatures());
    assertEquals(18, loaded.audio().spec().width());
    assertEquals(18, loaded.network().features());
    assertEquals(12, loaded.copy(ParamMap.empty()).audio().getMelBands());

    JsonNode measured =
        result(
            JobTest.run(
                Evaluate::run,
                "evaluate",
                "model=" + model,
                "data=" + dir.resolve("test"),
                "transcripts=" + dir.resolve("kinds.csv"),
                "fileCol=name"));
    assertEquals(trained.get("loss").asDouble(), measured.get("loss").asDouble(), 1e-6);

    Path output = dir.resolve("out.json");
    JobRun predicted =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + dir.resolve("test/*.wav"),
            "output=" + output);
    assertEquals(10, result(predicted).get("sequences").asInt());
    List<JsonNode> rows = new ArrayList<>();
    LocalSpark.session()
        .read()
        .text(output.toString())
        .collectAsList()
        .forEach(row -> rows.add(json(row.getString(0))));
    assertEquals(10, rows.size());
    for (JsonNode row : rows) {
      int i = Integer.parseInt(row.get("file").asText().replaceAll(".*/|\\.wav", ""));
      assertEquals(i % 2 == 0 ? "high" : "low", row.get("prediction").asText());
      assertFalse(row.has("features"), "frames are not the user's");
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void malformedFilesEndTheJobOrAreCounted() throws IOException {
    Files.write(dir.resolve("train/cut.wav"), Wavs.cut(Wavs.tone(8000, 500, 90), 9));
    Files.write(dir.resolve("train/new.wav"), Wavs.tone(8000, 500, 90));
    String table = Files.readString(dir.resolve("kinds.csv"));
    assertWrong(train(), "train/cut.wav has no row in transcripts=");
    Files.writeString(dir.resolve("kinds.csv"), table + "new,low\ncut,low\n");
    assertWrong(train(), "train/cut.wav is cut off: its chunk \"data\" should have 1440 bytes");
    Files.writeString(dir.resolve("kinds.csv"), table + "cut,low\n");
    JobRun run = train("mode=dropmalformed", "maxEpochs=1");
    JsonNode json = result(run);
    assertEquals(20, json.get("sequences").asInt());
    assertEquals(2, json.get("droppedRows").asInt());
    assertTrue(run.err().contains("2 malformed rows are dropped"), run.err());
    assertTrue(run.err().contains("train/cut.wav is cut off"), run.err());
    assertTrue(run.err().contains("train/new.wav has no row in transcripts"), run.err());
  }

  /** Every kind of file that users have, in one folder, to text. */
  @Test
  void aTranscriberReadsOddSounds() throws IOException {
    Path odd = Files.createDirectories(dir.resolve("odd"));
    byte[] noise = new byte[12000];
    new Random(1).nextBytes(noise);
    Files.write(odd.resolve("mono.wav"), Wavs.tone(16000, 500, 150));
    Files.write(odd.resolve("stereo.wav"), Wavs.pcm(16000, 16, 2, noise));
    Files.write(odd.resolve("rate.wav"), Wavs.tone(44100, 1500, 150));
    Files.write(odd.resolve("bits8.wav"), Wavs.pcm(8000, 8, 1, noise));
    Files.write(odd.resolve("bits24.wav"), Wavs.pcm(16000, 24, 1, noise));
    Files.write(odd.resolve("silence.wav"), Wavs.pcm(16000, 16, 1, new byte[4800]));
    Map<String, byte[]> bad = new TreeMap<>();
    bad.put("zero.wav is empty (0 bytes)", new byte[0]);
    bad.put("none.wav contains no samples", Wavs.pcm(16000, 16, 1));
    bad.put("text.wav is not a WAV file", Wavs.ascii("Dear reader,\n"));
    bad.put("cut.wav is cut off", Wavs.cut(Wavs.tone(16000, 500, 150), 2000));
    Path table =
        Files.writeString(
            dir.resolve("odd.csv"),
            "file,text\nmono,ab\nstereo,b b\nrate,ba\nbits8,a\nbits24,b\nsilence,\"\"\n"
                + "zero,a\nnone,a\ntext,a\ncut,a\n");
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=transcriber",
                "train=" + odd,
                "transcripts=" + table,
                "labelCol=text",
                "melBands=8",
                "automatic=false",
                "hiddenSize=4",
                "maxEpochs=1",
                "mode=dropmalformed"));
    for (String message : bad.keySet()) {
      Path file = odd.resolve(message.substring(0, message.indexOf(' ')));
      Files.write(file, bad.get(message));
      List<String> one = new ArrayList<>(args);
      one.set(1, "train=" + file);
      one.set(one.size() - 1, "mode=failfast");
      assertWrong(JobTest.run(Train::run, "train", one.toArray(String[]::new)), "odd/" + message);
    }
    Files.write(odd.resolve("null.wav"), Wavs.tone(16000, 500, 150));
    Files.write(odd.resolve("short.wav"), Wavs.tone(16000, 500, 150)); // 14 frames, 18 labels
    String more = "null,\nshort,%s\n".formatted("ab".repeat(9));
    Files.writeString(table, more, StandardOpenOption.APPEND);
    JobRun run = JobTest.run(Train::run, "train", args.toArray(String[]::new));
    JsonNode json = result(run);
    assertEquals(6, json.get("sequences").asInt());
    assertEquals(6, json.get("droppedRows").asInt(), run.err());
    for (String message : bad.keySet()) {
      assertTrue(run.err().contains("odd/" + message), run.err());
    }
  }

  /** The example as it ships, on its smallest part. */
  @Test
  void theExampleReadsItsRecordings() throws IOException {
    Path model = dir.resolve("morse");
    JobRun run =
        JobTest.run(
            Train::run,
            "train",
            "conf/morse.properties",
            "train=sample-data/morse/dev",
            "test=sample-data/morse/dev",
            "maxEpochs=1",
            "model=" + model);
    JsonNode json = result(run);
    assertEquals(50, json.get("sequences").asInt());
    assertEquals(0, json.get("droppedRows").asInt());
    assertTrue(json.get("baseline").get("characterErrorRate").asDouble() > 0.8);
    assertEquals(2, SequenceTranscriberModel.load(model.toString()).audio().spec().width());
  }

  @Test
  void keysOfSoundAreCheckedAsOthersAre() throws IOException {
    assertWrong(train("melBand=3"), "unknown key melBand; did you mean melBands?");
    assertWrong(train("melBands=x"), "melBands is x; expected a whole number");
    assertWrong(train("deltas=3"), "deltas is 3; expected an integer from 0 to 2");
    assertWrong(train("coefficients=13"), "coefficients is 13; expected at most melBands, 12");
    assertWrong(train("transcripts="), "labelCol is kind, but WAV files have no labels");
    assertWrong(
        train("fileCol=file"),
        "fileCol=file: %s has no column of that name; its columns are name, kind"
            .formatted(dir.resolve("kinds.csv")));
    Path text = Files.writeString(dir.resolve("t.json"), "{\"features\":[[1.5]],\"kind\":\"a\"}\n");
    assertWrong(
        train("format=json", "train=" + text),
        "applies only to sound, but train=%s is read as json".formatted(text));
  }

  @Test
  void aModelOfOtherFramesReadsNoSound() throws IOException {
    Path model = dir.resolve("model");
    Path data =
        Files.writeString(
            dir.resolve("t.json"),
            "{\"features\":[[1.5]],\"kind\":\"a\"}\n{\"features\":[[0.5]],\"kind\":\"b\"}\n");
    result(
        JobTest.run(
            Train::run,
            "train",
            "task=classifier",
            "train=" + data,
            "inputCol=features",
            "labelCol=kind",
            "maxEpochs=1",
            "hiddenSize=2",
            "model=" + model));
    assertFalse(Files.exists(model.resolve("audio.json")));
    assertWrong(
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + dir.resolve("test"),
            "output=" + dir.resolve("out.json")),
        "the model was not trained on WAV files by a job");
  }

  @Test
  void damageToTheSettingsIsNamed() throws IOException {
    Path model = dir.resolve("model");
    result(train("maxEpochs=1", "model=" + model));
    Path file = model.resolve("audio.json");
    String json = Files.readString(file);
    Files.writeString(file, json.replace("\"melBands\":12", "\"melBands\":13"));
    Files.deleteIfExists(model.resolve(".audio.json.crc"));
    JobRun run =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + dir.resolve("test"),
            "output=" + dir.resolve("out.json"));
    assertWrong(run, "audio.json is damaged: its SHA-256 is");
  }

  @Test
  void aSearchKeepsHowSoundIsRead() throws IOException {
    Path model = dir.resolve("model");
    List<String> args =
        List.of(
            "task=classifier",
            "train=" + dir.resolve("train"),
            "transcripts=" + dir.resolve("kinds.csv"),
            "fileCol=name",
            "labelCol=kind",
            "sampleRate=8000",
            "melBands=12",
            "automatic=false",
            "validationFraction=0.3",
            "maxEpochs=1",
            "hiddenSize=2|3",
            "trials=2",
            "model=" + model);
    result(JobTest.run(Tune::run, "tune", args.toArray(String[]::new)));
    assertEquals(12, SequenceClassifierModel.load(model.toString()).audio().getMelBands());
    String conf = Files.readString(dir.resolve("model-trials/best.properties"));
    assertTrue(conf.contains("\nmelBands = 12\n"), conf);
    assertTrue(conf.contains("\nfileCol = name\n"), conf);
  }
}
