package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sentences with one part of speech per word.
 *
 * @param heldOut percentage of their weight with which dev and test draw words that train lacks
 */
record TaggedSentences(Sentences language, String ending, int heldOut) implements Generator {
  @Override
  public Example next(Random random, String split, int number) {
    List<Token> sentence = language.draw(random, split.equals("train") ? 0 : heldOut);
    return new Example(key(sentence), language.format(sentence, split + "-" + number));
  }

  /** The words in lower case, without punctuation. */
  private static String key(List<Token> sentence) {
    StringBuilder key = new StringBuilder();
    for (Token token : sentence) {
      if (!token.tag().equals("PUNCT") && !token.tag().equals("w")) {
        key.append(token.form().toLowerCase(Locale.ROOT)).append(' ');
      }
    }
    return key.toString();
  }
}
