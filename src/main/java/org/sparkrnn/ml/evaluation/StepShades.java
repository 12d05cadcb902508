package org.sparkrnn.ml.evaluation;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparkrnn.nn.NetworkSpec;

/**
 * The shades of a row's steps in a report, and a description of the darkest ones.
 *
 * @param shades [T] the shade of each input step, from 0 for none to 1 for the darkest
 * @param note the steps with the darkest shades, with their figures
 */
public record StepShades(float[] shades, String note) {
  private static final int NAMED = 3; // steps

  /**
   * Shades by attention: the step with the largest weight is the darkest.
   *
   * @param weights weights of the output steps of the network's layers, which sum to 1
   * @param tokens [T] or null if steps have none
   * @param steps T
   */
  static StepShades ofAttention(float[] weights, NetworkSpec network, String[] tokens, int steps) {
    float[] shades = new float[steps];
    for (int o = 0; o < weights.length; o++) {
      int from = (int) network.inputStep(o);
      int to = o + 1 < weights.length ? (int) network.inputStep(o + 1) : steps;
      for (int t = from; t < Math.min(steps, Math.max(to, from + 1)); t++) {
        shades[t] += weights[o];
      }
    }
    String note =
        "most attention: "
            + named(shades, t -> name(tokens, t) + " " + percent(shades[t]), shades.length);
    float most = 0;
    for (float shade : shades) {
      most = Math.max(most, shade);
    }
    for (int t = 0; t < steps && most > 0; t++) {
      shades[t] /= most;
    }
    return new StepShades(shades, note);
  }

  /**
   * Shades by the probabilities of labels: the less certain, the darker.
   *
   * @param p [T] the probability of the predicted label of each step
   * @param labels [T] these labels
   * @param tokens [T] or null if steps have none
   */
  static StepShades ofCertainty(float[] p, String[] labels, String[] tokens) {
    float[] shades = new float[p.length];
    for (int t = 0; t < p.length; t++) {
      shades[t] = Math.max(0, 1 - p[t]); // rounding can leave a probability above 1
    }
    return new StepShades(
        shades,
        "least certain: "
            + named(
                shades,
                t -> "%s as %s %s".formatted(name(tokens, t), labels[t], percent(p[t])),
                shades.length));
  }

  private static String named(float[] shades, IntFunction<String> text, int steps) {
    return IntStream.range(0, steps)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer t) -> -shades[t]).thenComparing(t -> t))
        .limit(NAMED)
        .map(text::apply)
        .collect(Collectors.joining(", "));
  }

  private static String name(String[] tokens, int t) {
    return tokens == null ? "step " + (t + 1) : "“" + Examples.cutName(tokens[t]) + "”";
  }

  private static String percent(float share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
