package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparkrnn.nn.Criterion;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.checkpoint.Checkpoint;

/** Which epoch's weights are kept; the only weight is the number of the epoch. */
class BestWeightsTest {
  private final float[] w = new float[1];

  private static Evaluation evaluation(double loss, double correct) {
    return Evaluation.ofLabels(100 * loss, 100, 100, correct);
  }

  private void offer(BestWeights best, int epoch, Evaluation now) {
    w[0] = epoch;
    best.offer(epoch, now, w);
  }

  private BestWeights after(Criterion criterion, Evaluation... epochs) {
    BestWeights best = new BestWeights(criterion);
    for (int e = 1; e <= epochs.length; e++) {
      offer(best, e, epochs[e - 1]);
    }
    return best;
  }

  private static void require(int kept, int highest, BestWeights best) {
    assertArrayEquals(new float[] {kept}, best.weights());
    assertEquals(kept, best.epoch());
    assertEquals(highest, best.bestEpoch());
  }

  @Test
  void theLatestWithinChanceOfTheHighestAccuracyIsKept() {
    Evaluation[] epochs = {
      evaluation(0.9, 70), evaluation(0.7, 80), evaluation(0.6, 77), evaluation(0.6, 75)
    };
    require(3, 2, after(Criterion.ACCURACY, epochs));
  }

  @Test
  void whatIsWithinChanceOfOneBestIsNotOfTheNext() {
    Evaluation[] epochs = {evaluation(0.9, 80), evaluation(0.9, 76), evaluation(0.9, 90)};
    require(3, 3, after(Criterion.ACCURACY, epochs));
    Evaluation[] longer = {epochs[0], epochs[1], epochs[2], evaluation(0.1, 86)};
    require(3, 3, after(Criterion.ACCURACY, longer));
  }

  @Test
  void ofLossesTheLeastIsKept() {
    Evaluation[] epochs = {evaluation(0.9, 70), evaluation(0.7, 60), evaluation(0.7001, 90)};
    require(2, 2, after(Criterion.LOSS, epochs));
  }

  @Test
  void withoutValidationTheLastIsKept() {
    require(3, 3, after(Criterion.ACCURACY, null, null, null));
  }

  @Test
  void aCheckpointRemembersBoth() {
    BestWeights before = after(Criterion.ACCURACY, evaluation(1, 80), evaluation(1, 78));
    Checkpoint checkpoint = new Checkpoint();
    before.save(checkpoint);
    BestWeights best = new BestWeights(Criterion.ACCURACY);
    best.restore(checkpoint, w, 2);
    require(2, 1, best);
    offer(best, 3, evaluation(0.1, 75));
    require(2, 1, best);
    offer(best, 4, evaluation(2, 76));
    require(4, 1, best);
  }
}
