package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sentences with a part of speech a word.
 *
 * @param heldOut per cent of their weight at which dev and test draw words train lacks
 */
record TaggedSentences(Sentences language, String ending, int heldOut) implements Generator {
  @Override
  public Example next(Random random, String split, int number) {
    List<Token> sentence = language.draw(random, split.equals("train") ? 0 : heldOut);
    return new Example(key(sentence), language.format(sentence, split + "-" + number));
  }

  /** The words, whatever their capitals and the closing mark. */
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
