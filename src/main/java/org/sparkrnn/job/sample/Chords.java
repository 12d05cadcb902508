package org.sparkrnn.job.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Pieces in four voices: phrases of tonic, subdominant and dominant chords in a key. Voices move
 * little between chords, and some chords have a passing note in the soprano. A frame is half a
 * beat.
 *
 * <p>{@code frames} holds the labels that sound, {@code next} those of the following frame. Labels
 * are keys of the piano from C2 (0) to B5 (47): the MIDI pitch minus 36.
 */
final class Chords implements Generator {
  /** The number of labels. */
  static final int LABELS = 48;

  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 11}; // harmonic: the dominant is major
  private static final int[] LOWEST = {14, 20, 26}; // tenor, alto, soprano
  private static final int[] HIGHEST = {32, 38, 47};

  /** Degrees that follow each degree, the likely ones more than once. */
  private static final int[][] FOLLOWING = {
    {3, 3, 4, 4, 5, 1, 2}, {4, 4, 6}, {5, 3}, {4, 4, 0, 1}, {0, 0, 0, 5}, {1, 3, 3, 4}, {0, 0, 2}
  };

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    int tonic = random.nextInt(12);
    int[] scale = random.nextInt(3) > 0 ? MAJOR : MINOR;
    List<int[]> frames = new ArrayList<>();
    int[] voices = {5, 19 + random.nextInt(7), 28 + random.nextInt(6), 34 + random.nextInt(7)};
    int degree = 0;
    int phrases = 2 + random.nextInt(3);
    for (int chord = 0; chord < 4 * phrases; chord++) {
      boolean close = chord % 4 == 3;
      if (chord % 4 == 2) { // most phrases end with dominant and tonic
        degree = 4;
      } else if (close) {
        degree = random.nextInt(4) > 0 ? 0 : FOLLOWING[4][random.nextInt(4)];
      } else if (chord > 0) {
        degree = FOLLOWING[degree][random.nextInt(FOLLOWING[degree].length)];
      }
      int[] led = lead(voices, tonic, scale, degree, random);
      passing(frames, led, tonic, scale, random);
      int length = close ? 6 : 2 + 2 * random.nextInt(2);
      for (int k = 0; k < length; k++) {
        frames.add(led);
      }
      voices = led;
    }
    return new Example(
        "{\"frames\":%s,\"next\":%s}\n"
            .formatted(
                json(frames.subList(0, frames.size() - 1)),
                json(frames.subList(1, frames.size()))));
  }

  /**
   * The notes of a triad nearest to the previous ones: the bass has the root, other voices any
   * note.
   */
  private static int[] lead(int[] from, int tonic, int[] scale, int degree, Random random) {
    int root = (tonic + scale[degree]) % 12;
    int third = (tonic + scale[(degree + 2) % 7]) % 12;
    int fifth = (tonic + scale[(degree + 4) % 7]) % 12;
    int[][] orders = {
      {root, third, fifth}, {root, fifth, third}, {third, root, fifth},
      {third, fifth, root}, {fifth, root, third}, {fifth, third, root}
    };
    int[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int[] order : orders) {
      int[] voices = {root + (root < 5 && random.nextBoolean() ? 12 : 0), 0, 0, 0};
      double distance = 2 * random.nextDouble(); // random, to vary the voices
      for (int v = 1; v <= 3; v++) {
        voices[v] = nearest(order[v - 1], from[v], LOWEST[v - 1], HIGHEST[v - 1]);
        distance += Math.abs(voices[v] - from[v]);
        distance += voices[v] <= voices[v - 1] ? 24 : 0; // voices do not cross
      }
      if (distance < least) {
        least = distance;
        best = voices;
      }
    }
    return best;
  }

  /** The key of a pitch class nearest to another key, within a voice's range. */
  private static int nearest(int pitchClass, int from, int lowest, int highest) {
    int best = -1;
    for (int key = pitchClass; key <= highest; key += 12) {
      if (key >= lowest && (best < 0 || Math.abs(key - from) < Math.abs(best - from))) {
        best = key;
      }
    }
    return best;
  }

  /** Fills a third in the soprano with the scale's note in between, on the last frame. */
  private static void passing(
      List<int[]> frames, int[] led, int tonic, int[] scale, Random random) {
    if (frames.isEmpty() || random.nextInt(3) == 0) {
      return;
    }
    int[] last = frames.get(frames.size() - 1);
    int interval = led[3] - last[3];
    if (Math.abs(interval) < 3 || Math.abs(interval) > 4) {
      return;
    }
    for (int key = Math.min(led[3], last[3]) + 1; key < Math.max(led[3], last[3]); key++) {
      int above = Math.floorMod(key - tonic, 12);
      if (Arrays.stream(scale).anyMatch(note -> note == above)) {
        int[] frame = last.clone();
        frame[3] = key;
        frames.set(frames.size() - 1, frame);
        return;
      }
    }
  }

  /** Writes the labels of each frame, ascending and without duplicates. */
  private static String json(List<int[]> frames) {
    List<String> all = new ArrayList<>();
    for (int[] frame : frames) {
      int[] labels = Arrays.stream(frame).sorted().distinct().toArray();
      all.add(Arrays.toString(labels).replace(" ", ""));
    }
    return "[" + String.join(",", all) + "]";
  }
}
