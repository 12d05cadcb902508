package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasReports}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsReports<E> extends HasReports {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets tensorBoardDir: directory, on any Hadoop file system, to which TensorBoard event files
   * are written. After each epoch, its losses, metrics, learning rate and gradient norm and the
   * times of the parts of a step are added to them. The same figures are added to epochs.csv in
   * this directory. Give each training a directory of its own; TensorBoard shows the directories
   * below one directory side by side.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setTensorBoardDir(String value) {
    return with(tensorBoardDir(), value);
  }

  /**
   * Sets tensorBoardHistograms: whether each epoch also writes a histogram of the weights of
   * every block of parameters to tensorBoardDir; TensorBoard shows them as distributions over the
   * epochs (default false).
   */
  default E setTensorBoardHistograms(boolean value) {
    return with(tensorBoardHistograms(), value);
  }

  /**
   * Sets reportExamples: how many of the worst and how many of the least certain examples
   * report.html quotes; with 0 it quotes nothing of the data but the names of labels (at least 0,
   * default 5).
   *
   * @throws InvalidInputException if it is another value
   */
  default E setReportExamples(int value) {
    return with(reportExamples(), value);
  }
}
