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

/** What holds of sequences of any lengths: packed and unpacked, every step is where it was. */
class PackingPropertiesTest {
  /** Which inputs and targets sequences have. */
  enum Kind {
    TOKENS_AND_LABELS(0),
    TOKENS_AND_VECTORS_A_STEP(0),
    FEATURES_AND_A_LABEL(3),
    FEATURES_AND_A_VECTOR(2),
    BOTH_AND_LABELS(2),
    TOKENS_ALONE(0);

    final int width;

    Kind(int width) {
      this.width = width;
    }

    boolean tokens() {
      return width == 0 || this == BOTH_AND_LABELS;
    }
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return Arbitraries.integers().between(0, 12).list().ofMinSize(0).ofMaxSize(20);
  }

  /** Every number in it is one of its own: where it comes from can be told. */
  private static EncodedSequence sequence(Kind kind, int i, int length, float weight) {
    int[] tokens =
        kind.tokens() ? IntStream.range(0, length).map(t -> 100 * i + t).toArray() : null;
    float[] features = kind.width > 0 ? numbers(i, length * kind.width) : null;
    Targets targets =
        switch (kind) {
          case TOKENS_ALONE -> null;
          case TOKENS_AND_LABELS, BOTH_AND_LABELS ->
              Targets.labels(IntStream.range(0, length).map(t -> label(i, t)).toArray());
          case TOKENS_AND_VECTORS_A_STEP -> Targets.vectors(numbers(i + 50, length * 2), 2);
          case FEATURES_AND_A_LABEL -> Targets.label(label(i, 0));
          case FEATURES_AND_A_VECTOR -> Targets.vector(numbers(i + 50, 4));
        };
    return new EncodedSequence(length, tokens, features, targets, weight);
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

  /** What a batch holds of its b-th longest sequence must be the sequence itself. */
  private static void assertHolds(PackedBatch batch, int b, EncodedSequence s, Kind kind) {
    assertEquals(s.length(), batch.length(b));
    PackedTargets y = batch.targets();
    for (int t = 0; t < s.length(); t++) {
      int row = batch.row(b, t);
      assertTrue(b < batch.batchSize(t), "row b of step t continues row b of step t - 1");
      if (kind.tokens()) {
        assertEquals(s.tokens()[t], batch.tokens()[row]);
      }
      for (int j = 0; j < kind.width; j++) {
        assertEquals(s.features()[t * kind.width + j], batch.features()[row * kind.width + j]);
      }
      boolean target = s.targets() != null;
      if (target && (s.targets().readout() == Readout.EACH_STEP || t == 0)) {
        int[] label = new int[1];
        float[] vector = new float[Math.max(1, s.targets().width())];
        s.targets().copy(t, label, vector, 0);
        if (y.width() == 0) {
          assertEquals(label[0], y.labels()[row]);
        } else {
          int K = y.width();
          assertArrayEquals(vector, Arrays.copyOfRange(y.vectors(), row * K, (row + 1) * K));
        }
        assertEquals(s.weight(), y.weight(row));
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
        assertHolds(batch, b, sequences.get(indices[from + batch.position(b)]), kind);
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
      @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(min = 1, max = 14) int chunk) {
    List<EncodedSequence> sequences = sequences(Kind.BOTH_AND_LABELS, lengths, true);
    SequenceBlock block = SequenceBlock.of(sequences, 2);
    int[] met = new int[lengths.size()];
    for (int from = 0; from < 13; from += chunk) {
      SequenceBlock part = block.steps(from, from + chunk);
      assertEquals(block.size(), part.size());
      for (int i = 0; i < part.size(); i++) {
        assertEquals(block.weight(i), part.weight(i));
        for (int t = 0; t < part.length(i); t++) {
          EncodedSequence s = sequences.get(i);
          assertEquals(s.tokens()[met[i]], part.token(i, t));
          float[] x = new float[2];
          part.copyFeatures(i, t, x, 0);
          assertArrayEquals(Arrays.copyOfRange(s.features(), 2 * met[i], 2 * met[i] + 2), x);
          int[] label = new int[1];
          part.targets().copy(part.targetRow(i, t), label, new float[1], 0);
          assertEquals(label(i, met[i]), label[0]);
          met[i]++;
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

  /** Blocks are equal where all that is read is equal, and only there. */
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

  /** Each sequence is in one mini-batch of an epoch, in which shards take part alike. */
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
