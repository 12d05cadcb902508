package org.sparkrnn.train;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.sparkrnn.data.Digests;
import org.sparkrnn.nn.ParamLayout;

/**
 * The last rows of the table of tokens if they start with pretrained vectors of words and not at
 * random. After the rows of words that are trained there may be rows of other words, which are
 * never changed, such as words that only the validation data has.
 */
public final class PretrainedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The block of the table of tokens. */
  public static final String TABLE = "embedding.weight";

  /** All rows start at random. */
  public static final PretrainedRows NONE = new PretrainedRows(0, 0, new float[0]);

  private final int first;
  private final int trained;
  private final float[] values; // [rows, D]

  /**
   * @param first the first of these rows in the table
   * @param trained how many of them belong to words that are trained
   * @param values [rows, D], up to the end of the table
   */
  public PretrainedRows(int first, int trained, float[] values) {
    this.first = first;
    this.trained = trained;
    this.values = values;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return values.length == 0;
  }

  /** Writes the rows over initial weights. */
  void begin(float[] w, ParamLayout layout) {
    if (!isEmpty()) {
      System.arraycopy(values, 0, w, from(layout), values.length);
    }
  }

  /** Where these rows begin in the flat vector. */
  int from(ParamLayout layout) {
    return isEmpty() ? 0 : row(first, layout);
  }

  /** Where those of words to train on end. */
  int trainedTo(ParamLayout layout) {
    return isEmpty() ? 0 : row(first + trained, layout);
  }

  /** Where they end. */
  int to(ParamLayout layout) {
    return isEmpty() ? 0 : layout.block(TABLE).end();
  }

  private int row(int row, ParamLayout layout) {
    ParamLayout.Block table = layout.block(TABLE);
    if (first * table.cols() + values.length != table.size()) {
      throw new IllegalArgumentException(
          "%d numbers were given for the rows from %d on of a table with %d rows of %d numbers; expected all numbers up to the end of the table"
              .formatted(values.length, first, table.rows(), table.cols()));
    }
    return table.offset() + row * table.cols();
  }

  /** The hash of these rows, in hexadecimal. */
  public String sha256() {
    MessageDigest digest = Digests.sha256();
    Digests.add(digest, values, 0, values.length);
    return HexFormat.of().formatHex(digest.digest());
  }
}
