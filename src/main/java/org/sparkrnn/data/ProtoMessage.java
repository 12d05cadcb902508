package org.sparkrnn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Protocol Buffers message: fields by number, each with its wire type. It covers only the
 * part of the format that ONNX and TensorBoard need. Large arrays are not copied, so that a model
 * is in memory only once.
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2; // a length, then that many bytes
  private static final int FIXED_32 = 5;
  private static final int CHUNK = 1 << 14; // floats that are turned into bytes at a time

  /** A part whose size is known before it is written. */
  private interface Part {
    long size();

    void writeTo(OutputStream out) throws IOException;
  }

  private record Bytes(byte[] bytes) implements Part {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** Little-endian floats. */
  private record Floats(float[] values, int from, int count) implements Part {
    @Override
    public long size() {
      return (long) count * Float.BYTES;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int done = 0; done < count; done += CHUNK) {
        int next = Math.min(CHUNK, count - done);
        bytes.asFloatBuffer().put(values, from + done, next);
        out.write(bytes.array(), 0, next * Float.BYTES);
      }
    }
  }

  private record Nested(ProtoMessage message) implements Part {
    @Override
    public long size() {
      return message.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      message.writeTo(out);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Adds a field's number and wire type, then a number, if there is one. */
  private void head(int field, int type, long number, boolean hasNumber) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    varint(head, (long) field << 3 | type);
    if (hasNumber) {
      varint(head, number);
    }
    parts.add(new Bytes(head.toByteArray()));
  }

  private ProtoMessage part(int field, Part part) {
    head(field, LENGTH, part.size(), true);
    parts.add(part);
    return this;
  }

  /** Adds a whole number. */
  public ProtoMessage number(int field, long value) {
    head(field, VARINT, value, true);
    return this;
  }

  /** Adds a float. */
  public ProtoMessage real(int field, float value) {
    head(field, FIXED_32, 0, false);
    parts.add(new Floats(new float[] {value}, 0, 1));
    return this;
  }

  /** Adds a double. */
  public ProtoMessage real(int field, double value) {
    head(field, FIXED_64, 0, false);
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    parts.add(new Bytes(bytes.putDouble(value).array()));
    return this;
  }

  /** Adds a text in UTF-8. */
  public ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  public ProtoMessage bytes(int field, byte[] value) {
    return part(field, new Bytes(value));
  }

  /** Adds floats as little-endian bytes; the array is not copied and must not change afterwards. */
  public ProtoMessage floats(int field, float[] values, int from, int count) {
    return part(field, new Floats(values, from, count));
  }

  /** Adds a nested message, which must be complete. */
  public ProtoMessage message(int field, ProtoMessage value) {
    return part(field, new Nested(value));
  }

  /** Appends all fields of another message. */
  public ProtoMessage with(ProtoMessage other) {
    parts.addAll(other.parts);
    return this;
  }

  /** The size of the message in bytes. */
  public long size() {
    long size = 0;
    for (Part part : parts) {
      size += part.size();
    }
    return size;
  }

  /** Writes all fields. */
  public void writeTo(OutputStream out) throws IOException {
    for (Part part : parts) {
      part.writeTo(out);
    }
  }

  /** Returns all fields as an array; for small messages. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array failed", e);
    }
    return out.toByteArray();
  }
}
