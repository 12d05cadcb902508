package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/**
 * Finds the layout of CoNLL files from their first lines: the number of columns, their separator,
 * and whether {@code #} begins comments or tokens where both are possible.
 */
final class ConllInference {
  private static final Logger LOG = LoggerFactory.getLogger(ConllInference.class);
  private static final int LINES = 20_000; // number of lines with tokens that are read

  private static final Pattern PLACE = Pattern.compile("[0-9]{1,6}");

  private final String path;
  private final String inputCol;
  private final String labelCol;
  private final List<Line> tokens = new ArrayList<>(); // without the lines below
  private final List<Line> hashes = new ArrayList<>(); // lines with # that begin a sentence
  private Line first; // the first token
  private int sentences;
  private Line header; // the first line that names the columns, or null
  private List<String> names = List.of(); // the names in it

  /** A line, and whether it is the first in its file that is no comment. */
  record Line(String file, long offset, String text, boolean first) {}

  private ConllInference(String path, String inputCol, String labelCol) {
    this.path = path;
    this.inputCol = inputCol;
    this.labelCol = labelCol;
  }

  /**
   * Reads the first lines of some files and logs the layout that is found.
   *
   * @param path the user's path, for messages
   * @throws InvalidInputException if there is no token, or lines could be comments or tokens
   */
  static ConllLayout layout(
      Configuration conf, List<FileStatus> files, String path, String inputCol, String labelCol) {
    ConllInference inference = new ConllInference(path, inputCol, labelCol);
    inference.readAll(conf, files);
    return inference.decide(conf);
  }

  private void readAll(Configuration conf, List<FileStatus> files) {
    for (FileStatus file : files) {
      String name = file.getPath().toString();
      try (Lines lines = new Lines(conf, new FileSlice(name, 0, Long.MAX_VALUE))) {
        read(name, lines);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
      }
    }
  }

  private void read(String file, Lines lines) throws IOException {
    boolean begins = true; // whether the next line begins a sentence
    boolean fileBegins = true;
    while ((fileBegins || tokens.size() < LINES) && lines.next()) {
      if (lines.blank()) {
        begins = true;
        continue;
      }
      String text;
      try {
        text = lines.text();
      } catch (InvalidInputException e) { // reading the file reports or drops it
        if (tokens.isEmpty()) {
          throw e;
        }
        return;
      }
      Line line = new Line(file, lines.offset(), text, fileBegins);
      if (begins && text.startsWith("#")) {
        if (fileBegins || hashes.size() < LINES) {
          hashes.add(line);
        }
      } else if (!ConllLayout.isDocumentStart(text)) {
        sentences += begins ? 1 : 0;
        begins = false;
        fileBegins = false;
        tokens.add(line);
      }
    }
  }

  private ConllLayout decide(Configuration conf) {
    if (tokens.isEmpty()) {
      throw new InvalidInputException(
          path
              + " contains no token"
              + (hashes.isEmpty() ? "" : " but lines that begin with # like comments")
              + "; expected lines of columns and a blank line after each sentence");
    }
    first = tokens.get(0);
    boolean tabs = first.text.indexOf('\t') >= 0;
    int columns = ConllLayout.fields(first.text, tabs).length;
    String where = place(conf, first);
    Set<String> labels = new HashSet<>();
    tokens.stream().filter(line -> !line.first).forEach(line -> labels.add(label(line, tabs)));
    ConllLayout layout = new ConllLayout(where, columns, tabs, labels, false);
    if (tabs && columns > 1 && sentences == 1) {
      requireOneTokenALine(where);
    }
    findNames(conf, layout);
    for (Line line : tokens) {
      if (line.first && !isHeader(layout, line)) {
        labels.add(label(line, tabs));
      }
    }
    List<Line> unclear = ConllComments.unclear(layout, hashes, inputCol, labelCol);
    boolean comments = sentences > 1 && unclear.size() >= sentences;
    Line notClear = comments ? null : ConllComments.ambiguous(layout, unclear);
    if (notClear != null) {
      throw notClear(conf, notClear);
    }
    ConllLayout found = new ConllLayout(where, columns, tabs, labels, comments, names);
    requireSentences(found);
    requireNoNumbers(found);
    Line inside = ConllComments.inside(found, tokens);
    if (inside != null) {
      throw notClear(conf, inside);
    }
    say(found, comments ? unclear.get(0) : null);
    return found;
  }

  private boolean isHeader(ConllLayout layout, Line line) {
    return ConllNames.isHeader(layout, layout.fields(line.text), inputCol, labelCol);
  }

  /** Finds the names of the columns, which are the same in all files that have any. */
  private void findNames(Configuration conf, ConllLayout layout) {
    for (Line line : hashes) { // some headers begin with the mark of comments
      List<String> plus = line.first ? ConllNames.ofPlus(line.text) : null;
      if (plus != null && plus.size() == layout.columns()) {
        addNames(conf, line, plus);
      } else if (line.first && isHeader(layout, line)) {
        addNames(conf, line, ConllNames.names(layout.fields(line.text)));
      }
    }
    List<String> last = new ArrayList<>();
    tokens.stream()
        .filter(line -> !line.first)
        .forEach(line -> last.add(label(line, layout.tabs())));
    for (Line line : tokens) {
      String[] fields = layout.fields(line.text);
      if (line.first && isHeader(layout, line)) {
        addNames(conf, line, ConllNames.names(fields));
      } else if (line.first && ConllNames.mayBeHeader(layout, fields, last, inputCol, labelCol)) {
        throw new InvalidInputException(
            ("%s: \"%s\" may be a header or a token, because no other token has the label %s; if it is a header, remove the line; if it is a token, begin the file with another sentence")
                .formatted(place(conf, line), line.text, fields[fields.length - 1]));
      }
    }
  }

  private void addNames(Configuration conf, Line line, List<String> found) {
    if (header != null && !found.equals(names)) {
      throw new InvalidInputException(
          "%s names the columns %s, but %s names them %s; files that are read together must have the same columns in the same order"
              .formatted(
                  place(conf, line),
                  String.join(", ", found),
                  place(conf, header),
                  String.join(", ", names)));
    }
    header = header == null ? line : header;
    names = found;
  }

  /** Refuses to read places of tokens unless a name means that column. */
  private void requireNoNumbers(ConllLayout layout) {
    if (layout.columns() < 3 || !ConllNames.meansFirst(layout, inputCol)) {
      return;
    }
    int before = -1;
    int steps = 0;
    for (Line line : tokens) {
      String first = layout.fields(line.text)[0];
      int number = PLACE.matcher(first).matches() ? Integer.parseInt(first) : -1;
      if (number < 0 || number > 1 && number != before + 1) {
        return;
      }
      steps += number == before + 1 && before > 0 ? 1 : 0;
      before = number;
    }
    if (steps > 0) {
      throw new InvalidInputException(
          "%s: the first column counts the tokens of a sentence; give inputCol=column2 if the tokens are in the second column, or inputCol=column1 to read the numbers"
              .formatted(layout.where()));
    }
  }

  /** Refuses a file in which only a column separates sentences. */
  private void requireSentences(ConllLayout layout) {
    int column = ConllNames.sentences(names);
    if (column < 0 || sentences > 1) {
      return;
    }
    Set<String> numbers = new HashSet<>();
    for (Line line : tokens) {
      String[] fields = layout.fields(line.text);
      if (!line.first && fields.length == layout.columns()) {
        numbers.add(fields[column]);
      }
    }
    if (numbers.size() > 1) {
      throw new InvalidInputException(
          "%s: the column %s says to which sentence a token belongs, but the file has no blank line; put one after each sentence"
              .formatted(layout.where(), names.get(column)));
    }
  }

  /** Refuses a table of whole sentences, whose cells have the same number of words. */
  private void requireOneTokenALine(String where) {
    long several = 0;
    for (Line line : tokens.subList(1, tokens.size())) { // the first may be a header
      String[] fields = ConllLayout.fields(line.text, true);
      int words = fields[0].strip().split("\\s+").length;
      if (fields.length < 2 || fields[fields.length - 1].strip().split("\\s+").length != words) {
        return;
      }
      several += words > 1 ? 1 : 0;
    }
    if (2 * several >= tokens.size()) {
      throw new InvalidInputException(
          "%s: the file has no blank line, and its lines have as many labels as words, as in \"%s\"; if each line is a sentence, give format=csv csvSeparator=tab and begin the file with a line of the columns' names; otherwise put a blank line after each sentence"
              .formatted(where, tokens.get(tokens.size() - 1).text));
    }
  }

  private static String label(Line line, boolean tabs) {
    String[] fields = ConllLayout.fields(line.text, tabs);
    return fields[fields.length - 1];
  }

  /**
   * Checks other files of a run, whose comments may differ from those of the first.
   *
   * @throws InvalidInputException if lines could be comments or tokens
   */
  static void requireClear(
      Configuration conf,
      List<FileStatus> files,
      String path,
      String inputCol,
      String labelCol,
      ConllLayout layout) {
    ConllInference inference = new ConllInference(path, inputCol, labelCol);
    inference.readAll(conf, files);
    Set<String> labels = new HashSet<>(layout.labels());
    inference.tokens.stream()
        .filter(line -> !line.first)
        .forEach(line -> labels.add(label(line, layout.tabs())));
    ConllLayout all =
        new ConllLayout(
            layout.where(),
            layout.columns(),
            layout.tabs(),
            labels,
            layout.comments(),
            layout.names());
    inference.findNames(conf, all);
    inference.requireSameColumns(conf, all);
    List<Line> unclear = ConllComments.unclear(all, inference.hashes, inputCol, labelCol);
    Line line = layout.comments() ? null : ConllComments.ambiguous(all, unclear);
    if (line != null) {
      throw notClear(conf, line);
    }
  }

  /** Refuses a header with which the user's names mean other columns than in the first files. */
  private void requireSameColumns(Configuration conf, ConllLayout layout) {
    if (header == null || names.equals(layout.names())) {
      return;
    }
    ConllLayout own =
        new ConllLayout(
            layout.where(),
            layout.columns(),
            layout.tabs(),
            layout.labels(),
            layout.comments(),
            names);
    if (!layout.names().isEmpty() || !meant(own).equals(meant(layout))) {
      throw new InvalidInputException(
          "%s names the columns %s, but those of %s are %s; all files of a run must have the same columns in the same order"
              .formatted(
                  place(conf, header),
                  String.join(", ", names),
                  layout.where(),
                  String.join(", ", ConllNames.columns(layout, inputCol, labelCol))));
    }
  }

  /** The places of the columns that the user's names mean. */
  private List<Integer> meant(ConllLayout layout) {
    int input = ConllNames.input(layout, inputCol, labelCol);
    return labelCol == null
        ? List.of(input)
        : List.of(input, ConllNames.label(layout, labelCol, input));
  }

  private static InvalidInputException notClear(Configuration conf, Line line) {
    return new InvalidInputException(
        ("%s: \"%s\" begins a sentence with # and has the columns of a token, but no token has this label: if it is a comment, remove it or write it as # name = value; if it is a token, let another token begin the sentence")
            .formatted(place(conf, line), line.text));
  }

  private void say(ConllLayout layout, Line comment) {
    LOG.info(
        "{}: {} columns separated by {}, as in {}{}{}",
        path,
        layout.columns(),
        layout.separator(),
        layout.where(),
        header != null ? "; a first line such as \"" + header.text + "\" names them" : "",
        comment != null ? "; lines such as \"" + comment.text + "\" are comments" : "");
    List<Integer> meant = layout.columns() == 1 ? List.of() : meant(layout);
    if (!meant.isEmpty()) {
      LOG.info(
          "{}: {} is column {}{}",
          path,
          inputCol,
          meant.get(0) + 1,
          labelCol == null ? "" : ", " + labelCol + " is column " + (meant.get(1) + 1));
    }
  }

  private static String place(Configuration conf, Line line) {
    try {
      return line.file + ":" + new DataFile(conf, line.file).lineNumber(line.offset);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + line.file + ": " + e.getMessage(), e);
    }
  }
}
