package org.sparkrnn.ml.column;

import java.util.Locale;
import java.util.regex.Pattern;
import org.sparkrnn.io.TextSplitting;

/** What the tokens of a string column are. */
public enum Tokenization {
  /** Its Unicode code points, white space among them. */
  CHARACTERS {
    @Override
    public String[] of(String text) {
      return text.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    }
  },
  /** What stands between white space. */
  WORDS {
    @Override
    public String[] of(String text) {
      return text.isBlank() ? new String[0] : SEPARATOR.split(text.strip());
    }
  };

  private static final Pattern SEPARATOR = Pattern.compile(TextSplitting.WHITE_SPACE);

  /** The tokens of a text. */
  public abstract String[] of(String text);

  /** The name users write: characters, words. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
