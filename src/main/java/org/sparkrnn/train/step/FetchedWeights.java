package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The weights of one step in an executor, fetched once for all its tasks. The process keeps those
 * of the latest steps. It is a cache: whatever is not there is fetched again.
 *
 * <p>A vector with {@link WeightRows some rows} of a large table is used again for the next step,
 * because a new one would have to be filled in all its length. No task uses it then any more,
 * unless it is a thread of a killed task, whose result nobody takes.
 */
final class FetchedWeights implements SharedWeights.Lease {
  private static final int KEPT = 4; // fits that take turns, and evaluations between steps
  private static final Map<Long, FetchedWeights> LATEST = new LinkedHashMap<>(); // by step's id

  private final FutureTask<float[]> arrival;
  private float[] w; // once it has arrived
  private WeightRows places; // of the weights in w; null where all came
  private int users; // tasks

  private FetchedWeights(Fetch fetch) {
    arrival = new FutureTask<>(() -> w = fetch.get(this::vector));
  }

  /** Fetches weights. */
  @FunctionalInterface
  interface Fetch {
    /**
     * @param vectors gives the vector into which {@link WeightRows} are to be written
     */
    float[] get(Function<WeightRows, float[]> vectors) throws IOException;
  }

  /** The weights under an id, which stay as they are until this is closed. */
  static FetchedWeights take(long id, Fetch fetch) {
    while (true) {
      FetchedWeights weights;
      boolean first;
      synchronized (LATEST) {
        weights = LATEST.get(id);
        first = weights == null;
        if (first) {
          weights = new FetchedWeights(fetch);
          LATEST.put(id, weights);
        }
        weights.users++;
      }
      if (first) {
        weights.arrival.run(); // by the first who comes
        dropEldest();
      }
      try {
        weights.arrival.get();
        return weights;
      } catch (ExecutionException e) {
        synchronized (LATEST) {
          LATEST.remove(id, weights);
        }
        if (first) {
          throw new IllegalStateException(
              "the weights of a step could not be fetched: " + e.getCause(), e.getCause());
        }
        // The first was a task that was killed, perhaps, its copy being faster: try it here.
      } catch (InterruptedException e) {
        weights.close();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while weights were fetched", e);
      }
    }
  }

  private float[] vector(WeightRows some) {
    places = some.places();
    float[] idle = takeIdle(places);
    return idle == null ? places.newVector() : idle;
  }

  /** The vector of a step that no task is at, without its rows; or null. */
  private static float[] takeIdle(WeightRows like) {
    FetchedWeights idle = null;
    synchronized (LATEST) {
      Iterator<FetchedWeights> all = LATEST.values().iterator();
      while (idle == null && all.hasNext()) {
        FetchedWeights weights = all.next();
        if (weights.users == 0 && weights.places != null && weights.places.like(like)) {
          idle = weights;
          all.remove();
        }
      }
    }
    if (idle == null) {
      return null;
    }
    idle.places.removeFrom(idle.w);
    return idle.w;
  }

  private static void dropEldest() {
    synchronized (LATEST) {
      Iterator<FetchedWeights> eldest = LATEST.values().iterator();
      while (LATEST.size() > KEPT) {
        eldest.next();
        eldest.remove();
      }
    }
  }

  @Override
  public float[] w() {
    return w;
  }

  @Override
  public void close() {
    synchronized (LATEST) {
      users--;
    }
  }
}
