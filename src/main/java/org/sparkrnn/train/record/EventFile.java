package org.sparkrnn.train.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event files: a sequence of records, each an Event message of protocol buffers
 * (tensorflow/core/util/event.proto, of which few fields are needed, so that they are written by
 * hand). A record is, little-endian,
 *
 * <pre>
 *   uint64 length    uint32 masked CRC-32C of length    byte[length] data    uint32 that of data
 *   masked(c) = rotate_right(c, 15) + 0xa282ead8
 * </pre>
 */
final class EventFile {
  // Field numbers of Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  // Of Summary, Summary.Value and SessionLog, and a value of SessionLog's status.
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int STATUS = 1;
  private static final int START = 1;

  // Wire types.
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final int MASK = 0xa282ead8;
  private static final int HEADER = 12; // a length and its checksum
  private static final int CHECKSUM = 4;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  private EventFile() {}

  /**
   * The record with which every file begins.
   *
   * @param wallTime seconds since 1970
   */
  static byte[] version(double wallTime) {
    return record(new EventFile().real(WALL_TIME, wallTime).text(FILE_VERSION, "brain.Event:2"));
  }

  /**
   * A record after which TensorBoard forgets what the same directory said of this step and later
   * ones: a training that begins anew, or goes on from there.
   */
  static byte[] start(double wallTime, long step) {
    return record(
        new EventFile()
            .real(WALL_TIME, wallTime)
            .whole(STEP, step)
            .bytes(SESSION_LOG, new EventFile().whole(STATUS, START)));
  }

  /**
   * A record of figures.
   *
   * @param step the position on the horizontal axis
   * @param values by tag
   */
  static byte[] scalars(double wallTime, long step, Map<String, Double> values) {
    EventFile summary = new EventFile();
    values.forEach(
        (tag, value) ->
            summary.bytes(
                VALUE, new EventFile().text(TAG, tag).single(SIMPLE_VALUE, value.floatValue())));
    return record(
        new EventFile().real(WALL_TIME, wallTime).whole(STEP, step).bytes(SUMMARY, summary));
  }

  private static byte[] record(EventFile event) {
    byte[] data = event.message.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + data.length + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(masked(record.array(), HEADER, data.length));
    return record.array();
  }

  private static int masked(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private EventFile real(int field, double value) {
    key(field, FIXED64);
    ByteBuffer eight = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    message.writeBytes(eight.putDouble(value).array());
    return this;
  }

  private EventFile single(int field, float value) {
    key(field, FIXED32);
    ByteBuffer four = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    message.writeBytes(four.putFloat(value).array());
    return this;
  }

  private EventFile whole(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  private EventFile text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private EventFile bytes(int field, EventFile inner) {
    return bytes(field, inner.message.toByteArray());
  }

  private EventFile bytes(int field, byte[] bytes) {
    key(field, BYTES);
    varint(bytes.length);
    message.writeBytes(bytes);
    return this;
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  /** Seven bits per byte, the lowest first; all but the last have the highest bit set. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      message.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    message.write((int) rest);
  }
}
