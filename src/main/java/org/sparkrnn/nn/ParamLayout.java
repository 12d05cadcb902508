package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layout of all parameters of a network: the place of each parameter block in the flat vector
 * that weights, gradients and optimizer moments share, how it is initialized, and its names and
 * shapes in PyTorch. Blocks are in the order in which modules declared them, without gaps.
 */
public final class ParamLayout {
  /**
   * A matrix [rows, cols], row-major, that begins at {@code offset}; a vector has one row.
   *
   * @param touchedRows whether a mini-batch has a gradient only in a few rows, as for a table
   */
  public record Block(
      String name, int offset, int rows, int cols, Initializer initializer, boolean touchedRows) {
    /** The number of values. */
    public int size() {
      return rows * cols;
    }

    /** The offset after the last value. */
    public int end() {
      return offset + size();
    }
  }

  /**
   * A tensor in PyTorch and the parts of which it consists.
   *
   * @param parts one after the other, with as many values as the shape has
   */
  public record Tensor(String name, int[] shape, List<Part> parts) {
    /** The number of values. */
    public int size() {
      int size = 1;
      for (int length : shape) {
        size *= length;
      }
      return size;
    }
  }

  /**
   * Neighbouring values of a tensor.
   *
   * @param offset in the flat vector
   * @param written whether the values are written as they are; otherwise zeros are written, and the
   *     values that are read are added
   */
  public record Part(int offset, int size, boolean written) {}

  /**
   * The entries of a vocabulary to which the rows of a tensor belong, in the order of their ids. A
   * tensor may have more rows after these, such as that of a blank.
   *
   * @param vocabulary a column of tokens, or the labels of an output
   * @param columns whether the columns of the tensor belong to the same entries
   */
  public record Entries(String vocabulary, boolean columns) {}

  private final ParamLayout whole; // itself, unless it is a view
  private final String prefix; // of all names declared here
  private final List<Block> blocks;
  private final List<Tensor> tensors;
  private final List<Integer> spared;
  private final Map<String, Entries> entries; // by tensor
  private final List<Block> recurrent = new ArrayList<>();
  private int size; // the whole's

  /** Creates the layout of a network whose modules have declared nothing yet. */
  public ParamLayout() {
    whole = this;
    prefix = "";
    blocks = new ArrayList<>();
    tensors = new ArrayList<>();
    spared = new ArrayList<>();
    entries = new HashMap<>();
  }

  private ParamLayout(ParamLayout of, String prefix) {
    whole = of.whole;
    this.prefix = of.prefix + prefix;
    blocks = of.blocks;
    tensors = of.tensors;
    spared = of.spared;
    entries = of.entries;
  }

  /**
   * A view of this layout for a module within another: names that are declared through it begin
   * with this prefix. Its recurrent weights are not among those of the layers.
   */
  public ParamLayout within(String prefix) {
    return new ParamLayout(this, prefix);
  }

  /** Declares a matrix, a tensor [rows, cols] of the same name. */
  public Block matrix(String name, int rows, int cols, Initializer initializer) {
    return matrix(name, rows, cols, initializer, rows, cols);
  }

  /**
   * Declares a matrix.
   *
   * @param shape the shape of the tensor of this name
   */
  public Block matrix(String name, int rows, int cols, Initializer initializer, int... shape) {
    return withTensor(add(name, rows, cols, initializer, false), shape);
  }

  /**
   * Declares a matrix [rows, cols] of which a mini-batch touches few rows. There is at most one,
   * before all other blocks.
   */
  public Block table(String name, int rows, int cols, Initializer initializer) {
    if (whole.size > 0) {
      throw new IllegalArgumentException(
          "%s comes after other blocks; a table with a gradient in few rows must be the first block"
              .formatted(name));
    }
    return withTensor(add(name, rows, cols, initializer, true), rows, cols);
  }

  /** Declares a vector, a tensor [size] of the same name. */
  public Block vector(String name, int length, Initializer initializer) {
    return withTensor(add(name, 1, length, initializer, false), length);
  }

  /** Declares a vector that is not a separate tensor: see {@link #tensor}. */
  public Block partOfTensor(String name, int length, Initializer initializer) {
    return add(name, 1, length, initializer, false);
  }

  /** Declares a tensor that is made of parts of blocks. */
  public void tensor(String name, int[] shape, List<Part> parts) {
    tensors.add(new Tensor(prefix + name, shape, List.copyOf(parts)));
  }

  private Block withTensor(Block block, int... shape) {
    Part all = new Part(block.offset(), block.size(), true);
    tensors.add(new Tensor(block.name(), shape, List.of(all)));
    return block;
  }

  /**
   * Adds a block after the last one.
   *
   * @throws IllegalArgumentException if the vector would exceed an array's size
   */
  private Block add(String name, int rows, int cols, Initializer initializer, boolean touchedRows) {
    long end = whole.size + (long) rows * cols;
    if (end > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the network has more than 2^31 parameters: %s with %d x %d of them does not fit after the first %d"
              .formatted(prefix + name, rows, cols, whole.size));
    }
    Block block = new Block(prefix + name, whole.size, rows, cols, initializer, touchedRows);
    blocks.add(block);
    whole.size = (int) end;
    return block;
  }

  /**
   * Leaves columns of a block out of weight decay.
   *
   * @param firstColumn the first of these columns; all later ones are left out too
   */
  public void spareFromDecay(Block block, int firstColumn) {
    for (int row = 0; row < block.rows() && firstColumn < block.cols(); row++) {
      int begin = block.offset() + row * block.cols();
      spared.add(begin + firstColumn);
      spared.add(begin + block.cols());
    }
  }

  /**
   * The ranges that are left out of weight decay: from, to, from, to and so on, in the order of
   * offsets.
   */
  public int[] spared() {
    return spared.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Declares that each row of a matrix, or each value of a vector, belongs to an entry. */
  public void belongsTo(Block block, String vocabulary) {
    entries.put(block.name(), new Entries(vocabulary, false));
  }

  /** Declares that each value of a matrix belongs to two entries, that of its row first. */
  public void belongsToPairs(Block block, String vocabulary) {
    entries.put(block.name(), new Entries(vocabulary, true));
  }

  /** The entries to which the rows of a tensor belong, if they do. */
  public Optional<Entries> entries(String tensor) {
    return Optional.ofNullable(entries.get(tensor));
  }

  /** Declares a matrix of weights between the states of one step and those of the next. */
  public Block recurrentMatrix(String name, int rows, int cols, Initializer initializer) {
    Block block = matrix(name, rows, cols, initializer);
    recurrent.add(block);
    return block;
  }

  /** The weights between the states of one step and those of the next, of all layers. */
  public List<Block> recurrentBlocks() {
    return List.copyOf(recurrent);
  }

  /** All blocks in the order of their offsets. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** All tensors in the order of a file. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  /** The number of parameters. */
  public int size() {
    return whole.size;
  }

  /** The table of touched rows, if there is one. */
  public Optional<Block> table() {
    return blocks.stream().filter(Block::touchedRows).findFirst();
  }

  /** The number of parameters that have a gradient only in touched rows. */
  public int tableSize() {
    return table().map(Block::size).orElse(0);
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
