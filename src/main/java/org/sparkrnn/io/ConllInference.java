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
    for (FileStatus file : files) {
      String name = file.getPath().toString();
      try (Lines lines = new Lines(conf, new FileSlice(name, 0, Long.MAX_VALUE))) {
        inference.read(name, lines);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
      }
    }
    return inference.decide(conf);
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
    boolean header = header(layout);
    for (Line line : tokens) {
      if (line.first && !layout.isHeader(layout.fields(line.text), inputCol, labelCol)) {
        labels.add(label(line, tabs));
      }
    }
    List<Line> unclear = unclear(layout);
    boolean comments = sentences > 1 && unclear.size() >= sentences;
    if (!comments && ambiguous(layout, unclear)) {
      throw new InvalidInputException(
          ("%s: \"%s\" begins a sentence with # and has the columns of a token, yet no token has"
                  + " this label: if such lines are comments, remove them or write them as # name ="
                  + " value; if they are tokens, let a sentence begin with another")
              .formatted(place(conf, unclear.get(0)), unclear.get(0).text));
    }
    say(layout, header, comments ? unclear.get(0) : null);
    return new ConllLayout(where, columns, tabs, labels, comments);
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
    if (fields.length > 1 && tokens.size() > 1 && layout.namesLabels(fields, labelCol)) {
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

  /** Whether all such lines have new labels, and they are several or labels of another kind. */
  private boolean ambiguous(ConllLayout layout, List<Line> unclear) {
    boolean tokens =
        hashes.stream()
            .map(line -> layout.fields(line.text))
            .anyMatch(
                fields ->
                    fields.length == layout.columns()
                        && layout.labels().contains(fields[fields.length - 1]));
    return !tokens
        && (unclear.size() > 1
            || unclear.stream().anyMatch(line -> !resembles(label(line, layout.tabs()), layout)));
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
