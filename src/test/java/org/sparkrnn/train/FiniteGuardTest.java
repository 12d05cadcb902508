package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.ToyData;
import org.sparkrnn.train.check.FiniteGuard;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.shard.ShardedDataset;
import org.sparkrnn.train.step.BatchContribution;
import org.sparkrnn.train.step.GradientSum;

class FiniteGuardTest {
  private static final int SHARDS = 3;
  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .inputSize(2)
          .cell(CellType.ELMAN)
          .activation(Activation.RELU)
          .hiddenSize(4)
          .outputSize(3)
          .build();

  /** Valid sequences of length 4, and at the end some of length 5 that overflow. */
  private static ShardedDataset data(int sound, int overflowing) {
    return data(sound, overflowing, Float.MAX_VALUE);
  }

  private static ShardedDataset data(int sound, int overflowing, float feature) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < sound + overflowing; i++) {
      int steps = i < sound ? 4 : 5;
      float[] features = new float[steps * 2];
      int[] labels = new int[steps];
      for (int t = 0; t < steps; t++) {
        labels[t] = (i + t) % 3;
        features[2 * t] = labels[t] - 1;
        features[2 * t + 1] = i / 10f;
      }
      if (i >= sound) {
        Arrays.fill(features, feature);
      }
      sequences.add(
          new EncodedSequence(
              steps, Column.features(features.length / steps, features), Targets.labels(labels)));
    }
    return ShardedDataset.deal(ToyData.rdd(sequences, 2), 2, SHARDS, 2);
  }

  private static TrainingOptions.Builder options(NonFinitePolicy policy) {
    return TrainingOptions.builder()
        .execution(ExecutionType.SPARK)
        .batchSize(SHARDS)
        .maxEpochs(2)
        .optimizer(OptimizerOptions.of(OptimizerType.ADAM))
        .schedule(ScheduleOptions.of(ScheduleType.CONSTANT, 0.01))
        .wordDropout(0)
        .nonFinitePolicy(policy);
  }

  private static Trainer.Result fit(ShardedDataset data, TrainingOptions options) {
    return new Trainer(new Network(SPEC), options, data, null, TrainingListener.NONE).fit();
  }

  private static String failure(ShardedDataset data, TrainingOptions options) {
    return assertThrows(InvalidInputException.class, () -> fit(data, options)).getMessage();
  }

  @Test
  void failingNamesStepShardAndBlock() {
    for (ExecutionType execution : ExecutionType.values()) {
      try (ShardedDataset data = data(13, 1)) {
        String message = failure(data, options(NonFinitePolicy.FAIL).execution(execution).build());
        assertTrue(
            message.matches(
                "training diverged at step \\d of epoch 1: the norm of the gradient is not finite; the first such shard is shard 2 of 3: its loss is \\d\\S+E38, its gradient rnn\\.weight_ih_l0\\[\\d, 0\\] is -?Infinity; lower learningRate \\(0\\.01\\), bound the gradient with gradientClipNorm .*, or leave such steps out with nonFinitePolicy=skip"),
            message);
      }
    }
  }

  @Test
  void aLossThatIsNotFiniteIsTracedAndLeftOutToo() {
    try (ShardedDataset data = data(13, 1, Float.NaN)) {
      String message = failure(data, options(NonFinitePolicy.FAIL).build());
      assertTrue(
          message.matches(
              "training diverged at step \\d of epoch 1: loss NaN; the first such shard is shard 2 of 3: its loss is NaN, its gradient rnn\\.weight_ih_l0\\[0, 0\\] is NaN; .*"),
          message);
      List<String> heard = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void onStep(int epoch, int step, double meanLoss) {
              heard.add(Double.isFinite(meanLoss) ? "finite" : "not finite");
            }
          };
      TrainingOptions options = options(NonFinitePolicy.SKIP).maxEpochs(1).build();
      EpochSummary epoch =
          new Trainer(new Network(SPEC), options, data, null, listener).fit().epochs().get(0);
      assertEquals(1, epoch.skippedSteps());
      assertTrue(Double.isFinite(epoch.loss()));
      assertEquals(5, heard.size());
      assertEquals(1, heard.stream().filter("not finite"::equals).count());
    }
  }

  @Test
  void skippingLeavesOutThatStepAlone() {
    try (ShardedDataset data = data(13, 1)) {
      Trainer.Result first = fit(data, options(NonFinitePolicy.SKIP).build());
      for (EpochSummary epoch : first.epochs()) {
        assertEquals(1, epoch.skippedSteps());
        assertTrue(Double.isFinite(epoch.loss()) && Double.isFinite(epoch.gradientNorm()));
        assertEquals(13 * 4 + 5, epoch.sequenceSteps());
      }
      for (float weight : first.weights()) {
        assertTrue(Float.isFinite(weight));
      }
      TrainingOptions threads =
          options(NonFinitePolicy.SKIP).execution(ExecutionType.THREADS).build();
      assertArrayEquals(first.weights(), fit(data, threads).weights());
    }
  }

  /** The other steps are the same, in the same order, as without the skipped one. */
  @Test
  void weightsAndOptimizerStayAsTheyWere() {
    float[] w = {1, 2, 3};
    WeightUpdate update = new WeightUpdate(w, TrainingOptions.DEFAULT);
    float[] plain = w.clone();
    WeightUpdate without = new WeightUpdate(plain, TrainingOptions.DEFAULT);
    float[][] gradients = {{1, -1, 2}, {Float.NaN, 1, 1}, {0.5f, 3, -1}};
    for (float[] g : gradients) {
      update.add(Gradient.ofDense(g.clone()), 2);
      double norm = update.apply(0.1, 1);
      assertEquals(!Float.isNaN(g[0]), Double.isFinite(norm));
      assertFalse(update.pending());
      if (Double.isFinite(norm)) {
        without.add(Gradient.ofDense(g.clone()), 2);
        without.apply(0.1, 1);
      }
    }
    assertArrayEquals(plain, w);
    update.add(Gradient.ofDense(new float[] {1, 1, 1}), 2);
    assertTrue(Double.isNaN(update.leaveOut()));
    assertFalse(update.pending());
    assertArrayEquals(plain, w);
  }

  @Test
  void anUpdateOfSeveralMiniBatchesIsLeftOutAsAWhole() {
    try (ShardedDataset data = data(13, 1)) { // five mini-batches: updates of two, two and one
      TrainingOptions options = options(NonFinitePolicy.SKIP).accumulationSteps(2).build();
      for (EpochSummary epoch : fit(data, options).epochs()) {
        assertTrue(epoch.skippedSteps() == 1 || epoch.skippedSteps() == 2);
        assertTrue(Double.isFinite(epoch.gradientNorm()));
      }
    }
  }

  @Test
  void anEpochWithoutAnUpdateFailsAllTheSame() {
    try (ShardedDataset data = data(0, 6)) {
      String message = failure(data, options(NonFinitePolicy.SKIP).build());
      assertTrue(
          message.startsWith(
              "all 2 steps of epoch 1 were left out (nonFinitePolicy=skip), the first of them for this reason: step 1 of epoch 1: the norm of the gradient is not finite; the first such shard is shard 1 of 3"),
          message);
    }
  }

  /** Skipping mini-batches cannot restore weights that have overflowed. */
  @Test
  void weightsThatOverflowFailUnderBothPolicies() {
    for (NonFinitePolicy policy : NonFinitePolicy.values()) {
      try (ShardedDataset data = data(12, 0)) {
        TrainingOptions options =
            options(policy)
                .optimizer(OptimizerOptions.of(OptimizerType.SGD))
                .schedule(ScheduleOptions.of(ScheduleType.CONSTANT, 1e300))
                .build();
        String message = failure(data, options);
        assertTrue(
            message.matches(
                "training diverged at step \\d of epoch 1: weight [a-z]+\\.[a-z_0-9]+\\[.*\\] became -?(NaN|Infinity) in the last update; lower learningRate .*"),
            message);
      }
    }
  }

  /** A sum of finite parts may overflow; then no single shard is the cause. */
  @Test
  void aSumThatOverflowsBlamesNoShard() {
    try (ShardedDataset data = data(6, 0)) {
      BatchContribution huge = new Huge();
      FiniteGuard guard =
          new FiniteGuard(
              1, options(NonFinitePolicy.FAIL).build(), data, huge, new Network(SPEC).layout());
      float[] w = new float[new Network(SPEC).layout().size()];
      assertTrue(guard.take(1, 0, null, 1, w));
      String message =
          assertThrows(
                  InvalidInputException.class, () -> guard.updated(Double.POSITIVE_INFINITY, w))
              .getMessage();
      assertTrue(
          message.startsWith(
              "training diverged at step 1 of epoch 1: the norm of the gradient is not finite; the parts of all 3 shards are finite, but their sum is not"),
          message);
    }
  }

  private static final class Huge implements BatchContribution {
    private static final long serialVersionUID = 1L;

    @Override
    public GradientSum add(
        GradientSum sum, Shard shard, float[] w, float[] carried, int epoch, int batch) {
      float[] g = new float[w.length];
      g[0] = Float.MAX_VALUE;
      return sum.add(shard.index(), Gradient.ofDense(g), 1, 1, 1, 0);
    }
  }

  @Test
  void streamsInRuinsStartAnew() {
    float[] sound = {1, 2};
    assertEquals(sound, FiniteGuard.carriedOn(sound));
    assertEquals(null, FiniteGuard.carriedOn(new float[] {1, Float.NEGATIVE_INFINITY}));
    assertEquals(null, FiniteGuard.carriedOn(null));
  }

  @Test
  void streamsAreTracedToo() {
    NetworkSpec text = Networks.like(SPEC).vocabularySize(3).inputSize(2).build();
    int[] tokens = new int[60];
    Arrays.setAll(tokens, i -> i * i % 3);
    try (ShardedDataset data =
        ShardedDataset.ofPersisted(
            ToyData.rdd(
                    List.of(
                        new Shard(
                            0,
                            SequenceBlock.of(
                                List.of(NextTokens.of(tokens).withWeight(Float.MAX_VALUE)), 0)),
                        new Shard(1, SequenceBlock.of(List.of(NextTokens.of(tokens)), 0))),
                    2)
                .cache(),
            2)) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      new Trainer(
                              new Network(text),
                              options(NonFinitePolicy.SKIP).tbpttLength(10).build(),
                              data,
                              null,
                              TrainingListener.NONE)
                          .fit())
              .getMessage();
      assertTrue(message.contains("the first such shard is shard 1 of 2"), message);
    }
  }
}
