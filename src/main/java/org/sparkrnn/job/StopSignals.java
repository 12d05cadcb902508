package org.sparkrnn.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkrnn.train.TrainingListener;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Makes Ctrl-C, and SIGTERM from a cluster, end a training so that it can be resumed: after the
 * current step, with a checkpoint. While no training runs, and the second time, they end the
 * process at once, as usual.
 */
@SuppressWarnings({"sunapi", "removal"}) // Java has no other way to receive signals
final class StopSignals implements TrainingListener, AutoCloseable {
  private static final int SIGNALLED = 128; // added to a signal's number, as in shells

  private final Map<Signal, SignalHandler> previous = new LinkedHashMap<>();
  private final String hint; // or null
  private volatile boolean training;
  private volatile Signal stopped; // or null

  /** Starts to listen. */
  StopSignals() {
    this(null);
  }

  /**
   * @param hint message if a signal ends the process at once, or null
   */
  StopSignals(String hint) {
    this.hint = hint;
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        Signal signal = new Signal(name);
        previous.put(signal, Signal.handle(signal, this::on));
      } catch (IllegalArgumentException e) {
        // Java runs with -Xrs, or there is no such signal: it cannot be handled.
        continue;
      }
    }
  }

  private void on(Signal signal) {
    if (training && stopped == null) {
      stopped = signal;
      System.err.printf(
          "%nstopping after this step; %s again to stop at once%n",
          signal.getName().equals("INT") ? "press Ctrl-C" : "send SIGTERM");
      return;
    }
    if (hint != null) {
      System.err.println(hint);
    }
    SignalHandler before = previous.get(signal);
    if (before != null) {
      before.handle(signal);
    }
  }

  @Override
  public void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {
    training = true;
  }

  @Override
  public void onEnd() {
    training = false;
  }

  @Override
  public boolean stopRequested() {
    return stopped != null;
  }

  /** The exit code of a process that a signal ended. */
  int exitCode() {
    return SIGNALLED + stopped.getNumber();
  }

  /** Restores the previous handlers. */
  @Override
  public void close() {
    previous.forEach(Signal::handle);
  }
}
