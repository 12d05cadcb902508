package org.sparkrnn.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The forms in which a word is looked up among word vectors, in this order: as written; in lower
 * case; and normalized, which is lower case in Unicode's form NFKC with every digit replaced by 0
 * (similar to Lample et al. 2016).
 */
public final class WordForms {
  /** The number of forms. */
  public static final int NUMBER = 3;

  private WordForms() {}

  /** All distinct forms of a word, the word itself first. */
  public static List<String> of(String word) {
    return Stream.of(word, lowerCase(word), normalized(word)).distinct().toList();
  }

  /** The number of a word's form, from 0; the first one if several are the same. */
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
