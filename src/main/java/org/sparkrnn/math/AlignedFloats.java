package org.sparkrnn.math;

/**
 * Arrays for operands that inner loops read by whole vectors. A 64-byte load that crosses a cache
 * line costs two loads; aligned panels made products 10 to 20 % faster, measured on AVX-512.
 *
 * <p>Java cannot align arrays, but G1 places an object of half a region or more at the start of a
 * region and never moves it. There, after the array header of 16 bytes, element {@link #START} lies
 * on a 64-byte boundary. So buffers of at least an eighth of a region are enlarged to half a region
 * (a region is about 1/2048 of the heap). Smaller ones are not worth a region; with other
 * collectors only the alignment is lost.
 */
final class AlignedFloats {
  /** The first element to use: (64 - 16) / 4. */
  static final int START = 12;

  private static final int MIN_LENGTH = minLength();

  private AlignedFloats() {}

  /** Allocates an array that holds n elements from {@link #START} on. */
  static float[] allocate(int n) {
    int length = Math.addExact(n, START);
    return new float[length < MIN_LENGTH / 4 ? length : Math.max(MIN_LENGTH, length)];
  }

  /** Returns {@code array} if it holds n elements from {@link #START} on, otherwise a new one. */
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
