package org.sparkrnn.nn;

import java.util.HashMap;
import java.util.Map;
import org.sparkrnn.math.WeightProduct;

/** What modules share while a network is put together: the layout they declare in, and places. */
public final class ModuleContext {
  private final ParamLayout layout = new ParamLayout();
  private final WeightProduct product = new WeightProduct();
  private final NetworkSpec spec;
  private final Map<String, Integer> counts = new HashMap<>(); // of modules, by name
  private final Map<String, ParamLayout.Block> tables = new HashMap<>(); // by column
  private int stateSize;

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
