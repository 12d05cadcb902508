package org.sparkrnn.train.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.TrainingListener;

/**
 * Writes the figures of each epoch during training to a TensorBoard event file and to a CSV file.
 * If writing fails later, training continues without it, because the model is more important than
 * its curves.
 */
public final class TrainingRecords implements TrainingListener {
  /** The figures as a table with one line per epoch. */
  public static final String CSV = "epochs.csv";

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRecords.class);
  private static final double MILLIS = 1e3;

  private final FileSystem fs;
  private final Path directory;
  private final boolean histograms; // whether to write those of weights
  private final Map<String, WeightHistogram> weights = new LinkedHashMap<>(); // of this epoch
  private final List<EpochSummary> earlier = new ArrayList<>(); // of a resumed training
  private GrowingFile events; // null before the first epoch
  private GrowingFile table;
  private boolean ended;

  private TrainingRecords(FileSystem fs, Path directory, boolean histograms) {
    this.fs = fs;
    this.directory = directory;
    this.histograms = histograms;
  }

  /**
   * Creates the directory.
   *
   * @param path on any Hadoop file system
   * @param histograms whether the distribution of the weights is written after each epoch
   * @throws InvalidInputException if it cannot be created or written to
   */
  public static TrainingRecords open(String path, boolean histograms, Configuration conf) {
    try {
      Path given = new Path(path);
      FileSystem fs = given.getFileSystem(conf);
      Path directory = fs.makeQualified(given);
      if (fs instanceof ChecksumFileSystem local) {
        // Its checksum files would have names of event files, and it does not show open files.
        fs = local.getRawFileSystem();
      }
      if (!fs.mkdirs(directory)) {
        throw new IOException("it cannot be created");
      }
      Path probe = new Path(directory, ".probe." + System.nanoTime() + ".tmp");
      fs.create(probe, true).close();
      fs.delete(probe, false);
      return new TrainingRecords(fs, directory, histograms);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "tensorBoardDir %s cannot be used: %s; give a writable directory"
              .formatted(path, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  @Override
  public void onEarlierEpochs(List<EpochSummary> epochs) {
    earlier.addAll(epochs);
  }

  @Override
  public void onWeights(float[] w, ParamLayout layout) {
    weights.clear();
    if (!histograms || ended) {
      return;
    }
    for (ParamLayout.Block block : layout.blocks()) {
      WeightHistogram histogram = new WeightHistogram(w, block.offset(), block.end());
      if (!histogram.isEmpty()) {
        weights.put("weights/" + block.name(), histogram);
      }
    }
  }

  @Override
  public void onEpoch(EpochSummary epoch, int bestEpoch) {
    if (ended) {
      return;
    }
    try {
      if (events == null) {
        begin(epoch, epoch.seconds());
      }
      double time = System.currentTimeMillis() / MILLIS;
      add(epoch, time);
      if (!weights.isEmpty()) {
        events.add(EventFile.histograms(time, epoch.epoch(), weights));
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    LOG.warn(
        "training continues, but nothing more is written to tensorBoardDir {}: {}",
        directory,
        e.toString());
    ended = true;
    close(events);
    close(table);
  }

  /**
   * Writes the epochs of earlier runs before the first epoch of this run.
   *
   * @param any any epoch, which shows which figures exist
   * @param seconds seconds since the last of them ended
   */
  private void begin(EpochSummary any, double seconds) throws IOException {
    double time = System.currentTimeMillis() / MILLIS - seconds;
    for (EpochSummary epoch : earlier) {
      time -= epoch.seconds();
    }
    table = new GrowingFile(fs, new Path(directory, CSV));
    table.add(line("epoch", EpochFigures.of(any).keySet()));
    events = new GrowingFile(fs, name());
    events.add(EventFile.version(time));
    events.add(EventFile.start(time, 0));
    for (EpochSummary epoch : earlier) {
      time += epoch.seconds();
      add(epoch, time);
    }
  }

  /** TensorBoard reads the files of a directory in the order of their names. */
  private Path name() throws IOException {
    long millis = System.currentTimeMillis();
    while (true) {
      Path path =
          new Path(
              directory,
              "events.out.tfevents.%d.%03d.spark-rnn".formatted(millis / 1000, millis % 1000));
      if (!fs.exists(path)) {
        return path;
      }
      millis++;
    }
  }

  private void add(EpochSummary epoch, double wallTime) throws IOException {
    Map<String, Double> figures = EpochFigures.of(epoch);
    events.add(EventFile.scalars(wallTime, epoch.epoch(), figures));
    table.add(line(epoch.epoch(), figures.values()));
  }

  private static byte[] line(Object first, Iterable<?> others) {
    List<Object> cells = new ArrayList<>(List.of(first));
    others.forEach(cells::add);
    String line = cells.stream().map(String::valueOf).collect(Collectors.joining(",", "", "\n"));
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void onEnd() {
    if (ended) {
      return;
    }
    try {
      if (events == null && !earlier.isEmpty()) { // no epoch was left to train
        begin(earlier.get(0), 0);
      }
    } catch (IOException e) {
      fail(e);
      return;
    }
    ended = true;
    close(events);
    close(table);
  }

  private void close(GrowingFile file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.warn(
            "the end of a file in tensorBoardDir {} may be missing: {}", directory, e.toString());
      }
    }
  }
}
