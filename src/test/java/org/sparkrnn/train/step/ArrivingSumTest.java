package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Gradient;

class ArrivingSumTest {
  private static GradientSum part(int shards, int shard) {
    float[] gradient = {1f / (shard + 3), (float) Math.sin(shard)};
    return new GradientSum(shards).add(shard, Gradient.ofDense(gradient), 1, 1, 1, 1);
  }

  @Test
  void theSumIsTheSameInWhateverOrderResultsArrive() {
    for (int n : new int[] {1, 2, 5, 8, 13}) {
      GradientSum expected = new GradientSum(n);
      IntStream.range(0, n).forEach(shard -> expected.merge(part(n, shard)));
      List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
      for (int seed = 0; seed < 5; seed++) {
        Collections.shuffle(order, new Random(seed));
        ArrivingSum sum = ArrivingSum.ofShards(n, n);
        order.forEach(shard -> sum.arrive(shard, () -> part(n, shard)));
        assertArrayEquals(expected.gradient().flat(), sum.sum().gradient().flat(), 0f);
        assertTrue(sum.lost().isEmpty());
      }
    }
  }

  @Test
  void whatCannotBeFetchedIsLostAndTheRestIsKept() {
    ArrivingSum sum = ArrivingSum.ofShards(3, 3);
    IOException gone = new IOException("the executor is gone");
    sum.arrive(0, () -> part(3, 0));
    sum.arrive(
        1,
        () -> {
          throw gone;
        });
    sum.arrive(2, () -> part(3, 2));
    assertEquals(2, sum.sum().parts());
    assertEquals(Set.of(1), sum.lost().keySet());
    assertSame(gone, sum.lost().get(1));
  }

  private static Throwable failing(ArrivingSum.Fetch fetch) {
    ArrivingSum sum = ArrivingSum.ofShards(2, 2);
    sum.arrive(0, () -> part(2, 0));
    sum.arrive(1, fetch);
    return assertThrows(RuntimeException.class, sum::sum);
  }

  /**
   * A driver that runs out of memory is not treated like a lost executor: computing again would
   * fail again.
   */
  @Test
  void aDriverOutOfMemoryIsToldAsSuch() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    Throwable told =
        failing(
            () -> {
              throw full;
            });
    assertEquals(InvalidInputException.class, told.getClass());
    assertSame(full, told.getCause());
    assertEquals(
        "the driver ran out of memory (Java heap space) while it received the gradients of 2 tasks: raise spark.driver.memory (--driver-memory), or lower the number of tasks or the size of the network",
        told.getMessage());
    Throwable wrapped =
        failing(
            () -> {
              throw new IOException("a block could not be fetched", full);
            });
    assertTrue(wrapped.getMessage().contains("(Java heap space)"), wrapped.getMessage());
  }

  @Test
  void anyOtherFailureKeepsItsCause() {
    IllegalStateException cause = new IllegalStateException("step 3 was closed");
    Throwable told =
        failing(
            () -> {
              throw cause;
            });
    assertSame(cause, told.getCause());
    assertTrue(told.getMessage().endsWith("step 3 was closed"), told.getMessage());
  }
}
