package org.sparkrnn.ml.column;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * The ratio between the steps of inputs and the steps that their transcripts need.
 *
 * @param stride the largest factor by which steps can be reduced so that all rows that have enough
 *     steps keep enough; 1 if there are no rows
 * @param repeats how often steps must be repeated so that all rows that can fit do
 */
public record TranscriptRoom(int stride, int repeats) {
  /** For unknown ratios. */
  public static final TranscriptRoom UNKNOWN = new TranscriptRoom(1, 1);

  private static final int MOST = 64;
  private static final int NONE = 0; // for an input without steps

  /** Finds the ratio in one pass; rows that cannot be read are ignored. */
  public static TranscriptRoom of(Dataset<Row> rows, SequenceInput input, TranscriptLabels labels) {
    Map<String, Long> factors =
        BaselineRows.count(
            rows,
            (row, keys) -> {
              int factor = NONE;
              try {
                factor =
                    factor(input.length(row), TranscriptLabels.leastSteps(labels.strings(row)));
              } catch (InvalidInputException e) {
                return; // reading the row for training reports the error
              }
              keys.accept(Integer.toString(factor), 1L);
            });
    int stride = MOST;
    int repeats = 1;
    for (String key : factors.keySet()) {
      int factor = Integer.parseInt(key);
      stride = factor > 0 ? Math.min(stride, factor) : stride;
      repeats = Math.max(repeats, -factor);
    }
    return new TranscriptRoom(factors.isEmpty() ? 1 : stride, repeats);
  }

  /**
   * A positive factor by which the steps exceed the needed steps, or a negative one by which they
   * fall short.
   */
  private static int factor(int steps, int needed) {
    if (needed <= steps) {
      return needed == 0 ? MOST : Math.min(MOST, steps / needed);
    }
    int times = steps == 0 ? NONE : (needed + steps - 1) / steps;
    return times > MOST ? NONE : -times;
  }
}
