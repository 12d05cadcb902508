package org.sparkrnn.job.sample;

import java.util.List;
import java.util.Random;

/** Draws sentences of one language and writes each as a block of its file format. */
public enum Sentences {
  /** CoNLL-U with the columns ID, FORM, UPOS and, in MISC, SpaceAfter. */
  ENGLISH(EnglishGrammar.RULES + EnglishLexicon.RULES, 34) {
    @Override
    List<Token> finish(List<Token> drawn) {
      return English.finish(drawn);
    }

    @Override
    public String format(List<Token> sentence, String id) {
      return English.conllu(sentence, id);
    }
  },

  /** One sentence per line, {@code word/TAG} separated by spaces. */
  CHINESE(ChineseGrammar.RULES, 40) {
    @Override
    List<Token> finish(List<Token> drawn) {
      return drawn;
    }

    @Override
    public String format(List<Token> sentence, String id) {
      StringBuilder line = new StringBuilder();
      for (Token token : sentence) {
        line.append(line.isEmpty() ? "" : " ").append(token.form()).append('/').append(token.tag());
      }
      return line.append('\n').toString();
    }
  };

  private final Grammar grammar;
  private final int maxTokens;

  Sentences(String rules, int maxTokens) {
    this.grammar = new Grammar(rules);
    this.maxTokens = maxTokens;
  }

  /** Draws a sentence; a {@code heldOutWeight} of 0 limits it to words of the training set. */
  public List<Token> draw(Random random, int heldOutWeight) {
    return finish(grammar.sentence(random, heldOutWeight, maxTokens));
  }

  abstract List<Token> finish(List<Token> drawn);

  /** The sentence as written to its file, with line ends. */
  public abstract String format(List<Token> sentence, String id);
}
