package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What is written for people to look at.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasReports extends ParamOwner {
  /** The Param tensorBoardDir: see {@link #getTensorBoardDir}. */
  default Param<String> tensorBoardDir() {
    return declared(
        "tensorBoardDir",
        () ->
            new Param<>(
                this,
                "tensorBoardDir",
                "directory, on any Hadoop file system, to which TensorBoard event files are written. After each epoch, its losses, metrics, learning rate and gradient norm and the times of the parts of a step are added to them. The same figures are added to epochs.csv in this directory. Give each training a directory of its own; TensorBoard shows the directories below one directory side by side",
                Valid.path("tensorBoardDir")),
        null);
  }

  /**
   * Directory, on any Hadoop file system, to which TensorBoard event files are written. After
   * each epoch, its losses, metrics, learning rate and gradient norm and the times of the parts
   * of a step are added to them. The same figures are added to epochs.csv in this directory. Give
   * each training a directory of its own; TensorBoard shows the directories below one directory
   * side by side.
   */
  default String getTensorBoardDir() {
    return getOrDefault(tensorBoardDir());
  }

  /** The Param tensorBoardHistograms: see {@link #getTensorBoardHistograms}. */
  default BooleanParam tensorBoardHistograms() {
    return declared(
        "tensorBoardHistograms",
        () ->
            new BooleanParam(
                this,
                "tensorBoardHistograms",
                "whether each epoch also writes a histogram of the weights of every block of parameters to tensorBoardDir; TensorBoard shows them as distributions over the epochs"),
        false);
  }

  /**
   * Whether each epoch also writes a histogram of the weights of every block of parameters to
   * tensorBoardDir; TensorBoard shows them as distributions over the epochs (default false).
   */
  default boolean getTensorBoardHistograms() {
    return (boolean) getOrDefault(tensorBoardHistograms());
  }

  /** The Param reportExamples: see {@link #getReportExamples}. */
  default IntParam reportExamples() {
    return declared(
        "reportExamples",
        () ->
            new IntParam(
                this,
                "reportExamples",
                "how many of the worst and how many of the least certain examples report.html quotes; with 0 it quotes nothing of the data but the names of labels",
                Valid.atLeast("reportExamples", 0)),
        5);
  }

  /**
   * How many of the worst and how many of the least certain examples report.html quotes; with 0
   * it quotes nothing of the data but the names of labels (at least 0, default 5).
   */
  default int getReportExamples() {
    return (int) getOrDefault(reportExamples());
  }
}
