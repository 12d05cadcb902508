package org.sparkrnn.job.sample;

import java.util.Random;

/**
 * The first of {@code lag + 1} symbols is one of a, b, c, d and is the sequence's label; the {@code
 * lag} after it are drawn from w, x, y, z and mean nothing.
 */
record Recall(int lag) implements Generator {
  private static final String SYMBOLS = "abcd";
  private static final String DISTRACTORS = "wxyz";

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    char symbol = SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
    StringBuilder line = new StringBuilder("{\"tokens\":[\"").append(symbol);
    for (int k = 0; k < lag; k++) {
      char distractor = DISTRACTORS.charAt(random.nextInt(DISTRACTORS.length()));
      line.append("\",\"").append(distractor);
    }
    return new Example(line + "\"],\"label\":\"" + symbol + "\"}\n");
  }
}
