package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.BaselineMetrics;
import org.sparkrnn.ml.BaselineTrial;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.JobRun;

/**
 * A training is not lost: later failures are detected before it, or affect only the failing part.
 */
class KeptTrainingTest {
  private static final String TEXT = "a/A b/B c/A\nb/B a/A\n";

  @TempDir static Path dir;
  private static Path train;

  @BeforeAll
  static void write() throws IOException {
    train = Files.writeString(dir.resolve("train.slashed"), TEXT.repeat(10));
  }

  private static String[] args(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "task=tagger",
                "train=" + train,
                "inputCol=word",
                "labelCol=tag",
                "hiddenSize=4",
                "maxEpochs=1",
                "numShards=1"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static JobRun train(String... more) {
    return JobTest.run(Train::run, "train", args(more));
  }

  private static void assertRefusedAtOnce(JobRun run, String... words) {
    JobTest.assertWrong(run, words);
    assertFalse(run.err().contains("epoch"), run.err());
  }

  @Test
  void aModelThatCannotBeWrittenIsRefusedBeforeTheFirstStep() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    assertRefusedAtOnce(
        train("model=" + file.resolve("model")), "model cannot be written", "is a file");
    assertRefusedAtOnce(
        train("model=" + file.resolve("deep/er/model")),
        "cannot be written",
        "a path in a writable folder");
    assertRefusedAtOnce(train("model=nofs://host/model"), "nofs://host/model cannot be");
    if (Files.isDirectory(Path.of("/proc/self"))) { // where not even root can write
      assertRefusedAtOnce(train("model=/proc/model"), "/proc/model cannot be written");
      assertRefusedAtOnce(train("checkpointDir=/proc/checkpoints"), "checkpointDir /proc");
    }
    try (var left = Files.list(dir)) {
      assertTrue(left.noneMatch(path -> path.toString().endsWith(".tmp")), "a probe was left");
    }
  }

  @Test
  void anOutputDoesNotReplaceWhatTheJobReads() throws IOException {
    Path data = Files.createDirectories(dir.resolve("data"));
    Path inside = Files.writeString(data.resolve("in.slashed"), TEXT);
    String replace = "overwrite=true";
    assertRefusedAtOnce(
        train("train=" + inside, "model=" + data, replace),
        "would replace train=",
        "another model");
    assertRefusedAtOnce(train("test=" + inside, "model=" + inside, replace), "would replace test=");
    Path model = dir.resolve("kept");
    assertEquals(Job.DONE, train("model=" + model).code());
    JobTest.assertWrong(
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + inside,
            "output=" + model,
            replace),
        "would replace model=");
    JobTest.assertWrong(
        JobTest.run(
            Predict::run,
            "predict",
            "model=" + model,
            "input=" + inside,
            "output=" + inside.resolve("out")),
        "cannot be written");
    assertTrue(Files.isDirectory(model));
    assertEquals(TEXT, Files.readString(inside));
  }

  @Test
  void whatIsNoModelIsNotReplaced() throws IOException {
    Path precious = Files.createDirectories(dir.resolve("precious"));
    Path thesis = Files.writeString(precious.resolve("thesis.txt"), "x");
    for (Path path : List.of(precious, thesis)) {
      assertRefusedAtOnce(
          train("model=" + path, "overwrite=true"), "is not an earlier output or model");
    }
    assertEquals("x", Files.readString(thesis));
    Path empty = Files.createDirectories(dir.resolve("empty"));
    assertEquals(Job.DONE, train("model=" + empty, "overwrite=true").code());
    assertEquals(Job.DONE, train("model=" + empty, "overwrite=true").code());
  }

  @Test
  void testDataThatCannotServeIsRefusedBeforeTheFirstStep() throws IOException {
    Path rows =
        Files.writeString(
            dir.resolve("rows.json"), "{\"word\":[\"a\",\"b\"],\"tag\":[\"A\",\"B\"]}\n".repeat(9));
    Path other =
        Files.writeString(dir.resolve("other.json"), "{\"word\":[\"a\"],\"label\":[\"A\"]}\n");
    Path numbers =
        Files.writeString(dir.resolve("numbers.json"), "{\"word\":[1.5],\"tag\":[\"A\"]}\n");
    for (String key : List.of("test", "validation")) {
      assertRefusedAtOnce(train(key + "=" + dir.resolve("nowhere.slashed")), "nowhere.slashed");
      assertRefusedAtOnce(train(key + "=" + dir.resolve("train")), "train");
      assertRefusedAtOnce(train("train=" + rows, key + "=" + other), "tag", "other.json");
      assertRefusedAtOnce(
          train("train=" + rows, key + "=" + numbers),
          key + "=" + numbers,
          "word has type array<string> in train=",
          "but array<double> in ",
          "array<string>");
    }
  }

  /**
   * The error is found only when the test is read: the model is saved, and evaluate can measure it
   * on valid data.
   */
  @Test
  void aMalformedRowOfTheTestLeavesTheModel() throws IOException {
    Path test = Files.writeString(dir.resolve("test.slashed"), TEXT + "c\n");
    Path model = dir.resolve("unmeasured");
    JobRun run = train("test=" + test, "model=" + model);
    assertEquals(Job.WRONG_INPUT, run.code(), run.err());
    assertTrue(
        run.err()
            .contains("train: the model is saved in " + model + ", but its metrics.json lacks"),
        run.err());
    assertTrue(run.err().contains("test.slashed:3: expected word/TAG"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertTrue(json.get("notMeasured").get("metrics").asText().contains("test.slashed:3"));
    assertFalse(json.has("accuracy"));
    assertEquals(1, json.get("epochs").asInt());
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
    JobRun measured = JobTest.run(Evaluate::run, "evaluate", "model=" + model, "data=" + train);
    assertEquals(Job.DONE, measured.code(), measured.err());
    JobRun unsaved = train("test=" + test);
    assertEquals(Job.WRONG_INPUT, unsaved.code());
    assertTrue(unsaved.err().contains("no model was saved, because model= is not given"));
    assertEquals(20, Json.MAPPER.readTree(unsaved.lastLine()).get("sequences").asInt());
  }

  @Test
  void aBaselineThatFailsIsNamedAndCostsOnlyItself() throws IOException {
    JobRun broken = withBaseline(() -> new IllegalStateException("no luck"), "broken");
    assertTrue(broken.err().contains("baseline broken was not measured: "), broken.err());
    assertTrue(broken.err().contains("\tat "), "what nobody expected keeps its stack trace");
    JobRun memory = withBaseline(() -> new OutOfMemoryError("Java heap space"), "memory");
    assertTrue(memory.err().contains("there is not enough memory"), memory.err());
    assertTrue(memory.err().contains("--driver-memory"), memory.err());
    assertFalse(memory.err().contains("\tat "), memory.err());
    JobRun wrong = withBaseline(() -> new InvalidInputException("a wrong row"), "wrong");
    assertTrue(wrong.err().contains("baseline wrong was not measured: a wrong row"), wrong.err());
    assertFalse(wrong.err().contains("\tat "), wrong.err());
  }

  private static JobRun withBaseline(Supplier<Throwable> failure, String name) throws IOException {
    Path model = dir.resolve("baseline-" + name);
    BaselineTrial trial = BaselineTrial.of(name, () -> KeptTrainingTest.<Error>fail(failure.get()));
    JobRun run =
        JobTest.run(
            (arguments, spark) -> Train.run(Task.TAGGER, beside(trial), arguments, spark),
            "train",
            args("test=" + train, "model=" + model));
    assertEquals(Job.DONE, run.code(), run.err());
    JsonNode json = Json.MAPPER.readTree(run.lastLine());
    assertTrue(json.get("accuracy").isNumber());
    assertTrue(json.get("notMeasured").has(name));
    assertEquals("mostFrequentTag", json.get("baseline").get("name").asText(), "another one");
    assertEquals(json, Json.MAPPER.readTree(Files.readString(model.resolve("metrics.json"))));
    assertEquals(
        json.get("weightsSha256").asText(),
        SequenceTaggerModel.load(model.toString()).weightsSha256());
    return run;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> BaselineMetrics fail(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** The tagger's task with a further baseline before its own. */
  @SuppressWarnings("unchecked")
  private static SequenceTask<SequenceTagger, SequenceTaggerModel> beside(BaselineTrial trial) {
    TaggingTask task = new TaggingTask();
    return (SequenceTask<SequenceTagger, SequenceTaggerModel>)
        Proxy.newProxyInstance(
            SequenceTask.class.getClassLoader(),
            new Class<?>[] {SequenceTask.class},
            (proxy, method, args) -> {
              try {
                Object result = method.invoke(task, args);
                if (!method.getName().equals("baselines")) {
                  return result;
                }
                List<BaselineTrial> trials = new ArrayList<>(List.of(trial));
                trials.addAll((List<BaselineTrial>) result);
                return trials;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
