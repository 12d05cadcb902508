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
 * The results of a step's job, fetched and summed while other tasks still run: neighbours first,
 * each pair by a thread of its own, so that the sum of many results does not wait for one thread.
 * Slices are put together when all are there.
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
   * Of results that are sums over some of the shards.
   *
   * @param places how many will come, at least one
   */
  public static ArrivingSum ofShards(int numShards, int places) {
    return new ArrivingSum(numShards, places, false);
  }

  /**
   * Of results that are slices of the sum over all shards.
   *
   * @param places how many will come, at least one
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

  /** The sums of neighbours; an odd one out stays as it is. */
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
     * @throws IOException if it was kept by an executor that is gone
     */
    GradientSum get() throws IOException;
  }

  /**
   * Takes the result of a place, which is fetched in this thread; what fails is told by {@link
   * #sum} and {@link #lost}.
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
    } catch (Throwable e) { // the thread that waits for the sum is to know
      arrived.get(place).completeExceptionally(e);
    }
  }

  /**
   * What has arrived, for the thread whose job is done.
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

  /** The places whose results could not be fetched, and why; complete once there is the sum. */
  public SortedMap<Integer, IOException> lost() {
    return lost;
  }
}
