package org.sparkrnn.ml.column;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates that are written like numbers but do not stand in the order of these numbers: as such a
 * column of times is read only where the user says so.
 */
public enum DigitDates {
  D12("ddMMyyyyHHmm", "(?<d>..)(?<m>..)(?<y>....)(?:[01].|2[0-3])[0-5].", 12),
  M12("MMddyyyyHHmm", "(?<m>..)(?<d>..)(?<y>....)(?:[01].|2[0-3])[0-5].", 12),
  D10("ddMMyyyyHH", "(?<d>..)(?<m>..)(?<y>....)(?:[01].|2[0-3])", 10),
  M10("MMddyyyyHH", "(?<m>..)(?<d>..)(?<y>....)(?:[01].|2[0-3])", 10),
  D8("ddMMyyyy", "(?<d>..)(?<m>..)(?<y>....)", 8),
  M8("MMddyyyy", "(?<m>..)(?<d>..)(?<y>....)", 8),
  D6("ddMMyy", "(?<d>..)(?<m>..)(?<y>..)", 6),
  M6("MMddyy", "(?<m>..)(?<d>..)(?<y>..)", 6),
  MONTH_YEAR("M.yyyy", "(?<m>[0-9]{1,2})\\.(?<y>[0-9]{4})", 0),
  YEAR_MONTH("yyyy.M", "(?<y>[0-9]{4})\\.(?<m>[0-9]{1,2})", 0),
  DAY_MONTH("d.M", "(?<d>[0-9]{1,2})\\.(?<m>0?[1-9]|1[0-2])", 0),
  MONTH_DAY("M.d", "(?<m>[0-9]{1,2})\\.(?<d>[0-9]{1,2})", 0),
  D4("ddMM", "(?<d>[0-9]{2})(?<m>[0-9]{2})", 0);

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final int SHORT = 6; // digits, two of them of the year
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private final String form;
  private final Pattern pattern;
  private final int digits; // a whole number may lack the first, a zero; 0 for others

  DigitDates(String form, String pattern, int digits) {
    this.form = form;
    this.pattern = Pattern.compile(pattern);
    this.digits = digits;
  }

  /** As timeFormat states it. */
  public String form() {
    return form;
  }

  /** Whether what is of this form can be years too, which are of the order of their numbers. */
  public boolean mayBeYears() {
    return this == D4;
  }

  /** Whether a text can be a year. */
  public static boolean isYear(String text) {
    String year = text.strip();
    return year.length() == 4
        && DIGITS.matcher(year).matches()
        && Integer.parseInt(year) >= FIRST_YEAR
        && Integer.parseInt(year) <= LAST_YEAR;
  }

  /** Whether a text can be such a date. */
  public boolean fits(String text) {
    String padded = text.strip();
    if (digits > 0) {
      if (!DIGITS.matcher(padded).matches() || padded.length() < digits - 1) {
        return false;
      }
      padded = padded.length() == digits - 1 ? "0" + padded : padded;
    }
    Matcher matcher = pattern.matcher(padded);
    return matcher.matches()
        && within(matcher, "d", 1, 31)
        && within(matcher, "m", 1, 12)
        && (digits == SHORT || within(matcher, "y", FIRST_YEAR, LAST_YEAR));
  }

  private boolean within(Matcher matcher, String group, int least, int most) {
    if (!pattern.pattern().contains("?<" + group + ">")) {
      return true;
    }
    int value = Integer.parseInt(matcher.group(group));
    return value >= least && value <= most;
  }

  /** All of them; unlike values(), not copied at each call. */
  public static final List<DigitDates> ALL = List.of(values());
}
