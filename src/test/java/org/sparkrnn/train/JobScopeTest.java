package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.LocalSpark;

/** Descriptions and end of the jobs of a fit, tested without a fit; see also FitJobsTest. */
class JobScopeTest {
  private static final SparkContext SPARK = LocalSpark.session().sparkContext();

  private static String description() {
    return SPARK.getLocalProperty("spark.job.description");
  }

  @Test
  void descriptionsAreThoseOfTheInnermostWork() {
    JobScope.describe(SPARK, "nothing runs");
    assertNull(description());
    JobScope.run(
        LocalSpark.session(),
        "outer",
        () -> {
          JobScope.describe(SPARK, "first");
          assertEquals("outer: first", description());
          JobScope.run(
              LocalSpark.session(),
              "inner",
              () -> {
                assertEquals("inner", description());
                JobScope.describe(SPARK, "second");
                assertEquals("inner: second", description());
                assertEquals(2, SPARK.getJobTags().size());
                return null;
              });
          assertEquals("outer: first", description());
          JobScope.describe(SPARK, "third");
          assertEquals("outer: third", description());
          return null;
        });
    assertNull(description());
    assertTrue(SPARK.getJobTags().isEmpty());
  }

  private static Exception thrown(Exception by) {
    Exception thrown =
        assertThrows(
            Exception.class,
            () ->
                JobScope.run(
                    LocalSpark.session(),
                    "work",
                    () -> {
                      throw by;
                    }));
    assertNull(description());
    return thrown;
  }

  /**
   * Writers of files report an interrupt by their own exceptions, which are wrapped by a
   * checkpoint's.
   */
  @Test
  void anInterruptIsFoundBehindWhatItCaused() {
    for (Exception by :
        new Exception[] {
          new InterruptedException(),
          new IllegalStateException(new InterruptedException()),
          new InvalidInputException("cannot write", new InterruptedIOException())
        }) {
      Exception thrown = thrown(by);
      assertEquals(CancellationException.class, thrown.getClass());
      assertSame(by, thrown.getCause());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void whatIsNoInterruptOfThisThreadStaysAsItIs() {
    for (Exception by :
        new Exception[] {
          new InvalidInputException("wrong"),
          new SparkException("a task was interrupted", new InterruptedException()),
          new IllegalStateException(new SocketTimeoutException()),
          new CancellationException("of work within")
        }) {
      assertSame(by, thrown(by));
      assertFalse(Thread.interrupted());
    }
  }

  @Test
  void cleaningUpGoesOnAfterAnInterrupt() {
    AtomicInteger calls = new AtomicInteger();
    Thread.currentThread().interrupt();
    JobScope.uninterrupted(
        () -> {
          assertFalse(Thread.currentThread().isInterrupted());
          if (calls.incrementAndGet() == 1) {
            JobScopeTest.<RuntimeException>undeclared(new InterruptedException());
          }
        });
    assertEquals(2, calls.get());
    assertTrue(Thread.interrupted(), "the interrupt was lost");
    assertThrows(
        IllegalStateException.class,
        () ->
            JobScope.uninterrupted(
                () -> {
                  throw new IllegalStateException();
                }));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void undeclared(Exception e) throws E {
    throw (E) e;
  }
}
