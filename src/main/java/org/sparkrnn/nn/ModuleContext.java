package org.sparkrnn.nn;

import org.sparkrnn.math.WeightProduct;

/** What modules share while a network is put together: the layout they declare in, and places. */
public final class ModuleContext {
  private final ParamLayout layout = new ParamLayout();
  private final WeightProduct product = new WeightProduct();
  private final NetworkSpec spec;
  private int convolutions;
  private int norms;
  private int recurrent;
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

  /** The number of the next convolution, from 0, of which PyTorch's names are made. */
  public int nextConvolution() {
    return convolutions++;
  }

  /** The number of the next normalization, from 0. */
  public int nextNorm() {
    return norms++;
  }

  /** The number of the next recurrent layer, from 0. */
  public int nextRecurrent() {
    return recurrent++;
  }

  /** Where in a sequence's carried state the next so many floats have their place. */
  public int takeState(int size) {
    int place = stateSize;
    stateSize += size;
    return place;
  }
}
