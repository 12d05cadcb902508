package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Adds the tag of most words to the rules of a {@link Grammar}, so that they need not repeat it.
 */
final class BareWords {
  private static final Pattern WORD = Pattern.compile("[a-z]\\S*|[.,?!'\"()&;:]+");

  private BareWords() {}

  /**
   * Adds a tag to untagged words in productions, which are punctuation marks and all that begins
   * with a small letter. Names of rules therefore begin with a capital. Word lists stay as they
   * are.
   */
  static String tagged(String rules, String tag) {
    StringBuilder all = new StringBuilder();
    for (String line : rules.split("\n")) {
      boolean production = line.contains("->") || line.strip().startsWith("|");
      all.append(production ? tag(line.strip(), tag) : line).append('\n');
    }
    return all.toString();
  }

  private static String tag(String line, String tag) {
    List<String> symbols = new ArrayList<>();
    for (String symbol : line.split("\\s+")) {
      symbols.add(
          WORD.matcher(symbol).matches() && !symbol.contains("/") ? symbol + "/" + tag : symbol);
    }
    return String.join(" ", symbols);
  }
}
