package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/**
 * Deals windows of many series to shards, one series after the other. The shards' numbers of
 * windows differ by at most one. A shard holds the steps of a series once; only a series whose
 * windows belong to two shards has steps in both.
 */
public final class SeriesShards implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SeriesForm form;
  private final WindowScale scale; // copied for each partition, because it is written to
  private final SequenceEncoder encoder;
  private final boolean validation;

  /**
   * @param encoder its standardization, if any, applies to an unscaled value and to the other
   *     features
   * @param validation whether to deal the windows for validation instead of those for training
   */
  public SeriesShards(
      SeriesForm form, WindowScale scale, SequenceEncoder encoder, boolean validation) {
    this.form = form;
    this.scale = scale;
    this.encoder = encoder;
    this.validation = validation;
  }

  private int windows(SeriesSteps series) {
    return validation ? form.validationWindows(series) : form.trainingWindows(series);
  }

  private int origin(SeriesSteps series, int i) {
    return validation ? form.validationOrigin(series, i) : form.trainingOrigin(series, i);
  }

  /**
   * Deals the windows and caches the shards; runs jobs.
   *
   * @param series the series, in an order that depends only on their content
   * @param counts number of windows per partition
   */
  public ShardedDataset deal(JavaRDD<SeriesSteps> series, long[] counts, int numShards) {
    JobScope.describe(series.context(), "deal windows of series to " + numShards + " shards");
    long[] firsts = new long[counts.length + 1];
    for (int p = 0; p < counts.length; p++) {
      firsts[p + 1] = firsts[p] + counts[p];
    }
    long n = firsts[counts.length];
    JavaRDD<Shard> dealt =
        series
            .mapPartitionsWithIndex((p, part) -> pieces(part, firsts[p], n, numShards), true)
            .mapToPair(piece -> piece)
            .repartitionAndSortWithinPartitions(new ByWindow(n, numShards))
            .values()
            .mapPartitionsWithIndex(
                (shard, pieces) ->
                    shard(
                        shard, pieces, start(shard + 1, n, numShards) - start(shard, n, numShards)),
                true);
    return ShardedDataset.ofDealt(dealt);
  }

  /** The pieces of a partition's series, by the number of the first window among all windows. */
  private Iterator<Tuple2<Long, SeriesViews>> pieces(
      Iterator<SeriesSteps> series, long first, long n, int numShards) {
    WindowScale own = scale.copy();
    long[] next = {first};
    Function<SeriesSteps, Iterator<Tuple2<Long, SeriesViews>>> cut =
        one -> {
          List<Tuple2<Long, SeriesViews>> pieces = new ArrayList<>();
          int windows = windows(one);
          for (int i = 0; i < windows; ) {
            long shard = shard(next[0], n, numShards);
            int count = (int) Math.min(windows - i, start(shard + 1, n, numShards) - next[0]);
            int[] origins = new int[count];
            for (int k = 0; k < count; k++) {
              origins[k] = origin(one, i + k);
            }
            pieces.add(new Tuple2<>(next[0], SeriesViews.of(one, origins, form, own, encoder)));
            next[0] += count;
            i += count;
          }
          return pieces.iterator();
        };
    return new Iterator<>() {
      private Iterator<Tuple2<Long, SeriesViews>> current =
          List.<Tuple2<Long, SeriesViews>>of().iterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && series.hasNext()) {
          current = cut.apply(series.next());
        }
        return current.hasNext();
      }

      @Override
      public Tuple2<Long, SeriesViews> next() {
        hasNext();
        return current.next();
      }
    };
  }

  /** The number of a shard's first window. */
  private static long start(long shard, long n, int numShards) {
    return shard * (n / numShards) + Math.min(shard, n % numShards);
  }

  private static long shard(long window, long n, int numShards) {
    long shard = Math.min(numShards - 1L, window / Math.max(1, n / numShards));
    while (start(shard, n, numShards) > window) {
      shard--;
    }
    return shard;
  }

  /**
   * @param pieces sorted, so that one after the other goes into the block and none waits in memory
   */
  private Iterator<Shard> shard(int index, Iterator<SeriesViews> pieces, long windows) {
    return List.of(new Shard(index, SeriesViews.block(pieces, windows, form))).iterator();
  }

  /** Sends a window, its number, to its shard. */
  private static final class ByWindow extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final long windows;
    private final int numShards;

    ByWindow(long windows, int numShards) {
      this.windows = windows;
      this.numShards = numShards;
    }

    @Override
    public int numPartitions() {
      return numShards;
    }

    @Override
    public int getPartition(Object number) {
      return (int) shard((long) number, windows, numShards);
    }
  }
}
