package org.sparkrnn.train.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.SequenceBlock;

class TaskThreadsTest {
  private static final int SHARDS = 20;

  private static List<Shard> shards() {
    return IntStream.range(0, SHARDS)
        .mapToObj(i -> new Shard(i, SequenceBlock.of(List.of(), 0)))
        .toList();
  }

  @Test
  void eachShardIsWorkedOnOnceAndNoToolTwiceAtATime() {
    for (int threads : new int[] {1, 3, 40}) {
      List<AtomicInteger> tools =
          IntStream.range(0, threads).mapToObj(i -> new AtomicInteger()).toList();
      Set<Integer> done = ConcurrentHashMap.newKeySet();
      TaskThreads.each(
          shards().iterator(),
          tools,
          (tool, shard) -> {
            assertEquals(1, tool.incrementAndGet());
            assertTrue(done.add(shard.index()));
            Thread.yield();
            tool.decrementAndGet();
          });
      assertEquals(IntStream.range(0, SHARDS).boxed().collect(Collectors.toSet()), done);
    }
  }

  @Test
  void allToolsAreUsedAtOnce() {
    CountDownLatch together = new CountDownLatch(4);
    TaskThreads.each(
        shards().iterator(),
        Collections.nCopies(4, "tool"),
        (tool, shard) -> {
          together.countDown();
          try {
            assertTrue(together.await(60, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(0, together.getCount());
  }

  /**
   * Exceptions are the same as without threads, because their class decides how they are handled.
   */
  @Test
  void aFailureComesOutAsItWasThrown() {
    for (Throwable thrown : List.of(new IllegalStateException("no"), new OutOfMemoryError("no"))) {
      for (int threads = 1; threads <= 2; threads++) {
        List<Integer> tools = IntStream.range(0, threads).boxed().toList();
        assertSame(
            thrown,
            assertThrows(
                Throwable.class,
                () ->
                    TaskThreads.each(
                        shards().iterator(),
                        tools,
                        (tool, shard) -> {
                          if (shard.index() == 3) {
                            TaskThreadsTest.<RuntimeException>sneak(thrown);
                          }
                        })));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void anInterruptedTaskStopsItsThreads() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    AtomicBoolean flag = new AtomicBoolean();
    Thread task =
        new Thread(
            () -> {
              assertThrows(
                  IllegalStateException.class,
                  () ->
                      TaskThreads.each(
                          shards().iterator(),
                          List.of(0, 1),
                          (tool, shard) -> {
                            begun.countDown();
                            try {
                              Thread.sleep(600_000);
                            } catch (InterruptedException e) {
                              interrupted.countDown();
                            }
                          }));
              flag.set(Thread.currentThread().isInterrupted());
            });
    task.start();
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    task.interrupt();
    task.join(60_000);
    assertTrue(flag.get());
    assertTrue(interrupted.await(60, TimeUnit.SECONDS));
  }
}
