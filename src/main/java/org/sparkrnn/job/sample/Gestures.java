package org.sparkrnn.job.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Six gestures as a three-axis accelerometer in a hand would measure them, in multiples of g. A
 * gesture has 40 to 120 steps with rest before and after, and is drawn in a plane in front of the
 * hand, which is turned by up to 45 degrees and tilted by up to 25. Direction, strength and tempo
 * are random; gravity acts along the third axis, and each axis has an offset and noise. Strength
 * and length have the same distribution for all gestures, so that only the movement's shape
 * distinguishes them.
 */
final class Gestures implements Generator {
  private static final int MIN_STEPS = 40;
  private static final int MAX_STEPS = 120;
  private static final double NOISE = 0.06;
  private static final double OFFSET = 0.05; // per axis, as in cheap sensors
  private static final double RAMP = 0.2; // share of the time to speed up and to slow down

  /** The paths of the hand. */
  private enum Gesture {
    CIRCLE,
    EIGHT,
    SHAKE,
    SWIPE,
    TAP,
    ZIGZAG;

    /**
     * @param u completed share of the gesture, 0 to 1
     * @param times number of repetitions of a repeated movement, from 0 to 1 within its range
     * @return the place in the plane, [2]
     */
    double[] at(double u, double times) {
      double turn = 2 * Math.PI * u;
      double along = u * u * u * (10 - 15 * u + 6 * u * u); // from 0 to 1, at rest at both ends
      return switch (this) {
        case CIRCLE -> new double[] {StrictMath.cos(turn), StrictMath.sin(turn)};
        case EIGHT -> new double[] {StrictMath.sin(turn), StrictMath.sin(2 * turn) / 2};
        case SHAKE -> new double[] {StrictMath.sin((4 + 3 * times) * turn), 0};
        case SWIPE -> new double[] {along, 0};
        case TAP -> new double[] {(1 - StrictMath.cos(turn)) / 2, 0};
        case ZIGZAG -> new double[] {8 * along, StrictMath.sin((1.5 + times) * turn)};
      };
    }
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public Example next(Random random, String split, int number) {
    Gesture gesture = Gesture.values()[random.nextInt(Gesture.values().length)];
    int steps = MIN_STEPS + random.nextInt(MAX_STEPS - MIN_STEPS + 1);
    int moving = (int) (steps * (0.4 + 0.3 * random.nextDouble()));
    int start = random.nextInt(steps - moving);
    double[][] a = acceleration(gesture, moving, random); // [moving, 2]
    double[][] r = rotation(random); // [3, 3]
    double[] offset = new double[3];
    Arrays.setAll(offset, axis -> OFFSET * random.nextGaussian());
    double strength = 0.4 + 0.6 * random.nextDouble();
    StringBuilder line = new StringBuilder("{\"features\":[");
    for (int t = 0; t < steps; t++) {
      boolean moves = t >= start && t < start + moving;
      double x = moves ? strength * a[t - start][0] : 0;
      double y = moves ? strength * a[t - start][1] : 0;
      line.append(t > 0 ? ",[" : "[");
      for (int axis = 0; axis < 3; axis++) {
        double value = r[axis][0] * x + r[axis][1] * y + r[axis][2] + offset[axis];
        line.append(axis > 0 ? "," : "").append(rounded(value + NOISE * random.nextGaussian()));
      }
      line.append(']');
    }
    String label = gesture.name().toLowerCase(Locale.ROOT);
    return new Example(line + "],\"label\":\"" + label + "\"}\n");
  }

  /** Second differences along the path at an uneven tempo, scaled to a root mean square of 1. */
  private static double[][] acceleration(Gesture gesture, int n, Random random) {
    double tempo = 0.16 * (random.nextDouble() - 0.5);
    double times = random.nextDouble();
    double sense = random.nextBoolean() ? 1 : -1;
    double[][] a = new double[n][2]; // d2 place / dt2
    double squares = 0;
    for (int t = 0; t < n; t++) {
      double[] before = gesture.at(phase((t - 0.5) / n, tempo), times);
      double[] now = gesture.at(phase((t + 0.5) / n, tempo), times);
      double[] after = gesture.at(phase((t + 1.5) / n, tempo), times);
      for (int d = 0; d < 2; d++) {
        a[t][d] = (d == 0 ? 1 : sense) * (before[d] - 2 * now[d] + after[d]);
        squares += a[t][d] * a[t][d];
      }
    }
    double scale = 1 / StrictMath.sqrt(squares / n);
    for (double[] step : a) {
      step[0] *= scale;
      step[1] *= scale;
    }
    return a;
  }

  /**
   * The completed share of the path at a share of the time: from rest, at an even speed, to rest.
   */
  private static double phase(double u, double tempo) {
    double v = 1 / (1 - RAMP);
    double share;
    if (u <= 0 || u >= 1) {
      share = u <= 0 ? 0 : 1;
    } else if (u < RAMP) {
      share = v * u * u / (2 * RAMP);
    } else if (u > 1 - RAMP) {
      share = 1 - v * (1 - u) * (1 - u) / (2 * RAMP);
    } else {
      share = v * (u - RAMP / 2);
    }
    return share + tempo * StrictMath.sin(2 * Math.PI * share) / 2;
  }

  /**
   * A turn of up to 45 degrees in the plane, then tilts of up to 25 degrees about both its axes.
   */
  private static double[][] rotation(Random random) {
    double turn = Math.toRadians(90 * (random.nextDouble() - 0.5));
    double pitch = Math.toRadians(50 * (random.nextDouble() - 0.5));
    double roll = Math.toRadians(50 * (random.nextDouble() - 0.5));
    double ct = StrictMath.cos(turn);
    double st = StrictMath.sin(turn);
    double cp = StrictMath.cos(pitch);
    double sp = StrictMath.sin(pitch);
    double cr = StrictMath.cos(roll);
    double sr = StrictMath.sin(roll);
    return new double[][] { // about the first axis by roll, the second by pitch, the third by turn
      {cp * ct, -cp * st, sp},
      {cr * st + sr * sp * ct, cr * ct - sr * sp * st, -sr * cp},
      {sr * st - cr * sp * ct, sr * ct + cr * sp * st, cr * cp}
    };
  }

  /** Rounds to two digits after the point, without trailing zeros. */
  private static String rounded(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? String.valueOf(hundredths / 100)
        : String.valueOf(hundredths / 100.0);
  }
}
