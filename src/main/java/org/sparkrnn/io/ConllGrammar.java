package org.sparkrnn.io;

import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * Columns as in the CoNLL shared tasks, with the layout of the first file of a run: separated by
 * single tabs, in which case they may contain spaces, or by runs of spaces.
 *
 * <p>{@code -DOCSTART-} lines are not tokens, nor is a file's first line that names the columns,
 * which {@link ConllNames} knows. A line that begins a sentence with {@code #} is a comment unless
 * it has the columns of a token: {@code # O} is the token {@code #} in a file of two columns.
 * {@link ConllLayout} knows the comments that happen to have them.
 */
record ConllGrammar(String[] columns, ConllLayout layout, String inputCol, String labelCol)
    implements LineGrammar {
  /**
   * Makes the grammar of files with this layout and the user's names.
   *
   * @throws InvalidInputException if a name means no column
   */
  static ConllGrammar of(ConllLayout layout, String inputCol, String labelCol) {
    String[] columns = ConllNames.columns(layout, inputCol, labelCol);
    return new ConllGrammar(columns, layout, inputCol, labelCol);
  }

  @Override
  public boolean lineIsSequence() {
    return false;
  }

  @Override
  public Parser parser(FileSlice slice) {
    TokenTable sentence = new TokenTable();
    return new Parser() {
      private boolean first = slice.start() == 0; // no line but comments yet

      @Override
      public void line(String line) throws MalformedLineException {
        if (ConllLayout.isDocumentStart(line)) {
          return;
        }
        String[] fields = layout.fields(line);
        boolean header = first && ConllNames.isHeader(layout, fields, inputCol, labelCol);
        boolean comment =
            sentence.size() == 0 && line.startsWith("#") && !header && layout.isComment(line);
        first &= comment;
        if (!header && !comment) {
          check(fields);
          sentence.add(fields);
        }
      }

      @Override
      public Row end() {
        return sentence.end(columns.length);
      }
    };
  }

  private void check(String[] fields) throws MalformedLineException {
    if (fields.length != columns.length) {
      throw new MalformedLineException(
          "expected %d columns separated by %s, as in %s, but found %d"
              .formatted(columns.length, layout.separator(), layout.where(), fields.length));
    }
    for (int c = 0; c < fields.length; c++) {
      if (fields[c].isEmpty()) {
        throw new MalformedLineException(
            "expected a value in column %d, but found none".formatted(c + 1));
      }
    }
  }
}
