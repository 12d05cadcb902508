package org.sparkrnn.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.checkpoint.Checkpoint;
import org.sparkrnn.train.checkpoint.CheckpointDirectory;
import org.sparkrnn.train.checkpoint.CheckpointOptions;
import org.sparkrnn.train.checkpoint.Differences;
import org.sparkrnn.train.shard.Shards;

/**
 * The checkpoints of one training: from which one it continues, and when the next is due.
 * Checkpoints belong to a configuration and to data; a training with another configuration or other
 * data fails.
 */
public final class Checkpoints {
  /** No checkpoints are written or read. */
  public static final Checkpoints NONE =
      new Checkpoints(CheckpointOptions.DEFAULT, Map.of(), null, null);

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String CONFIGURATION = "configuration.";
  private static final String NUM_SHARDS = "numShards";
  private static final String INITIAL = "pretrained.sha256";
  private static final int MOST_SHARDS = 1 << 20; // each is a task per step
  private static final double NANOS_A_MINUTE = 60e9;

  private final CheckpointOptions options;
  private final Map<String, String> configuration;
  private final CheckpointDirectory directory; // or null
  private final String resumedFrom; // or null
  private final int numShards; // of the newest checkpoint; 0 if there is none
  private CheckpointDirectory.Found newest; // until training resumes from it; or null
  private Checkpoint data; // identifies the data
  private long written; // step of the newest checkpoint
  private long writtenAt = System.nanoTime();

  private Checkpoints(
      CheckpointOptions options,
      Map<String, String> configuration,
      CheckpointDirectory directory,
      CheckpointDirectory.Found newest) {
    this.options = options;
    this.configuration = configuration;
    this.directory = directory;
    this.newest = newest;
    resumedFrom = newest == null ? null : newest.path();
    numShards = newest == null ? 0 : shards(newest);
  }

  private static int shards(CheckpointDirectory.Found found) {
    try {
      return found.checkpoint().integer(NUM_SHARDS, 1, MOST_SHARDS);
    } catch (InvalidInputException e) {
      throw unusable(found.path(), e);
    }
  }

  private static InvalidInputException unusable(String path, InvalidInputException e) {
    return new InvalidInputException(
        "training cannot be resumed from %s: %s; or give another checkpointDir"
            .formatted(path, e.getMessage()),
        e);
  }

  /**
   * Looks for a checkpoint from which to continue, before any data is read.
   *
   * @param configuration everything except the data that the weights depend on, in readable form
   * @param ignored tests which names and values may be present on only one side
   * @param askedShards numShards, or 0 to take that of the checkpoint
   * @throws InvalidInputException if the directory cannot be used, has only damaged checkpoints, or
   *     the newest one belongs to another configuration
   */
  public static Checkpoints open(
      CheckpointOptions options,
      Map<String, String> configuration,
      BiPredicate<String, String> ignored,
      int askedShards,
      Configuration hadoop) {
    if (options.directory() == null) {
      return NONE;
    }
    CheckpointDirectory directory =
        CheckpointDirectory.open(options.directory(), options.keep(), hadoop);
    Checkpoints opened = new Checkpoints(options, configuration, directory, directory.newest());
    opened.requireSameConfiguration(ignored, askedShards);
    return opened;
  }

  private void requireSameConfiguration(BiPredicate<String, String> ignored, int askedShards) {
    if (newest == null) {
      return;
    }
    Map<String, String> then = new TreeMap<>(newest.checkpoint().valuesBelow(CONFIGURATION));
    then.entrySet().removeIf(value -> ignored.test(value.getKey(), value.getValue()));
    Map<String, String> now = new TreeMap<>(configuration);
    now.entrySet()
        .removeIf(
            value ->
                !then.containsKey(value.getKey())
                    && ignored.test(value.getKey(), value.getValue()));
    List<String> differences = Differences.between(then, now);
    if (askedShards != 0 && askedShards != numShards) {
      differences.add("numShards was %d and is now %d".formatted(numShards, askedShards));
    }
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          "checkpointDir %s belongs to a training with another configuration: %s; restore the earlier configuration, give another checkpointDir, or remove the checkpoints"
              .formatted(directory, String.join(", ", differences)));
    }
  }

  /** The number of shards of the training that is continued; 0 if none is. */
  public int numShards() {
    return numShards;
  }

  /** The checkpoint from which training continued, or null. */
  public String resumedFrom() {
    return resumedFrom;
  }

  /**
   * Resumes from the checkpoint that was found, if there is one.
   *
   * @param state the state at the beginning of training
   * @param validation the validation data, or null
   * @param initial the initial weights
   * @return whether training resumes
   * @throws InvalidInputException if the checkpoint belongs to other data or another network
   */
  boolean resume(TrainingState state, Shards training, Shards validation, InitialWeights initial) {
    if (directory == null) {
      return false;
    }
    data = new Checkpoint();
    data.put(NUM_SHARDS, training.numShards());
    describe(training, "training", data);
    if (validation != null) {
      describe(validation, "validation", data);
    }
    if (!initial.isEmpty()) {
      data.put(INITIAL, initial.sha256());
    }
    if (newest == null) {
      return false;
    }
    Checkpoint from = newest.checkpoint();
    requireSameData(from, "training");
    requireSameData(from, "validation");
    requireSameBeginning(from);
    try {
      state.restore(from);
    } catch (InvalidInputException e) {
      throw unusable(resumedFrom, e);
    }
    newest = null; // its arrays may be large
    written = state.step();
    LOG.info("Resumed from {} at step {}", resumedFrom, written);
    return true;
  }

  private static void describe(Shards shards, String name, Checkpoint to) {
    to.put(name + ".sequences", shards.sequences());
    to.put(name + ".steps", shards.steps());
    to.put(name + ".sha256", shards.sha256());
  }

  private void requireSameData(Checkpoint from, String name) {
    Map<String, String> then = from.valuesBelow(name + ".");
    Map<String, String> now = data.valuesBelow(name + ".");
    if (!then.equals(now)) {
      throw new InvalidInputException(
          "checkpointDir %s belongs to a training with other %s data: it was %s and is now %s; give the earlier data, give another checkpointDir, or remove the checkpoints"
              .formatted(directory, name, described(then), described(now)));
    }
  }

  private void requireSameBeginning(Checkpoint from) {
    String then = from.has(INITIAL) ? from.text(INITIAL) : "none";
    String now = data.has(INITIAL) ? data.text(INITIAL) : "none";
    if (!then.equals(now)) {
      throw new InvalidInputException(
          "checkpointDir %s belongs to a training that began with other pretrained vectors or another initialModel: the SHA-256 of its first weights was %.8s and is now %.8s; give the earlier vectors and model, give another checkpointDir, or remove the checkpoints"
              .formatted(directory, then, now));
    }
  }

  private static String described(Map<String, String> data) {
    return data.isEmpty()
        ? "none"
        : "%s sequences of %s steps with the SHA-256 %.8s.."
            .formatted(data.get("sequences"), data.get("steps"), data.get("sha256"));
  }

  /** Writes a checkpoint if one is due. */
  void offer(TrainingState state) {
    if (directory == null) {
      return;
    }
    int interval = options.interval();
    boolean bySteps = interval > 0 && state.step() / interval > written / interval;
    double minutes = (System.nanoTime() - writtenAt) / NANOS_A_MINUTE;
    if (bySteps || options.minutes() > 0 && minutes >= options.minutes()) {
      write(state);
    }
  }

  /**
   * Writes a checkpoint even if none is due, if checkpoints are written.
   *
   * @return the directory, or null if no checkpoints are written
   * @throws InvalidInputException if it cannot be written; existing ones are kept
   */
  String keep(TrainingState state) {
    if (directory == null) {
      return null;
    }
    if (state.step() != written) {
      write(state);
    }
    return directory.toString();
  }

  /**
   * Writes the last checkpoint, after which the same training has nothing left to do. If that
   * fails, the trained model must not be lost.
   */
  void finish(TrainingState state) {
    if (directory == null || state.step() == written) {
      return;
    }
    state.pass().requireFiniteWeights();
    try {
      write(state);
    } catch (InvalidInputException e) {
      LOG.warn("{}; nevertheless the training and the model are complete", e.getMessage());
    }
  }

  private void write(TrainingState state) {
    state.pass().requireFiniteWeights(); // otherwise every resume would fail at once
    long start = System.nanoTime();
    Checkpoint checkpoint = new Checkpoint();
    configuration.forEach((key, value) -> checkpoint.put(CONFIGURATION + key, value));
    data.values().forEach(checkpoint::put);
    state.save(checkpoint);
    String path = directory.write(state.step(), checkpoint);
    written = state.step();
    writtenAt = System.nanoTime();
    LOG.debug("{} written in {} ms", path, (writtenAt - start) / 1_000_000);
  }
}
