package org.sparkrnn.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Records the memory that executors hold: every second it runs a full garbage collection and
 * records the heap that remains, without later allocations of tasks. Set {@code spark.plugins} to
 * this class and {@link #FOLDER} to a folder.
 */
public final class HeapSampler implements SparkPlugin {
  /**
   * The key in Spark's configuration for the folder in which each executor writes a file with one
   * number of bytes per line.
   */
  public static final String FOLDER = "spark.sparkrnn.test.heapFolder";

  private static final int PAUSE_MILLIS = 1000;

  /** The largest number of bytes that an executor held. */
  public static long peak(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> lines(file).stream())
          .mapToLong(Long::parseLong)
          .max()
          .orElseThrow();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> unused) {
        Path file = Path.of(context.conf().get(FOLDER), "heap" + context.executorID());
        Thread sampler = new Thread(() -> sample(file), "heap sampler");
        sampler.setDaemon(true);
        sampler.start();
      }
    };
  }

  private static void sample(Path file) {
    try {
      while (true) {
        System.gc();
        long used = leftByTheLastCollection();
        Files.writeString(file, used + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the executor ends
    }
  }

  private static long leftByTheLastCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }
}
