package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.io.Format;
import org.sparkrnn.io.SequenceReader;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.testkit.HdfsCluster;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;
import org.sparkrnn.testkit.LocalCluster;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Wavs;
import org.sparkrnn.train.search.TrialFile;

/**
 * All files on HDFS, with a NameNode, three DataNodes, drivers and executors in separate processes.
 * Nothing is lost if DataNodes or a driver are killed.
 */
class HdfsIT {
  private static final String SAMPLES = "sample-data/pos-chinese/";
  private static final int SENTENCES = 100_000;

  @TempDir static Path dir;
  private static HdfsCluster hdfs;
  private static FileSystem fs;
  private static Path input; // the sentences to tag, on the local disk
  private static JobRun uninterrupted; // on the local disk, in this process
  private static JobRun trained;
  private static List<Row> expected;

  /** Trains on HDFS, kills the driver, and resumes while a DataNode is killed. */
  @BeforeAll
  static void train() throws Exception {
    hdfs = HdfsCluster.start(dir, 3);
    fs = hdfs.fileSystem();
    input = sentences();
    put(input, "/data/input.json");
    for (String name : List.of("train", "dev", "test")) {
      put(Path.of(SAMPLES, name + ".slashed"), "/data/" + name + ".slashed");
    }
    uninterrupted =
        JobTest.run(Train::run, "train", trainArguments(SAMPLES, dir.resolve("uninterrupted")));
    try (JobProcess job = trainOnHdfs()) {
      job.awaitOnStderr("epoch 2/4");
      job.kill();
    }
    try (JobProcess job = trainOnHdfs()) {
      job.awaitOnStderr("resumed from");
      hdfs.killDataNode(0);
      trained = job.end();
    }
    assertEquals(0, trained.code(), trained.err());
    Path local = dir.resolve("model");
    fs.copyToLocalFile(path("/models/tagger"), new org.apache.hadoop.fs.Path(local.toUri()));
    expected = predictedHere(local);
  }

  @AfterAll
  static void stop() throws IOException {
    LocalSpark.stop();
    hdfs.close();
  }

  private static String[] trainArguments(String data, Object model) {
    return new String[] {
      "conf/pos-tagging.properties",
      "train=" + data + "train.slashed",
      "validation=" + data + "dev.slashed",
      "test=" + data + "test.slashed",
      "model=" + model,
      "maxEpochs=4",
      "numShards=2"
    };
  }

  private static JobProcess trainOnHdfs() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--master", "local-cluster[2,1,1024]", "--conf", "spark.executor.memory=1g"));
    arguments.addAll(List.of(trainArguments("hdfs:///data/", "hdfs:///models/tagger")));
    arguments.add("checkpointDir=hdfs:///checkpoints/tagger");
    arguments.add("checkpointInterval=5");
    return start("train", arguments.toArray(String[]::new));
  }

  private static Path sentences() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(SAMPLES, "train.slashed"));
    Path file = dir.resolve("input.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < SENTENCES; i++) {
        ObjectNode row = Json.MAPPER.createObjectNode().put("id", i);
        ArrayNode form = row.putArray("form");
        for (String token : lines.get(i % lines.size()).split(" ")) {
          form.add(token.substring(0, token.lastIndexOf('/')));
        }
        out.write(row + "\n");
      }
    }
    return file;
  }

  private static org.apache.hadoop.fs.Path path(String path) {
    return new org.apache.hadoop.fs.Path(hdfs.uri() + path);
  }

  private static void put(Path local, String path) throws IOException {
    fs.copyFromLocalFile(new org.apache.hadoop.fs.Path(local.toUri()), path(path));
  }

  private static JobProcess start(String job, String... args) throws IOException {
    Map<String, String> environment = Map.of("HADOOP_CONF_DIR", hdfs.clientConf().toString());
    return JobProcess.start(dir, environment, job, List.of(args));
  }

  private static JobProcess predict(String output) throws IOException {
    return start(
        "predict",
        "--master",
        "local[2]",
        "model=hdfs:///models/tagger",
        "input=hdfs:///data/input.json",
        "output=" + output);
  }

  private static List<Row> predictedHere(Path model) {
    SparkSession spark = LocalSpark.session();
    List<String> columns = SequenceTaggerModel.load(model.toString()).inputColumns();
    return SequenceTaggerModel.load(model.toString())
        .transform(SequenceReader.read(spark, input.toString(), Format.JSON, columns.get(0), null))
        .select("id", "form", "prediction")
        .orderBy("id")
        .collectAsList();
  }

  private static void assertComplete(String output) {
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(hdfs.uri() + output)
            .select("id", "form", "prediction")
            .orderBy("id")
            .collectAsList();
    assertEquals(SENTENCES, rows.size());
    assertEquals(expected, rows);
  }

  /** Whether a job has begun to write part files for this output. */
  private static boolean beingWritten(String output) throws IOException {
    org.apache.hadoop.fs.Path target = path(output);
    for (FileStatus status : fs.listStatus(target.getParent())) {
      if (status.getPath().getName().startsWith("." + target.getName() + ".")) {
        RemoteIterator<?> files = fs.listFiles(status.getPath(), true);
        return files.hasNext();
      }
    }
    return false;
  }

  @Test
  void theModelIsTheSameFromHdfsAndFromACopy() throws IOException {
    JsonNode json = Json.MAPPER.readTree(trained.lastLine());
    String sha256 = json.get("weightsSha256").asText();
    SequenceTaggerModel there = load(hdfs.uri() + "/models/tagger");
    SequenceTaggerModel here = load(dir.resolve("model").toString());
    assertEquals(sha256, there.weightsSha256());
    assertEquals(sha256, here.weightsSha256());
    assertEquals(json, Json.MAPPER.readTree(there.metrics()));
  }

  @Test
  void aTrainingResumedFromHdfsGivesTheWeightsOfOneThatWasNotInterrupted() throws IOException {
    JsonNode json = Json.MAPPER.readTree(trained.lastLine());
    JsonNode whole = Json.MAPPER.readTree(uninterrupted.lastLine());
    assertTrue(json.get("resumedFrom").asText().startsWith(path("/checkpoints/tagger").toString()));
    assertEquals(whole.get("weightsSha256"), json.get("weightsSha256"));
    assertEquals(whole.get("accuracy"), json.get("accuracy"));
  }

  @Test
  void theTrialsOfASearchStayAsTheyEnd() throws IOException {
    Configuration conf = new Configuration();
    for (int i = 0; i < 3; i++) {
      TrialFile trials = TrialFile.open(hdfs.uri() + "/trials", Map.of("hiddenSize", "8"), conf);
      assertEquals(i, trials.lines().size());
      trials.add(Json.MAPPER.createObjectNode().put("trial", i));
    }
    assertEquals(2, fs.listStatus(path("/trials")).length, "nothing temporary");
  }

  /** Weights and transcripts are those of the same files on the local disk. */
  @Test
  void soundIsReadFromHdfsByTwoExecutors() throws Exception {
    Path local = Files.createDirectories(dir.resolve("sound"));
    StringBuilder table = new StringBuilder("file,text\n");
    for (int i = 0; i < 12; i++) {
      Files.write(local.resolve(i + ".wav"), Wavs.tone(8000, i % 2 == 0 ? 500 : 1500, 100 + 9 * i));
      table.append(i).append(i % 2 == 0 ? ".wav,low\n" : ".wav,high\n");
    }
    Files.writeString(local.resolve("texts.csv"), table.append("cut,low\n"));
    put(local, "/sound");
    JsonNode here = transcribed(LocalSpark.session(), local.toString());
    LocalSpark.stop();
    SparkSession cluster =
        SparkSession.builder().config(LocalCluster.conf("local-cluster[2,1,1024]")).getOrCreate();
    try {
      String there = hdfs.uri() + "/sound";
      assertEquals(here, transcribed(cluster, there));
      // A process of its own reads model and sounds in the same way.
      try (JobProcess job =
          start(
              "predict",
              "--master",
              "local[2]",
              "format=wav",
              "model=hdfs:///sound-model",
              "input=hdfs:///sound",
              "output=hdfs:///sound-again.json")) {
        JobRun run = job.end();
        assertEquals(0, run.code(), run.err());
      }
      assertEquals(
          transcripts(cluster, there + "-transcripts.json"),
          transcripts(cluster, there + "-again.json"));
      Path cut = dir.resolve("cut.wav");
      Files.write(cut, Wavs.cut(Wavs.tone(8000, 500, 100), 9));
      put(cut, "/sound/cut.wav");
      JobRun damaged = JobTest.run(cluster, Train::run, "train", transcriber(there));
      JobTest.assertWrong(damaged, there + "/cut.wav is cut off: its chunk \"data\" should have");
      String[] dropping = Arrays.copyOf(transcriber(there), transcriber(there).length + 1);
      dropping[dropping.length - 1] = "mode=dropmalformed";
      JobRun dropped = JobTest.run(cluster, Train::run, "train", dropping);
      assertEquals(Job.DONE, dropped.code(), dropped.err());
      JsonNode json = Json.MAPPER.readTree(dropped.lastLine());
      assertEquals(1, json.get("droppedRows").asInt());
      assertEquals(here.get("weightsSha256"), json.get("weightsSha256"));
    } finally {
      cluster.stop();
    }
  }

  private static String[] transcriber(String folder) {
    return new String[] {
      "task=transcriber",
      "format=wav",
      "train=" + folder,
      "transcripts=" + folder + "/texts.csv",
      "labelCol=text",
      "sampleRate=8000",
      "melBands=8",
      "automatic=false",
      "hiddenSize=4",
      "maxEpochs=2",
      "numShards=2",
      "overwrite=true",
      "model=" + folder + "-model"
    };
  }

  /** Trains, predicts, and returns the weights' fingerprint with the transcripts by file. */
  private static JsonNode transcribed(SparkSession spark, String folder) throws IOException {
    JobRun run = JobTest.run(spark, Train::run, "train", transcriber(folder));
    assertEquals(Job.DONE, run.code(), run.err());
    ObjectNode found = Json.MAPPER.createObjectNode();
    found.set("weightsSha256", Json.MAPPER.readTree(run.lastLine()).get("weightsSha256"));
    run =
        JobTest.run(
            spark,
            Predict::run,
            "predict",
            "format=wav",
            "model=" + folder + "-model",
            "input=" + folder,
            "output=" + folder + "-transcripts.json");
    assertEquals(Job.DONE, run.code(), run.err());
    found.set("transcripts", transcripts(spark, folder + "-transcripts.json"));
    return found;
  }

  private static JsonNode transcripts(SparkSession spark, String predicted) {
    ObjectNode found = Json.MAPPER.createObjectNode();
    for (Row row : spark.read().json(predicted).orderBy("file").collectAsList()) {
      String file = row.getAs("file");
      found.put(file.substring(file.lastIndexOf('/') + 1), row.<String>getAs("prediction"));
    }
    assertEquals(12, found.size());
    return found;
  }

  private static SequenceTaggerModel load(String path) {
    LocalSpark.session();
    return SequenceTaggerModel.load(path);
  }

  @Test
  void predictionsAreCompleteThoughADataNodeIsKilled() throws Exception {
    hdfs.startDataNode(0);
    hdfs.awaitDataNodes(3);
    fs.mkdirs(path("/whole"));
    try (JobProcess job = predict("hdfs:///whole/tagged.parquet")) {
      job.await("write", () -> beingWritten("/whole/tagged.parquet"));
      hdfs.killDataNode(1);
      assertFalse(fs.exists(path("/whole/tagged.parquet")), "killed too late");
      JobRun run = job.end();
      assertEquals(0, run.code(), run.err());
      assertEquals(
          SENTENCES, Json.MAPPER.readTree(run.lastLine()).get("sequences").asInt(), run.out());
    }
    assertComplete("/whole/tagged.parquet");
    hdfs.awaitDataNodes(2);
    hdfs.startDataNode(1);
    hdfs.awaitDataNodes(3);
  }

  @Test
  void aKilledPredictionIsNoResultAndCanBeRunAgain() throws Exception {
    fs.mkdirs(path("/half"));
    try (JobProcess job = predict("hdfs:///half/tagged.parquet")) {
      job.await("write", () -> beingWritten("/half/tagged.parquet"));
      job.kill();
    }
    assertFalse(fs.exists(path("/half/tagged.parquet")));
    FileStatus[] left = fs.listStatus(path("/half"));
    assertTrue(
        Arrays.stream(left).allMatch(s -> s.getPath().getName().startsWith(".tagged.parquet.")),
        Arrays.toString(left));
    try (JobProcess job = predict("hdfs:///half/tagged.parquet")) {
      JobRun run = job.end();
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains(left[0].getPath().toString()), run.err());
    }
    assertComplete("/half/tagged.parquet");
  }
}
