package org.sparkrnn.train.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CostModelTest {
  private static final double EXACT = 1e-12; // relative
  private static final int MANY = 1 << 20; // shards

  /** Job 5 ms + 1 ms per task; 1 ns + 2 ns per byte and so on; 2 us per token; 3 ms of update. */
  private static final CostParts PARTS =
      new CostParts(
          new Line(5e-3, 1e-3),
          new Line(1e-9, 2e-9),
          new Line(3e-9, 4e-9),
          new Line(1e-9, 3e-9),
          new Line(5e-9, 1e-9),
          2e-6,
          3e-3);

  private static final StepWork DENSE = new StepWork(1_000_000, 0, 0, 0, 8_000, MANY);

  /** Half of the parameters are rows of 50, of which 400 are read. */
  private static final StepWork ROWS = new StepWork(1_000_000, 500_000, 50, 400, 8_000, MANY);

  private static final Cluster MACHINES = new Cluster(2, 0, false);

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, EXACT * Math.abs(expected));
  }

  private static StepCost step(StepWork work, Cluster cluster, int executors) {
    return new CostModel(PARTS, work, cluster).at(executors);
  }

  @Test
  void aFewExecutorsExchangeEverythingWithTheDriver() {
    StepCost step = step(DENSE, MACHINES, 4);
    assertClose(8_000 * 2e-6 / 8, step.arithmetic());
    assertClose(9e-3, step.job());
    assertClose(4e6 * 9e-9, step.out());
    assertClose(4e6 * 13e-9, step.back());
    assertClose(3e-3, step.update());
    assertClose(2e-3 + 9e-3 + 36e-3 + 52e-3 + 3e-3, step.total());
    assertClose(97e-3, step.exchange());
    assertClose(100e-3, step.overhead());
  }

  @Test
  void manyExecutorsGetABroadcastAndSumSlices() {
    StepCost step = step(DENSE, MACHINES, 15); // one piece, which goes round in 4 turns
    assertClose(2 * 5e-3 + 15e-3 + 15e-3, step.job()); // 15 tasks, then 15 slices
    assertClose(4e6 * (3e-9 + 4 * 4e-9), step.out());
    assertClose(4e6 * 6e-9, step.back());
    StepWork larger = new StepWork(10 << 20, 0, 0, 0, 8_000, MANY); // 10 pieces
    assertClose((40 << 20) * (3e-9 + 1.3 * 4e-9), step(larger, MACHINES, 15).out());
  }

  @Test
  void smallGradientsOfManyExecutorsAreFetchedByTheDriver() {
    StepWork small = new StepWork(100_000, 0, 0, 0, 8_000, MANY);
    StepCost step = step(small, MACHINES, 15);
    assertClose(20e-3, step.job());
    assertClose(4e5 * (1e-9 + 15 * 3e-9), step.back());
  }

  @Test
  void onlyRowsThatAreReadTravel() {
    StepCost step = step(ROWS, MACHINES, 4);
    assertClose(4 * (500_000 + 400 * 51) * 9e-9, step.out());
    assertClose(4 * (500_000 + 200 * 51) * 13e-9, step.back());
    StepWork most = new StepWork(1_000_000, 500_000, 50, 6_000, 8_000, MANY); // 80 % of all
    assertClose(step(DENSE, MACHINES, 4).out(), step(most, MACHINES, 4).out());
    assertTrue(step(most, MACHINES, 4).back() < step(DENSE, MACHINES, 4).back());
  }

  @Test
  void theNetworkCountsOncePerExecutorAtTheDriverAndTwiceWithSlices() {
    Cluster slow = Cluster.ofMachines(2, 8); // 1 ns per byte
    assertClose(4e6 * 4e-9, step(DENSE, slow, 4).out() - step(DENSE, MACHINES, 4).out());
    assertClose(4e6 * 4e-9, step(DENSE, slow, 4).back() - step(DENSE, MACHINES, 4).back());
    assertClose(4e6 * 4e-9, step(DENSE, slow, 15).out() - step(DENSE, MACHINES, 15).out());
    assertClose(4e6 * 2e-9, step(DENSE, slow, 500).back() - step(DENSE, MACHINES, 500).back());
  }

  @Test
  void oneMachineMovesTheBytesOfAllItsExecutors() {
    Cluster shared = new Cluster(2, 0, true);
    assertEquals(step(DENSE, MACHINES, 4), step(DENSE, shared, 4));
    assertClose(4e6 * (3e-9 + 15 * 4e-9), step(DENSE, shared, 15).out());
    assertClose(4e6 * (5e-9 + 15e-9), step(DENSE, shared, 15).back());
  }

  @Test
  void oneExecutorWithoutANetworkCostsAJobMore() {
    CostParts still =
        new CostParts(
            PARTS.job(),
            new Line(0, 0),
            new Line(0, 0),
            new Line(0, 0),
            new Line(0, 0),
            2e-6,
            3e-3);
    CostModel model = new CostModel(still, DENSE, MACHINES);
    assertClose(8e-3 + 3e-3, model.alone());
    assertClose(model.alone() + 6e-3, model.at(1).total());
    assertClose(11.0 / 17, model.speedUp(1));
  }

  @Test
  void theJobIsMostOfAStepOnVeryManyExecutors() {
    StepCost step = step(ROWS, Cluster.ofMachines(8, 10), 1_000);
    assertTrue(step.job() > 0.8 * step.total(), step.toString());
  }

  @Test
  void moreExecutorsThanShardsDoNotHelp() {
    StepWork work = new StepWork(1_000_000, 0, 0, 0, 8_000, 6);
    assertClose(16e-3 / 6, step(work, MACHINES, 4).arithmetic());
    assertClose(16e-3 / 6, step(work, MACHINES, 400).arithmetic());
    assertClose(step(work, MACHINES, 6).job(), step(work, MACHINES, 400).job());
  }

  @Test
  void atTheEvenBatchOverheadIsHalfOfTheStep() {
    CostModel model = new CostModel(PARTS, DENSE, MACHINES);
    for (int n : new int[] {1, 4, 100}) {
      double tokens = model.evenTokens(n);
      StepCost even = step(new StepWork(1_000_000, 0, 0, 0, tokens, MANY), MACHINES, n);
      assertClose(even.overhead(), even.arithmetic());
    }
    assertClose(100e-3 * 8 / 2e-6, model.evenTokens(4));
  }

  @Test
  void aModelOfAMeasuredStepPredictsIt() {
    StepCost measured = new StepCost(2, 4e-3, 30e-3, 0, 0, 5e-3);
    CostModel model = CostModel.ofStep(DENSE, MACHINES, measured);
    StepCost here = model.at(2);
    assertClose(39e-3, here.total());
    assertClose(4e-3, here.arithmetic());
    assertClose(5e-3, here.update());
    StepCost typical = new CostModel(CostParts.TYPICAL, DENSE, MACHINES).at(2);
    assertClose(30e-3 * typical.out() / typical.exchange(), here.out());
    assertClose(2e-3, model.at(4).arithmetic());
    assertClose(8e-3 + 5e-3, model.alone());
    StepCost unscaled = CostModel.ofArithmetic(DENSE, MACHINES, measured).at(2);
    assertClose(4e-3 + typical.exchange() + 5e-3, unscaled.total());
  }

  @Test
  void aLineThroughTwoMeasurementsHasNoNegativePart() {
    assertEquals(new Line(3, 2), Line.through(1, 5, 2, 7));
    assertEquals(new Line(4, 0), Line.through(1, 5, 2, 4));
    assertEquals(new Line(0, 4), Line.through(1, 2, 2, 8));
    assertEquals(new Line(4, 0), Line.through(1, 5, 1, 4));
    assertEquals(new Line(6, 4), Line.through(1, 5, 2, 7).times(2));
  }

  /** Only arithmetic becomes less with more executors. */
  @Property
  void costsAreMonotone(
      @ForAll @IntRange(min = 1, max = 2_000) int executors,
      @ForAll @IntRange(min = 1, max = 50_000_000) int parameters,
      @ForAll @IntRange(max = 4) int quartersOfTable,
      @ForAll @IntRange(min = 1, max = 300) int rowSize,
      @ForAll @DoubleRange(min = 0, max = 100) double gigabits,
      @ForAll boolean shared) {
    long table = quartersOfTable * (parameters / 5L) / rowSize * rowSize;
    double rows = Math.min(500, table / rowSize);
    StepWork work = new StepWork(parameters, table, rowSize, rows, 1_000, MANY);
    StepWork more = new StepWork(parameters + 1_000, table, rowSize, rows, 1_000, MANY);
    Cluster cluster = new Cluster(4, 1 / (gigabits + 0.1) * 8e-9, shared);
    StepCost step = step(work, cluster, executors);
    StepCost next = step(work, cluster, executors + 1);
    assertTrue(next.arithmetic() < step.arithmetic());
    assertTrue(next.job() >= step.job() * (1 - EXACT), next + " after " + step);
    if (executors != 4) { // beyond it, a broadcast relieves the driver
      assertTrue(next.out() >= step.out() * (1 - EXACT), next + " after " + step);
    }
    assertTrue(step(more, cluster, executors).out() >= step.out() * (1 - EXACT));
    assertTrue(step(work, new Cluster(4, 1e-6, shared), executors).total() > step.total());
    assertEquals(step.total(), step.arithmetic() + step.overhead());
    assertTrue(Double.isFinite(step.total()) && step.total() > 0);
  }
}
