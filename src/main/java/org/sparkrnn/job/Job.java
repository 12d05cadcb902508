package org.sparkrnn.job;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.DataErrors;
import org.sparkrnn.train.StepDefaults;

/**
 * The common parts of all jobs: a session and an exit code. 0 means success; 2 means an error in
 * the user's configuration or data, with one message and no stack trace; 1 means any other error. A
 * job that Ctrl-C or SIGTERM ended has the code 130 or 143, as in shells.
 */
final class Job {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_INPUT = 2;

  private static final long TASKS_END_NANOS = 10_000_000_000L;

  /** The work of a job. */
  @FunctionalInterface
  interface Body {
    void run(JobArguments arguments, SparkSession spark) throws Exception;
  }

  private Job() {}

  /** Runs a job and ends the process. */
  static void main(String name, String[] args, Body body) {
    printUtf8();
    SparkConf conf = StepDefaults.addTo(new SparkConf()).setAppName("spark-rnn " + name);
    if (conf.get("spark.master", "local").startsWith("local")) {
      // Otherwise a task that runs out of memory would end the process without a message.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    spark.sparkContext().setJobDescription(name); // unless a fit describes them
    int code = run(name, args, spark, body);
    if (code != DONE) {
      awaitTasks(spark);
    }
    spark.stop();
    System.exit(code);
  }

  /** Prints UTF-8 whatever the locale; classes and generated text are not ASCII. */
  private static void printUtf8() {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor file) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(file)), true, StandardCharsets.UTF_8);
  }

  /**
   * Waits for a failed job's other tasks, because stopping the session would make them print stack
   * traces.
   */
  private static void awaitTasks(SparkSession spark) {
    spark.sparkContext().cancelAllJobs();
    long end = System.nanoTime() + TASKS_END_NANOS;
    try {
      while (System.nanoTime() < end && runningTasks(spark) > 0) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends anyway
    }
  }

  private static int runningTasks(SparkSession spark) {
    return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }

  /** Runs a job in a session and returns its exit code. */
  static int run(String name, String[] args, SparkSession spark, Body body) {
    try {
      body.run(new JobArguments(args, spark.sessionState().newHadoopConf()), spark);
      return DONE;
    } catch (StoppedJobException e) {
      System.err.println(name + ": " + e.getMessage());
      return e.exitCode();
    } catch (Exception | VirtualMachineError e) {
      Throwable cause = e instanceof UnmeasuredException ? e.getCause() : e;
      String message = e == cause ? reason(e) : e.getMessage();
      if (wrongInput(cause) != null || outOfMemory(cause)) {
        System.err.println(name + ": " + message);
        return outOfMemory(cause) ? FAILED : WRONG_INPUT;
      }
      System.err.println(e == cause ? name + " failed:" : name + ": " + message);
      cause.printStackTrace();
      return FAILED;
    }
  }

  /** The reason of a failure, as a sentence. */
  static String reason(Throwable thrown) {
    String wrong = wrongInput(thrown);
    if (wrong != null) {
      return wrong;
    }
    return outOfMemory(thrown)
        ? "there is not enough memory (%d MiB on the driver); give more with --driver-memory and, on a cluster, --executor-memory"
            .formatted(Runtime.getRuntime().maxMemory() >> 20)
        : thrown.toString();
  }

  private static boolean outOfMemory(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** The message for the user if their input is wrong, otherwise null. */
  private static String wrongInput(Throwable thrown) {
    InvalidInputException own = InvalidInputException.in(thrown);
    if (own != null) {
      return own.getMessage();
    }
    Throwable blamed = DataErrors.in(thrown);
    return blamed == null ? withoutFileSystem(thrown) : DataErrors.message(blamed);
  }

  /** The message for a path whose file system is not installed; null for any other failure. */
  private static String withoutFileSystem(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String name = String.valueOf(t.getMessage());
      if (t instanceof ClassNotFoundException && name.endsWith("FileSystem not found")) {
        return "the library of a file system is missing: %s; add it to the job, for example for s3a: with --packages org.apache.hadoop:hadoop-aws and the version of Hadoop"
            .formatted(name);
      }
    }
    return null;
  }
}
