package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/**
 * Finds the layout of CoNLL files from the first lines of them: how many columns tokens have, what
 * separates those, and whether {@code #} begins comments or tokens where it could begin either.
 */
final class ConllInference {
  private static final Logger LOG = LoggerFactory.getLogger(ConllInference.class);
  private static final int LINES = 20_000; // that are read, of tokens

  private final String path;
  private final String inputCol;
  private final String labelCol;
  private final List<Line> tokens = new ArrayList<>(); // not those below
  private final List<Line> hashes = new ArrayList<>(); // lines with # that begin a sentence
  private Line first; // the first token
  private int sentences;

  /** A line and whether it is the first in its file, comments apart. */
  private record Line(String file, long offset, String text, boolean first) {}

  private ConllInference(String path, String inputCol, String labelCol) {
    this.path = path;
    this.inputCol = inputCol;
    this.labelCol = labelCol;
  }

  /**
   * Reads the first lines of some files and says in the log what they are taken for.
   *
   * @param path what the user gave, for messages
   * @throws InvalidInputException if there is no token, or comments could be tokens as well
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
    boolean begins = true; // a sentence
    boolean fileBegins = true;
    while (tokens.size() < LINES && lines.next()) {
      if (lines.blank()) {
        begins = true;
        continue;
      }
      String text;
      try {
        text = lines.text();
      } catch (InvalidInputException e) { // which the reading tells, or drops
        if (tokens.isEmpty()) {
          throw e;
        }
        return;
      }
      Line line = new Line(file, lines.offset(), text, fileBegins);
      if (begins && text.startsWith("#")) {
        if (hashes.size() < LINES) {
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
              + " holds no token"
              + (hashes.isEmpty() ? "" : " but lines that begin with #, as comments do")
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
    boolean header = header(layout);
    for (Line line : tokens) {
      if (line.first && !layout.isHeader(layout.fields(line.text), inputCol, labelCol)) {
        labels.add(label(line, tabs));
      }
    }
    List<Line> unclear = unclear(layout);
    boolean comments = sentences > 1 && unclear.size() >= sentences;
    Line notClear = comments ? null : ambiguous(layout, unclear);
    if (notClear != null) {
      throw notClear(conf, notClear);
    }
    say(layout, header, comments ? unclear.get(0) : null);
    return new ConllLayout(where, columns, tabs, labels, comments);
  }

  /** Refuses a table of whole sentences: cells of several words, as many in each. */
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
          "%s: the file has no blank line, and in its lines as many labels as words, as in \"%s\"; if a line is a sentence, give format=csv csvSeparator=tab and begin the file with a line of the columns' names; else put a blank line after each sentence"
              .formatted(where, tokens.get(tokens.size() - 1).text));
    }
  }

  private static String label(Line line, boolean tabs) {
    String[] fields = ConllLayout.fields(line.text, tabs);
    return fields[fields.length - 1];
  }

  private boolean header(ConllLayout layout) {
    String[] fields = layout.fields(first.text);
    if (layout.isHeader(fields, inputCol, labelCol)) {
      return true;
    }
    if (fields.length > 1
        && tokens.size() > 1
        && (layout.namesLabels(fields, labelCol) || layout.namesTokens(fields, inputCol))) {
      throw new InvalidInputException(
          ("%s: \"%s\" may be a header or a token: no other token has the label %s; remove the line"
                  + " if it is a header, else let the file begin with another sentence")
              .formatted(layout.where(), first.text, fields[fields.length - 1]));
    }
    return false;
  }

  /** The lines that could be comments or tokens but for labels that no other token has. */
  private List<Line> unclear(ConllLayout layout) {
    List<Line> unclear = new ArrayList<>();
    for (Line line : layout.columns() == 1 ? List.<Line>of() : hashes) {
      String[] fields = layout.fields(line.text);
      if (fields.length == layout.columns()
          && !layout.labels().contains(fields[fields.length - 1])
          && !layout.looksLikeComment(line.text)
          && !layout.isHeader(fields, inputCol, labelCol)) {
        unclear.add(line);
      }
    }
    return unclear;
  }

  /** The first of these lines that may be a comment: see {@link #mayBeToken}; null for none. */
  private static Line ambiguous(ConllLayout layout, List<Line> unclear) {
    return unclear.stream()
        .filter(line -> !mayBeToken(line, layout, unclear.size()))
        .findFirst()
        .orElse(null);
  }

  /**
   * A token has a label as spans have it; the token # may have another one, if it looks as labels
   * of the data do. Whatever else goes on behind the # is rather a comment.
   */
  private static boolean mayBeToken(Line line, ConllLayout layout, int lines) {
    String label = label(line, layout.tabs());
    return ConllLayout.isOfSpans(label)
        || lines == 1 && layout.fields(line.text)[0].equals("#") && resembles(label, layout);
  }

  /** Whether some label begins as this one does: with a capital, a small letter, another sign. */
  private static boolean resembles(String label, ConllLayout layout) {
    return layout.labels().stream()
        .anyMatch(
            known ->
                !known.isEmpty()
                    && !label.isEmpty()
                    && Character.getType(known.charAt(0)) == Character.getType(label.charAt(0)));
  }

  /**
   * Checks other files of a run, whose comments may look otherwise than those of the first.
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
        new ConllLayout(layout.where(), layout.columns(), layout.tabs(), labels, layout.comments());
    Line line = layout.comments() ? null : ambiguous(all, inference.unclear(all));
    if (line != null) {
      throw notClear(conf, line);
    }
  }

  private static InvalidInputException notClear(Configuration conf, Line line) {
    return new InvalidInputException(
        ("%s: \"%s\" begins a sentence with # and has the columns of a token, yet no token has"
                + " this label: if such lines are comments, remove them or write them as # name ="
                + " value; if they are tokens, let a sentence begin with another")
            .formatted(place(conf, line), line.text));
  }

  private void say(ConllLayout layout, boolean header, Line comment) {
    LOG.info(
        "{}: {} columns separated by {}, as in {}{}{}",
        path,
        layout.columns(),
        layout.separator(),
        layout.where(),
        header ? "; a first line such as \"" + first.text + "\" is a header" : "",
        comment != null ? "; lines such as \"" + comment.text + "\" are comments" : "");
  }

  private static String place(Configuration conf, Line line) {
    try {
      return line.file + ":" + new DataFile(conf, line.file).lineNumber(line.offset);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + line.file + ": " + e.getMessage(), e);
    }
  }
}
