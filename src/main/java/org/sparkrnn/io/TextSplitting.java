package org.sparkrnn.io;

/** How text is split if a format has no arrays: lines of text files, cells of CSV. */
public enum TextSplitting {
  /** Split at white space into array&lt;string&gt;. */
  TOKENS,
  /** Kept as they are. */
  WHOLE;

  /** White space as defined by Java, including the ideographic space, without NO-BREAK SPACE. */
  public static final String WHITE_SPACE = "\\p{javaWhitespace}+";
}
