package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.shuffle.BlockFetchingListener;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.io.ChunkedByteBuffer;
import scala.reflect.ClassTag$;

/**
 * Bytes that one process of an application keeps in its block manager for others to fetch over
 * Spark's own transport. A broadcast or a task's result could carry the same bytes, but would copy
 * and check them several times, which takes most of a step's time for millions of floats.
 *
 * <p>Only this class uses Spark's internal storage classes, which may change between versions.
 */
public final class Blocks implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest number of bytes in a block. */
  public static final int BYTES = 1 << 22;

  private static final int ROOM = 1 << 10; // bytes for everything in a content except its floats

  /**
   * Blocks are named like Spark's broadcasts, whose ids count from 0; these ids start far above.
   */
  private static final AtomicLong IDS = new AtomicLong(1L << 62);

  private final long id;
  private final String field;
  private final int count;
  private final String host;
  private final int port;
  private final String executor;

  private Blocks(long id, String field, int count, String host, int port, String executor) {
    this.id = id;
    this.field = field;
    this.count = count;
    this.host = host;
    this.port = port;
    this.executor = executor;
  }

  /** Writes the location of the bytes, not the bytes themselves. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(id);
    out.writeUTF(field);
    out.writeInt(count);
    out.writeUTF(host);
    out.writeInt(port);
    out.writeUTF(executor);
  }

  /** Reads what {@link #write} wrote. */
  public static Blocks read(DataInput in) throws IOException {
    return new Blocks(
        in.readLong(), in.readUTF(), in.readInt(), in.readUTF(), in.readInt(), in.readUTF());
  }

  /**
   * Returns a new id under which the driver and all executors may keep bytes until {@link #remove}.
   */
  public static long newId() {
    return IDS.incrementAndGet();
  }

  /** Removes all bytes under an id from the driver and all executors, without waiting. */
  public static void remove(long id) {
    SparkEnv.get().blockManager().master().removeBroadcast(id, true, false);
  }

  /** Removes only these bytes; to be called in the process that keeps them. */
  public void removeHere() {
    for (int i = 0; i < count; i++) {
      SparkEnv.get().blockManager().removeBlock(name(id, field, i), false);
    }
  }

  /** Keeps the bytes that {@code content} writes in this process until the id is removed. */
  public static Blocks put(long id, String field, Content content) throws IOException {
    BlockOutput out = new BlockOutput(BYTES);
    content.writeTo(out);
    List<ByteBuffer> parts = out.parts();
    for (int i = 0; i < parts.size(); i++) {
      put(name(id, field, i), parts.get(i));
    }
    return here(id, field, parts.size());
  }

  /**
   * Keeps each content as a block of its own that can be fetched alone.
   *
   * @param bytes about how many bytes each content writes
   */
  public static Blocks putEach(long id, String field, List<Content> contents, long bytes)
      throws IOException {
    int buffer = (int) Math.min(BYTES, bytes + ROOM);
    for (int i = 0; i < contents.size(); i++) {
      BlockOutput out = new BlockOutput(buffer);
      contents.get(i).writeTo(out);
      put(name(id, field, i), out.parts().toArray(ByteBuffer[]::new));
    }
    return here(id, field, contents.size());
  }

  private static void put(BroadcastBlockId name, ByteBuffer... bytes) throws IOException {
    boolean stored =
        SparkEnv.get()
            .blockManager()
            .putBytes(
                name,
                new ChunkedByteBuffer(bytes),
                StorageLevel.MEMORY_AND_DISK_SER(),
                false,
                ClassTag$.MODULE$.apply(byte[].class));
    if (!stored) {
      throw new IOException("Spark's block manager did not take " + name);
    }
  }

  private static Blocks here(long id, String field, int count) {
    BlockManagerId home = SparkEnv.get().blockManager().blockManagerId();
    return new Blocks(id, field, count, home.host(), home.port(), home.executorId());
  }

  /** Writes bytes. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes. */
    void writeTo(BlockOutput out) throws IOException;
  }

  private static BroadcastBlockId name(long id, String field, int i) {
    return new BroadcastBlockId(id, field + "x" + i);
  }

  /** The id under which the bytes are kept. */
  public long id() {
    return id;
  }

  /** The process that keeps them, as Spark names it in a task's preferred locations. */
  public String place() {
    return "executor_" + host + "_" + executor;
  }

  /**
   * A stream of the bytes, which are fetched while it is read. Reading throws an IOException if the
   * process that kept them is gone.
   */
  public InputStream fetch() {
    return fetch(0, count);
  }

  /** A stream of the bytes of one block, fetched likewise. */
  public InputStream fetch(int block) {
    return fetch(block, block + 1);
  }

  private InputStream fetch(int first, int end) {
    List<CompletableFuture<ManagedBuffer>> parts =
        IntStream.range(first, end).mapToObj(i -> new CompletableFuture<ManagedBuffer>()).toList();
    String[] names =
        IntStream.range(first, end).mapToObj(i -> name(id, field, i).name()).toArray(String[]::new);
    SparkEnv.get()
        .blockManager()
        .blockTransferService()
        .fetchBlocks(host, port, executor, names, new Arrivals(List.of(names), parts), null);
    return new SequenceInputStream(new Streams(parts));
  }

  /** Completes each block's future as it arrives. */
  private record Arrivals(List<String> names, List<CompletableFuture<ManagedBuffer>> parts)
      implements BlockFetchingListener {
    @Override
    public void onBlockFetchSuccess(String name, ManagedBuffer buffer) {
      buffer.retain(); // because the caller releases it when this method returns
      if (!parts.get(names.indexOf(name)).complete(buffer)) {
        buffer.release();
      }
    }

    @Override
    public void onBlockFetchFailure(String name, Throwable cause) {
      parts.get(names.indexOf(name)).completeExceptionally(cause);
    }
  }

  /** The blocks' streams, one after the other. */
  private static final class Streams implements Enumeration<InputStream> {
    private final List<CompletableFuture<ManagedBuffer>> parts;
    private int next;

    Streams(List<CompletableFuture<ManagedBuffer>> parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasMoreElements() {
      return next < parts.size();
    }

    @Override
    public InputStream nextElement() {
      return new Part(parts.get(next++));
    }
  }

  /** One block; reading its first byte waits for it, closing it releases it. */
  private static final class Part extends InputStream {
    private final CompletableFuture<ManagedBuffer> arrival;
    private ManagedBuffer buffer;
    private InputStream in;

    Part(CompletableFuture<ManagedBuffer> arrival) {
      this.arrival = arrival;
    }

    private InputStream in() throws IOException {
      if (in == null) {
        try {
          buffer = arrival.get();
        } catch (ExecutionException e) {
          throw new IOException("a block could not be fetched: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while a block was fetched", e);
        }
        in = buffer.createInputStream();
      }
      return in;
    }

    @Override
    public int read() throws IOException {
      return in().read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return in().read(to, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
        buffer.release();
        in = null;
      } else {
        arrival.thenAccept(ManagedBuffer::release); // never read
      }
    }
  }
}
