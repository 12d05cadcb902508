package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** EncodedSequence, its encoder, and blocks of them. */
class EncodedSequenceTest {
  private static final SequenceEncoder ENCODER =
      new SequenceEncoder(
          new Vocabulary(List.of(Vocabulary.UNKNOWN, "a", "b"), true),
          0,
          new Vocabulary(List.of("X", "Y"), false));

  private static EncodedSequence tokens(int... tokens) {
    return new EncodedSequence(
        tokens.length, Column.tokens(tokens), Targets.labels(new int[tokens.length]));
  }

  private static EncodedSequence plain(int... tokens) {
    return new EncodedSequence(tokens.length, Column.tokens(tokens));
  }

  @Test
  void theHashDependsOnContentAlone() {
    assertEquals(tokens(1, 2, 3).contentHash(), tokens(1, 2, 3).contentHash());
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        hashes.add(tokens(i, j).contentHash());
        hashes.add(tokens(0, i, j).contentHash());
        hashes.add(new EncodedSequence(1, Column.features(2, i, j)).contentHash());
      }
    }
    assertEquals(300, hashes.size());
  }

  @Test
  void theHashSeesLabels() {
    assertNotEquals(
        plain(1, 2).with(Targets.labels(0, 1)).contentHash(),
        plain(1, 2).with(Targets.labels(1, 0)).contentHash());
  }

  @Test
  void theHashSeesTargetsOfEveryKindAndWeights() {
    EncodedSequence plain = plain(1, 2);
    Set<Long> hashes = new HashSet<>(List.of(plain.contentHash()));
    for (float v : new float[] {0.25f, 0.5f}) {
      hashes.add(plain.with(Targets.vector(v, 1)).contentHash());
      hashes.add(plain.with(Targets.vectors(new float[] {v, 2, 3, 4}, 2)).contentHash());
      hashes.add(plain.withWeight(v).contentHash());
    }
    hashes.add(plain.with(Targets.label(1)).contentHash());
    hashes.add(plain.with(Targets.label(2)).contentHash());
    assertEquals(9, hashes.size());
    assertEquals(plain.contentHash(), plain.withWeight(1).contentHash());
  }

  @Test
  void targetsThatDoNotFitAreRefused() {
    EncodedSequence two = plain(1, 2);
    refused("3 targets for a sequence of 2 steps", () -> two.with(Targets.labels(1, 2, 3)));
    refused("cannot be divided into vectors of 2", () -> Targets.vectors(new float[3], 2));
    refused("at least one", () -> Targets.vector());
    refused("but is -1.0", () -> two.withWeight(-1));
    refused("but is NaN", () -> two.withWeight(Float.NaN));
    EncodedSequence a = two.with(Targets.label(1));
    EncodedSequence b = two.with(Targets.vectors(new float[6], 3));
    refused(
        "a class per sequence and a vector of 3 per step",
        () -> SequenceBlock.of(List.of(a, b), 0));
    refused("a class per sequence and no targets", () -> SequenceBlock.of(List.of(a, two), 0));
    refused("no targets and a class per sequence", () -> SequenceBlock.of(List.of(two, a), 0));
  }

  private static void refused(String part, Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void tokensAndLabelsAreEncodedByTheirVocabularies() {
    EncodedSequence sequence =
        ENCODER.encode(new String[] {"B", "c", "a"}, new String[] {"Y", "X", "Y"});
    assertEquals(3, sequence.length());
    assertArrayEquals(new int[] {2, 0, 1}, sequence.tokens());
    assertArrayEquals(new int[] {1, 0, 1}, sequence.column(ColumnSpec.TARGETS).ints());
  }

  @Test
  void anUnknownLabelAndUnequalLengthsAreNamed() {
    String label =
        assertThrows(
                InvalidInputException.class,
                () -> ENCODER.encode(new String[] {"a", "b"}, new String[] {"X", "x"}))
            .getMessage();
    assertTrue(label.contains("\"x\" at step 2"), label);
    String lengths =
        assertThrows(
                InvalidInputException.class,
                () -> ENCODER.encode(new String[] {"a", "b"}, new String[] {"X"}))
            .getMessage();
    assertTrue(lengths.contains("2 steps") && lengths.contains("1 labels"), lengths);
  }

  @Test
  void aBlockHoldsItsSequencesInOrder() {
    SequenceBlock block = SequenceBlock.of(List.of(tokens(1, 2), tokens(), tokens(3)), 0);
    assertEquals(3, block.size());
    assertEquals(3, block.steps());
    assertEquals(0, block.length(1));
    assertArrayEquals(new int[] {1, 2, 3}, block.column(ColumnSpec.TOKENS).ints());
    assertEquals(2, block.begin(1));
    assertEquals(2, block.begin(2));
    assertEquals(Targets.labels().spec(), block.column(ColumnSpec.TARGETS).spec());
    assertEquals(3, block.column(ColumnSpec.TARGETS).rows());
    assertArrayEquals(new int[] {1, 2, 0}, block.byLength());
  }

  @Test
  void anEmptyBlockIsABlock() {
    SequenceBlock block = SequenceBlock.of(List.of(), 3);
    assertEquals(0, block.size());
    assertEquals(0, block.steps());
    assertNull(block.column(ColumnSpec.TARGETS));
  }

  @Test
  void aBlockLargerThanAnArraySaysWhatToDo() {
    EncodedSequence huge = new EncodedSequence(1 << 30);
    String message =
        assertThrows(InvalidInputException.class, () -> SequenceBlock.of(List.of(huge, huge), 0))
            .getMessage();
    assertTrue(message.contains("raise numShards"), message);
  }
}
