package org.sparkrnn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that all threads of this JVM allocated, and time that its garbage collectors took, between
 * pairs of {@link #start} and {@link #stop}. Threads that end in between are not counted: those of
 * the pools in question live longer.
 */
public final class Meter {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's

  private final Map<Long, Long> before = new HashMap<>();
  private long gcBefore;
  private long allocatedBytes;
  private long gcMillis;

  public void start() {
    before.clear();
    gcBefore = gcTime();
    before.putAll(allocated());
  }

  public void stop() {
    allocated().forEach((id, bytes) -> allocatedBytes += bytes - before.getOrDefault(id, 0L));
    gcMillis += gcTime() - gcBefore;
  }

  public long allocatedBytes() {
    return allocatedBytes;
  }

  public long gcMillis() {
    return gcMillis;
  }

  private static Map<Long, Long> allocated() {
    long[] ids = THREADS.getAllThreadIds();
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      allocated.put(ids[i], Math.max(0, bytes[i])); // -1 for a thread that ended just now
    }
    return allocated;
  }

  private static long gcTime() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
