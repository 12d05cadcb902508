package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.ReportDocument;

/** report.html of jobs/train and jobs/tune, and jobs/report. */
class ReportJobTest {
  @TempDir Path dir;

  private JobRun run(Job.Body job, Path data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=tagger",
                "train=" + data,
                "validation=" + data,
                "automatic=false",
                "hiddenSize=4",
                "embeddingSize=4",
                "maxEpochs=2",
                "numShards=2",
                "batchSize=16"));
    args.addAll(List.of(more));
    JobRun run = JobTest.run(job, "job", args.toArray(String[]::new));
    assertEquals(Job.DONE, run.code(), run.err());
    return run;
  }

  private static JobRun report(String... args) {
    List<String> models = Report.models(args);
    String[] others = List.of(args).subList(models.size(), args.length).toArray(String[]::new);
    return JobTest.run(
        (arguments, spark) -> Report.run(models, arguments, spark), "report", others);
  }

  @Test
  void modelsHaveReportsAndSeveralAreSetBesideEachOther() throws IOException {
    Path data = dir.resolve("<i>train.slashed");
    Files.writeString(data, "我/r 吃/v 苹果/n\n他/r 喝/v 水/n\n我们/r 吃/v 鱼/n\n".repeat(20));
    Path first = dir.resolve("first");
    run(Train::run, data, "model=" + first);
    ReportDocument page = ReportDocument.of(Files.readString(first.resolve("report.html")));
    assertEquals(
        List.of(
            "Training",
            "Model and baselines",
            "Confusion matrix",
            "Figures per label",
            "Figures per length",
            "Examples",
            "Where the time goes",
            "Settings"),
        page.headings());
    assertTrue(page.text().contains("Report of " + first), page.text());
    assertTrue(page.text().contains("mostFrequentTag"), page.text());
    assertTrue(page.text().contains("the validation part of the data: 60 sequences, 180 steps"));

    Path second = dir.resolve("second");
    run(Tune::run, data, "model=" + second, "trials=2", "hiddenSize=3|5", "test=" + data);
    ReportDocument tuned = ReportDocument.of(Files.readString(second.resolve("report.html")));
    assertTrue(tuned.headings().contains("Search"), tuned.headings().toString());
    assertTrue(tuned.text().contains("0, as given"), tuned.text());
    assertTrue(tuned.text().contains("Measured on " + data), tuned.text());

    Path both = dir.resolve("both.html");
    JobRun run = report(first.toString(), second.toString(), "output=" + both);
    assertEquals(Job.DONE, run.code(), run.err());
    assertEquals(2, Json.MAPPER.readTree(run.lastLine()).get("models").asInt());
    ReportDocument compared = ReportDocument.of(Files.readString(both));
    assertEquals("Comparison of 2 models", compared.elements("h1").get(0).getTextContent());
    assertEquals(
        List.of("Metrics", "Training", "Where the time goes", "Settings that differ"),
        compared.headings());
    assertTrue(compared.text().contains("They are measured on different data"), compared.text());
    assertTrue(compared.charts().get(0).getAttribute("aria-label").contains("second goes from"));

    Files.delete(
        first.resolve("report.html")); // like a model that was saved before there were reports
    JobTest.assertWrong(
        report(first.toString(), second.toString(), "output=" + both), "already exists");
    assertEquals(
        Job.DONE,
        report(first.toString(), second.toString(), "output=" + both, "overwrite=true").code());
    assertTrue(ReportDocument.of(Files.readString(both)).headings().contains("Metrics"));
    Path one = dir.resolve("one.html");
    assertEquals(Job.DONE, report(first.toString(), "output=" + one).code());
    assertEquals(
        List.of("Model and baselines", "Where the time goes", "Settings"),
        ReportDocument.of(Files.readString(one)).headings());
  }

  /** The weights are those of a training without Spark's jobs, which has no forecast. */
  @Test
  void stepsOfSparksJobsAreForecast() throws IOException {
    Path data = dir.resolve("train.slashed");
    Files.writeString(data, "我/r 吃/v 苹果/n\n他/r 喝/v 水/n\n我们/r 吃/v 鱼/n\n".repeat(20));
    Path model = dir.resolve("model");
    String epochs = "maxEpochs=11"; // of 4 steps
    JobRun run = run(Train::run, data, "model=" + model, epochs, "execution=spark");
    assertTrue(
        run.err().lines().anyMatch(line -> line.startsWith("predicted from steps 21 to 40: ")),
        run.err());
    assertTrue(
        run.err().lines().anyMatch(l -> l.matches("a step took .*; the prediction was [\\d.]+ ms")),
        run.err());
    ReportDocument page = ReportDocument.of(Files.readString(model.resolve("report.html")));
    assertTrue(
        page.text().contains("After its steps 21 to 40, the cost model predicted"), page.text());
    assertTrue(page.text().contains("Predicted milliseconds of a step"), page.text());

    JobRun threads = run(Train::run, data, epochs, "execution=threads");
    assertEquals(
        Json.MAPPER.readTree(threads.lastLine()).get("weightsSha256"),
        Json.MAPPER.readTree(run.lastLine()).get("weightsSha256"));
    assertTrue(threads.err().lines().noneMatch(line -> line.contains("predicted")), threads.err());

    JobRun json = run(Train::run, data, epochs, "execution=spark", "progress=json");
    String forecast =
        json.err().lines().filter(l -> l.contains("\"forecast\"")).findFirst().orElseThrow();
    for (String executors : List.of("1", "2", "4", "8", "16")) {
      double ms = Json.MAPPER.readTree(forecast).path("stepMs").path(executors).asDouble();
      assertTrue(ms > 0, forecast);
    }
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsWritten() {
    JobTest.assertWrong(report("output=" + dir.resolve("x.html")), "no model is given; give the");
    JobTest.assertWrong(
        report(dir.resolve("none").toString(), "output=" + dir.resolve("x.html")),
        "is not a complete model directory");
    JobTest.assertWrong(report(dir.toString()), "output is missing");
    JobTest.assertWrong(
        report(dir.toString(), "outptu=x"), "unknown key outptu; did you mean output?");
  }
}
