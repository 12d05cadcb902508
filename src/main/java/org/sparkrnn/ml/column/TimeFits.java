package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.TimeForm;

/** Counts how many texts of a column have each known form, and keeps the first ones that do not. */
public final class TimeFits implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern THOUSANDS = Pattern.compile("[1-9][0-9]{0,2}(\\.[0-9]{3})+");
  private static final Pattern BELOW_THOUSAND = Pattern.compile("[0-9]{1,3}");
  private static final int COUNTED = 1000; // rows of a part in which misfits of a form are counted

  private static final String READ =
      "numbers; ISO dates and times such as 2024-12-31 or 2024-12-31 13:00, with or without an offset; yyyy/M/d, yyyy.M.d, d.M.yyyy; d/M/yyyy or M/d/yyyy, with / or -, if a day above 12 shows which of the two it is; these dates with or without a time of day";

  private final long[] fits = new long[TimeForm.KNOWN.size()];
  private final String[] misfits = new String[TimeForm.KNOWN.size()]; // of each form, or null
  private final long[] noDates = new long[DigitDates.ALL.size()]; // number of misfits of each form
  private long texts;
  private long yearFirst; // texts that are years, or dates that begin with the year
  private long leadingZeros; // texts that begin with a zero
  private long thousands; // texts that can be whole numbers with points as separators
  private long small; // whole numbers below 1000
  private String first;

  /**
   * Counts the texts of a part's rows, which have one column.
   *
   * @param real whether texts are those of floating-point numbers
   */
  public static TimeFits of(Iterator<Row> rows, String name, boolean real) {
    TimeFits all = new TimeFits();
    for (long number = 0; rows.hasNext(); number++) {
      Row row = rows.next();
      if (!row.isNullAt(0)) { // reading the steps reports null
        all.add(row, number, name, real);
      }
    }
    return all;
  }

  private void add(Row row, long number, String name, boolean real) {
    String text = row.getString(0);
    first = first == null ? text : first;
    texts++;
    yearFirst += DigitDates.isYearFirst(text) ? 1 : 0;
    leadingZeros += text.startsWith("0") ? 1 : 0;
    thousands += THOUSANDS.matcher(text.strip()).matches() ? 1 : 0;
    small += BELOW_THOUSAND.matcher(text.strip()).matches() ? 1 : 0;
    for (int d = 0; d < noDates.length; d++) {
      noDates[d] += DigitDates.ALL.get(d).fits(text, real) ? 0 : 1;
    }
    for (int f = 0; f < fits.length; f++) {
      if (misfits[f] != null && number >= COUNTED) {
        continue;
      }
      if (TimeForm.KNOWN.get(f).key(text) != null) {
        fits[f]++;
      } else if (misfits[f] == null) {
        misfits[f] = place(row, number, name, text);
      }
    }
  }

  private static String place(Row row, long number, String name, String text) {
    try {
      return SequenceRows.checked(
          row,
          number,
          r -> {
            throw new InvalidInputException("%s contains \"%s\"".formatted(name, text));
          });
    } catch (InvalidInputException e) {
      return e.getMessage();
    }
  }

  /** Adds the counts of a later part. */
  public TimeFits add(TimeFits later) {
    first = first == null ? later.first : first;
    texts += later.texts;
    yearFirst += later.yearFirst;
    leadingZeros += later.leadingZeros;
    thousands += later.thousands;
    small += later.small;
    for (int d = 0; d < noDates.length; d++) {
      noDates[d] += later.noDates[d];
    }
    for (int f = 0; f < fits.length; f++) {
      fits[f] += later.fits[f];
      misfits[f] = misfits[f] == null ? later.misfits[f] : misfits[f];
    }
    return this;
  }

  /**
   * The form of all texts; null if there are no texts.
   *
   * @throws InvalidInputException if there is no such form, or more than one
   */
  public TimeForm form(String name) {
    if (first == null) {
      return null;
    }
    List<TimeForm> whole =
        IntStream.range(0, fits.length)
            .filter(f -> misfits[f] == null)
            .mapToObj(TimeForm.KNOWN::get)
            .toList();
    if (whole.size() == 1) {
      if (whole.get(0).text().equals(TimeForm.NUMBER)) {
        requireNumbers(name);
      }
      return whole.get(0);
    }
    if (whole.isEmpty()) {
      throw none(name);
    }
    throw new InvalidInputException(
        "timeCol %s is ambiguous: all of its values, the first of which is \"%s\", are dates both as %s and as %s; set timeFormat=%s or timeFormat=%s"
            .formatted(name, first, whole.get(0), whole.get(1), whole.get(0), whole.get(1)));
  }

  /**
   * @throws InvalidInputException if all texts can also be dates whose order differs from that of
   *     numbers
   */
  public void requireNumbers(String name) {
    if (thousands > 0 && thousands + small == texts && small > 0) {
      throw new InvalidInputException(
          "timeCol %s is ambiguous: some of its values have three digits after a point, and the others, the first of which is \"%s\", have at most three digits and no point, so 1.000 may mean a thousand or one; write the numbers without points, or set timeFormat=number if 1.000 means one"
              .formatted(name, first));
    }
    for (int d = 0; d < noDates.length && texts > 1; d++) {
      DigitDates date = DigitDates.ALL.get(d);
      boolean numbers =
          date.yieldsToYearFirst() && yearFirst == texts
              || date.needsLeadingZero() && leadingZeros == 0;
      if (noDates[d] == 0 && !numbers) {
        throw new InvalidInputException(
            "timeCol %s is ambiguous: all of its values, the first of which is \"%s\", are numbers but can also be dates of the form %s, which have another order; %s, or timeFormat=number if they are numbers"
                .formatted(
                    name,
                    first,
                    date.form(),
                    date.form().contains("y")
                        ? "set timeFormat=" + date.form()
                        : "give the dates with their year, because without it they have no order, and set timeFormat to their form"));
      }
    }
  }

  private InvalidInputException none(String name) {
    int best = 0;
    for (int f = 1; f < fits.length; f++) {
      best = fits[f] > fits[best] ? f : best;
    }
    String stated =
        "state the form of all of them with timeFormat, a pattern of java.time such as dd.MM.yy HH:mm or yyyy-MM-dd HH:mm XXX";
    if (fits[best] == 0) {
      return new InvalidInputException(
          "timeCol %s contains \"%s\", whose form is not known. These forms are recognized: %s. For any other form, %s"
              .formatted(name, first, READ, stated));
    }
    boolean mixed =
        count(TimeForm.ISO) > 0
            && count(TimeForm.ISO_OFFSET) > 0
            && TimeForm.KNOWN.get(best).text().startsWith(TimeForm.ISO);
    return new InvalidInputException(
        "%s; this value does not have the form %s of other rows of timeCol %s%s. Correct or drop such rows, or %s"
            .formatted(
                misfits[best],
                TimeForm.KNOWN.get(best),
                name,
                mixed
                    ? ", and local times cannot be ordered among times with an offset or zone"
                    : "",
                stated));
  }

  private long count(String form) {
    return IntStream.range(0, fits.length)
        .filter(f -> TimeForm.KNOWN.get(f).text().equals(form))
        .mapToLong(f -> fits[f])
        .sum();
  }
}
