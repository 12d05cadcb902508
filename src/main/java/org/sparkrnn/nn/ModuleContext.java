package org.sparkrnn.nn;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sparkrnn.math.WeightProduct;

/** What modules share while a network is put together: the layout they declare in, and places. */
public final class ModuleContext {
  private final ParamLayout layout = new ParamLayout();
  private final WeightProduct product = new WeightProduct();
  private final NetworkSpec spec;
  private final Map<String, Integer> counts = new HashMap<>(); // of modules, by name
  private final Map<String, ParamLayout.Block> tables = new HashMap<>(); // by column
  private int stateSize;
  private int output = -1; // the one of several that is put together

  /** Of a network whose modules have declared nothing yet. */
  public ModuleContext(NetworkSpec spec) {
    this.spec = spec;
  }

  /** Where modules declare their parameters. */
  public ParamLayout layout() {
    return layout;
  }

  /** The thread's; it holds the weights of one product at a time. */
  public WeightProduct product() {
    return product;
  }

  /** The whole network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The number, from 0, of the next module of a name, of which PyTorch's names are made. */
  public int next(String name) {
    return counts.merge(name, 1, Integer::sum) - 1;
  }

  /** Lets one of several outputs be put together, whose names then have its number. */
  public <T> T output(int number, Supplier<T> make) {
    output = number;
    try {
      return make.get();
    } finally {
      output = -1;
    }
  }

  /** The number of the output that is put together, of several; -1 where there is but one. */
  public int output() {
    return output;
  }

  /** The name of a parameter of an output: of several it has the output's number in front. */
  public String outputName(String name) {
    return output < 0 ? name : "outputs." + output + "." + name;
  }

  /** What {@link ParamLayout#belongsTo} calls the labels of an output. */
  public String labels() {
    return outputName("labels");
  }

  /** Shows others the table [V, D] of an input, by the name of the column that it reads. */
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
      throw new IllegalArgumentException("no input has a table of the column " + column);
    }
    return table;
  }

  /** Where in a sequence's carried state the next so many floats have their place. */
  public int takeState(int size) {
    int place = stateSize;
    stateSize += size;
    return place;
  }
}
