package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Columns of each kind in a sequence, in a block and in a batch. */
class ColumnTest {
  private static final ColumnSpec CHARACTERS =
      ColumnSpec.ofLists("characters", Readout.EACH_STEP, 0);
  private static final ColumnSpec TRANSCRIPT =
      ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0);

  private static EncodedSequence spoken(String words, int... transcript) {
    String[] split = words.isEmpty() ? new String[0] : words.split(" ");
    int[] ids = Arrays.stream(split).mapToInt(String::length).toArray();
    int[][] characters =
        Arrays.stream(split)
            .map(word -> word.replace("_", "").chars().toArray())
            .toArray(int[][]::new);
    return new EncodedSequence(
        ids.length,
        Column.tokens(ids),
        Column.ofLists(CHARACTERS, characters),
        Column.ofLists(TRANSCRIPT, transcript));
  }

  private static PackedBatch packed(EncodedSequence... sequences) {
    PackedBatch batch = new PackedBatch();
    batch.pack(SequenceBlock.of(List.of(sequences), 0));
    return batch;
  }

  private static String text(PackedColumn column, int entry) {
    return new String(column.ints(), column.start(entry), column.count(entry));
  }

  @Test
  void theCharactersOfEachWordAreFoundAtItsRow() {
    PackedBatch batch = packed(spoken("ab _ c"), spoken(""), spoken("d efg"), spoken("hijkl"));
    PackedColumn characters = batch.column("characters");
    assertEquals(6, characters.entries());
    assertEquals(12, characters.rows());
    String[] byRow = {"ab", "d", "hijkl", "", "efg", "c"};
    for (int row = 0; row < byRow.length; row++) {
      assertEquals(byRow[row], text(characters, row));
    }
    assertEquals(5, batch.column(ColumnSpec.TOKENS).ints()[2]);
  }

  @Test
  void aTargetMayBeShorterThanItsInput() {
    PackedBatch batch = packed(spoken("a", 7), spoken("a b c", 1, 2), spoken(""), spoken("a b"));
    PackedColumn targets = batch.column(ColumnSpec.TARGETS);
    assertEquals(3, targets.entries(), "the empty sequence has none");
    assertEquals(3, targets.rows());
    assertEquals(2, targets.count(0));
    assertEquals(0, targets.count(1));
    assertEquals(1, targets.count(2));
    assertArrayEquals(new int[] {1, 2, 7}, Arrays.copyOf(targets.ints(), 3));
    PackedBatch every = new PackedBatch();
    every.takeEvery(2, batch);
    assertEquals(2, every.length(0));
    assertEquals(2, every.column(ColumnSpec.TARGETS).count(0), "fewer steps keep the target");
    assertThrows(IllegalArgumentException.class, () -> every.column(ColumnSpec.TOKENS));
  }

  /** Buffers are reused, also by columns of the same name and another kind. */
  @Test
  void aColumnLeavesNoTraceInTheNext() {
    PackedBatch batch = packed(spoken("abcdefgh i j k", 1, 2, 3, 4, 5));
    batch.pack(SequenceBlock.of(List.of(spoken("z", 9)), 0));
    assertEquals("z", text(batch.column("characters"), 0));
    assertEquals(1, batch.column("characters").rows());
    Column vectors = Column.of(ColumnSpec.ofRows("characters", Readout.EACH_STEP, 2), 1f, 2f);
    batch.pack(SequenceBlock.of(List.of(new EncodedSequence(1, vectors)), 0));
    assertArrayEquals(new float[] {1, 2}, Arrays.copyOf(batch.column("characters").floats(), 2));
    assertEquals(1, batch.column("characters").count(0));
    assertEquals(null, batch.find(ColumnSpec.TARGETS));
  }

  @Test
  void hashesSeeWhereListsEndAndWhatColumnsAreCalled() {
    EncodedSequence a = spoken("ab c", 1);
    assertEquals(a.contentHash(), spoken("ab c", 1).contentHash());
    Column other = Column.ofLists(CHARACTERS, new int[][] {{'a'}, {'b', 'c'}});
    assertNotEquals(a.contentHash(), a.with(other).contentHash());
    assertNotEquals(digest(a), digest(a.with(other)));
    ColumnSpec named = ColumnSpec.ofRows("tags", Readout.EACH_STEP, 0);
    ColumnSpec otherwise = ColumnSpec.ofRows("parts", Readout.EACH_STEP, 0);
    EncodedSequence tags = a.with(Column.of(named, 1, 2));
    EncodedSequence parts = a.with(Column.of(otherwise, 1, 2));
    assertNotEquals(tags.contentHash(), parts.contentHash());
    assertNotEquals(digest(tags), digest(parts));
  }

  private static String digest(EncodedSequence... sequences) {
    int width =
        Arrays.stream(sequences[0].columns())
            .filter(column -> column.spec().name().equals(ColumnSpec.FEATURES))
            .mapToInt(column -> column.spec().width())
            .sum();
    return HexFormat.of().formatHex(SequenceBlock.of(List.of(sequences), width).sha256());
  }

  /**
   * Hashes from the version before columns, on which checkpoints and the order of sequences depend.
   */
  @Test
  void hashesAreThoseOfEarlierVersions() {
    EncodedSequence joined =
        new EncodedSequence(
                3,
                Column.tokens(1, 2, 3),
                Column.features(2, .5f, -1, 2, 3, 4, 5),
                Targets.labels(0, 1, 0))
            .withWeight(0.25f);
    EncodedSequence one =
        new EncodedSequence(1, Column.tokens(7), Column.features(2, 1, 2), Targets.labels(2));
    EncodedSequence reals = new EncodedSequence(2, Column.features(1, 1, 2), Targets.vector(3, 4));
    EncodedSequence empty = new EncodedSequence(0, Column.features(1), Targets.vector(5, 6));
    EncodedSequence labelled = new EncodedSequence(2, Column.tokens(1, 2), Targets.label(3));
    assertEquals(8911734388869086144L, joined.contentHash());
    assertEquals(-4091499129023062480L, one.contentHash());
    assertEquals(1586368320034106505L, reals.contentHash());
    assertEquals(4074926486144150657L, empty.contentHash());
    assertEquals(8866284349863400844L, labelled.contentHash());
    assertEquals(
        "190e188be93b9e3fd2fc9b0b0b51d0ccf1ef30113be20f51f94d8061a5026f45", digest(joined, one));
    assertEquals(
        "c2eff07b3f6610289e2a4e396044862b1677e91ef41e04088fe3413e7d87213e", digest(reals, empty));
    assertEquals(
        "7847fe074a75ea5ce6e1eddd3168ab39c23c0b63a3b77afed8adf6b9d2374ab2", digest(labelled));
    assertEquals(
        "372b81c7065d02e17f5e54884f2b1fbb09085c7d6f4482d61587ad6fefd5c893",
        HexFormat.of().formatHex(SequenceBlock.of(List.of(), 3).sha256()));
    assertEquals(
        "88c6ef74c764575218141888fcf20ccf487427b47409fbb0091274d4a8fc3b3b",
        HexFormat.of().formatHex(SequenceBlock.of(List.of(joined, one), 2).steps(1, 3).sha256()));
  }

  @Test
  void whatIsNotOfAColumnsKindIsRefused() {
    refused(
        "characters: a list of classes per step was given ints", () -> Column.of(CHARACTERS, 1));
    refused(
        "characters: a list of classes per step was given lists of vectors of floats",
        () -> Column.ofLists(CHARACTERS, new float[][] {{1}}));
    ColumnSpec strokes = ColumnSpec.ofLists("strokes", Readout.EACH_STEP, 2);
    refused(
        "cannot be divided into vectors of 2",
        () -> Column.ofLists(strokes, new float[][] {{1, 2, 3}}));
    refused("has the width -1", () -> ColumnSpec.ofRows("x", Readout.EACH_STEP, -1));
    Column two = Column.ofLists(TRANSCRIPT, new int[2][0]);
    refused("2 targets for a sequence of 5 steps; expected one", () -> new EncodedSequence(5, two));
    EncodedSequence without = new EncodedSequence(1, Column.tokens(1));
    refused(
        "different characters: no characters and a list of classes per step",
        () ->
            SequenceBlock.of(
                List.of(without, without.with(Column.ofLists(CHARACTERS, new int[1][0]))), 0));
    SequenceBlock block = SequenceBlock.of(List.of(spoken("a b")), 0);
    refused("targets: a list of classes per sequence cannot be cut", () -> block.steps(0, 1));
  }

  private static void refused(String part, Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertEquals(true, message.contains(part), message);
  }
}
