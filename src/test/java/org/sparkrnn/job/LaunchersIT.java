package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.io.Format;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** The launchers and the packaged jar, as a user starts them, each in its own process. */
class LaunchersIT {
  private static final int MINUTES = 5;
  private static final String TEST = "sample-data/pos-chinese/test.slashed";

  @TempDir static Path dir;
  private static Path model;
  private static JobRun trained;

  @BeforeAll
  static void train() throws Exception {
    model = dir.resolve("model");
    trained =
        launch(
            "train",
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "conf/pos-tagging.properties",
            "train=sample-data/pos-chinese/train.slashed",
            "validation=sample-data/pos-chinese/dev.slashed",
            "test=" + TEST,
            "model=" + model,
            "maxEpochs=3");
  }

  @Test
  void stdoutEndsWithOneJsonObjectWithoutLogs() throws IOException {
    assertEquals(0, trained.code(), trained.err());
    JsonNode json = Json.MAPPER.readTree(trained.lastLine());
    assertEquals(500, json.get("sequences").asInt());
    assertTrue(json.get("accuracy").isNumber());
    assertTrue(json.get("baseline").get("accuracy").isNumber());
    assertFalse(trained.out().contains("INFO"), trained.out());
    assertTrue(trained.err().contains("epoch 3/3"), trained.err());
    assertFalse(trained.err().contains("\r"), "no progress bar where there is no terminal");
  }

  @Test
  void anotherProcessPredictsTheSameTagsRowForRow() throws Exception {
    Path output = dir.resolve("tagged.parquet");
    JobRun run = launch("predict", "model=" + model, "input=" + TEST, "output=" + output);
    assertEquals(0, run.code(), run.err());
    LocalSpark.session();
    SequenceTaggerModel loaded = SequenceTaggerModel.load(model.toString());
    List<Row> here =
        loaded
            .transform(
                SequenceReader.read(LocalSpark.session(), TEST, Format.SLASHED, "form", null))
            .select("form", "prediction")
            .collectAsList();
    List<Row> there =
        LocalSpark.session()
            .read()
            .parquet(output.toString())
            .select("form", "prediction")
            .collectAsList();
    assertEquals(80, here.size());
    assertEquals(here, there);
  }

  @Test
  void evaluateInAnotherProcessGivesTheSameMetrics() throws Exception {
    JobRun run = launch("evaluate", "model=" + model, "data=" + TEST);
    assertEquals(0, run.code(), run.err());
    JsonNode then = Json.MAPPER.readTree(trained.lastLine());
    JsonNode now = Json.MAPPER.readTree(run.lastLine());
    for (String key : List.of("accuracy", "unknownAccuracy", "loss", "weightsSha256")) {
      assertEquals(then.get(key), now.get(key), key);
    }
  }

  /** As in containers, cron and ssh; arguments, names of files and output stay UTF-8. */
  @Test
  void aLocaleWithoutUtf8LosesNoLetter() throws Exception {
    Path input = dir.resolve("données 词.slashed");
    Files.copy(Path.of(TEST), input);
    Path output = dir.resolve("étiqueté.json");
    try (JobProcess job =
        JobProcess.start(
            dir,
            Map.of("LC_ALL", "C"),
            "predict",
            List.of("model=" + model, "input=" + input, "output=" + output))) {
      JobRun run = job.end();
      assertEquals(0, run.code(), run.err());
      assertEquals(output.toString(), Json.MAPPER.readTree(run.lastLine()).get("output").asText());
    }
    try (var files = Files.list(output)) {
      Path part = files.filter(f -> f.toString().endsWith(".json")).sorted().findFirst().get();
      String first = Files.readAllLines(input).get(0);
      String word = first.substring(0, first.indexOf('/'));
      assertTrue(Files.readString(part).contains("\"" + word + "\""), word);
    }
  }

  /** A user who reads only the first line still gets the model and no stack trace. */
  @Test
  void aReaderThatGoesAwayDoesNotStopTheWork() throws Exception {
    Path err = dir.resolve("pipe.err");
    Path output = dir.resolve("piped.parquet");
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-c",
            "set -o pipefail; jobs/predict model=\"$0\" input=%s output=\"$1\" 2>\"$2\" | true"
                .formatted(TEST),
            model.toString(),
            output.toString(),
            err.toString());
    builder.environment().remove("SPARK_HOME"); // which Surefire sets for executors
    Process process = builder.start();
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), Files.readString(err));
    assertTrue(Files.isDirectory(output));
    assertFalse(Files.readString(err).contains("\tat "), Files.readString(err));
  }

  @Test
  void wrongInputEndsTheProcessWithCode2() throws Exception {
    JobRun run = launch("train", "conf/pos-tagging.properties", "hiddensize=3");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("unknown key hiddensize; did you mean hiddenSize?"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void whatATaskFindsWrongIsOneMessageToo() throws Exception {
    Path bad = Files.writeString(dir.resolve("bad.slashed"), "a/X b/Y\nc/Z d\n");
    JobRun run =
        launch("train", "conf/pos-tagging.properties", "train=" + bad, "model=" + dir.resolve("m"));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("bad.slashed:2"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void theJarHoldsOurCodeAndItsLibrariesButNoSpark() throws IOException {
    try (ZipFile jar = new ZipFile("target/spark-rnn.jar")) {
      List<String> names = new ArrayList<>();
      jar.entries().asIterator().forEachRemaining(entry -> names.add(entry.getName()));
      assertTrue(names.contains("org/sparkrnn/ml/SequenceTagger.class"));
      assertTrue(names.stream().anyMatch(name -> name.endsWith("libopenblas.so.0")));
      for (String foreign : List.of("org/apache/", "scala/", "org/junit/", "com/fasterxml/")) {
        assertTrue(names.stream().noneMatch(name -> name.startsWith(foreign)), foreign);
      }
    }
  }

  private static JobRun launch(String job, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("jobs/" + job));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(dir, job, ".out");
    Path err = Files.createTempFile(dir, job, ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end in " + MINUTES + " minutes");
    }
    return new JobRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
