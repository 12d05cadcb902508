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
 * The gradients of some shards, summed in an order that does not depend on who adds what first.
 *
 * <p>Float addition is not associative, and parts arrive in the order in which tasks happen to
 * finish. So the sum follows a fixed binary tree over the shard numbers: node (level, k) is the sum
 * of shards k 2^level up to (k+1) 2^level, and is always computed as its left half plus its right
 * half. A sum in progress is a set of nodes; adding and merging put nodes into the set, and two
 * halves that are both there become their parent at once. Whatever the partitions, depth or
 * retries, the root is the same, bit for bit.
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
   * This very sum, for so many threads that add shards to it side by side. The time each takes and
   * the rows it names are its own: {@link #gather} them when they are done.
   */
  public List<GradientSum> shared(int threads) {
    List<GradientSum> shared = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      shared.add(new GradientSum(numShards, nodes, carried));
    }
    return shared;
  }

  /** Takes over the time of threads that added to this, and the rows that they named. */
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
   * Adds one shard's part, whose arrays are then this object's.
   *
   * @param loss summed over the targets
   * @param weight of the targets, by which the sums are to be divided
   * @param steps of the sequences that the sums range over
   * @param nanos time it took to compute
   */
  public GradientSum add(
      int shard, Gradient gradient, double loss, double weight, long steps, long nanos) {
    computeNanos += nanos;
    allNanos += nanos;
    put(0, shard, new GradientNode(gradient, loss, weight, steps));
    return this;
  }

  /** Adds the sum over other shards, whose arrays are then this object's. */
  public GradientSum merge(GradientSum other) {
    computeNanos = Math.max(computeNanos, other.computeNanos);
    allNanos += other.allNanos;
    naming(other.nextRows);
    other.nodes.forEach((key, node) -> put((int) (key >>> 32), key.intValue(), node));
    other.carried.forEach(this::carry);
    return this;
  }

  /**
   * Hands over what a shard needs in the next step: tasks keep nothing themselves. The array is
   * then this object's.
   */
  public GradientSum carry(int shard, float[] state) {
    synchronized (carried) {
      if (carried.put(shard, state) != null) {
        throw new IllegalStateException("shard %d returned its state twice".formatted(shard));
      }
    }
    return this;
  }

  /** What all shards handed over, one behind the other; null if none did. */
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

  /** Puts a node into the set; whoever brings the second half of a node sums it and goes on. */
  private void put(int level, int k, GradientNode node) {
    while (1L << level < numShards) {
      int sibling = k ^ 1;
      if ((long) sibling << level < numShards) { // else an odd one out, which rises alone
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

  /** What turns the sums into means: the weight of the targets, their number if none is given. */
  public double weight() {
    return root().weight;
  }

  /** Steps of the sequences over which the sums range. */
  public long steps() {
    return root().steps;
  }

  /** Arithmetic of the slowest thread. */
  public long computeNanos() {
    return computeNanos;
  }

  /** Arithmetic of all threads together. */
  public long allNanos() {
    return allNanos;
  }

  /** How many gradients travel with this sum: those of shards that are no neighbours stay apart. */
  public int parts() {
    return nodes.size();
  }

  /** How many floats travel with this sum. */
  public long floats() {
    return nodes.values().stream().mapToLong(node -> node.gradient.floats()).sum()
        + carried.values().stream().mapToLong(state -> state.length).sum();
  }

  /** Gives the gradients' arrays up; this must not be used any more. */
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
   * Writes a slice of every node, which is read as a sum of its own: slices of the same number can
   * be merged, and {@link #ofSlices} makes the whole of them.
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

  /** The sum over all shards of which these are all slices, in their order; uses them up. */
  static GradientSum ofSlices(List<GradientSum> slices) {
    GradientSum first = slices.get(0);
    GradientSum sum = new GradientSum(first.numShards);
    sum.gather(List.of(first)); // every slice has the times of all
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
