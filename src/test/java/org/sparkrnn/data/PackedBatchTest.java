package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.PackedBatch.TokenFilter;

class PackedBatchTest {
  /** Sequence i of length T: tokens 100 i + t, labels 10 i + t. */
  private static SequenceBlock tokens(int... lengths) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      int[] tokens = new int[lengths[i]];
      int[] labels = new int[lengths[i]];
      for (int t = 0; t < lengths[i]; t++) {
        tokens[t] = 100 * i + t;
        labels[t] = 10 * i + t;
      }
      sequences.add(new EncodedSequence(lengths[i], Column.tokens(tokens), Targets.labels(labels)));
    }
    return SequenceBlock.of(sequences, 0);
  }

  private static PackedBatch packed(SequenceBlock block) {
    PackedBatch batch = new PackedBatch();
    batch.pack(block);
    return batch;
  }

  private static int[] tokens(PackedBatch batch) {
    return batch.column(ColumnSpec.TOKENS).ints();
  }

  private static int[] labels(PackedBatch batch) {
    return batch.column(ColumnSpec.TARGETS).ints();
  }

  private static int[] batchSizes(PackedBatch batch) {
    int[] sizes = new int[batch.maxLength()];
    Arrays.setAll(sizes, batch::batchSize);
    return sizes;
  }

  private static int[] positions(PackedBatch batch) {
    int[] positions = new int[batch.sequences()];
    Arrays.setAll(positions, batch::position);
    return positions;
  }

  @Test
  void stepsOfRaggedSequencesFollowEachOtherWithoutPadding() {
    PackedBatch batch = packed(tokens(2, 4, 1));
    assertEquals(3, batch.sequences());
    assertEquals(4, batch.maxLength());
    assertEquals(7, batch.rows());
    assertArrayEquals(new int[] {1, 0, 2}, positions(batch));
    assertArrayEquals(new int[] {3, 2, 1, 1}, batchSizes(batch));
    assertArrayEquals(new int[] {100, 0, 200, 101, 1, 102, 103}, Arrays.copyOf(tokens(batch), 7));
    assertArrayEquals(new int[] {10, 0, 20, 11, 1, 12, 13}, Arrays.copyOf(labels(batch), 7));
    int offset = 0;
    for (int t = 0; t < 4; t++) {
      assertEquals(offset, batch.offset(t));
      offset += batch.batchSize(t);
    }
  }

  @Test
  void everyTokenAndLabelIsFoundAtItsRow() {
    int[] lengths = {3, 0, 5, 5, 1, 0, 2};
    PackedBatch batch = packed(tokens(lengths));
    int seen = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      int i = batch.position(b);
      for (int t = 0; t < lengths[i]; t++, seen++) {
        assertEquals(100 * i + t, tokens(batch)[batch.row(b, t)]);
        assertEquals(10 * i + t, labels(batch)[batch.row(b, t)]);
      }
    }
    assertEquals(batch.rows(), seen);
  }

  @Test
  void equalLengthsKeepTheirOrder() {
    assertArrayEquals(new int[] {1, 3, 0, 2, 4}, positions(packed(tokens(2, 3, 2, 3, 2))));
  }

  @Test
  void emptySequencesComeLastAndTakeNoRows() {
    PackedBatch batch = packed(tokens(0, 2, 0, 1));
    assertEquals(4, batch.sequences());
    assertEquals(3, batch.rows());
    assertArrayEquals(new int[] {1, 3, 0, 2}, positions(batch));
    assertArrayEquals(new int[] {2, 1}, batchSizes(batch));
  }

  @Test
  void aBatchOfNothingAndOneOfEmptySequencesHaveNoSteps() {
    for (SequenceBlock block : List.of(tokens(), tokens(0), tokens(0, 0))) {
      PackedBatch batch = packed(block);
      assertEquals(block.size(), batch.sequences());
      assertEquals(0, batch.rows());
      assertEquals(0, batch.maxLength());
    }
  }

  @Test
  void aSmallerBatchFollowsALargerOneWithoutATrace() {
    PackedBatch used = packed(tokens(9, 8, 7, 6));
    SequenceBlock block = tokens(1, 3, 0);
    used.pack(block);
    PackedBatch fresh = packed(block);
    assertEquals(fresh.rows(), used.rows());
    assertEquals(fresh.sequences(), used.sequences());
    assertArrayEquals(batchSizes(fresh), batchSizes(used));
    assertArrayEquals(positions(fresh), positions(used));
    assertArrayEquals(tokens(fresh), Arrays.copyOf(tokens(used), 4));
    assertArrayEquals(labels(fresh), Arrays.copyOf(labels(used), 4));
    used.pack(tokens());
    assertEquals(0, used.rows());
  }

  @Test
  void aRangeOfIndicesIsPackedThroughTheFilter() {
    PackedBatch batch = new PackedBatch();
    TokenFilter onlyEven = (i, t, token) -> t % 2 == 0 ? token : -1 - i;
    batch.pack(tokens(2, 1, 3), new int[] {0, 2, 1, 0}, 1, 2, onlyEven);
    assertArrayEquals(new int[] {0, 1}, positions(batch));
    assertArrayEquals(new int[] {200, 100, -3, 202}, Arrays.copyOf(tokens(batch), 4));
  }

  /** Compares the targets of each step and sequence row by row, whatever was packed before. */
  @Test
  void targetsOfEveryKindAreFoundAtTheirRows() {
    PackedBatch batch = packed(tokens(9, 9, 9));
    int[] lengths = {2, 0, 3, 1};
    for (boolean eachStep : new boolean[] {true, false}) {
      for (int width : new int[] {0, 2, 1}) {
        List<EncodedSequence> sequences = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
          sequences.add(
              new EncodedSequence(lengths[i], Column.tokens(new int[lengths[i]]))
                  .with(targets(i, eachStep ? lengths[i] : -1, width))
                  .withWeight(width == 2 ? 1 : i));
        }
        batch.pack(SequenceBlock.of(sequences, 0));
        PackedColumn targets = batch.column(ColumnSpec.TARGETS);
        assertEquals(eachStep ? Readout.EACH_STEP : Readout.LAST_STEP, targets.spec().per());
        assertEquals(eachStep ? 6 : 3, targets.rows());
        assertEquals(width, targets.width());
        assertEquals(width != 2, targets.weighted());
        for (int b = 0; b < 3; b++) {
          int i = batch.position(b);
          assertEquals(lengths[i], batch.length(b));
          for (int t = 0; t < (eachStep ? lengths[i] : 1); t++) {
            int row = batch.row(b, t);
            assertEquals(width == 2 ? 1 : i, targets.weight(row));
            for (int k = 0; k < Math.max(1, width); k++) {
              float found = width == 0 ? targets.ints()[row] : targets.floats()[row * width + k];
              assertEquals(100 * i + 10 * t + k, found);
            }
          }
        }
      }
    }
    batch.pack(SequenceBlock.of(List.of(new EncodedSequence(1, Column.tokens(0))), 0));
    assertNull(batch.find(ColumnSpec.TARGETS));
    String message =
        assertThrows(IllegalArgumentException.class, () -> batch.column("characters")).getMessage();
    assertEquals("the batch has no column characters; its columns are tokens", message);
  }

  /**
   * Targets 100 i + 10 t + k for each of {@code length} steps, or for the sequence if that is -1.
   */
  private static Column targets(int i, int length, int width) {
    int rows = Math.abs(length);
    float[] values = new float[rows * width];
    int[] labels = new int[rows];
    for (int t = 0; t < rows; t++) {
      labels[t] = 100 * i + 10 * t;
      for (int k = 0; k < width; k++) {
        values[t * width + k] = labels[t] + k;
      }
    }
    if (width == 0) {
      return length < 0 ? Targets.label(labels[0]) : Targets.labels(labels);
    }
    return length < 0 ? Targets.vector(values) : Targets.vectors(values, width);
  }

  @Test
  void featuresKeepTheirWidth() {
    List<EncodedSequence> sequences =
        List.of(
            new EncodedSequence(1, Column.features(2, 1, 2)),
            new EncodedSequence(2, Column.features(2, 3, 4, 5, 6)));
    PackedBatch batch = packed(SequenceBlock.of(sequences, 2));
    assertArrayEquals(new float[] {3, 4, 1, 2, 5, 6}, batch.column(ColumnSpec.FEATURES).floats());
  }
}
