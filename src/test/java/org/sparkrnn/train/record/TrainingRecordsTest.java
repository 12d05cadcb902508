package org.sparkrnn.train.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.testkit.EventRecords;
import org.sparkrnn.testkit.EventRecords.Event;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;

class TrainingRecordsTest {
  @TempDir Path dir;

  private static EpochSummary epoch(int epoch, Evaluation validation) {
    return new EpochSummary(
        epoch,
        1.0 / epoch,
        epoch == 2 ? Double.NaN : 3.5,
        0.001,
        validation,
        null,
        1200,
        0.5 * epoch,
        StepTime.ofState(4, 8, 1_000_000, 8_000_000, 2_000_000, 3_000_000, 6_000_000),
        epoch - 1);
  }

  private static EpochSummary labelled(int epoch) {
    return epoch(epoch, Evaluation.ofLabels(50, 100, 100, 60 + epoch));
  }

  /** The known value of CRC-32C, to check the reader. */
  @Test
  void theReadersChecksumIsCastagnolis() {
    assertEquals(0xe3069283, EventRecords.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void everyEpochAddsAScalarForEachFigure() throws IOException {
    TrainingRecords records = TrainingRecords.open(dir.toString(), false, new Configuration());
    double before = System.currentTimeMillis() / 1e3;
    for (int e = 1; e <= 3; e++) {
      records.onEpoch(labelled(e), 1);
      assertEquals(2 + e, read().size(), "readable while training goes on");
    }
    records.onEnd();
    List<Event> events = read();
    assertEquals("brain.Event:2", events.get(0).version());
    assertTrue(events.get(1).start());
    assertTrue(Math.abs(events.get(0).wallTime() - before) < 60, "seconds since 1970");
    for (int e = 1; e <= 3; e++) {
      Event event = events.get(e + 1);
      assertEquals(e, event.step());
      assertTrue(event.wallTime() >= events.get(e).wallTime());
      Map<String, Double> figures = EpochFigures.of(labelled(e));
      assertEquals(figures.keySet(), event.scalars().keySet());
      figures.forEach(
          (tag, value) -> assertEquals(value.floatValue(), event.scalars().get(tag), tag));
    }
    Map<String, Float> first = events.get(2).scalars();
    assertEquals(1f, first.get("loss/training"));
    assertEquals(0.5f, first.get("loss/validation"));
    assertEquals(0.61f, first.get("accuracy/validation"));
    assertEquals(2f, first.get("stepMs/compute"));
    assertEquals(5f, first.get("stepMs/total"));
    assertEquals(2400f, first.get("epoch/tokensPerSecond"));
    assertEquals(Float.NaN, events.get(3).scalars().get("update/gradientNorm"));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(
          2, files.count(), "no files of checksums, whose names would mislead TensorBoard");
    }
  }

  @Test
  void theTableHasTheSameFigures() throws IOException {
    TrainingRecords records = TrainingRecords.open(dir.toString(), false, new Configuration());
    EpochSummary reals = epoch(1, Evaluation.ofReals(8, 10, 10, 40, 20));
    records.onEpoch(reals, 1);
    records.onEnd();
    List<String> lines = Files.readAllLines(dir.resolve(TrainingRecords.CSV));
    assertEquals(2, lines.size());
    String[] names = lines.get(0).split(",");
    String[] values = lines.get(1).split(",");
    assertEquals("epoch", names[0]);
    assertEquals("1", values[0]);
    assertEquals(names.length, values.length);
    Map<String, Double> figures = EpochFigures.of(reals);
    assertEquals(2.0, figures.get("rmse/validation"));
    assertEquals(2.0, figures.get("mae/validation"));
    assertFalse(figures.containsKey("accuracy/validation"));
    for (int i = 1; i < names.length; i++) {
      assertEquals(figures.get(names[i]), Double.parseDouble(values[i]), names[i]);
    }
  }

  /** Its file has all epochs, and a mark at which TensorBoard discards the previous file. */
  @Test
  void aTrainingThatGoesOnWritesItsEarlierEpochsToo() throws IOException {
    TrainingRecords interrupted = TrainingRecords.open(dir.toString(), false, new Configuration());
    interrupted.onEpoch(labelled(1), 1);
    interrupted.onEpoch(labelled(2), 1);
    interrupted.onEnd();
    Path old = EventRecords.newest(dir);
    TrainingRecords resumed = TrainingRecords.open(dir.toString(), false, new Configuration());
    resumed.onEarlierEpochs(List.of(labelled(1)));
    resumed.onEpoch(labelled(2), 1);
    resumed.onEpoch(labelled(3), 1);
    resumed.onEnd();
    assertTrue(EventRecords.newest(dir).compareTo(old) > 0);
    List<Event> events = read();
    assertTrue(events.get(1).start());
    assertEquals(List.of(1L, 2L, 3L), events.stream().skip(2).map(Event::step).toList());
    assertEquals(
        List.of("epoch", "1", "2", "3"),
        Files.readAllLines(dir.resolve(TrainingRecords.CSV)).stream()
            .map(line -> line.split(",")[0])
            .toList());
    for (int i = 1; i < events.size(); i++) {
      assertTrue(events.get(i).wallTime() >= events.get(i - 1).wallTime());
    }
  }

  /** Each block has a histogram with all its values, in buckets whose limits enclose them. */
  @Test
  void histogramsOfWeightsAreWrittenOnRequest() throws IOException {
    ParamLayout layout = new ParamLayout();
    layout.matrix("rnn.weight", 30, 7, Initializer.ZEROS);
    layout.vector("output.bias", 5, Initializer.ZEROS);
    layout.vector("lost", 2, Initializer.ZEROS);
    float[] w = new float[layout.size()];
    for (int i = 0; i < 210; i++) {
      w[i] = (i * 37 % 210) / 10f - 3;
    }
    w[20] = Float.NaN;
    Arrays.fill(w, 210, 215, 0.25f);
    Arrays.fill(w, 215, 217, Float.POSITIVE_INFINITY);
    TrainingRecords records = TrainingRecords.open(dir.toString(), true, new Configuration());
    records.onWeights(w, layout);
    records.onEpoch(labelled(1), 1);
    w[0] = 40;
    records.onWeights(w, layout);
    records.onEpoch(labelled(2), 1);
    records.onEnd();
    List<Event> events = read();
    assertEquals(6, events.size(), "scalars and histograms of each epoch");
    assertEquals(2, events.stream().filter(event -> !event.scalars().isEmpty()).count());
    Event first = events.get(3);
    assertEquals(1, first.step());
    assertEquals(
        List.of("weights/output.bias", "weights/rnn.weight"),
        List.copyOf(first.histograms().keySet()));
    EventRecords.Histogram bias = first.histograms().get("weights/output.bias");
    assertArrayEquals(new double[] {0.25, 0.25, 5, 1.25, 5 * 0.0625}, bias.numbers());
    assertArrayEquals(new double[] {0.25}, bias.limits());
    assertArrayEquals(new double[] {5}, bias.counts());
    EventRecords.Histogram weight = first.histograms().get("weights/rnn.weight");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 210; i++) {
      sum += Float.isNaN(w[i]) ? 0 : i == 0 ? -3 : w[i];
      squares += Float.isNaN(w[i]) ? 0 : i == 0 ? 9 : (double) w[i] * w[i];
    }
    assertArrayEquals(new double[] {-3, 17.9f, 209, sum, squares}, weight.numbers(), 1e-4);
    assertEquals(60, weight.limits().length);
    assertEquals(17.9f, weight.limits()[59]);
    assertEquals(209, Arrays.stream(weight.counts()).sum());
    for (int i = 0; i < 60; i++) {
      double above = i == 0 ? -3 : weight.limits()[i - 1];
      double below = weight.limits()[i];
      boolean last = i == 59;
      long inside =
          IntStream.range(0, 210)
              .mapToDouble(j -> j == 0 ? -3 : w[j])
              .filter(v -> v >= above && (v < below || last && v <= below))
              .count();
      assertEquals(inside, weight.counts()[i], 1, "bucket " + i);
    }
    assertEquals(40, events.get(5).histograms().get("weights/rnn.weight").numbers()[1]);
    assertEquals(3, Files.readAllLines(dir.resolve(TrainingRecords.CSV)).size());
  }

  @Test
  void withoutARequestThereAreNone() throws IOException {
    ParamLayout layout = new ParamLayout();
    layout.vector("bias", 3, Initializer.ZEROS);
    TrainingRecords records = TrainingRecords.open(dir.toString(), false, new Configuration());
    records.onWeights(new float[3], layout);
    records.onEpoch(labelled(1), 1);
    records.onEnd();
    assertTrue(read().stream().allMatch(event -> event.histograms().isEmpty()));
  }

  @Test
  void aTrainingThatWasCompleteIsWrittenAllTheSame() throws IOException {
    TrainingRecords records = TrainingRecords.open(dir.toString(), false, new Configuration());
    records.onEarlierEpochs(List.of(labelled(1), labelled(2)));
    records.onEnd();
    assertEquals(4, read().size());
  }

  /** Like an object store, which does not show open files. */
  @Test
  void whereOpenFilesShowNothingTheyAreWrittenAgain() throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.closed.impl", ClosedFiles.class.getName());
    TrainingRecords records = TrainingRecords.open("closed:" + dir, false, conf);
    records.onEpoch(labelled(1), 1);
    int first = read().size();
    assertTrue(first >= 1, "a whole file, early");
    records.onEpoch(labelled(2), 1);
    records.onEnd();
    assertEquals(4, read().size());
    assertEquals(3, Files.readAllLines(dir.resolve(TrainingRecords.CSV)).size());
  }

  /** A model is more important than its curves. */
  @Test
  void trainingGoesOnWhereWritingFailsLater() throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.closed.impl", ClosedFiles.class.getName());
    TrainingRecords records = TrainingRecords.open("closed:" + dir, false, conf);
    ClosedFiles.full = true;
    try {
      records.onEpoch(labelled(1), 1);
      records.onEpoch(labelled(2), 1);
      records.onEnd();
    } finally {
      ClosedFiles.full = false;
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertTrue(files.noneMatch(file -> file.toString().contains("tfevents")));
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> TrainingRecords.open(file + "/below", false, new Configuration()));
    assertTrue(e.getMessage().startsWith("tensorBoardDir " + file + "/below cannot be used: "));
    assertTrue(e.getMessage().endsWith("; give a writable directory"));
  }

  private List<Event> read() throws IOException {
    return EventRecords.read(Files.readAllBytes(EventRecords.newest(dir)));
  }

  /** A disk whose files cannot be flushed and that may be full. */
  public static final class ClosedFiles extends RawLocalFileSystem {
    private static volatile boolean full;

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("closed:///");
    }

    @Override
    public String getScheme() {
      return "closed";
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path f,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      if (full) {
        throw new IOException("no space left");
      }
      OutputStream file = Files.newOutputStream(Path.of(f.toUri().getPath()));
      return new FSDataOutputStream(file, statistics);
    }
  }
}
