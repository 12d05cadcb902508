package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.audio.FrameFeatures;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Wavs;

/** Binary columns of WAV files, alone, in a Pipeline and in a stream. */
class AudioFeaturesTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private static AudioFeatures small() {
    return new AudioFeatures().setSampleRate(8000).setMelBands(6).setDeltas(1);
  }

  private Dataset<Row> files() {
    return spark.read().format("binaryFile").load(dir.toString());
  }

  private Dataset<Row> column(byte[]... wavs) {
    StructType schema =
        new StructType().add("n", DataTypes.IntegerType).add("content", DataTypes.BinaryType);
    List<Row> rows = new ArrayList<>();
    for (byte[] wav : wavs) {
      rows.add(RowFactory.create(rows.size(), wav));
    }
    return spark.createDataFrame(rows, schema);
  }

  private static float[][] frames(Row row, String name) {
    List<scala.collection.Seq<Float>> steps = row.getList(row.fieldIndex(name));
    float[][] frames = new float[steps.size()][];
    for (int t = 0; t < frames.length; t++) {
      frames[t] = new float[steps.get(t).size()];
      for (int j = 0; j < frames[t].length; j++) {
        frames[t][j] = steps.get(t).apply(j);
      }
    }
    return frames;
  }

  @Test
  void filesBecomeFramesAndOtherColumnsStay() throws IOException {
    byte[] wav = Wavs.tone(44100, 500, 100);
    Files.write(dir.resolve("a.wav"), wav);
    AudioFeatures audio = small().setOutputCol("frames");
    Dataset<Row> data = audio.transform(files());
    assertEquals(
        List.of("path", "modificationTime", "length", "content", "frames"),
        List.of(data.columns()));
    assertEquals("array<array<float>>", data.schema().apply("frames").dataType().simpleString());
    assertEquals(data.schema(), audio.transformSchema(files().schema()));
    Row row = data.head();
    assertArrayEquals(new FrameFeatures(audio.spec()).ofWav(wav), frames(row, "frames"));
    assertEquals(12, audio.spec().width());
    assertEquals(44 + 8820, row.getLong(2));
  }

  @Test
  void mfccHasAsManyCoefficientsAsAreAskedFor() {
    AudioFeatures audio = small().setFeatures("mfcc").setCoefficients(5).setDeltas(2);
    Row row = audio.transform(column(Wavs.tone(8000, 500, 100))).head();
    assertEquals(15, audio.spec().width());
    assertEquals(15, frames(row, "features")[0].length);
    assertEquals(8, frames(row, "features").length);
  }

  @Test
  void malformedFilesAreNamedByTheirPathOrTheirRow() throws IOException {
    Files.write(dir.resolve("a.wav"), Wavs.cut(Wavs.tone(8000, 500, 100), 5));
    assertEquals(
        "file:%s/a.wav is cut off: its chunk \"data\" should have 1600 bytes but has 1595; write it again, or leave it out"
            .formatted(dir),
        refused(small(), files()));
    Dataset<Row> rows = column(Wavs.tone(8000, 500, 100), Wavs.ascii("Dear reader")).coalesce(1);
    assertEquals(
        "row 2 of partition 1: content is not a WAV file: it begins with \"Dear reader\", not with RIFF, a length and WAVE",
        refused(small(), rows));
    assertEquals(
        "row 1 of partition 1: content is null; drop rows with null",
        refused(small(), column((byte[]) null).coalesce(1)));
  }

  private static String refused(AudioFeatures audio, Dataset<Row> data) {
    Exception thrown = assertThrows(Exception.class, () -> audio.transform(data).collectAsList());
    InvalidInputException e = InvalidInputException.in(thrown);
    assertNotNull(e, thrown.toString());
    return e.getMessage();
  }

  @Test
  void malformedFilesAreDroppedWhereAskedFor() {
    Dataset<Row> rows =
        column(
            Wavs.tone(8000, 500, 100),
            null,
            Wavs.pcm(8000, 16, 1),
            new byte[0],
            Wavs.of(7, 8000, 8, 1, new byte[900]),
            Wavs.tone(8000, 500, 10),
            Wavs.pcm(22050, 16, 2, new byte[8000]));
    List<Row> kept = small().setMode("dropmalformed").transform(rows).collectAsList();
    assertEquals(List.of(0, 6), kept.stream().map(row -> row.getInt(0)).toList());
    assertTrue(small().setMode("dropmalformed").transform(column(new byte[3])).isEmpty());
  }

  @Test
  void wrongColumnsAndSettingsAreNamed() {
    Dataset<Row> data = column(new byte[0]);
    assertRefused(
        "inputCol n has type int; expected binary, with whole WAV files as the source binaryFile reads them",
        () -> small().setInputCol("n").transform(data));
    assertRefused(
        "outputCol n already exists; give outputCol another name, or drop that column",
        () -> small().setOutputCol("n").transform(data));
    assertRefused(
        "coefficients is 13; expected at most melBands, 6",
        () -> small().setFeatures("mfcc").transform(data));
    assertRefused(
        "features is fbank; expected one of logMel, mfcc; did you mean mfcc?",
        () -> small().setFeatures("fbank"));
  }

  private static void assertRefused(String expected, Runnable call) {
    String message = assertThrows(InvalidInputException.class, call::run).getMessage();
    assertTrue(message.startsWith(expected.replaceFirst("; did you mean .*", "")), message);
  }

  @Test
  void itStandsInAPipelineAndIsSaved() throws IOException {
    byte[][] wavs = new byte[16][];
    for (int i = 0; i < wavs.length; i++) {
      wavs[i] = Wavs.tone(8000, i % 2 == 0 ? 400 : 1500, 80 + i);
    }
    Dataset<Row> data =
        column(wavs).withColumn("label", functions.expr("if(n % 2 = 0, 'low', 'high')")).drop("n");
    AudioFeatures audio = small().setNormalization("none");
    SequenceClassifier classifier =
        new SequenceClassifier()
            .setInputCol("features")
            .setAutomatic(false)
            .setHiddenSize(4)
            .setMaxEpochs(30)
            .setLearningRate(0.05)
            .setStandardize(true);
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {audio, classifier}).fit(data);
    String path = dir.resolve("pipeline").toString();
    model.write().save(path);
    List<Row> rows = PipelineModel.load(path).transform(data).collectAsList();
    for (Row row : rows) {
      assertEquals(row.<String>getAs("label"), row.<String>getAs("prediction"));
    }
    assertEquals(
        audio.spec().width(),
        ((AudioFeatures) model.stages()[0]).copy(ParamMap.empty()).spec().width());
    AudioFeatures again = AudioFeatures.load(saved(audio.setMelBands(7).setLifter(3)));
    assertEquals(7, again.getMelBands());
    assertEquals(3, again.getLifter());
    assertEquals(audio.uid(), again.uid());
  }

  private String saved(AudioFeatures audio) throws IOException {
    String path = dir.resolve("audio").toString();
    audio.write().save(path);
    return path;
  }

  @Test
  void aStreamIsTransformed() throws Exception {
    Path in = Files.createDirectory(dir.resolve("in"));
    Files.write(in.resolve("a.wav"), Wavs.tone(8000, 500, 100));
    Files.write(in.resolve("b.wav"), new byte[1]);
    Dataset<Row> stream =
        small()
            .setMode("dropmalformed")
            .transform(
                spark
                    .readStream()
                    .format("binaryFile")
                    .schema(spark.read().format("binaryFile").load(in.toString()).schema())
                    .load(in.toString()));
    StreamingQuery query =
        stream
            .writeStream()
            .format("memory")
            .queryName("sounds")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    assertEquals(1, spark.table("sounds").count());
    assertEquals(8, frames(spark.table("sounds").head(), "features").length);
  }

  @Test
  void sparkConnectFindsIt() throws Exception {
    assertTrue(
        ServiceLoader.load(Transformer.class).stream()
            .anyMatch(service -> service.type() == AudioFeatures.class));
  }
}
