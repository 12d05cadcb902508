package org.sparkrnn.ml.column;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A form of dates that are written like numbers but whose order is not that of the numbers. A
 * column of times is read in this form only if the user says so.
 */
public final class DigitDates {
  private static final Map<String, String> PARTS =
      Map.of(
          "yyyy", "(?<y>(?:19|20)..|2100)",
          "yy", "..",
          "MM", "(?:0[1-9]|1[0-2])",
          "M", "(?:0?[1-9]|1[0-2])",
          "dd", "(?:0[1-9]|[12].|3[01])",
          "d", "(?:0?[1-9]|[12].|3[01])",
          "HH", "(?:[01].|2[0-3])",
          "mm", "[0-5].",
          "ss", "[0-5].",
          ".", "\\.");
  private static final Pattern PART = Pattern.compile("yyyy|yy|MM?|dd?|HH|mm|ss|\\.");
  private static final Pattern NUMBER = Pattern.compile("[0-9.]+");
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          Stream.of("yyyy", "yyyyMM", "yyyyMMdd", "yyyyMMddHH", "yyyyMMddHHmm", "yyyyMMddHHmmss")
              .map(form -> pattern(form).replace("?<y>", "?:"))
              .reduce((a, b) -> a + "|" + b)
              .orElseThrow());
  private static final int YEAR_DIGITS = 4;
  private static final int SHORTEST_DATE = 6; // digits; a leading zero may be missing

  /**
   * All known forms; if several fit, messages name the first. Initialized after the constants
   * above.
   */
  public static final List<DigitDates> ALL =
      Stream.of(
              ("ddMMyyyyHHmmss MMddyyyyHHmmss ddMMyyyyHHmm MMddyyyyHHmm ddMMyyyyHH MMddyyyyHH"
                      + " ddMMyyyy MMddyyyy ddMMyyHHmmss MMddyyHHmmss ddMMyyHHmm MMddyyHHmm"
                      + " ddMMyyHH MMddyyHH ddMMyy MMddyy M.yyyy yyyy.M d.M M.d ddMM MMyy")
                  .split(" "))
          .map(DigitDates::new)
          .toList();

  private final String form;
  private final Pattern pattern;

  private DigitDates(String form) {
    this.form = form;
    pattern = Pattern.compile(pattern(form));
  }

  private static String pattern(String form) {
    return PART.matcher(form).replaceAll(p -> Matcher.quoteReplacement(PARTS.get(p.group())));
  }

  /** The form as a value of timeFormat. */
  public String form() {
    return form;
  }

  /**
   * Whether texts of this form are read as dates that begin with the year, whose order is that of
   * numbers, if all of them can be such dates. So 20121231 is not 20 December 1231.
   */
  public boolean yieldsToYearFirst() {
    boolean shortYear = form.contains("yy") && !form.contains("yyyy");
    return form.length() == YEAR_DIGITS || shortYear && form.contains("HH");
  }

  /** Whether at least one text must begin with a zero, because otherwise they are plain numbers. */
  public boolean needsLeadingZero() {
    return form.equals("MMyy");
  }

  /**
   * Whether a text can be a year or a date of digits that begins with the year, such as 20241231.
   */
  public static boolean isYearFirst(String text) {
    String digits = text.strip();
    return NUMBER.matcher(digits).matches() && YEAR_FIRST.matcher(digits).matches();
  }

  /**
   * Whether a text can be a date of this form.
   *
   * @param real whether the text is that of a floating-point number, so that 10.202 may mean
   *     10.2020
   */
  public boolean fits(String text, boolean real) {
    String date = text.strip();
    int point = date.indexOf('.');
    if (real && form.equals("M.yyyy") && point >= 0) {
      date += "0".repeat(Math.max(0, point + 1 + YEAR_DIGITS - date.length()));
    } else if (form.length() >= SHORTEST_DATE && date.length() == form.length() - 1 && point < 0) {
      date = "0" + date; // whole numbers have no leading zero
    }
    return NUMBER.matcher(date).matches() && pattern.matcher(date).matches();
  }
}
