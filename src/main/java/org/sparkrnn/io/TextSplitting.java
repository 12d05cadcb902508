package org.sparkrnn.io;

/** What becomes of text where a format has no arrays: lines of text files, cells of CSV. */
public enum TextSplitting {
  /** Split at white space into array&lt;string&gt;. */
  TOKENS,
  /** Kept as they are. */
  WHOLE;

  /** White space as Unicode and Java see it: with the ideographic space, without NO-BREAK SPACE. */
  public static final String WHITE_SPACE = "\\p{javaWhitespace}+";
}
