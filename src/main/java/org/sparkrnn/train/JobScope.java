package org.sparkrnn.train;

import java.io.InterruptedIOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.sparkrnn.data.InvalidInputException;

/**
 * The Spark jobs of one piece of work, such as a fit. Their descriptions in Spark's UI say what
 * they are for. They end when the thread of the work is interrupted. If one of them is cancelled,
 * the work ends with a message that says so.
 *
 * <p>The state is in Spark's local properties of the calling thread, which all jobs that it starts
 * inherit. The job description of the user is restored when the work is over; the job group and job
 * tags of the user are not changed.
 */
public final class JobScope {
  /** Ours: the name of the work, with which each description begins. */
  private static final String NAME = "sparkrnn.jobScope";

  private static final String TAG = "sparkrnn.jobScope.tag";

  private static final String DESCRIPTION = "spark.job.description";
  private static final String INTERRUPT_TASKS = "spark.job.interruptOnCancel";
  private static final String JOB_CANCELLED = "SPARK_JOB_CANCELLED"; // Spark's error condition

  private JobScope() {}

  /**
   * Runs work on this thread.
   *
   * @param session the session whose settings apply, for example to names of columns, whatever the
   *     thread's active session is
   * @param name the name of the work, for the descriptions of its jobs and for messages: {@code
   *     SequenceTagger sequenceTagger_1f2e}
   * @throws CancellationException if the thread was interrupted (its interrupt status is then set),
   *     or if a job was cancelled; no job of the work continues to run
   */
  public static <T> T run(SparkSession session, String name, Callable<T> work) {
    SparkContext spark = session.sparkContext();
    String tag = "sparkrnn-" + UUID.randomUUID();
    String outerName = spark.getLocalProperty(NAME);
    String outerTag = spark.getLocalProperty(TAG);
    String outerDescription = spark.getLocalProperty(DESCRIPTION);
    String outerInterrupt = spark.getLocalProperty(INTERRUPT_TASKS);
    spark.addJobTag(tag);
    spark.setLocalProperty(NAME, name);
    spark.setLocalProperty(TAG, tag);
    spark.setLocalProperty(DESCRIPTION, name);
    if (outerInterrupt == null) {
      spark.setInterruptOnCancel(true); // otherwise tasks of a cancelled job would keep their cores
    }
    try {
      return SQLConf.withExistingConf(
          session.sessionState().conf(),
          () -> {
            try {
              return work.call();
            } catch (Exception e) { // Spark throws checked exceptions without declaring them
              throw outcome(spark, name, e);
            }
          });
    } finally {
      spark.setLocalProperty(INTERRUPT_TASKS, outerInterrupt);
      spark.setLocalProperty(DESCRIPTION, outerDescription);
      spark.setLocalProperty(TAG, outerTag);
      spark.setLocalProperty(NAME, outerName);
      spark.removeJobTag(tag);
    }
  }

  /** The exception to throw for a failure of the work. */
  private static RuntimeException outcome(SparkContext spark, String name, Exception thrown) {
    if (thrown instanceof CancellationException cancelled) { // of work within this work
      return cancelled;
    }
    if (interrupted(thrown)) {
      uninterrupted(() -> cancelJobs(spark));
      Thread.currentThread().interrupt();
      return cancelled(name + " was interrupted and ended early. Its Spark jobs", thrown);
    }
    String cancellation = cancellation(thrown);
    if (cancellation != null && InvalidInputException.in(thrown) == null) {
      return cancelled(
          "%s ended early, because one of its Spark jobs was cancelled (%s). Its other jobs"
              .formatted(name, cancellation),
          thrown);
    }
    return InvalidInputException.orElse(thrown);
  }

  private static RuntimeException cancelled(String message, Exception cause) {
    CancellationException cancelled =
        new CancellationException(
            message + " were cancelled. There is no model, but the SparkContext can still be used");
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Whether the calling thread was interrupted; not whether a task was. */
  private static boolean interrupted(Throwable thrown) {
    boolean found = Thread.currentThread().isInterrupted();
    for (Throwable t = thrown; t != null && !(t instanceof SparkException); t = t.getCause()) {
      // Not its subclasses: those are timeouts.
      found |= t instanceof InterruptedException || t.getClass() == InterruptedIOException.class;
    }
    return found;
  }

  /** Spark's message on a cancelled job, or null. */
  private static String cancellation(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SparkException e && JOB_CANCELLED.equals(e.getCondition())) {
        return e.getMessage();
      }
    }
    return null;
  }

  /** Cancels the running jobs of the work of this thread; returns before their tasks have ended. */
  public static void cancelJobs(SparkContext spark) {
    String tag = spark.getLocalProperty(TAG);
    if (tag != null && !spark.isStopped()) {
      spark.cancelJobsWithTag(tag, spark.getLocalProperty(NAME) + " was interrupted");
    }
  }

  /**
   * Sets the description of the next jobs of this thread in Spark's UI. Outside of {@link #run} it
   * does nothing, because there the description belongs to the user.
   *
   * @param what for example {@code epoch 3/12 step 45/310}
   */
  public static void describe(SparkContext spark, String what) {
    String name = spark.getLocalProperty(NAME);
    if (name != null) {
      spark.setLocalProperty(DESCRIPTION, name + ": " + what);
    }
  }

  /**
   * Cleans up even if the thread was or is interrupted, because Spark's calls would then stop
   * half-way. The interrupt is not lost.
   *
   * @param cleanUp may run more than once
   */
  public static void uninterrupted(Runnable cleanUp) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          cleanUp.run();
          return;
        } catch (Exception e) { // Spark throws InterruptedException without declaring it
          if (!((Throwable) e instanceof InterruptedException)) {
            throw e;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
