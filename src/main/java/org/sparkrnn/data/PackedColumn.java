package org.sparkrnn.data;

/**
 * A column of a {@link PackedBatch}, in the batch's order. If there is one entry per step, entry n
 * belongs to row n of the batch; if there is one per sequence, entry b belongs to the b-th longest.
 * Empty sequences have no entry. {@link ColumnSpec} explains entries. A column is refilled with its
 * batch; its arrays only grow and may be longer than needed.
 */
public final class PackedColumn {
  private ColumnSpec spec;
  private int entries;
  private int rows;
  private int[] ints = {}; // [rows]
  private float[] floats = {}; // [rows, width]
  private int[] starts = {}; // [entries + 1] first row of each list
  private float[] weights; // [entries] or null; shared with the batch

  /**
   * @param first [B] the entry in {@code from} of the b-th longest sequence, or of its step 0
   * @param entryWeights the weight of each entry's sequence, or null if all are 1
   */
  void fill(PackedBatch batch, Column from, int[] first, float[] entryWeights) {
    spec = from.spec();
    weights = entryWeights;
    entries = batch.rows(spec.per());
    rows = entries;
    int steps = spec.per() == Readout.EACH_STEP ? batch.maxLength() : Math.min(1, entries);
    if (spec.lists()) {
      fillStarts(batch, from, first, steps);
    }
    if (spec.width() == 0) {
      ints = ints.length < rows ? new int[rows] : ints;
    } else {
      int values = Math.multiplyExact(rows, spec.width());
      floats = floats.length < values ? new float[values] : floats;
    }
    if (spec.lists()) {
      fillLists(batch, from, first, steps);
    } else if (spec.width() == 0) {
      fillInts(batch, from.ints(), first, steps);
    } else {
      fillFloats(batch, from.floats(), first, steps);
    }
  }

  private void fillInts(PackedBatch batch, int[] from, int[] first, int steps) {
    int entry = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        ints[entry++] = from[first[b] + t];
      }
    }
  }

  private void fillFloats(PackedBatch batch, float[] from, int[] first, int steps) {
    int width = spec.width();
    int entry = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch.batchSize(t); b++) {
        System.arraycopy(from, (first[b] + t) * width, floats, entry++ * width, width);
      }
    }
  }

  private void fillStarts(PackedBatch batch, Column from, int[] first, int steps) {
    starts = starts.length <= entries ? new int[entries + 1] : starts;
    int entry = 0;
    starts[0] = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch.batchSize(t); b++, entry++) {
        int e = first[b] + t;
        starts[entry + 1] = Math.addExact(starts[entry], from.start(e + 1) - from.start(e));
      }
    }
    rows = starts[entries];
  }

  private void fillLists(PackedBatch batch, Column from, int[] first, int steps) {
    int width = Math.max(1, spec.width());
    Object source = spec.width() == 0 ? from.ints() : from.floats();
    Object target = spec.width() == 0 ? ints : floats;
    int entry = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch.batchSize(t); b++, entry++) {
        int row = from.start(first[b] + t);
        System.arraycopy(source, row * width, target, starts[entry] * width, count(entry) * width);
      }
    }
  }

  /**
   * The same entries with new weights.
   *
   * @param others [entries] weights; not copied
   */
  public PackedColumn weighted(float[] others) {
    PackedColumn column = new PackedColumn();
    column.spec = spec;
    column.entries = entries;
    column.rows = rows;
    column.ints = ints;
    column.floats = floats;
    column.starts = starts;
    column.weights = others;
    return column;
  }

  /** The column's name and kind. */
  public ColumnSpec spec() {
    return spec;
  }

  /** The number of entries: one per step, or one per sequence that is not empty. */
  public int entries() {
    return entries;
  }

  /** The number of ints or vectors, which is the number of entries unless these are lists. */
  public int rows() {
    return rows;
  }

  /** The first row of an entry, which follows the last row of the previous entry. */
  public int start(int entry) {
    return spec.lists() ? starts[entry] : entry;
  }

  /** The number of rows of an entry. */
  public int count(int entry) {
    return spec.lists() ? starts[entry + 1] - starts[entry] : 1;
  }

  /** Floats per row; 0 for ints. */
  public int width() {
    return spec.width();
  }

  /** [rows] token ids, class labels and the like. */
  public int[] ints() {
    return ints;
  }

  /** [rows, width] features, target vectors and the like. */
  public float[] floats() {
    return floats;
  }

  /** Whether entries have weights; if not, every weight is 1. */
  public boolean weighted() {
    return weights != null;
  }

  /** The weight of an entry, which is that of its sequence unless it was replaced. */
  public float weight(int entry) {
    return weights == null ? 1f : weights[entry];
  }
}
