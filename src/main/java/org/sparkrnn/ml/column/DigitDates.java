package org.sparkrnn.ml.column;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A form of dates that are written like numbers but do not stand in the order of these numbers: as
 * such a column of times is read only where the user says so.
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
  private static final int SHORTEST_DATE = 6; // digits that may lack the first, where it is a zero

  /**
   * All that are known; those first that are told first where several fit. Made of what stands
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

  /** As timeFormat states it. */
  public String form() {
    return form;
  }

  /**
   * Whether texts of this form are taken for dates from the year on, which are of the order of
   * their numbers, where all of them can be that: nobody writes 20121231 for an hour of 2012's 20th
   * of December.
   */
  public boolean yieldsToYearFirst() {
    boolean shortYear = form.contains("yy") && !form.contains("yyyy");
    return form.length() == YEAR_DIGITS || shortYear && form.contains("HH");
  }

  /** Whether one text at least must begin with a zero, for else they are plain numbers. */
  public boolean needsLeadingZero() {
    return form.equals("MMyy");
  }

  /** Whether a text can be a year, or a date of digits from the year on, as 20241231. */
  public static boolean isYearFirst(String text) {
    String digits = text.strip();
    return NUMBER.matcher(digits).matches() && YEAR_FIRST.matcher(digits).matches();
  }

  /**
   * Whether a text can be such a date.
   *
   * @param real whether it is a floating-point number as it is written, so that 10.202 may be
   *     10.2020
   */
  public boolean fits(String text, boolean real) {
    String date = text.strip();
    int point = date.indexOf('.');
    if (real && form.equals("M.yyyy") && point >= 0) {
      date += "0".repeat(Math.max(0, point + 1 + YEAR_DIGITS - date.length()));
    } else if (form.length() >= SHORTEST_DATE && date.length() == form.length() - 1 && point < 0) {
      date = "0" + date; // as a whole number, which has none
    }
    return NUMBER.matcher(date).matches() && pattern.matcher(date).matches();
  }
}
