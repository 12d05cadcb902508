package org.sparkrnn.job;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.DataErrors;
import org.sparkrnn.train.StepDefaults;

/**
 * What all jobs share: a session, and an exit code. 0 is done; 2 is the user's configuration or
 * data, with one message and no stack trace; 1 is anything else.
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
    SparkConf conf = StepDefaults.addTo(new SparkConf()).setAppName("spark-rnn " + name);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    spark.sparkContext().setJobDescription(name); // of what no fit describes
    int code = run(name, args, spark, body);
    if (code != DONE) {
      awaitTasks(spark);
    }
    spark.stop();
    System.exit(code);
  }

  /** Lets a failed job's other tasks end: a session stopped under them prints stack traces. */
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
    } catch (Exception e) {
      String message = wrongInput(e);
      if (message != null) {
        System.err.println(name + ": " + message);
        return WRONG_INPUT;
      }
      System.err.println(name + " failed:");
      e.printStackTrace();
      return FAILED;
    }
  }

  /** The message for the user if it is their input that is wrong, else null. */
  private static String wrongInput(Throwable thrown) {
    InvalidInputException own = InvalidInputException.in(thrown);
    if (own != null) {
      return own.getMessage();
    }
    Throwable blamed = DataErrors.in(thrown);
    return blamed == null ? null : blamed.getMessage();
  }
}
