package org.sparkrnn.bench;

import java.lang.management.ManagementFactory;
import java.util.function.Function;

/**
 * Times a training step and, if requested, libtorch's. In every round ours comes first, then the
 * peer's, so that both have the same load on the machine.
 */
public final class TrainingBench {
  private static final double WARM_UP_SECONDS = 8; // until the vector loops are compiled
  private static final double COUNTED_SECONDS = 3;
  private static final int COUNTED_STEPS = 31;
  private static final int RETURN_STEPS = 3; // after the peer's turn

  private final Arguments arguments;
  private final double tokens;
  private final double flops;
  private final Effort effort;

  /**
   * @param tokens tokens per step
   * @param flops floating-point operations per step
   */
  public TrainingBench(Arguments arguments, double tokens, double flops) {
    this.arguments = arguments;
    this.tokens = tokens;
    this.flops = flops;
    effort = arguments.effort();
  }

  /**
   * @param step makes the step for a team of threads
   * @param peerWork the same work as arguments of {@link TorchSteps}
   */
  public void run(Function<Team, Runnable> step, Object... peerWork) {
    int threads = arguments.threads();
    int rounds = arguments.number("rounds", 1);
    boolean withPeer = arguments.choice("peer", "none", "libtorch").equals("libtorch");
    arguments.line(); // unknown keys are found before the work begins
    try (Team team = new Team(threads);
        Peer peer = withPeer ? new Peer(threads, peerWork) : null) {
      Runnable ours = step.apply(team);
      Times.of(ours, 1, effort.seconds(WARM_UP_SECONDS));
      double[] ratios = new double[rounds];
      double[] bestRatios = new double[rounds]; // least disturbed by other load
      for (int round = 0; round < rounds; round++) {
        Times own = ours(ours, round + 1);
        if (peer != null) {
          Times others = peer(peer, round + 1);
          ratios[round] = others.median() / own.median();
          bestRatios[round] = others.best() / own.best();
        }
      }
      if (peer != null) {
        arguments
            .line()
            .put("ratios", ratios)
            .put("ratio", Times.median(ratios))
            .put("bestRatios", bestRatios)
            .put("bestRatio", Times.median(bestRatios))
            .put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
            .print();
      }
    }
  }

  /** Runs and prints our round. */
  private Times ours(Runnable step, int round) {
    Times.of(step, RETURN_STEPS, 0);
    Meter meter = new Meter();
    meter.start();
    Times times = Times.of(step, effort.steps(COUNTED_STEPS), effort.seconds(COUNTED_SECONDS));
    meter.stop();
    arguments
        .line()
        .put("peer", "none")
        .put("round", round)
        .put(times, tokens, flops)
        .put(meter, times.steps())
        .print();
    return times;
  }

  private Times peer(Peer peer, int round) {
    Times times = peer.measure(effort.steps(COUNTED_STEPS), effort.seconds(COUNTED_SECONDS));
    arguments.line().put("round", round).put(times, tokens, flops).print();
    return times;
  }
}
