package org.sparkrnn.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over arrays of numbers, big-endian. */
public final class Digests {
  private static final int CHUNK = 1 << 14; // numbers at a time

  private Digests() {}

  /** A new digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  static void add(MessageDigest digest, int[] numbers) {
    add(digest, numbers, 0, numbers.length);
  }

  static void add(MessageDigest digest, int[] numbers, int from, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(CHUNK, count) * Integer.BYTES);
    for (int at = 0; at < count; at += CHUNK) {
      int n = Math.min(CHUNK, count - at);
      bytes.asIntBuffer().put(numbers, from + at, n);
      digest.update(bytes.array(), 0, n * Integer.BYTES);
    }
  }

  /** Adds some numbers of an array. */
  public static void add(MessageDigest digest, float[] numbers, int from, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(CHUNK, count) * Float.BYTES);
    for (int at = 0; at < count; at += CHUNK) {
      int n = Math.min(CHUNK, count - at);
      bytes.asFloatBuffer().put(numbers, from + at, n);
      digest.update(bytes.array(), 0, n * Float.BYTES);
    }
  }
}
