package org.sparkrnn.train.step;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands objects between the driver and tasks of the same JVM by reference. Under a local master
 * weights and gradients need not become bytes at all; Spark would serialize a task's result even
 * then.
 *
 * <p>Keys are never used twice in a JVM. What belongs to a step is dropped when the step ends, so
 * results of attempts that nobody asks for do not stay.
 */
public final class InProcess {
  private static final AtomicLong KEYS = new AtomicLong();
  private static final Map<Long, Map<Long, Object>> STEPS = new ConcurrentHashMap<>();

  private InProcess() {}

  /** Opens a step; close it in a finally. */
  public static long open() {
    long step = KEYS.incrementAndGet();
    STEPS.put(step, new ConcurrentHashMap<>());
    return step;
  }

  /** Drops what belongs to a step. */
  public static void close(long step) {
    STEPS.remove(step);
  }

  /** Keeps an object and returns its key; after the step was closed it is not kept. */
  public static long put(long step, Object object) {
    long key = KEYS.incrementAndGet();
    Map<Long, Object> objects = STEPS.get(step);
    if (objects != null) {
      objects.put(key, object);
    }
    return key;
  }

  /**
   * The object of a key; it stays.
   *
   * @throws IllegalStateException if there is none: the step was closed, or this is another JVM
   */
  public static Object get(long step, long key) {
    Map<Long, Object> objects = STEPS.get(step);
    Object object = objects == null ? null : objects.get(key);
    if (object == null) {
      throw new IllegalStateException(
          "step %d has no object %d in this JVM; it was closed".formatted(step, key));
    }
    return object;
  }
}
