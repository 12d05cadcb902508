package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-made cases of chunks according to CoNLL's conlleval. */
class SpansTest {
  private static String spans(String tags) {
    String[] split = tags.isEmpty() ? new String[0] : tags.split(" ");
    return Spans.of(split).stream()
        .map(span -> span.from() + "-" + span.to() + span.type())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B-X I-X O B-X | 0-2X 3-4X",
        "B-X B-X I-X | 0-1X 1-3X", // B always begins
        "I-X I-X O | 0-2X", // IOB1: I after O begins
        "O I-X B-X | 1-2X 2-3X",
        "B-X I-Y I-Y | 0-1X 1-3Y", // another type begins
        "I-X I-Y I-X | 0-1X 1-2Y 2-3X",
        "B-X O I-X | 0-1X 2-3X",
        "B-X I-X E-X O | 0-3X", // BIOES
        "S-X S-X S-Y | 0-1X 1-2X 2-3Y",
        "B-X E-X I-X | 0-2X 2-3X", // E ends
        "E-X E-X | 0-1X 1-2X",
        "O E-X | 1-2X",
        "B-X E-Y | 0-1X 1-2Y",
        "B-X S-X I-X | 0-1X 1-2X 2-3X",
        "B-A-B I-A-B | 0-2A-B", // the type may hold a hyphen
        "B-X NN I-X | 0-1X 2-3X", // other labels are outside
        "O O | ''",
        "'' | ''"
      })
  void spansAreThoseOfConlleval(String tags, String expected) {
    assertEquals(expected, spans(tags));
  }

  @Test
  void bioTagsAreToldFromOthers() {
    assertTrue(Arrays.asList("O", "B-X", "I-X", "E-LOC", "S-1").stream().allMatch(Spans::isTag));
    for (String other : new String[] {"", "B", "B-", "NN", "X-Y", "BX", "b-X", "I_X"}) {
      assertFalse(Spans.isTag(other), other);
    }
  }

  /** endOfChunk and startOfChunk of conlleval.pl, as published with CoNLL-2000, rule by rule. */
  private static Set<Spans.Span> conlleval(String... labels) {
    Set<Spans.Span> chunks = new HashSet<>();
    String lastTag = "O";
    String lastType = "";
    int from = -1;
    for (int t = 0; t <= labels.length; t++) {
      String label = t < labels.length ? labels[t] : "O"; // a sentence ends as if O followed
      String tag = label.substring(0, 1);
      String type = label.equals("O") ? "" : label.substring(2);
      boolean otherType = !lastType.equals(type);
      boolean ends =
          List.of("BB", "BO", "IB", "IO", "EE", "EI", "EO").contains(lastTag + tag)
              || !lastTag.equals("O") && otherType;
      boolean starts =
          List.of("BB", "IB", "OB", "OI", "EE", "EI", "OE").contains(lastTag + tag)
              || !tag.equals("O") && otherType;
      if (ends && from >= 0) {
        chunks.add(new Spans.Span(lastType, from, t));
        from = -1;
      }
      if (starts) {
        from = t;
      }
      lastTag = tag;
      lastType = type;
    }
    return chunks;
  }

  /** All sequences of up to six labels of two types; E- too where no B- of its type follows it. */
  @Test
  void allSequencesAreReadByTheRulesOfConlleval() {
    compare(new String[] {"O", "B-X", "I-X", "B-Y", "I-Y"}, 6, new ArrayList<>());
    compare(new String[] {"O", "B-X", "I-X", "E-X", "I-Y", "E-Y"}, 5, new ArrayList<>());
  }

  private static void compare(String[] labels, int most, List<String> begun) {
    String[] sequence = begun.toArray(String[]::new);
    String text = String.join(" ", sequence);
    if (!text.contains("E-X B-X")) { // conlleval's rules do not cover it
      assertEquals(conlleval(sequence), Spans.of(sequence), text);
    }
    for (int i = 0; begun.size() < most && i < labels.length; i++) {
      begun.add(labels[i]);
      compare(labels, most, begun);
      begun.remove(begun.size() - 1);
    }
  }
}
