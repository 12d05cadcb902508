package org.sparkrnn.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes times as a text of the data has them: with the same padding by zeros, separators, digits
 * of seconds, AM or PM, and offset. A {@link TimeForm} reads more than one such style.
 */
final class TimeStyle {
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
  private static final int DIGITS = 9; // of a second
  private static final Pattern CLOCK =
      Pattern.compile(
          "^.*?(?<separator>[Tt]? ?)(?<hour>[0-9]{1,2}):[0-9]{2}"
              + "(?<seconds>:[0-9]{2}(?:\\.(?<fraction>[0-9]{1,9}))?)?"
              + "(?:(?<gap> ?)(?<half>[AaPp][Mm]))?(?<zone>.*)$");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{1,2}"); // without a day
  private static final Pattern REGION = Pattern.compile("\\[(?<region>[^\\]]+)\\]$");
  private static final Pattern OPTIONAL = Pattern.compile("\\[[^\\[\\]]*\\]");
  private static final Pattern LOWER_HALF = Pattern.compile("(?<![A-Za-z])[ap]m(?![A-Za-z])");
  private static final Pattern UPPER_HALF = Pattern.compile("(?<![A-Za-z])[AP]M(?![A-Za-z])");
  private static final Pattern PADDED = Pattern.compile("0[0-9]+");
  private static final String HOURS = "HhKk";
  private static final String MONTHS = "ML";

  /**
   * Whether months, days and hours of one digit get a zero before it. The first of these that
   * writes the text of the data as it is applies.
   */
  private static final boolean[][] PADDINGS = {
    {true, true, true},
    {false, false, false},
    {false, false, true},
    {true, true, false},
    {true, false, true},
    {false, true, true},
    {true, false, false},
    {false, true, false}
  };

  private final TimeForm form;
  private final String like;
  private final Matcher clock; // of like; null if it has no time of day beside the form
  private final ZoneId zone;
  private final boolean region; // whether the zone is written beside the offset
  private final boolean lower; // am instead of AM
  private final List<Variant> variants = new ArrayList<>(); // the one of like first
  private final Map<String, DateTimeFormatter> formatters = new ConcurrentHashMap<>();

  /** A choice where a form leaves one: zeros for padding, and optional sections of a pattern. */
  private record Variant(boolean[] padding, boolean sections) {}

  /**
   * @param form of dates, not of numbers
   * @param like a text of the data; one that the form cannot read shows no style
   */
  TimeStyle(TimeForm form, String like) {
    this.form = form;
    this.like = like.strip();
    BigDecimal key = form.key(this.like);
    Matcher found = CLOCK.matcher(this.like);
    clock = key != null && !form.hours() && found.matches() ? found : null;
    Matcher named = REGION.matcher(this.like);
    region =
        form.text().equals(TimeForm.ISO_OFFSET)
            && named.find()
            && ZoneId.getAvailableZoneIds().contains(named.group("region"));
    TemporalAccessor parsed = form.parse(this.like);
    ZoneId written = parsed == null ? null : parsed.query(TemporalQueries.zone());
    zone = region ? ZoneId.of(named.group("region")) : written == null ? ZoneOffset.UTC : written;
    lower = LOWER_HALF.matcher(this.like).find();
    for (boolean[] padding : PADDINGS) {
      variants.add(new Variant(padding, true));
    }
    if (form.text().indexOf('[') >= 0) {
      for (boolean[] padding : PADDINGS) {
        variants.add(new Variant(padding, false));
      }
    }
    if (key != null) {
      LocalDateTime moment = TimeGrid.moment(key);
      variants.stream()
          .filter(variant -> text(moment, variant).equalsIgnoreCase(this.like))
          .findFirst()
          .ifPresent(variant -> variants.add(0, variant));
    }
  }

  /** Whether this is the style of a text. */
  boolean isOf(String text) {
    return like.equals(text.strip());
  }

  /**
   * Writes a time so that the form reads the same time.
   *
   * @param time seconds since 1970
   * @throws InvalidInputException if the form has no text for it
   */
  String written(double time) {
    BigDecimal exact = BigDecimal.valueOf(time).setScale(DIGITS, RoundingMode.HALF_EVEN);
    LocalDateTime moment = TimeGrid.moment(exact);
    for (Variant variant : variants) {
      String text = text(moment, variant);
      BigDecimal read = form.key(text);
      BigDecimal error = read == null ? BigDecimal.ONE : exact.subtract(read);
      error = form.dated() || read == null ? error : error.remainder(DAY); // 00:15 after 23:45
      if (error.signum() == 0) {
        return text;
      }
    }
    throw new InvalidInputException(
        "the forecast has the time %s, which cannot be written as %s (timeFormat): it would be read as another time; give times in a form that has all digits and an offset where clocks change, and set timeFormat to it"
            .formatted(moment, form));
  }

  private String text(LocalDateTime moment, Variant variant) {
    String pattern = pattern(moment, variant);
    DateTimeFormatter formatter =
        formatters.computeIfAbsent(
            pattern, letters -> DateTimeFormatter.ofPattern(letters, TimeForm.LOCALE));
    String text =
        formatter.format(moment.atZone(ZoneOffset.UTC).withZoneSameInstant(zone)).toString();
    return lower
        ? UPPER_HALF.matcher(text).replaceAll(half -> half.group().toLowerCase(Locale.ROOT))
        : text;
  }

  private String pattern(LocalDateTime moment, Variant variant) {
    String date = form.text();
    if (!variant.sections) {
      date = OPTIONAL.matcher(date).replaceAll("");
    }
    boolean midnight = moment.toLocalTime().equals(LocalTime.MIDNIGHT);
    boolean iso = date.equals(TimeForm.ISO) || date.equals(TimeForm.ISO_OFFSET);
    if (iso) {
      boolean first = midnight && moment.getDayOfMonth() == 1 && MONTH.matcher(like).matches();
      date = first ? "yyyy-M" : "yyyy-M-d";
    }
    boolean offset = form.text().equals(TimeForm.ISO_OFFSET); // which follows a time of day only
    boolean timed = !form.hours() && (clock != null || !midnight || offset);
    return padded(timed ? date + clock(moment) : date, variant.padding) + (offset ? offset() : "");
  }

  /** The pattern of a time of day with as many digits as the data or the time has. */
  private String clock(LocalDateTime moment) {
    boolean half = clock != null && clock.group("half") != null;
    int digits =
        clock == null || clock.group("fraction") == null ? 0 : clock.group("fraction").length();
    int needed =
        Math.max(0, BigDecimal.valueOf(moment.getNano(), DIGITS).stripTrailingZeros().scale());
    digits = Math.max(digits, needed);
    boolean seconds = clock != null && clock.group("seconds") != null;
    seconds |= digits > 0 || moment.getSecond() > 0;
    return quoted(clock == null ? " " : clock.group("separator"))
        + (half ? "h:mm" : "H:mm")
        + (seconds ? ":ss" : "")
        + (digits > 0 ? "." + "S".repeat(digits) : "")
        + (half ? quoted(clock.group("gap")) + "a" : "");
  }

  private String offset() {
    String written = clock == null ? "" : clock.group("zone");
    if (region) {
      return quoted(written.startsWith(" ") ? " " : "") + "XXX'['VV']'";
    }
    return written.isEmpty() ? "XXX" : quoted(written);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : "'" + text.replace("'", "''") + "'";
  }

  /** Doubles single letters of months, days and hours outside quotes. */
  private static String padded(String pattern, boolean[] padding) {
    StringBuilder to = new StringBuilder();
    boolean quote = false;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      quote ^= letter == '\'';
      to.append(letter);
      boolean single =
          (i == 0 || pattern.charAt(i - 1) != letter)
              && (i + 1 == pattern.length() || pattern.charAt(i + 1) != letter);
      boolean wide =
          MONTHS.indexOf(letter) >= 0 && padding[0]
              || letter == 'd' && padding[1]
              || HOURS.indexOf(letter) >= 0 && padding[2];
      if (!quote && single && wide) {
        to.append(letter);
      }
    }
    return to.toString();
  }

  /** A number with the digits of a text of the data, and more if it has more. */
  static String number(double number, String like) {
    String shown = like.strip();
    int point = shown.indexOf('.');
    boolean plain = shown.indexOf('e') < 0 && shown.indexOf('E') < 0;
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    int digits = point >= 0 && plain ? shown.length() - point - 1 : 0;
    String text = exact.setScale(Math.max(exact.scale(), digits)).toPlainString();
    String whole = point < 0 ? shown : shown.substring(0, point);
    if (!PADDED.matcher(whole).matches() || number < 0) {
      return text;
    }
    int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
    return "0".repeat(Math.max(0, whole.length() - end)) + text;
  }
}
