package org.sparkrnn.train.check;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.optim.GradientClip;
import org.sparkrnn.train.NonFinitePolicy;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.checkpoint.Checkpoint;
import org.sparkrnn.train.shard.Shards;
import org.sparkrnn.train.step.BatchContribution;

/**
 * Checks that losses, gradients and weights of one epoch are finite. Normally only sums are
 * checked. If a step's sum is not finite, its gradients are computed again for each shard, which
 * gives the same numbers, to find the first shard and parameter block that are not finite.
 *
 * <p>{@link NonFinitePolicy#SKIP} leaves out a whole update, with all its {@code accumulationSteps}
 * mini-batches. The update keeps its place in the schedule.
 */
public final class FiniteGuard {
  private static final Logger LOG = LoggerFactory.getLogger(FiniteGuard.class);

  /** A mini-batch of the next update. */
  private record Taken(int step, int batch, float[] carried, double meanLoss) {
    boolean finite() {
      return Double.isFinite(meanLoss);
    }
  }

  private final int epoch; // from 1
  private final TrainingOptions options;
  private final Shards data;
  private final BatchContribution function;
  private final ParamLayout layout;
  private final List<Taken> group = new ArrayList<>();
  private int lastStep; // step of the last mini-batch
  private int skipped; // mini-batches
  private String first; // reason for the first of them

  /**
   * @param epoch from 1
   * @param function the function that computes the steps
   */
  public FiniteGuard(
      int epoch,
      TrainingOptions options,
      Shards data,
      BatchContribution function,
      ParamLayout layout) {
    this.epoch = epoch;
    this.options = options;
    this.data = data;
    this.function = function;
    this.layout = layout;
  }

  /**
   * Records a mini-batch of the next update.
   *
   * @param step of the epoch, from 1
   * @param carried the states that its shards received, or null
   * @return whether its loss is finite
   * @throws InvalidInputException if it is not, and the policy is to fail
   */
  public boolean take(int step, int batch, float[] carried, double meanLoss, float[] w) {
    Taken taken = new Taken(step, batch, carried, meanLoss);
    group.add(taken);
    lastStep = step;
    if (!taken.finite() && options.nonFinitePolicy() == NonFinitePolicy.FAIL) {
      throw diverged(taken, w);
    }
    return taken.finite();
  }

  /** Whether the losses of all mini-batches of the next update are finite. */
  public boolean lossesFinite() {
    return group.stream().allMatch(Taken::finite);
  }

  /**
   * Records that an update was made, or was left out because of its norm or a loss.
   *
   * @param norm norm of the update's gradient
   * @return whether it was made
   * @throws InvalidInputException if it was not, and the policy is to fail or the weights
   *     themselves are no longer finite
   */
  public boolean updated(double norm, float[] w) {
    boolean made = Double.isFinite(norm);
    if (!made) {
      Taken blamed = group.stream().filter(taken -> !taken.finite()).findFirst().orElse(null);
      if (blamed == null && options.nonFinitePolicy() == NonFinitePolicy.FAIL) {
        throw diverged(null, w);
      }
      requireFinite(w);
      if (first == null) {
        first = where(blamed, w);
        LOG.warn("{}; the update of this step is left out (nonFinitePolicy=skip)", first);
      }
      skipped += group.size();
    }
    group.clear();
    return made;
  }

  /**
   * The states to carry after a step that was left out; streams whose state is not finite start
   * again.
   */
  public static float[] carriedOn(float[] carried) {
    return carried == null || firstNonFinite(carried) < 0 ? carried : null;
  }

  /**
   * Checks the last update at the end of the epoch, because no later step does so.
   *
   * @param updates number of updates in this epoch
   * @throws InvalidInputException if the weights are not finite, or all updates were left out
   */
  public void end(int updates, float[] w) {
    requireFinite(w);
    if (skipped > 0 && updates == 0) {
      throw new InvalidInputException(
          "all %d steps of epoch %d were left out (nonFinitePolicy=skip), the first of them for this reason: %s%s"
              .formatted(skipped, epoch, first, advice()));
    }
    if (skipped > 0) {
      LOG.warn(
          "{} steps of epoch {} were left out, because their loss or gradient was not finite",
          skipped,
          epoch);
    }
  }

  /** The number of mini-batches that were left out in this epoch. */
  public int skipped() {
    return skipped;
  }

  /** Writes the numbers of skipped mini-batches; only between updates. */
  public void save(Checkpoint to) {
    to.put("skippedSteps", skipped);
    if (first != null) {
      to.put("skippedFirst", first);
    }
  }

  /** Restores what {@link #save} wrote. */
  public void restore(Checkpoint from) {
    skipped = from.integer("skippedSteps", 0, Integer.MAX_VALUE);
    first = from.has("skippedFirst") ? from.text("skippedFirst") : null;
  }

  private InvalidInputException diverged(Taken blamed, float[] w) {
    requireFinite(w);
    return new InvalidInputException(
        "training diverged at %s%s, or leave such steps out with nonFinitePolicy=skip"
            .formatted(where(blamed, w), advice()));
  }

  /**
   * A message with the step, the problem, the shard and the parameter block.
   *
   * @param blamed the shard; null if only the summed gradient is not finite
   */
  private String where(Taken blamed, float[] w) {
    for (Taken taken : blamed == null ? group : List.of(blamed)) {
      for (ShardInspection part :
          ShardInspection.all(data, function, w, taken.carried, epoch - 1, taken.batch)) {
        if (!part.finite()) {
          return "%s; the first such shard is shard %d of %d: its loss is %s, its gradient %s"
              .formatted(
                  at(taken),
                  part.shard() + 1,
                  data.numShards(),
                  part.loss(),
                  part.at() < 0 ? "finite" : element(part.at()) + " is " + part.value());
        }
      }
    }
    return at(blamed == null ? group.get(group.size() - 1) : blamed)
        + "; the parts of all %d shards are finite, but their sum is not"
            .formatted(data.numShards());
  }

  private String at(Taken taken) {
    return "step %d of epoch %d: %s"
        .formatted(
            taken.step,
            epoch,
            taken.finite() ? "the norm of the gradient is not finite" : "loss " + taken.meanLoss);
  }

  /**
   * @throws InvalidInputException if the weights stopped being finite
   */
  public void requireFinite(float[] w) {
    if (!Double.isFinite(GradientClip.norm(w))) {
      int at = firstNonFinite(w);
      throw new InvalidInputException(
          "training diverged at step %d of epoch %d: weight %s became %s in the last update%s"
              .formatted(lastStep, epoch, element(at), w[at], advice()));
    }
  }

  private String advice() {
    return "; lower learningRate (%s), bound the gradient with gradientClipNorm (%s, 0 for none) or gradientClipValue (%s)"
        .formatted(
            options.schedule().learningRate(),
            options.gradientClipNorm(),
            options.gradientClipValue());
  }

  /** An element of the flat vector by the name of its block, its row and column from 0. */
  private String element(int index) {
    ParamLayout.Block block =
        layout.blocks().stream().filter(b -> index < b.end()).findFirst().orElseThrow();
    int i = index - block.offset();
    return block.rows() == 1
        ? "%s[%d]".formatted(block.name(), i)
        : "%s[%d, %d]".formatted(block.name(), i / block.cols(), i % block.cols());
  }

  /** The index of the first NaN or infinity, or -1. */
  public static int firstNonFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
