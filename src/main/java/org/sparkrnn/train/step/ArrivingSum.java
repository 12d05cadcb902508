package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sparkrnn.data.InvalidInputException;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Fetches the results of a step's job and sums them while other tasks still run. Neighbours are
 * added in pairs by the threads that fetch them, so that the sum of many results does not wait for
 * one thread. Slices are put together when all have arrived.
 */
public final class ArrivingSum extends AbstractFunction2<Object, GradientResult, BoxedUnit> {
  private static final ExecutorService FETCHERS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "spark-rnn fetch");
            thread.setDaemon(true);
            return thread;
          });

  private final int numShards;
  private final List<CompletableFuture<GradientSum>> arrived = new ArrayList<>(); // by place
  private final CompletableFuture<GradientSum> sum;
  private final SortedMap<Integer, IOException> lost = new ConcurrentSkipListMap<>(); // by place

  private ArrivingSum(int numShards, int places, boolean slices) {
    this.numShards = numShards;
    for (int place = 0; place < places; place++) {
      arrived.add(new CompletableFuture<>());
    }
    sum = slices ? joined() : summed();
  }

  /**
   * Expects results that are sums over some of the shards.
   *
   * @param places number of results to expect, at least one
   */
  public static ArrivingSum ofShards(int numShards, int places) {
    return new ArrivingSum(numShards, places, false);
  }

  /**
   * Expects results that are slices of the sum over all shards.
   *
   * @param places number of results to expect, at least one
   */
  static ArrivingSum ofSlices(int numShards, int places) {
    return new ArrivingSum(numShards, places, true);
  }

  private CompletableFuture<GradientSum> joined() {
    return CompletableFuture.allOf(arrived.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                lost.isEmpty()
                    ? GradientSum.ofSlices(arrived.stream().map(CompletableFuture::join).toList())
                    : new GradientSum(numShards));
  }

  private CompletableFuture<GradientSum> summed() {
    List<CompletableFuture<GradientSum>> parts = arrived;
    while (parts.size() > 1) {
      parts = pairs(parts);
    }
    return parts.get(0);
  }

  /** Adds neighbours in pairs; a last one without a neighbour stays as it is. */
  private static List<CompletableFuture<GradientSum>> pairs(
      List<CompletableFuture<GradientSum>> parts) {
    List<CompletableFuture<GradientSum>> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      pairs.add(parts.get(i).thenCombine(parts.get(i + 1), GradientSum::merge));
    }
    if (parts.size() % 2 == 1) {
      pairs.add(parts.get(parts.size() - 1));
    }
    return pairs;
  }

  @Override
  public BoxedUnit apply(Object place, GradientResult result) {
    FETCHERS.execute(() -> arrive((Integer) place, result::sum));
    return BoxedUnit.UNIT;
  }

  /** Fetches a result. */
  @FunctionalInterface
  public interface Fetch {
    /**
     * @throws IOException if the executor that kept it is gone
     */
    GradientSum get() throws IOException;
  }

  /**
   * Fetches the result of a place in this thread; {@link #sum} and {@link #lost} report failures.
   */
  public void arrive(int place, Fetch fetch) {
    try {
      arrived.get(place).complete(fetch.get());
    } catch (IOException e) {
      if (DriverMemory.exhausted(e) != null) {
        arrived.get(place).completeExceptionally(e);
      } else {
        lost.put(place, e);
        arrived.get(place).complete(new GradientSum(numShards));
      }
    } catch (Throwable e) { // reported to the thread that waits for the sum
      arrived.get(place).completeExceptionally(e);
    }
  }

  /**
   * Waits for the sum of all results; called by the thread whose job has ended.
   *
   * @throws InvalidInputException if the driver has too little memory for it
   */
  public GradientSum sum() {
    try {
      return sum.get();
    } catch (ExecutionException e) {
      throw DriverMemory.told(
          e.getCause(),
          "received the gradients of %d tasks".formatted(arrived.size()),
          "the number of tasks or the size of the network");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  /**
   * The places whose results could not be fetched, with the reasons; complete after {@link #sum}.
   */
  public SortedMap<Integer, IOException> lost() {
    return lost;
  }
}
