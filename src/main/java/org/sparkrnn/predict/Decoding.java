package org.sparkrnn.predict;

import java.io.Serializable;
import org.sparkrnn.data.InvalidInputException;

/** How transcripts are decoded: greedily, or by beam search with or without a language model. */
public final class Decoding implements Serializable {
  /** Greedy decoding, which takes the likeliest output of each step. */
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

  /** Beam search with this number of prefixes, without a language model. */
  public static Decoding beam(int width) {
    return new Decoding(width, 0, 0);
  }

  /**
   * The same beam search with the saved n-gram model.
   *
   * @param weight factor of the log probability of the n-gram model
   * @param bonus added to the score for each token of the n-gram model
   */
  public Decoding withNGram(double weight, double bonus) {
    return new Decoding(beamWidth, weight, bonus);
  }

  /** How many prefixes are kept; 1 for greedy decoding. */
  public int beamWidth() {
    return beamWidth;
  }

  /** The factor of the log probability of the n-gram model. */
  public double ngramWeight() {
    return ngramWeight;
  }

  /** The amount that each token of the n-gram model adds to the score. */
  public double lengthBonus() {
    return lengthBonus;
  }
}
