package org.sparkrnn.job.sample;

import java.util.Random;

/**
 * Bit strings of 1 to {@code maxLength} bits; the label of each step is the parity of the ones so
 * far, {@code even} or {@code odd}.
 *
 * <p>Every string has an even number of ones. Otherwise the first bit, which is its own parity,
 * would help a network without memory. With an even number of ones the parity after a one is odd as
 * often as even, and after a zero it is even more often than odd. So a network that sees one bit at
 * a time can do no better than always answer {@code even}.
 */
record Parity(int maxLength) implements Generator {
  @Override
  public String ending() {
    return "slashed";
  }

  @Override
  public Example next(Random random, String split, int number) {
    boolean[] bits = new boolean[1 + random.nextInt(maxLength)];
    boolean odd = false;
    for (int t = 0; t < bits.length; t++) {
      bits[t] = random.nextBoolean();
      odd ^= bits[t];
    }
    bits[random.nextInt(bits.length)] ^= odd;
    StringBuilder line = new StringBuilder();
    odd = false;
    for (boolean bit : bits) {
      odd ^= bit;
      line.append(line.isEmpty() ? "" : " ").append(bit ? "1/" : "0/").append(odd ? "odd" : "even");
    }
    return new Example(line.append('\n').toString());
  }
}
