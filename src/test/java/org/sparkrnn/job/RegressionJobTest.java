package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** task=regressor from files to metrics, for a table of steps and for rows that are examples. */
class RegressionJobTest {
  private static final String[] CONF = {
    "task = regressor",
    "timeCol = t",
    "inputCols = a,b",
    "labelCol = a",
    "window = 3",
    "period = 6",
    "hiddenSize = 4",
    "maxEpochs = 2",
    "execution = threads",
    "numShards = 2"
  };

  @TempDir Path dir;

  private Path table(String name, int from, int to) throws IOException {
    StringBuilder csv = new StringBuilder("t,a,b\n");
    for (int t = from; t < to; t++) {
      csv.append("%d,%d,%d\n".formatted(t, 100 + t % 6, t % 2));
    }
    return Files.writeString(dir.resolve(name), csv.toString());
  }

  @Test
  void aSeriesIsTrainedOnMeasuredAndForecast() throws IOException {
    Path conf = Files.write(dir.resolve("series.properties"), List.of(CONF));
    Path test = table("test.csv", 80, 110);
    Path model = dir.resolve("model");
    JobRun run =
        run(
            Train::run,
            conf.toString(),
            "train=" + table("train.csv", 0, 60),
            "validation=" + table("dev.csv", 60, 80),
            "test=" + test,
            "model=" + model);
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(run.err().contains(" rmse "), run.err());
    assertFalse(run.err().contains("NaN"), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(60 - 3, json.get("sequences").asInt(), "windows of training");
    assertTrue(json.get("rmse").asDouble() >= json.get("mae").asDouble());
    JsonNode seasonal = json.get("baseline");
    assertEquals("seasonal", seasonal.get("name").asText());
    assertEquals(6, seasonal.get("period").asInt());
    assertEquals(0, seasonal.get("rmse").asDouble(), 1e-9);
    assertEquals(seasonal, json.get("baselines").get(0));
    assertEquals(
        List.of("seasonal", "mean", "persistence"),
        json.get("baselines").findValuesAsText("name"),
        "the strongest first");
    assertTrue(json.get("baselines").get(2).get("rmse").asDouble() > 1);
    String said = json.get("warnings").get(json.get("warnings").size() - 1).asText();
    assertTrue(said.startsWith("the model is not better than the baseline seasonal: the rmse"));
    assertTrue(said.contains("another window"), said);
    assertTrue(run.err().contains(said), run.err());
    assertTrue(
        run.out().contains("persistence"), "a row of the table above the JSON: " + run.out());

    JobRun again = run(Evaluate::run, "model=" + model, "data=" + test);
    assertEquals(Job.DONE, again.code(), again.err());
    assertEquals(json.get("rmse"), Json.MAPPER.readTree(again.lastLine()).get("rmse"));
    Path output = dir.resolve("predicted.json");
    JobRun predict = run(Predict::run, "model=" + model, "input=" + test, "output=" + output);
    assertEquals(Job.DONE, predict.code(), predict.err());
    assertEquals(30, Json.MAPPER.readTree(predict.lastLine()).get("tokens").asInt());
    assertEquals(
        30, LocalSpark.session().read().json(output.toString()).filter("prediction > 90").count());
  }

  @Test
  void timesInsideOfStructsAreFoundWhateverIsValidatedOn() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int t = 10; t < 70; t++) {
      lines.append("{\"m\": {\"time\": %d}, \"load\": %d.5}\n".formatted(t, t % 6));
    }
    Path data = Files.writeString(dir.resolve("steps.jsonl"), lines.toString());
    Path later =
        Files.writeString(
            dir.resolve("later.jsonl"), lines.toString().replace("\"time\": ", "\"time\": 10"));
    String[][] validations = {{}, {"validationFraction=0.2"}, {"validation=" + later}};
    for (String[] validation : validations) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "task=regressor",
                  "timeCol=m.time",
                  "inputCol=load",
                  "labelCol=load",
                  "window=3",
                  "hiddenSize=2",
                  "maxEpochs=1",
                  "execution=threads",
                  "numShards=1",
                  "train=" + data,
                  "test=" + data));
      arguments.addAll(List.of(validation));
      JobRun run = run(Train::run, arguments.toArray(String[]::new));
      assertEquals(Job.DONE, run.code(), run.err());
      assertTrue(run.err().contains("m.time bigint"), run.err());
    }
  }

  @Test
  void targetsNeedNotBeNumbersWhereNobodyReadsThem() throws IOException {
    Path train = dir.resolve("train.csv");
    Path unknown = dir.resolve("unknown.csv");
    StringBuilder rows = new StringBuilder("t,a,b\n");
    for (int t = 0; t < 40; t++) {
      rows.append("%d,%d,%d\n".formatted(t, t % 5, t % 2));
    }
    Files.writeString(train, rows);
    Files.writeString(unknown, rows.toString().replaceAll(",[01]\n", ",?\n"));
    Path model = dir.resolve("unknown-model");
    JobRun run =
        run(
            Train::run,
            "task=regressor",
            "timeCol=t",
            "inputCol=a",
            "labelCol=b",
            "window=3",
            "hiddenSize=2",
            "maxEpochs=1",
            "execution=threads",
            "numShards=1",
            "train=" + train,
            "model=" + model);
    assertEquals(Job.DONE, run.code(), run.err());
    JobRun predict =
        run(
            Predict::run,
            "model=" + model,
            "input=" + unknown,
            "output=" + dir.resolve("predictions.jsonl"));
    assertEquals(Job.DONE, predict.code(), predict.err());
    JobRun evaluate = run(Evaluate::run, "model=" + model, "data=" + unknown);
    assertEquals(Job.WRONG_INPUT, evaluate.code(), evaluate.err());
    assertTrue(evaluate.err().contains("b contains \"?\""), evaluate.err());
  }

  @Test
  void argumentsReplaceTheColumnsOfAFile() throws IOException {
    Path conf = Files.write(dir.resolve("series.properties"), List.of(CONF));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append("{\"x\": [[%d.0, 1.5]], \"y\": %d.0}\n".formatted(i, i + 1));
    }
    Path data = Files.writeString(dir.resolve("examples.jsonl"), lines.toString());
    JobRun run =
        run(
            Train::run,
            conf.toString(),
            "train=" + data,
            "test=" + data,
            "format=json",
            "inputCol=x",
            "labelCol=y",
            "timeCol=");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(30, json.get("sequences").asInt());
    assertEquals("persistence", json.get("baseline").get("name").asText());
  }

  private static final String[] SMALL = {
    "task=regressor",
    "timeCol=time",
    "inputCols=load",
    "labelCol=load",
    "window=2",
    "hiddenSize=2",
    "maxEpochs=1",
    "execution=threads",
    "numShards=2"
  };

  private static String[] small(String... more) {
    return Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new);
  }

  private Path days(String name, String form, int from, int to, String ending) throws IOException {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form);
    boolean csv = ending.equals("csv");
    StringBuilder text = new StringBuilder(csv ? "time,load\n" : "");
    for (int t = from; t < to; t++) {
      String time = LocalDateTime.of(2024, 3, 1, 2, 0).plusDays(t).format(formatter);
      text.append((csv ? "%s,%d\n" : "{\"time\": \"%s\", \"load\": %d}\n").formatted(time, t));
    }
    return Files.writeString(dir.resolve(name + "." + ending), text.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy, csv",
    "dd/MM/yyyy, csv",
    "yyyy-MM-dd HH:mm, csv",
    "MM/dd/yyyy, json",
    "yyyy-MM-dd'T'HH:mm:ss, json"
  })
  void timesAreReadAlikeInAllFilesOfARunAndByTheModel(String form, String ending)
      throws IOException {
    Path model = dir.resolve("model");
    Path test =
        days("test", form, 60, 72, ending); // the first eleven days of May and the day before
    JobRun run =
        run(
            Train::run,
            small(
                "train=" + days("train", form, 0, 50, ending),
                "validation=" + days("validation", form, 50, 60, ending),
                "test=" + test,
                "model=" + model));
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(1, json.get("baseline").get("rmse").asDouble(), 1e-12, "a step a day");
    JobRun again = run(Evaluate::run, "model=" + model, "data=" + test);
    assertEquals(json.get("rmse"), Json.MAPPER.readTree(again.lastLine()).get("rmse"), again.err());
    Path output = dir.resolve("predicted.json");
    JobRun predict = run(Predict::run, "model=" + model, "input=" + test, "output=" + output);
    assertEquals(Job.DONE, predict.code(), predict.err());
    String first = LocalDateTime.of(2024, 4, 30, 2, 0).format(DateTimeFormatter.ofPattern(form));
    assertEquals(
        first,
        LocalSpark.session()
            .read()
            .json(output.toString())
            .where("load = 60")
            .first()
            .getAs("time"),
        "as it was written");
  }

  @Test
  void whatCannotBeOrderedIsRefused() throws IOException {
    Path ambiguous = days("a", "dd/MM/yyyy", 0, 12, "csv");
    JobRun run = run(Train::run, small("train=" + ambiguous));
    assertEquals(Job.WRONG_INPUT, run.code());
    assertTrue(run.err().contains("set timeFormat=d/M/yyyy or timeFormat=M/d/yyyy"), run.err());
    JobRun stated = run(Train::run, small("train=" + ambiguous, "timeFormat=dd/MM/yyyy"));
    assertEquals(Job.DONE, stated.code(), stated.err());
    JobRun wrong = run(Train::run, small("train=" + ambiguous, "timeFormat=dd/MM/bbbb"));
    assertEquals(Job.WRONG_INPUT, wrong.code());
    assertTrue(wrong.err().contains("timeFormat is dd/MM/bbbb; expected number, iso"), wrong.err());
  }

  @Test
  void aSeriesToValidateOnGoesOnFromTheOther() throws IOException {
    Path conf = Files.write(dir.resolve("series.properties"), List.of(CONF));
    JobRun mixed =
        run(
            Train::run,
            conf.toString(),
            "train=" + table("train.csv", 0, 60),
            "validation=" + table("dev.csv", 40, 80));
    assertEquals(Job.WRONG_INPUT, mixed.code());
    assertTrue(
        mixed.err().contains("validation begins at t 40, but train ends at 59"), mixed.err());
  }

  @Test
  void timesHaveTheDecimalMarkOfTheOtherNumbers() throws IOException {
    StringBuilder csv = new StringBuilder("time;load\n");
    for (int t = 0; t < 30; t++) {
      csv.append("%d,%d;%d,5\n".formatted(t / 2, t % 2 * 5, t));
    }
    String[] comma = {"csvSeparator=;", "csvDecimal=,"};
    Path halves = Files.writeString(dir.resolve("halves.csv"), csv.toString());
    JobRun run = run(Train::run, small("train=" + halves, comma[0], comma[1]));
    assertEquals(Job.DONE, run.code(), run.err());
    Path thousands =
        Files.writeString(
            dir.resolve("thousands.csv"), "time;load\n998;1\n999;2\n1.000;3\n1.001;4\n");
    run = run(Train::run, small("train=" + thousands, comma[0], comma[1]));
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains("time contains \"1.000\"; expected a number"), run.err());
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithoutAPlan() throws IOException {
    Path train = days("train", "yyyy-MM-dd", 0, 30, "csv");
    for (String held : List.of("validation=" + train, "validationFraction=0.2", "maxEpochs=1")) {
      JobRun run = run(Train::run, small("train=" + train, held, "timeCol=tim"));
      assertEquals(Job.WRONG_INPUT, run.code(), held);
      assertTrue(
          run.err()
                  .contains(
                      "timeCol tim is not a column of the data; its columns are time, load; did")
              || run.err().contains("has no column tim; its columns are time, load"),
          run.err());
      assertFalse(run.err().contains("Project"), run.err());
    }
  }

  @Test
  void aTextAmongNumbersIsBlamedOnItsColumn() throws IOException {
    Path train =
        Files.writeString(dir.resolve("na.csv"), "time,load,wind\n1,2,3\n2,3,NA\n3,4,5\n4,5,6\n");
    for (String more : List.of("validationFraction=0.5", "maxEpochs=1")) {
      JobRun run = run(Train::run, small("train=" + train, "inputCols=load,wind", more));
      assertEquals(Job.WRONG_INPUT, run.code());
      assertTrue(
          run.err().contains("na.csv:3: wind contains \"NA\"; expected a number"), run.err());
    }
  }

  private static JobRun run(Job.Body body, String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      int code = Job.run("job", args, LocalSpark.session(), body);
      return new JobRun(
          code, printed.toString(StandardCharsets.UTF_8), logged.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
