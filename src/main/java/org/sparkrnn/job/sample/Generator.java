package org.sparkrnn.job.sample;

import java.util.Random;

/** Draws the examples of one data set: train first, then dev, then test, from one Random. */
public interface Generator {
  /** The ending of the files, which names their format. */
  String ending();

  /** What each file begins with, with the line end; empty for nothing. */
  default String header() {
    return "";
  }

  /**
   * Draws the next example, which may have been drawn before: the caller keeps what is new.
   *
   * @param split {@code train}, {@code dev} or {@code test}; words that train lacks are in the
   *     others alone
   * @param number of the example in its split, from 1
   */
  Example next(Random random, String split, int number);
}
