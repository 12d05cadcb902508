package org.sparkrnn.io;

import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * Columns as in the CoNLL shared tasks. The first line with a token decides: with a tab in it,
 * columns are separated by single tabs and may hold spaces; else by runs of spaces.
 *
 * <p>{@code -DOCSTART-} lines are not tokens. A line that starts with {@code #} and a space before
 * the first token of a sentence is a comment, unless it has the columns of a token: {@code # O} is
 * the token {@code #} in a file of two columns.
 */
record ConllGrammar(String[] columns, boolean tabs) implements LineGrammar {
  private static final Pattern COLUMN_K = Pattern.compile("column[1-9]\\d*");
  private static final Pattern SPACES = Pattern.compile("[ \t]+");

  /**
   * The grammar of a file with the columns of {@code line}.
   *
   * @throws InvalidInputException if a column's name stands for none of them
   */
  static ConllGrammar of(String line, String inputCol, String labelCol) {
    boolean tabs = line.indexOf('\t') >= 0;
    String[] columns = new String[fields(line, tabs).length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = "column" + (c + 1);
    }
    rename(columns, 0, "inputCol", inputCol);
    if (labelCol != null) {
      if (columns.length == 1) {
        throw new InvalidInputException(
            "labelCol=" + labelCol + " needs a second column, but the data has one: " + line);
      }
      rename(columns, columns.length - 1, "labelCol", labelCol);
    }
    return new ConllGrammar(columns, tabs);
  }

  private static void rename(String[] columns, int index, String param, String name) {
    if (!COLUMN_K.matcher(name).matches()) {
      columns[index] = name;
    } else if (Columns.indexOf(columns, name) < 0) {
      throw Columns.missing("the data", param, name, columns);
    }
  }

  static boolean isComment(String line) {
    return line.startsWith("# ") || line.equals("#");
  }

  static boolean isDocumentStart(String line) {
    return line.startsWith("-DOCSTART-");
  }

  @Override
  public boolean lineIsSequence() {
    return false;
  }

  @Override
  public Parser parser() {
    TokenTable sentence = new TokenTable();
    return new Parser() {
      @Override
      public void line(String line) throws MalformedLineException {
        if (isDocumentStart(line)) {
          return;
        }
        String[] fields = fields(line, tabs);
        if (fields.length == columns.length) {
          for (String field : fields) {
            if (field.isEmpty()) {
              throw new MalformedLineException("expected a value in each column, found none");
            }
          }
          sentence.add(fields);
        } else if (sentence.size() > 0 || !isComment(line)) {
          throw new MalformedLineException(
              "expected %d columns separated by %s, as in the first line, found %d"
                  .formatted(columns.length, tabs ? "tabs" : "spaces", fields.length));
        }
      }

      @Override
      public Row end() {
        return sentence.end(columns.length);
      }
    };
  }

  private static String[] fields(String line, boolean tabs) {
    return tabs ? line.split("\t", -1) : SPACES.split(line.strip());
  }
}
