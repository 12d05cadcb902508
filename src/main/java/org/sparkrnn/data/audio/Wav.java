package org.sparkrnn.data.audio;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;

/**
 * The sound of a WAV file: RIFF with PCM of 8 (unsigned), 16, 24 or 32 bits, plain or as
 * WAVE_FORMAT_EXTENSIBLE. Several channels become one, their mean. Chunks other than {@code fmt }
 * and {@code data} are passed over, and so is what follows the samples.
 */
public final class Wav {
  /** The lowest number of samples a second that is read. */
  public static final int MIN_RATE = 1_000;

  /** The highest one. */
  public static final int MAX_RATE = 768_000;

  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL; // where the file was written to a pipe
  private static final Map<Integer, String> CODECS =
      Map.of(
          2,
          "ADPCM",
          3,
          "floating point",
          6,
          "A-law",
          7,
          "mu-law",
          0x11,
          "IMA ADPCM",
          0x31,
          "GSM",
          0x50,
          "MPEG",
          0x55,
          "MP3");

  private final byte[] bytes;
  private int rate;
  private int channels;
  private int width; // bytes a sample
  private boolean described; // by a chunk "fmt "
  private float[] samples;

  private Wav(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Decodes a whole file.
   *
   * @throws InvalidInputException if it is no sound WAV file, or coded in another way; the message
   *     begins with a verb, for the caller to put the file's name in front
   */
  public static Wav decode(byte[] bytes) {
    Wav wav = new Wav(bytes);
    wav.readChunks();
    return wav;
  }

  /** Samples a second. */
  public int rate() {
    return rate;
  }

  /** [samples], full scale is 32768 whatever the bits, as in a file of 16 bits. */
  public float[] samples() {
    return samples;
  }

  private void readChunks() {
    if (bytes.length == 0) {
      throw new InvalidInputException("is empty (0 bytes); expected a WAV file");
    }
    if (bytes.length < 12 || !text(0).equals("RIFF") || !text(8).equals("WAVE")) {
      throw new InvalidInputException(
          "is not a WAV file: it begins with \"%s\", not with RIFF, a length and WAVE"
              .formatted(start()));
    }
    int at = 12;
    while (samples == null) {
      if (bytes.length - at < 8) {
        throw new InvalidInputException(
            "is cut off after %d bytes: it has no data chunk; write it again, or leave it out"
                .formatted(bytes.length));
      }
      String id = text(at);
      long size = number(at + 4, 4) & 0xFFFFFFFFL;
      at += 8;
      long there = bytes.length - at;
      if (id.equals("data") && size == UNKNOWN_SIZE) {
        size = there;
      }
      if (size > there) {
        throw new InvalidInputException(
            "is cut off: its chunk \"%s\" should have %d bytes but has %d; write it again, or leave it out"
                .formatted(id, size, there));
      }
      if (id.equals("fmt ")) {
        readFormat(at, (int) size);
      } else if (id.equals("data")) {
        readSamples(at, (int) size);
      }
      at = (int) Math.min(bytes.length, at + size + (size & 1));
    }
  }

  private void readFormat(int at, int size) {
    if (size < 16) {
      throw new InvalidInputException(
          "is damaged: its format chunk has %d bytes; expected 16 or more".formatted(size));
    }
    int codec = number(at, 2);
    if (codec == EXTENSIBLE && size >= 26) {
      codec = number(at + 24, 2); // the first two bytes of the sub-format's GUID
    }
    channels = number(at + 2, 2);
    long hertz = number(at + 4, 4) & 0xFFFFFFFFL;
    int block = number(at + 12, 2);
    int bits = number(at + 14, 2);
    if (codec != PCM) {
      throw new InvalidInputException(
          "is encoded as %s; expected PCM with 8, 16, 24 or 32 bits: convert it"
              .formatted(CODECS.getOrDefault(codec, "format 0x%x".formatted(codec))));
    }
    if (bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw new InvalidInputException(
          "has %d bits per sample; expected 8, 16, 24 or 32: convert it".formatted(bits));
    }
    width = bits / 8;
    if (channels == 0 || block != channels * width) {
      throw new InvalidInputException(
          "is damaged: its format chunk says %d channels of %d bits in blocks of %d bytes"
              .formatted(channels, bits, block));
    }
    if (hertz < MIN_RATE || hertz > MAX_RATE) {
      throw new InvalidInputException(
          "has %d samples per second; expected %d to %d".formatted(hertz, MIN_RATE, MAX_RATE));
    }
    rate = (int) hertz;
    described = true;
  }

  private void readSamples(int at, int size) {
    if (!described) {
      throw new InvalidInputException("is damaged: its samples come before their format");
    }
    int block = channels * width;
    if (size % block != 0) {
      throw new InvalidInputException(
          "is damaged: its data chunk has %d bytes, which is not a multiple of the %d bytes of %d channels"
              .formatted(size, block, channels));
    }
    if (size == 0) {
      throw new InvalidInputException("contains no samples: its data chunk is empty; leave it out");
    }
    samples = new float[size / block];
    // Exact in a float up to 24 bits, the mean of channels rounded once.
    double scale = 32768.0 / (1L << (8 * width - 1)) / channels;
    for (int n = 0, from = at; n < samples.length; n++) {
      long sum = 0;
      for (int c = 0; c < channels; c++, from += width) {
        sum += sample(from);
      }
      samples[n] = (float) (sum * scale);
    }
  }

  private int sample(int at) {
    return switch (width) {
      case 1 -> (bytes[at] & 0xFF) - 128;
      case 2 -> bytes[at] & 0xFF | bytes[at + 1] << 8;
      case 3 -> bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] << 16;
      default -> number(at, 4);
    };
  }

  /** A number of 2 or 4 bytes, the least first. */
  private int number(int at, int size) {
    int value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  private String text(int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  /** The first bytes, for a message: a text shows itself. */
  private String start() {
    String first = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
    return first.replaceAll("[^ -~]", ".");
  }
}
