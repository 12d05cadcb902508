package org.sparkrnn.data;

import java.util.Arrays;

/**
 * The columns that a network may read from a sequence's tokens, each with its own vocabulary. To
 * add one, add a constant here: its column is filled and its vocabulary counted, saved and read
 * like the others.
 */
public enum TokenColumn {
  /** The token itself; lower-cased if tokens are. */
  TOKENS(ColumnSpec.ofRows(ColumnSpec.TOKENS, Readout.EACH_STEP, 0), true) {
    @Override
    public String[] parts(String token) {
      return new String[] {token};
    }
  },
  /** The Unicode code points of the token, as they are written. */
  CHARACTERS(ColumnSpec.ofLists("characters", Readout.EACH_STEP, 0), false) {
    @Override
    public String[] parts(String token) {
      return token.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }

    @Override
    Column encode(String[] sequence, Vocabulary vocabulary) {
      int[][] lists = new int[sequence.length][];
      for (int t = 0; t < lists.length; t++) {
        lists[t] = Arrays.stream(parts(sequence[t])).mapToInt(vocabulary::findOrUnknown).toArray();
      }
      return Column.ofLists(spec(), lists);
    }
  },
  /** Categories of a whole series: see {@link SeriesForm#categories}. */
  CATEGORIES(ColumnSpec.ofLists("categories", Readout.LAST_STEP, 0), false) {
    @Override
    public String[] parts(String token) {
      return new String[] {token};
    }

    @Override
    Column encode(String[] sequence, Vocabulary vocabulary) {
      int[] ids = Arrays.stream(sequence).mapToInt(vocabulary::findOrUnknown).toArray();
      return Column.ofLists(spec(), new int[][] {ids});
    }
  };

  private final ColumnSpec spec;
  private final boolean lowercased;

  TokenColumn(ColumnSpec spec, boolean lowercased) {
    this.spec = spec;
    this.lowercased = lowercased;
  }

  /** Splits a token into entries of the vocabulary, in their original case. */
  public abstract String[] parts(String token);

  /** The column of ids. */
  public ColumnSpec spec() {
    return spec;
  }

  /** Whether entries are lower-cased if the user asks for it. */
  public boolean lowercased() {
    return lowercased;
  }

  /** The file of its vocabulary in a saved model. */
  public String file() {
    return spec.name() + ".txt";
  }

  /**
   * The ids of a sequence's parts; 0, the id of the unknown entry, for parts that are not in the
   * vocabulary.
   */
  Column encode(String[] sequence, Vocabulary vocabulary) {
    int[] ids = new int[sequence.length];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = vocabulary.findOrUnknown(parts(sequence[t])[0]);
    }
    return Column.of(spec, ids);
  }
}
