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

/** Threads of an executor that work on the shards of a task side by side. */
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
   * Lets each shard be worked on, at most as many at once as there are {@code tools}. The calling
   * thread alone reads the shards, for Spark knows the task by its thread; it is the only one where
   * there is one tool.
   *
   * @param tools what work uses or fills; none is used by two threads at the same time
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
    } catch (InterruptedException e) { // the task is killed: its work is of no use
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a task was interrupted", e);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } finally {
      begun.forEach(part -> part.cancel(true)); // where all went well, all are done
    }
  }

  /** A failure as it would be without threads. */
  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure); // Spark's may be checked, though undeclared
  }
}
