package org.sparkrnn.testkit;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A job that is started by its launcher, in a process that tests can watch and kill. */
public final class JobProcess implements AutoCloseable {
  private static final int MINUTES = 15; // enough on a busy machine

  private final List<String> command = new ArrayList<>();
  private final Path out;
  private final Path err;
  private final Process process;

  private JobProcess(Path folder, Map<String, String> environment, String job, List<String> args)
      throws IOException {
    command.add("jobs/" + job);
    command.addAll(args);
    out = Files.createTempFile(folder, job, ".out");
    err = Files.createTempFile(folder, job, ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME"); // so that the launcher finds Spark itself
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /**
   * Starts a job.
   *
   * @param folder folder for the output
   * @param environment variables in addition to those of this process
   * @param job the launcher's name in jobs/
   */
  public static JobProcess start(
      Path folder, Map<String, String> environment, String job, List<String> args)
      throws IOException {
    return new JobProcess(folder, environment, job, args);
  }

  /** A condition that reads files. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until the job has printed this to stderr. */
  public void awaitOnStderr(String text) throws IOException, InterruptedException {
    await("print " + text, () -> Files.readString(err).contains(text));
  }

  /**
   * Waits for a condition while the job runs.
   *
   * @param what the job should do, for the message
   */
  public void await(String what, Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    while (!condition.holds()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError(command + " did not " + what + ":\n" + Files.readString(err));
      }
      Thread.sleep(10);
    }
  }

  /** Asks the job to end, by SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Ends the job by SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the job's end. */
  public JobRun end() throws IOException, InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError(command + " did not end in " + MINUTES + " minutes");
    }
    return new JobRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Kills the job if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
