package org.sparkrnn.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WAV files made by hand. */
public final class Wavs {
  private Wavs() {}

  /** A file of PCM. */
  public static byte[] pcm(int rate, int bits, int channels, byte... data) {
    return of(1, rate, bits, channels, data);
  }

  /** A file whose format chunk names any codec. */
  public static byte[] of(int codec, int rate, int bits, int channels, byte... data) {
    ByteBuffer out = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + data.length).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) codec).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    out.putShort((short) bits).put(ascii("data")).putInt(data.length).put(data);
    return out.array();
  }

  /** A tone of a duration in milliseconds, in 16 bits. */
  public static byte[] tone(int rate, double hertz, int millis) {
    ByteBuffer data =
        ByteBuffer.allocate(2 * (rate * millis / 1000)).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; data.hasRemaining(); n++) {
      data.putShort((short) Math.round(8000 * Math.sin(2 * Math.PI * hertz * n / rate)));
    }
    return pcm(rate, 16, 1, data.array());
  }

  /** A file without its last bytes. */
  public static byte[] cut(byte[] wav, int bytes) {
    return Arrays.copyOf(wav, wav.length - bytes);
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
