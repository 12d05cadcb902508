package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.evaluation.TaggingCounts;

class TaggingMetricsTest {
  private static TaggingCounts add(TaggingCounts counts, String gold, String found) {
    return counts.add(gold.split(" "), found.split(" "), null);
  }

  @Test
  void sharesAreThoseCountedByHand() {
    // A: 4 labels, 2 hits, 3 found. B: 2, 1, 3. C: 1, 0, 0. D: is not a label, found once.
    TaggingMetrics metrics =
        new TaggingMetrics(add(add(new TaggingCounts(), "A A B C", "A B B B"), "A A B", "D A A"));
    assertEquals(2, metrics.sequences());
    assertEquals(7, metrics.steps());
    assertEquals(3 / 7.0, metrics.accuracy(), 1e-12);
    List<TaggingMetrics.TagMetrics> tags = metrics.tags();
    assertEquals(
        List.of("A", "B", "C", "D"), tags.stream().map(TaggingMetrics.TagMetrics::tag).toList());
    assertEquals(new TaggingMetrics.TagMetrics("A", 2 / 3.0, 0.5, 4 / 7.0, 4), tags.get(0));
    assertEquals(new TaggingMetrics.TagMetrics("B", 1 / 3.0, 0.5, 2 / 5.0, 2), tags.get(1));
    assertEquals(new TaggingMetrics.TagMetrics("C", 0, 0, 0, 1), tags.get(2));
    assertEquals(new TaggingMetrics.TagMetrics("D", 0, 0, 0, 0), tags.get(3));
    assertEquals((4 / 7.0 + 2 / 5.0) / 3, metrics.macroF1(), 1e-12);
    assertEquals(
        List.of(
            new TaggingMetrics.Confusion("A", "B", 1),
            new TaggingMetrics.Confusion("A", "D", 1),
            new TaggingMetrics.Confusion("B", "A", 1)),
        metrics.mostConfused(3));
    assertEquals(4, metrics.mostConfused(99).size());
    assertFalse(metrics.bio());
    assertTrue(Double.isNaN(metrics.loss()));
  }

  @Test
  void theMostFrequentConfusionComesFirst() {
    TaggingMetrics metrics = new TaggingMetrics(add(new TaggingCounts(), "A B B B A", "B A A B A"));
    assertEquals(
        List.of(
            new TaggingMetrics.Confusion("B", "A", 2), new TaggingMetrics.Confusion("A", "B", 1)),
        metrics.mostConfused(5));
  }

  @Test
  void spansCountWhereBothEndsAndTheTypeAgree() {
    TaggingMetrics metrics =
        new TaggingMetrics(
            add(
                add(new TaggingCounts(), "B-X I-X O B-Y", "B-X I-X O B-X"),
                "B-X I-X I-X O S-Y",
                "B-X I-X O O S-Y"));
    assertTrue(metrics.bio());
    assertEquals(2 * 2.0 / (4 + 4), metrics.spanF1(), 1e-12);
  }

  @Test
  void outsideTagsAloneAreNoSpans() {
    TaggingMetrics metrics = new TaggingMetrics(add(new TaggingCounts(), "O O", "O O"));
    assertFalse(metrics.bio());
    assertEquals(0, metrics.spanF1());
    assertEquals(1, metrics.accuracy());
  }

  @Test
  void unknownTokensHaveAnAccuracyOfTheirOwn() {
    Vocabulary vocabulary = new Vocabulary(List.of(Vocabulary.UNKNOWN, "a"), false);
    boolean[] unknown = TaggingCounts.unknown(vocabulary, new String[] {"a", "x", "y", "a"});
    TaggingMetrics metrics =
        new TaggingMetrics(
            new TaggingCounts()
                .add(
                    new String[] {"A", "A", "B", "A"}, new String[] {"B", "A", "A", "A"}, unknown));
    assertEquals(2, metrics.unknownSteps());
    assertEquals(0.5, metrics.unknownAccuracy());
  }

  @Test
  void nothingHasNoMetrics() {
    for (TaggingCounts counts :
        List.of(new TaggingCounts(), new TaggingCounts().add(new String[0], new String[0], null))) {
      TaggingMetrics metrics = new TaggingMetrics(counts);
      assertTrue(Double.isNaN(metrics.accuracy()));
      assertTrue(Double.isNaN(metrics.unknownAccuracy()));
      assertTrue(Double.isNaN(metrics.macroF1()));
      assertTrue(Double.isNaN(metrics.loss()));
      assertEquals(0, metrics.spanF1());
      assertFalse(metrics.bio());
      assertEquals(List.of(), metrics.tags());
      assertEquals(List.of(), metrics.mostConfused(3));
    }
  }

  @Test
  void mergedCountsAreThoseOfAllSequences() {
    TaggingCounts left = add(new TaggingCounts(), "A B-X", "A B-X");
    TaggingCounts right = add(new TaggingCounts(), "A B-X I-X", "B-X B-X O");
    TaggingCounts all = add(add(new TaggingCounts(), "A B-X", "A B-X"), "A B-X I-X", "B-X B-X O");
    TaggingCounts merged = left.merge(right).merge(new TaggingCounts());
    assertEquals(all.confusion, merged.confusion);
    assertEquals(all.sequences, merged.sequences);
    assertEquals(all.steps, merged.steps);
    assertEquals(all.commonSpans, merged.commonSpans);
    assertEquals(all.goldSpans, merged.goldSpans);
    assertEquals(all.predictedSpans, merged.predictedSpans);
  }

  @Test
  void unequalLengthsAreRefused() {
    String message =
        assertThrows(InvalidInputException.class, () -> add(new TaggingCounts(), "A B", "A"))
            .getMessage();
    assertTrue(message.startsWith("2 labels but 1 predictions"), message);
  }
}
