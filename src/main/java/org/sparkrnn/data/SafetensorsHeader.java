package org.sparkrnn.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked against the file's length before memory for a tensor is
 * allocated.
 *
 * @param entries the tensors in the order of their data, which they cover without gap or overlap
 * @param metadata the free map of strings
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final long MAX_LENGTH = 100_000_000; // as in the reference implementation

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A tensor's place; offsets are bytes from the data's start. */
  record Entry(String name, boolean wide, int[] shape, int count, long begin, long end) {
    int bytesPerElement() {
      return wide ? Double.BYTES : Float.BYTES;
    }
  }

  static InvalidInputException damaged(String file, String problem) {
    return new InvalidInputException(
        file + " is not a complete safetensors file: " + problem + "; download or write it again");
  }

  /** Reads up to the first byte of the data. */
  static SafetensorsHeader read(InputStream in, long length, String file) throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    if (prefix.length < Long.BYTES || length < Long.BYTES) {
      throw damaged(file, "it has fewer than 8 bytes");
    }
    long size = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size < 0 || size > MAX_LENGTH || size > length - Long.BYTES) {
      throw damaged(
          file,
          "its header should have %s bytes, but the file has %d bytes, and a header has at most %d"
              .formatted(Long.toUnsignedString(size), length, MAX_LENGTH));
    }
    byte[] header = in.readNBytes((int) size);
    if (header.length < size) {
      throw damaged(file, "it ends within its header");
    }
    if (size == 0 || header[0] != '{') {
      throw damaged(file, "its header does not start with {");
    }
    SafetensorsHeader parsed = new Parsing(file).parse(header);
    checkOffsets(parsed.entries, length - Long.BYTES - size, file);
    return parsed;
  }

  private static void checkOffsets(List<Entry> entries, long bytes, String file) {
    long position = 0;
    for (Entry entry : entries) {
      if (entry.begin != position) {
        throw damaged(
            file,
            "tensor %s begins at byte %d of the data; expected byte %d"
                .formatted(entry.name, entry.begin, position));
      }
      if (entry.end - entry.begin != (long) entry.count * entry.bytesPerElement()) {
        throw damaged(
            file,
            "tensor %s of shape %s has the bytes from %d to %d"
                .formatted(entry.name, Arrays.toString(entry.shape), entry.begin, entry.end));
      }
      position = entry.end;
    }
    if (position != bytes) {
      throw damaged(
          file, "its tensors have %d bytes, but its data has %d".formatted(position, bytes));
    }
  }

  /** Parses the JSON in one pass and accepts only tokens that the format allows at each place. */
  private record Parsing(String file) {
    SafetensorsHeader parse(byte[] header) {
      List<Entry> entries = new ArrayList<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      // Through a strict decoder: Jackson would guess UTF-16 or UTF-32 from the bytes.
      try (JsonParser json =
          JSON.createParser(
              new InputStreamReader(
                  new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder()))) {
        expect(json, JsonToken.START_OBJECT, "an object");
        for (String name; (name = nextName(json)) != null; ) {
          if (name.equals(METADATA)) {
            expect(json, JsonToken.START_OBJECT, "an object in " + METADATA);
            for (String key; (key = nextName(json)) != null; ) {
              expect(json, JsonToken.VALUE_STRING, "a string in " + METADATA);
              metadata.put(key, json.getText());
            }
          } else {
            entries.add(entry(json, name));
          }
        }
        if (json.nextToken() != null) {
          throw damaged(file, "its header contains more than one object");
        }
      } catch (IOException e) {
        String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.toString();
        throw new InvalidInputException(
            damaged(file, "its header is not JSON (" + why + ")").getMessage(), e);
      }
      // A tensor without elements shares its begin with the next one.
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      return new SafetensorsHeader(entries, metadata);
    }

    private Entry entry(JsonParser json, String name) throws IOException {
      String dtype = null;
      long[] shape = null;
      long[] offsets = null;
      expect(json, JsonToken.START_OBJECT, "an object for tensor " + name);
      for (String key; (key = nextName(json)) != null; ) {
        switch (key) {
          case "dtype" -> {
            expect(json, JsonToken.VALUE_STRING, "a string for dtype of " + name);
            dtype = json.getText();
          }
          case "shape" -> shape = longs(json, "shape of " + name);
          case "data_offsets" -> offsets = longs(json, "data_offsets of " + name);
          default -> throw damaged(file, "tensor " + name + " has the unknown field " + key);
        }
      }
      if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
        throw damaged(file, "tensor " + name + " needs dtype, shape and two data_offsets");
      }
      if (!dtype.equals("F32") && !dtype.equals("F64")) {
        throw new InvalidInputException(
            "%s: tensor %s has dtype %s, but only F32 and F64 are supported; convert it (PyTorch: .float())"
                .formatted(file, name, dtype));
      }
      int[] dimensions = new int[shape.length];
      long count = 1;
      for (int i = 0; i < shape.length; i++) {
        // Both factors are below 2^31, so the product cannot overflow.
        if (shape[i] > Integer.MAX_VALUE || (count *= shape[i]) > Integer.MAX_VALUE) {
          throw damaged(
              file,
              "tensor "
                  + name
                  + " has the shape "
                  + Arrays.toString(shape)
                  + ", which is too large");
        }
        dimensions[i] = (int) shape[i];
      }
      boolean wide = dtype.equals("F64");
      return new Entry(name, wide, dimensions, (int) count, offsets[0], offsets[1]);
    }

    /** An array of numbers that are not negative. */
    private long[] longs(JsonParser json, String what) throws IOException {
      expect(json, JsonToken.START_ARRAY, "an array for " + what);
      long[] values = new long[4];
      int n = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
          throw damaged(file, what + " contains " + json.getText() + "; expected whole numbers");
        }
        if (n == values.length) {
          values = Arrays.copyOf(values, 2 * n);
        }
        values[n++] = json.getLongValue();
      }
      return Arrays.copyOf(values, n);
    }

    /** The next field's name, or null at the object's end. */
    private String nextName(JsonParser json) throws IOException {
      JsonToken token = json.nextToken();
      if (token != JsonToken.FIELD_NAME && token != JsonToken.END_OBJECT) {
        throw damaged(file, "its header ends early");
      }
      return token == JsonToken.FIELD_NAME ? json.currentName() : null;
    }

    private void expect(JsonParser json, JsonToken expected, String what) throws IOException {
      if (json.nextToken() != expected) {
        throw damaged(file, "expected " + what + " in its header, but found " + json.getText());
      }
    }
  }
}
