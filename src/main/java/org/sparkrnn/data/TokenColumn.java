package org.sparkrnn.data;

import java.util.Arrays;

/**
 * What a network may read of a sequence's tokens, each by a vocabulary of its own. A further one is
 * a constant here: its column is filled, its vocabulary counted, saved and read like the others.
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
  /** What is known of a whole series by name: see {@link SeriesForm#categories}. */
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

  /** The entries of the vocabulary in a token, as they stand there. */
  public abstract String[] parts(String token);

  /** The column of ids. */
  public ColumnSpec spec() {
    return spec;
  }

  /** Whether its entries are lower-cased where the user asks for it. */
  public boolean lowercased() {
    return lowercased;
  }

  /** The file of its vocabulary in a saved model. */
  public String file() {
    return spec.name() + ".txt";
  }

  /**
   * The ids of a sequence's parts; 0, the unknown one, for those that are not in the vocabulary.
   */
  Column encode(String[] sequence, Vocabulary vocabulary) {
    int[] ids = new int[sequence.length];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = vocabulary.findOrUnknown(parts(sequence[t])[0]);
    }
    return Column.of(spec, ids);
  }
}
