package org.sparkrnn.baseline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.sparkrnn.data.InvalidInputException;

/**
 * The tagger of order 0: each token is given the label that it had most often in training, and an
 * unknown token the label that was most frequent of all; among equally frequent labels, the first
 * in alphabetical order.
 */
public final class MostFrequentTag implements TokenTagger {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> byToken = new HashMap<>();
  private final String overall;

  /**
   * Creates the tagger from the counts of {@link #count}.
   *
   * @throws InvalidInputException if there are no counts, or they are not those of this tagger
   */
  public MostFrequentTag(Map<String, Long> counts) {
    Map<String, Map<String, Long>> tokens = new HashMap<>();
    Map<String, Long> total = new HashMap<>();
    counts.forEach(
        (key, count) -> {
          String[] fields = Fields.split(key);
          if (fields.length != 2) {
            throw new InvalidInputException(
                "\"%s\" is not a count of a tagger; expected token and tag".formatted(key));
          }
          String tag = Fields.unescape(fields[1]);
          tokens.computeIfAbsent(Fields.unescape(fields[0]), t -> new HashMap<>()).put(tag, count);
          total.merge(tag, count, Long::sum);
        });
    if (total.isEmpty()) {
      throw new InvalidInputException(
          "there is nothing to count: the data has no sequence with a token");
    }
    tokens.forEach((token, tags) -> byToken.put(token, mostFrequent(tags)));
    overall = mostFrequent(total);
  }

  /**
   * Counts one sequence.
   *
   * @param keys is called with each key and its number of occurrences
   */
  public static void count(String[] tokens, String[] tags, BiConsumer<String, Long> keys) {
    for (int t = 0; t < tokens.length; t++) {
      keys.accept(Fields.join(Fields.escape(tokens[t]), Fields.escape(tags[t])), 1L);
    }
  }

  private static String mostFrequent(Map<String, Long> counts) {
    String best = null;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      int more = best == null ? 1 : Long.compare(entry.getValue(), counts.get(best));
      if (more > 0 || more == 0 && entry.getKey().compareTo(best) < 0) {
        best = entry.getKey();
      }
    }
    return best;
  }

  @Override
  public String[] tag(String[] tokens) {
    String[] tags = new String[tokens.length];
    for (int t = 0; t < tags.length; t++) {
      tags[t] = byToken.getOrDefault(tokens[t], overall);
    }
    return tags;
  }

  @Override
  public boolean knows(String token) {
    return byToken.containsKey(token);
  }
}
