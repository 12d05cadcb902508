package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The smallest distance of rows, and whether it is an exception. */
class StepDistanceTest {
  private static final double DAY = 86_400;

  @Test
  void withoutTwoRowsThereIsNone() {
    StepDistance none = StepDistance.NONE.merge(StepDistance.of("a", new double[] {3}));
    assertEquals(1, none.steps());
    assertFalse(none.exceptional());
    assertEquals(0, StepDistance.NONE.largestTime());
  }

  @Test
  void theLargestTimeIsThatOfAllSeriesAlsoOfThoseWithOneRow() {
    StepDistance a = StepDistance.of("a", new double[] {-9, 1, 2});
    StepDistance single = StepDistance.of("single", new double[] {-20});
    StepDistance b = StepDistance.of("b", new double[] {0, 3, 10});
    assertEquals(9, a.largestTime());
    assertEquals(10, b.merge(a).largestTime());
    for (StepDistance all :
        new StepDistance[] {a.merge(single).merge(b), single.merge(b.merge(a))}) {
      assertEquals(20, all.largestTime());
      assertEquals(1, all.steps());
    }
  }

  @Test
  void theSmallestDistanceOfAllSeriesIsFoundInAnyOrder() {
    StepDistance a = StepDistance.of("a", new double[] {0, 1, 2, 3, 4});
    StepDistance b = StepDistance.of("b", new double[] {0, 1, 1.5, 2, 3});
    assertFalse(a.exceptional());
    assertFalse(b.exceptional(), "half of its distances");
    for (StepDistance both : new StepDistance[] {a.merge(b), b.merge(a)}) {
      assertEquals(0.5, both.steps());
      assertTrue(both.exceptional(), "two of eight distances");
    }
  }

  @Test
  void monthsOfDifferentLengthsAreOneStep() {
    StepDistance february = StepDistance.of("a", new double[] {0, 31 * DAY, 59 * DAY, 90 * DAY});
    StepDistance summer = StepDistance.of("b", new double[] {0, 31 * DAY, 62 * DAY, 92 * DAY});
    assertEquals(28 * DAY, summer.merge(february).steps());
    assertFalse(summer.merge(february).exceptional());
  }

  @Test
  void missingDaysOfAMinorityAreNoException() {
    assertFalse(StepDistance.of("a", new double[] {0, 1, 2, 3, 4, 7, 8, 9, 10, 11}).exceptional());
  }
}
