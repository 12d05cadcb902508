package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloatPoolTest {
  private static final int LARGE = (1 << 18) + 12345; // a length that no other test uses

  @Test
  void whatIsGivenIsTakenAgainAndOnlyOnce() {
    float[] array = FloatPool.take(LARGE);
    array[7] = 1;
    FloatPool.give(array);
    assertSame(array, FloatPool.take(LARGE));
    assertNotSame(array, FloatPool.take(LARGE));
  }

  @Test
  void zerosAreZeros() {
    float[] array = FloatPool.take(LARGE + 1);
    array[LARGE] = 1;
    FloatPool.give(array);
    float[] zeros = FloatPool.takeZeros(LARGE + 1);
    assertSame(array, zeros);
    assertEquals(0f, zeros[LARGE]);
  }

  @Test
  void smallOnesAndOthersLengthsAreNotMixedIn() {
    float[] small = new float[10];
    FloatPool.give(small);
    assertNotSame(small, FloatPool.take(10));
    FloatPool.give(new float[LARGE + 2]);
    assertEquals(LARGE + 3, FloatPool.take(LARGE + 3).length);
  }

  @Test
  void fewAreKept() {
    Set<float[]> given = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 10; i++) {
      given.add(new float[LARGE + 4]);
    }
    given.forEach(FloatPool::give);
    long kept =
        IntStream.range(0, 10).filter(i -> given.contains(FloatPool.take(LARGE + 4))).count();
    assertEquals(4, kept);
  }
}
