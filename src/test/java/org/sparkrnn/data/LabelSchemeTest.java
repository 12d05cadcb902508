package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which labels schemes allow, and that conversion keeps spans. */
class LabelSchemeTest {
  private static final String[] ALL = {"O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y"};

  private static void sequences(
      String[] labels, int length, List<String> begun, List<String[]> to) {
    if (begun.size() == length) {
      to.add(begun.toArray(String[]::new));
      return;
    }
    for (String label : labels) {
      begun.add(label);
      sequences(labels, length, begun, to);
      begun.remove(begun.size() - 1);
    }
  }

  private static List<String[]> sequences(int most, String... labels) {
    List<String[]> all = new ArrayList<>();
    for (int length = 0; length <= most; length++) {
      sequences(labels, length, new ArrayList<>(), all);
    }
    return all;
  }

  /** A sequence is valid if converting its own spans gives the same labels. */
  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void validSequencesAreThoseThatSpansAreWrittenAs(LabelScheme scheme) {
    for (String[] labels : sequences(4, ALL)) {
      assertEquals(
          Arrays.equals(scheme.of(labels), labels),
          scheme.isValid(labels),
          scheme + " " + String.join(" ", labels));
    }
  }

  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void spansStayTheSame(LabelScheme scheme) {
    for (String[] labels : sequences(4, ALL)) {
      String[] own = scheme.of(labels);
      assertTrue(scheme.isValid(own));
      assertEquals(Spans.of(labels), Spans.of(own), String.join(" ", labels));
      for (LabelScheme other : LabelScheme.values()) {
        assertArrayEquals(own, scheme.of(other.of(own)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "I-X I-X B-X O I-Y I-X, B-X I-X B-X O B-Y B-X, B-X E-X S-X O S-Y S-X",
    "I-A-1 O, B-A-1 O, S-A-1 O",
    "I-X I-X I-X, B-X I-X I-X, B-X I-X E-X"
  })
  void theSameSpansInEachScheme(String iob1, String bio, String bioes) {
    assertEquals(iob1, String.join(" ", LabelScheme.IOB1.of(bioes.split(" "))));
    assertEquals(bio, String.join(" ", LabelScheme.BIO.of(iob1.split(" "))));
    assertEquals(bioes, String.join(" ", LabelScheme.BIOES.of(bio.split(" "))));
  }

  private static LabelScheme recognized(String... sequences) {
    List<String> labels = new ArrayList<>();
    Map<LabelScheme, Long> broken = new HashMap<>();
    for (String sequence : sequences) {
      String[] split = sequence.split(" ");
      labels.addAll(List.of(split));
      for (LabelScheme scheme : LabelScheme.values()) {
        if (!scheme.isValid(split)) {
          broken.merge(scheme, 1L, Long::sum);
        }
      }
    }
    return LabelScheme.recognized(labels, broken, sequences.length);
  }

  @Test
  void schemesAreRecognized() {
    assertEquals(LabelScheme.BIO, recognized("B-X I-X O", "O O B-Y B-Y"));
    assertEquals(LabelScheme.IOB1, recognized("I-X I-X B-X", "O O"));
    assertEquals(LabelScheme.BIOES, recognized("B-X E-X S-Y", "O O"));
    assertNull(recognized("O O", "O"));
    assertNull(recognized("NN VB", "DT NN"));
    assertNull(recognized("B-X I-X", "I-X O B-X")); // half of one, half of none
    String[] hardlyWrong = new String[40];
    Arrays.fill(hardlyWrong, "O B-X I-X");
    hardlyWrong[7] = "O I-X";
    assertEquals(LabelScheme.BIO, recognized(hardlyWrong));
  }

  @Test
  void tagsSayNothingOfTypes() {
    SpanTags tags =
        SpanTags.of(
            LabelScheme.BIOES, new Vocabulary(List.of("O", "S-LOC", "B-LOC", "E-LOC", "x"), false));
    assertEquals("O S-0 B-0 E-0 ?", tags.text());
    assertTrue(tags.begins(2) && !tags.begins(3) && !tags.ends(2) && tags.ends(3));
    assertTrue(tags.allows(2, 3) && !tags.allows(2, 1) && !tags.allows(0, 4) && !tags.begins(4));
    assertTrue(SpanTags.NONE.allows(0, 1) && SpanTags.NONE.begins(0) && SpanTags.NONE.ends(0));
    assertFalse(SpanTags.of("bio", "O B-0").allows(0, 0) == false);
  }
}
