package org.sparkrnn.job.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.audio.Wav;

/** The committed Morse code is short, has all letters, and matches its table. */
class MorseTest {
  private static final Path FOLDER = Path.of("sample-data/morse");
  private static final int SMOOTHED = 16; // samples, less than a dot
  private static final Map<Character, Integer> SIGNS =
      Map.ofEntries(
          Map.entry('A', 2),
          Map.entry('B', 4),
          Map.entry('C', 4),
          Map.entry('D', 3),
          Map.entry('E', 1),
          Map.entry('F', 4),
          Map.entry('G', 3),
          Map.entry('H', 4),
          Map.entry('I', 2),
          Map.entry('J', 4),
          Map.entry('K', 3),
          Map.entry('L', 4),
          Map.entry('M', 2),
          Map.entry('N', 2),
          Map.entry('O', 3),
          Map.entry('P', 4),
          Map.entry('Q', 4),
          Map.entry('R', 3),
          Map.entry('S', 3),
          Map.entry('T', 1),
          Map.entry('U', 3),
          Map.entry('V', 4),
          Map.entry('W', 3),
          Map.entry('X', 4),
          Map.entry('Y', 4),
          Map.entry('Z', 4),
          Map.entry(' ', 0));

  @Test
  void tableAndFilesAgree() throws IOException {
    Set<String> texts = new HashSet<>();
    Set<Integer> letters = new HashSet<>();
    long bytes = 0;
    int agree = 0;
    int all = 0;
    for (String split : DataSet.SPLITS) {
      List<String> lines = Files.readAllLines(FOLDER.resolve(split + ".csv"));
      assertEquals("file,text", lines.get(0));
      try (var files = Files.list(FOLDER.resolve(split))) {
        assertEquals(lines.size() - 1, files.count());
      }
      for (String line : lines.subList(1, lines.size())) {
        String text = line.substring(line.indexOf(',') + 1);
        assertTrue(text.matches("[A-Z]+( [A-Z]+)?"), line);
        assertTrue(texts.add(text), line);
        byte[] file = Files.readAllBytes(FOLDER.resolve(line.substring(0, line.indexOf(','))));
        Wav wav = Wav.decode(file);
        assertEquals(2000, wav.rate());
        bytes += file.length;
        all++;
        agree += tones(wav.samples()) == text.chars().map(c -> SIGNS.get((char) c)).sum() ? 1 : 0;
        if (split.equals("train")) {
          text.chars().forEach(letters::add);
        }
      }
    }
    assertEquals(900, all);
    assertEquals(27, letters.size());
    assertTrue(bytes < 2.5e6, bytes + " bytes");
    assertTrue(agree >= 0.9 * all, agree + " files have as many tones as their text has signs");
  }

  /** How often the sound exceeds the middle between its loudest and softest parts. */
  private static int tones(float[] x) {
    double[] loudness = new double[x.length - SMOOTHED + 1];
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int n = 0; n < loudness.length; n++) {
      double squares = 0;
      for (int i = n; i < n + SMOOTHED; i++) {
        squares += x[i] * x[i];
      }
      loudness[n] = Math.sqrt(squares);
      least = Math.min(least, loudness[n]);
      most = Math.max(most, loudness[n]);
    }
    int tones = 0;
    boolean on = false;
    for (double value : loudness) {
      double share = (value - least) / (most - least);
      tones += !on && share > 0.6 ? 1 : 0;
      on = on ? share > 0.4 : share > 0.6;
    }
    return tones;
  }
}
