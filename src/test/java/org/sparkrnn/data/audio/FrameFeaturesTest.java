package org.sparkrnn.data.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.testkit.Wavs;

/** Frames of sound against the values of src/test/python/make_audio_references.py, and edges. */
class FrameFeaturesTest {
  private static final Path FOLDER = Path.of("src/test/resources/references/audio");

  private static AudioSpec spec(Map<String, String> settings) {
    return new AudioSpec(
        Integer.parseInt(settings.get("sampleRate")),
        Double.parseDouble(settings.get("preEmphasis")),
        Double.parseDouble(settings.get("frameMillis")),
        Double.parseDouble(settings.get("hopMillis")),
        Integer.parseInt(settings.get("melBands")),
        Double.parseDouble(settings.get("lowFrequency")),
        Double.parseDouble(settings.get("highFrequency")),
        settings.get("features").equals("mfcc")
            ? Integer.parseInt(settings.get("coefficients"))
            : 0,
        Integer.parseInt(settings.get("lifter")),
        Integer.parseInt(settings.get("deltas")),
        Integer.parseInt(settings.get("deltaWindow")),
        settings.get("normalization"));
  }

  /** Log mel bands of 16 kHz without differences and normalization. */
  private static AudioSpec plain() {
    return spec(16000, 25, 10, 20, 0, 0, 0, "none");
  }

  private static AudioSpec spec(
      int rate,
      double frame,
      double hop,
      int bands,
      double low,
      double high,
      int deltas,
      String how) {
    return new AudioSpec(rate, 0.97, frame, hop, bands, low, high, 0, 22, deltas, 2, how);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logmel-16k-16bit",
        "mfcc-16k-16bit",
        "logmel-44k-24bit-stereo",
        "mfcc-8k-8bit",
        "logmel-22k-32bit-3-channels"
      })
  void featuresAreThoseOfTheDefinition(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".safetensors");
    Safetensors references;
    try (InputStream in = Files.newInputStream(file)) {
      references = Safetensors.read(in, Files.size(file), name);
    }
    double[] expected = references.get("features").doubles();
    FrameFeatures features = new FrameFeatures(spec(references.metadata()));
    byte[] wav = Files.readAllBytes(FOLDER.resolve(name + ".wav"));
    features.require(wav);
    float[][] frames = features.ofWav(wav);
    assertEquals(expected.length, frames.length * frames[0].length);
    assertEquals(spec(references.metadata()).width(), frames[0].length);
    int i = 0;
    for (float[] frame : frames) {
      for (float value : frame) {
        assertEquals(expected[i], value, 1e-4, "number " + i);
        i++;
      }
    }
    // What a call leaves in the buffers is nothing to the next one.
    features.of(new float[5000], 11025);
    assertArrayEquals(frames, features.ofWav(wav));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 559, 560, 561, 4000})
  void framesThatTheSoundFillsCount(int samples) {
    float[][] frames = new FrameFeatures(plain()).of(new float[samples], 16000);
    assertEquals(1 + (samples - 400) / 160, frames.length);
    for (float[] frame : frames) {
      assertArrayEquals(new float[20], frame); // silence is at the floor
    }
  }

  @Test
  void soundThatIsShorterThanAFrameIsNamed() {
    FrameFeatures features = new FrameFeatures(plain());
    String message =
        "lasts 24.9 ms, which is less than one frame (frameMillis=25.0); leave the file out, or set a smaller frameMillis";
    assertEquals(
        message,
        assertThrows(InvalidInputException.class, () -> features.of(new float[399], 16000))
            .getMessage());
    byte[] wav = Wavs.tone(44100, 440, 20);
    for (var use : List.<Runnable>of(() -> features.ofWav(wav), () -> features.require(wav))) {
      assertEquals(
          message.replace("24.9", "20.0"),
          assertThrows(InvalidInputException.class, use::run).getMessage());
    }
  }

  /** 44.1 kHz among 16 kHz: the same sound has the same frames, but for what is near 8 kHz. */
  @Test
  void theRateOfAFileDoesNotShow() {
    FrameFeatures features = new FrameFeatures(spec(16000, 25, 10, 20, 100, 7000, 1, "none"));
    float[][] at16 = features.ofWav(Wavs.tone(16000, 1234, 300));
    for (int rate : new int[] {22050, 44100, 48000, 96000}) {
      float[][] other = features.ofWav(Wavs.tone(rate, 1234, 300));
      assertEquals(at16.length, other.length);
      for (int t = 4; t < at16.length - 4; t++) {
        int loudest = 0;
        for (int j = 0; j < 20; j++) {
          loudest = at16[t][j] > at16[t][loudest] ? j : loudest;
        }
        assertEquals(at16[t][loudest], other[t][loudest], 2e-3, "rate " + rate + ", frame " + t);
      }
    }
  }

  @Test
  void resamplingKeepsTonesBelowAndRemovesThoseAbove() {
    float[] x = new float[44100];
    float[] y = new float[44100];
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) (1000 * Math.sin(2 * Math.PI * 3000 * n / 44100.0));
      y[n] = (float) (1000 * Math.sin(2 * Math.PI * 9000 * n / 44100.0));
    }
    float[] kept = new Resampler(44100, 16000).resample(x);
    float[] gone = new Resampler(44100, 16000).resample(y);
    assertEquals(16000, kept.length);
    for (int n = 100; n < 15900; n++) {
      assertEquals(1000 * Math.sin(2 * Math.PI * 3000 * n / 16000.0), kept[n], 0.5, "sample " + n);
      assertEquals(0, gone[n], 0.5, "sample " + n);
    }
  }

  /** Rates without a common divisor have too many phases to keep their weights. */
  @Test
  void weightsThatAreNotKeptAreTheSame() {
    float[] x = new float[3000];
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) Math.sin(0.1 * n + 1e-5 * n * n);
    }
    float[] near = new Resampler(44100, 22050).resample(x);
    float[] strange = new Resampler(44101, 22051).resample(x);
    assertEquals(1500, near.length);
    assertEquals(1501, strange.length);
    for (int n = 50; n < 1400; n++) {
      assertEquals(near[n], strange[n], 0.01, "sample " + n);
    }
  }

  @Test
  void differencesOfALineAreItsSlope() {
    float[] x = new float[16000];
    for (int n = 0; n < x.length; n++) { // e^(2 s n) in power
      x[n] = (float) (100 * Math.exp(2.0 * n / x.length) * Math.sin(2 * Math.PI * 0.0625 * n));
    }
    float[][] frames = new FrameFeatures(spec(16000, 25, 10, 8, 0, 0, 2, "none")).of(x, 16000);
    for (int t = 4; t < frames.length - 4; t++) {
      assertEquals(2 * 2.0 * 160 / 16000, frames[t][8 + 2], 1e-3, "slope");
      assertEquals(0, frames[t][16 + 2], 1e-3, "its slope");
    }
  }

  @Test
  void normalizationIsOfEachNumberOverTheFile() {
    byte[] wav = Wavs.tone(16000, 700, 500);
    System.arraycopy(Wavs.tone(16000, 300, 250), 44, wav, 44, 8000);
    float[][] frames =
        new FrameFeatures(spec(16000, 25, 10, 20, 0, 0, 1, "meanVariance")).ofWav(wav);
    for (int j = 0; j < 40; j++) {
      double sum = 0;
      double squares = 0;
      for (float[] frame : frames) {
        sum += frame[j];
        squares += frame[j] * frame[j];
      }
      assertEquals(0, sum / frames.length, 1e-5);
      assertEquals(1, squares / frames.length, 1e-4);
    }
    float[][] silence =
        new FrameFeatures(spec(16000, 25, 10, 20, 0, 0, 1, "meanVariance"))
            .of(new float[999], 16000);
    assertArrayEquals(new float[40], silence[0]);
  }

  @Test
  void settingsThatContradictEachOtherAreNamed() {
    assertRefused(
        "frameMillis is 0.1, which at sampleRate 16000 is 2 samples; expected at least 4",
        () -> spec(16000, 0.1, 10, 20, 0, 0, 0, "none"));
    assertRefused(
        "hopMillis is 0.01, which at sampleRate 16000 is 0 samples; expected at least 1",
        () -> spec(16000, 25, 0.01, 20, 0, 0, 0, "none"));
    assertRefused(
        "highFrequency is 9000.0 Hz; sound of sampleRate 16000 has no frequencies above 8000.0",
        () -> spec(16000, 25, 10, 20, 0, 9000, 0, "none"));
    assertRefused(
        "lowFrequency is 8000.0 Hz; expected a frequency below highFrequency, 8000.0",
        () -> spec(16000, 25, 10, 20, 8000, 0, 0, "none"));
    assertRefused(
        "coefficients is 21; expected at most melBands, 20",
        () -> new AudioSpec(16000, 0, 25, 10, 20, 0, 0, 21, 22, 0, 2, "none"));
    assertRefused(
        "melBands is 200, and band 1 of them is so narrow that it contains no frequency; set fewer, or a larger frameMillis (frames of 512 samples have a frequency every 31.3 Hz)",
        () -> spec(16000, 25, 10, 200, 0, 0, 0, "none"));
  }

  private static void assertRefused(String expected, Runnable make) {
    assertEquals(expected, assertThrows(InvalidInputException.class, make::run).getMessage());
  }

  /** Several seconds in no time: a frame costs one transform. */
  @Test
  void longSoundIsNoMatter() {
    float[][] frames = new FrameFeatures(plain()).of(new float[16000 * 600], 16000);
    assertTrue(frames.length > 59_900);
  }
}
