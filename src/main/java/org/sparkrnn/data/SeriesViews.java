package org.sparkrnn.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

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

  private final float[] features; // [T, I] of the steps from the first to the last that are read
  private final int[] begins; // [n] from the first of these steps on
  private final int[] lengths; // [n]
  private final float[] targets; // [n, H, Q] the same Q times, or a count and the window's scale
  private final float[] scales; // [n, 2] level, scale
  private final int[] categories; // [C] of all windows

  private SeriesViews(
      float[] features,
      int[] begins,
      int[] lengths,
      float[] targets,
      float[] scales,
      int[] categories) {
    this.categories = categories;
    this.features = features;
    this.begins = begins;
    this.lengths = lengths;
    this.targets = targets;
    this.scales = scales;
  }

  /**
   * The windows of a series that end at these steps.
   *
   * @param encoder whose standardization, if any, is of features other than the value and of an
   *     unscaled value
   */
  public static SeriesViews of(
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
      scale.measure(series, begin, origins[i]);
      views.scales[2 * i] = (float) (scale.level() - offset);
      views.scales[2 * i + 1] = Math.max(Float.MIN_NORMAL, (float) scale.scale());
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

  /** How many windows these are. */
  public int windows() {
    return lengths.length;
  }

  /**
   * One block of pieces, in their order. Only one of them is held beside the block's own arrays.
   *
   * @param windows of all pieces
   * @throws InvalidInputException if it would exceed an array's size
   */
  public static SequenceBlock block(Iterator<SeriesViews> pieces, long windows, SeriesForm form) {
    int width = form.width();
    int K = form.outputs();
    requireRoom(windows, windows * Math.max(2, K), Math.max(width, K));
    int n = (int) windows;
    int[] lengths = new int[n];
    int[] begins = new int[n];
    FloatRoom features = new FloatRoom();
    float[] targets = new float[n * K];
    float[] scales = new float[2 * n];
    int[][] categories = new int[form.categories() == 0 ? 0 : n][];
    int at = 0;
    while (pieces.hasNext()) {
      SeriesViews piece = pieces.next();
      int stored = (int) (features.size() / width);
      int count = piece.windows();
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
      features.add(piece.features);
      requireRoom(windows, features.size(), width);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.features(width, features.toArray()));
    columns.add(Column.of(ColumnSpec.ofRows(ColumnSpec.TARGETS, Readout.LAST_STEP, K), targets));
    columns.add(Column.of(SCALES, scales));
    if (form.categories() > 0) {
      columns.add(Column.ofLists(TokenColumn.CATEGORIES.spec(), categories));
    }
    return SequenceBlock.ofWindows(lengths, begins, columns.toArray(Column[]::new), width);
  }

  /** Whether sequences are windows of series, of which each has a scale of its own. */
  public static boolean scaled(SequenceBlock block) {
    Column scales = block.column(SCALES.name());
    return scales != null // without scaling, all scales are 1
        && IntStream.range(0, block.size()).anyMatch(i -> scales.floats()[2 * i + 1] != 1);
  }

  private static void requireRoom(long windows, long values, int width) {
    if (values > Integer.MAX_VALUE - 8) {
      throw SequenceBlock.tooLarge((int) Math.min(windows, Integer.MAX_VALUE), width);
    }
  }

  /** Floats of which nobody knows how many will come, in chunks that are joined once. */
  private static final class FloatRoom {
    private static final int CHUNK = 1 << 18;
    private final List<float[]> chunks = new ArrayList<>();
    private int used = CHUNK; // of the last chunk

    long size() {
      return (long) chunks.size() * CHUNK - (CHUNK - used);
    }

    void add(float[] values) {
      for (int from = 0; from < values.length; ) {
        if (used == CHUNK) {
          chunks.add(new float[CHUNK]);
          used = 0;
        }
        int count = Math.min(values.length - from, CHUNK - used);
        System.arraycopy(values, from, chunks.get(chunks.size() - 1), used, count);
        used += count;
        from += count;
      }
    }

    float[] toArray() {
      float[] all = new float[(int) size()];
      for (int i = 0; i < chunks.size(); i++) {
        int from = i * CHUNK;
        System.arraycopy(chunks.get(i), 0, all, from, Math.min(CHUNK, all.length - from));
        chunks.set(i, null); // so that little more than one copy is held
      }
      return all;
    }
  }
}
