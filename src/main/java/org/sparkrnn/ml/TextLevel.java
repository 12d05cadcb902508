package org.sparkrnn.ml;

import java.util.List;
import java.util.Locale;
import org.sparkrnn.data.NextTokens;

/** What the tokens of a text are. */
enum TextLevel {
  /** Unicode code points. */
  CHARACTER(StringTokens.CHARACTERS, ""),
  /** What stands between white space. */
  WORD(StringTokens.WORDS, " ");

  private final StringTokens tokens;
  private final String separator;

  TextLevel(StringTokens tokens, String separator) {
    this.tokens = tokens;
    this.separator = separator;
  }

  static TextLevel of(String paramValue) {
    return ParamDefinitions.constant(TextLevel.class, paramValue);
  }

  StringTokens tokens() {
    return tokens;
  }

  /** Tokens as a text; a boundary is the end of a line. */
  String join(List<String> text) {
    StringBuilder joined = new StringBuilder();
    boolean begins = true;
    for (String token : text) {
      boolean boundary = token.equals(NextTokens.BOUNDARY);
      joined.append(begins || boundary ? "" : separator).append(boundary ? "\n" : token);
      begins = boundary;
    }
    return joined.toString();
  }

  String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
