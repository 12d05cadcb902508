package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** English spelling and the CoNLL-U form of a sentence. */
final class English {
  private static final Set<String> JOINED = Set.of(".", ",", "?", "!", "n't", "'s");

  private English() {}

  /** Puts "an" before a vowel and a capital at the start. */
  static List<Token> finish(List<Token> drawn) {
    List<Token> sentence = articles(drawn);
    Token first = sentence.get(0);
    String capital =
        first.form().substring(0, 1).toUpperCase(Locale.ROOT) + first.form().substring(1);
    sentence.set(0, new Token(capital, first.tag()));
    return sentence;
  }

  /** Puts "an" before a vowel. */
  static List<Token> articles(List<Token> drawn) {
    List<Token> sentence = new ArrayList<>(drawn);
    for (int i = 0; i + 1 < sentence.size(); i++) {
      if (sentence.get(i).form().equals("a") && vowel(sentence.get(i + 1).form())) {
        sentence.set(i, new Token("an", sentence.get(i).tag()));
      }
    }
    return sentence;
  }

  private static boolean vowel(String word) {
    return "aeiou".indexOf(word.charAt(0)) >= 0 && !word.equals("one");
  }

  /** The sentence as it is written, with spaces where they belong. */
  static String text(List<Token> sentence) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentence.size(); i++) {
      text.append(sentence.get(i).form()).append(spaceAfter(sentence, i) ? " " : "");
    }
    return text.toString();
  }

  private static boolean spaceAfter(List<Token> sentence, int i) {
    return i + 1 < sentence.size() && !JOINED.contains(sentence.get(i + 1).form());
  }

  /** Ten columns: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC, with "_" for no value. */
  static String conllu(List<Token> sentence, String id) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      boolean joined = i + 1 < sentence.size() && !spaceAfter(sentence, i);
      String misc = joined ? "SpaceAfter=No" : "_";
      lines.append(i + 1).append('\t').append(token.form()).append("\t_\t").append(token.tag());
      lines.append("\t_\t_\t_\t_\t_\t").append(misc).append('\n');
    }
    return "# sent_id = " + id + "\n# text = " + text(sentence) + "\n" + lines + "\n";
  }
}
