package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows of one series share steps in a block, which only changes its size. */
class WindowViewsTest {
  private static final ColumnSpec EVENTS = ColumnSpec.ofLists("events", Readout.EACH_STEP, 0);

  /** Windows: {series, first step, steps}. */
  @Provide
  Arbitrary<List<int[]>> windows() {
    Arbitrary<int[]> window =
        Arbitraries.integers()
            .between(0, 24)
            .tuple3()
            .map(t -> new int[] {t.get1() % 3, t.get2() - 4, t.get3() % 8});
    return window.list().ofMinSize(1).ofMaxSize(25);
  }

  /** Two features, a token and a few events per step; one target per window. */
  private static EncodedSequence window(int series, int from, int steps) {
    float[] features = new float[2 * steps];
    int[] tokens = new int[steps];
    int[][] events = new int[steps][];
    for (int t = 0; t < steps; t++) {
      features[2 * t] = 100 * series + from + t;
      features[2 * t + 1] = -features[2 * t];
      tokens[t] = 7 * series + from + t;
      events[t] = new int[Math.floorMod(from + t, 3)];
      Arrays.fill(events[t], from + t);
    }
    return new EncodedSequence(
            steps,
            Column.tokens(tokens),
            Column.features(2, features),
            Targets.vector(series, from),
            Column.ofLists(EVENTS, events))
        .withWeight(1 + steps);
  }

  private static List<EncodedSequence> sequences(List<int[]> windows, boolean views) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int[] w : windows) {
      EncodedSequence copy = window(w[0], w[1], w[2]);
      sequences.add(views ? copy.asWindow(w[0], w[1]) : copy);
    }
    return sequences;
  }

  private static void assertSamePacked(SequenceBlock expected, SequenceBlock actual) {
    PackedBatch a = new PackedBatch();
    PackedBatch b = new PackedBatch();
    a.pack(expected);
    b.pack(actual);
    assertEquals(a.rows(), b.rows());
    for (Column column : expected.columns()) {
      PackedColumn x = a.column(column.spec().name());
      PackedColumn y = b.column(column.spec().name());
      assertEquals(x.rows(), y.rows());
      assertArrayEquals(x.ints(), y.ints());
      assertArrayEquals(x.floats(), y.floats());
      for (int e = 0; e < x.entries(); e++) {
        assertEquals(x.start(e + 1), y.start(e + 1));
        assertEquals(x.weight(e), y.weight(e));
      }
    }
  }

  @Property
  void viewsEqualCopies(@ForAll("windows") List<int[]> windows) {
    SequenceBlock copies = SequenceBlock.of(sequences(windows, false), 2);
    SequenceBlock views = SequenceBlock.of(sequences(windows, true), 2);
    assertSamePacked(copies, views);
    assertArrayEquals(copies.sha256(), views.sha256());
    assertEquals(copies.steps(), views.steps());
    assertEquals(copies.packedBytes() > 0, views.packedBytes() > 0);
    long distinct =
        windows.stream()
            .flatMap(w -> Arrays.stream(steps(w[1], w[2])).mapToObj(t -> w[0] + "/" + t))
            .distinct()
            .count();
    assertEquals(distinct, views.column(ColumnSpec.TOKENS).entries(), "each step once");
    for (int i = 0; i < windows.size(); i++) {
      assertEquals(
          sequences(windows, false).get(i).contentHash(),
          sequences(windows, true).get(i).contentHash());
    }
  }

  private static int[] steps(int from, int count) {
    int[] steps = new int[count];
    Arrays.setAll(steps, t -> from + t);
    return steps;
  }

  /** The position of a window is only a hint. */
  @Property
  void wrongPlacesDoNoHarm(
      @ForAll("windows") List<int[]> windows, @ForAll @IntRange(max = 2) int off) {
    List<EncodedSequence> wrong = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      int[] w = windows.get(i);
      wrong.add(window(w[0], w[1], w[2]).asWindow(w[0] / 2, w[1] + (i % 2) * off));
    }
    SequenceBlock copies = SequenceBlock.of(sequences(windows, false), 2);
    SequenceBlock views = SequenceBlock.of(wrong, 2);
    assertSamePacked(copies, views);
    assertArrayEquals(copies.sha256(), views.sha256());
  }

  @Test
  void aSeriesIsStoredOnceWhateverTheWindow() {
    List<int[]> windows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      windows.add(new int[] {0, (i * 367) % 1000, 50}); // in any order
    }
    SequenceBlock copies = SequenceBlock.of(sequences(windows, false), 2);
    SequenceBlock views = SequenceBlock.of(sequences(windows, true), 2);
    assertEquals(50_000, copies.column(ColumnSpec.FEATURES).entries());
    assertEquals(1049, views.column(ColumnSpec.FEATURES).entries());
    assertTrue(views.bytes() < copies.bytes() / 20, views.bytes() + " of " + copies.bytes());
    long starts = 4 * (50_001 - 50_000); // a list has one more end than a view
    assertEquals(copies.packedBytes() - starts, views.packedBytes());
  }
}
