package org.sparkrnn.data;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Mean and standard deviation of float numbers, summed without rounding, so that neither the order
 * of the numbers nor the partitions they come in can change a bit of the result.
 *
 * <p>A float is m 2^(e - 150) with |m| &lt; 2^24 and e in 1..254. The m of each exponent are summed
 * in a long, which 2^39 numbers cannot overflow; m^2 &lt; 2^48 is split into 24 low and the high
 * bits. (The idea of Kulisch's long accumulator, one word an exponent.)
 */
final class ExactMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXPONENTS = 255;
  private static final int FRACTION_BITS = 23;
  private static final int HALF = 24; // bits of m
  private static final int UNIT = -149; // of the sum: 2^-149, the smallest float

  private final long[] m = new long[EXPONENTS]; // sum of m at each exponent
  private final long[] low = new long[EXPONENTS]; // of the low bits of m^2
  private final long[] high = new long[EXPONENTS]; // of its high bits
  private long n;

  /**
   * @param x finite
   */
  void add(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = bits >>> FRACTION_BITS & 0xff;
    long fraction = bits & (1 << FRACTION_BITS) - 1;
    long size = exponent == 0 ? fraction : fraction | 1 << FRACTION_BITS;
    int e = Math.max(exponent, 1);
    long square = size * size;
    m[e] += bits < 0 ? -size : size;
    low[e] += square & (1 << HALF) - 1;
    high[e] += square >>> HALF;
    n++;
  }

  void add(ExactMoments other) {
    for (int e = 0; e < EXPONENTS; e++) {
      m[e] += other.m[e];
      low[e] += other.low[e];
      high[e] += other.high[e];
    }
    n += other.n;
  }

  /** Sum of x in units of 2^-149. */
  private BigInteger sum() {
    BigInteger sum = BigInteger.ZERO;
    for (int e = 1; e < EXPONENTS; e++) {
      sum = sum.add(BigInteger.valueOf(m[e]).shiftLeft(e - 1));
    }
    return sum;
  }

  /** Sum of x^2 in units of 2^-298. */
  private BigInteger squares() {
    BigInteger sum = BigInteger.ZERO;
    for (int e = 1; e < EXPONENTS; e++) {
      BigInteger square =
          BigInteger.valueOf(high[e]).shiftLeft(HALF).add(BigInteger.valueOf(low[e]));
      sum = sum.add(square.shiftLeft(2 * (e - 1)));
    }
    return sum;
  }

  /** (sum x) / n; 0 of no numbers. */
  double mean() {
    return n == 0 ? 0 : Math.scalb(sum().doubleValue() / n, UNIT);
  }

  /** sqrt((n sum x^2 - (sum x)^2) / n^2); exactly 0 if all numbers are the same. */
  double standardDeviation() {
    BigInteger sum = sum();
    double numerator =
        squares().multiply(BigInteger.valueOf(n)).subtract(sum.multiply(sum)).doubleValue();
    return n == 0 ? 0 : Math.scalb(Math.sqrt(numerator) / n, UNIT);
  }
}
