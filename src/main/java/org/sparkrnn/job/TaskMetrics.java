package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.sparkrnn.ml.SequenceMetrics;

/** What evaluating a model found, whatever its task. */
interface TaskMetrics {
  /** What was found, as the model's class gives it. */
  SequenceMetrics metrics();

  /** Adds the task's metrics, under the names that the jobs' contract gives them. */
  void put(ObjectNode json);

  /** Prints tables for people. */
  void print(PrintStream out);

  /** The metric by which models of the task are compared. */
  MainMetric mainMetric();
}
