package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;

/**
 * Counts of n-grams up to an order, as a tree: the path from the root spells an n-gram, so a node
 * is an n-gram and also the context of its children. Token ids are 0 and up. Nodes are numbered as
 * they come, parents first; children are found in one hash table with open addressing.
 */
public final class NGramTrie implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The empty n-gram. */
  public static final int ROOT = 0;

  private final int order;
  private int size = 1;
  private int[] parent = new int[64]; // [size]
  private int[] token = new int[64]; // [size], the n-gram's last
  private long[] count = new long[64]; // [size] c(h w): how often the n-gram was seen
  private long[] total = new long[64]; // [size] c(h .): sum of the children's counts
  private int[] types = new int[64]; // [size] T(h): children that were seen
  private int[] table = new int[128]; // nodes by hash; 0 is free, because the root is not a child

  /** Takes every n-gram with its count. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param ids the n-gram's tokens, its own array
     */
    void visit(int[] ids, long count);
  }

  /**
   * @param order length of the longest n-grams, 1 or more
   */
  public NGramTrie(int order) {
    if (order < 1) {
      throw new InvalidInputException("order is %d; expected at least 1".formatted(order));
    }
    this.order = order;
  }

  /** Length of the longest n-grams. */
  public int order() {
    return order;
  }

  /** Nodes, the root included. */
  public int size() {
    return size;
  }

  /** How often the n-gram of a node was seen; 0 for one that is a context alone. */
  public long count(int node) {
    return count[node];
  }

  /** How often any token was seen after the n-gram of a node. */
  public long total(int node) {
    return total[node];
  }

  /** How many different tokens were seen after the n-gram of a node. */
  public int types(int node) {
    return types[node];
  }

  /** The node of the n-gram followed by this token, or -1. */
  public int child(int node, int id) {
    int found = table[slot(node, id)];
    return found == ROOT ? -1 : found;
  }

  /** The node of {@code ids[from .. to)}, or -1. */
  public int find(int[] ids, int from, int to) {
    int node = ROOT;
    for (int i = from; i < to && node >= 0; i++) {
      node = child(node, ids[i]);
    }
    return node;
  }

  /** Counts the n-grams of all orders that end with {@code ids[at]} and begin at 0 or later. */
  public void add(int[] ids, int at) {
    for (int n = 1; n <= order && n <= at + 1; n++) {
      int node = ROOT;
      for (int i = at - n + 1; i <= at; i++) {
        node = childOrNew(node, ids[i]);
      }
      count(node, 1);
    }
  }

  /** Counts one n-gram, but not the shorter ones in it. */
  public void add(int[] ids, long times) {
    int node = ROOT;
    for (int id : ids) {
      node = childOrNew(node, id);
    }
    count(node, times);
  }

  private void count(int node, long times) {
    types[parent[node]] += count[node] == 0 && times > 0 ? 1 : 0;
    count[node] += times;
    total[parent[node]] += times;
  }

  /** Adds all counts of another tree; returns this one. */
  public NGramTrie merge(NGramTrie other) {
    int[] here = new int[other.size];
    for (int node = 1; node < other.size; node++) { // parents come first
      here[node] = childOrNew(here[other.parent[node]], other.token[node]);
      count(here[node], other.count[node]);
    }
    return this;
  }

  /**
   * The same counts as several trees: an n-gram stands in the tree of its first token, so that
   * trees of the same number can be merged apart from the others.
   *
   * @param parts how many, 1 or more
   */
  public NGramTrie[] split(int parts) {
    NGramTrie[] trees = new NGramTrie[parts];
    Arrays.setAll(trees, i -> new NGramTrie(order));
    forEach((ids, times) -> trees[ids[0] % parts].add(ids, times));
    return trees;
  }

  /** How many n-grams of two tokens or more were seen once, how many twice, and so on. */
  public SortedMap<Long, Long> countsOfCounts() {
    SortedMap<Long, Long> all = new TreeMap<>();
    forEach(
        (ids, times) -> {
          if (ids.length > 1) {
            all.merge(times, 1L, Long::sum);
          }
        });
    return all;
  }

  /**
   * The n-grams that were seen often enough. Single tokens stay however rare they are, because they
   * are the tokens that the model knows. The beginning and the end of an n-gram are at least as
   * frequent as the n-gram, so they stay with it.
   *
   * @param times the least count of an n-gram of two tokens or more
   */
  public NGramTrie seenAtLeast(long times) {
    NGramTrie frequent = new NGramTrie(order);
    forEach(
        (ids, n) -> {
          if (ids.length == 1 || n >= times) {
            frequent.add(ids, n);
          }
        });
    return frequent;
  }

  /** Shows every n-gram that was seen, contexts before what follows them. */
  public void forEach(Visitor visitor) {
    for (int node = 1; node < size; node++) {
      if (count[node] > 0) {
        visitor.visit(ids(node), count[node]);
      }
    }
  }

  private int[] ids(int node) {
    int n = 0;
    for (int up = node; up != ROOT; up = parent[up]) {
      n++;
    }
    int[] ids = new int[n];
    for (int up = node; up != ROOT; up = parent[up]) {
      ids[--n] = token[up];
    }
    return ids;
  }

  private int childOrNew(int node, int id) {
    int slot = slot(node, id);
    if (table[slot] != ROOT) {
      return table[slot];
    }
    if (size == parent.length) {
      grow();
      slot = slot(node, id);
    }
    parent[size] = node;
    token[size] = id;
    table[slot] = size;
    return size++;
  }

  /** Where the child is, or would be put. */
  private int slot(int node, int id) {
    int mask = table.length - 1;
    long hash = (node * 0x9E3779B97F4A7C15L + id) * 0xD6E8FEB86659FD93L;
    int slot = (int) (hash >>> 32) & mask;
    while (table[slot] != ROOT && (parent[table[slot]] != node || token[table[slot]] != id)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int capacity = Math.multiplyExact(2, size);
    parent = Arrays.copyOf(parent, capacity);
    token = Arrays.copyOf(token, capacity);
    count = Arrays.copyOf(count, capacity);
    total = Arrays.copyOf(total, capacity);
    types = Arrays.copyOf(types, capacity);
    table = new int[Math.multiplyExact(2, capacity)]; // at most half full
    for (int node = 1; node < size; node++) {
      table[slot(parent[node], token[node])] = node;
    }
  }
}
