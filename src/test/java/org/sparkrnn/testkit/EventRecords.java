package org.sparkrnn.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads TensorBoard's event files according to their documentation: the checksums of records are
 * computed bit by bit, and messages are read by the parser of Protocol Buffers.
 */
public final class EventRecords {
  /**
   * An event.
   *
   * @param version the version in the first record of a file, otherwise empty
   * @param start whether it begins a session
   * @param scalars by tag
   * @param histograms by tag
   */
  public record Event(
      double wallTime,
      long step,
      String version,
      boolean start,
      Map<String, Float> scalars,
      Map<String, Histogram> histograms) {}

  /**
   * A distribution of values.
   *
   * @param numbers minimum, maximum, count, sum and sum of squares
   * @param limits the upper end of each bucket
   * @param counts number of values in each bucket
   */
  public record Histogram(double[] numbers, double[] limits, double[] counts) {}

  private static final int POLYNOMIAL = 0x82f63b78; // of CRC-32C, bits reversed

  private EventRecords() {}

  /** The only event file in a directory, or the last one by name. */
  public static Path newest(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().contains("tfevents"))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow();
    }
  }

  /** All events of a file; fails if a checksum is wrong or a record is cut off. */
  public static List<Event> read(byte[] file) throws IOException {
    List<Event> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      require(length, in.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      require(data, in.getInt());
      events.add(event(UnknownFieldSet.parseFrom(data)));
    }
    return events;
  }

  private static void require(byte[] bytes, int masked) {
    int rotated = masked - 0xa282ead8;
    int crc = rotated << 15 | rotated >>> 17;
    if (crc != crc32c(bytes)) {
      throw new AssertionError("a checksum is wrong");
    }
  }

  /** CRC-32C, Castagnoli's polynomial. */
  public static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    return ~crc;
  }

  private static Event event(UnknownFieldSet fields) throws IOException {
    Map<String, Float> scalars = new TreeMap<>();
    Map<String, Histogram> histograms = new TreeMap<>();
    for (ByteString summary : fields.getField(5).getLengthDelimitedList()) {
      for (ByteString value :
          UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
        UnknownFieldSet of = UnknownFieldSet.parseFrom(value);
        String tag = of.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
        if (of.hasField(5)) {
          histograms.put(tag, histogram(of.getField(5).getLengthDelimitedList().get(0)));
          continue;
        }
        if (scalars.put(tag, Float.intBitsToFloat(of.getField(2).getFixed32List().get(0)))
            != null) {
          throw new AssertionError(tag + " stands there twice");
        }
      }
    }
    List<ByteString> versions = fields.getField(3).getLengthDelimitedList();
    List<Long> steps = fields.getField(2).getVarintList();
    List<ByteString> sessions = fields.getField(7).getLengthDelimitedList();
    return new Event(
        Double.longBitsToDouble(fields.getField(1).getFixed64List().get(0)),
        steps.isEmpty() ? 0 : steps.get(0),
        versions.isEmpty() ? "" : versions.get(0).toStringUtf8(),
        !sessions.isEmpty()
            && UnknownFieldSet.parseFrom(sessions.get(0)).getField(1).getVarintList().get(0) == 1,
        scalars,
        histograms);
  }

  private static Histogram histogram(ByteString message) throws IOException {
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(message);
    double[] numbers = new double[5];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.longBitsToDouble(fields.getField(i + 1).getFixed64List().get(0));
    }
    return new Histogram(
        numbers,
        packed(fields.getField(6).getLengthDelimitedList().get(0)),
        packed(fields.getField(7).getLengthDelimitedList().get(0)));
  }

  private static double[] packed(ByteString bytes) {
    ByteBuffer in = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.size() / Double.BYTES];
    Arrays.setAll(values, i -> in.getDouble());
    return values;
  }
}
