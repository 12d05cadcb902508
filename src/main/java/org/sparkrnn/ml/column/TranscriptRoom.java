package org.sparkrnn.ml.column;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * The ratio between the steps of inputs and the steps that their transcripts need.
 *
 * @param stride the largest factor by which steps can be reduced so that all rows that have enough
 *     steps keep enough; 1 if there are no such rows
 * @param repeats how often steps must be repeated so that all rows that can fit do
 * @param often whether more than a tenth of the rows have too few steps; fewer may be damaged rows
 */
public record TranscriptRoom(int stride, int repeats, boolean often) {
  /** For unknown ratios. */
  public static final TranscriptRoom UNKNOWN = new TranscriptRoom(1, 1, false);

  /** The largest number of repetitions. */
  static final int MOST = 64;

  private static final int NONE = 0; // for an input without steps

  /**
   * Finds the ratio in one pass; rows that cannot be read are ignored.
   *
   * @param given the strides and the repetitions that the user has set
   */
  public static TranscriptRoom of(
      Dataset<Row> rows, SequenceInput input, TranscriptLabels labels, TranscriptSteps given) {
    Map<String, Long> factors =
        BaselineRows.count(
            rows,
            (row, keys) -> {
              int factor = NONE;
              try {
                factor =
                    factor(
                        given.of(input.length(row)),
                        TranscriptLabels.leastSteps(labels.strings(row)));
              } catch (InvalidInputException e) {
                return; // reading the row for training reports the error
              }
              keys.accept(Integer.toString(factor), 1L);
            });
    int stride = MOST;
    int repeats = 1;
    long enough = 0; // rows
    long few = 0;
    for (Map.Entry<String, Long> entry : factors.entrySet()) {
      int factor = Integer.parseInt(entry.getKey());
      stride = factor > 0 ? Math.min(stride, factor) : stride;
      repeats = Math.max(repeats, -factor);
      enough += factor > 0 ? entry.getValue() : 0;
      few += factor < 0 ? entry.getValue() : 0;
    }
    return new TranscriptRoom(enough == 0 ? 1 : stride, repeats, few > (enough + few) / 10);
  }

  /**
   * A positive factor by which the steps exceed the needed steps, or a negative one by which they
   * fall short.
   */
  private static int factor(long steps, int needed) {
    if (needed <= steps) {
      return needed == 0 ? MOST : (int) Math.min(MOST, steps / needed);
    }
    long times = steps == 0 ? NONE : (needed + steps - 1) / steps;
    return times > MOST ? NONE : (int) -times;
  }
}
