package org.sparkrnn.nn;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.sparkrnn.data.PackedBatch;

/**
 * What one thread needs to run a network: its shapes, its buffers, a batch to pack into. Workers
 * are kept between tasks for the sake of their buffers alone; they go when memory is short.
 */
public final class Worker {
  private static final Map<NetworkSpec, Queue<SoftReference<Worker>>> IDLE =
      new ConcurrentHashMap<>();

  private final Network network;
  private final Network.Workspace workspace;
  private final PackedBatch batch = new PackedBatch();

  private Worker(NetworkSpec spec) {
    network = new Network(spec);
    workspace = network.newWorkspace();
  }

  /** Lends a worker to {@code use}, for the calling thread and the time of the call. */
  public static <R> R lend(NetworkSpec spec, Function<Worker, R> use) {
    Queue<SoftReference<Worker>> idle =
        IDLE.computeIfAbsent(spec, s -> new ConcurrentLinkedQueue<>());
    Worker worker = null;
    SoftReference<Worker> kept;
    while (worker == null && (kept = idle.poll()) != null) {
      worker = kept.get();
    }
    if (worker == null) {
      worker = new Worker(spec);
    }
    try {
      return use.apply(worker);
    } finally {
      idle.add(new SoftReference<>(worker));
    }
  }

  /** The network that it runs. */
  public Network network() {
    return network;
  }

  /** Its buffers. */
  public Network.Workspace workspace() {
    return workspace;
  }

  /** To be packed by the borrower. */
  public PackedBatch batch() {
    return batch;
  }
}
