package org.sparkrnn.job.sample;

import java.util.Random;

/**
 * A stream of characters in which a pattern occurs about once in 30 steps, among beginnings of it
 * and copies with one letter too many, one changed or two swapped. The label is 1 at each step that
 * completes the pattern, otherwise 0. It is computed from the finished string, because letters can
 * complete the pattern by chance.
 */
record Detection(String pattern) implements Generator {
  /** The pattern's letters and some that are not in it. */
  private static final String OTHERS = "benor";

  private static final int MIN_LENGTH = 20;
  private static final int MAX_LENGTH = 100;

  @Override
  public String ending() {
    return "slashed";
  }

  @Override
  public Example next(Random random, String split, int number) {
    int length = MIN_LENGTH + random.nextInt(MAX_LENGTH - MIN_LENGTH + 1);
    StringBuilder stream = new StringBuilder();
    while (stream.length() < length) {
      int kind = random.nextInt(10);
      if (kind < 3) {
        stream.append(pattern);
      } else if (kind < 7) {
        stream.append(nearMiss(random));
      }
      for (int n = random.nextInt(14); n > 0; n--) {
        stream.append(letter(random));
      }
    }
    stream.setLength(length);
    StringBuilder line = new StringBuilder();
    for (int t = 0; t < length; t++) {
      boolean complete = stream.substring(0, t + 1).endsWith(pattern);
      line.append(t > 0 ? " " : "").append(stream.charAt(t)).append(complete ? "/1" : "/0");
    }
    return new Example(line.append('\n').toString());
  }

  private String nearMiss(Random random) {
    StringBuilder miss = new StringBuilder(pattern);
    int at = 1 + random.nextInt(pattern.length() - 1);
    switch (random.nextInt(4)) {
      case 0 -> miss.setLength(at);
      case 1 -> miss.insert(at, letter(random));
      case 2 -> miss.setCharAt(at, letter(random));
      default -> {
        miss.setCharAt(at, pattern.charAt(at - 1));
        miss.setCharAt(at - 1, pattern.charAt(at));
      }
    }
    return miss.toString();
  }

  private char letter(Random random) {
    String letters = pattern + OTHERS;
    return letters.charAt(random.nextInt(letters.length()));
  }
}
