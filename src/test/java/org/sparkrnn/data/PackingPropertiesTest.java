package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Properties for sequences of any lengths: after packing and unpacking, every step is in its place.
 */
class PackingPropertiesTest {
  /** Which inputs and targets sequences have. */
  enum Kind {
    TOKENS_AND_LABELS(0),
    TOKENS_AND_VECTORS_A_STEP(0),
    FEATURES_AND_A_LABEL(3),
    FEATURES_AND_A_VECTOR(2),
    BOTH_AND_LABELS(2),
    TOKENS_ALONE(0),
    CHARACTERS_AND_A_SHORTER_TARGET(0),
    VECTORS_WITHIN_STEPS(0),
    VECTORS_WITHIN_SEQUENCES(1),
    SEVERAL_OF_ALL(3);

    final int width;

    Kind(int width) {
      this.width = width;
    }

    boolean tokens() {
      return width == 0 || this == BOTH_AND_LABELS || this == SEVERAL_OF_ALL;
    }
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return Arbitraries.integers().between(0, 12).list().ofMinSize(0).ofMaxSize(20);
  }

  /** A sequence of distinct numbers, whose origin can be recognized. */
  private static EncodedSequence sequence(Kind kind, int i, int length, float weight) {
    List<Column> columns = new ArrayList<>();
    if (kind.tokens()) {
      columns.add(Column.tokens(IntStream.range(0, length).map(t -> 100 * i + t).toArray()));
    }
    if (kind.width > 0) {
      columns.add(Column.features(kind.width, numbers(i, length * kind.width)));
    }
    Column labels = Targets.labels(IntStream.range(0, length).map(t -> label(i, t)).toArray());
    switch (kind) {
      case TOKENS_ALONE -> {}
      case TOKENS_AND_LABELS, BOTH_AND_LABELS -> columns.add(labels);
      case TOKENS_AND_VECTORS_A_STEP ->
          columns.add(Targets.vectors(numbers(i + 50, length * 2), 2));
      case FEATURES_AND_A_LABEL -> columns.add(Targets.label(label(i, 0)));
      case FEATURES_AND_A_VECTOR -> columns.add(Targets.vector(numbers(i + 50, 4)));
      case CHARACTERS_AND_A_SHORTER_TARGET -> {
        columns.add(lists("characters", Readout.EACH_STEP, 0, i, length));
        columns.add(lists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0, i, 1));
      }
      case VECTORS_WITHIN_STEPS -> columns.add(lists("strokes", Readout.EACH_STEP, 2, i, length));
      case VECTORS_WITHIN_SEQUENCES -> columns.add(lists("curve", Readout.LAST_STEP, 3, i, 1));
      default -> {
        columns.add(labels);
        columns.add(lists("characters", Readout.EACH_STEP, 0, i, length));
        columns.add(
            Column.of(
                ColumnSpec.ofRows("tags", Readout.EACH_STEP, 0),
                IntStream.range(0, length).map(t -> 5 * label(i, t)).toArray()));
        columns.add(lists("curve", Readout.LAST_STEP, 1, i, 1));
      }
    }
    return new EncodedSequence(length, columns.toArray(Column[]::new)).withWeight(weight);
  }

  /** Lists of 0, 1 and more rows; the sequence's number decides the length of the first one. */
  private static Column lists(String name, Readout per, int width, int i, int entries) {
    ColumnSpec spec = ColumnSpec.ofLists(name, per, width);
    if (width == 0) {
      return Column.ofLists(
          spec,
          IntStream.range(0, entries)
              .mapToObj(e -> IntStream.range(0, (i + e) % 4).map(j -> 900 * i + 10 * e + j))
              .map(IntStream::toArray)
              .toArray(int[][]::new));
    }
    return Column.ofLists(
        spec,
        IntStream.range(0, entries)
            .mapToObj(e -> numbers(10 * i + e, width * ((i + e) % 4)))
            .toArray(float[][]::new));
  }

  private static int label(int i, int t) {
    return 7 * i + t;
  }

  private static float[] numbers(int i, int count) {
    float[] numbers = new float[count];
    for (int j = 0; j < count; j++) {
      numbers[j] = 1000 * i + j;
    }
    return numbers;
  }

  private static List<EncodedSequence> sequences(
      Kind kind, List<Integer> lengths, boolean weighted) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      sequences.add(sequence(kind, i, lengths.get(i), weighted ? (i + 1) % 3 : 1));
    }
    return sequences;
  }

  /** Checks that a batch has the content of its b-th longest sequence. */
  private static void assertHolds(PackedBatch batch, int b, EncodedSequence s) {
    assertEquals(s.length(), batch.length(b));
    for (int t = 0; t < s.length(); t++) {
      assertTrue(b < batch.batchSize(t), "row b of step t continues row b of step t - 1");
    }
    for (Column column : s.columns()) {
      PackedColumn packed = batch.column(column.spec().name());
      assertEquals(column.spec(), packed.spec());
      assertEquals(batch.rows(column.spec().per()), packed.entries());
      boolean steps = column.spec().per() == Readout.EACH_STEP;
      for (int e = 0; e < Math.min(column.entries(), s.length()); e++) {
        int entry = steps ? batch.row(b, e) : b;
        assertEquals(s.weight(), packed.weight(entry));
        assertEntry(column, e, packed, entry);
      }
    }
  }

  private static void assertEntry(Column column, int e, PackedColumn packed, int entry) {
    int rows = column.start(e + 1) - column.start(e);
    assertEquals(rows, packed.count(entry));
    assertEquals(rows, packed.start(entry + 1) - packed.start(entry));
    int width = column.spec().width();
    for (int j = 0; j < rows * Math.max(1, width); j++) {
      if (width == 0) {
        assertEquals(column.ints()[column.start(e) + j], packed.ints()[packed.start(entry) + j]);
      } else {
        assertEquals(
            column.floats()[column.start(e) * width + j],
            packed.floats()[packed.start(entry) * width + j]);
      }
    }
  }

  @Property
  void packedStepsAreThoseOfTheSequences(
      @ForAll("lengths") List<Integer> lengths,
      @ForAll Kind kind,
      @ForAll boolean weighted,
      @ForAll long seed) {
    List<EncodedSequence> sequences = sequences(kind, lengths, weighted);
    SequenceBlock block = SequenceBlock.of(sequences, kind.width);
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, lengths.size()).boxed().toList());
    Collections.shuffle(shuffled, new Random(seed));
    int[] indices = shuffled.stream().mapToInt(i -> i).toArray();
    PackedBatch batch = new PackedBatch(); // used again, as in training
    for (int from : new int[] {0, indices.length / 2, indices.length / 3}) {
      int count = indices.length - from;
      batch.pack(block, indices, from, count, PackedBatch.TokenFilter.NONE);
      assertEquals(count, batch.sequences());
      int[] positions = IntStream.range(0, count).map(batch::position).sorted().toArray();
      assertArrayEquals(IntStream.range(0, count).toArray(), positions, "each once");
      int rows = 0;
      for (int b = 0; b < count; b++) {
        assertHolds(batch, b, sequences.get(indices[from + batch.position(b)]));
        rows += batch.length(b);
        assertTrue(b == 0 || batch.length(b) <= batch.length(b - 1), "longest first");
      }
      assertEquals(rows, batch.rows());
      int before = 0;
      for (int t = 0; t < batch.maxLength(); t++) {
        assertEquals(before, batch.offset(t));
        before += batch.batchSize(t);
      }
      assertEquals(rows, before);
      long empty = IntStream.range(0, count).filter(b -> batch.length(b) == 0).count();
      assertEquals(count - empty, batch.rows(Readout.LAST_STEP));
    }
  }

  @Property
  void aBlockKeepsLengthsAndOrder(@ForAll("lengths") List<Integer> lengths, @ForAll Kind kind) {
    SequenceBlock block = SequenceBlock.of(sequences(kind, lengths, true), kind.width);
    assertEquals(lengths.size(), block.size());
    assertEquals(lengths.stream().mapToInt(n -> n).sum(), block.steps());
    for (int i = 0; i < lengths.size(); i++) {
      assertEquals(lengths.get(i), block.length(i));
      assertEquals((i + 1) % 3, block.weight(i));
    }
    int[] byLength = block.byLength();
    for (int j = 1; j < byLength.length; j++) {
      int step = block.length(byLength[j]) - block.length(byLength[j - 1]);
      assertTrue(step > 0 || step == 0 && byLength[j] > byLength[j - 1], "shortest first, stable");
    }
  }

  @Property
  void chunksOneBehindTheOtherAreTheWhole(
      @ForAll("lengths") List<Integer> lengths,
      @ForAll @IntRange(min = 1, max = 14) int chunk,
      @ForAll boolean ragged) {
    Kind kind = ragged ? Kind.VECTORS_WITHIN_STEPS : Kind.BOTH_AND_LABELS;
    List<EncodedSequence> sequences = sequences(kind, lengths, true);
    SequenceBlock block = SequenceBlock.of(sequences, kind.width);
    int[] met = new int[lengths.size()];
    PackedBatch batch = new PackedBatch();
    for (int from = 0; from < 13; from += chunk) {
      SequenceBlock part = block.steps(from, from + chunk);
      assertEquals(block.size(), part.size());
      batch.pack(part);
      for (int b = 0; b < part.size(); b++) {
        int i = batch.position(b);
        assertEquals(block.weight(i), part.weight(i));
        for (int t = 0; t < batch.length(b); t++, met[i]++) {
          for (Column column : sequences.get(i).columns()) {
            assertEntry(column, met[i], batch.column(column.spec().name()), batch.row(b, t));
          }
        }
      }
    }
    assertArrayEquals(lengths.stream().mapToInt(n -> n).toArray(), met);
  }

  @Property
  void everyStrideTakesItsShareOfEachSequence(
      @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(min = 1, max = 5) int stride) {
    PackedBatch whole = new PackedBatch();
    whole.pack(SequenceBlock.of(sequences(Kind.FEATURES_AND_A_LABEL, lengths, false), 3));
    PackedBatch every = new PackedBatch();
    every.takeEvery(stride, whole);
    assertEquals(whole.sequences(), every.sequences());
    for (int b = 0; b < whole.sequences(); b++) {
      int steps = (int) IntStream.range(0, whole.length(b)).filter(t -> t % stride == 0).count();
      assertEquals(steps, every.length(b));
      assertEquals(whole.position(b), every.position(b));
    }
    assertEquals(IntStream.range(0, every.sequences()).map(every::length).sum(), every.rows());
  }

  /** Digests of blocks are equal only if all content that training reads is equal. */
  @Property
  void whereSequencesEndIsPartOfABlocksSum(
      @ForAll("lengths") List<Integer> lengths, @ForAll Kind kind, @ForAll boolean weighted) {
    byte[] sum = SequenceBlock.of(sequences(kind, lengths, weighted), kind.width).sha256();
    assertArrayEquals(
        sum, SequenceBlock.of(sequences(kind, lengths, weighted), kind.width).sha256());
    List<Integer> longer = new ArrayList<>(lengths);
    longer.add(0);
    assertFalse(
        Arrays.equals(
            sum, SequenceBlock.of(sequences(kind, longer, weighted), kind.width).sha256()));
  }

  /** Each sequence is in one mini-batch of an epoch, and all shards take part alike. */
  @Property
  void aPlanTakesEverySequenceOnce(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 9) int shards,
      @ForAll @IntRange(min = 1, max = 50) int batchSize,
      @ForAll @IntRange(min = 1, max = 5) int epoch) {
    BatchPlan plan = new BatchPlan(3, n, shards, batchSize);
    int[] order = plan.batchOrder(epoch);
    assertArrayEquals(
        IntStream.range(0, plan.steps()).toArray(), Arrays.stream(order).sorted().toArray());
    assertArrayEquals(order, plan.batchOrder(epoch));
    for (int shard = 0; shard < shards; shard++) {
      assertEquals(0, plan.from(0, shard));
      assertEquals((n - shard + shards - 1) / shards, plan.to(plan.steps() - 1, shard));
    }
    for (int batch = 0; batch < plan.steps(); batch++) {
      int[] given = new int[shards];
      for (int shard = 0; shard < shards; shard++) {
        given[shard] = plan.to(batch, shard) - plan.from(batch, shard);
        assertTrue(batch == 0 || plan.from(batch, shard) == plan.to(batch - 1, shard));
      }
      int all = Arrays.stream(given).sum();
      assertEquals(Math.min(batchSize, n - batch * batchSize), all);
      int most = Arrays.stream(given).max().orElseThrow();
      assertTrue(most - Arrays.stream(given).min().orElseThrow() <= 1, Arrays.toString(given));
    }
  }

  @Property
  void aShardsOrderHasEverySequenceOnce(
      @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(max = 4) int shard) {
    SequenceBlock block = SequenceBlock.of(sequences(Kind.TOKENS_ALONE, lengths, false), 0);
    BatchPlan plan = new BatchPlan(5, 100, 5, 10);
    int[] order = plan.shardOrder(block, 1, shard);
    assertArrayEquals(order, plan.shardOrder(block, 1, shard));
    assertArrayEquals(
        IntStream.range(0, lengths.size()).toArray(), Arrays.stream(order).sorted().toArray());
    for (int j = 1; j < order.length; j++) { // lengths are blurred by 15 % and a step
      double most = 1.15 * block.length(order[j]) + 1;
      assertTrue(block.length(order[j - 1]) <= most, "neighbours have similar lengths");
    }
  }

  @Property
  void chunksOfStreamsAreEquallyLong(
      @ForAll @IntRange(min = 1, max = 40) int streams,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 1, max = 7) int shards,
      @ForAll @IntRange(min = 1, max = 70) int most) {
    StreamPlan plan = new StreamPlan(streams, (long) streams * length, shards, most);
    assertEquals(length, plan.length());
    assertEquals((length + most - 1) / most, plan.chunks(), "as few as there can be");
    assertEquals(0, plan.from(0));
    assertEquals(length, plan.from(plan.chunks()));
    for (int k = 0; k < plan.chunks(); k++) {
      int steps = plan.from(k + 1) - plan.from(k);
      assertTrue(steps <= most && steps >= length / plan.chunks(), steps + " of " + length);
    }
    assertEquals(streams, IntStream.range(0, shards).map(plan::streams).sum());
    assertEquals(streams, plan.streamsBefore(shards));
  }

  @Property
  void contentAloneMakesTheHash(
      @ForAll Kind kind, @ForAll @Size(min = 2, max = 2) List<@IntRange(max = 9) Integer> lengths) {
    EncodedSequence a = sequence(kind, 1, lengths.get(0), 1);
    EncodedSequence b = sequence(kind, 1, lengths.get(1), 1);
    assertEquals(lengths.get(0).equals(lengths.get(1)), a.contentHash() == b.contentHash());
    assertFalse(a.contentHash() == a.withWeight(2).contentHash());
  }
}
