package org.sparkrnn.job.sample;

import java.util.Random;

/** Draws the examples of one data set from one Random: first train, then dev, then test. */
public interface Generator {
  /** The ending of the files, which names their format. */
  String ending();

  /** The first line of each file with its line end; empty for none. */
  default String header() {
    return "";
  }

  /**
   * Draws the next example. The caller discards examples that were drawn before.
   *
   * @param split {@code train}, {@code dev} or {@code test}; held-out words occur only in dev and
   *     test
   * @param number number of the example in its split, from 1
   */
  Example next(Random random, String split, int number);
}
