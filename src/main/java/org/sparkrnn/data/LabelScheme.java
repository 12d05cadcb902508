package org.sparkrnn.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * How labels of steps say where spans begin and end, each label a prefix and the type of its span,
 * or O outside. The order is that in which a scheme is recognized.
 */
public enum LabelScheme {
  /** B- begins a span, I- continues it (Ramshaw and Marcus 1995, as CoNLL-2002 has it). */
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

  /** The same, but E- ends a span, and S- is one of a single step. */
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

  /** I- is inside; B- begins a span where one of its type ends (as CoNLL-2003 has it). */
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

  /** What stands in front of a sequence and behind it, so to speak. */
  public static final String OUTSIDE = "O";

  private static final double MOST_BROKEN = 0.05; // share of the sequences that may be wrong

  /**
   * Whether a label of this prefix may follow.
   *
   * @param inside whether the label before is of the same type and of a span that may go on
   */
  abstract boolean allows(boolean inside, char prefix);

  /** Whether a span may end with any of its labels. */
  boolean endsAnywhere() {
    return true;
  }

  /**
   * @param touching whether a span of the same type ends where this one begins
   */
  abstract char prefix(int t, Spans.Span span, boolean touching);

  /** The name users write: bio, bioes, iob1. */
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
   * Whether a label may stand behind another.
   *
   * @param before {@link #OUTSIDE} for the first label's
   * @param after {@link #OUTSIDE} for the last label's
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

  /** Whether labels are as this scheme has them. */
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

  /** The same spans in this scheme; what is no label of a span is outside. */
  public String[] of(String... labels) {
    String[] own = new String[labels.length];
    Arrays.fill(own, OUTSIDE);
    Collection<Spans.Span> spans = Spans.of(labels);
    String[] ends = new String[labels.length + 1]; // types of the spans that end there
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
   * The scheme that labels are in: that which fewest sequences break, and hardly any. Null if there
   * is none: labels are something else, or never of a span.
   *
   * @param labels all that occur
   * @param broken how many sequences break a scheme; none where it is left out
   */
  public static LabelScheme recognized(
      Collection<String> labels, Map<LabelScheme, Long> broken, long sequences) {
    LabelScheme least = nearest(broken);
    boolean spans = labels.stream().anyMatch(label -> Spans.isTag(label) && !label.equals(OUTSIDE));
    return spans && broken.getOrDefault(least, 0L) <= MOST_BROKEN * sequences ? least : null;
  }

  /** The scheme that fewest sequences break. */
  public static LabelScheme nearest(Map<LabelScheme, Long> broken) {
    LabelScheme least = BIO;
    for (LabelScheme scheme : values()) {
      least = broken.getOrDefault(scheme, 0L) < broken.getOrDefault(least, 0L) ? scheme : least;
    }
    return least;
  }
}
