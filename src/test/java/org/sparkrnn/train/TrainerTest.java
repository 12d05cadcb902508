package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.shard.LocalShards;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.DistributedEvaluation;

class TrainerTest {
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(3)
          .inputSize(4)
          .cell(CellType.ELMAN)
          .activation(Activation.RELU)
          .hiddenSize(5)
          .outputSize(3)
          .build();

  /** Sequences labelled by their tokens, plus {@code shift}. */
  private static ShardedDataset data(int n, int shift) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] tokens = {i % 3, (i / 3) % 3, (i / 9) % 3, i % 2};
      int[] labels = new int[4];
      for (int t = 0; t < 4; t++) {
        labels[t] = (tokens[t] + shift) % 3;
      }
      sequences.add(new EncodedSequence(4, Column.tokens(tokens), Targets.labels(labels)));
    }
    return ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 2, 2);
  }

  private static TrainingOptions options(
      int epochs, double rate, OptimizerType optimizer, double clip, int patience) {
    return TrainingOptions.builder()
        .execution(ExecutionType.SPARK)
        .batchSize(8)
        .maxEpochs(epochs)
        .optimizer(OptimizerOptions.of(optimizer))
        .schedule(ScheduleOptions.of(ScheduleType.CONSTANT, rate))
        .gradientClipNorm(clip)
        .wordDropout(0)
        .earlyStoppingPatience(patience)
        .build();
  }

  @Test
  void shardsOfThisProcessGiveTheSameAsThoseOfACluster() {
    Network network = new Network(SPEC);
    TrainingOptions options = options(3, 0.03, OptimizerType.ADAM, 5, 0);
    try (ShardedDataset data = data(20, 0);
        ShardedDataset held = data(9, 1)) {
      Trainer.Result there = new Trainer(network, options, data, held, TrainingListener.NONE).fit();
      LocalShards here = LocalShards.of(data);
      assertEquals(data.sha256(), here.sha256());
      assertEquals(data.steps(), here.steps());
      Trainer.Result result =
          new Trainer(network, options, here, LocalShards.of(held), TrainingListener.NONE).fit();
      Trainer.Result sent = Trainer.Result.ofBytes(result.toBytes());
      assertArrayEquals(there.weights(), sent.weights());
      assertEquals(there.bestEpoch(), sent.bestEpoch());
      assertEquals(3, sent.epochs().size());
      for (int e = 0; e < 3; e++) {
        assertEquals(there.epochs().get(e).loss(), sent.epochs().get(e).loss());
        assertArrayEquals(
            there.epochs().get(e).validation().state(), sent.epochs().get(e).validation().state());
      }
    }
  }

  @Test
  void trainingLowersTheLossAndTellsTheListener() {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {
            heard.add("start " + maxEpochs + " " + stepsPerEpoch + " " + parameters);
          }

          @Override
          public void onStep(int epoch, int step, double meanLoss) {
            heard.add(epoch + "." + step);
          }

          @Override
          public void onEpoch(EpochSummary epoch) {
            heard.add("epoch " + epoch.epoch() + " " + epoch.sequenceSteps());
          }
        };
    Network network = new Network(SPEC);
    try (ShardedDataset data = data(20, 0)) {
      Trainer.Result result =
          new Trainer(network, options(2, 0.03, OptimizerType.ADAM, 5, 0), data, null, listener)
              .fit();
      assertEquals(
          List.of(
              "start 2 3 " + network.layout().size(),
              "1.1",
              "1.2",
              "1.3",
              "epoch 1 80",
              "2.1",
              "2.2",
              "2.3",
              "epoch 2 80"),
          heard);
      assertEquals(2, result.bestEpoch());
      assertTrue(result.epochs().get(1).loss() < result.epochs().get(0).loss());
      assertEquals(3, result.epochs().get(0).time().steps());
    }
  }

  /** The epoch, from 1, with the highest accuracy on the validation data. */
  private static int highest(Trainer.Result result) {
    int best = 1;
    for (int e = 2; e <= result.epochs().size(); e++) {
      Evaluation now = result.epochs().get(e - 1).validation();
      if (Criterion.ACCURACY.better(now, result.epochs().get(best - 1).validation())) {
        best = e;
      }
    }
    return best;
  }

  /**
   * Checks that the kept weights are of the last epoch that differs from the best only by chance.
   */
  private static void requireLatestOfTheBest(Trainer.Result result) {
    int highest = highest(result);
    Evaluation best = result.epochs().get(highest - 1).validation();
    assertTrue(result.bestEpoch() >= highest);
    for (int e = result.bestEpoch(); e <= result.epochs().size(); e++) {
      boolean asGood =
          Criterion.ACCURACY.withinChance(result.epochs().get(e - 1).validation(), best);
      assertEquals(e == result.bestEpoch(), asGood, "epoch " + e);
    }
  }

  @Test
  void earlyStoppingKeepsTheLatestWeightsThatAreAsGoodAsTheBest() {
    Network network = new Network(SPEC);
    try (ShardedDataset data = data(27, 0);
        ShardedDataset contradicting = data(27, 1)) {
      TrainingOptions patient = options(30, 0.03, OptimizerType.ADAM, 5, 2);
      Trainer.Result stopped =
          new Trainer(network, patient, data, contradicting, TrainingListener.NONE).fit();
      int epochs = stopped.epochs().size();
      assertTrue(epochs < 30, "did not stop");
      assertEquals(highest(stopped) + 2, epochs);
      requireLatestOfTheBest(stopped);
      TrainingOptions justThat = options(stopped.bestEpoch(), 0.03, OptimizerType.ADAM, 5, 0);
      Trainer.Result shorter =
          new Trainer(network, justThat, data, null, TrainingListener.NONE).fit();
      assertArrayEquals(shorter.weights(), stopped.weights(), 0f);
    }
  }

  @Test
  void withoutPatienceAllEpochsRunAndTheBestWeightsAreKept() {
    try (ShardedDataset data = data(27, 0);
        ShardedDataset contradicting = data(27, 1)) {
      Trainer.Result result =
          new Trainer(
                  new Network(SPEC),
                  options(6, 0.03, OptimizerType.ADAM, 5, 0),
                  data,
                  contradicting,
                  TrainingListener.NONE)
              .fit();
      assertEquals(6, result.epochs().size());
      requireLatestOfTheBest(result);
      assertEquals(
          result.epochs().get(result.bestEpoch() - 1).validation().accuracy(),
          new DistributedEvaluation(contradicting, SPEC).evaluate(result.weights()).accuracy());
    }
  }

  /** The target is one value per sequence, from its first and last token. */
  @Test
  void aRegressionKeepsTheWeightsOfLeastLoss() {
    NetworkSpec spec =
        Networks.like(SPEC)
            .head(HeadType.IDENTITY)
            .readout(Readout.LAST_STEP)
            .bidirectional(true)
            .outputSize(1)
            .build();
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 27; i++) {
      int[] tokens = {i % 3, (i / 3) % 3, (i / 9) % 3};
      float value = (tokens[0] + (tokens[2] == 2 ? 1 : 0)) / 2f;
      sequences.add(
          new EncodedSequence(3, Column.tokens(tokens), Targets.vector(value))
              .withWeight(tokens[1] == 0 ? 0.5f : 2));
    }
    try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 2, 2)) {
      Trainer.Result result =
          new Trainer(
                  new Network(spec),
                  options(40, 0.03, OptimizerType.ADAM, 5, 0),
                  data,
                  data,
                  TrainingListener.NONE)
              .fit();
      Evaluation best = result.epochs().get(result.bestEpoch() - 1).validation();
      assertTrue(best.rootMeanSquaredError() < 0.05, "rmse " + best.rootMeanSquaredError());
      assertEquals(27, best.steps());
      for (EpochSummary epoch : result.epochs()) {
        assertTrue(epoch.validation().meanLoss() >= best.meanLoss());
        assertEquals(81, epoch.sequenceSteps());
      }
    }
  }

  @Test
  void sequencesThatDoNotCountChangeNothing() {
    List<EncodedSequence> none = new ArrayList<>();
    for (EncodedSequence sequence : Cases.sequences(SPEC, 3, 4, 5, 6)) {
      none.add(sequence.withWeight(0));
    }
    try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(none, 1), 0, 2, 1)) {
      TrainingOptions options = options(1, 0.03, OptimizerType.ADAM, 5, 0);
      float[] w =
          new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE)
              .fit()
              .weights();
      long initial = BatchPlan.stream(1, 0, 0, BatchPlan.Purpose.INITIAL_WEIGHTS);
      assertArrayEquals(new Network(SPEC).initialParameters(initial), w, 0f);
    }
  }

  @Test
  void divergenceNamesEpochStepAndWhatToChange() {
    try (ShardedDataset data = data(20, 0)) {
      Trainer trainer =
          new Trainer(
              new Network(SPEC),
              options(20, 1e6, OptimizerType.SGD, 0, 0),
              data,
              null,
              TrainingListener.NONE);
      String message = assertThrows(InvalidInputException.class, trainer::fit).getMessage();
      assertTrue(message.matches("training diverged at step \\d+ of epoch \\d+: .*"), message);
      assertTrue(message.contains("learningRate (1000000.0)"), message);
    }
  }

  @Test
  void weightsThatOverflowInTheLastStepAreNotReturned() {
    try (ShardedDataset data = data(8, 0)) {
      Trainer trainer =
          new Trainer(
              new Network(SPEC),
              options(1, 1e300, OptimizerType.SGD, 0, 0),
              data,
              null,
              TrainingListener.NONE);
      String message = assertThrows(InvalidInputException.class, trainer::fit).getMessage();
      assertTrue(message.contains("step 1 of epoch 1"), message);
    }
  }

  @Test
  void miniBatchesOfEmptySequencesAloneChangeNothing() {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      int[] tokens = new int[i < 6 ? 0 : 2];
      sequences.add(
          new EncodedSequence(tokens.length, Column.tokens(tokens), Targets.labels(tokens)));
    }
    try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(sequences, 2), 0, 2, 2)) {
      TrainingOptions options =
          TrainingOptions.builder().batchSize(3).maxEpochs(1).wordDropout(0).build();
      Trainer.Result result =
          new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE).fit();
      assertEquals(6, result.epochs().get(0).sequenceSteps());
      assertTrue(Double.isFinite(result.epochs().get(0).loss()));
    }
  }

  @Test
  void threadsGiveTheSameWeightsAsSpark() {
    List<EncodedSequence> sequences = Cases.sequences(SPEC, 4, 5, 3, 0, 7, 2, 2, 4, 1, 6, 3, 5);
    for (int shards : new int[] {1, 3, 5}) {
      try (ShardedDataset data = ShardedDataset.deal(ToyData.rdd(sequences, 3), 0, shards, 2)) {
        float[] first = null;
        for (ExecutionType execution : ExecutionType.values()) {
          TrainingOptions options =
              TrainingOptions.builder()
                  .batchSize(4)
                  .accumulationSteps(2)
                  .maxEpochs(2)
                  .wordDropout(0.2)
                  .execution(execution)
                  .build();
          float[] w =
              new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE)
                  .fit()
                  .weights();
          first = first == null ? w : first;
          assertArrayEquals(first, w, execution + " with " + shards + " shards");
        }
      }
    }
  }

  private static Trainer.Result fit(
      TrainingOptions.Builder options, ShardedDataset data, ShardedDataset held) {
    return new Trainer(new Network(SPEC), options.build(), data, held, TrainingListener.NONE).fit();
  }

  private static TrainingOptions.Builder descent() {
    return TrainingOptions.builder()
        .optimizer(OptimizerOptions.of(OptimizerType.SGD))
        .schedule(ScheduleOptions.of(ScheduleType.CONSTANT, 0.5))
        .wordDropout(0)
        .maxEpochs(1);
  }

  @Test
  void accumulatedMiniBatchesUpdateAsOneLargeMiniBatchDoes() {
    try (ShardedDataset data = data(21, 0)) {
      float[] large = fit(descent().batchSize(21), data, null).weights();
      float[] start = fit(descent().batchSize(21).gradientClipNorm(1e-12), data, null).weights();
      for (int batchSize : new int[] {7, 5}) { // 3 whole mini-batches; 4 and one of 1
        Trainer.Result accumulated =
            fit(descent().batchSize(batchSize).accumulationSteps(5), data, null);
        assertArrayEquals(large, accumulated.weights(), 1e-6f);
        assertEquals((21 + batchSize - 1) / batchSize, accumulated.epochs().get(0).time().steps());
      }
      double moved = 0;
      for (int i = 0; i < start.length; i++) {
        moved = Math.max(moved, Math.abs(large[i] - start[i]));
      }
      assertTrue(moved > 0.01, "the update is large enough to tell: " + moved);
    }
  }

  @Test
  void theLastIncompleteGroupOfAnEpochUpdatesToo() {
    try (ShardedDataset data = data(20, 0)) {
      // 7 mini-batches: updates after the 3rd, the 6th and the 7th, in each of two epochs
      ScheduleOptions warming = ScheduleOptions.of(ScheduleType.CONSTANT, 0.6).withWarmup(6);
      TrainingOptions.Builder options =
          descent().batchSize(3).accumulationSteps(3).maxEpochs(3).schedule(warming);
      List<EpochSummary> epochs = fit(options, data, null).epochs();
      assertEquals(0.3, epochs.get(0).learningRate(), 1e-12);
      assertEquals(0.6, epochs.get(1).learningRate(), 1e-12);
      assertEquals(0.6, epochs.get(2).learningRate(), 1e-12);
      assertEquals(80, epochs.get(0).sequenceSteps());
    }
  }

  @Test
  void aPlateauOfTheValidationLossLowersTheLearningRate() {
    ScheduleOptions plateau = ScheduleOptions.of(ScheduleType.PLATEAU, 0.5).withDecay(0.1, 1);
    try (ShardedDataset data = data(27, 0);
        ShardedDataset contradicting = data(27, 1)) {
      TrainingOptions.Builder options =
          descent().batchSize(8).maxEpochs(12).schedule(plateau.withMinLearningRate(0.02));
      List<EpochSummary> epochs = fit(options, data, contradicting).epochs();
      double best = Double.POSITIVE_INFINITY;
      double rate = 0.5;
      for (EpochSummary epoch : epochs) {
        assertEquals(rate, epoch.learningRate(), 1e-12, "epoch " + epoch.epoch());
        double loss = epoch.validation().meanLoss();
        rate = loss < best * (1 - 1e-4) ? rate : Math.max(0.02, 0.1 * rate);
        best = Math.min(best, loss);
      }
      assertEquals(0.02, rate, 1e-12);
    }
  }

  @Test
  void withoutValidationThePlateauIsThatOfTheTrainingLoss() {
    ScheduleOptions plateau = ScheduleOptions.of(ScheduleType.PLATEAU, 1e-9).withDecay(0.5, 1);
    try (ShardedDataset data = data(27, 0)) { // a rate so low that the loss does not change
      List<EpochSummary> epochs =
          fit(descent().batchSize(8).maxEpochs(4).schedule(plateau), data, null).epochs();
      assertEquals(1e-9, epochs.get(1).learningRate(), 1e-20);
      assertEquals(0.5e-9, epochs.get(2).learningRate(), 1e-20);
      assertEquals(0.25e-9, epochs.get(3).learningRate(), 1e-20);
    }
  }
}
