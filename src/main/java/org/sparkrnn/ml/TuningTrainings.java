package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.InitialWeights;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.search.HalvingPool;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.step.DistributedEvaluation;

/**
 * Runs the trainings of a search. For small data each training is a Spark task among others; for
 * large data each one uses the whole cluster. The weights are the same.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
final class TuningTrainings<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    implements AutoCloseable {
  /**
   * The result of a training.
   *
   * @param model the trained model
   * @param evaluation the evaluation of its weights on the held-out rows
   */
  record Trained<M>(M model, Evaluation evaluation) {}

  /** Encoded rows that were sent to all executors. */
  private record Sent(
      Broadcast<LocalShards> training,
      Broadcast<LocalShards> validation,
      Broadcast<InitialWeights> initial) {}

  private final JavaSparkContext spark;
  private final TuningParts<E, M> parts;
  private final TrainingListener listener; // for trainings on the whole cluster
  private final List<Sent> sent = new ArrayList<>(); // by part; empty if trainings are not tasks
  private final int tasksAtOnce; // per trial
  private final int atOnce;

  /**
   * @param asTasks whether trainings are tasks
   * @param parallelism how many run at once; 0 for as many as keep the cluster busy
   */
  TuningTrainings(
      SparkContext context,
      TuningParts<E, M> parts,
      boolean asTasks,
      int parallelism,
      TrainingListener listener) {
    spark = JavaSparkContext.fromSparkContext(context);
    this.parts = parts;
    this.listener = listener;
    int folds = parts.all().size();
    int cores = context.defaultParallelism();
    tasksAtOnce = parallelism > 0 ? Math.min(folds, parallelism) : folds;
    if (!asTasks) {
      atOnce = 1;
    } else if (parallelism > 0) {
      atOnce = parallelism / tasksAtOnce;
    } else { // one more than the cores suffice for, because folds end at different times
      atOnce = folds == 1 ? cores : 1 + (cores - 1) / folds + 1;
    }
    try {
      for (int k = 0; asTasks && k < folds; k++) {
        send(parts.all().get(k));
      }
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private void send(TuningParts.Part<E, M> part) {
    Broadcast<LocalShards> training = spark.broadcast(LocalShards.of(part.data().training()));
    Broadcast<LocalShards> validation =
        parts.refits() ? null : spark.broadcast(LocalShards.of(part.data().validation()));
    sent.add(new Sent(training, validation, spark.broadcast(part.data().initial())));
  }

  /** How many trials a {@link HalvingPool} should train at once. */
  int atOnce() {
    return atOnce;
  }

  /**
   * Trains a trial in all parts.
   *
   * @param trial sets the trial's settings on an estimator
   * @param fitted the estimator to which the models belong
   */
  List<Trained<M>> train(UnaryOperator<E> trial, E fitted) {
    long start = System.nanoTime();
    List<E> estimators = new ArrayList<>();
    List<NetworkSpec> specs = new ArrayList<>();
    for (TuningParts.Part<E, M> part : parts.all()) {
      E estimator = trial.apply(part.fitting().estimator());
      estimator.setListener(sent.isEmpty() ? listener : TrainingListener.NONE);
      estimator.requireTrainable(part.fitting().rows());
      estimators.add(estimator);
      specs.add(estimator.network(part.data()));
    }
    List<Trainer.Result> results =
        sent.isEmpty() ? onCluster(estimators, specs) : asTasks(estimators.get(0), specs);
    List<Trained<M>> trained = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      TuningParts.Part<E, M> part = parts.all().get(k);
      E estimator = estimators.get(k);
      Trainer.Result result = results.get(k);
      M model = estimator.trained(part.data(), specs.get(k), result, null, start);
      trained.add(
          new Trained<>(
              part.fitting().finish(fitted, model),
              evaluation(part, estimator, specs.get(k), result)));
    }
    return trained;
  }

  /** The evaluation in the epoch whose weights are kept. */
  private Evaluation evaluation(
      TuningParts.Part<E, M> part, E estimator, NetworkSpec spec, Trainer.Result result) {
    Evaluation known = result.epochs().get(result.bestEpoch() - 1).validation();
    return known != null
        ? known
        : new DistributedEvaluation(
                part.data().validation(), spec, estimator.trainingOptions().tbpttLength())
            .evaluate(result.weights());
  }

  private List<Trainer.Result> asTasks(E estimator, List<NetworkSpec> specs) {
    List<TrainingTask> tasks = new ArrayList<>();
    for (int k = 0; k < specs.size(); k++) {
      Sent part = sent.get(k);
      tasks.add(new TrainingTask(specs.get(k), part.training(), part.validation(), part.initial()));
    }
    return TrainingTask.run(spark, estimator, tasks, tasksAtOnce);
  }

  private List<Trainer.Result> onCluster(List<E> estimators, List<NetworkSpec> specs) {
    List<Trainer.Result> results = new ArrayList<>();
    for (int k = 0; k < specs.size(); k++) {
      TuningParts.Part<E, M> part = parts.all().get(k);
      E estimator = estimators.get(k);
      results.add(
          new Trainer(
                  new Network(specs.get(k)),
                  estimator.trainingOptions(),
                  part.data().training(),
                  parts.refits() ? null : part.data().validation(),
                  estimator.listener())
              .startingFrom(part.data().initial())
              .fit());
    }
    return results;
  }

  @Override
  public void close() {
    for (Sent part : sent) {
      JobScope.uninterrupted(() -> part.training().destroy(false));
      JobScope.uninterrupted(() -> part.initial().destroy(false));
      if (part.validation() != null) {
        JobScope.uninterrupted(() -> part.validation().destroy(false));
      }
    }
  }
}
