package org.sparkrnn.data;

import java.util.HashSet;
import java.util.Set;

/**
 * Reads spans from BIO tags (also IOB1 and BIOES) as CoNLL's conlleval does: B- begins a span; I-
 * or E- continues a span of the same type and otherwise begins one; O ends a span.
 */
public final class Spans {
  /** Steps [from, to) of one type. */
  public record Span(String type, int from, int to) {}

  private Spans() {}

  /** Whether a label is O, or B-, I-, E- or S- and a type. */
  public static boolean isTag(String tag) {
    return tag.equals("O")
        || tag.length() > 2 && tag.charAt(1) == '-' && "BIES".indexOf(tag.charAt(0)) >= 0;
  }

  /** The spans of a sequence of tags; other labels are outside of spans. */
  public static Set<Span> of(String[] tags) {
    Set<Span> spans = new HashSet<>();
    String open = null;
    int from = 0;
    for (int t = 0; t <= tags.length; t++) {
      String tag = t < tags.length && isTag(tags[t]) ? tags[t] : "O";
      boolean outside = tag.equals("O");
      String type = outside ? null : tag.substring(2);
      char prefix = tag.charAt(0);
      boolean begins = !outside && (prefix == 'B' || prefix == 'S' || !type.equals(open));
      if (open != null && (outside || begins)) {
        spans.add(new Span(open, from, t));
        open = null;
      }
      if (begins) {
        open = type;
        from = t;
      }
      if (open != null && (prefix == 'E' || prefix == 'S')) {
        spans.add(new Span(open, from, t + 1));
        open = null;
      }
    }
    return spans;
  }
}
