package org.sparkrnn.job.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Morse code as a radio gives it, and its text: one or two words of random letters, at 43 to 75
 * words a minute, in WAV files of 8 bits and 2 kHz. The speed wanders by up to a fifth from sign to
 * sign, no two dots are of one length, the pitch (400 to 800 Hz) swings by up to 4 %, some messages
 * are weak and all are in noise. Letters are equally likely, so that only the sound tells them.
 */
final class Morse implements Generator {
  private static final int RATE = 2000; // Hz
  private static final double RAMP = 0.004; // s until a tone has full strength
  private static final String[] LETTERS = {
    ".-", "-...", "-.-.", "-..", ".", "..-.", "--.", "....", "..", ".---", "-.-", ".-..", "--",
    "-.", "---", ".--.", "--.-", ".-.", "...", "-", "..-", "...-", ".--", "-..-", "-.--", "--.."
  };

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public String header() {
    return "file,text\n";
  }

  @Override
  public Example next(Random random, String split, int number) {
    String text = text(random);
    String file = "%s/%04d.wav".formatted(split, number);
    return new Example(
        text, file + "," + text + "\n", file, wav(sound(keyed(text, random), random)));
  }

  private static String text(Random random) {
    int letters = 2 + random.nextInt(4);
    int space = random.nextInt(3) == 0 ? 1 + random.nextInt(letters - 1) : 0; // before this letter
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      text.append(i > 0 && i == space ? " " : "").append((char) ('A' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Alternating durations of silence and tone, in seconds. */
  private static List<Double> keyed(String text, Random random) {
    double unit = 0.016 + 0.012 * random.nextDouble(); // a dot, in s
    double tempo = 0; // the logarithm of what the speed has wandered by
    List<Double> times = new ArrayList<>();
    double pause = 2 + 3 * random.nextDouble();
    for (char letter : text.toCharArray()) {
      if (letter == ' ') {
        pause = 7;
        continue;
      }
      for (char sign : LETTERS[letter - 'A'].toCharArray()) {
        tempo = Math.max(-0.2, Math.min(0.2, tempo + 0.05 * random.nextGaussian()));
        double slow = unit * StrictMath.exp(tempo);
        times.add(pause * slow * uneven(random));
        times.add((sign == '.' ? 1 : 3) * slow * uneven(random));
        pause = 1;
      }
      pause = 3;
    }
    times.add(unit * (2 + 3 * random.nextDouble()));
    return times;
  }

  private static double uneven(Random random) {
    return 1 + 0.1 * (2 * random.nextDouble() - 1);
  }

  /** [samples] from -1 to 1. */
  private static double[] sound(List<Double> times, Random random) {
    double strength = 0.2 + 0.5 * random.nextDouble();
    double noise = strength * (0.1 + 0.3 * random.nextDouble());
    double pitch = 400 + 400 * random.nextDouble();
    double swing = 0.04 * random.nextDouble();
    double period = 0.5 + random.nextDouble(); // s
    double all = times.stream().mapToDouble(Double::doubleValue).sum();
    double[] x = new double[(int) (all * RATE)];
    double phase = 2 * Math.PI * random.nextDouble();
    double end = times.get(0);
    int at = 0; // index of the duration; tones have odd ones
    for (int n = 0; n < x.length; n++) {
      double t = (double) n / RATE;
      while (t >= end && at < times.size() - 1) {
        end += times.get(++at);
      }
      double begin = end - times.get(at);
      double edge = Math.min(1, Math.min(t - begin, end - t) / RAMP);
      phase += 2 * Math.PI * pitch * (1 + swing * StrictMath.sin(2 * Math.PI * t / period)) / RATE;
      double tone = at % 2 == 1 ? strength * edge * StrictMath.sin(phase) : 0;
      x[n] = tone + noise * random.nextGaussian();
    }
    return x;
  }

  /** A WAV file of 8 bits; values that are too loud are clipped, as in a receiver. */
  private static byte[] wav(double[] x) {
    int padded = x.length + x.length % 2;
    ByteBuffer out = ByteBuffer.allocate(44 + padded).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + padded).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE);
    out.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(x.length);
    for (double value : x) {
      out.put((byte) (128 + Math.round(127 * Math.max(-1, Math.min(1, value)))));
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
