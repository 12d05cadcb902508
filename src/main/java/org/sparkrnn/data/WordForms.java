package org.sparkrnn.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The forms in which a word is looked for where vectors of words are, in this order: as it is
 * written; in lower case; and normalized, which is in lower case, in Unicode's form NFKC, with
 * every digit a 0 (Lample et al. 2016 look words up alike).
 */
public final class WordForms {
  /** How many there are. */
  public static final int NUMBER = 3;

  private WordForms() {}

  /** All of them that differ, the word itself first. */
  public static List<String> of(String word) {
    return Stream.of(word, lowerCase(word), normalized(word)).distinct().toList();
  }

  /** Which form of a word this is, from 0 on; the first where several are the same. */
  public static int number(String word, String form) {
    return form.equals(word) ? 0 : form.equals(lowerCase(word)) ? 1 : 2;
  }

  static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  static String normalized(String word) {
    String lower = lowerCase(Normalizer.normalize(word, Normalizer.Form.NFKC));
    StringBuilder zeros = new StringBuilder(lower.length());
    lower.codePoints().map(c -> Character.isDigit(c) ? '0' : c).forEach(zeros::appendCodePoint);
    return zeros.toString();
  }
}
