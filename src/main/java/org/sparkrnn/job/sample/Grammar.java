package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weighted context-free grammar whose terminals are tagged words. A line has one rule; a line
 * that starts with {@code |} continues the rule above, and {@code #} starts a comment:
 *
 * <pre>
 * S -> 3 SUBJ.sg VP.s ./PUNCT | SUBJ.pl VP.b ADV? ./PUNCT alternatives, weight first (default 1)
 * VP.{b,s} -> EAT.@ FOOD one rule per form; @ stands for the form
 * FOOD : NOUN apple*2 soup ~melon                             a list of words that share a tag
 * EAT.{b,s} : VERB eat/eats ~nibble/nibbles                   such a list with one column per form
 * </pre>
 *
 * <p>{@code X?} is kept one time in three. Words and alternatives marked {@code ~} are held out:
 * the caller sets how often they are drawn, 0 for never, so that a test set has words that its
 * training set lacks. Rules of the same name are combined.
 */
public final class Grammar {
  private static final Pattern FORMS = Pattern.compile("(\\w+)\\.\\{([\\w,]+)}");

  /** One element of a production: a rule's name, or a word where {@code word} is not null. */
  private record Symbol(String name, Token word, boolean optional) {}

  private record Alternative(int weight, boolean heldOut, List<Symbol> symbols) {
    int weight(int heldOutWeight) {
      return weight * (heldOut ? heldOutWeight : 100);
    }
  }

  private final Map<String, List<Alternative>> rules = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a line is not a rule or names a rule that does not exist
   */
  public Grammar(String text) {
    List<String> lines = new ArrayList<>();
    for (String raw : text.split("\n")) {
      String line = raw.strip();
      if (line.startsWith("|")) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    lines.forEach(this::addRule);
    rules.forEach(this::check);
  }

  /**
   * Draws a sentence.
   *
   * @param heldOutWeight percentage of their weight that held-out words get, 0 to leave them out
   * @param maxTokens longer sentences are discarded and drawn again
   */
  public List<Token> sentence(Random random, int heldOutWeight, int maxTokens) {
    while (true) {
      List<Token> out = new ArrayList<>();
      if (expand("S", random, heldOutWeight, maxTokens, out)) {
        return out;
      }
    }
  }

  /** Appends tokens drawn from the rule; false as soon as the sentence is too long. */
  private boolean expand(String rule, Random random, int heldOut, int maxTokens, List<Token> out) {
    for (Symbol symbol : draw(rules.get(rule), random, heldOut).symbols()) {
      if (symbol.optional() && random.nextInt(3) > 0) {
        continue;
      }
      if (symbol.word() == null) {
        if (!expand(symbol.name(), random, heldOut, maxTokens, out)) {
          return false;
        }
      } else if (out.size() == maxTokens) {
        return false;
      } else {
        out.add(symbol.word());
      }
    }
    return true;
  }

  private static Alternative draw(List<Alternative> alternatives, Random random, int heldOut) {
    int total = alternatives.stream().mapToInt(a -> a.weight(heldOut)).sum();
    int left = random.nextInt(total);
    for (Alternative alternative : alternatives) {
      left -= alternative.weight(heldOut);
      if (left < 0) {
        return alternative;
      }
    }
    throw new AssertionError("weights do not add up");
  }

  private void addRule(String line) {
    String[] words = line.split("\\s+");
    boolean list = words.length > 2 && words[1].equals(":");
    if (!list && !(words.length > 2 && words[1].equals("->"))) {
      throw new IllegalArgumentException(
          "expected a rule of the form 'NAME -> symbols' or 'NAME : TAG words', but found: "
              + line);
    }
    Matcher forms = FORMS.matcher(words[0]);
    if (!forms.matches()) {
      addForm(words[0], "", 0, list, words);
      return;
    }
    String[] names = forms.group(2).split(",");
    for (int i = 0; i < names.length; i++) {
      addForm(forms.group(1) + "." + names[i], names[i], i, list, words);
    }
  }

  private void addForm(String name, String form, int column, boolean list, String[] words) {
    List<Alternative> alternatives = rules.computeIfAbsent(name, n -> new ArrayList<>());
    if (list) {
      for (int i = 3; i < words.length; i++) {
        alternatives.add(listed(words[i], words[2], column, !form.isEmpty()));
      }
      return;
    }
    int start = 2;
    for (int i = 2; i <= words.length; i++) {
      if (i == words.length || words[i].equals("|")) {
        alternatives.add(production(words, start, i, form));
        start = i + 1;
      }
    }
  }

  /** An entry of a word list, such as {@code ~melon/melons*2}. */
  private static Alternative listed(String entry, String tag, int column, boolean columns) {
    boolean heldOut = entry.startsWith("~");
    String[] weighted = entry.substring(heldOut ? 1 : 0).split("\\*");
    String form = columns ? weighted[0].split("/")[column] : weighted[0];
    int weight = weighted.length > 1 ? Integer.parseInt(weighted[1]) : 1;
    return new Alternative(weight, heldOut, List.of(new Symbol(null, new Token(form, tag), false)));
  }

  private static Alternative production(String[] words, int from, int to, String form) {
    int weight = 1;
    boolean heldOut = false;
    List<Symbol> symbols = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String word = words[i];
      int slash = word.lastIndexOf('/');
      if (i == from && word.matches("\\d+")) {
        weight = Integer.parseInt(word);
      } else if (word.equals("~")) {
        heldOut = true;
      } else if (slash > 0) {
        Token token = new Token(word.substring(0, slash), word.substring(slash + 1));
        symbols.add(new Symbol(null, token, false));
      } else {
        boolean optional = word.endsWith("?");
        String name = optional ? word.substring(0, word.length() - 1) : word;
        symbols.add(new Symbol(name.replace("@", form), null, optional));
      }
    }
    return new Alternative(weight, heldOut, symbols);
  }

  private void check(String name, List<Alternative> alternatives) {
    if (alternatives.stream().allMatch(Alternative::heldOut)) {
      throw new IllegalArgumentException("all words of rule " + name + " are held out");
    }
    for (Alternative alternative : alternatives) {
      for (Symbol symbol : alternative.symbols()) {
        if (symbol.word() == null && !rules.containsKey(symbol.name())) {
          throw new IllegalArgumentException(
              "rule " + name + " uses " + symbol.name() + ", which no line defines");
        }
      }
    }
  }
}
