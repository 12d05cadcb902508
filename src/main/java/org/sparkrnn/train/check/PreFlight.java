package org.sparkrnn.train.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.StepHint;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.GradientResult;
import org.sparkrnn.train.step.Transport;

/**
 * Checks before a training whether it fits the resources of the application. If it cannot work, the
 * check fails with the numbers and what to change; if it may not work, one warning says so;
 * everything else is one line of the log.
 */
public final class PreFlight {
  private static final Logger LOG = LoggerFactory.getLogger(PreFlight.class);

  private static final double ROOM = 0.9; // of a heap; the rest is Spark's
  private static final int MANY_LABELS = 1000;
  private static final String SMALLER =
      "lower hiddenSize, numLayers or embeddingSize, raise minCount, or set maxVocabulary";

  private final Resources has;
  private final TrainingOptions options;

  /** Checks an application with these resources. */
  public PreFlight(Resources has, TrainingOptions options) {
    this.has = has;
    this.options = options;
  }

  /** Checks with the current resources of this application. */
  public PreFlight(SparkContext spark, TrainingOptions options) {
    this(Resources.of(spark), options);
  }

  /**
   * Checks before any job, when the vocabulary and the length of sequences are not known.
   *
   * @param least the network, with the smallest possible values of sizes that follow from the data
   * @throws InvalidInputException if even this cannot be trained
   */
  public void requireLeast(NetworkSpec least) {
    require(need(() -> MemoryNeed.least(least, options)), "at least ");
  }

  /**
   * Checks before the first step, when all sizes are known.
   *
   * @param validation the validation data, or null
   * @throws InvalidInputException if this cannot be trained
   */
  public void require(NetworkSpec spec, ShardedDataset training, ShardedDataset validation) {
    MemoryNeed need = need(() -> MemoryNeed.of(spec, options, training, validation));
    require(need, "");
    requireResults(need, training);
  }

  /** Logs the training's resources and possible problems. */
  public void tell(NetworkSpec spec, ShardedDataset training, ShardedDataset validation) {
    MemoryNeed need = need(() -> MemoryNeed.of(spec, options, training, validation));
    List<String> doubts = doubts(need, spec, training);
    if (!doubts.isEmpty()) {
      LOG.warn("possible problems of this training: {}", String.join("; ", doubts));
    }
    LOG.info(
        "{} sequences ({} of them empty) with {} steps, the longest with {}; {} parameters; {} shards in {} tasks",
        training.sequences(),
        training.emptySequences(),
        training.steps(),
        training.longest(),
        need.parameters(),
        training.numShards(),
        need.partitions());
  }

  /** Sizes beyond an array are found where the network's layout is made. */
  private static MemoryNeed need(Supplier<MemoryNeed> sizes) {
    try {
      return sizes.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(
          "this network is too large: %s; %s".formatted(e.getMessage(), SMALLER), e);
    }
  }

  private void require(MemoryNeed need, String least) {
    String model = "the network has " + least + StepHint.count(need.parameters()) + " parameters";
    String parts =
        "weights %s, optimizer %s, best weights %s, gradient %s"
            .formatted(
                size(need.weights()),
                size(need.optimizerState()),
                size(need.bestWeights()),
                size(need.gradient()));
    long driver = need.driver() + (tasksInDriver() ? need.task(true) - need.gradient() : 0);
    if (driver > has.driver()) {
      throw new InvalidInputException(
          "%s; the driver needs at least %s for them (%s) but has %s: raise spark.driver.memory (--driver-memory), %s, or use an optimizer with less state"
              .formatted(model, size(driver), parts, size(has.driver()), SMALLER));
    }
    if (!tasksInDriver() && need.task(false) > has.executor()) {
      throw new InvalidInputException(
          "%s; an executor needs at least %s for a task (weights %s, gradient %s, states of the longest sequence, which has %d steps, %s%s) but has %s: raise spark.executor.memory (--executor-memory), or %s"
              .formatted(
                  model,
                  size(need.task(false)),
                  size(need.weights()),
                  size(need.gradient()),
                  need.longest(),
                  size(need.activations(need.longest())),
                  need.alignment() == 0
                      ? ""
                      : ", alignment of a transcript " + size(need.alignment()),
                  size(has.executor()),
                  SMALLER));
    }
  }

  private boolean tasksInDriver() {
    return has.local() || options.execution() == ExecutionType.THREADS;
  }

  /** Whether the results of tasks in one job exceed Spark's limit for the driver. */
  private void requireResults(MemoryNeed need, ShardedDataset training) {
    if (has.maxResult() == 0) {
      return;
    }
    if (options.execution().on(training) == ExecutionType.THREADS) {
      long data = training.bytes();
      if (data > has.maxResult()) {
        throw new InvalidInputException(
            "execution is threads, which transfers %s of data to the driver, but spark.driver.maxResultSize is %s: raise it, or set execution=spark"
                .formatted(size(data), size(has.maxResult())));
      }
    } else if (resultsTravel(need)) {
      long together = need.partitions() * need.gradient();
      if (together > has.maxResult()) {
        throw new InvalidInputException(
            "in each step the driver receives the gradients of %d tasks with %s each, %s in total, but spark.driver.maxResultSize is %s: raise it, or lower numShards (%d)"
                .formatted(
                    need.partitions(),
                    size(need.gradient()),
                    size(together),
                    size(has.maxResult()),
                    training.numShards()));
      }
    }
  }

  /**
   * Whether gradients are part of tasks' results; large ones stay on executors until they are
   * fetched.
   */
  private boolean resultsTravel(MemoryNeed need) {
    return !tasksInDriver()
        && need.gradient() < Float.BYTES * GradientResult.LARGE
        && !sliced(need);
  }

  /** Whether executors sum gradients, so that the driver receives only one. */
  private boolean sliced(MemoryNeed need) {
    return Transport.slices(
            need.partitions(),
            need.gradient() / Float.BYTES,
            options.aggregationDepth(),
            Transport.FEW_EXECUTORS)
        > 1;
  }

  /** Warnings about possible failures and probable mistakes. */
  public List<String> doubts(MemoryNeed need, NetworkSpec spec, ShardedDataset training) {
    List<String> doubts = new ArrayList<>();
    int tasks = (need.partitions() - 1) / has.executors() + 1;
    long driver =
        tasksInDriver()
            ? need.driver() + need.usualTasks(need.partitions(), true)
            : need.usualDriver(sliced(need) ? 2 : need.partitions());
    if (driver > ROOM * has.driver()) {
      doubts.add(
          "the driver may need %s and has %s: raise spark.driver.memory (--driver-memory), or lower batchSize or the size of the network"
              .formatted(size(driver), size(has.driver())));
    }
    long executor = need.usualTasks(tasks, false);
    if (!tasksInDriver() && executor > ROOM * has.executor()) {
      doubts.add(
          "an executor with %d tasks may need %s and has %s: raise spark.executor.memory (--executor-memory), or lower batchSize or the size of the network"
              .formatted(tasks, size(executor), size(has.executor())));
    }
    if (resultsTravel(need) && need.gradient() > has.maxDirectResult()) {
      doubts.add(
          "spark.task.maxDirectResultSize is %s, so a gradient of %s is sent through the block manager, which is slower; start the application with a larger value"
              .formatted(size(has.maxDirectResult()), size(need.gradient())));
    }
    if (training.numShards() > training.sequences()) {
      doubts.add(
          "numShards is %d for %d sequences, so some shards have no sequences; lower it"
              .formatted(training.numShards(), training.sequences()));
    }
    long targets = spec.readout() == Readout.EACH_STEP ? training.steps() : training.sequences();
    boolean text = spec.tokenInput() && spec.outputSize() == spec.vocabularySize();
    if (spec.output().givesClasses()
        && !text
        && spec.outputSize() > MANY_LABELS
        && spec.outputSize() > targets / 2) {
      doubts.add(
          "there are %d different labels in %d targets; labels that hardly repeat cannot be learned, and a task with numbers as labels needs a regressor"
              .formatted(spec.outputSize(), targets));
    }
    return doubts;
  }

  /** 512 MB, 1.4 GB; in powers of two, as Spark's settings are. */
  public static String size(long bytes) {
    double mib = bytes / 1048576.0;
    return mib < 1024
        ? String.format(Locale.ROOT, mib < 10 ? "%.1f MB" : "%.0f MB", mib)
        : String.format(Locale.ROOT, "%.1f GB", mib / 1024);
  }
}
