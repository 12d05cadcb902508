package org.sparkrnn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the bytes that all threads of this JVM allocate, and the time of its garbage collectors,
 * between {@link #start} and {@link #stop}. Threads that end in between are not counted, but the
 * relevant pools' threads live longer.
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
      allocated.put(ids[i], Math.max(0, bytes[i])); // -1 for a thread that has just ended
    }
    return allocated;
  }

  private static long gcTime() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
