package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.sparkrnn.ml.SequenceMetrics;

/** The results of an evaluation, for any task. */
interface TaskMetrics {
  /** The results, in the class of the model's evaluation. */
  SequenceMetrics metrics();

  /** Adds the task's metrics, under the names of the jobs' contract. */
  void put(ObjectNode json);

  /** Prints the results as tables. */
  void print(PrintStream out);

  /** The metric by which models of the task are compared. */
  MainMetric mainMetric();
}
