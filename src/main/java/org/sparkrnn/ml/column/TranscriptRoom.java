package org.sparkrnn.ml.column;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * How many times fewer or more steps inputs have than their transcripts need.
 *
 * @param stride by how much the steps of all rows can be divided, of those that need no more than
 *     they have; 1 where there are none
 * @param repeats how often steps have to be repeated so that all rows fit, as far as that is
 *     possible
 */
public record TranscriptRoom(int stride, int repeats) {
  /** Where nothing is known. */
  public static final TranscriptRoom UNKNOWN = new TranscriptRoom(1, 1);

  private static final int MOST = 64;
  private static final int NONE = 0; // of an input without steps

  /** Finds it in one pass; rows that cannot be read say nothing. */
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
                return; // who reads the row to train on it says what is wrong
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

  /** Positive: there are so many times the steps needed; negative: so many times are needed. */
  private static int factor(int steps, int needed) {
    if (needed <= steps) {
      return needed == 0 ? MOST : Math.min(MOST, steps / needed);
    }
    int times = steps == 0 ? NONE : (needed + steps - 1) / steps;
    return times > MOST ? NONE : -times;
  }
}
