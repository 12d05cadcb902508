package org.sparkrnn.train.search;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sparkrnn.train.search.Halving.Run;

/** Runs what a {@link Halving} begins on some threads, until nothing is left or time is over. */
public final class HalvingPool {
  private static final int POLL_MILLIS = 20;
  private static final double NANOS_A_MINUTE = 60e9;

  private final Halving halving;
  private int running;
  private boolean stopped; // after which results do not count
  private Throwable failure;

  /** Of a halving that may know some results already. */
  public HalvingPool(Halving halving) {
    this.halving = halving;
  }

  /**
   * A run's work, which a thread of its own does and an interrupt ends.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; what it throws ends all runs. */
    T of(Run run) throws Exception;
  }

  /**
   * Takes what runs give, one after the other, uninterrupted.
   *
   * @param <T> what they give
   */
  @FunctionalInterface
  public interface Record<T> {
    /** Keeps it and tells its value, NaN of a run that failed. */
    double of(Run run, T result);
  }

  /**
   * Returns when no thread works any more.
   *
   * @param threads how many runs go on at once
   * @param minutes after which runs are interrupted, once there is any result to take; 0 for never
   * @param <T> what runs give
   * @throws InterruptedException if this thread was interrupted, and so all runs were
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

  /** Not while a result is taken: an interrupt would break the file that it is written to. */
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
    } catch (Throwable t) { // the thread that waits is to know
      fail(t);
    }
  }

  /** Waits for what can be begun; null where nothing can be any more. */
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
