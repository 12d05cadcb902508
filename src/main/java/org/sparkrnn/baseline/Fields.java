package org.sparkrnn.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of fields, which are the keys of the counts of a baseline, and the form in which the counts
 * are saved. Fields are separated by tabs; a tab, a line end or a backslash in a field is written
 * {@code \t}, {@code \n}, {@code \r}, {@code \\}. Therefore no text can be equal to {@link #START}
 * or {@link #END}.
 */
public final class Fields {
  /** A written field: the beginning of a sequence. */
  public static final String START = "\\^";

  /** A written field: the end of a sequence. */
  public static final String END = "\\$";

  private Fields() {}

  /** A text as a written field. */
  public static String escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char ch = text.charAt(i);
      if (ch == '\t' || ch == '\n' || ch == '\r' || ch == '\\') {
        return text.replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
      }
    }
    return text;
  }

  /** The text of a written field. */
  public static String unescape(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char ch = field.charAt(i);
      if (ch == '\\' && i + 1 < field.length()) {
        char escaped = field.charAt(++i);
        text.append(
            switch (escaped) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        text.append(ch);
      }
    }
    return text.toString();
  }

  /** One line of written fields. */
  public static String join(String... fields) {
    return String.join("\t", fields);
  }

  /** The written fields of a line. */
  public static String[] split(String line) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
      fields.add(line.substring(from, tab));
      from = tab + 1;
    }
    fields.add(line.substring(from));
    return fields.toArray(String[]::new);
  }

  /** Whether a text is a count with few enough digits that no sum of counts overflows. */
  public static boolean isCount(String text) {
    return text.matches("[0-9]{1,15}");
  }
}
