package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.sparkrnn.nn.Gradient;

/**
 * The sum of some shards' gradients, in an order that does not depend on which are added first.
 *
 * <p>Float addition is not associative, and parts arrive in the order in which tasks happen to end.
 * Therefore the sum follows a fixed binary tree over the shard numbers: node (level, k) is the sum
 * of the shards from k 2^level up to but excluding (k+1) 2^level, and is always computed as its
 * left half plus its right half. A sum in progress is a set of nodes. Adding and merging put nodes
 * into the set, and as soon as both halves of a node are in the set, their sum replaces them. So
 * the root is the same, bit for bit, whatever the partitions, the depth and the retries.
 */
public final class GradientSum extends StepMessage {
  private static final long serialVersionUID = 1L;

  private int numShards;
  private long computeNanos; // of the slowest thread
  private long allNanos; // of all threads together
  private int[] nextRows = {}; // of the table, ascending, that the next mini-batch reads
  private final TreeMap<Long, GradientNode> nodes; // key: level << 32 | k
  private final TreeMap<Integer, float[]> carried; // by shard; mostly empty

  /** For deserialization. */
  public GradientSum() {
    this(0);
  }

  /** The sum over none of {@code numShards} shards. */
  public GradientSum(int numShards) {
    this(numShards, new TreeMap<>(), new TreeMap<>());
  }

  private GradientSum(
      int numShards, TreeMap<Long, GradientNode> nodes, TreeMap<Integer, float[]> carried) {
    this.numShards = numShards;
    this.nodes = nodes;
    this.carried = carried;
  }

  /**
   * Views of this sum for threads that add shards to it at the same time. Each view has its own
   * time and names its own rows; pass the views to {@link #gather} when the threads are done.
   */
  public List<GradientSum> shared(int threads) {
    List<GradientSum> shared = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      shared.add(new GradientSum(numShards, nodes, carried));
    }
    return shared;
  }

  /** Takes over the times and the named rows of the views that {@link #shared} gave. */
  public void gather(List<GradientSum> shared) {
    for (GradientSum own : shared) {
      computeNanos = Math.max(computeNanos, own.computeNanos);
      allNanos += own.allNanos;
      naming(own.nextRows);
    }
  }

  /** Names rows of the table that the next mini-batch will read, ascending. */
  public GradientSum naming(int[] rows) {
    nextRows =
        nextRows.length == 0
            ? rows
            : IntStream.concat(Arrays.stream(nextRows), Arrays.stream(rows))
                .sorted()
                .distinct()
                .toArray();
    return this;
  }

  /** All rows of the table that the next mini-batch will read, ascending, if they were named. */
  public int[] nextRows() {
    return nextRows;
  }

  /**
   * Adds one shard's part and takes over its arrays.
   *
   * @param loss sum over the targets
   * @param weight sum of the targets' weights, by which the sums are to be divided
   * @param steps number of steps of the sequences
   * @param nanos computing time in nanoseconds
   */
  public GradientSum add(
      int shard, Gradient gradient, double loss, double weight, long steps, long nanos) {
    computeNanos += nanos;
    allNanos += nanos;
    put(0, shard, new GradientNode(gradient, loss, weight, steps));
    return this;
  }

  /** Adds the sum over other shards and takes over its arrays. */
  public GradientSum merge(GradientSum other) {
    computeNanos = Math.max(computeNanos, other.computeNanos);
    allNanos += other.allNanos;
    naming(other.nextRows);
    other.nodes.forEach((key, node) -> put((int) (key >>> 32), key.intValue(), node));
    other.carried.forEach(this::carry);
    return this;
  }

  /**
   * Takes over the state that a shard needs in the next step, because tasks keep nothing
   * themselves.
   */
  public GradientSum carry(int shard, float[] state) {
    synchronized (carried) {
      if (carried.put(shard, state) != null) {
        throw new IllegalStateException("shard %d returned its state twice".formatted(shard));
      }
    }
    return this;
  }

  /** The states of all shards, concatenated in their order; null if there are none. */
  public float[] carried() {
    if (carried.isEmpty()) {
      return null;
    }
    float[] all = new float[carried.values().stream().mapToInt(state -> state.length).sum()];
    int at = 0;
    for (float[] state : carried.values()) {
      System.arraycopy(state, 0, all, at, state.length);
      at += state.length;
    }
    return all;
  }

  /**
   * Puts a node into the set. The thread that adds a node's second half sums both and continues
   * with the parent.
   */
  private void put(int level, int k, GradientNode node) {
    while (1L << level < numShards) {
      int sibling = k ^ 1;
      if ((long) sibling << level < numShards) { // otherwise there is no sibling
        GradientNode other;
        synchronized (nodes) {
          other = nodes.remove(key(level, sibling));
          if (other == null) {
            putNew(level, k, node);
            return;
          }
        }
        node = k < sibling ? node.plus(other) : other.plus(node);
      }
      level++;
      k >>= 1;
    }
    synchronized (nodes) {
      putNew(level, k, node);
    }
  }

  private void putNew(int level, int k, GradientNode node) {
    if (nodes.put(key(level, k), node) != null) {
      throw new IllegalStateException(
          "the shards below node %d of level %d were added twice".formatted(k, level));
    }
  }

  private static long key(int level, int k) {
    return (long) level << 32 | k;
  }

  /** The summed gradient. */
  public Gradient gradient() {
    return root().gradient;
  }

  /** The summed loss. */
  public double loss() {
    return root().loss;
  }

  /**
   * The divisor that turns the sums into means: the total weight of the targets, which is their
   * number if they have no weights.
   */
  public double weight() {
    return root().weight;
  }

  /** Number of steps of the sequences. */
  public long steps() {
    return root().steps;
  }

  /** Computing time of the slowest thread, in nanoseconds. */
  public long computeNanos() {
    return computeNanos;
  }

  /** Computing time of all threads together, in nanoseconds. */
  public long allNanos() {
    return allNanos;
  }

  /**
   * The number of gradients that this sum holds; those of shards that are no neighbours stay apart.
   */
  public int parts() {
    return nodes.size();
  }

  /** The number of floats that this sum holds. */
  public long floats() {
    return nodes.values().stream().mapToLong(node -> node.gradient.floats()).sum()
        + carried.values().stream().mapToLong(state -> state.length).sum();
  }

  /** Releases the gradients' arrays; this sum must not be used any more. */
  public void release() {
    nodes.values().forEach(node -> node.gradient.release());
  }

  private GradientNode root() {
    Map.Entry<Long, GradientNode> last = nodes.lastEntry();
    if (nodes.size() != 1 || 1L << (last.getKey() >>> 32) < numShards) {
      throw new IllegalStateException(
          "the sum over %d shards is incomplete: it consists of %d parts"
              .formatted(numShards, nodes.size()));
    }
    return last.getValue();
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    writeSlice(out, 0, 1);
  }

  /**
   * Writes a slice of every node, which is read as a sum: slices of the same number can be merged,
   * and {@link #ofSlices} joins all slices.
   */
  void writeSlice(DataOutput out, int slice, int slices) throws IOException {
    out.writeInt(numShards);
    out.writeLong(computeNanos);
    out.writeLong(allNanos);
    out.writeInt(nodes.size());
    for (Map.Entry<Long, GradientNode> entry : nodes.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out, slice, slices);
    }
    List<Integer> states = carried.keySet().stream().filter(s -> s % slices == slice).toList();
    out.writeInt(states.size());
    for (int shard : states) {
      out.writeInt(shard);
      Floats.write(carried.get(shard), out);
    }
    int[] rows = Arrays.stream(nextRows).filter(row -> row % slices == slice).toArray();
    out.writeInt(rows.length);
    for (int row : rows) {
      out.writeInt(row);
    }
  }

  /**
   * Joins all slices of the sum over all shards, given in order; they may not be used afterwards.
   */
  static GradientSum ofSlices(List<GradientSum> slices) {
    GradientSum first = slices.get(0);
    GradientSum sum = new GradientSum(first.numShards);
    sum.gather(List.of(first)); // every slice holds the times of the whole
    sum.nodes.put(
        first.nodes.lastKey(),
        GradientNode.ofSlices(slices.stream().map(GradientSum::root).toList()));
    slices.forEach(slice -> slice.carried.forEach(sum::carry));
    sum.nextRows = slices.stream().flatMapToInt(s -> Arrays.stream(s.nextRows)).sorted().toArray();
    return sum;
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    numShards = in.readInt();
    computeNanos = in.readLong();
    allNanos = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long key = in.readLong();
      nodes.put(key, GradientNode.read(in));
    }
    int states = in.readInt();
    for (int i = 0; i < states; i++) {
      int shard = in.readInt();
      carried.put(shard, Floats.read(in));
    }
    nextRows = new int[in.readInt()];
    for (int i = 0; i < nextRows.length; i++) {
      nextRows[i] = in.readInt();
    }
  }
}
