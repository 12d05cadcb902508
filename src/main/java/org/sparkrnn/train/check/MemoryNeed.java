package org.sparkrnn.train.check;

import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.BatchArithmetic;

/**
 * The memory that a training needs in each process, in bytes, without Spark's own: a lower bound,
 * below which training cannot work, and a usual upper bound.
 */
public final class MemoryNeed {
  private static final long FLOAT = 4;
  private static final int KEPT_WEIGHTS = 4; // kept by an executor: see SharedWeights

  private final NetworkSpec spec;
  private final TrainingOptions options;
  private final long parameters;
  private final long dense; // floats of a gradient without a separate embedding
  private final boolean validated; // then the best weights are kept in addition to the last
  private final int partitions; // of the shards
  private final int shardsOfTask;
  private final int threads; // of a task
  private final long longest; // steps
  private final long rows; // steps of the largest batch that a shard can have, in training or not
  private final long packed; // bytes a step of a batch's columns
  private final long aligned; // bytes of the widest alignment of a target that is trained on
  private final long usuallyAligned; // of one that is validated on, too

  private MemoryNeed(
      NetworkSpec spec,
      TrainingOptions options,
      ShardedDataset training,
      ShardedDataset validation) {
    this.spec = spec;
    this.options = options;
    validated = validation != null;
    partitions = training == null ? 1 : training.rdd().getNumPartitions();
    int numShards = training == null ? 1 : training.numShards();
    Network network = new Network(spec);
    parameters = network.layout().size();
    dense = parameters - network.layout().tableSize();
    shardsOfTask = (numShards - 1) / partitions + 1;
    threads = training == null ? 1 : Math.min(training.threads(), shardsOfTask);
    longest = longest(training);
    rows =
        Math.max(
            rows(training, (options.batchSize() - 1) / numShards + 1),
            rows(validation, BatchArithmetic.EVALUATION_SEQUENCES));
    packed =
        Math.max(
            training == null ? 0 : training.packedBytesPerStep(),
            validation == null ? 0 : validation.packedBytesPerStep());
    aligned = aligned(training);
    usuallyAligned = Math.max(aligned, aligned(validation));
  }

  private long aligned(ShardedDataset data) {
    return data == null
        ? 0
        : FLOAT
            * spec.output()
                .alignmentFloats(spec.outputSteps(data.alignedSteps()), data.alignedLabels());
  }

  private long longest(ShardedDataset data) {
    int tbptt = options.tbpttLength();
    long steps = data == null ? 0 : data.longest();
    return tbptt == 0 ? steps : Math.min(steps, tbptt);
  }

  /** The largest number of steps of a batch of a number of sequences of a shard. */
  private long rows(ShardedDataset data, long sequences) {
    return data == null
        ? 0
        : Math.min(longest(data) * sequences, longest(data) + data.steps() / data.numShards());
  }

  /** The need of a network of at least this size, for any data. */
  public static MemoryNeed least(NetworkSpec spec, TrainingOptions options) {
    return new MemoryNeed(spec, options, null, null);
  }

  /**
   * @param validation or null
   */
  public static MemoryNeed of(
      NetworkSpec spec,
      TrainingOptions options,
      ShardedDataset training,
      ShardedDataset validation) {
    return new MemoryNeed(spec, options, training, validation);
  }

  /** The number of weights. */
  public long parameters() {
    return parameters;
  }

  /** A vector of all parameters. */
  public long weights() {
    return FLOAT * parameters;
  }

  /** The gradient of a mini-batch; a few rows of the embedding more than this. */
  public long gradient() {
    return FLOAT * dense;
  }

  /** The optimizer's vectors. */
  public long optimizerState() {
    return options.optimizer().create().stateSlots() * weights();
  }

  /** The best weights, if they are kept. */
  public long bestWeights() {
    return validated ? weights() : 0;
  }

  /** The average of weights over the updates, if there is one. */
  public long average() {
    return options.averageDecay() > 0 ? weights() : 0;
  }

  /** The states and gates of one shard's part of a mini-batch, forward and backward. */
  public long activations(long steps) {
    if (steps == 0) {
      return 0;
    }
    return FLOAT * steps * spec.floatsPerStep();
  }

  /** The widest alignment of a target with its steps, of one sequence at a time. */
  public long alignment() {
    return aligned;
  }

  /** What the driver surely holds at the same time; without its tasks, if it has any. */
  public long driver() {
    boolean writtenOut = dense < parameters && !options.sparseUpdates(); // one more copy
    return weights()
        + optimizerState()
        + bestWeights()
        + average()
        + gradient()
        + (writtenOut ? weights() : 0);
  }

  /** The lower bound for a process that runs a task; in the driver the weights are shared. */
  public long task(boolean local) {
    long dropped = options.dropout().weights() > 0 ? weights() : 0; // a copy without some
    return (local ? 0 : weights()) + dropped + gradient() + activations(longest) + aligned;
  }

  /**
   * The usual memory of a driver for gradients of executors.
   *
   * @param gradients number of gradients that it holds at the same time, with their sum
   */
  public long usualDriver(int gradients) {
    return driver() + (gradients - 1) * gradient();
  }

  /**
   * The usual memory of a process for a number of tasks at the same time: for each thread a shard's
   * gradient and, if a thread has several shards, the sum over earlier ones; for each task the
   * serialized sum.
   */
  public long usualTasks(int tasks, boolean local) {
    long scratch = FLOAT * spec.scratchFloats();
    long copies = shardsOfTask > threads ? 2 : 1;
    long states = activations(rows) + parts() + packed * rows;
    long ofThread = copies * gradient() + states + scratch + usuallyAligned;
    return (local ? 0 : KEPT_WEIGHTS * weights())
        + tasks * (threads * ofThread + (local ? 0 : gradient()));
  }

  /**
   * The memory of inputs for lists, as if all packed data were parts of lists with the size of a
   * float.
   */
  private long parts() {
    return FLOAT * spec.floatsPerPart() * rows * (packed / FLOAT);
  }

  /** Steps of the longest sequence, or of the longest chunk of it. */
  public long longest() {
    return longest;
  }

  /** The number of partitions of the training data, each of which is a task of a step. */
  public int partitions() {
    return partitions;
  }
}
