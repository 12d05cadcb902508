package org.sparkrnn.job.sample;

import java.util.Random;
import org.sparkrnn.data.InvalidInputException;

/**
 * The first symbol is the sequence's label; the others are drawn from the same 26 letters and mean
 * nothing, so that only its place distinguishes it. In dev and test {@code lag} symbols follow it,
 * in train {@code minLag} to {@code lag}, so that a network can learn from short sequences first.
 */
record Recall(int minLag, int lag) implements Generator {
  private static final String SYMBOLS = "abcdefghijklmnopqrstuvwxyz";

  Recall {
    if (minLag > lag) {
      throw new InvalidInputException(
          "minLag is %d and lag is %d; the shortest lag of train cannot be above the longest: set minLag=%d to make them equal"
              .formatted(minLag, lag, lag));
    }
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    int distractors = split.equals("train") ? trainLag(random) : lag;
    char first = SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
    StringBuilder line = new StringBuilder("{\"tokens\":[\"").append(first);
    for (int k = 0; k < distractors; k++) {
      line.append("\",\"").append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
    }
    return new Example(line + "\"],\"label\":\"" + first + "\"}\n");
  }

  /**
   * A lag from minLag to lag with a uniform logarithm: for 1 to 60, half of the lags are below 8.
   */
  private int trainLag(Random random) {
    double ratio = (lag + 1.0) / minLag;
    return (int) (minLag * StrictMath.exp(StrictMath.log(ratio) * random.nextDouble()));
  }
}
