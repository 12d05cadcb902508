package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.train.step.GradientSum;

class StepTimeTest {
  private static final long MS = 1_000_000;
  private static final int PARAMETERS = 4_600_000;

  /** A step whose tasks compute for given milliseconds each. */
  private static StepTime step(long broadcast, long job, long update, long... tasks) {
    GradientSum sum = new GradientSum(tasks.length);
    for (int task = 0; task < tasks.length; task++) {
      sum.merge(
          new GradientSum(tasks.length)
              .add(task, Gradient.ofDense(new float[] {1}), 0, 1, 1, tasks[task] * MS));
    }
    StepTime time = new StepTime();
    time.addGradient(broadcast * MS, sum, tasks.length, job * MS);
    time.addUpdate(update * MS);
    return time;
  }

  private static Optional<String> hint(StepTime time, ExecutionType execution, boolean local) {
    return StepHint.of(time, PARAMETERS, 700, execution, local);
  }

  @Test
  void thePartsAddUpToTheWhole() {
    StepTime time = step(3, 50, 7, 10, 40);
    assertEquals(25, time.computeMs());
    assertEquals(15, time.waitMs());
    assertEquals(10, time.aggregateMs());
    assertEquals(60, time.totalMs());
    assertEquals(2, time.tasks());
    StepTime both = time.plus(step(1, 50, 7, 20, 30, 40, 50));
    assertEquals(3, both.tasks());
    assertEquals(30, both.computeMs());
    assertEquals(15, both.waitMs());
    assertEquals(59, both.totalMs());
    assertEquals(
        "59.0 ms (compute 30.0, wait 15.0, broadcast 2.0, aggregate 5.0, update 7.0)",
        both.toString());
    assertEquals(0, new StepTime().totalMs());
  }

  @Test
  void oneTaskWaitsForNobody() {
    assertEquals(0, step(3, 50, 7, 40).waitMs());
  }

  @Test
  void aStepOfArithmeticNeedsNoHint() {
    assertEquals(Optional.empty(), hint(step(3, 110, 20, 90, 100), ExecutionType.SPARK, false));
    assertEquals(Optional.empty(), hint(new StepTime(), ExecutionType.SPARK, false));
    assertEquals(Optional.empty(), hint(step(0, 9, 1, 1, 1), ExecutionType.THREADS, true));
  }

  @Test
  void hintsNameThePartAndWhatToChange() {
    assertEquals(
        "62 % of a step of 100.0 ms is aggregation of 4.6 M parameters for 700 tokens: raise"
            + " batchSize, or use fewer executors",
        hint(step(2, 90, 8, 30, 30), ExecutionType.SPARK, false).get());
    assertEquals(
        "62 % of a step of 100.0 ms is broadcast of 4.6 M parameters for 700 tokens: on this machine execution=threads would take about 38.0 ms per step",
        hint(step(60, 32, 8, 30, 30), ExecutionType.SPARK, true).get());
    assertEquals(
        "60 % of a step of 100.0 ms is the update of 4.6 M parameters on the driver, for 700 tokens: raise batchSize or accumulationSteps, or give the driver more cores",
        hint(step(0, 40, 60, 40, 40), ExecutionType.THREADS, true).get());
    String wait = hint(step(0, 95, 5, 20, 20, 90), ExecutionType.SPARK, false).get();
    assertTrue(
        wait.startsWith(
            "47 % of a step of 100.0 ms is waiting for the slowest of 3 tasks: set numShards to a"),
        wait);
  }

  @Test
  void parametersAreCountedInShort() {
    assertEquals("4.6 M", StepHint.count(4_600_000));
    assertEquals("12 k", StepHint.count(12_345));
    assertEquals("9,850", StepHint.count(9_850));
  }
}
