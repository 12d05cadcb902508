package org.sparkrnn.ml.param.kind;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.io.TextSplitting;

/** The unit of the tokens of a text. */
public enum TextUnit {
  /** Unicode code points, including white space. */
  CHARACTER("") {
    @Override
    public String[] split(String text) {
      return text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }
  },
  /** Words, which are separated by white space. */
  WORD(" ") {
    @Override
    public String[] split(String text) {
      return text.isBlank() ? new String[0] : WHITE_SPACE.split(text.strip());
    }
  };

  private static final Pattern WHITE_SPACE = Pattern.compile(TextSplitting.WHITE_SPACE);

  private final String separator;

  TextUnit(String separator) {
    this.separator = separator;
  }

  /** The constant of a {@link #paramValue()}. */
  public static TextUnit of(String paramValue) {
    return ParamValues.constant(TextUnit.class, paramValue);
  }

  /** The constant of a {@link #several()}. */
  public static TextUnit ofSeveral(String several) {
    for (TextUnit unit : values()) {
      if (unit.several().equals(several)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("unknown kind of tokens " + several);
  }

  /** The tokens of a text. */
  public abstract String[] split(String text);

  /** The characters between two tokens of a text. */
  public String separator() {
    return separator;
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

  /** The name users write as a level: character, word. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name that users write for the tokens of a string: characters, words. */
  public String several() {
    return paramValue() + "s";
  }
}
