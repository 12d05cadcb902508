package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandardizationTest {
  private static final MathContext CONTEXT = new MathContext(700); // digits: sums nearly cancel

  private static EncodedSequence sequence(double[] features, double... target) {
    Column targets = Targets.exact(Readout.LAST_STEP, target, target.length);
    return new EncodedSequence(
        features.length / 2,
        Column.exact(ColumnSpec.ofRows(ColumnSpec.FEATURES, Readout.EACH_STEP, 2), features),
        targets);
  }

  private static double[] exact(EncodedSequence sequence) {
    return sequence.column(ColumnSpec.FEATURES).exact();
  }

  private static float[] features(EncodedSequence sequence) {
    return sequence.column(ColumnSpec.FEATURES).floats();
  }

  private static Standardization of(List<EncodedSequence> sequences) {
    Standardization.Moments moments = new Standardization.Moments(2, 1);
    sequences.forEach(moments::add);
    return moments.result();
  }

  private static List<EncodedSequence> random(int n) {
    Random random = new Random(3);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] features = new double[2 * (i % 4)];
      for (int j = 0; j < features.length; j++) {
        features[j] = j % 2 == 0 ? 1e6 + random.nextDouble() : random.nextGaussian() * 1e-100;
      }
      sequences.add(sequence(features, i * 7 - 3));
    }
    return sequences;
  }

  @Test
  void momentsAreThoseOfTheNumbers() {
    Standardization s =
        of(
            List.of(
                sequence(new double[] {1, -2, 3, -2}, 10),
                sequence(new double[0], 1e9), // no step, no output, no part in training
                sequence(new double[] {5, -2, -1, -2}, 20)));
    assertEquals(2, s.inputWidth());
    assertEquals(1, s.targetWidth());
    assertEquals((float) ((7 - 2) / Math.sqrt(5)), s.input(0, 7));
    assertEquals(1, s.target(0, 20));
    assertEquals(25, s.restored(0, 2));
    assertEquals(3f, s.input(1, 1), "a constant has scale 1");
  }

  @Test
  void theMeanAndDeviationAgreeWithTwoPasses() {
    List<EncodedSequence> sequences = random(200);
    Standardization s = of(sequences);
    for (int j = 0; j < 2; j++) {
      List<Double> x = new ArrayList<>();
      for (EncodedSequence sequence : sequences) {
        for (int i = j; i < exact(sequence).length; i += 2) {
          x.add(exact(sequence)[i]);
        }
      }
      double mean = x.stream().mapToDouble(v -> v).average().orElseThrow();
      double variance =
          x.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
      String[] line = s.lines().get(j).split("\t");
      double size = Math.sqrt(variance);
      assertEquals(mean, Double.parseDouble(line[1]), 1e-9 * size + 1e-15 * Math.abs(mean));
      assertEquals(size, Double.parseDouble(line[2]), 1e-8 * size);
    }
  }

  @Test
  void neitherOrderNorPartitionsChangeABit() {
    List<EncodedSequence> sequences = random(300);
    List<String> expected = of(sequences).lines();
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(sequences, new Random(seed));
      Standardization.Moments all = new Standardization.Moments(2, 1);
      for (int from = 0; from < 300; from += 60) {
        Standardization.Moments part = new Standardization.Moments(2, 1);
        sequences.subList(from, from + 60).forEach(part::add);
        all.merge(part);
      }
      assertEquals(expected, all.result().lines());
    }
  }

  @Test
  void largeSmallAndDenormalNumbersAreSummedExactly() {
    double most = Double.MAX_VALUE;
    double least = Double.MIN_VALUE;
    double[] huge = {most, least, -most, least};
    Standardization s = of(List.of(sequence(huge, 0.1), sequence(huge, 0.1)));
    assertEquals("input\t0.0\t" + most, s.lines().get(0));
    assertEquals("input\t%s\t1.0".formatted(least), s.lines().get(1));
    assertEquals("target\t0.1\t1.0", s.lines().get(2));
  }

  /** The twin computes the same sums as big decimals, which represent every double. */
  @Property(tries = 200)
  void momentsAreThoseOfExactSums(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -1e300, max = 1e300) Double> all) {
    ExactMoments moments = new ExactMoments();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double x : all) {
      moments.add(x);
      sum = sum.add(new BigDecimal(x));
      squares = squares.add(new BigDecimal(x).pow(2));
    }
    BigDecimal n = BigDecimal.valueOf(all.size());
    double mean = sum.divide(n, CONTEXT).doubleValue();
    BigDecimal variance = squares.multiply(n).subtract(sum.pow(2)).divide(n.pow(2), CONTEXT);
    double deviation = variance.sqrt(CONTEXT).doubleValue();
    assertEquals(mean, moments.mean(), 2 * Math.ulp(mean));
    assertEquals(deviation, moments.standardDeviation(), 3 * Math.ulp(deviation));
  }

  @Test
  void carriesWaitAndComeInTime() {
    ExactMoments moments = new ExactMoments();
    int n = (1 << 24) + 5;
    for (int i = 0; i < n; i++) {
      moments.add(i % 2 == 0 ? -0x1.fffffffffffffp30 : 0x1.fffffffffffffp30);
    }
    assertEquals(-0x1.fffffffffffffp30 / n, moments.mean());
    assertEquals(0x1.fffffffffffffp30, moments.standardDeviation(), 1e-5);
  }

  @Test
  void numbersAreRoundedToFloatAfterTheyAreStandardized() {
    double far = 1.7e9;
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sequences.add(sequence(new double[] {far + i, i}, far + i));
    }
    Standardization s = of(sequences);
    for (EncodedSequence sequence : sequences) {
      EncodedSequence seen = s.apply(sequence);
      assertEquals(features(seen)[1], features(seen)[0]);
      assertEquals(features(seen)[1], seen.column(ColumnSpec.TARGETS).floats()[0]);
    }
    double back = s.restored(0, s.target(0, far + 3));
    assertEquals(far + 3, back, 1e-6);
  }

  @Test
  void whatIsConstantIsNamed() {
    Standardization.Moments moments = new Standardization.Moments(2, 1);
    moments.add(sequence(new double[] {1, 5, 2, 5}, 7)).add(sequence(new double[] {3, 5}, 7));
    assertEquals(List.of("feature 2 of 2 is 5.0", "target 1 of 1 is 7.0"), moments.constants());
  }

  @Test
  void whatFloatCannotTellApartIsNamed() {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sequences.add(sequence(new double[] {0.1 * i, 1.7e9 + i}, 1.7e9 + 1000 * i));
    }
    assertEquals(
        List.of("feature 2 of 2 (1.7E9 and 1.700000001E9 become equal)"),
        RoundingLoss.of(sequences.iterator()));
  }

  @Test
  void everyBitSurvivesAsText() {
    Standardization s = of(random(50));
    Standardization read = Standardization.parse(s.lines());
    assertEquals(s.lines(), read.lines());
    EncodedSequence x = random(4).get(3);
    assertArrayEquals(features(s.apply(x)), features(read.apply(x)));
    assertNotEquals((float) exact(x)[0], features(s.apply(x))[0]);
  }

  @Test
  void damagedTextIsRefused() {
    for (String line :
        List.of(
            "input\t1",
            "output\t1\t1",
            "input\tNaN\t1",
            "input\t1\t0",
            "input\t1\tx",
            "",
            "input\t1\t-1")) {
      String message =
          assertThrows(
                  InvalidInputException.class, () -> Standardization.parse(List.of(line)), line)
              .getMessage();
      assertTrue(message.startsWith("\"" + line + "\" is not a line"), message);
    }
  }
}
