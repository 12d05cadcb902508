package org.sparkrnn.train.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;
import org.sparkrnn.data.ProtoMessage;

/**
 * TensorBoard's event files: a sequence of records, each an Event message of protocol buffers
 * (tensorflow/core/util/event.proto, of which only a few fields are needed). A record is, in
 * little-endian order,
 *
 * <pre>
 * uint64 length uint32 masked CRC-32C of length byte[length] data uint32 the same of data
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
  private static final int HISTO = 5;
  private static final int STATUS = 1;
  private static final int START = 1;

  private static final int MASK = 0xa282ead8;
  private static final int HEADER = 12; // a length and its checksum
  private static final int CHECKSUM = 4;

  private EventFile() {}

  /**
   * The record with which every file begins.
   *
   * @param wallTime seconds since 1970
   */
  static byte[] version(double wallTime) {
    return record(new ProtoMessage().real(WALL_TIME, wallTime).text(FILE_VERSION, "brain.Event:2"));
  }

  /**
   * A record after which TensorBoard discards this step and later ones of the same directory,
   * because a training starts again or resumes there.
   */
  static byte[] start(double wallTime, long step) {
    return record(
        new ProtoMessage()
            .real(WALL_TIME, wallTime)
            .number(STEP, step)
            .message(SESSION_LOG, new ProtoMessage().number(STATUS, START)));
  }

  /**
   * A record of figures.
   *
   * @param step the position on the horizontal axis
   * @param values by tag
   */
  static byte[] scalars(double wallTime, long step, Map<String, Double> values) {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(
        (tag, value) ->
            summary.message(
                VALUE, new ProtoMessage().text(TAG, tag).real(SIMPLE_VALUE, value.floatValue())));
    return record(
        new ProtoMessage().real(WALL_TIME, wallTime).number(STEP, step).message(SUMMARY, summary));
  }

  /**
   * A record of distributions.
   *
   * @param step the position on the horizontal axis
   * @param histograms by tag, none of them empty
   */
  static byte[] histograms(double wallTime, long step, Map<String, WeightHistogram> histograms) {
    ProtoMessage summary = new ProtoMessage();
    histograms.forEach(
        (tag, histogram) ->
            summary.message(
                VALUE, new ProtoMessage().text(TAG, tag).message(HISTO, histogram.message())));
    return record(
        new ProtoMessage().real(WALL_TIME, wallTime).number(STEP, step).message(SUMMARY, summary));
  }

  private static byte[] record(ProtoMessage event) {
    byte[] data = event.toBytes();
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
}
