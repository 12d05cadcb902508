package org.sparkrnn.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some windows of one series as views of its steps, on their way to a shard.
 *
 * <p>Values are stored less the series' own mean, in double before they become float, so that a
 * small change of a large value is not rounded away; each window's level is one less that too.
 *
 * <p>Targets that are missing are NaN. So are all targets of a window without a value, because
 * nothing says in which scale to learn them.
 */
public final class SeriesViews implements Serializable {
  /** The column of level and scale, one entry a window. */
  public static final ColumnSpec SCALES = ColumnSpec.ofRows("scales", Readout.LAST_STEP, 2);

  private static final long serialVersionUID = 1L;

  private final long number;
  private final float[] features; // [T, I] of the steps from the first to the last that are read
  private final int[] begins; // [n] from the first of these steps on
  private final int[] lengths; // [n]
  private final float[] targets; // [n, H, Q] the same Q times, or a count and the window's scale
  private final float[] scales; // [n, 2] level, scale
  private final int[] categories; // [C] of all windows

  private SeriesViews(
      long number,
      float[] features,
      int[] begins,
      int[] lengths,
      float[] targets,
      float[] scales,
      int[] categories) {
    this.categories = categories;
    this.number = number;
    this.features = features;
    this.begins = begins;
    this.lengths = lengths;
    this.targets = targets;
    this.scales = scales;
  }

  /** The place of its first window among all windows, by which pieces are ordered. */
  public long number() {
    return number;
  }

  /**
   * The windows of a series that end at these steps.
   *
   * @param number of the first one among all windows
   * @param encoder whose standardization, if any, is of features other than the value and of an
   *     unscaled value
   */
  public static SeriesViews of(
      long number,
      SeriesSteps series,
      int[] origins,
      SeriesForm form,
      WindowScale scale,
      SequenceEncoder encoder) {
    Standardization standardization = encoder.standardization();
    Vocabulary known = encoder.vocabulary(TokenColumn.CATEGORIES);
    int n = origins.length;
    int H = form.horizon();
    int Q = form.perStep();
    int from = Integer.MAX_VALUE;
    int to = 0;
    double offset = 0;
    for (int origin : origins) {
      from = Math.min(from, form.begin(origin));
      to = Math.max(to, origin + form.behind());
    }
    boolean seen = scale.kind() != SeriesScaling.NONE && scale.kind() != SeriesScaling.MEAN;
    if (seen) {
      offset = series.mean(from, to);
    }
    float[] features = new float[(to - from) * form.width()];
    for (int t = from; t < to; t++) {
      form.features(series, t, offset, standardization, features, (t - from) * form.width());
    }
    SeriesViews views =
        new SeriesViews(
            number,
            features,
            new int[n],
            new int[n],
            new float[n * H * Q],
            new float[2 * n],
            known == null
                ? new int[0]
                : TokenColumn.CATEGORIES.encode(SeriesForm.entries(series), known).ints());
    for (int i = 0; i < n; i++) {
      int begin = form.begin(origins[i]);
      views.begins[i] = begin - from;
      views.lengths[i] = origins[i] + form.behind() - begin;
      scale.measure(series.numbers(), series.width(), begin, origins[i]);
      views.scales[2 * i] = (float) (scale.level() - offset);
      views.scales[2 * i + 1] = (float) scale.scale();
      for (int h = 0; h < H; h++) {
        double value = scale.empty() ? Double.NaN : series.at(origins[i] + h, 0);
        if (form.counts()) {
          views.targets[(i * H + h) * Q] = (float) value;
          views.targets[(i * H + h) * Q + 1] = (float) scale.scale();
          continue;
        }
        double target = scale.scaled(h, value);
        for (int q = 0, k = h * Q; q < Q; q++, k++) {
          views.targets[i * H * Q + k] =
              (float) (standardization == null ? target : standardization.target(k, target));
        }
      }
    }
    return views;
  }

  /**
   * One block of pieces, in their order.
   *
   * @throws InvalidInputException if it would exceed an array's size
   */
  public static SequenceBlock block(List<SeriesViews> pieces, SeriesForm form) {
    int width = form.width();
    int K = form.outputs();
    long windows = 0;
    long values = 0;
    for (SeriesViews piece : pieces) {
      windows += piece.lengths.length;
      values += piece.features.length;
    }
    if (Math.max(values, windows * Math.max(2, K)) > Integer.MAX_VALUE - 8) {
      throw SequenceBlock.tooLarge((int) Math.min(windows, Integer.MAX_VALUE), Math.max(width, K));
    }
    int n = (int) windows;
    int[] lengths = new int[n];
    int[] begins = new int[n];
    float[] features = new float[(int) values];
    float[] targets = new float[n * K];
    float[] scales = new float[2 * n];
    int[][] categories = new int[form.categories() == 0 ? 0 : n][];
    int at = 0;
    int stored = 0;
    for (SeriesViews piece : pieces) {
      int count = piece.lengths.length;
      System.arraycopy(piece.features, 0, features, stored * width, piece.features.length);
      System.arraycopy(piece.targets, 0, targets, at * K, count * K);
      System.arraycopy(piece.scales, 0, scales, at * 2, count * 2);
      System.arraycopy(piece.lengths, 0, lengths, at, count);
      for (int i = 0; i < count; i++) {
        begins[at + i] = stored + piece.begins[i];
        if (form.categories() > 0) {
          categories[at + i] = piece.categories;
        }
      }
      at += count;
      stored += piece.features.length / width;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.features(width, features));
    columns.add(Column.of(ColumnSpec.ofRows(ColumnSpec.TARGETS, Readout.LAST_STEP, K), targets));
    columns.add(Column.of(SCALES, scales));
    if (form.categories() > 0) {
      columns.add(Column.ofLists(TokenColumn.CATEGORIES.spec(), categories));
    }
    return SequenceBlock.ofWindows(lengths, begins, columns.toArray(Column[]::new), width);
  }
}
