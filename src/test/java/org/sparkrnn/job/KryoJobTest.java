package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.ml.KryoClasses;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Wavs;
import org.sparkrnn.train.ExecutionType;

/**
 * Every task from files to predictions, with Kryo as Spark's serializer and required registration
 * of classes. Classes that are not registered or that Kryo cannot read back fail here.
 */
class KryoJobTest {
  private static final Map<String, Object> KRYO =
      Map.of(
          "spark.serializer",
          KryoSerializer.class.getName(),
          "spark.kryo.registrationRequired",
          "true",
          "spark.kryo.registrator",
          KryoClasses.class.getName());
  private static final String[] SMALL = {
    "hiddenSize=4", "maxEpochs=1", "numShards=7", "batchSize=8"
  };

  @TempDir static Path dir;

  @BeforeAll
  static void start() {
    LocalSpark.restart(KRYO);
  }

  @AfterAll
  static void stop() {
    LocalSpark.stop(); // the next test gets a new session
  }

  private static Path write(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  /** Trains, measures and predicts; returns the last line of training. */
  private static JsonNode run(Path data, String task, String... args) throws IOException {
    Path model = Files.createTempDirectory(dir, "model");
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(List.of(args));
    if (all.stream().noneMatch(arg -> arg.startsWith("execution="))) {
      all.add("execution=spark"); // otherwise there would be no tasks
    }
    all.addAll(
        List.of(
            "task=" + task, "train=" + data, "test=" + data, "model=" + model, "overwrite=true"));
    JsonNode trained = json(JobTest.run(Train::run, "train", all.toArray(String[]::new)));
    assertNotNull(trained.get("baseline"), trained.toString());
    JsonNode measured =
        json(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data));
    assertEquals(trained.get("loss"), measured.get("loss"));
    Path output = Files.createTempDirectory(dir, "predicted").resolve("rows.json");
    JobRun predicted =
        JobTest.run(Predict::run, "predict", "model=" + model, "input=" + data, "output=" + output);
    assertEquals(Job.DONE, predicted.code(), predicted.err());
    return trained;
  }

  private static JsonNode json(JobRun run) throws IOException {
    assertEquals(Job.DONE, run.code(), run.err());
    return Json.MAPPER.readTree(run.lastLine());
  }

  private static final List<String> SENTENCES =
      List.of("we eat fish", "they drink", "we drink tea");

  /** Sentences of words whose tag is their first letter, in a format's own lines. */
  private static String sentences(String word, String between, String end) {
    return Stream.generate(() -> SENTENCES)
        .limit(8)
        .flatMap(List::stream)
        .map(
            sentence ->
                Stream.of(sentence.split(" "))
                    .map(form -> word.formatted(form, form.substring(0, 1)))
                    .collect(Collectors.joining(between, "", end)))
        .collect(Collectors.joining());
  }

  @Test
  void parquetWithColumnsOfManyTypes() throws IOException {
    Path data = dir.resolve("types.parquet");
    LocalSpark.session()
        .range(24)
        .selectExpr(
            "concat('ab', cast(id % 3 as string)) as text",
            "cast(id % 3 as string) as label",
            "timestamp_ntz'2024-01-01 00:00' as local",
            "timestamp'2024-01-01 00:00' as instant",
            "date'2024-01-01' as day",
            "interval '1' month as months",
            "interval '1' day as days",
            "binary('x') as bytes",
            "map('a', 1) as map",
            "true as flag",
            "1Y as tiny",
            "1S as small",
            "1.5F as real",
            "1.5BD as decimal",
            "named_struct('inner', array(1L)) as nested")
        .write()
        .parquet(data.toString());
    run(data, "classifier", "inputCol=text", "labelCol=label");
  }

  @ParameterizedTest
  @EnumSource(ExecutionType.class)
  void aTaggerOfSlashedWords(ExecutionType execution) throws IOException {
    Path data = write("words.slashed", sentences("%s/%s", " ", "\n"));
    run(
        data,
        "tagger",
        "inputCol=w",
        "labelCol=t",
        "gradientFlow=true",
        "maxVocabulary=4",
        "execution=" + execution.paramValue());
  }

  @Test
  void aTaggerOfConllAndConllu() throws IOException {
    Path conll = write("words.conll", sentences("%s\t%s", "\n", "\n\n"));
    run(conll, "tagger", "inputCol=w", "labelCol=t", "mode=dropmalformed");
    Path conllu =
        write(
            "words.conllu",
            IntStream.range(0, 24)
                .mapToObj(i -> "1\tw%d\t_\tt%d\t_\t_\t_\t_\t_\t_\n\n".formatted(i, i % 2))
                .collect(Collectors.joining()));
    run(conllu, "tagger", "inputCol=form", "labelCol=upos", "validationFraction=0.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines", "stream"})
  void aLanguageModelOfText(String boundaries) throws IOException {
    Path data = write("lines.txt", sentences("%s", " ", "\n"));
    run(data, "languageModel", "boundaries=" + boundaries, "validationFraction=0.3");
  }

  @Test
  void aTranscriberOfSpelling() throws IOException {
    Path data =
        write(
            "spelling.csv",
            IntStream.range(0, 24)
                .mapToObj(i -> SENTENCES.get(i % 3) + "," + SENTENCES.get(i % 3).substring(0, 5))
                .collect(Collectors.joining("\n", "text,said\n", "\n")));
    run(
        data,
        "transcriber",
        "inputCol=text",
        "labelCol=said",
        "beamWidth=3",
        "ngramOrder=2",
        "ngramUnit=words",
        "validationFraction=0.3");
  }

  @Test
  void aClassifierOfWords() throws IOException {
    Path data =
        write(
            "classes.csv",
            IntStream.range(0, 24)
                .mapToObj(i -> SENTENCES.get(i % 3) + ",c" + i % 2)
                .collect(Collectors.joining("\n", "text,class\n", "\n")));
    run(data, "classifier", "inputCol=text", "labelCol=class");
  }

  @ParameterizedTest
  @EnumSource(ExecutionType.class)
  void aClassifierOfVectors(ExecutionType execution) throws IOException {
    Path data =
        write(
            "vectors.json",
            IntStream.range(0, 24)
                .mapToObj(i -> "{\"x\":[[%d,1],[0.5,%d]],\"y\":\"c%d\"}\n".formatted(i, i, i % 2))
                .collect(Collectors.joining()));
    run(
        data,
        "classifier",
        "inputCol=x",
        "labelCol=y",
        "standardize=true",
        "readout=attention",
        "mode=dropmalformed",
        "validationFraction=0.3",
        "execution=" + execution.paramValue());
  }

  @Test
  void manySeries() throws IOException {
    Path data =
        write(
            "many.csv",
            IntStream.range(0, 60)
                .mapToObj(i -> "s%d,%d,%d".formatted(i % 3, i / 3, i * (i % 3) + i % 2))
                .collect(Collectors.joining("\n", "series,time,value\n", "\n")));
    Path model = Files.createTempDirectory(dir, "model");
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(
        List.of(
            "execution=spark",
            "task=regressor",
            "train=" + data,
            "model=" + model,
            "overwrite=true",
            "seriesCol=series",
            "timeCol=time",
            "labelCol=value",
            "horizon=2",
            "period=2",
            "validationFraction=0.1",
            "staticCols=series",
            "strategy=recursive",
            "loss=student"));
    JsonNode trained = json(JobTest.run(Train::run, "train", all.toArray(String[]::new)));
    assertEquals(5, trained.get("baselines").size(), trained.toString());
    json(JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + data));
    Path output = Files.createTempDirectory(dir, "predicted").resolve("rows.json");
    json(
        JobTest.run(
            Predict::run, "predict", "model=" + model, "input=" + data, "output=" + output));
  }

  @Test
  void soundsWithATableThatHasStructs() throws IOException {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      Path wav = dir.resolve("sounds/%d.wav".formatted(i));
      Files.createDirectories(wav.getParent());
      Files.write(wav, Wavs.tone(8000, 400 + 100 * (i % 2), 200));
      table.append(
          "{\"file\":\"%d\",\"text\":\"%s\",\"speaker\":{\"id\":%d,\"name\":\"x\"}}\n"
              .formatted(i, i % 2 == 0 ? "ab" : "b", i));
    }
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(
        List.of(
            "task=transcriber",
            "train=" + dir.resolve("sounds"),
            "transcripts=" + write("sounds.jsonl", table.toString()),
            "labelCol=text",
            "sampleRate=8000",
            "melBands=4",
            "execution=spark",
            "model=" + dir.resolve("sounds-model")));
    json(JobTest.run(Train::run, "train", all.toArray(String[]::new)));
  }

  @Test
  void setsOfLabels() throws IOException {
    Path data =
        write(
            "sets.json",
            IntStream.range(0, 24)
                .mapToObj(i -> "{\"x\":[[%d],[3]],\"y\":[[%d],[3]]}\n".formatted(i % 3, i % 3))
                .collect(Collectors.joining()));
    run(
        data,
        "multilabel",
        "inputCol=x",
        "labelCol=y",
        "inputSets=true",
        "readout=eachStep",
        "mode=dropmalformed");
  }

  @Test
  void aSearch() throws IOException {
    Path data = write("searched.slashed", sentences("%s/%s", " ", "\n"));
    List<String> all = new ArrayList<>(List.of(SMALL));
    all.addAll(
        List.of(
            "task=tagger",
            "train=" + data,
            "validationFraction=0.4",
            "trials=2",
            "outputDropout=0.1|0.2",
            "trialsDir=" + dir.resolve("trials")));
    JsonNode found = json(JobTest.run(Tune::run, "tune", all.toArray(String[]::new)));
    assertEquals(0, found.at("/search/failed").asInt(), found.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "date"})
  void aForecastOfASeries(String time) throws IOException {
    Path data =
        write(
            "series.csv",
            IntStream.range(0, 48)
                .mapToObj(
                    t ->
                        "%d,2024-01-01 %02d:%02d:00,%d,%d".formatted(t, t / 4, t % 4, t % 6, t % 2))
                .collect(Collectors.joining("\n", "t,date,a,b\n", "\n")));
    run(
        data,
        "regressor",
        "timeCol=" + time,
        "inputCols=a,b",
        "labelCol=a",
        "window=3",
        "period=6",
        "validationFraction=0.3",
        "standardize=true");
  }
}
