package org.sparkrnn.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * The way in which labels of steps mark where spans begin and end. A label is a prefix and the type
 * of its span, or O outside of spans. If two schemes fit data equally, the first one is recognized.
 */
public enum LabelScheme {
  /** B- begins a span, I- continues it (Ramshaw and Marcus 1995, as used in CoNLL-2002). */
  BIO {
    @Override
    boolean allows(boolean inside, char prefix) {
      return prefix == 'B' || prefix == 'O' || prefix == 'I' && inside;
    }

    @Override
    char prefix(int t, Spans.Span span, boolean touching) {
      return t == span.from() ? 'B' : 'I';
    }
  },

  /** Like BIO, but E- ends a span, and S- is a span of a single step. */
  BIOES {
    @Override
    boolean allows(boolean inside, char prefix) {
      return inside == (prefix == 'I' || prefix == 'E');
    }

    @Override
    boolean endsAnywhere() {
      return false;
    }

    @Override
    char prefix(int t, Spans.Span span, boolean touching) {
      if (t == span.from()) {
        return t + 1 == span.to() ? 'S' : 'B';
      }
      return t + 1 == span.to() ? 'E' : 'I';
    }
  },

  /** I- is inside; B- begins a span directly after one of the same type (as used in CoNLL-2003). */
  IOB1 {
    @Override
    boolean allows(boolean inside, char prefix) {
      return prefix == 'I' || prefix == 'O' || prefix == 'B' && inside;
    }

    @Override
    char prefix(int t, Spans.Span span, boolean touching) {
      return t == span.from() && touching ? 'B' : 'I';
    }
  };

  /** The label outside of spans, which is also assumed before and after a sequence. */
  public static final String OUTSIDE = "O";

  private static final double MOST_BROKEN = 0.05; // share of sequences that may break a scheme

  /**
   * Whether a label of this prefix may come next.
   *
   * @param inside whether the previous label is of the same type and its span may continue
   */
  abstract boolean allows(boolean inside, char prefix);

  /** Whether a span may end with any of its labels. */
  boolean endsAnywhere() {
    return true;
  }

  /**
   * @param touching whether a span of the same type ends directly before this one
   */
  abstract char prefix(int t, Spans.Span span, boolean touching);

  /** The name in Params: bio, bioes, iob1. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scheme of a {@link #paramValue}; null for any other text. */
  public static LabelScheme of(String paramValue) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.paramValue().equals(paramValue))
        .findAny()
        .orElse(null);
  }

  /**
   * Whether a label may follow another.
   *
   * @param before the previous label; {@link #OUTSIDE} before the first one
   * @param after the next label; {@link #OUTSIDE} after the last one
   */
  public boolean allows(String before, String after) {
    if (!Spans.isTag(before) || !Spans.isTag(after)) {
      return false;
    }
    boolean open = before.charAt(0) == 'B' || before.charAt(0) == 'I';
    boolean same = open && after.startsWith(before.substring(1), 1);
    boolean exactly = same && after.length() == before.length();
    if (open && !exactly && !endsAnywhere()) {
      return false;
    }
    return allows(exactly, after.charAt(0));
  }

  /** Whether labels follow this scheme. */
  public boolean isValid(String... labels) {
    String before = OUTSIDE;
    for (String label : labels) {
      if (!allows(before, label)) {
        return false;
      }
      before = label;
    }
    return allows(before, OUTSIDE);
  }

  /** Converts labels into this scheme; labels that mark no span become {@link #OUTSIDE}. */
  public String[] of(String... labels) {
    String[] own = new String[labels.length];
    Arrays.fill(own, OUTSIDE);
    Collection<Spans.Span> spans = Spans.of(labels);
    String[] ends = new String[labels.length + 1]; // type of the span that ends at each step
    spans.forEach(span -> ends[span.to()] = span.type());
    for (Spans.Span span : spans) {
      boolean touching = span.type().equals(ends[span.from()]);
      for (int t = span.from(); t < span.to(); t++) {
        own[t] = prefix(t, span, touching) + "-" + span.type();
      }
    }
    return own;
  }

  /**
   * Recognizes the scheme of labels: the one that the fewest sequences break, if these are at most
   * 5 %. Null if there is none or no label marks a span.
   *
   * @param labels all labels that occur
   * @param broken number of sequences that break each scheme; 0 if a scheme is missing
   */
  public static LabelScheme recognized(
      Collection<String> labels, Map<LabelScheme, Long> broken, long sequences) {
    LabelScheme least = nearest(broken);
    boolean spans = labels.stream().anyMatch(label -> Spans.isTag(label) && !label.equals(OUTSIDE));
    return spans && broken.getOrDefault(least, 0L) <= MOST_BROKEN * sequences ? least : null;
  }

  /** The scheme that the fewest sequences break. */
  public static LabelScheme nearest(Map<LabelScheme, Long> broken) {
    LabelScheme least = BIO;
    for (LabelScheme scheme : values()) {
      least = broken.getOrDefault(scheme, 0L) < broken.getOrDefault(least, 0L) ? scheme : least;
    }
    return least;
  }
}
