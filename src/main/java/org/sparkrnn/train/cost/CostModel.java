package org.sparkrnn.train.cost;

import org.sparkrnn.train.step.Transport;

/**
 * Predicts the seconds of a synchronous step on N executors of C cores:
 *
 * <pre>
 * T(N)          = arithmetic(N) + job(N) + out(N) + back(N) + update
 * arithmetic(N) = tokens c / min(N C, shards)
 * job(N)        = j0 + j1 n                                  n = min(N, shards) tasks
 *                 + j0 + j1 S                                if S > 1 slices are summed by a second job
 * out(N)        = O (p + (q + w) N)                          N &lt;= 4: all fetch from the driver
 *               = O (p + (q + w) L),  L = 1 + (log2(N + 1) - 1) / k      N &gt; 4: a broadcast of k pieces
 * back(N)       = G(n) (p + (q + w) n)                       S = 1: the driver fetches and adds n gradients
 *               = G(n) (p + q + 2 w)                         S &gt; 1: no process moves more than two gradients
 * </pre>
 *
 * <p>O and G are the bytes of the weights for an executor and of a task's gradient, p + q x is the
 * measured {@link Line} of the transport in question for one byte at load x, and w is the network's
 * seconds per byte. The pieces of a broadcast go from executor to executor, so the number of those
 * that have one doubles in each turn. If all executors share one machine, L is N, and q + 2 w is (q
 * + w) n, because the machine moves the bytes of all of them.
 *
 * <p>The model assumes that parts do not overlap and that no task is slower than others.
 */
public final class CostModel {
  private final CostParts parts;
  private final StepWork work;
  private final Cluster cluster;

  /** Predicts steps of this work from these parts. */
  public CostModel(CostParts parts, StepWork work, Cluster cluster) {
    this.parts = parts;
    this.work = work;
    this.cluster = cluster;
  }

  /**
   * The model with the arithmetic and the update of a measured step, and {@link CostParts#TYPICAL}
   * costs of everything else.
   */
  public static CostModel ofArithmetic(StepWork work, Cluster cluster, StepCost measured) {
    double threads = threads(measured.executors(), work, cluster);
    double token = measured.arithmetic() * threads / Math.max(1, work.tokens());
    return new CostModel(CostParts.TYPICAL.with(token, measured.update()), work, cluster);
  }

  /**
   * The model that predicts the time of a measured step: with its arithmetic and its update, and
   * with {@link CostParts#TYPICAL} costs of everything else times one factor.
   *
   * @param cluster without an additional cost of its network, because the measured step has it
   */
  public static CostModel ofStep(StepWork work, Cluster cluster, StepCost measured) {
    CostModel typical = ofArithmetic(work, cluster, measured);
    double factor = measured.exchange() / typical.at(measured.executors()).exchange();
    return new CostModel(typical.parts.exchangeTimes(factor), work, cluster);
  }

  /** The step on {@code executors} executors. */
  public StepCost at(int executors) {
    int tasks = Math.min(executors, work.shards());
    double bytes = work.bytesBack(tasks);
    int slices =
        Transport.slices(tasks, Math.round(bytes / Float.BYTES), 2, Transport.FEW_EXECUTORS);
    double job = parts.job().at(tasks);
    return new StepCost(
        executors,
        work.tokens() * parts.token() / threads(executors, work, cluster),
        slices > 1 ? job + parts.job().at(slices) : job,
        out(executors),
        slices > 1 ? sliced(bytes, tasks) : moved(bytes, parts.fetching(), tasks, tasks),
        parts.update());
  }

  private double out(int executors) {
    double bytes = work.bytesOut();
    if (!Transport.broadcasts(executors, Transport.FEW_EXECUTORS)) {
      return moved(bytes, parts.sending(), executors, executors);
    }
    double load = cluster.broadcastLoad(bytes, executors);
    return moved(bytes, parts.broadcast(), load, load);
  }

  private double sliced(double bytes, int tasks) {
    double load = cluster.slicedLoad(tasks);
    return moved(bytes, parts.slicing(), load, cluster.shared() ? load : 2);
  }

  /** Seconds of bytes, of which the network moves each {@code times} times in turn. */
  private double moved(double bytes, Line seconds, double load, double times) {
    return bytes * (seconds.at(load) + cluster.secondsPerByte() * times);
  }

  private static int threads(int executors, StepWork work, Cluster cluster) {
    return (int) Math.min((long) executors * cluster.cores(), work.shards());
  }

  /** A step of one such executor without Spark: arithmetic and update. */
  public double alone() {
    return at(1).arithmetic() + parts.update();
  }

  /** How many times as fast as {@link #alone} a step on {@code executors} executors is. */
  public double speedUp(int executors) {
    return alone() / at(executors).total();
  }

  /**
   * The tokens of a mini-batch from which on arithmetic takes half of a step, if a larger
   * mini-batch read as many rows of the table.
   */
  public double evenTokens(int executors) {
    return at(executors).overhead() * threads(executors, work, cluster) / parts.token();
  }
}
