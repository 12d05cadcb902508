package org.sparkrnn.ml.param.kind;

import java.util.HashMap;
import org.sparkrnn.data.InvalidInputException;

/** The values of classWeights: how much the rows of each class count. */
public final class ClassWeights {
  /** All classes have the same total weight, whatever their frequency. */
  public static final String BALANCED = "balanced";

  /** Each class has the square root of its weight with {@link #BALANCED}. */
  public static final String SQUARE_ROOT = "squareRoot";

  private ClassWeights() {}

  /**
   * Reads {@code LABEL:WEIGHT,...}; empty for the words and the empty text.
   *
   * @throws InvalidInputException if the text is not of this form
   */
  public static HashMap<String, Double> parse(String text) {
    HashMap<String, Double> weights = new HashMap<>();
    if (text.isBlank() || byFrequency(text.strip())) {
      return weights;
    }
    for (String part : text.split(",", -1)) {
      int colon = part.lastIndexOf(':');
      double weight = colon < 1 ? -1 : number(part.substring(colon + 1));
      if (!(weight >= 0 && weight < Float.MAX_VALUE)) {
        throw new InvalidInputException(
            "classWeights is '%s', but '%s' is not of the form LABEL:WEIGHT; expected balanced, squareRoot, or labels with weights of at least 0, separated by commas, as in Irish:2,Dutch:1.5"
                .formatted(text, part.strip()));
      }
      weights.put(part.substring(0, colon).strip(), weight);
    }
    return weights;
  }

  /** Whether weights follow from the frequencies of classes. */
  public static boolean byFrequency(String text) {
    return text.equals(BALANCED) || text.equals(SQUARE_ROOT);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return -1; // refused by the caller
    }
  }
}
