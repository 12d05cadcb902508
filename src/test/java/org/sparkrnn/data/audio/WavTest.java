package org.sparkrnn.data.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.Wavs;

/** WAV files byte by byte, sound ones and others. */
class WavTest {
  private static float[] samples(int bits, int channels, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return Wav.decode(Wavs.pcm(8000, bits, channels, data)).samples();
  }

  private static void assertRefused(String expected, byte[] wav) {
    assertEquals(
        expected, assertThrows(InvalidInputException.class, () -> Wav.decode(wav)).getMessage());
  }

  @Test
  void fullScaleIsTheSameWhateverTheBits() {
    assertArrayEquals(new float[] {-32768, 0, 32512}, samples(8, 1, 0, 128, 255));
    assertArrayEquals(new float[] {-32768, 1, -2}, samples(16, 1, 0, 0x80, 1, 0, 0xFE, 0xFF));
    assertArrayEquals(
        new float[] {-32768, 1 / 256f, -1 / 256f},
        samples(24, 1, 0, 0, 0x80, 1, 0, 0, 255, 255, 255));
    assertArrayEquals(new float[] {-32768, 1 / 65536f}, samples(32, 1, 0, 0, 0, 0x80, 1, 0, 0, 0));
    assertEquals(8000, Wav.decode(Wavs.pcm(8000, 8, 1, (byte) 1)).rate());
  }

  @Test
  void channelsAreMixed() {
    assertArrayEquals(new float[] {1.5f, -10}, samples(16, 2, 1, 0, 2, 0, 0xF6, 0xFF, 0xF6, 0xFF));
    assertArrayEquals(new float[] {256}, samples(8, 3, 129, 130, 128));
  }

  @Test
  void otherChunksAndWhatFollowsAreNoSound() {
    byte[] plain = Wavs.pcm(8000, 8, 1, (byte) 129, (byte) 127);
    byte[] more = new byte[plain.length + 12 + 7];
    System.arraycopy(plain, 0, more, 0, 12);
    System.arraycopy(Wavs.ascii("LIST\3\0\0\0abc\0"), 0, more, 12, 12); // padded to an even length
    System.arraycopy(plain, 12, more, 24, plain.length - 12);
    assertArrayEquals(new float[] {256, -256}, Wav.decode(more).samples());
  }

  @Test
  void aFileThatWasWrittenToAPipeEndsWhereItEnds() {
    byte[] wav = Wavs.pcm(8000, 8, 1, (byte) 129, (byte) 127);
    Arrays.fill(wav, 40, 44, (byte) 0xFF);
    assertArrayEquals(new float[] {256, -256}, Wav.decode(wav).samples());
  }

  @Test
  void whatIsNoWavFileIsNamed() {
    assertRefused("is empty (0 bytes); expected a WAV file", new byte[0]);
    assertRefused(
        "is not a WAV file: it begins with \"Hello, world.\", not with RIFF, a length and WAVE",
        Wavs.ascii("Hello, world\n"));
    assertRefused(
        "is not a WAV file: it begins with \"RIFF\", not with RIFF, a length and WAVE",
        Wavs.ascii("RIFF"));
    assertRefused(
        "is not a WAV file: it begins with \"RIFF....AVI LIST\", not with RIFF, a length and WAVE",
        Wavs.ascii("RIFF\0\0\0\0AVI LIST...."));
  }

  @Test
  void aFileThatIsCutOffIsNamedWhereverTheCutIs() {
    byte[] wav = Wavs.tone(8000, 440, 100);
    assertRefused(
        "is cut off: its chunk \"data\" should have 1600 bytes but has 800; write it again, or leave it out",
        Wavs.cut(wav, 800));
    assertRefused(
        "is cut off after 40 bytes: it has no data chunk; write it again, or leave it out",
        Arrays.copyOf(wav, 40));
    assertRefused(
        "is cut off: its chunk \"fmt \" should have 16 bytes but has 4; write it again, or leave it out",
        Arrays.copyOf(wav, 24));
    for (int length = 12; length < wav.length; length++) {
      byte[] part = Arrays.copyOf(wav, length);
      String message =
          assertThrows(InvalidInputException.class, () -> Wav.decode(part)).getMessage();
      assertEquals("is cut off", message.substring(0, 10));
    }
  }

  @Test
  void aFileWithoutSamplesIsNamed() {
    assertRefused(
        "contains no samples: its data chunk is empty; leave it out", Wavs.pcm(16000, 16, 1));
  }

  @Test
  void otherCodecsAreNamed() {
    List<Integer> codecs = List.of(2, 3, 6, 7, 0x11, 0x55, 0x1234);
    List<String> names =
        List.of("ADPCM", "floating point", "A-law", "mu-law", "IMA ADPCM", "MP3", "format 0x1234");
    for (int i = 0; i < names.size(); i++) {
      assertRefused(
          "is encoded as %s; expected PCM with 8, 16, 24 or 32 bits: convert it"
              .formatted(names.get(i)),
          Wavs.of(codecs.get(i), 8000, 32, 1, new byte[8]));
    }
  }

  @Test
  void theExtensibleFormatNamesTheCodecBehindIt() {
    byte[] plain = Wavs.pcm(8000, 16, 1, (byte) 1, (byte) 0);
    byte[] wav = new byte[plain.length + 24];
    System.arraycopy(plain, 0, wav, 0, 36);
    wav[16] = 40;
    wav[20] = (byte) 0xFE;
    wav[21] = (byte) 0xFF;
    wav[36] = 22;
    wav[44] = 1; // PCM
    System.arraycopy(plain, 36, wav, 60, plain.length - 36);
    assertArrayEquals(new float[] {1}, Wav.decode(wav).samples());
    wav[44] = 3;
    assertRefused(
        "is encoded as floating point; expected PCM with 8, 16, 24 or 32 bits: convert it", wav);
  }

  @Test
  void contradictionsAreNamed() {
    assertRefused(
        "has 12 bits per sample; expected 8, 16, 24 or 32: convert it",
        Wavs.pcm(8000, 12, 1, new byte[2]));
    assertRefused(
        "has 999 samples per second; expected 1000 to 768000", Wavs.pcm(999, 8, 1, new byte[2]));
    assertRefused(
        "has 4294967295 samples per second; expected 1000 to 768000",
        Wavs.pcm(-1, 8, 1, new byte[2]));
    assertRefused(
        "is damaged: its format chunk says 0 channels of 16 bits in blocks of 0 bytes",
        Wavs.pcm(8000, 16, 0, new byte[2]));
    assertRefused(
        "is damaged: its data chunk has 3 bytes, which is not a multiple of the 2 bytes of 1 channels",
        Wavs.pcm(8000, 16, 1, new byte[3]));
    byte[] wav = Wavs.pcm(8000, 16, 1, new byte[2]);
    System.arraycopy(Wavs.ascii("data"), 0, wav, 12, 4);
    assertRefused("is damaged: its samples come before their format", wav);
    byte[] small = Wavs.pcm(8000, 16, 1, new byte[2]);
    small[16] = 14;
    assertRefused("is damaged: its format chunk has 14 bytes; expected 16 or more", small);
  }
}
