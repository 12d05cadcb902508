package org.sparkrnn.train.step;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.sparkrnn.nn.ParamLayout;

/**
 * The weights that one mini-batch needs: of the table before all other blocks only the rows that it
 * reads. A mini-batch reads a few hundred rows of a table that may have millions.
 *
 * <p>Where they come out, all other rows of the table are NaN, so that a row that was read but not
 * sent would make the loss NaN and could not go unnoticed.
 */
public final class WeightRows extends StepMessage {
  private static final long serialVersionUID = 1L;

  private int size; // of all weights
  private int tableSize;
  private int rowSize; // D
  private int[] rows; // ascending
  private float[] values; // [rows, D]; null where only places are known
  private float[] rest; // has the weights behind the table, from there on:
  private int restFrom;

  /** For deserialization. */
  public WeightRows() {}

  /**
   * @param w all weights; those behind the table are not copied
   * @param rows of the table, ascending
   */
  public WeightRows(float[] w, ParamLayout.Block table, int[] rows) {
    size = w.length;
    tableSize = table.size();
    rowSize = table.cols();
    this.rows = rows;
    values = new float[rows.length * rowSize];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(w, rows[k] * rowSize, values, k * rowSize, rowSize);
    }
    rest = w;
    restFrom = tableSize;
  }

  /**
   * Whether it is worth while to send so many rows of the table instead of all weights.
   *
   * @param size of all weights
   */
  static boolean worthIt(int size, ParamLayout.Block table, int rows) {
    return table != null && Transport.sendsRows(size, table.size(), (long) rows * table.cols());
  }

  /** Whether these are parts of a vector with the same parts. */
  boolean like(WeightRows other) {
    return size == other.size && tableSize == other.tableSize && rowSize == other.rowSize;
  }

  /** Where these weights are, without them. */
  WeightRows places() {
    WeightRows places = new WeightRows();
    places.size = size;
    places.tableSize = tableSize;
    places.rowSize = rowSize;
    places.rows = rows;
    return places;
  }

  /** A vector of all weights that has none. */
  float[] newVector() {
    float[] w = new float[size];
    Arrays.fill(w, 0, tableSize, Float.NaN);
    return w;
  }

  /** Writes these weights to their places in a vector of all. */
  void writeTo(float[] w) {
    writeRows(w);
    System.arraycopy(rest, restFrom, w, tableSize, size - tableSize);
  }

  private void writeRows(float[] w) {
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(values, k * rowSize, w, rows[k] * rowSize, rowSize);
    }
  }

  /** Takes the rows of these weights out of a vector again. */
  void removeFrom(float[] w) {
    for (int row : rows) {
      Arrays.fill(w, row * rowSize, (row + 1) * rowSize, Float.NaN);
    }
  }

  @Override
  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(tableSize);
    out.writeInt(rowSize);
    out.writeInt(rows.length);
    for (int row : rows) {
      out.writeInt(row);
    }
    Floats.write(values, out);
    Floats.write(rest, restFrom, restFrom + size - tableSize, out);
  }

  @Override
  void readFrom(DataInput in) throws IOException {
    readRows(in);
    rest = Floats.read(in);
  }

  /**
   * Reads what {@link #writeTo(DataOutput)} wrote to its places in a vector of all.
   *
   * @param vectors gives such a vector, of whose table no row is there yet
   */
  static float[] read(DataInput in, Function<WeightRows, float[]> vectors) throws IOException {
    WeightRows some = new WeightRows();
    some.readRows(in);
    float[] w = vectors.apply(some);
    some.writeRows(w);
    Floats.read(in, w, some.tableSize);
    return w;
  }

  private void readRows(DataInput in) throws IOException {
    size = in.readInt();
    tableSize = in.readInt();
    rowSize = in.readInt();
    rows = new int[in.readInt()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = in.readInt();
    }
    values = Floats.read(in);
  }
}
