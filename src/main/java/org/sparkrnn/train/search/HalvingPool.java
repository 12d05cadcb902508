package org.sparkrnn.train.search;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sparkrnn.train.search.Halving.Run;

/**
 * Runs the trainings of a {@link Halving} on several threads, until none is left or time is over.
 */
public final class HalvingPool {
  private static final int POLL_MILLIS = 20;
  private static final double NANOS_A_MINUTE = 60e9;

  private final Halving halving;
  private int running;
  private boolean stopped; // later results do not count
  private Throwable failure;

  /** Makes a pool for a halving, which may have some results already. */
  public HalvingPool(Halving halving) {
    this.halving = halving;
  }

  /**
   * The work of a run, which has a thread of its own and ends on an interrupt.
   *
   * @param <T> the type of results
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work; an exception ends all runs. */
    T of(Run run) throws Exception;
  }

  /**
   * Receives the results of runs, one at a time and without interruption.
   *
   * @param <T> the type of results
   */
  @FunctionalInterface
  public interface Record<T> {
    /** Keeps a result and returns its value; NaN for a failed run. */
    double of(Run run, T result);
  }

  /**
   * Runs the trainings; returns when all threads have ended.
   *
   * @param threads the number of runs at the same time
   * @param minutes after which runs are interrupted, if there is any result; 0 for never
   * @param <T> the type of results
   * @throws InterruptedException if this thread, and so all runs, were interrupted
   */
  public <T> void run(int threads, double minutes, Work<T> work, Record<T> record)
      throws Exception {
    long start = System.nanoTime();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            loop -> {
              Thread thread = new Thread(loop, "spark-rnn trial");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (int i = 0; i < threads; i++) {
        pool.execute(() -> loop(work, record));
      }
      pool.shutdown();
      while (!pool.awaitTermination(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        boolean over = minutes > 0 && System.nanoTime() - start > minutes * NANOS_A_MINUTE;
        stopIf(over, pool);
      }
    } finally {
      stop(pool);
    }
    if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw (Exception) failure;
    }
  }

  /** Interrupts runs, but not while a result is kept, because that would damage its file. */
  private synchronized void stopIf(boolean over, ExecutorService pool) {
    if (failure != null || over && halving.best().isPresent()) {
      stopped = true;
      notifyAll();
      pool.shutdownNow();
    }
  }

  private void stop(ExecutorService pool) {
    synchronized (this) {
      stopped = true;
      notifyAll();
      pool.shutdownNow();
    }
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> void loop(Work<T> work, Record<T> record) {
    try {
      for (Run run = take(); run != null; run = take()) {
        put(run, work.of(run), record);
      }
    } catch (Throwable t) { // reported to the waiting thread
      fail(t);
    }
  }

  /** Waits for a run that can begin; null if there will be none. */
  private synchronized Run take() throws InterruptedException {
    while (!stopped) {
      Optional<Run> next = halving.next();
      if (next.isPresent()) {
        running++;
        return next.get();
      }
      if (running == 0) {
        return null;
      }
      wait();
    }
    return null;
  }

  private synchronized <T> void put(Run run, T result, Record<T> record) {
    if (!stopped) {
      halving.put(run, record.of(run, result));
      running--;
      notifyAll();
    }
  }

  private synchronized void fail(Throwable thrown) {
    boolean ended =
        thrown instanceof CancellationException || thrown instanceof InterruptedException;
    if (failure == null && !(stopped && ended)) {
      failure = thrown;
      notifyAll();
    }
  }
}
