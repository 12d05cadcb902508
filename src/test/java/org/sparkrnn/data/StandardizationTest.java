package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardizationTest {
  private static EncodedSequence sequence(float[] features, float... target) {
    return new EncodedSequence(features.length / 2, null, features, Targets.vector(target), 1f);
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
      float[] features = new float[2 * (i % 4)];
      for (int j = 0; j < features.length; j++) {
        features[j] =
            j % 2 == 0 ? 1e6f + random.nextFloat() : (float) (random.nextGaussian() * 1e-20);
      }
      sequences.add(sequence(features, i * 7f - 3));
    }
    return sequences;
  }

  @Test
  void momentsAreThoseOfTheNumbers() {
    Standardization s =
        of(
            List.of(
                sequence(new float[] {1, -2, 3, -2}, 10),
                sequence(new float[0], 1e9f), // no step, no output, no part in training
                sequence(new float[] {5, -2, -1, -2}, 20)));
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
        for (int i = j; i < sequence.features().length; i += 2) {
          x.add((double) sequence.features()[i]);
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
    float[] huge = {Float.MAX_VALUE, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE};
    Standardization s = of(List.of(sequence(huge, 0.1f), sequence(huge, 0.1f)));
    assertEquals("input\t0.0\t" + (double) Float.MAX_VALUE, s.lines().get(0));
    assertEquals("input\t%s\t1.0".formatted((double) Float.MIN_VALUE), s.lines().get(1));
    assertEquals("target\t%s\t1.0".formatted((double) 0.1f), s.lines().get(2));
  }

  @Test
  void everyBitSurvivesAsText() {
    Standardization s = of(random(50));
    Standardization read = Standardization.parse(s.lines());
    assertEquals(s.lines(), read.lines());
    EncodedSequence x = random(4).get(3);
    assertArrayEquals(s.apply(x).features(), read.apply(x).features());
    assertNotEquals(x.features()[0], s.apply(x).features()[0]);
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
      assertTrue(message.startsWith("\"" + line + "\" is no line"), message);
    }
  }
}
