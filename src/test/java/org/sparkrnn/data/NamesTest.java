package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nearest names of misspelt ones. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "'','',0",
    "a,'',1",
    "'',abc,3",
    "kitten,sitting,3",
    "flaw,lawn,2",
    "same,same,0",
    "hiddenSize,hidenSize,1",
    "ab,ba,2",
    "saturday,sunday,3"
  })
  void editsAreCounted(String from, String to, int edits) {
    assertEquals(edits, Names.edits(from, to));
    assertEquals(edits, Names.edits(to, from));
  }

  @Test
  void theNearestIsFound() {
    List<String> known = List.of("hiddenSize", "batchSize", "seed");
    assertEquals(Optional.of("hiddenSize"), Names.nearest("HIDENSIZE", known));
    assertEquals(Optional.empty(), Names.nearest("x", List.of()));
    assertEquals(
        Optional.of("doc.tokens"), Names.nearestColumn("tokns", List.of("doc.tokens", "a")));
    assertEquals(Optional.empty(), Names.nearestColumn("words", List.of("identifier")));
  }
}
