package org.sparkrnn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link TorchSteps} in a separate JVM, so that threads and garbage do not disturb the other side.
 * It sleeps until a round is requested.
 */
final class Peer implements AutoCloseable {
  /** The peer's class path in addition to that of this JVM; jobs/bench sets it. */
  private static final String CLASSPATH = "BENCH_PEER_CLASSPATH";

  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  Peer(int threads, Object... work) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Doffline=true");
    command.add("-Dai.djl.pytorch.num_threads=" + threads);
    command.add("-Dai.djl.pytorch.num_interop_threads=1");
    command.add("-cp");
    command.add(System.getenv(CLASSPATH) + ":" + System.getProperty("java.class.path"));
    command.add(TorchSteps.class.getName());
    Arrays.stream(work).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.environment().put("MKL_NUM_THREADS", String.valueOf(threads));
    try {
      process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requests = new PrintWriter(process.outputWriter(), true);
    answers = process.inputReader();
    answer(); // waits for "warm"
  }

  /** Requests a round of steps and waits for their times. */
  Times measure(int leastSteps, double leastSeconds) {
    requests.println(leastSteps + " " + leastSeconds);
    return new Times(Arrays.stream(answer().split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("libtorch's process ended; its messages are above");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    requests.close(); // at the end of its input the process ends
    process.destroy();
  }
}
