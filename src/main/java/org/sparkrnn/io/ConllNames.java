package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.sparkrnn.data.InvalidInputException;

/**
 * The names of CoNLL columns: finds lines with names, and the columns that the user's names mean.
 */
final class ConllNames {
  private static final Pattern COLUMN_K = Pattern.compile("column[1-9]\\d*");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final String MARK = "^#\\s*";
  private static final String PLUS = "# global.columns ="; // of CoNLL-U Plus
  private static final Set<String> TOKENS =
      Set.of(
          "word", "words", "token", "tokens", "form", "forms", "text", "term", "terms", "surface");
  private static final Set<String> PLACES = // names of places of tokens and sentences
      Set.of("id", "index", "idx", "token_id", "word_id", "doc", "document", "doc_id", "line");
  private static final Set<String> SENTENCES =
      Set.of(
          "sentence",
          "sentence #",
          "sentence_id",
          "sentence id",
          "sentence_idx",
          "sent",
          "sent_id");
  private static final Set<String> LABELS =
      Set.of(
          "tag",
          "tags",
          "label",
          "labels",
          "ner",
          "ner_tag",
          "ner_tags",
          "named_entity",
          "pos",
          "pos_tag",
          "pos_tags",
          "pos tag",
          "upos",
          "xpos",
          "chunk",
          "chunk_tag",
          "bio",
          "iob",
          "iob2",
          "entity",
          "entities",
          "target",
          "class",
          "category");
  private static final Set<String> OTHERS =
      Set.of(
          "lemma",
          "lemmas",
          "stem",
          "feats",
          "features",
          "morph",
          "head",
          "deprel",
          "deps",
          "misc",
          "start",
          "end");
  private static final int MANY = 20; // tokens

  private ConllNames() {}

  /**
   * Whether a file's first line names the columns: with the user's names, or with common names if
   * no token has such a label.
   */
  static boolean isHeader(ConllLayout layout, String[] line, String inputCol, String labelCol) {
    if (line.length != layout.columns()) {
      return false;
    }
    List<String> names = names(line);
    if (names.equals(layout.names())) {
      return true;
    }
    String first = names.get(0);
    if (names.size() == 1) {
      return first.equals(inputCol);
    }
    String last = names.get(names.size() - 1);
    if (layout.labels().contains(last) || ConllLayout.isOfSpans(last)) {
      return false;
    }
    int input = indexOf(names, inputCol);
    int label = indexOf(names, labelCol);
    boolean byUser = input >= 0 && (labelCol == null || label >= 0 && label != input);
    boolean outer =
        (first.equals(inputCol) || namesToken(first) || namesPlace(first))
            && (last.equals(labelCol) || namesLabel(last));
    return byUser
        || outer
        || names.stream()
            .allMatch(
                name ->
                    name.equals(inputCol)
                        || name.equals(labelCol)
                        || namesToken(name)
                        || namesPlace(name)
                        || namesLabel(name)
                        || OTHERS.contains(lower(name)));
  }

  /**
   * Whether a line may be a header although it is not clearly one: it contains a name, or its
   * label, which no other token has, is written differently from other labels.
   *
   * @param last the labels of all other tokens
   */
  static boolean mayBeHeader(
      ConllLayout layout, String[] line, List<String> last, String inputCol, String labelCol) {
    List<String> names = names(line);
    String label = names.get(names.size() - 1);
    if (names.size() == 1
        || names.size() != layout.columns()
        || last.isEmpty()
        || layout.labels().contains(label)
        || ConllLayout.isOfSpans(label)) {
      return false;
    }
    String first = names.get(0);
    if (namesToken(first)
        || namesPlace(first)
        || indexOf(names, inputCol) >= 0
        || label.equals(labelCol)
        || namesLabel(label)) {
      return true;
    }
    if (labelCol == null || !LETTER.matcher(label).find()) {
      return false;
    }
    Set<String> once = new HashSet<>();
    Set<String> more = new HashSet<>();
    last.forEach(other -> (once.add(other) ? once : more).add(other));
    return once.stream().noneMatch(other -> letters(other).equals(letters(label)))
        || last.size() >= MANY && once.size() == more.size();
  }

  /** Whether a text has capitals, small letters, both, or letters that are neither. */
  private static String letters(String text) {
    boolean upper = text.codePoints().anyMatch(Character::isUpperCase);
    boolean lower = text.codePoints().anyMatch(Character::isLowerCase);
    return (upper ? "A" : "") + (lower ? "a" : "") + (LETTER.matcher(text).find() ? "l" : "");
  }

  /** The names in a header. */
  static List<String> names(String[] header) {
    String[] names = header.clone();
    names[0] = names[0].replaceFirst(MARK, "");
    for (int i = 0; i < names.length; i++) {
      names[i] = names[i].strip();
    }
    if (names.length > 1 && names[0].isEmpty()) {
      names[0] = header[0];
    }
    return List.of(names);
  }

  /** The names in a comment of CoNLL-U Plus; null in any other line. */
  static List<String> ofPlus(String comment) {
    return comment.startsWith(PLUS)
        ? List.of(comment.substring(PLUS.length()).strip().split("\\s+"))
        : null;
  }

  /** The column that gives a token's sentence, or -1. */
  static int sentences(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (SENTENCES.contains(lower(names.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The names of a data frame's columns: the user's two names for the columns that they mean, and
   * the header's names or column1, column2, ... for others.
   *
   * @throws InvalidInputException if it is not clear which columns the user's names mean
   */
  static String[] columns(ConllLayout layout, String inputCol, String labelCol) {
    int input = input(layout, inputCol, labelCol);
    int label = labelCol == null ? -1 : label(layout, labelCol, input);
    String[] columns = new String[layout.columns()];
    Set<String> seen = new HashSet<>();
    seen.add(lower(inputCol));
    seen.add(labelCol == null ? "" : lower(labelCol));
    seen.add("");
    for (int c = 0; c < columns.length; c++) {
      String name = layout.names().isEmpty() ? "" : layout.names().get(c);
      columns[c] =
          c == input
              ? inputCol
              : c == label ? labelCol : seen.add(lower(name)) ? name : "column" + (c + 1);
    }
    return columns;
  }

  /** Whether a name means the first column because nothing says which it is. */
  static boolean meansFirst(ConllLayout layout, String inputCol) {
    return layout.names().isEmpty() && !COLUMN_K.matcher(inputCol).matches();
  }

  /** The index of the column of tokens. */
  static int input(ConllLayout layout, String inputCol, String labelCol) {
    List<String> names = layout.names();
    int named = named(layout, "inputCol", inputCol);
    if (named >= 0) {
      return named;
    }
    if (names.isEmpty() || names.size() == 1 || namesToken(names.get(0))) {
      return 0;
    }
    throw missing(layout, "inputCol", inputCol);
  }

  /** The index of the column of labels. */
  static int label(ConllLayout layout, String labelCol, int input) {
    if (layout.columns() == 1) {
      throw new InvalidInputException(
          "labelCol=%s needs a second column, but the data has one (%s)"
              .formatted(labelCol, layout.where()));
    }
    List<String> names = layout.names();
    int last = layout.columns() - 1;
    int named = named(layout, "labelCol", labelCol);
    if (named >= 0
        ? named != input
        : names.isEmpty() || namesLabel(names.get(last)) && last != input) {
      return named >= 0 ? named : last;
    }
    throw missing(layout, "labelCol", labelCol);
  }

  /** The column that the user named, by the header or by its number; -1 if there is none. */
  private static int named(ConllLayout layout, String param, String name) {
    int named = indexOf(layout.names(), name);
    if (named >= 0 || !COLUMN_K.matcher(name).matches()) {
      return named;
    }
    for (int c = 0; c < layout.columns(); c++) {
      if (name.equals("column" + (c + 1))) {
        return c;
      }
    }
    throw missing(layout, param, name);
  }

  private static InvalidInputException missing(ConllLayout layout, String param, String name) {
    List<String> there = new ArrayList<>(layout.names());
    for (int c = 0; c < layout.columns() && layout.names().isEmpty(); c++) {
      there.add("column" + (c + 1));
    }
    return Columns.missing(
        "the data (%s)".formatted(layout.where()), param, name, there.toArray(String[]::new));
  }

  /** The index of a name, otherwise the only index of the name in another case, otherwise -1. */
  private static int indexOf(List<String> names, String name) {
    if (name == null) {
      return -1;
    }
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return names.lastIndexOf(name) == exact ? exact : -1;
    }
    List<String> lower = names.stream().map(ConllNames::lower).toList();
    int any = lower.indexOf(lower(name));
    return lower.lastIndexOf(lower(name)) == any ? any : -1;
  }

  private static boolean namesToken(String name) {
    return TOKENS.contains(lower(name));
  }

  private static boolean namesPlace(String name) {
    return PLACES.contains(lower(name)) || SENTENCES.contains(lower(name));
  }

  private static boolean namesLabel(String name) {
    return LABELS.contains(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
