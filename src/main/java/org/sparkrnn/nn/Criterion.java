package org.sparkrnn.nn;

/** How the results of epochs are compared, on the same labelled outputs. */
public enum Criterion {
  /** The mean loss. */
  LOSS {
    @Override
    public boolean better(Evaluation a, Evaluation b) {
      return a.meanLoss() < b.meanLoss();
    }
  },
  /** The fraction of outputs that are correct; if it is equal, the smaller loss decides. */
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

  /** Whether {@code a} is the better of the two results. */
  public abstract boolean better(Evaluation a, Evaluation b);

  /**
   * Whether {@code a} is worse than the best result by at most one standard error of the best
   * result, if the standard error is known, which is not the case for a mean loss (Breiman et al.,
   * Classification and Regression Trees, 1984, section 3.4.3: the rule of one standard error).
   */
  public boolean withinChance(Evaluation a, Evaluation best) {
    return false;
  }
}
