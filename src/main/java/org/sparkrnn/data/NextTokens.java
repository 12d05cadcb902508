package org.sparkrnn.data;

import java.util.Arrays;

/**
 * The training data of a language model: the target of every step is the next token. A boundary
 * token separates sentences; as an input it marks the beginning of one, as a target the end.
 */
public final class NextTokens {
  /** The vocabulary's entry for the beginning and the end of a sentence. */
  public static final String BOUNDARY = "</s>";

  private NextTokens() {}

  /**
   * Encodes a row as a sequence of its own: T tokens become T + 1 steps, from boundary to boundary.
   *
   * @param row a sequence of tokens without targets
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

  /** Appends the boundary to a row's tokens, for a stream. */
  public static int[] withBoundary(EncodedSequence row, int boundary) {
    int[] tokens = Arrays.copyOf(row.tokens(), row.length() + 1);
    tokens[row.length()] = boundary;
    return tokens;
  }

  /**
   * The steps of a text.
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

  /** The next token at a step of a sequence from {@link #ofLine}. */
  public static int target(EncodedSequence line, int t) {
    return t + 1 < line.length() ? line.tokens()[t + 1] : line.tokens()[0];
  }
}
