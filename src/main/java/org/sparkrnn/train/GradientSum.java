package org.sparkrnn.train;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gradients of some shards, summed in an order that does not depend on who adds what first.
 *
 * <p>Float addition is not associative, and treeAggregate merges in the order in which tasks happen
 * to finish. So the sum follows a fixed binary tree over the shard numbers: node (level, k) is the
 * sum of shards k 2^level up to (k+1) 2^level, and is always computed as its left half plus its
 * right half. A sum in progress is a set of nodes; adding and merging put nodes into the set, and
 * two halves that are both there become their parent at once. Whatever the partitions, depth or
 * retries, the root is the same, bit for bit.
 */
public final class GradientSum implements Externalizable {
  private static final long serialVersionUID = 1L;

  /** The sum over the shards below one node of the tree. */
  private static final class Node {
    final float[] gradient;
    final double loss;
    final long steps;

    Node(float[] gradient, double loss, long steps) {
      this.gradient = gradient;
      this.loss = loss;
      this.steps = steps;
    }

    /** Left plus right, in the left one's array. */
    static Node plus(Node left, Node right) {
      float[] sum = left.gradient;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += right.gradient[i];
      }
      return new Node(sum, left.loss + right.loss, left.steps + right.steps);
    }
  }

  private int numShards;
  private long computeNanos;
  private final TreeMap<Long, Node> nodes = new TreeMap<>(); // key: level << 32 | k

  /** For deserialization. */
  public GradientSum() {}

  /** The sum over none of {@code numShards} shards. */
  public GradientSum(int numShards) {
    this.numShards = numShards;
  }

  /**
   * Adds one shard's part, whose array is then this object's.
   *
   * @param loss summed over the steps
   * @param steps how many steps the sums range over
   * @param nanos time it took to compute
   */
  public GradientSum add(int shard, float[] gradient, double loss, long steps, long nanos) {
    computeNanos += nanos;
    put(0, shard, new Node(gradient, loss, steps));
    return this;
  }

  /** Adds the sum over other shards, whose arrays are then this object's. */
  public GradientSum merge(GradientSum other) {
    computeNanos = Math.max(computeNanos, other.computeNanos);
    other.nodes.forEach((key, node) -> put((int) (key >>> 32), key.intValue(), node));
    return this;
  }

  private void put(int level, int k, Node node) {
    if (1L << level >= numShards) {
      if (nodes.put(key(level, k), node) != null) {
        throw twice(level, k);
      }
      return;
    }
    int sibling = k ^ 1;
    if ((long) sibling << level >= numShards) { // an odd one out rises alone
      put(level + 1, k >> 1, node);
      return;
    }
    Node other = nodes.remove(key(level, sibling));
    if (other != null) {
      put(level + 1, k >> 1, k < sibling ? Node.plus(node, other) : Node.plus(other, node));
    } else if (nodes.put(key(level, k), node) != null) {
      throw twice(level, k);
    }
  }

  private static IllegalStateException twice(int level, int k) {
    return new IllegalStateException(
        "shards below node %d of level %d were added twice".formatted(k, level));
  }

  private static long key(int level, int k) {
    return (long) level << 32 | k;
  }

  /** The summed gradient. */
  public float[] gradient() {
    return root().gradient;
  }

  /** The summed loss, in nats. */
  public double loss() {
    return root().loss;
  }

  /** Steps over which the sums range. */
  public long steps() {
    return root().steps;
  }

  /** Arithmetic of the slowest task. */
  public long computeNanos() {
    return computeNanos;
  }

  private Node root() {
    Map.Entry<Long, Node> last = nodes.lastEntry();
    if (nodes.size() != 1 || 1L << (last.getKey() >>> 32) < numShards) {
      throw new IllegalStateException(
          "the sum over %d shards is incomplete: %d parts".formatted(numShards, nodes.size()));
    }
    return last.getValue();
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(numShards);
    out.writeLong(computeNanos);
    out.writeInt(nodes.size());
    for (Map.Entry<Long, Node> entry : nodes.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeDouble(entry.getValue().loss);
      out.writeLong(entry.getValue().steps);
      Floats.write(entry.getValue().gradient, out);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    numShards = in.readInt();
    computeNanos = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long key = in.readLong();
      double loss = in.readDouble();
      long steps = in.readLong();
      nodes.put(key, new Node(Floats.read(in), loss, steps));
    }
  }
}
