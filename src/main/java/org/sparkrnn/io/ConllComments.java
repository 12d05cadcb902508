package org.sparkrnn.io;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds lines of CoNLL files that begin a sentence with # and could be comments or tokens. */
final class ConllComments {
  private static final Set<String> SIGNS = // labels of the sign # in tag sets
      Set.of("#", "SYM", "SYMBOL", "PUNCT", "PUNC", "X", ".");

  private ConllComments() {}

  /** The lines that could be comments or tokens, and whose labels no other token has. */
  static List<ConllInference.Line> unclear(
      ConllLayout layout, List<ConllInference.Line> hashes, String inputCol, String labelCol) {
    if (layout.columns() == 1) {
      return List.of();
    }
    return hashes.stream()
        .filter(
            line -> {
              String[] fields = layout.fields(line.text());
              return fields.length == layout.columns()
                  && !layout.labels().contains(fields[fields.length - 1])
                  && !layout.looksLikeComment(line.text())
                  && !ConllNames.isHeader(layout, fields, inputCol, labelCol);
            })
        .toList();
  }

  /** The first of these lines that may be a comment: see {@link #mayBeToken}; null for none. */
  static ConllInference.Line ambiguous(ConllLayout layout, List<ConllInference.Line> unclear) {
    return unclear.stream()
        .filter(line -> !mayBeToken(layout.fields(line.text()), unclear.size()))
        .findFirst()
        .orElse(null);
  }

  /**
   * The first line within a sentence with the token # and a label that is not for signs, or null.
   */
  static ConllInference.Line inside(ConllLayout layout, List<ConllInference.Line> tokens) {
    Map<String, Integer> labels = new HashMap<>();
    for (ConllInference.Line line : tokens) {
      String[] fields = layout.fields(line.text());
      labels.merge(fields[fields.length - 1], 1, Integer::sum);
    }
    for (ConllInference.Line line : tokens) {
      String[] fields = layout.fields(line.text());
      if (fields.length > 1
          && fields.length == layout.columns()
          && fields[0].equals("#")
          && labels.get(fields[fields.length - 1]) == 1
          && !mayBeToken(fields, 1)) {
        return line;
      }
    }
    return null;
  }

  /**
   * Whether a line may be a token: it has a label of spans, or is the sign # with a label that tag
   * sets give to signs. Any other text after a # may be a comment.
   */
  private static boolean mayBeToken(String[] fields, int lines) {
    String label = fields[fields.length - 1];
    return ConllLayout.isOfSpans(label)
        || lines == 1 && fields[0].equals("#") && SIGNS.contains(label.toUpperCase(Locale.ROOT));
  }
}
