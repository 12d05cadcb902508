package org.sparkrnn.data;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which labels of spans may follow each other in a scheme. Labels are given by their numbers, and
 * types are numbered too, so that the labels' texts are not needed.
 */
public final class SpanTags implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For labels without a scheme: any label may follow any other. */
  public static final SpanTags NONE = new SpanTags(null, "");

  private static final String NO_TAG = "?";

  private final LabelScheme scheme; // or null
  private final String text; // prefix and type of each label, in their order
  private final String[] tags;

  private SpanTags(LabelScheme scheme, String text) {
    this.scheme = scheme;
    this.text = text;
    tags = text.isEmpty() ? new String[0] : text.split(" ");
  }

  /**
   * @param scheme the labels' scheme; null for none
   */
  public static SpanTags of(LabelScheme scheme, Vocabulary labels) {
    if (scheme == null) {
      return NONE;
    }
    Map<String, Integer> types = new HashMap<>();
    String[] tags = new String[labels.size()];
    for (int k = 0; k < tags.length; k++) {
      String label = labels.entry(k);
      if (label.equals(LabelScheme.OUTSIDE)) {
        tags[k] = label;
      } else if (Spans.isTag(label)) {
        String type = label.substring(2);
        types.putIfAbsent(type, types.size());
        tags[k] = label.substring(0, 2) + types.get(type);
      } else {
        tags[k] = NO_TAG;
      }
    }
    return new SpanTags(scheme, String.join(" ", tags));
  }

  /**
   * Reads the texts of {@link #scheme} and {@link #text}.
   *
   * @throws InvalidInputException if there is no such scheme
   */
  public static SpanTags of(String scheme, String text) {
    LabelScheme known = LabelScheme.of(scheme);
    if (known == null) {
      throw new InvalidInputException(
          "label scheme %s is unknown; expected bio, bioes or iob1".formatted(scheme));
    }
    return new SpanTags(known, text);
  }

  /** The labels' scheme; null for none. */
  public LabelScheme scheme() {
    return scheme;
  }

  /** Each label's prefix and number of its type, such as {@code O B-0 I-0}. */
  public String text() {
    return text;
  }

  /** The number of labels; 0 for {@link #NONE}. */
  public int size() {
    return tags.length;
  }

  /** Whether a label may follow another. */
  public boolean allows(int before, int after) {
    return scheme == null || scheme.allows(tags[before], tags[after]);
  }

  /** Whether a sequence may begin with a label. */
  public boolean begins(int label) {
    return scheme == null || scheme.allows(LabelScheme.OUTSIDE, tags[label]);
  }

  /** Whether a sequence may end with a label. */
  public boolean ends(int label) {
    return scheme == null || scheme.allows(tags[label], LabelScheme.OUTSIDE);
  }
}
