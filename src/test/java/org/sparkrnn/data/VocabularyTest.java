package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static Vocabulary throughText(Vocabulary vocabulary) throws IOException {
    StringWriter text = new StringWriter();
    vocabulary.write(text);
    assertEquals(vocabulary.size(), text.toString().chars().filter(ch -> ch == '\n').count());
    return Vocabulary.read(new BufferedReader(new StringReader(text.toString())), false);
  }

  @Test
  void entriesOfAnyCharactersSurviveTheText() throws IOException {
    List<String> entries =
        List.of(
            "<unk>",
            "",
            " ",
            "\t",
            "a\\b",
            "\\",
            "\\\\",
            "\\n",
            "\n",
            "\r",
            "\r\n",
            "a\nb",
            "\\\r",
            "n",
            "\u2028",
            "\u0085",
            "苹果",
            "\uD83D\uDE00",
            "\uFEFF",
            "\"",
            "#",
            "trailing ");
    assertEquals(entries, throughText(new Vocabulary(entries, false)).entries());
    assertEquals(List.of(), throughText(new Vocabulary(List.of(), false)).entries());
  }

  @Test
  void idsFollowTheEntries() {
    Vocabulary vocabulary = new Vocabulary(List.of(Vocabulary.UNKNOWN, "b", "a"), false);
    assertEquals(3, vocabulary.size());
    assertEquals(2, vocabulary.find("a"));
    assertEquals("a", vocabulary.entry(2));
  }

  @Test
  void anUnknownTokenHasTheFirstId() {
    Vocabulary vocabulary = new Vocabulary(List.of(Vocabulary.UNKNOWN, "b"), false);
    assertEquals(0, vocabulary.findOrUnknown("c"));
    assertEquals(0, vocabulary.findOrUnknown("B"));
    assertEquals(-1, vocabulary.find("c"));
  }

  @Test
  void lowercaseAppliesToWhatIsLookedUpInAnyLocale() {
    Vocabulary vocabulary = new Vocabulary(List.of(Vocabulary.UNKNOWN, "title", "é"), true);
    assertEquals(1, vocabulary.find("TITLE"));
    assertEquals(2, vocabulary.find("É"));
  }

  @Test
  void anEntryThatOccursTwiceIsNamed() {
    String message =
        assertThrows(
                InvalidInputException.class, () -> new Vocabulary(List.of("a", "b", "a"), false))
            .getMessage();
    assertTrue(message.contains("entry 2, \"a\""), message);
  }
}
