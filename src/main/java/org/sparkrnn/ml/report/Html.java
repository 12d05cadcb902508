package org.sparkrnn.ml.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML too. Text and values of attributes are escaped only here, so
 * that no data can become markup.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; a null value leaves the attribute out
   */
  Html open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /**
   * Begins a part that scrolls on its own if it is wider than the page, also with the keyboard.
   *
   * @param label the part's name for screen readers
   */
  Html openScrolled(String label) {
    return open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
  }

  /** An element without content. */
  Html empty(String tag, String... attributes) {
    begin(tag, attributes);
    out.append("/>");
    return this;
  }

  private void begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
  }

  /** Ends the element that was last begun. */
  Html close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    if ((tag.length() > 2 || tag.equals("tr") || tag.equals("p"))
        && !tag.equals("span")
        && !tag.equals("bdi")) { // keeps lines readable
      out.append('\n');
    }
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** Adds an element that contains only text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Adds our own style sheet without escaping it. */
  Html style(String css) {
    open("style");
    out.append(css);
    return close();
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> {
          boolean pair =
              Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1));
          if (pair) {
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(allowed(c) ? c : '\ufffd');
          }
        }
      }
    }
  }

  /** Whether XML allows the character. */
  private static boolean allowed(char c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0;
    return !control && !Character.isSurrogate(c) && c < 0xfffe;
  }

  /**
   * All of it.
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException(open.peek() + " is not closed");
    }
    return "<!DOCTYPE html>\n" + out;
  }
}
