package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static byte[] bytes(Safetensors.Writer writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }

  private static Safetensors read(byte[] file) {
    return Safetensors.read(new ByteArrayInputStream(file), file.length, "w.safetensors");
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  private static byte[] small() throws IOException {
    return bytes(
        new Safetensors.Writer()
            .metadata("format", "pt")
            .add("rnn.weight_ih_l0", new int[] {2, 3}, new float[] {1, -2, 3.5f, 0, 5, -6})
            .add("empty", new int[] {0, 4}, new float[0])
            .add("scalar", new int[0], new float[] {Float.NaN}));
  }

  @Test
  void roundTrip() throws IOException {
    float[] big = new float[40_000]; // more than one chunk
    for (int i = 0; i < big.length; i++) {
      big[i] = i * 0.5f - 7;
    }
    byte[] file =
        bytes(
            new Safetensors.Writer()
                .metadata("näme", "值")
                .add("b", new int[] {200, 200}, big)
                .add("a", new int[] {2, 1}, big, 39_998)
                .add("empty", new int[] {0, 3}, big, 5));
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8);
    assertEquals(8 + header + 4L * 40_002, file.length);

    Safetensors read = read(file);
    assertEquals(List.of("b", "a", "empty"), List.copyOf(read.names()));
    assertEquals(Map.of("näme", "值"), read.metadata());
    assertArrayEquals(big, read.get("b").floats());
    assertArrayEquals(new int[] {200, 200}, read.get("b").shape());
    assertArrayEquals(new float[] {big[39_998], big[39_999]}, read.get("a").floats());
    assertArrayEquals(new double[] {big[39_998], big[39_999]}, read.get("a").doubles());
    assertEquals(0, read.get("empty").floats().length);
    assertEquals(1, read(small()).get("scalar").floats().length);
    assertThrows(InvalidInputException.class, () -> read.get("c"));
  }

  @Test
  void readsDoublesAndHeadersInAnotherOrderThanTheData() {
    byte[] data =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1.5f)
            .putDouble(Math.PI)
            .putDouble(-1)
            .array();
    Safetensors read =
        read(
            file(
                "{\"d\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[4,20]},"
                    + "\"f\":{\"data_offsets\":[0,4],\"shape\":[1,1],\"dtype\":\"F32\"}}  ",
                data));
    assertEquals(List.of("f", "d"), List.copyOf(read.names()));
    assertArrayEquals(new double[] {Math.PI, -1}, read.get("d").doubles());
    assertArrayEquals(new float[] {(float) Math.PI, -1}, read.get("d").floats());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "F32 | [2]     | [0,4]  | from 0 to 4",
        "F32 | [1]     | [4,8]  | begins at byte 4",
        "F32 | [1]     | [0,4]  | data has 8",
        "F32 | [3]     | [0,12] | data has 8",
        "F32 | [-2]    | [0,8]  | expected whole numbers",
        "F32 | [2.0]   | [0,8]  | expected whole numbers",
        "F32 | [[2]]   | [0,8]  | expected whole numbers",
        "F32 | [65536,65536,65536,65536,2] | [0,8] | too large",
        "F32 | [9223372036854775807,2] | [0,8] | too large",
        "F32 | [99999999999999999999]  | [0,8] | not JSON",
        "F32 | [2]     | [8,0]  | begins at byte 8",
        "F32 | [2]     | [0]    | two data_offsets",
        "F32 | [2]     | [0,9223372036854775807] | has the bytes from",
        "F32 | 2       | [0,8]  | expected an array",
        "BF16 | [4]    | [0,8]  | dtype BF16",
      })
  void wrongEntriesAreNamed(String dtype, String shape, String offsets, String problem) {
    String header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
            .formatted(dtype, shape, offsets);
    assertMessage(file(header, new byte[8]), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        " {}",
        "{",
        "{}{}",
        "{} x",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0],\"more\":1}}",
        "{\"x\":{\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"x\":null}",
      })
  void wrongHeadersAreNamed(String header) {
    assertMessage(file(header, new byte[0]), "w.safetensors");
  }

  @Test
  void hostileLengthsTakeNoMemory() {
    for (long length : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_001, 3}) {
      byte[] file = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertMessage(file, "its header should have");
    }
    String deep = "{\"x\":" + "[".repeat(200_000);
    assertMessage(file(deep, new byte[0]), "expected an object");
    assertMessage(file("{\"" + "x".repeat(200_000), new byte[0]), "not JSON");
    byte[] utf16 = "{\"a\":{}}".getBytes(StandardCharsets.UTF_16LE);
    assertMessage(file(new String(utf16, StandardCharsets.ISO_8859_1), new byte[0]), "not JSON");
  }

  @Test
  void truncationAndTrailingBytesAreFound() throws IOException {
    byte[] file = small();
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertMessage(part, "w.safetensors");
      // The file shrank after its length was taken.
      InvalidInputException e =
          assertThrows(
              InvalidInputException.class,
              () -> Safetensors.read(new ByteArrayInputStream(part), file.length, "w.safetensors"));
      assertTrue(e.getMessage().contains("w.safetensors"), e.getMessage());
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertMessage(longer, "data has 29");
    assertThrows(
        InvalidInputException.class,
        () -> Safetensors.read(new ByteArrayInputStream(longer), file.length, "w"));
  }

  @Test
  void anyDamageIsAnInvalidInputOrHarmless() throws IOException {
    byte[] file = small();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = file.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(damaged.length);
        damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : damaged[at] ^ 1);
      }
      try {
        read(damaged);
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().contains("w.safetensors"), e.getMessage());
        refused++;
      } catch (RuntimeException | Error e) {
        fail("round " + i, e);
      }
    }
    assertTrue(refused > 10_000, "refused " + refused);
  }

  @Test
  void writerRefusesWhatDoesNotFit() {
    Safetensors.Writer writer = new Safetensors.Writer().add("x", new int[] {1}, new float[1]);
    float[] two = new float[2];
    for (Runnable wrong :
        List.<Runnable>of(
            () -> writer.add("x", new int[] {2}, two),
            () -> writer.add("__metadata__", new int[] {2}, two),
            () -> writer.add("a", new int[] {3}, two),
            () -> writer.add("b", new int[] {1}, two),
            () -> writer.add("c", new int[] {2}, two, 1),
            () -> writer.add("d", new int[] {-1, -2}, two),
            () -> writer.add("e", new int[] {1 << 30, 1 << 30, 1 << 30}, two))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }

  private static void assertMessage(byte[] file, String part) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(file));
    assertTrue(e.getMessage().contains("w.safetensors"), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
