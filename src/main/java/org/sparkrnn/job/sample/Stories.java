package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Running text for a character language model: one paragraph per line, with three to seven
 * sentences of the English grammar about one person, who is first named and then called he or she.
 * Speech is in double quotes, quotes within it are in single quotes, and remarks are in brackets.
 */
final class Stories implements Generator {
  private static final List<String> WOMEN = List.of("Anna", "Maria", "Lena", "Grace", "Rose");
  private static final List<String> MEN = List.of("Tom", "Peter", "David", "Mark", "Bill");

  @Override
  public String ending() {
    return "txt";
  }

  @Override
  public Example next(Random random, String split, int number) {
    boolean woman = random.nextBoolean();
    List<String> names = woman ? WOMEN : MEN;
    String name = names.get(random.nextInt(names.size()));
    String pronoun = woman ? "she" : "he";
    StringBuilder text = new StringBuilder(opening(name, pronoun, random));
    for (int n = 2 + random.nextInt(5); n > 0; n--) {
      String who = random.nextInt(5) == 0 ? name : pronoun;
      text.append(' ').append(sentence(who, woman ? "her" : "him", random));
    }
    return new Example(text.append('\n').toString());
  }

  private static String opening(String name, String pronoun, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> name + " was late again. " + statement(random);
      case 1 -> "\"" + within(random) + ",\" said " + name + ". " + capital(pronoun) + " waited.";
      default -> statement(random) + " " + name + " knew it, but " + pronoun + " said nothing.";
    };
  }

  private static String sentence(String who, String whom, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "\"" + within(random) + ",\" " + who + " said.";
      case 1 -> capital(who) + " asked, \"" + question(random) + "\"";
      case 2 -> "\"They told me, '" + statement(random) + "' and left,\" " + who + " answered.";
      case 3 -> statement(random) + " (" + statement(random) + ")";
      case 4 -> capital(who) + " thought that nobody would believe " + whom + ".";
      case 5 -> "\"" + question(random) + "\" someone asked " + whom + ".";
      default -> statement(random);
    };
  }

  private static String statement(Random random) {
    return ending(".", random);
  }

  private static String question(Random random) {
    return ending("?", random);
  }

  /** A statement without its full stop. */
  private static String within(Random random) {
    String statement = statement(random);
    return statement.substring(0, statement.length() - 1);
  }

  private static String ending(String mark, Random random) {
    while (true) {
      List<Token> sentence = Sentences.ENGLISH.draw(random, 0);
      if (sentence.get(sentence.size() - 1).form().equals(mark)) {
        return English.text(sentence);
      }
    }
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
