package org.sparkrnn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Finds features and targets whose different values become equal when they are rounded to float.
 */
public final class RoundingLoss {
  private static final int SEQUENCES = 1000; // how many are examined
  private static final int NUMBERS = 1 << 20;
  private static final double SHARE = 0.1; // of differing neighbours; more losses are a warning

  private final String what;
  private double[] before; // [width] the previous values
  private long[] differ; // [width] how often a value differs from the previous one
  private long[] lost; // [width] how often they differ only before rounding
  private String[] example; // [width]

  private RoundingLoss(String what) {
    this.what = what;
  }

  /**
   * Examines the first sequences and describes each feature and target whose values become equal,
   * as text for a warning.
   *
   * @return empty if nothing is lost
   */
  public static List<String> of(Iterator<EncodedSequence> sequences) {
    RoundingLoss features = new RoundingLoss("feature");
    RoundingLoss targets = new RoundingLoss("target");
    long numbers = 0;
    for (int n = 0; n < SEQUENCES && numbers < NUMBERS && sequences.hasNext(); n++) {
      EncodedSequence sequence = sequences.next();
      numbers += features.add(sequence.column(ColumnSpec.FEATURES));
      numbers += targets.add(sequence.column(ColumnSpec.TARGETS));
    }
    List<String> losses = new ArrayList<>();
    features.describe(losses);
    targets.describe(losses);
    return losses;
  }

  /** Adds the numbers of a column, which may be null, and returns how many there are. */
  private int add(Column column) {
    double[] values = column == null ? null : column.exact();
    if (values == null || values.length == 0) {
      return 0;
    }
    int width = column.spec().width();
    if (before == null) {
      before = Arrays.copyOf(values, width);
      differ = new long[width];
      lost = new long[width];
      example = new String[width];
    }
    for (int i = 0; i < values.length; i++) {
      int j = i % width;
      if (values[i] != before[j]) {
        differ[j]++;
        if ((float) values[i] == (float) before[j]) {
          lost[j]++;
          example[j] = example[j] == null ? before[j] + " and " + values[i] : example[j];
        }
      }
      before[j] = values[i];
    }
    return values.length;
  }

  private void describe(List<String> to) {
    for (int j = 0; before != null && j < before.length; j++) {
      if (lost[j] > SHARE * differ[j]) {
        to.add("%s %d of %d (%s become equal)".formatted(what, j + 1, before.length, example[j]));
      }
    }
  }
}
