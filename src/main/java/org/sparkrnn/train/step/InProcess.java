package org.sparkrnn.train.step;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes objects between the driver and tasks in the same JVM by reference. Under a local master
 * weights and gradients need not be serialized, but Spark would serialize a task's result even
 * then.
 *
 * <p>Keys are never used twice in a JVM. A step's objects are dropped when the step ends, including
 * the results of attempts that nobody reads.
 */
public final class InProcess {
  private static final AtomicLong KEYS = new AtomicLong();
  private static final Map<Long, Map<Long, Object>> STEPS = new ConcurrentHashMap<>();

  private InProcess() {}

  /** Opens a step; the caller closes it in a finally block. */
  public static long open() {
    long step = KEYS.incrementAndGet();
    STEPS.put(step, new ConcurrentHashMap<>());
    return step;
  }

  /** Drops the objects of a step. */
  public static void close(long step) {
    STEPS.remove(step);
  }

  /** Keeps an object unless its step is closed, and returns its key. */
  public static long put(long step, Object object) {
    long key = KEYS.incrementAndGet();
    Map<Long, Object> objects = STEPS.get(step);
    if (objects != null) {
      objects.put(key, object);
    }
    return key;
  }

  /**
   * Returns the object of a key, without removing it.
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
