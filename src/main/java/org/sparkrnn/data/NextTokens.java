package org.sparkrnn.data;

import java.util.Arrays;

/**
 * What a language model is trained on: at every step the token to come, given all before it. One
 * boundary token stands between sentences: as an input it says that one begins, as a target that
 * one ends.
 */
public final class NextTokens {
  /** The entry of a vocabulary that stands before a sentence and behind it. */
  public static final String BOUNDARY = "</s>";

  private NextTokens() {}

  /**
   * A row for itself: T tokens become T + 1 steps, from the boundary to the boundary.
   *
   * @param row tokens, without targets
   * @param boundary id of {@link #BOUNDARY}
   */
  public static EncodedSequence ofLine(EncodedSequence row, int boundary) {
    int T = row.length();
    int[] all = new int[T + 2];
    System.arraycopy(row.tokens(), 0, all, 1, T);
    all[0] = boundary;
    all[T + 1] = boundary;
    return of(all);
  }

  /** A row of a stream: its tokens and the boundary behind them. */
  public static int[] withBoundary(EncodedSequence row, int boundary) {
    int[] tokens = Arrays.copyOf(row.tokens(), row.length() + 1);
    tokens[row.length()] = boundary;
    return tokens;
  }

  /**
   * Steps through a text.
   *
   * @param tokens [T + 1]; all but the last are inputs, all but the first targets
   */
  public static EncodedSequence of(int[] tokens) {
    int T = tokens.length - 1;
    return new EncodedSequence(
        T,
        Column.tokens(Arrays.copyOf(tokens, T)),
        Targets.labels(Arrays.copyOfRange(tokens, 1, T + 1)));
  }

  /** The token to come at a step of {@link #ofLine}'s. */
  public static int target(EncodedSequence line, int t) {
    return t + 1 < line.length() ? line.tokens()[t + 1] : line.tokens()[0];
  }
}
