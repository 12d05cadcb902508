package org.sparkrnn.nn;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps large arrays for the next step. Garbage collectors give large arrays regions of their own,
 * fill them with zeros and reclaim them late, so that allocating a vector of millions of floats per
 * step would cost more than the arithmetic. Small arrays are cheap to allocate and are not kept.
 *
 * <p>Only the owner of an array may give it back, only once, and must not use it afterwards.
 */
public final class FloatPool {
  private static final int LEAST = 1 << 18; // floats
  private static final int KEPT = 4; // arrays per length
  private static final Map<Integer, Shelf> SHELVES = new ConcurrentHashMap<>();

  private FloatPool() {}

  /** Idle arrays of one length, which are freed when memory is short. */
  private static final class Shelf {
    private final Deque<SoftReference<float[]>> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();

    float[] poll() {
      float[] array = null;
      SoftReference<float[]> kept;
      while (array == null && (kept = idle.poll()) != null) {
        size.decrementAndGet();
        array = kept.get();
      }
      return array;
    }

    void add(float[] array) {
      if (size.incrementAndGet() <= KEPT) {
        idle.push(new SoftReference<>(array)); // the latest is most likely still in a cache
      } else {
        size.decrementAndGet();
      }
    }
  }

  /** An array of exactly {@code length}, with any content. */
  public static float[] take(int length) {
    Shelf shelf = length < LEAST ? null : SHELVES.get(length);
    float[] array = shelf == null ? null : shelf.poll();
    return array == null ? new float[length] : array;
  }

  /** An array of exactly {@code length}, all zeros. */
  public static float[] takeZeros(int length) {
    Shelf shelf = length < LEAST ? null : SHELVES.get(length);
    float[] array = shelf == null ? null : shelf.poll();
    if (array == null) {
      return new float[length];
    }
    Arrays.fill(array, 0f);
    return array;
  }

  /** Gives an array back; another thread may get it at once. */
  public static void give(float[] array) {
    if (array.length >= LEAST) {
      SHELVES.computeIfAbsent(array.length, length -> new Shelf()).add(array);
    }
  }
}
