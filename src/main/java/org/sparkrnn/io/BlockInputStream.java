package org.sparkrnn.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * Reads Hadoop's .lz4 and .snappy files: blocks, each with the size of its text and compressed
 * chunks after their own sizes; sizes have four bytes. Hadoop's own reader treats a truncated file,
 * or one in the form of the command-line tools, as ending there; this one does not.
 */
final class BlockInputStream extends InputStream {
  private static final byte[] LZ4_FRAME = {4, 0x22, 0x4d, 0x18};
  private static final byte[] SNAPPY_FRAME = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
  private static final int SPARE = 64; // bytes by which a chunk may exceed its text
  private static final int MOST = 255; // bytes of text per byte of LZ4

  private final DataInputStream in;
  private final Chunks chunks;
  private byte[] text = new byte[0];
  private int at; // next byte of the text
  private int filled;
  private long left; // of the block's text, in bytes

  /** The compression of chunks. */
  private interface Chunks {
    /** Decompresses a chunk, whose text has at most {@code room} bytes. */
    byte[] decompress(byte[] chunk, int room) throws IOException;
  }

  private BlockInputStream(InputStream in, Chunks chunks) {
    this.in = new DataInputStream(in);
    this.chunks = chunks;
  }

  /** Opens a .lz4 file in Hadoop's form or in that of the tool, which begins with a mark. */
  static InputStream lz4(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, LZ4_FRAME.length);
    if (begins(in, LZ4_FRAME)) {
      return new LZ4FrameInputStream(in);
    }
    LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();
    return new BlockInputStream(
        in,
        (chunk, room) ->
            lz4.decompress(
                chunk, 0, chunk.length, (int) Math.min(room, (long) MOST * chunk.length)));
  }

  /** Opens a .snappy file in Hadoop's form or in the framing format, which begins with a mark. */
  static InputStream snappy(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, SNAPPY_FRAME.length);
    return begins(in, SNAPPY_FRAME)
        ? new SnappyFramedInputStream(in)
        : new BlockInputStream(in, (chunk, room) -> Snappy.uncompress(chunk));
  }

  private static boolean begins(PushbackInputStream in, byte[] mark) throws IOException {
    byte[] first = in.readNBytes(mark.length);
    in.unread(first);
    return Arrays.equals(first, mark);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    while (at == filled) {
      if (left == 0 && !nextBlock()) {
        return -1;
      }
      if (left > 0) {
        nextChunk();
      }
    }
    int n = Math.min(length, filled - at);
    System.arraycopy(text, at, bytes, from, n);
    at += n;
    return n;
  }

  /** Reads the size of a block; false if the file ends between blocks. */
  private boolean nextBlock() throws IOException {
    int high = in.read();
    if (high < 0) {
      return false;
    }
    int size = high << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (size < 0) {
      throw new IOException("a block cannot have " + size + " bytes");
    }
    left = size;
    return true;
  }

  private void nextChunk() throws IOException {
    int size = in.readInt();
    if (size <= 0 || size > left + left / 6 + SPARE) {
      throw new IOException(
          "a chunk of %d bytes does not fit into a block of %d".formatted(size, left));
    }
    byte[] chunk = in.readNBytes(size);
    if (chunk.length < size) {
      throw new EOFException("the file ends within a block");
    }
    text = chunks.decompress(chunk, (int) left);
    at = 0;
    filled = text.length;
    left -= filled;
    if (filled == 0 || left < 0) {
      throw new IOException(
          "a chunk has %d bytes, but %d are left in its block".formatted(filled, left));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
