package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** EncodedSequence, its encoder, and blocks of them. */
class EncodedSequenceTest {
  private static final SequenceEncoder ENCODER =
      new SequenceEncoder(
          new Vocabulary(List.of(Vocabulary.UNKNOWN, "a", "b"), true),
          0,
          new Vocabulary(List.of("X", "Y"), false));

  private static EncodedSequence tokens(int... tokens) {
    return new EncodedSequence(tokens.length, tokens, null, new int[tokens.length]);
  }

  @Test
  void theHashDependsOnContentAlone() {
    assertEquals(tokens(1, 2, 3).contentHash(), tokens(1, 2, 3).contentHash());
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        hashes.add(tokens(i, j).contentHash());
        hashes.add(tokens(0, i, j).contentHash());
        hashes.add(new EncodedSequence(1, null, new float[] {i, j}, null).contentHash());
      }
    }
    assertEquals(300, hashes.size());
  }

  @Test
  void theHashSeesLabels() {
    assertNotEquals(
        new EncodedSequence(2, new int[] {1, 2}, null, new int[] {0, 1}).contentHash(),
        new EncodedSequence(2, new int[] {1, 2}, null, new int[] {1, 0}).contentHash());
  }

  @Test
  void tokensAndLabelsAreEncodedByTheirVocabularies() {
    EncodedSequence sequence =
        ENCODER.encode(new String[] {"B", "c", "a"}, new String[] {"Y", "X", "Y"});
    assertEquals(3, sequence.length());
    assertArrayEquals(new int[] {2, 0, 1}, sequence.tokens());
    assertArrayEquals(new int[] {1, 0, 1}, sequence.labels());
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
    assertEquals(2, block.token(0, 1));
    assertEquals(3, block.token(2, 0));
    assertTrue(block.labelled());
    assertArrayEquals(new int[] {1, 2, 0}, block.byLength());
  }

  @Test
  void anEmptyBlockIsABlock() {
    SequenceBlock block = SequenceBlock.of(List.of(), 3);
    assertEquals(0, block.size());
    assertEquals(0, block.steps());
    assertFalse(block.labelled());
  }

  @Test
  void aBlockLargerThanAnArraySaysWhatToDo() {
    EncodedSequence huge = new EncodedSequence(1 << 30, null, null, null);
    String message =
        assertThrows(InvalidInputException.class, () -> SequenceBlock.of(List.of(huge, huge), 0))
            .getMessage();
    assertTrue(message.contains("raise numShards"), message);
  }
}
