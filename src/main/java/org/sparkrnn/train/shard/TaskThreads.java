package org.sparkrnn.train.shard;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Threads of an executor that work on the shards of a task at the same time. */
public final class TaskThreads {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "spark-rnn task");
            thread.setDaemon(true);
            return thread;
          });

  private TaskThreads() {}

  /**
   * Works on each shard, on at most as many at the same time as there are {@code tools}. Only the
   * calling thread reads the shards, because Spark knows the task by its thread. If there is one
   * tool, it also does the work.
   *
   * @param tools objects that the work uses or fills; no two threads use the same one at the same
   *     time
   */
  public static <T> void each(Iterator<Shard> shards, List<T> tools, BiConsumer<T, Shard> work) {
    if (tools.size() == 1) {
      shards.forEachRemaining(shard -> work.accept(tools.get(0), shard));
      return;
    }
    BlockingQueue<T> idle = new ArrayBlockingQueue<>(tools.size(), false, tools);
    List<Future<?>> begun = new ArrayList<>();
    try {
      while (shards.hasNext()) {
        Shard shard = shards.next();
        T tool = idle.take();
        begun.add(
            THREADS.submit(
                () -> {
                  try {
                    work.accept(tool, shard);
                  } finally {
                    idle.add(tool);
                  }
                }));
      }
      for (Future<?> part : begun) {
        part.get();
      }
    } catch (InterruptedException e) { // the task was killed: its work is of no use
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a task was interrupted", e);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } finally {
      begun.forEach(part -> part.cancel(true)); // has no effect if all went well
    }
  }

  /** The exception that the failure would be without threads. */
  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure); // Spark does not declare all that it throws
  }
}
