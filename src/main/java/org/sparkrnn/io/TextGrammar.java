package org.sparkrnn.io;

import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * One sequence per line, with tokens separated by white space as in {@link
 * TextSplitting#WHITE_SPACE}. Each token is a word or {@code word/TAG}: the tag follows the last
 * slash, which cannot be escaped. Blank lines are not sequences.
 *
 * @param columns the column of words and, if needed, the column of tags
 * @param tagged whether tokens are {@code word/TAG}
 */
record TextGrammar(String[] columns, boolean tagged) implements LineGrammar {
  private static final Pattern SEPARATOR = Pattern.compile(TextSplitting.WHITE_SPACE);

  @Override
  public boolean lineIsSequence() {
    return true;
  }

  @Override
  public Parser parser(FileSlice slice) {
    TokenTable sentence = new TokenTable();
    return new Parser() {
      @Override
      public void line(String line) throws MalformedLineException {
        if (!line.isBlank()) {
          for (String token : SEPARATOR.split(line.strip())) {
            sentence.add(tagged ? wordAndTag(token) : new String[] {token});
          }
        }
      }

      @Override
      public Row end() {
        return sentence.end(columns.length);
      }
    };
  }

  /** Splits at the last slash, for words such as {@code 1/2}. */
  private static String[] wordAndTag(String token) throws MalformedLineException {
    int slash = token.lastIndexOf('/');
    if (slash <= 0 || slash == token.length() - 1) {
      throw new MalformedLineException("expected word/TAG, but found \"" + token + "\"");
    }
    return new String[] {token.substring(0, slash), token.substring(slash + 1)};
  }
}
