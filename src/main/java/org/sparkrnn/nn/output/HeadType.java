package org.sparkrnn.nn.output;

import java.util.Locale;
import org.sparkrnn.nn.Criterion;

/** The output functions with their losses; a new one is one {@link Head} and one constant. */
public enum HeadType {
  /** One of K classes: softmax and cross-entropy. */
  SOFTMAX {
    @Override
    public Head create(int K, Loss loss) {
      return new SoftmaxHead(K, loss);
    }

    @Override
    boolean offers(Loss loss) {
      return loss.equals(Loss.ofClasses(loss.classWeights(), loss.labelSmoothing()));
    }

    @Override
    public Criterion criterion() {
      return Criterion.ACCURACY;
    }
  },
  /** Several of K labels: a sigmoid and a binary cross-entropy each. */
  SIGMOID {
    @Override
    public Head create(int K, Loss loss) {
      return new SigmoidHead(K);
    }
  },
  /** A vector of K reals, with a choice of loss: {@link LossType}. */
  IDENTITY {
    @Override
    public Head create(int K, Loss loss) {
      return new IdentityHead(K, loss);
    }

    @Override
    boolean offers(Loss loss) {
      return loss.type().likelihood() == null
          && loss.equals(
              loss.quantiles() == null
                  ? Loss.ofReals(loss.type(), loss.huberDelta())
                  : Loss.ofQuantiles(loss.quantiles()));
    }

    @Override
    boolean givesReals() {
      return true;
    }
  },
  /** Distributions of reals, by their parameters: {@link Likelihood}. */
  LIKELIHOOD {
    @Override
    public Head create(int K, Loss loss) {
      return new LikelihoodHead(K, loss);
    }

    @Override
    boolean offers(Loss loss) {
      return loss.type().likelihood() != null && loss.equals(Loss.ofLikelihood(loss.type()));
    }

    @Override
    void requireFits(Loss loss, int K) {
      int P = loss.type().likelihood().parameters();
      if (K % P != 0) {
        throw new IllegalArgumentException(
            "%d outputs are no whole number of distributions %s of %d parameters"
                .formatted(K, loss.type().paramValue(), P));
      }
    }
  };

  /** The head of K logits. */
  public abstract Head create(int K, Loss loss);

  /** Whether a head offers these choices of a loss; by default it offers none. */
  boolean offers(Loss loss) {
    return loss.equals(Loss.DEFAULT);
  }

  /**
   * @throws IllegalArgumentException if K outputs with this loss are not possible
   */
  void requireFits(Loss loss, int K) {}

  /** Whether outputs are real numbers. */
  boolean givesReals() {
    return false;
  }

  /** The loss of one real output: that of its error, unless a head has another. */
  double loss(Loss loss, double output, double target) {
    return loss.ofError(output - target);
  }

  /** How the results of epochs are compared. */
  public Criterion criterion() {
    return Criterion.LOSS;
  }

  /** The name users write: softmax, sigmoid, identity, likelihood. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
