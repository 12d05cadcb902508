package org.sparkrnn.ml.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.RnnParams;

/**
 * Reads vocabularies for the rows of tables from texts with one entry per line, as in saved models.
 */
final class VocabularyFiles {
  private static final String NAMES = "(outputs\\.\\d+\\.)?labels|tokens|characters";

  private VocabularyFiles() {}

  /**
   * Reads the vocabularies that initialVocabularies names, by name.
   *
   * @throws InvalidInputException if a pair is malformed or its file cannot be read
   */
  static Map<String, Vocabulary> read(Configuration conf, RnnParams params) {
    Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
    String[] pairs =
        params.isDefined(params.initialVocabularies())
            ? params.getInitialVocabularies()
            : new String[0];
    for (String pair : pairs) {
      int at = pair.indexOf('=');
      String name = pair.substring(0, Math.max(0, at));
      if (!name.matches(NAMES)) {
        throw new InvalidInputException(
            "initialVocabularies has \"%s\"; expected NAME=PATH with the name tokens, characters, labels or, of several labelCols, outputs.0.labels, outputs.1.labels and so on"
                .formatted(pair));
      }
      vocabularies.put(name, read(conf, pair.substring(at + 1)));
    }
    InitialModel.shareTokens(vocabularies, params);
    return vocabularies;
  }

  private static Vocabulary read(Configuration conf, String path) {
    try {
      Path file = new Path(path);
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  file.getFileSystem(conf).open(file), StandardCharsets.UTF_8.newDecoder()))) {
        return Vocabulary.read(in, false);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "cannot read %s of initialVocabularies: %s".formatted(path, e.getMessage()), e);
    }
  }
}
