package org.sparkrnn.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named tensors in the safetensors format, https://huggingface.co/docs/safetensors: eight bytes
 * with the header's length, a JSON header {@code {"name": {"dtype": "F32", "shape": [2, 3],
 * "data_offsets": [0, 24]}, ...}}, and the data, row by row; all numbers little-endian. Reading
 * executes no code from the file, and every length is checked.
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16; // bytes moved at a time

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;
  private final String source;

  private Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata, String source) {
    this.tensors = tensors;
    this.metadata = metadata;
    this.source = source;
  }

  /**
   * Reads a whole file. F32 and F64 tensors are supported.
   *
   * @param in the file from its first byte; read to its end, not closed
   * @param length the file's length in bytes
   * @param nameForMessages the file's name
   * @throws InvalidInputException if the file is damaged, cannot be read or has another dtype
   */
  public static Safetensors read(InputStream in, long length, String nameForMessages) {
    try {
      SafetensorsHeader header = SafetensorsHeader.read(in, length, nameForMessages);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      byte[] chunk = new byte[CHUNK];
      for (SafetensorsHeader.Entry entry : header.entries()) {
        Object data = entry.wide() ? new double[entry.count()] : new float[entry.count()];
        int per = CHUNK / entry.bytesPerElement();
        for (int at = 0; at < entry.count(); at += per) {
          int n = Math.min(per, entry.count() - at);
          int bytes = n * entry.bytesPerElement();
          if (in.readNBytes(chunk, 0, bytes) != bytes) {
            throw SafetensorsHeader.damaged(
                nameForMessages, "it ends within tensor " + entry.name());
          }
          ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
          if (data instanceof double[] doubles) {
            buffer.asDoubleBuffer().get(doubles, at, n);
          } else {
            buffer.asFloatBuffer().get((float[]) data, at, n);
          }
        }
        tensors.put(entry.name(), new Tensor(entry.name(), entry.shape(), data));
      }
      if (in.read() >= 0) {
        throw SafetensorsHeader.damaged(
            nameForMessages, "it is longer than the expected " + length + " bytes");
      }
      return new Safetensors(tensors, header.metadata(), nameForMessages);
    } catch (IOException e) {
      throw new InvalidInputException(
          nameForMessages + " cannot be read: " + e.getMessage() + "; check the file", e);
    }
  }

  /** The tensors' names, in the order of their data in the file. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** The file's {@code __metadata__}, empty if it has none. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /**
   * The tensor of a name.
   *
   * @throws InvalidInputException if the file has none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidInputException(
          source
              + " has no tensor "
              + name
              + "; its tensors are "
              + String.join(", ", tensors.keySet()));
    }
    return tensor;
  }

  /** A tensor of float or double elements, in row-major order. Elements are not copied. */
  public static final class Tensor {
    private final String name;
    private final int[] shape;
    private final Object data; // float[] or double[]

    private Tensor(String name, int[] shape, Object data) {
      this.name = name;
      this.shape = shape;
      this.data = data;
    }

    /** Its name in the file. */
    public String name() {
      return name;
    }

    /** The length of each dimension; empty for a scalar. */
    public int[] shape() {
      return shape.clone();
    }

    /** The elements of an F32 tensor itself; those of an F64 tensor rounded. */
    public float[] floats() {
      if (data instanceof float[] floats) {
        return floats;
      }
      double[] doubles = (double[]) data;
      float[] floats = new float[doubles.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }

    /** The elements of an F64 tensor itself; those of an F32 tensor widened. */
    public double[] doubles() {
      if (data instanceof double[] doubles) {
        return doubles;
      }
      float[] floats = (float[]) data;
      double[] doubles = new double[floats.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    }

    @Override
    public String toString() {
      return name + (data instanceof float[] ? " F32 " : " F64 ") + Arrays.toString(shape);
    }
  }

  /** Collects float tensors and writes them as F32, in the order in which they were added. */
  public static final class Writer {
    private record Part(int[] shape, float[] data, int offset, int count) {}

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Adds an entry to the file's {@code __metadata__}. */
    public Writer metadata(String key, String value) {
      metadata.put(key, value);
      return this;
    }

    /** Adds a tensor whose elements are all of {@code data}, in row-major order, not copied. */
    public Writer add(String name, int[] shape, float[] data) {
      Writer writer = add(name, shape, data, 0);
      int count = parts.get(name).count();
      if (count != data.length) {
        throw new IllegalArgumentException(
            "tensor " + name + " of " + count + " elements was given " + data.length);
      }
      return writer;
    }

    /**
     * Adds a tensor whose elements are in {@code data} from {@code offset} on, not copied.
     *
     * @throws IllegalArgumentException if the name is taken or the shape does not fit
     */
    public Writer add(String name, int[] shape, float[] data, int offset) {
      long count = 1;
      boolean fits = offset >= 0;
      for (int n : shape) {
        // Both factors are below 2^31, so the product cannot overflow.
        fits &= n >= 0 && count <= Integer.MAX_VALUE;
        count = fits ? count * n : 0;
      }
      if (!fits || count > data.length - offset) {
        throw new IllegalArgumentException(
            "tensor %s of shape %s does not fit into %d floats at offset %d"
                .formatted(name, Arrays.toString(shape), data.length, offset));
      }
      if (name.equals(SafetensorsHeader.METADATA)
          || parts.putIfAbsent(name, new Part(shape.clone(), data, offset, (int) count)) != null) {
        throw new IllegalArgumentException(
            "the name " + name + " is already taken by another tensor");
      }
      return this;
    }

    /** Writes the file; the stream is neither flushed nor closed. */
    public void write(OutputStream out) throws IOException {
      byte[] header = header();
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
      out.write(header);
      buffer.clear();
      for (Part part : parts.values()) {
        int per = CHUNK / Float.BYTES;
        for (int at = 0; at < part.count; at += per) {
          int n = Math.min(per, part.count - at);
          buffer.asFloatBuffer().put(part.data, part.offset + at, n);
          out.write(buffer.array(), 0, n * Float.BYTES);
        }
      }
    }

    private byte[] header() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
        json.writeStartObject();
        if (!metadata.isEmpty()) {
          json.writeObjectFieldStart(SafetensorsHeader.METADATA);
          for (Map.Entry<String, String> entry : metadata.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
        }
        long offset = 0;
        for (Map.Entry<String, Part> entry : parts.entrySet()) {
          Part part = entry.getValue();
          long end = offset + (long) Float.BYTES * part.count;
          json.writeObjectFieldStart(entry.getKey());
          json.writeStringField("dtype", "F32");
          json.writeFieldName("shape");
          json.writeArray(part.shape, 0, part.shape.length);
          json.writeFieldName("data_offsets");
          json.writeArray(new long[] {offset, end}, 0, 2);
          json.writeEndObject();
          offset = end;
        }
        json.writeEndObject();
      }
      // Eight bytes of length precede the header, so a multiple of eight aligns the data.
      int padding = -bytes.size() & 7;
      bytes.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
      return bytes.toByteArray();
    }
  }
}
