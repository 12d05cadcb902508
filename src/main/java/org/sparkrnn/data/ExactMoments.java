package org.sparkrnn.data;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Mean and standard deviation of double numbers, summed without rounding, so that neither the order
 * of the numbers nor their partitions can change a bit of the result.
 *
 * <p>Sums are fixed-point numbers that span all exponents of a double, with 32 bits per word
 * (Kulisch's long accumulator). A word is a long, so that carries can wait until {@link
 * #CARRY_AFTER} numbers were added. A double is m 2^e with |m| &lt; 2^53; m is split into 26 low
 * bits and the high bits, because its square would overflow a long.
 */
public final class ExactMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int UNIT = -1074; // the sum's unit is 2^-1074, the smallest double
  private static final int FRACTION_BITS = 52;
  private static final int HALF = 26; // low bits of m
  private static final int WORD = 32;
  private static final long WORD_MASK = (1L << WORD) - 1;
  private static final int CARRY_AFTER = 1 << 24; // numbers, each added at most 9 times to a word
  private static final int SUM_WORDS = 68; // 2098 bits, and 64 more for 2^63 numbers
  private static final int SQUARE_WORDS = 134;

  private final long[] sum = new long[SUM_WORDS]; // of x, in units of 2^-1074
  private final long[] squares = new long[SQUARE_WORDS]; // of x^2, in units of 2^-2148
  private long n;
  private int uncarried;

  /**
   * @param x finite
   */
  public void add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> FRACTION_BITS) & 0x7ff;
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    long m = exponent == 0 ? fraction : fraction | 1L << FRACTION_BITS;
    int e = Math.max(exponent, 1) - 1; // x = m 2^e in units of the sum
    n++;
    if (m == 0) {
      return;
    }
    add(sum, m, e, bits < 0);
    long low = m & (1L << HALF) - 1;
    long high = m >>> HALF;
    add(squares, low * low, 2 * e, false);
    add(squares, low * high, 2 * e + HALF + 1, false); // the + 1 doubles it
    add(squares, high * high, 2 * e + 2 * HALF, false);
    if (++uncarried >= CARRY_AFTER) {
      carry();
    }
  }

  /** Adds or subtracts {@code value} 2^bit. */
  private static void add(long[] words, long value, int bit, boolean negative) {
    int w = bit / WORD;
    int shift = bit % WORD;
    long low = value << shift & WORD_MASK;
    long middle = value >>> WORD - shift & WORD_MASK;
    long high = shift == 0 ? 0 : value >>> 2 * WORD - shift;
    words[w] += negative ? -low : low;
    words[w + 1] += negative ? -middle : middle;
    words[w + 2] += negative ? -high : high;
  }

  private void carry() {
    carry(sum);
    carry(squares);
    uncarried = 0;
  }

  /** Leaves 32 bits in each word but the last. */
  private static void carry(long[] words) {
    for (int w = 0; w + 1 < words.length; w++) {
      words[w + 1] += words[w] >> WORD;
      words[w] &= WORD_MASK;
    }
  }

  public void add(ExactMoments other) {
    carry();
    other.carry();
    for (int w = 0; w < SUM_WORDS; w++) {
      sum[w] += other.sum[w];
    }
    for (int w = 0; w < SQUARE_WORDS; w++) {
      squares[w] += other.squares[w];
    }
    n += other.n;
    carry();
  }

  private static BigInteger whole(long[] words) {
    BigInteger whole = BigInteger.ZERO;
    for (int w = words.length - 1; w >= 0; w--) {
      whole = whole.shiftLeft(WORD).add(BigInteger.valueOf(words[w]));
    }
    return whole;
  }

  /** (sum x) / n; 0 if there are no numbers. */
  public double mean() {
    BigInteger whole = whole(sum);
    int shift = shift(whole);
    return n == 0 ? 0 : Math.scalb(rounded(whole, shift) / n, UNIT + shift);
  }

  /** sqrt((n sum x^2 - (sum x)^2) / n^2); exactly 0 if all numbers are the same. */
  public double standardDeviation() {
    BigInteger whole = whole(sum);
    BigInteger numerator =
        whole(squares).multiply(BigInteger.valueOf(n)).subtract(whole.multiply(whole));
    int shift = shift(numerator) & ~1; // even, for the root
    return n == 0 ? 0 : Math.scalb(Math.sqrt(rounded(numerator, shift)) / n, UNIT + shift / 2);
  }

  /** The shift to the right after which a number fits into a double's range, with bits to spare. */
  private static int shift(BigInteger number) {
    return Math.max(0, number.bitLength() - 256);
  }

  /** number 2^-shift, rounded once: if a bit is lost by the shift, the lowest bit is set. */
  private static double rounded(BigInteger number, int shift) {
    BigInteger shifted = number.shiftRight(shift);
    boolean lost = number.signum() != 0 && number.getLowestSetBit() < shift;
    return (lost ? shifted.setBit(0) : shifted).doubleValue();
  }
}
