package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.PretrainedRows;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.shard.LocalShards;

/**
 * A whole training as one Spark task: with the same shards, and so the same weights, as one over
 * the cluster.
 */
final class TrainingTask {
  /** What the task gives back; not a record, for Spark sends it. */
  static final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;
    private final byte[] result; // null if it failed
    private final String error; // null if it did not

    Outcome(byte[] result, String error) {
      this.result = result;
      this.error = error;
    }
  }

  private TrainingTask() {}

  /**
   * Runs the task.
   *
   * @throws InvalidInputException if training fails: it would fail again, so the task does not
   */
  static Trainer.Result run(
      JavaSparkContext spark,
      RnnEstimator<?, ?> estimator,
      NetworkSpec spec,
      Broadcast<LocalShards> training,
      Broadcast<LocalShards> validation,
      Broadcast<PretrainedRows> pretrained) {
    Outcome outcome =
        spark
            .parallelize(new ArrayList<>(List.of(0)), 1)
            .map(
                one ->
                    train(
                        estimator, spec, training.value(), validation.value(), pretrained.value()))
            .collect()
            .get(0);
    if (outcome.error != null) {
      throw new InvalidInputException(outcome.error);
    }
    return Trainer.Result.ofBytes(outcome.result);
  }

  private static Outcome train(
      RnnEstimator<?, ?> estimator,
      NetworkSpec spec,
      LocalShards training,
      LocalShards validation,
      PretrainedRows pretrained) {
    try {
      Trainer trainer =
          new Trainer(
                  new Network(spec),
                  estimator.trainingOptions(),
                  training,
                  validation,
                  TrainingListener.NONE)
              .startingFrom(pretrained);
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
