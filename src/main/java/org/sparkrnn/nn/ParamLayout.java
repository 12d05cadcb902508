package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one size table of a network: where each parameter block lies in the flat vector that weights,
 * gradients and optimizer moments share. Blocks stand in the order in which they were added,
 * without gaps.
 */
public final class ParamLayout {
  /** A matrix [rows, cols], row-major from {@code offset} on; a vector has one row. */
  public record Block(String name, int offset, int rows, int cols) {
    public int size() {
      return rows * cols;
    }

    public int end() {
      return offset + size();
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private int size;

  /**
   * Adds a block behind the last one.
   *
   * @throws IllegalArgumentException if the vector would exceed an array's size
   */
  Block add(String name, int rows, int cols) {
    long end = size + (long) rows * cols;
    if (end > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the network has more than 2^31 parameters: %s of %d x %d does not fit behind %d"
              .formatted(name, rows, cols, size));
    }
    Block block = new Block(name, size, rows, cols);
    blocks.add(block);
    size = (int) end;
    return block;
  }

  /** All blocks in the order of their offsets. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** The number of parameters. */
  public int size() {
    return size;
  }

  /**
   * The block of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Block block(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no parameter block " + name));
  }

  /** The block of this name, if there is one. */
  public Optional<Block> find(String name) {
    return blocks.stream().filter(b -> b.name().equals(name)).findFirst();
  }
}
