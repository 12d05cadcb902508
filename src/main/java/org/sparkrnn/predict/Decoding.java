package org.sparkrnn.predict;

import java.io.Serializable;
import org.sparkrnn.data.InvalidInputException;

/** How transcripts are decoded: greedily, or by beam search, with a language model or without. */
public final class Decoding implements Serializable {
  /** The likeliest output of each step by itself. */
  public static final Decoding GREEDY = new Decoding(1, 0, 0);

  private static final long serialVersionUID = 1L;

  private final int beamWidth;
  private final double ngramWeight;
  private final double lengthBonus;

  private Decoding(int beamWidth, double ngramWeight, double lengthBonus) {
    this.beamWidth = beamWidth;
    this.ngramWeight = ngramWeight;
    this.lengthBonus = lengthBonus;
    if (beamWidth < 1 || !(ngramWeight >= 0) || !Double.isFinite(lengthBonus)) {
      throw new InvalidInputException(
          "beamWidth is %d, ngramWeight is %s and lengthBonus is %s; expected a beamWidth of at least 1, an ngramWeight of at least 0, and a number as lengthBonus"
              .formatted(beamWidth, ngramWeight, lengthBonus));
    }
  }

  /** The best of so many prefixes by the network alone. */
  public static Decoding beam(int width) {
    return new Decoding(width, 0, 0);
  }

  /**
   * The same, and of the saved n-gram model.
   *
   * @param weight of its log probability
   * @param bonus for each of its tokens
   */
  public Decoding withNGram(double weight, double bonus) {
    return new Decoding(beamWidth, weight, bonus);
  }

  /** How many prefixes are kept; 1 for greedy decoding. */
  public int beamWidth() {
    return beamWidth;
  }

  /** How much the n-gram model counts. */
  public double ngramWeight() {
    return ngramWeight;
  }

  /** What each of its tokens adds. */
  public double lengthBonus() {
    return lengthBonus;
  }
}
