package org.sparkrnn.math;

/**
 * Arrays for the operands that inner loops read by whole vectors. A 64-byte load that crosses two
 * cache lines costs two; measured on AVX-512, aligned panels made the products 10 to 20 % faster.
 *
 * <p>Java gives no say in alignment, but G1 places an object of half a region or more at the start
 * of a region and never moves it. There, after the array header of 16 bytes, element {@link #START}
 * lies on a 64-byte boundary. So buffers of an eighth of a region or more are allocated that large
 * (a region is about 1/2048 of the heap). Smaller ones are not worth a region, and with other
 * collectors nothing is lost but the alignment.
 */
final class AlignedFloats {
  /** The first element to use: (64 - 16) / 4. */
  static final int START = 12;

  private static final int MIN_LENGTH = minLength();

  private AlignedFloats() {}

  /** An array that holds n elements from {@link #START} on. */
  static float[] allocate(int n) {
    int length = Math.addExact(n, START);
    return new float[length < MIN_LENGTH / 4 ? length : Math.max(MIN_LENGTH, length)];
  }

  /** {@code array} if it holds n elements from {@link #START} on, else a new one. */
  static float[] grow(float[] array, int n) {
    return array != null && array.length - START >= n ? array : allocate(n);
  }

  private static int minLength() {
    if (Boolean.parseBoolean(VmOptions.get("UseG1GC", "false"))) {
      long region = Long.parseLong(VmOptions.get("G1HeapRegionSize", "0"));
      return (int) Math.min(region / 8, 1 << 22); // half a region, in floats
    }
    return 0;
  }
}
