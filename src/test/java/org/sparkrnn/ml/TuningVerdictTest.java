package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The best of many trials is partly luck, so the given settings stay unless the evidence is
 * stronger.
 */
class TuningVerdictTest {
  private static final TuningVerdict.Scale FOLDS =
      new TuningVerdict.Scale("accuracy", false, new double[] {10, 10, 10});
  private static final TuningVerdict.Scale ROWS =
      new TuningVerdict.Scale("accuracy", false, new double[] {100});

  private static Trial trial(int index, int rung, double... accuracies) {
    List<Map<String, Double>> folds = new ArrayList<>();
    Arrays.stream(accuracies).forEach(value -> folds.add(Map.of("accuracy", value)));
    double mean = Arrays.stream(accuracies).average().orElse(0);
    return new Trial(
        index,
        rung,
        1,
        Map.of(),
        Map.of("accuracy", mean),
        accuracies.length == 1 ? List.of() : folds,
        1,
        null);
  }

  private static Trial failed(int index, int rung) {
    return new Trial(index, rung, 1, Map.of(), Map.of(), List.of(), 1, "it diverged");
  }

  private static TuningVerdict verdict(TuningVerdict.Scale scale, Trial... trials) {
    return TuningVerdict.of(List.of(trials), scale).orElseThrow();
  }

  private static void assertWins(int index, String words, TuningVerdict verdict) {
    assertEquals(index, verdict.winner().index(), verdict.reason());
    assertTrue(verdict.reason().contains(words), verdict.reason());
  }

  @Test
  void aGainInAllFoldsIsMoreThanOneInASingleFold() {
    Trial given = trial(0, 0, 0.8, 0.7, 0.9);
    Trial lucky = trial(1, 0, 1.0, 0.7, 0.9); // the larger mean
    Trial steady = trial(2, 0, 0.85, 0.75, 0.95);
    assertWins(
        0,
        "given settings stay: their accuracy is 0.8000, that of trial 1 is 0.8667, but differences up to",
        verdict(FOLDS, given, lucky));
    assertWins(2, "trial 2 wins", verdict(FOLDS, given, lucky, steady));
    assertWins(2, "trial 2 wins", verdict(FOLDS, steady, lucky, given));
  }

  /**
   * Two of three rows more in one fold of five and one in another: the gain equals its standard
   * error.
   */
  @Test
  void aTieIsNoWin() {
    TuningVerdict.Scale five =
        new TuningVerdict.Scale("accuracy", false, new double[] {54, 54, 54, 54, 54});
    Trial given = trial(0, 0, 0.962963, 0.962963, 0.981481, 0.981481, 0.962963);
    Trial other = trial(1, 0, 1.0, 0.981481, 0.981481, 0.981481, 0.962963);
    assertWins(0, "0.9704, that of trial 1 is 0.9815, but", verdict(five, given, other));
  }

  @Test
  void onOnePartTheRowsCount() {
    Trial given = trial(0, 0, 0.8); // whose standard error is 0.04
    assertWins(0, "that of trial 1 is 0.8300, but", verdict(ROWS, given, trial(1, 0, 0.83)));
    assertWins(
        1,
        "differences up to 0.0400 can be due to chance",
        verdict(ROWS, given, trial(1, 0, 0.85)));
    assertWins(0, "no trial was better", verdict(ROWS, given, trial(1, 0, 0.8), trial(2, 0, 0.1)));
    TuningVerdict.Scale loss = new TuningVerdict.Scale("accuracy", true, new double[] {100});
    assertWins(2, "trial 2 wins", verdict(loss, given, trial(1, 0, 0.75), trial(2, 0, 0.6)));
    assertWins(0, "that of trial 1 is 0.7500, but", verdict(loss, given, trial(1, 0, 0.75)));
  }

  @Test
  void onlyTheHighestRungCounts() {
    assertWins(
        0,
        "no trial was better",
        verdict(ROWS, trial(0, 0, 0.1), trial(0, 1, 0.5), trial(1, 0, 0.9), failed(2, 2)));
    assertWins(
        1,
        "were not trained that long",
        verdict(ROWS, trial(0, 0, 0.9), failed(0, 1), trial(1, 1, 0.5), trial(2, 1, 0.4)));
    assertTrue(TuningVerdict.of(List.of(failed(0, 0)), ROWS).isEmpty());
  }
}
