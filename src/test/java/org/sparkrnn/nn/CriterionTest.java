package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which evaluations are better, and which differ only by chance. */
class CriterionTest {
  private static Evaluation labels(double loss, double correct) {
    return Evaluation.ofLabels(loss, 100, 100, correct);
  }

  @Test
  void theStandardErrorIsThatOfAShare() {
    assertEquals(0.04, labels(1, 80).accuracyError(), 1e-12);
    assertEquals(0, labels(1, 100).accuracyError());
    assertTrue(Double.isNaN(Evaluation.ofReals(1, 4, 4, 9, 9).accuracyError()));
    Evaluation weighted = Evaluation.ofLabels(1, 100, 1e6, 8e5);
    assertEquals(0.04, weighted.accuracyError(), 1e-12, "a weight is not a number of outputs");
  }

  @Test
  void anAccuracyWithinOneStandardErrorIsAsGood() {
    Criterion accuracy = Criterion.ACCURACY;
    assertTrue(accuracy.withinChance(labels(9, 76), labels(1, 80)));
    assertFalse(accuracy.withinChance(labels(1, 75), labels(1, 80)));
    assertTrue(accuracy.withinChance(labels(9, 100), labels(1, 100)));
    assertFalse(accuracy.withinChance(labels(1, 99), labels(1, 100)));
  }

  @Test
  void ofLossesOnlyTheLeastIsKept() {
    assertFalse(Criterion.LOSS.withinChance(labels(1.001, 80), labels(1, 80)));
    assertTrue(Criterion.LOSS.better(labels(1, 70), labels(1.001, 80)));
    assertFalse(Criterion.LOSS.better(labels(1, 80), labels(1, 80)));
  }
}
