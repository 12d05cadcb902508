package org.sparkrnn.ml.param;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.ml.column.Tokenization;

/** What the tokens of a text are. */
public enum TextUnit {
  /** Unicode code points. */
  CHARACTER(Tokenization.CHARACTERS, ""),
  /** What stands between white space. */
  WORD(Tokenization.WORDS, " ");

  private final Tokenization tokens;
  private final String separator;

  TextUnit(Tokenization tokens, String separator) {
    this.tokens = tokens;
    this.separator = separator;
  }

  /** The constant of a {@link #paramValue()}. */
  public static TextUnit of(String paramValue) {
    return ParamValues.constant(TextUnit.class, paramValue);
  }

  /** The unit of a {@link Tokenization#paramValue()}. */
  public static TextUnit ofTokens(String paramValue) {
    return Arrays.stream(values())
        .filter(unit -> unit.tokens.paramValue().equals(paramValue))
        .findFirst()
        .orElseThrow();
  }

  /** How a string becomes such tokens. */
  public Tokenization tokens() {
    return tokens;
  }

  /** Tokens as a text; a boundary is the end of a line. */
  public String join(List<String> text) {
    StringBuilder joined = new StringBuilder();
    boolean begins = true;
    for (String token : text) {
      boolean boundary = token.equals(NextTokens.BOUNDARY);
      joined.append(begins || boundary ? "" : separator).append(boundary ? "\n" : token);
      begins = boundary;
    }
    return joined.toString();
  }

  /** The name users write: character, word. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
