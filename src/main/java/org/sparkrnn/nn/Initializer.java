package org.sparkrnn.nn;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Sets the initial values of a parameter block. */
@FunctionalInterface
public interface Initializer {
  /** Fills a block of w, which is zero, with numbers from the generator. */
  void fill(float[] w, ParamLayout.Block block, SplittableRandom random);

  /** All zeros. */
  Initializer ZEROS = (w, block, random) -> {};

  /** All ones. */
  Initializer ONES = (w, block, random) -> Arrays.fill(w, block.offset(), block.end(), 1f);

  /** Uniform in +-1 / sqrt(fanIn), as PyTorch initializes linear, convolution and RNN layers. */
  static Initializer uniform(int fanIn) {
    double bound = 1 / Math.sqrt(fanIn);
    return (w, block, random) -> {
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] = (float) random.nextDouble(-bound, bound);
      }
    };
  }

  /** Normal with mean 0. */
  static Initializer normal(double deviation) {
    return (w, block, random) -> {
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] = (float) (deviation * random.nextGaussian());
      }
    };
  }
}
