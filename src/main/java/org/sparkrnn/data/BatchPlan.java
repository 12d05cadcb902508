package org.sparkrnn.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses the sequences of each mini-batch. The choice depends only on the numbers below, so the
 * driver and all executors compute the same one, also after a failure.
 *
 * <p>All n sequences are sorted by length and dealt to S shards in turn, so every shard has the
 * same mixture of lengths. In each epoch each shard orders its sequences so that neighbours have
 * similar lengths; sequence j of shard s then takes the global slot j * S + s, and a mini-batch is
 * {@code batchSize} consecutive slots. So all shards take part in every mini-batch, with sequences
 * of about the same lengths whose numbers differ by at most one, and no shard waits for another.
 * The order of the mini-batches is shuffled.
 *
 * @param seed the seed of the whole training
 * @param sequences n, the number of sequences in all shards
 * @param numShards S
 * @param batchSize sequences per step, over all shards
 */
public record BatchPlan(long seed, long sequences, int numShards, int batchSize)
    implements java.io.Serializable {
  /** Lengths are blurred by up to this share, so that mini-batches differ between epochs. */
  private static final double LENGTH_NOISE = 0.15;

  /**
   * The purpose of a random stream. Each purpose has its own stream and never changes its number.
   */
  public enum Purpose {
    ORDER_WITHIN_SHARD(0),
    ORDER_OF_BATCHES(1),
    WORD_DROPOUT(2),
    INITIAL_WEIGHTS(4),
    DROPOUT(5),
    TIME_WARP(6),
    TIME_MASK(7),
    FEATURE_MASK(8);

    private final int number;

    Purpose(int number) {
      this.number = number;
    }
  }

  /** The number of mini-batches in an epoch, which is its number of steps. */
  public int steps() {
    return Math.toIntExact((sequences + batchSize - 1) / batchSize);
  }

  /** The mini-batches of an epoch in the order in which they are taken. */
  public int[] batchOrder(int epoch) {
    int[] order = new int[steps()];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = random(seed, epoch, 0, Purpose.ORDER_OF_BATCHES);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** The order in which a shard's sequences are used in an epoch. */
  public int[] shardOrder(SequenceBlock block, int epoch, int shard) {
    SplittableRandom random = random(seed, epoch, shard, Purpose.ORDER_WITHIN_SHARD);
    int n = block.size();
    double[] blurred = new double[n];
    for (int i = 0; i < n; i++) {
      int length = block.length(i);
      blurred[i] = length * (1 + LENGTH_NOISE * random.nextDouble()) + random.nextDouble();
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(blurred[i], blurred[j]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** The place in the shard's order of the first sequence of its part of a mini-batch. */
  public int from(int batch, int shard) {
    return place((long) batch * batchSize, shard);
  }

  /** The place in the shard's order after the last sequence of its part of a mini-batch. */
  public int to(int batch, int shard) {
    return place(Math.min(sequences, (batch + 1L) * batchSize), shard);
  }

  /** The first j with j * S + shard >= slot. */
  private int place(long slot, int shard) {
    return Math.toIntExact(Math.max(0, Math.floorDiv(slot - shard + numShards - 1, numShards)));
  }

  /**
   * A random number in [0, 1) that depends only on its keys, so that the order of calls does not
   * matter.
   *
   * @param stream the key from {@link #stream}
   */
  public static double uniform(long stream, int sequence, int step) {
    return uniform(stream, (long) sequence << 32 | step);
  }

  /** A random number in [0, 1) that depends only on its two keys. */
  public static double uniform(long stream, long key) {
    return (mix(stream ^ key) >>> 11) * 0x1.0p-53;
  }

  /** A random stream that depends only on its four keys. */
  public static SplittableRandom random(long seed, int epoch, int shard, Purpose purpose) {
    return new SplittableRandom(stream(seed, epoch, shard, purpose));
  }

  /** The key of a random stream. */
  public static long stream(long seed, int epoch, int shard, Purpose purpose) {
    long key = mix(seed);
    key = mix(key ^ epoch);
    key = mix(key ^ shard);
    return mix(key ^ purpose.number);
  }

  /** The key of one of the many parts of a stream, or of a part of a part. */
  public static long key(long stream, long part) {
    return mix(stream ^ part);
  }

  /** The finalizer of MurmurHash3: every input bit reaches every output bit. */
  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }
}
