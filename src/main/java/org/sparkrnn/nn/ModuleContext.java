package org.sparkrnn.nn;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sparkrnn.math.WeightProduct;

/**
 * Shared by the modules while a network is built: the layout in which they declare parameters, and
 * the places of their states.
 */
public final class ModuleContext {
  private final ParamLayout layout = new ParamLayout();
  private final WeightProduct product = new WeightProduct();
  private final NetworkSpec spec;
  private final Map<String, Integer> counts = new HashMap<>(); // of modules, by name
  private final Map<String, ParamLayout.Block> tables = new HashMap<>(); // by column
  private int stateSize;
  private int output = -1; // the one of several that is put together

  /** Creates the context of a network whose modules have declared nothing yet. */
  public ModuleContext(NetworkSpec spec) {
    this.spec = spec;
  }

  /** The layout in which modules declare their parameters. */
  public ParamLayout layout() {
    return layout;
  }

  /** The product of the thread; it keeps the weights of one product at a time. */
  public WeightProduct product() {
    return product;
  }

  /** The whole network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The number, from 0, of the next module with this name; PyTorch's names contain it. */
  public int next(String name) {
    return counts.merge(name, 1, Integer::sum) - 1;
  }

  /** Builds one of several outputs, so that the names of its parameters contain its number. */
  public <T> T output(int number, Supplier<T> make) {
    output = number;
    try {
      return make.get();
    } finally {
      output = -1;
    }
  }

  /**
   * The number of the output that is being built, if there are several; -1 if there is only one.
   */
  public int output() {
    return output;
  }

  /**
   * The name of a parameter of an output; if there are several outputs, it begins with the number
   * of the output.
   */
  public String outputName(String name) {
    return output < 0 ? name : "outputs." + output + "." + name;
  }

  /** The name by which {@link ParamLayout#belongsTo} refers to the labels of an output. */
  public String labels() {
    return outputName("labels");
  }

  /**
   * Makes the table [V, D] of an input known to other modules, by the name of the column that the
   * input reads.
   */
  public void putTable(String column, ParamLayout.Block table) {
    tables.put(column, table);
  }

  /**
   * The table [V, D] of the input that reads a column.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ParamLayout.Block table(String column) {
    ParamLayout.Block table = tables.get(column);
    if (table == null) {
      throw new IllegalArgumentException("no input has a table for the column " + column);
    }
    return table;
  }

  /** Reserves floats in the carried state of a sequence and returns their place. */
  public int takeState(int size) {
    int place = stateSize;
    stateSize += size;
    return place;
  }
}
