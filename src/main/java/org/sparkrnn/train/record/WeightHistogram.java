package org.sparkrnn.train.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sparkrnn.data.ProtoMessage;

/**
 * The distribution of a block's weights as TensorBoard's HistogramProto
 * (tensorflow/core/framework/summary.proto): buckets of equal width from the smallest to the
 * largest value.
 */
final class WeightHistogram {
  private static final int BUCKETS = 60;

  // Field numbers of HistogramProto.
  private static final int MIN = 1;
  private static final int MAX = 2;
  private static final int NUM = 3;
  private static final int SUM = 4;
  private static final int SUM_SQUARES = 5;
  private static final int BUCKET_LIMIT = 6;
  private static final int BUCKET = 7;

  private final double min;
  private final double max;
  private final long count;
  private final double sum;
  private final double sumSquares;
  private final double[] limits; // the upper end of each bucket
  private final double[] counts;

  /**
   * Counts the values from {@code from} up to but excluding {@code to}; values that are not finite
   * are left out.
   */
  WeightHistogram(float[] values, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    long finite = 0;
    double total = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        finite++;
        total += value;
        squares += value * value;
      }
    }
    min = least;
    max = most;
    count = finite;
    sum = total;
    sumSquares = squares;
    limits = new double[most > least ? BUCKETS : finite > 0 ? 1 : 0];
    counts = new double[limits.length];
    double width = (most - least) / limits.length;
    for (int i = 0; i < limits.length; i++) {
      limits[i] = i == limits.length - 1 ? most : least + (i + 1) * width;
    }
    for (int i = from; i < to; i++) {
      if (Float.isFinite(values[i])) {
        int bucket = width > 0 ? (int) ((values[i] - least) / width) : 0;
        counts[Math.min(bucket, limits.length - 1)]++; // for the largest value
      }
    }
  }

  /** Whether no value is finite. */
  boolean isEmpty() {
    return count == 0;
  }

  ProtoMessage message() {
    return new ProtoMessage()
        .real(MIN, min)
        .real(MAX, max)
        .real(NUM, (double) count)
        .real(SUM, sum)
        .real(SUM_SQUARES, sumSquares)
        .bytes(BUCKET_LIMIT, packed(limits))
        .bytes(BUCKET, packed(counts));
  }

  private static byte[] packed(double... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }
}
