package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.nn.Gradient;

class GradientSumTest {
  private static final int SIZE = 37;

  /** Floats of very different sizes, so that the order of additions shows. */
  private static float[] gradient(int shard) {
    Random random = new Random(shard);
    float[] g = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      g[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
    }
    return g;
  }

  private static void add(GradientSum sum, int shard) {
    sum.add(
        shard,
        Gradient.ofDense(gradient(shard)),
        1.0 / (shard + 3),
        1.0 / (shard + 7),
        shard + 1L,
        10L * shard);
  }

  private static GradientSum copied(GradientSum sum) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sum);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (GradientSum) in.readObject();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void anyOrderAndGroupingGivesTheSameBits(int S) throws IOException, ClassNotFoundException {
    GradientSum inOrder = new GradientSum(S);
    List<Integer> shards = new ArrayList<>();
    for (int s = 0; s < S; s++) {
      add(inOrder, s);
      shards.add(s);
    }
    Random random = new Random(S);
    for (int trial = 0; trial < 40; trial++) {
      Collections.shuffle(shards, random);
      List<GradientSum> parts = new ArrayList<>();
      for (int s : shards) {
        if (parts.isEmpty() || random.nextInt(3) == 0) {
          parts.add(new GradientSum(S));
        }
        add(parts.get(random.nextInt(parts.size())), s);
      }
      parts.add(new GradientSum(S)); // a task without shards
      while (parts.size() > 1) {
        GradientSum from = parts.remove(random.nextInt(parts.size()));
        GradientSum into = parts.remove(random.nextInt(parts.size()));
        parts.add(copied(into).merge(random.nextBoolean() ? copied(from) : from));
      }
      GradientSum sum = parts.get(0);
      assertArrayEquals(inOrder.gradient().flat(), sum.gradient().flat(), 0f);
      assertEquals(inOrder.loss(), sum.loss(), 0.0);
      assertEquals(inOrder.weight(), sum.weight(), 0.0);
      assertEquals(S * (S + 1) / 2, sum.steps());
    }
  }

  /** Like the threads of a task, in any order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 33})
  void threadsThatAddSideBySideGiveTheSameBits(int S) throws Exception {
    GradientSum inOrder = new GradientSum(S);
    for (int s = 0; s < S; s++) {
      add(inOrder, s);
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int trial = 0; trial < 50; trial++) {
        GradientSum sum = new GradientSum(S);
        List<GradientSum> shared = sum.shared(4);
        List<Future<?>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          int first = t;
          threads.add(
              pool.submit(
                  () -> {
                    for (int s = first; s < S; s += 4) {
                      add(shared.get(first), s);
                      shared.get(first).carry(s, new float[] {s}).naming(new int[] {s % 7});
                    }
                  }));
        }
        for (Future<?> thread : threads) {
          thread.get();
        }
        sum.gather(shared);
        assertArrayEquals(inOrder.gradient().flat(), sum.gradient().flat(), 0f);
        assertEquals(inOrder.loss(), sum.loss(), 0.0);
        assertEquals(inOrder.allNanos(), sum.allNanos());
        long slowest = shared.stream().mapToLong(GradientSum::computeNanos).max().orElseThrow();
        assertEquals(slowest, sum.computeNanos());
        assertEquals(S, sum.carried().length);
        assertArrayEquals(IntStream.range(0, Math.min(S, 7)).toArray(), sum.nextRows());
      }
    } finally {
      pool.shutdown();
    }
  }

  /** A sum with a table, of which every shard touches different rows. */
  private static GradientSum withRows(int S, int shard) {
    int D = 3;
    int[] rows = new Random(shard).ints(6, 0, 20).distinct().sorted().toArray();
    float[] values = Arrays.copyOf(gradient(shard + 50), rows.length * D);
    return new GradientSum(S)
        .add(shard, new Gradient(20 * D, D, gradient(shard), rows, values), 0.1 / shard, 1, 2, 10)
        .carry(shard, new float[] {shard, -shard})
        .naming(new int[] {shard, shard + 1, 15});
  }

  private static GradientSum slice(GradientSum sum, int slice, int slices) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.writeSlice(new DataOutputStream(bytes), slice, slices);
    GradientSum read = new GradientSum();
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void slicesThatAreSummedApartGiveTheSameBits(int S) throws IOException {
    for (int slices : new int[] {1, 2, 3, 50}) {
      GradientSum whole = new GradientSum(S);
      List<GradientSum> summed = new ArrayList<>();
      for (int i = 0; i < slices; i++) {
        summed.add(new GradientSum(S));
      }
      for (int s = S - 1; s >= 0; s--) {
        for (int i = 0; i < slices; i++) {
          summed.get(i).merge(slice(withRows(S, s), i, slices));
        }
        whole.merge(withRows(S, s));
      }
      GradientSum joined = GradientSum.ofSlices(summed);
      assertArrayEquals(whole.gradient().dense(), joined.gradient().dense(), 0f);
      assertArrayEquals(whole.gradient().rows(), joined.gradient().rows());
      assertArrayEquals(whole.gradient().rowValues(), joined.gradient().rowValues(), 0f);
      assertArrayEquals(whole.gradient().flat(), joined.gradient().flat(), 0f);
      assertArrayEquals(whole.carried(), joined.carried(), 0f);
      int[] named = IntStream.concat(IntStream.rangeClosed(0, S), IntStream.of(15)).toArray();
      assertArrayEquals(named, whole.nextRows());
      assertArrayEquals(named, joined.nextRows());
      assertEquals(whole.loss(), joined.loss(), 0.0);
      assertEquals(whole.weight(), joined.weight(), 0.0);
      assertEquals(whole.steps(), joined.steps());
      assertEquals(whole.allNanos(), joined.allNanos());
      assertEquals(whole.computeNanos(), joined.computeNanos());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void theSumIsTheSum(int S) {
    GradientSum sum = new GradientSum(S);
    double[] expected = new double[SIZE];
    double[] magnitude = new double[SIZE];
    for (int s = S - 1; s >= 0; s--) {
      add(sum, s);
      float[] g = gradient(s);
      for (int i = 0; i < SIZE; i++) {
        expected[i] += g[i];
        magnitude[i] += Math.abs(g[i]);
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertEquals(expected[i], sum.gradient().flat()[i], 1e-6 * magnitude[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void anIncompleteSumIsRefused(int S) {
    assertThrows(IllegalStateException.class, () -> new GradientSum(S).gradient());
    for (int missing = 0; missing < S; missing++) {
      GradientSum sum = new GradientSum(S);
      for (int s = 0; s < S; s++) {
        if (s != missing) {
          add(sum, s);
        }
      }
      assertThrows(IllegalStateException.class, sum::gradient);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void aShardAddedTwiceIsRefused(int S) {
    for (int twice = 0; twice < S; twice++) {
      int again = twice;
      assertThrows(
          IllegalStateException.class,
          () -> {
            GradientSum sum = new GradientSum(S);
            for (int s = 0; s < S; s++) {
              add(sum, s);
              if (s == again) {
                add(sum, s);
              }
            }
            sum.gradient();
          },
          "shard " + twice + " of " + S);
      assertThrows(
          IllegalStateException.class,
          () -> {
            GradientSum sum = new GradientSum(S);
            for (int s = 0; s < S; s++) {
              add(sum, s);
            }
            GradientSum other = new GradientSum(S);
            add(other, again);
            sum.merge(other).gradient();
          },
          "shard " + twice + " of " + S + ", merged");
    }
  }

  @Test
  void aWholeSumMergedTwiceIsRefused() {
    GradientSum a = new GradientSum(2);
    GradientSum b = new GradientSum(2);
    for (int s = 0; s < 2; s++) {
      add(a, s);
      add(b, s);
    }
    assertThrows(IllegalStateException.class, () -> a.merge(b).gradient());
  }

  @Test
  void theSlowestTaskCounts() {
    GradientSum one = new GradientSum(3);
    one.add(0, Gradient.ofDense(new float[1]), 0, 1, 1, 30)
        .add(1, Gradient.ofDense(new float[1]), 0, 1, 1, 30);
    GradientSum two = new GradientSum(3).add(2, Gradient.ofDense(new float[1]), 0, 1, 1, 50);
    assertEquals(60, one.merge(two).computeNanos());
  }

  @Test
  void longVectorsSurviveSerialization() throws IOException, ClassNotFoundException {
    float[] g = new float[(1 << 14) * 2 + 5];
    for (int i = 0; i < g.length; i++) {
      g[i] = Float.intBitsToFloat(i * 65537);
    }
    float[] copy =
        copied(new GradientSum(1).add(0, Gradient.ofDense(g), 0, 1, 1, 0)).gradient().flat();
    for (int i = 0; i < g.length; i++) {
      assertEquals(Float.floatToRawIntBits(g[i]), Float.floatToRawIntBits(copy[i]));
    }
    assertEquals(g.length, copy.length);
  }

  @Test
  void whatShardsCarryTravelsAndIsInTheirOrder() throws IOException, ClassNotFoundException {
    GradientSum sum = new GradientSum(3);
    for (int shard : new int[] {2, 0, 1}) {
      GradientSum part = new GradientSum(3);
      add(part, shard);
      part.carry(shard, new float[] {shard, -shard});
      assertEquals(SIZE + 2, part.floats());
      sum.merge(copied(part));
    }
    assertArrayEquals(new float[] {0, 0, 1, -1, 2, -2}, copied(sum).carried(), 0f);
    assertThrows(IllegalStateException.class, () -> sum.carry(1, new float[0]));
  }
}
