package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.ParamLayout;

/** What an executor keeps of the weights is a cache, and a vector of some rows is used again. */
class FetchedWeightsTest {
  private static final ParamLayout.Block TABLE =
      new ParamLayout().table("table", 6, 2, Initializer.normal(1));
  private static final float NONE = Float.NaN;

  private static long ids = new Random().nextLong() & Long.MAX_VALUE >> 1; // as no other test has

  private static long newId() {
    return ids++;
  }

  /** Weights from a number on. */
  private static float[] from(int first, int size) {
    float[] w = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = first + i;
    }
    return w;
  }

  /** As blocks bring them. */
  private static FetchedWeights.Fetch fetch(float[] w, int... rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new WeightRows(w, TABLE, rows).writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return vectors ->
        WeightRows.read(
            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), vectors);
  }

  @Test
  void rowsThatWereNotSentAreNoNumbers() throws IOException {
    float[] expected = {NONE, NONE, 2, 3, NONE, NONE, NONE, NONE, NONE, NONE, 10, 11, 12, 13, 14};
    try (FetchedWeights weights = FetchedWeights.take(newId(), fetch(from(0, 15), 1, 5))) {
      assertArrayEquals(expected, weights.w());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new WeightRows(from(0, 15), TABLE, new int[] {1, 5}).writeTo(new DataOutputStream(bytes));
    WeightRows copy = new WeightRows(); // as a broadcast brings them
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] w = copy.places().newVector();
    copy.writeTo(w);
    assertArrayEquals(expected, w);
  }

  @Test
  void someRowsAreSentWhereTheyAreClearlyLess() {
    assertTrue(WeightRows.worthIt(16, TABLE, 3)); // 4 + 6 of 16
    assertFalse(WeightRows.worthIt(16, TABLE, 4)); // 4 + 8 of 16
    assertFalse(WeightRows.worthIt(48, TABLE, 0)); // 36 of 48
  }

  @Test
  void theNextStepUsesTheVectorAgain() {
    float[] first;
    try (FetchedWeights weights = FetchedWeights.take(newId(), fetch(from(0, 13), 0, 2))) {
      first = weights.w();
      assertArrayEquals(
          new float[] {0, 1, NONE, NONE, 4, 5, NONE, NONE, NONE, NONE, NONE, NONE, 12}, first);
    }
    long id = newId();
    try (FetchedWeights weights = FetchedWeights.take(id, fetch(from(100, 13), 1, 2))) {
      assertSame(first, weights.w());
      assertArrayEquals(
          new float[] {NONE, NONE, 102, 103, 104, 105, NONE, NONE, NONE, NONE, NONE, NONE, 112},
          weights.w());
      // A second task of the step, and a task of another training of the same sizes.
      try (FetchedWeights same = FetchedWeights.take(id, vectors -> new float[0]);
          FetchedWeights other = FetchedWeights.take(newId(), fetch(from(200, 13), 3))) {
        assertSame(first, same.w());
        assertNotSame(first, other.w());
        assertEquals(206, other.w()[6]);
        assertEquals(102, first[2]);
      }
    }
  }

  /** Two trainings of unlike networks in one process. */
  @Test
  void vectorsOfOtherSizesAreLeftAlone() {
    long id = newId();
    try (FetchedWeights weights = FetchedWeights.take(id, fetch(from(0, 17), 0))) {
      assertEquals(16, weights.w()[16]);
    }
    try (FetchedWeights other = FetchedWeights.take(newId(), fetch(from(0, 18), 0));
        FetchedWeights weights = FetchedWeights.take(id, vectors -> new float[0])) {
      assertEquals(18, other.w().length);
      assertEquals(17, weights.w().length, "it was still there");
    }
  }

  @Test
  void whatWasDroppedIsFetchedAgain() {
    long id = newId();
    AtomicInteger times = new AtomicInteger();
    FetchedWeights.Fetch all =
        vectors -> {
          times.incrementAndGet();
          return from(7, 3);
        };
    for (int round = 1; round <= 2; round++) {
      for (int i = 0; i < 2; i++) {
        try (FetchedWeights weights = FetchedWeights.take(id, all)) {
          assertArrayEquals(from(7, 3), weights.w());
        }
      }
      assertEquals(round, times.get());
      for (int later = 0; later < 4; later++) {
        FetchedWeights.take(newId(), vectors -> from(0, 3)).close();
      }
    }
  }

  /** The first task of a step is killed while it fetches; its speculative copy is not. */
  @Test
  void aTaskThatWaitsFetchesItselfWhereTheFirstFails() throws Exception {
    long id = newId();
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<FetchedWeights> first =
          pool.submit(
              () ->
                  FetchedWeights.take(
                      id,
                      vectors -> {
                        fetching.countDown();
                        try {
                          killed.await();
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                        throw new IOException("killed");
                      }));
      fetching.await();
      Future<FetchedWeights> second =
          pool.submit(() -> FetchedWeights.take(id, fetch(from(0, 19), 4)));
      killed.countDown();
      try (FetchedWeights weights = second.get()) {
        assertEquals(8, weights.w()[8]);
      }
      Exception thrown = assertThrows(Exception.class, first::get);
      assertTrue(
          thrown.getCause().getMessage().startsWith("the weights of a step could not be fetched"),
          thrown.toString());
    } finally {
      pool.shutdown();
    }
  }
}
