package org.sparkrnn.train.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.BatchPlan.Purpose;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedBatch.TokenFilter;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SeriesViews;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.Worker;
import org.sparkrnn.train.shard.Shard;

/** The arithmetic on one shard; it is the same wherever the shard is stored. */
public final class BatchArithmetic {
  /** How many sequences of a shard are evaluated at once. */
  public static final int EVALUATION_SEQUENCES = 64;

  private BatchArithmetic() {}

  /**
   * Adds the gradient of a shard's part of a mini-batch into {@code sum}.
   *
   * @param epoch from 0
   * @param number the mini-batch's number in the plan
   * @param noise random changes of the inputs
   * @param rates dropout rates; each shard has masks of its own, wherever it is stored
   */
  public static GradientSum addGradient(
      GradientSum sum,
      Shard shard,
      NetworkSpec spec,
      float[] w,
      BatchPlan plan,
      int epoch,
      int number,
      InputNoise noise,
      Dropout rates) {
    long start = System.nanoTime();
    Pass pass = Pass.PLAIN.dropping(rates, dropoutKey(plan, epoch, shard.index(), number));
    return Worker.lend(
        spec,
        worker -> {
          noise.pack(worker.batch(), shard, plan, epoch, number);
          Gradient gradient = worker.network().newGradient(); // a new one, because sum keeps it
          double loss =
              worker.network().gradient(w, worker.batch(), worker.workspace(), gradient, pass);
          double weight = worker.network().weight(worker.batch(), worker.workspace());
          long nanos = System.nanoTime() - start;
          return sum.add(shard.index(), gradient, loss, weight, worker.batch().rows(), nanos);
        });
  }

  /** The rows of the table that a shard's part of a mini-batch reads, as it is packed there. */
  static int[] tableRows(
      Shard shard, NetworkSpec spec, BatchPlan plan, int epoch, int number, InputNoise noise) {
    return Worker.lend(
        spec,
        worker -> {
          noise.pack(worker.batch(), shard, plan, epoch, number);
          return worker.network().tableRows(worker.batch(), worker.workspace());
        });
  }

  /** The random key of the dropout masks of a shard's part of a mini-batch. */
  public static long dropoutKey(BatchPlan plan, int epoch, int shard, int number) {
    return BatchPlan.key(BatchPlan.stream(plan.seed(), epoch, shard, Purpose.DROPOUT), number);
  }

  /** Loss and errors over all sequences of a shard. */
  public static Evaluation evaluate(Shard shard, NetworkSpec spec, float[] w) {
    return Worker.lend(
        spec,
        worker -> {
          Network network = worker.network();
          return batches(shard.block(), all(shard), worker.batch())
              .map(batch -> network.evaluate(w, batch, worker.workspace()))
              .reduce(Evaluation.NONE, Evaluation::plus);
        });
  }

  /**
   * The sums over a shard that least squares need, added in the order of its sequences.
   *
   * @param spec a network whose output module reads nothing but real inputs
   */
  public static LinearSums linearSums(Shard shard, NetworkSpec spec, float[] w) {
    int parts = spec.output().steps();
    boolean scaled = SeriesViews.scaled(shard.block());
    LinearSums sums =
        new LinearSums(
            spec.hiddenWidth(),
            spec.outputSize() / parts,
            scaled ? WindowScale.FAR : Double.POSITIVE_INFINITY);
    int stride = spec.layers().stream().mapToInt(LayerSpec::stride).reduce(1, Math::multiplyExact);
    PackedBatch fewer = new PackedBatch(); // the steps that remain after patching
    return Worker.lend(
        spec,
        worker -> {
          batches(shard.block(), all(shard), worker.batch())
              .filter(batch -> batch.rows() > 0)
              .forEach(
                  batch -> {
                    float[] x = worker.network().hidden(w, batch, worker.workspace());
                    PackedColumn targets = batch.column(ColumnSpec.TARGETS);
                    if (stride > 1) {
                      fewer.takeEvery(stride, batch);
                    }
                    add(sums, stride > 1 ? fewer : batch, x, targets, parts);
                  });
          return sums;
        });
  }

  /**
   * @param parts of a target, which belong to so many last steps
   */
  private static void add(
      LinearSums sums, PackedBatch batch, float[] x, PackedColumn targets, int parts) {
    boolean each = targets.spec().per() == Readout.EACH_STEP;
    for (int entry = 0; entry < targets.entries(); entry++) {
      for (int i = 0; i < parts; i++) {
        int row = each ? entry : batch.row(entry, batch.length(entry) - parts + i);
        sums.add(targets.weight(entry), x, row, targets.floats(), entry * parts + i);
      }
    }
  }

  private static int[] all(Shard shard) {
    int[] indices = new int[shard.block().size()];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  /**
   * Packs some sequences at a time, always into {@code batch}, which the stream returns each time.
   */
  private static Stream<PackedBatch> batches(
      SequenceBlock block, int[] indices, PackedBatch batch) {
    return IntStream.iterate(0, from -> from < indices.length, from -> from + EVALUATION_SEQUENCES)
        .mapToObj(
            from -> {
              int count = Math.min(EVALUATION_SEQUENCES, indices.length - from);
              batch.pack(block, indices, from, count, TokenFilter.NONE);
              return batch;
            });
  }

  /**
   * Measures how far back the weights learn, over evenly spaced sequences of a shard. Since
   * sequences are sorted by length, the sample has all lengths and includes the longest sequence.
   *
   * @param maxDistance K
   * @param sample the largest number of sequences to take
   */
  public static GradientFlow gradientFlow(
      Shard shard, NetworkSpec spec, float[] w, int maxDistance, int sample) {
    SequenceBlock block = shard.block();
    int[] indices = new int[Math.min(sample, block.size())];
    Arrays.setAll(indices, i -> (int) ((i + 1L) * block.size() / indices.length) - 1);
    return Worker.lend(
        spec,
        worker -> {
          Network network = worker.network();
          return batches(block, indices, worker.batch())
              .map(batch -> network.gradientFlow(w, batch, worker.workspace(), maxDistance))
              .reduce(network.noGradientFlow(maxDistance), GradientFlow::plus);
        });
  }
}
