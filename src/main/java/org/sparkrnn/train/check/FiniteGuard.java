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
 * Watches over the losses, gradients and weights of one epoch. Nobody looks at single shards while
 * all is well; when a step's sum is not finite its gradients are computed once more, shard by
 * shard, which gives the same numbers, and the first shard and parameter block to blame are found.
 *
 * <p>What is left out under {@link NonFinitePolicy#SKIP} is an update, with all {@code
 * accumulationSteps} mini-batches of it: they were to make one step together. It keeps its place in
 * the schedule.
 */
public final class FiniteGuard {
  private static final Logger LOG = LoggerFactory.getLogger(FiniteGuard.class);

  /** A mini-batch of the update to come. */
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
  private int lastStep; // of the last mini-batch taken
  private int skipped; // mini-batches
  private String first; // why the first of them was left out

  /**
   * @param epoch from 1
   * @param function as it computes the steps
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
   * A mini-batch of the update to come.
   *
   * @param step of the epoch, from 1
   * @param carried what its shards were handed, or null
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

  /** Whether the losses of all mini-batches of the update to come are finite. */
  public boolean lossesFinite() {
    return group.stream().allMatch(Taken::finite);
  }

  /**
   * After an update was made, or was not because of its norm or a loss.
   *
   * @param norm of the update's gradient
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

  /** What is carried on behind a step that was left out: streams in ruins start anew. */
  public static float[] carriedOn(float[] carried) {
    return carried == null || firstNonFinite(carried) < 0 ? carried : null;
  }

  /**
   * At the epoch's end, when no step is left to find out about its last update.
   *
   * @param updates made in this epoch
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

  /** Mini-batches left out in this epoch. */
  public int skipped() {
    return skipped;
  }

  /** Writes what was left out; between updates. */
  public void save(Checkpoint to) {
    to.put("skippedSteps", skipped);
    if (first != null) {
      to.put("skippedFirst", first);
    }
  }

  /** Goes on from what {@link #save} wrote. */
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
   * The step, what is wrong with it, the shard and the parameter block.
   *
   * @param blamed null where only the summed gradient is not finite
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
