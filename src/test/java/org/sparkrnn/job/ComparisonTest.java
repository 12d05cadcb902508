package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.RnnTrainingSummary;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;

/** The advice for a model that is no better than its baseline, which depends on its training. */
class ComparisonTest {
  private static RnnTrainingSummary summary(int epochs, int best, boolean validated) {
    List<EpochSummary> all = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Evaluation validation = validated ? Evaluation.NONE : null;
      all.add(new EpochSummary(epoch, 1, 1, 0.1, validation, null, 10, 1, new StepTime(), 0));
    }
    return new RnnTrainingSummary(all, best, 10, 5, 0, 0, 100, 1, null, List.of(), Map.of());
  }

  @Test
  void whatToTryFollowsFromTheTraining() {
    String more = Comparison.training(summary(7, 7, false));
    assertTrue(more.startsWith("more epochs (maxEpochs is 7, "), more);
    assertTrue(more.contains("validationFraction"), more);
    String best = Comparison.training(summary(7, 7, true));
    assertTrue(
        best.startsWith(
            "more epochs (maxEpochs, with a larger earlyStoppingPatience), because the validation was still best after the last of 7"),
        best);
    String smaller = Comparison.training(summary(7, 3, true));
    assertTrue(smaller.startsWith("a smaller network"), smaller);
    assertTrue(smaller.endsWith("validation became worse after epoch 3 of 7"), smaller);
  }

  @Test
  void theMainMetricSaysWhatIsBetter() {
    assertTrue(MainMetric.higher("accuracy").better(0.9, 0.8));
    assertFalse(MainMetric.higher("accuracy").better(0.8, 0.8), "equal is not above");
    assertTrue(MainMetric.lower("rmse").better(1, 2));
    assertFalse(MainMetric.lower("rmse").better(2, 2));
    assertEquals(0, MainMetric.lower("rmse").perfect());
    assertEquals(1, MainMetric.higher("accuracy").perfect());
    assertEquals("rmse", MainMetric.lower("rmse").name());
  }
}
