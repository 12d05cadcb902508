package org.sparkrnn.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A fixed number of threads that share work. */
public final class Team implements AutoCloseable {
  private final ExecutorService pool;
  private final int size;

  public Team(int size) {
    this.size = size;
    pool = Executors.newFixedThreadPool(size);
  }

  public int size() {
    return size;
  }

  /** Runs the parts 0 to size - 1, each in its own thread, and waits for all. */
  public void run(IntConsumer part) {
    List<Callable<Object>> parts =
        IntStream.range(0, size).mapToObj(i -> Executors.callable(() -> part.accept(i))).toList();
    try {
      for (Future<Object> done : pool.invokeAll(parts)) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a part of a step failed", e);
    }
  }

  /** The begin of part i of {@code n} items; part {@code size} begins after the last item. */
  public int from(int i, int n) {
    return (int) ((long) n * i / size);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
