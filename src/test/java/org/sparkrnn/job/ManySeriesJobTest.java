package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;

/** Many series from files to forecasts: one row for each series and step. */
class ManySeriesJobTest {
  private static final LocalDate START = LocalDate.of(2024, 2, 1);
  private static final double LAST = 20 + 39 % 7 + 39 % 2; // sold by the first shop on day 39

  @TempDir Path dir;

  /** Rows of three shops in any order; sales are missing from day {@code sold} on. */
  private Path table(String name, int from, int to, int sold) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int shop = 0; shop < 3; shop++) {
      for (int day = from; day < to; day++) {
        String value = day < sold ? "" + Math.pow(10, shop) * (20 + day % 7 + day % 2) : "";
        lines.add("%s,%s,%d,%s".formatted("north/" + shop, START.plusDays(day), day % 5, value));
      }
    }
    Collections.shuffle(lines, new Random(2));
    lines.add(0, "shop,day,price,sold");
    return Files.write(dir.resolve(name), lines);
  }

  private static JobRun train(Path... files) throws IOException {
    return train(new String[0], files);
  }

  private static JobRun train(String[] settings, Path... files) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(settings(files)));
    for (String setting : settings) {
      arguments.removeIf(other -> other.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      arguments.add(setting);
    }
    return JobTest.run(Train::run, "train", arguments.toArray(new String[0]));
  }

  private static String[] settings(Path... files) {
    return new String[] {
      "task=regressor",
      "train=" + files[0],
      files.length > 2 ? "test=" + files[2] : "validationFraction=0.1",
      "model=" + files[1],
      "seriesCol=shop",
      "timeCol=day",
      "labelCol=sold",
      "knownCols=price",
      "calendar=weekday",
      "horizon=3",
      "period=7",
      "window=14",
      "patch=7",
      "loss=quantile",
      "hiddenSize=4",
      "maxEpochs=2",
      "numShards=2"
    };
  }

  @Test
  void manySeriesAreTrainedOnMeasuredAndForecast() throws IOException {
    Path model = dir.resolve("model");
    JobRun run = train(table("train.csv", 0, 40, 40), model, table("test.csv", 40, 43, 43));
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(3 * (40 - 3 - 14 + 1), json.get("sequences").asInt(), "windows of training");
    for (String metric : List.of("mase", "smape", "rmse", "mae", "owa", "pinball", "coverage")) {
      assertTrue(json.get(metric).asDouble() >= 0, metric + " of " + json);
    }
    List<String> names = json.get("baselines").findValuesAsText("name");
    assertEquals(5, names.size());
    assertTrue(names.containsAll(List.of("persistence", "seasonal", "naive2")), names.toString());
    assertTrue(run.out().contains("smoothing"), run.out());
    assertTrue(run.out().contains("% between the lowest and the highest quantile"), run.out());

    Path all = table("all.csv", 0, 43, 43);
    Path each = dir.resolve("each.json");
    JobRun measured =
        JobTest.run(
            Evaluate::run, "evaluate", "model=" + model, "data=" + all, "perSeries=" + each);
    assertEquals(Job.DONE, measured.code(), measured.err());
    JsonNode again = Json.MAPPER.readTree(measured.lastLine());
    assertEquals(json.get("mae").asDouble(), again.get("mae").asDouble(), 1e-9);
    assertEquals(json.get("weightsSha256"), again.get("weightsSha256"));
    List<String> metrics = lines(each);
    assertEquals(3, metrics.size());
    assertTrue(Json.MAPPER.readTree(metrics.get(0)).has("smape"), metrics.get(0));
    assertEquals(5, again.get("baselines").size(), "they need no training");
    assertTrue(measured.out().contains("smoothing"), measured.out());
    JobRun rolling =
        JobTest.run(
            Evaluate::run, "evaluate", "model=" + model, "data=" + all, "folds=4", "step=2");
    assertEquals(Job.DONE, rolling.code(), rolling.err());
    JsonNode folds = Json.MAPPER.readTree(rolling.lastLine());
    assertEquals(3 * 4, folds.get("sequences").asInt());
    assertEquals(3 * 4 * 3, folds.get("tokens").asInt());
    JobRun alone =
        JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + all, "step=2");
    assertEquals(Job.WRONG_INPUT, alone.code());
    assertTrue(alone.err().contains("step is 2, but folds is not set"), alone.err());

    Path output = dir.resolve("forecasts.json");
    JobRun predicted =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + table("known.csv", 0, 43, 40),
            "output=" + output);
    assertEquals(Job.DONE, predicted.code(), predicted.err());
    assertEquals(9, Json.MAPPER.readTree(predicted.lastLine()).get("sequences").asInt());
    List<String> forecasts = lines(output);
    assertEquals(9, forecasts.size(), "a row for each series and step");
    for (String line : forecasts) {
      JsonNode row = Json.MAPPER.readTree(line);
      assertTrue(row.get("shop").asText().startsWith("north/"), line);
      LocalDate day = LocalDate.parse(row.get("day").asText());
      assertFalse(day.isBefore(START.plusDays(40)) || day.isAfter(START.plusDays(42)), line);
      assertTrue(row.get("prediction_q10").asDouble() <= row.get("prediction").asDouble(), line);
      assertTrue(row.get("prediction").asDouble() <= row.get("prediction_q90").asDouble(), line);
    }
  }

  /** Empty cells of days that are over are masked; those of days to come are forecast. */
  @Test
  void aDecoderForecastsSeriesWithGaps() throws IOException {
    Path gappy = table("train.csv", 0, 40, 40);
    List<String> rows = new ArrayList<>(Files.readAllLines(gappy));
    rows.replaceAll(row -> row.contains("-25,") ? row.substring(0, row.lastIndexOf(',') + 1) : row);
    rows.removeIf(row -> row.contains("-28,"));
    Files.write(gappy, rows);
    Path model = dir.resolve("decoder");
    String[] settings = {
      "strategy=decoder", "gaps=mask", "loss=gaussian", "patch=1", "staticCols=shop"
    };
    JobRun run = train(settings, gappy, model);
    assertEquals(Job.DONE, run.code(), run.err());
    JobRun measured =
        JobTest.run(
            Evaluate::run, "evaluate", "model=" + model, "data=" + gappy, "folds=20", "step=1");
    assertEquals(Job.DONE, measured.code(), measured.err());
    JsonNode folds = Json.MAPPER.readTree(measured.lastLine());
    assertEquals(3 * 20, folds.get("sequences").asInt());
    int missing = 3 * 3 * 2; // two days, each in three folds of three series
    assertEquals(3 * 20 * 3 - missing, folds.get("tokens").asInt());
    assertTrue(folds.get("mase").asDouble() > 0 && folds.get("pinball").asDouble() > 0);
    Path output = dir.resolve("forecasts.json");
    JobRun predicted =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + table("known.csv", 0, 43, 40),
            "output=" + output);
    assertEquals(Job.DONE, predicted.code(), predicted.err());
    assertEquals(9, lines(output).size());
    JobRun paths =
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + table("known.csv", 0, 43, 40),
            "output=" + dir.resolve("paths.json"),
            "samplePaths=20");
    assertEquals(Job.WRONG_INPUT, paths.code());
    assertTrue(paths.err().contains("samplePaths is 20, but strategy is decoder"), paths.err());
    JobRun without = train(new String[] {"gaps=error"}, gappy, dir.resolve("none"));
    assertEquals(Job.WRONG_INPUT, without.code());
    assertTrue(without.err().contains("set gaps=mask"), without.err());
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.filter(path -> path.toString().endsWith(".json")).toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    return lines;
  }

  @Test
  void withoutTestTheLastStepsOfEachSeriesAreMeasured() throws IOException {
    JobRun run = train(table("train.csv", 0, 40, 40), dir.resolve("model"));
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(3 * (37 - 3 - 14 + 1), json.get("sequences").asInt(), "three days are held out");
    assertTrue(json.get("mase").asDouble() > 0);
  }

  /**
   * Checks how many forecasts are measured, and the error of the last known value as a forecast.
   */
  private static void assertMeasured(JobRun run, int forecasts, double persistence)
      throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    assertTrue(run.out().contains("over %d forecasts".formatted(forecasts)), run.out());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(5, json.get("baselines").size());
    for (JsonNode baseline : json.get("baselines")) {
      if (baseline.get("name").asText().equals("persistence")) {
        assertEquals(persistence, baseline.get("mae").asDouble(), 1e-9, baseline.toString());
      }
    }
    assertTrue(json.get("mae").asDouble() > 700, "rows of training are near the others: " + json);
  }

  /** Two rows of one shop, which jumps to a thousand there. */
  private Path jump(String name) throws IOException {
    return Files.write(
        dir.resolve(name),
        List.of("shop,day,price,sold", "north/0,2024-03-12,1,1000", "north/0,2024-03-13,1,1000"));
  }

  @Test
  void onlyRowsOfTheTestAreMeasured() throws IOException {
    assertEquals(LocalDate.of(2024, 3, 12), START.plusDays(40));
    for (String known : List.of("knownCols=price", "inputCols=price")) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  settings(table("train.csv", 0, 40, 40), dir.resolve(known), jump("test.csv"))));
      arguments.remove("knownCols=price");
      arguments.add(known);
      JobRun run = JobTest.run(Train::run, "train", arguments.toArray(new String[0]));
      double before = known.startsWith("known") ? 20 + 38 % 7 : LAST; // the forecast ends on day 41
      assertMeasured(run, 1, 1000 - before);
    }
  }

  @Test
  void onlyRowsForValidationAreMeasured() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(settings(table("train.csv", 0, 40, 40), dir.resolve("model"))));
    arguments.remove("validationFraction=0.1");
    Path validation = jump("validation.csv");
    Files.write(
        validation,
        List.of("north/0,2024-03-14,1,1000", "north/0,2024-03-15,1,1000"),
        java.nio.file.StandardOpenOption.APPEND);
    arguments.add("validation=" + validation);
    JobRun run = JobTest.run(Train::run, "train", arguments.toArray(new String[0]));
    assertMeasured(run, 2, 3 * (1000 - LAST) / 4);
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals(3 * (40 - 3 - 14 + 1), json.get("sequences").asInt(), "as without validation");
  }

  @Test
  void stepsThatDoNotFitAreExplained() throws IOException {
    List<String> months = new ArrayList<>(List.of("shop,month,price,sold"));
    List<String> gap = new ArrayList<>(List.of("shop,month,price,sold"));
    for (int month = 0; month < 36; month++) {
      int time = 100 * (2019 + month / 12) + 1 + month % 12;
      months.add("a,%d,1,%d".formatted(time, month));
      gap.add("a,%d,%s,%d".formatted(month, month == 5 ? "" : "1", month));
    }
    Path table = Files.write(dir.resolve("months.csv"), months);
    JobRun run = train(new String[] {"timeCol=month", "calendar="}, table, dir.resolve("none"));
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(
        run.err()
            .contains(
                "series a has no sold at month 201913; the times look like years and months, so set timeFormat=yyyyMM"),
        run.err());
    Path other = Files.write(dir.resolve("gap.csv"), gap);
    JobRun missing = train(new String[] {"timeCol=month", "calendar="}, other, dir.resolve("none"));
    assertEquals(Job.WRONG_INPUT, missing.code(), missing.err());
    assertTrue(
        missing.err().contains("series a has no price at month 5; set gaps=mask"), missing.err());
  }

  @Test
  void settingsAreSearchedByTheForecastsOfWhatIsHeldOut() throws IOException {
    Path model = dir.resolve("tuned");
    JobRun run =
        JobTest.run(
            Tune::run,
            "tune",
            "task=regressor",
            "train=" + table("train.csv", 0, 40, 40),
            "test=" + table("test.csv", 40, 43, 43),
            "model=" + model,
            "seriesCol=shop",
            "timeCol=day",
            "labelCol=sold",
            "horizon=3",
            "period=7",
            "window=14",
            "maxEpochs=2",
            "numShards=2",
            "hiddenSize=2|4",
            "learningRate=1e-3..1e-2",
            "trials=3");
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertEquals("mase", json.get("search").get("metric").asText());
    assertEquals(3, json.get("search").get("trials").asInt());
    assertEquals(0, json.get("search").get("failed").asInt());
    assertTrue(json.get("mase").asDouble() > 0, "of the test data, with its history");
    assertEquals(5, json.get("baselines").size());
  }

  @Test
  void whatIsWrongIsSaidOnce() throws IOException {
    Path twice = table("train.csv", 0, 40, 40);
    Files.write(
        twice, List.of("north/1,2024-02-09,1,7.5"), java.nio.file.StandardOpenOption.APPEND);
    JobRun run = train(twice, dir.resolve("model"));
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(run.err().contains("series north/1 has two rows at day 2024-02-09"), run.err());
    JobRun missing =
        JobTest.run(
            Train::run,
            "train",
            "task=regressor",
            "train=" + table("other.csv", 0, 40, 40),
            "seriesCol=store",
            "timeCol=day",
            "labelCol=sold");
    assertEquals(Job.WRONG_INPUT, missing.code(), missing.err());
    assertTrue(missing.err().contains("store"), missing.err());
    assertTrue(LocalSpark.session() != null);
  }
}
