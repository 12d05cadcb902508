package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.InitialWeights;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.shard.LocalShards;

/**
 * A whole training as one Spark task. It has the same shards, and so gives the same weights, as a
 * training that uses the whole cluster.
 */
final class TrainingTask implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The result of the task. It is not a record, because Kryo cannot read records. */
  static final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;
    private final byte[] result; // null if it failed
    private final String error; // null if it succeeded

    Outcome(byte[] result, String error) {
      this.result = result;
      this.error = error;
    }
  }

  private final NetworkSpec spec;
  private final Broadcast<LocalShards> training;
  private final Broadcast<LocalShards> validation; // or null
  private final Broadcast<InitialWeights> initial;

  /**
   * @param validation the validation data, or null
   */
  TrainingTask(
      NetworkSpec spec,
      Broadcast<LocalShards> training,
      Broadcast<LocalShards> validation,
      Broadcast<InitialWeights> initial) {
    this.spec = spec;
    this.initial = initial;
    this.training = training;
    this.validation = validation;
  }

  /**
   * Runs the tasks of one estimator in one job.
   *
   * @param most how many may run at once
   * @throws InvalidInputException if a training fails. The task itself succeeds, because Spark
   *     would only repeat it and it would fail again
   */
  static List<Trainer.Result> run(
      JavaSparkContext spark, RnnEstimator<?, ?> estimator, List<TrainingTask> tasks, int most) {
    ArrayList<TrainingTask> all = new ArrayList<>(tasks);
    List<Outcome> outcomes =
        spark
            .parallelize(
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList()),
                Math.min(most, all.size()))
            .map(index -> all.get(index).outcome(estimator))
            .collect();
    for (Outcome outcome : outcomes) {
      if (outcome.error != null) {
        throw new InvalidInputException(outcome.error);
      }
    }
    return outcomes.stream().map(outcome -> Trainer.Result.ofBytes(outcome.result)).toList();
  }

  private Outcome outcome(RnnEstimator<?, ?> estimator) {
    try {
      Trainer trainer =
          new Trainer(
                  new Network(spec),
                  estimator.trainingOptions(),
                  training.value(),
                  validation == null ? null : validation.value(),
                  TrainingListener.NONE)
              .startingFrom(initial.value());
      return new Outcome(trainer.fit().toBytes(), null);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted() || TaskContext.get().isInterrupted()) {
        throw e;
      }
      InvalidInputException wrong = InvalidInputException.in(e);
      return new Outcome(null, wrong == null ? e.toString() : wrong.getMessage());
    }
  }
}
