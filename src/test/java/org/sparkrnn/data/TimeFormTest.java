package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormTest {
  private static final double MARCH = 1_709_251_200; // 2024-03-01 in seconds since 1970

  @Test
  void timesAreWrittenAsTheDataHasThem() {
    TimeForm iso = TimeForm.of("iso");
    assertEquals("2024-03", iso.written(MARCH, "2023-12"));
    assertEquals("2024-03-01", iso.written(MARCH, "2023-12-01"));
    assertEquals("2024-03-02", iso.written(MARCH + 86_400, "2023-12"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // form | a text of the data | the time as ISO text in UTC | how it is written
        "d.M.yyyy | 01.01.2024 00:00:00 | 2024-03-01T00:00:30Z | 01.03.2024 00:00:30",
        "d.M.yyyy | 01.01.2024 | 2024-03-01T00:00:00Z | 01.03.2024",
        "d.M.yyyy | 1.1.2024 | 2024-03-01T00:00:00Z | 1.3.2024",
        "d.M.yyyy | 1.1.2024 00:00 | 2024-03-01T05:00:00Z | 1.3.2024 05:00",
        "d.M.yyyy | 1.1.2024 0:00 | 2024-03-01T05:00:00Z | 1.3.2024 5:00",
        "d.M.yyyy | 01.01.2024 00:00 | 2024-03-01T05:00:30Z | 01.03.2024 05:00:30",
        "yyyy/M/d | 2024/01/01 | 2024-03-01T00:00:00Z | 2024/03/01",
        "yyyy/M/d | 2024/1/1 | 2024-03-01T00:00:00Z | 2024/3/1",
        "M/d/yyyy | 01/01/2024 06:00 AM | 2024-01-21T00:00:00Z | 01/21/2024 12:00 AM",
        "M/d/yyyy | 1/1/2024 6:00pm | 2024-01-21T15:00:00Z | 1/21/2024 3:00pm",
        "iso | 2024-01-01T00:00:00.000 | 2024-01-01T00:00:15.25Z | 2024-01-01T00:00:15.250",
        "iso | 2024-01-01T00:00 | 2024-01-01T00:00:15.1Z | 2024-01-01T00:00:15.1",
        "iso | 2024-1-1 | 2024-03-01T00:00:00Z | 2024-3-1",
        "iso | 2024-1 | 2024-03-01T00:00:00Z | 2024-3",
        "isoOffset | 2024-01-01T00:00:00Z | 2024-03-01T00:00:00Z | 2024-03-01T00:00:00Z",
        "isoOffset | 2024-01-01T00:00+01:00 | 2024-03-01T00:00:00Z | 2024-03-01T01:00+01:00",
        "isoOffset | 2024-01-01 00:00:00 +0530 | 2024-03-01T00:00:00Z | 2024-03-01 05:30:00 +0530",
        "isoOffset | 2024-01-01 00:00:00 UTC | 2024-03-01T00:00:00Z | 2024-03-01 00:00:00 UTC",
        "isoOffset | 2024-01-01T00:00+01:00[Europe/Berlin] | 2024-07-01T00:00:00Z | 2024-07-01T02:00+02:00[Europe/Berlin]",
        "dd.MM.yyyy HH:mm:ss.SSS | 01.01.2024 00:00:00.000 | 2024-03-01T00:00:00.25Z | 01.03.2024 00:00:00.250",
        "dd.MM.yyyy HH:mm XXX | 01.01.2024 00:00 +01:00 | 2024-03-01T00:00:00Z | 01.03.2024 01:00 +01:00",
        "yyyy-MM-dd HH:mm[:ss] | 2024-01-01 00:00 | 2024-03-01T00:01:00Z | 2024-03-01 00:01",
        "yyyy-MM-dd HH:mm[:ss] | 2024-01-01 00:00 | 2024-03-01T00:01:30Z | 2024-03-01 00:01:30",
        "d MMM yyyy | 01 Jan 2024 | 2024-03-02T00:00:00Z | 02 Mar 2024",
        "HH:mm | 00:00 | 1970-01-02T00:15:00Z | 00:15",
      })
  void aTimeIsWrittenInTheStyleOfTheData(String form, String like, Instant time, String expected) {
    double seconds = time.getEpochSecond() + time.getNano() / 1e9;
    assertEquals(expected, TimeForm.of(form).written(seconds, like));
  }

  @Property
  void differentTimesHaveDifferentTexts(@ForAll @LongRange(min = FROM, max = TO) long second) {
    for (TimeForm form : TimeForm.KNOWN.subList(1, TimeForm.KNOWN.size())) {
      for (String like : List.of("1.1.2024", "01/01/2024 01:00 PM", "2024-01-01 00:00:00+01:00")) {
        for (double time : new double[] {second, second + 0.25, second + 0.5}) {
          boolean half = like.endsWith("M") && form.key(like) != null && time > second;
          if (half) { // AM and PM have no fractions
            assertThrows(InvalidInputException.class, () -> form.written(time, like));
          } else {
            assertEquals(
                0,
                form.key(form.written(time, like)).compareTo(new BigDecimal(time)),
                form + " " + time);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6.1, 0.0, 6.1",
    "6, 0.0, 6.0",
    "6, 5, 6",
    "6.25, 5, 6.25",
    "1e21, 5, 1000000000000000000000",
    "-3, 05, -3",
    "17, 0005, 0017",
    "600, 1e2, 600"
  })
  void aNumberHasTheDigitsOfTheData(double number, String like, String expected) {
    assertEquals(expected, TimeForm.of("number").written(number, like));
  }

  @Test
  void aTimeThatAPatternCannotExpressIsRefused() {
    TimeForm minutes = TimeForm.of("dd.MM.yyyy HH:mm");
    String message =
        assertThrows(
                InvalidInputException.class, () -> minutes.written(MARCH + 30, "01.01.2024 00:00"))
            .getMessage();
    assertTrue(message.contains("2024-03-01T00:00:30, which cannot be written as dd.MM"), message);
  }

  private static final long FROM = -2_000_000_000L; // 1906
  private static final long TO = 4_000_000_000L; // 2096

  private static BigDecimal key(String form, String text) {
    BigDecimal key = TimeForm.of(form).key(text);
    assertNotNull(key, text + " as " + form);
    return key;
  }

  private static BigDecimal seconds(long second, int nanos) {
    return BigDecimal.valueOf(second).add(BigDecimal.valueOf(nanos, 9)).setScale(TimeForm.SCALE);
  }

  private static List<String> formsOf(String text) {
    return TimeForm.KNOWN.stream()
        .filter(form -> form.key(text) != null)
        .map(TimeForm::text)
        .toList();
  }

  @Property
  void whatIsWrittenLocallyIsReadAsItStands(
      @ForAll @LongRange(min = FROM, max = TO) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
    assertEquals(seconds(second, nanos), key(TimeForm.ISO, time.toString()));
    for (String form : List.of("d.M.yyyy", "dd.MM.yyyy", "M/d/yyyy", "yyyy/M/d", "d-M-yyyy")) {
      String text = time.format(DateTimeFormatter.ofPattern(form + " H:mm:ss.SSSSSSSSS"));
      assertEquals(seconds(second, nanos), key(form, text));
      String american = time.format(DateTimeFormatter.ofPattern(form + " h:mm:ss a", Locale.US));
      assertEquals(seconds(second, 0), key(form, american));
    }
  }

  @Property
  void anOffsetMakesAnInstant(
      @ForAll @LongRange(min = FROM, max = TO) long second,
      @ForAll @IntRange(min = -72, max = 72) int quarters) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(900 * quarters);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, offset);
    for (String pattern :
        List.of("uuuu-MM-dd HH:mm:ssXXX", "uuuu-MM-dd'T'HH:mm:ssXX", "uuuu-MM-dd HH:mm:ss XXX")) {
      String text = time.atOffset(offset).format(DateTimeFormatter.ofPattern(pattern));
      assertEquals(seconds(second, 0), key(TimeForm.ISO_OFFSET, text));
      assertEquals(List.of(TimeForm.ISO_OFFSET), formsOf(text));
    }
  }

  @Property
  void numbersAreSortedAsNumbers(@ForAll long a, @ForAll int b) {
    BigDecimal left = key(TimeForm.NUMBER, Long.toString(a));
    BigDecimal right = key(TimeForm.NUMBER, b + ".0");
    assertEquals(Long.compare(a, b), Integer.signum(left.compareTo(right)));
  }

  @ParameterizedTest
  @CsvSource({
    "9, number",
    "1700000000.5, number",
    "-1e3, number",
    "20240131, number",
    "2024-01-31, iso",
    "2024-1-31, iso",
    "2024-01, iso",
    "2024-01-31 02:30, iso",
    "2024-01-31T02:30:00, iso",
    "2024-01-31T02:30:00.123456, iso",
    "2024-01-31T02:30Z, isoOffset",
    "2024-01-31 02:30:00+00, isoOffset",
    "2024-01-31 02:30:00 UTC, isoOffset",
    "2024-01-31T02:30+01:00[Europe/Berlin], isoOffset",
    "31.01.2024, d.M.yyyy",
    "1.2.2024 3:04, d.M.yyyy",
    "2024/1/31, yyyy/M/d",
    "2024.01.31 13:00, yyyy.M.d",
    "31/01/2024, d/M/yyyy",
    "01/31/2024 1:30 PM, M/d/yyyy",
    "31-01-2024, d-M-yyyy",
    "01-31-2024, M-d-yyyy",
    "01/02/2024, d/M/yyyy M/d/yyyy",
    "01-02-2024, d-M-yyyy M-d-yyyy",
  })
  void aTextHasTheFormsInWhichItCanBeRead(String text, String forms) {
    assertEquals(List.of(forms.split(" ")), formsOf(text));
    assertEquals(List.of(forms.split(" ")), formsOf(" " + text + "\t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NA",
        "31.02.2024",
        "2024-02-30",
        "2023-02-29",
        "01.02.24",
        "1/2/24",
        "Jan 5, 2024",
        "2024-W05",
        "2024-Q1",
        "5 January 2024",
        "2024-01-31 25:00",
        "2024-01-31 02:60",
        "NaN",
        "Infinity",
        "1,5",
        "0x10",
        "1e99",
        "2024-01-31x",
        "20240131T0100",
        "2024-01-31 02:30 CET",
        "12:30",
        "1e999999999"
      })
  void whatIsInNoKnownFormIsNotRead(String text) {
    assertEquals(List.of(), formsOf(text));
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yy, 31.01.24, 2024-01-31T00:00",
    "dd.MM.yy HH:mm, 31.01.24 05:06, 2024-01-31T05:06",
    "yyyyMMdd, 20240131, 2024-01-31T00:00",
    "yyyyMMddHH, 2024013107, 2024-01-31T07:00",
    "'d MMM yyyy', 5 Sep 2024, 2024-09-05T00:00",
    "'MMMM d, yyyy', 'january 5, 2024', 2024-01-05T00:00",
    "MM.yyyy, 02.2024, 2024-02-01T00:00",
    "'yyyy-''Q''q', 2024-Q3, 2024-07-01T00:00",
    "'YYYY-''W''ww', 2024-W01, 2024-01-01T00:00",
    "'YYYY-''W''ww-e', 2021-W52-7, 2022-01-02T00:00",
    "yyyy-DDD, 2024-060, 2024-02-29T00:00",
    "HH:mm, 05:06, 1970-01-01T05:06",
    "uuuu-MM-dd HH:mm VV, 2024-07-01 02:30 Europe/Berlin, 2024-07-01T00:30",
    "dd.MM.yyyy HH:mm XXX, 31.01.2024 02:30 +01:00, 2024-01-31T01:30",
  })
  void aPatternIsThatOfJavaTime(String pattern, String text, String expected) {
    LocalDateTime time = LocalDateTime.parse(expected);
    assertEquals(seconds(time.toEpochSecond(ZoneOffset.UTC), 0), key(pattern, text));
  }

  @Test
  void theHourThatComesTwiceHasTwoKeysWithOffsets() {
    BigDecimal first = key(TimeForm.ISO_OFFSET, "2024-10-27T02:30+02:00");
    assertEquals(
        BigDecimal.valueOf(3600).setScale(TimeForm.SCALE),
        key(TimeForm.ISO_OFFSET, "2024-10-27T02:30+01:00").subtract(first));
    assertNotEquals(key(TimeForm.ISO, "2024-03-31T02:30"), key(TimeForm.ISO, "2024-03-31T03:30"));
  }

  @Test
  void aPatternThatIsNoneIsRefused() {
    String message =
        assertThrows(InvalidInputException.class, () -> TimeForm.of("day.month")).getMessage();
    assertTrue(message.startsWith("timeFormat is day.month; expected number, iso,"), message);
  }

  @Test
  void aFormTravels() throws Exception {
    for (TimeForm form : TimeForm.KNOWN) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(form);
      }
      TimeForm read =
          (TimeForm)
              new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
      assertEquals(form.text(), read.text());
      assertEquals(form.key("2024-01-31"), read.key("2024-01-31"));
      assertEquals(form.instants(), form.text().equals("isoOffset"));
    }
    assertTrue(TimeForm.of("dd.MM.yyyy HH:mm XXX").instants());
  }

  @Test
  void aPatternWithoutAYearIsRefused() {
    for (String form : List.of("MM/dd HH:mm", "dd.MM", "D", "w e")) {
      String message =
          assertThrows(InvalidInputException.class, () -> TimeForm.of(form)).getMessage();
      assertTrue(message.contains("no year"), message);
    }
    assertEquals("HH:mm", TimeForm.of("HH:mm").text());
  }
}
