package org.sparkrnn.train.step;

import java.io.DataOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Collects bytes in buffers of equal size; floats are written into them without an extra copy. */
public final class BlockOutput extends DataOutputStream {
  /**
   * @param size size of a buffer in bytes
   */
  BlockOutput(int size) {
    super(new Buffers(size));
  }

  void writeFloats(float[] values, int first, int length) {
    ((Buffers) out).write(values, first, length);
  }

  List<ByteBuffer> parts() {
    return ((Buffers) out).parts();
  }

  private static final class Buffers extends OutputStream {
    private final List<ByteBuffer> full = new ArrayList<>();
    private final int size;
    private ByteBuffer current;

    Buffers(int size) {
      this.size = size;
      current = newBuffer();
    }

    private ByteBuffer newBuffer() {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void write(int value) {
      room(1);
      current.put((byte) value);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      int done = 0;
      while (done < length) {
        int n = Math.min(length - done, room(1));
        current.put(from, offset + done, n);
        done += n;
      }
    }

    void write(float[] values, int first, int length) {
      int done = 0;
      while (done < length) {
        int n = Math.min(length - done, room(Float.BYTES) / Float.BYTES);
        current.asFloatBuffer().put(values, first + done, n);
        current.position(current.position() + n * Float.BYTES);
        done += n;
      }
    }

    /**
     * Makes room for at least {@code least} bytes and returns how many fit into the current buffer.
     */
    private int room(int least) {
      if (current.remaining() < least) {
        full.add(current.flip());
        current = newBuffer();
      }
      return current.remaining();
    }

    List<ByteBuffer> parts() {
      full.add(current.flip());
      return full;
    }
  }
}
