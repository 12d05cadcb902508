package org.sparkrnn.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The form in which a text is read as a time: a number, an ISO time, or a pattern of java.time. A
 * time without an offset is used as written, whatever the zone of the machine or of Spark; a time
 * with an offset or zone is an instant.
 *
 * <p>A pattern without hours may be followed by a time of day: {@code 31.12.2024 13:00:30.5} has
 * the form {@code d.M.yyyy}. A year of two digits is between 1970 and 2069.
 */
public final class TimeForm implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Numbers, sorted by value. */
  public static final String NUMBER = "number";

  /** ISO dates and times of day without an offset: 2024-12-31, 2024-12-31T13:00:30.5. */
  public static final String ISO = "iso";

  /** ISO times with an offset or Z: 2024-12-31T13:00:30+01:00. */
  public static final String ISO_OFFSET = "isoOffset";

  /** Digits of a key after the decimal point. */
  public static final int SCALE = 18;

  private static final int MOST_WHOLE_DIGITS = 19;
  private static final int MOST_SCALE = 1000; // for numbers with an exponent
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
  private static final Pattern NUMBERS =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern HOURS = Pattern.compile("[HhKk]");
  private static final Pattern MINUTES = Pattern.compile("[msSAnN]");
  private static final Pattern HALF_DAY_HOURS = Pattern.compile("[hK]");
  private static final Pattern ZONE_NAMES = Pattern.compile("[zv]");
  private static final Pattern TWO_DIGIT_YEAR = Pattern.compile("(?<![yu])(?:yy|uu)(?![yu])");
  private static final int FIRST_TWO_DIGIT_YEAR = 1970; // 70 is 1970, 69 is 2069
  private static final Pattern YEARS = Pattern.compile("[yuY]");
  private static final Pattern DAYS = Pattern.compile("[MLdDQqwW]");
  private static final Pattern WEEKS = Pattern.compile("w");
  private static final Pattern WEEKDAYS = Pattern.compile("[ecE]");
  private static final Pattern ZONE_NAME = Pattern.compile("(?<=[0-9Z])\\[[^\\]]+\\]$");
  private static final Pattern UTC = Pattern.compile(" ?(?:UTC|GMT)$");

  private static final TemporalField[] DATE_FIELDS = {
    ChronoField.YEAR,
    ChronoField.MONTH_OF_YEAR,
    ChronoField.DAY_OF_MONTH,
    ChronoField.DAY_OF_WEEK,
    IsoFields.QUARTER_OF_YEAR
  };

  /** English names; weeks begin on Monday and the first has four days, as in ISO 8601. */
  static final Locale LOCALE = Locale.forLanguageTag("en-US-u-rg-dezzzz");

  /**
   * The forms that are tried on a column if none is set; must be initialized after the constants
   * above.
   */
  public static final List<TimeForm> KNOWN =
      Stream.of(
              NUMBER,
              ISO,
              ISO_OFFSET,
              "yyyy/M/d",
              "yyyy.M.d",
              "d.M.yyyy",
              "d/M/yyyy",
              "M/d/yyyy",
              "d-M-yyyy",
              "M-d-yyyy")
          .map(TimeForm::of)
          .toList();

  private final String text;
  private final transient DateTimeFormatter formatter; // null for numbers
  private transient volatile TimeStyle style; // of the last text that another was written like

  private TimeForm(String text, DateTimeFormatter formatter) {
    this.text = text;
    this.formatter = formatter;
  }

  /**
   * The form of one of the names above or of a pattern.
   *
   * @throws InvalidInputException if it is neither
   */
  public static TimeForm of(String text) {
    try {
      return new TimeForm(text, formatter(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "timeFormat is %s; expected %s, %s, %s or a pattern of java.time such as dd.MM.yyyy HH:mm: %s"
              .formatted(text, NUMBER, ISO, ISO_OFFSET, e.getMessage()),
          e);
    }
  }

  private Object readResolve() {
    return of(text); // a formatter cannot be serialized
  }

  private static DateTimeFormatter formatter(String text) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    switch (text) {
      case NUMBER -> {
        return null;
      }
      case ISO -> withTimeOfDay(isoDate(builder, true));
      case ISO_OFFSET -> {
        isoDate(builder, false).appendPattern("['T'][ ]");
        timeOfDay(builder);
        builder.appendPattern("[ ]").parseLenient().appendOffset("+HH", "Z").parseStrict();
      }
      default -> pattern(builder, text);
    }
    return builder
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(LOCALE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static DateTimeFormatterBuilder isoDate(DateTimeFormatterBuilder to, boolean months) {
    to.appendValue(ChronoField.YEAR, 4, 9, SignStyle.EXCEEDS_PAD).appendPattern("-M");
    return months ? to.appendPattern("[-d]") : to.appendPattern("-d");
  }

  private static void pattern(DateTimeFormatterBuilder builder, String text) {
    String letters = QUOTED.matcher(text).replaceAll("");
    requireAllRead(letters);
    Matcher two = TWO_DIGIT_YEAR.matcher(text);
    if (two.find() && letters.equals(text)) {
      builder.appendPattern(text.substring(0, two.start()));
      builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_TWO_DIGIT_YEAR);
      if (two.end() < text.length()) {
        builder.appendPattern(text.substring(two.end()));
      }
    } else {
      builder.appendPattern(text);
    }
    if (WEEKS.matcher(letters).find() && !WEEKDAYS.matcher(letters).find()) {
      builder.parseDefaulting(WeekFields.of(LOCALE).dayOfWeek(), 1);
    }
    if (!HOURS.matcher(letters).find()) {
      withTimeOfDay(builder);
    }
  }

  /** Rejects patterns of which java.time would ignore or misunderstand a part. */
  private static void requireAllRead(String letters) {
    boolean hours = HOURS.matcher(letters).find();
    if (!hours && MINUTES.matcher(letters).find()) {
      throw new IllegalArgumentException(
          "it has minutes (m), seconds (s) or fractions of seconds, but no hours (H); the letter for months is M");
    }
    if (DAYS.matcher(letters).find() && !YEARS.matcher(letters).find()) {
      throw new IllegalArgumentException(
          "it has a month, day or week but no year (y), so times cannot be ordered; give dates with a year");
    }
    if (HALF_DAY_HOURS.matcher(letters).find() && letters.indexOf('a') < 0) {
      throw new IllegalArgumentException(
          "its hours are those of a half day (h), but it has no AM or PM (a); the letter for the hours of a whole day is"
              + " H");
    }
    if (ZONE_NAMES.matcher(letters).find()) {
      throw new IllegalArgumentException(
          "names of zones such as CET (z, v) do not say whether it is summer time; give an offset (XXX, as +01:00) or a region (VV, as Europe/Berlin)");
    }
  }

  private static void withTimeOfDay(DateTimeFormatterBuilder builder) {
    builder.optionalStart().appendPattern("['T'][ ]h:mm[:ss][ ]a").optionalEnd();
    builder.optionalStart().appendPattern("['T'][ ]");
    timeOfDay(builder);
    builder.optionalEnd();
  }

  private static void timeOfDay(DateTimeFormatterBuilder builder) {
    builder
        .appendPattern("H:mm")
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd();
  }

  /** The name or the pattern, which {@link #of} reads. */
  public String text() {
    return text;
  }

  /**
   * The sorting key of a text: the number, or the seconds since 1970, with {@link #SCALE} digits
   * after the decimal point. Two texts mean the same time if their keys are equal.
   *
   * @return null if the text is not of this form
   */
  public BigDecimal key(String value) {
    String stripped = value.strip();
    if (formatter == null) {
      return number(stripped);
    }
    try {
      TemporalAccessor time = parse(stripped);
      return time == null ? null : key(time);
    } catch (DateTimeException | ArithmeticException e) {
      return null; // the caller reports the text
    }
  }

  /** The fields of a stripped text; null if it is not of this form, which is no number. */
  TemporalAccessor parse(String stripped) {
    String dated =
        text.equals(ISO_OFFSET)
            ? ZONE_NAME.matcher(UTC.matcher(stripped).replaceFirst("Z")).replaceFirst("")
            : stripped;
    try {
      return formatter.parse(dated);
    } catch (DateTimeException e) {
      return null; // the caller reports the text
    }
  }

  /**
   * Writes a time in this form, so that different times have different texts.
   *
   * @param time the number, or the seconds since 1970
   * @param like a text of the data, which shows the style where the form leaves a choice: zeros for
   *     padding, T, digits of seconds, AM or PM, and the offset
   * @throws InvalidInputException if the form cannot express the time
   */
  public String written(double time, String like) {
    if (formatter == null) {
      return TimeStyle.number(time, like);
    }
    TimeStyle found = style;
    if (found == null || !found.isOf(like)) {
      found = new TimeStyle(this, like);
      style = found;
    }
    return found.written(time);
  }

  /** Whether a pattern has the hours itself, so that no time of day follows it. */
  boolean hours() {
    return !text.equals(ISO)
        && !text.equals(ISO_OFFSET)
        && HOURS.matcher(QUOTED.matcher(text).replaceAll("")).find();
  }

  /** Whether texts have a date, and not only a time of day. */
  boolean dated() {
    return text.equals(ISO)
        || text.equals(ISO_OFFSET)
        || YEARS.matcher(QUOTED.matcher(text).replaceAll("")).find();
  }

  private static BigDecimal number(String text) {
    if (!NUMBERS.matcher(text).matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    boolean small =
        Math.abs((long) number.scale()) <= MOST_SCALE
            && number.precision() - number.scale() <= MOST_WHOLE_DIGITS;
    return small ? number.setScale(SCALE, RoundingMode.HALF_EVEN) : null;
  }

  private static BigDecimal key(TemporalAccessor time) {
    LocalTime clock = time.query(TemporalQueries.localTime());
    clock = clock == null ? LocalTime.MIDNIGHT : clock;
    BigDecimal second =
        DAY.multiply(BigDecimal.valueOf(date(time).toEpochDay()))
            .add(BigDecimal.valueOf(clock.toNanoOfDay(), 9));
    if (time.isSupported(ChronoField.INSTANT_SECONDS)) { // a zone with summer time
      second = BigDecimal.valueOf(time.getLong(ChronoField.INSTANT_SECONDS));
      second = second.add(BigDecimal.valueOf(clock.getNano(), 9));
    } else if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
      second = second.subtract(BigDecimal.valueOf(time.getLong(ChronoField.OFFSET_SECONDS)));
    }
    return second.setScale(SCALE);
  }

  /**
   * The date, or the first day of the month, quarter or year; 1970-01-01 for a time of day only.
   */
  private static LocalDate date(TemporalAccessor time) {
    LocalDate date = time.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    long month = 1;
    if (time.isSupported(ChronoField.MONTH_OF_YEAR)) {
      month = time.getLong(ChronoField.MONTH_OF_YEAR);
    } else if (time.isSupported(IsoFields.QUARTER_OF_YEAR)) {
      month = 3 * time.getLong(IsoFields.QUARTER_OF_YEAR) - 2;
    }
    boolean clock = Stream.of(DATE_FIELDS).noneMatch(time::isSupported);
    return clock
        ? LocalDate.EPOCH
        : LocalDate.of(Math.toIntExact(time.getLong(ChronoField.YEAR)), (int) month, 1);
  }

  /** Whether texts are instants, because they have an offset or a zone. */
  public boolean instants() {
    boolean letters =
        QUOTED.matcher(text).replaceAll("").chars().anyMatch(c -> "VvzOXxZ".indexOf(c) >= 0);
    return formatter != null && !text.equals(ISO) && (text.equals(ISO_OFFSET) || letters);
  }

  @Override
  public String toString() {
    return text;
  }
}
