package org.sparkrnn.predict.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;

/**
 * Reads the vocabularies and the standardization of a model directory, in all versions of the
 * format.
 */
public final class EncoderFiles {
  /** The file of labels, one per line. */
  public static final String LABELS = "labels.txt";

  /** The file of means and scales. */
  public static final String STANDARDIZATION = "standardization.txt";

  private final ModelFiles files;

  /**
   * @param files the files of the model directory
   */
  public EncoderFiles(ModelFiles files) {
    this.files = files;
  }

  /**
   * The vocabulary of a column that is made of tokens.
   *
   * @param lowercase whether tokens are lower-cased before they are looked up
   * @param byForms whether they are looked up by their forms
   * @throws InvalidInputException if its first entry is not the unknown one
   */
  public Vocabulary tokens(TokenColumn column, boolean lowercase, boolean byForms) {
    Vocabulary vocabulary =
        vocabulary(
            column.file(),
            lowercase && column.lowercased(),
            byForms && column == TokenColumn.TOKENS);
    requireEntry(column, vocabulary, 0, Vocabulary.UNKNOWN);
    return vocabulary;
  }

  /** The vocabulary of labels. */
  public Vocabulary labels() {
    return labels(0);
  }

  /** The vocabulary of the labels of one of several targets. */
  public Vocabulary labels(int target) {
    return vocabulary(labelsFile(target), false, false);
  }

  /** The file of a target's labels: that of the first, or one with the target's number. */
  public static String labelsFile(int target) {
    return target == 0 ? LABELS : LABELS.replace(".", "." + target + ".");
  }

  /**
   * @param vocabulary the vocabulary of this column
   * @throws InvalidInputException if it has another entry there
   */
  public void requireEntry(TokenColumn column, Vocabulary vocabulary, int id, String expected) {
    String found = vocabulary != null && id < vocabulary.size() ? vocabulary.entry(id) : "";
    if (!found.equals(expected)) {
      throw new InvalidInputException(
          "%s of model %s is damaged: its line %d is \"%s\"; expected \"%s\""
              .formatted(column.file(), files.path(), id + 1, found, expected));
    }
  }

  /**
   * The encoder with the standardization that is saved.
   *
   * @throws InvalidInputException if that has other widths
   */
  public SequenceEncoder withStandardization(SequenceEncoder encoder) {
    Standardization saved =
        Standardization.parse(files.read(STANDARDIZATION, (in, length) -> lines(in)));
    if (saved.inputWidth() != encoder.width() || saved.targetWidth() != encoder.targetWidth()) {
      throw new InvalidInputException(
          "%s of model %s is damaged: it has %d features and %d target values; expected %d and %d"
              .formatted(
                  STANDARDIZATION,
                  files.path(),
                  saved.inputWidth(),
                  saved.targetWidth(),
                  encoder.width(),
                  encoder.targetWidth()));
    }
    return encoder.with(saved);
  }

  private Vocabulary vocabulary(String name, boolean lowercase, boolean byForms) {
    return files.read(name, (in, length) -> Vocabulary.read(utf8(in), lowercase, byForms));
  }

  /** The lines of a text in UTF-8. */
  public static List<String> lines(InputStream stream) throws IOException {
    BufferedReader in = utf8(stream);
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static BufferedReader utf8(InputStream in) {
    return new BufferedReader(
        new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())); // refuses other encodings
  }
}
