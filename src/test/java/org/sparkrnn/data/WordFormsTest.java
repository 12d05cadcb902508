package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordFormsTest {
  @Test
  void asItIsInLowerCaseAndNormalized() {
    assertEquals(List.of("word"), WordForms.of("word"));
    assertEquals(List.of("Word", "word"), WordForms.of("Word"));
    assertEquals(List.of("B2B", "b2b", "b0b"), WordForms.of("B2B"));
    assertEquals(List.of("1999", "0000"), WordForms.of("1999"));
    assertEquals(List.of("\uFF21\u0663", "\uFF41\u0663", "a0"), WordForms.of("\uFF21\u0663"));
    assertEquals(List.of(""), WordForms.of(""));
    for (String word : List.of("word", "Word", "B2B", "1999")) {
      List<String> forms = WordForms.of(word);
      assertEquals(0, WordForms.number(word, forms.get(0)));
      assertTrue(WordForms.number(word, forms.get(forms.size() - 1)) < WordForms.NUMBER);
    }
    assertEquals(1, WordForms.number("Word", "word"));
    assertEquals(2, WordForms.number("B2B", "b0b"));
  }

  @Test
  void aVocabularyMayLookThemUp() {
    Vocabulary forms = new Vocabulary(List.of("<unk>", "word", "Word", "b0b", "00"), false, true);
    assertEquals(List.of(2, 1, 3, 3, 4, 0, -1), finds(forms));
    Vocabulary plain = new Vocabulary(forms.entries(), false);
    assertEquals(List.of(2, -1, -1, 3, -1, 0, -1), finds(plain));
    Vocabulary longer = forms.with(List.of("none", "x1"));
    assertEquals(5, longer.find("NONE"));
    assertEquals(6, longer.find("X1"));
    assertTrue(longer.byForms());
  }

  private static List<Integer> finds(Vocabulary vocabulary) {
    return List.of("Word", "WORD", "B2B", "b0b", "17", "<unk>", "none").stream()
        .map(vocabulary::find)
        .toList();
  }
}
