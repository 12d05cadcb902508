package org.sparkrnn.nn;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.sparkrnn.data.PackedBatch;

/**
 * The objects with which one thread runs a network: its shapes, its buffers and a batch to fill.
 * Workers are kept between tasks only because of their buffers, and are freed when memory is short.
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

  /** Lends a worker to {@code use} for the duration of the call. */
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

  /** The network. */
  public Network network() {
    return network;
  }

  /** The network's buffers. */
  public Network.Workspace workspace() {
    return workspace;
  }

  /** The batch, which the borrower fills. */
  public PackedBatch batch() {
    return batch;
  }
}
