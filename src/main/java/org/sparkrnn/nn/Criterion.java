package org.sparkrnn.nn;

/** By what the outcomes of epochs are compared, on the same labelled outputs. */
public enum Criterion {
  /** The mean loss. */
  LOSS {
    @Override
    public boolean better(Evaluation a, Evaluation b) {
      return a.meanLoss() < b.meanLoss();
    }
  },
  /** The share of outputs that are right; of equal shares the one with less loss. */
  ACCURACY {
    @Override
    public boolean better(Evaluation a, Evaluation b) {
      return a.accuracy() > b.accuracy()
          || a.accuracy() == b.accuracy() && a.meanLoss() < b.meanLoss();
    }

    @Override
    public boolean withinChance(Evaluation a, Evaluation best) {
      return a.accuracy() >= best.accuracy() - best.accuracyError();
    }
  };

  /** Whether {@code a} is the better outcome of the two. */
  public abstract boolean better(Evaluation a, Evaluation b);

  /**
   * Whether {@code a} is worse than the best outcome by no more than one standard error of it, as
   * far as that is known; of a mean loss it is not (Breiman et al., Classification and Regression
   * Trees, 1984, section 3.4.3: the rule of one standard error).
   */
  public boolean withinChance(Evaluation a, Evaluation best) {
    return false;
  }
}
