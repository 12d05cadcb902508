package org.sparkrnn.io;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The layout of all CoNLL files of a run, from the beginning of the first one.
 *
 * @param where file and line of the first token
 * @param columns the number of columns of a token
 * @param tabs whether single tabs separate them instead of runs of white space
 * @param labels the last columns of tokens
 * @param comments whether a line that begins a sentence with {@code #} is a comment even if it has
 *     the columns of a token, unless its last column is a label
 * @param names names of the columns in a header; empty if there is no header
 */
record ConllLayout(
    String where,
    int columns,
    boolean tabs,
    Set<String> labels,
    boolean comments,
    List<String> names)
    implements Serializable {
  private static final Pattern SPACES = Pattern.compile("\\s+"); // of ASCII
  private static final Pattern ENDS = Pattern.compile("^\\s+|\\s+$");
  private static final Pattern SPAN_LABEL = Pattern.compile("O|[BIESLU]-.+");
  private static final Pattern NAME_AND_VALUE = Pattern.compile("#\\S*=.*");

  ConllLayout(String where, int columns, boolean tabs, Set<String> labels, boolean comments) {
    this(where, columns, tabs, labels, comments, List.of());
  }

  static String[] fields(String line, boolean tabs) {
    return tabs ? line.split("\t", -1) : SPACES.split(ENDS.matcher(line).replaceAll(""));
  }

  String[] fields(String line) {
    return fields(line, tabs);
  }

  /** Whether a label is one of spans, such as O or B-PER. */
  static boolean isOfSpans(String label) {
    return SPAN_LABEL.matcher(label).matches();
  }

  static boolean isDocumentStart(String line) {
    return line.startsWith("-DOCSTART-");
  }

  /** Whether a line looks like a comment, apart from its columns. */
  boolean looksLikeComment(String line) {
    return columns == 1
        ? NAME_AND_VALUE.matcher(line).matches()
        : tabs ? line.startsWith("# ") : line.indexOf('\t') >= 0 || namesValue(line);
  }

  /** Whether a line of columns separated by spaces has the form {@code # name = value}. */
  boolean namesValue(String line) {
    String[] fields = fields(line);
    return !tabs && fields.length > 3 && fields[0].equals("#") && fields[2].equals("=");
  }

  /** Whether a line that begins a sentence with {@code #} is a comment. */
  boolean isComment(String line) throws LineGrammar.MalformedLineException {
    String[] fields = fields(line);
    if (fields.length != columns) {
      return true;
    }
    if (columns == 1) {
      return looksLikeComment(line);
    }
    boolean known = labels.contains(fields[columns - 1]);
    if (known && namesValue(line)) {
      throw new LineGrammar.MalformedLineException(
          "this line can be read as a comment or as a token, because it has as many columns as the tokens; remove it, or separate the columns by tabs");
    }
    return !known && (comments || looksLikeComment(line));
  }

  String separator() {
    return tabs ? "tabs" : "spaces";
  }
}
