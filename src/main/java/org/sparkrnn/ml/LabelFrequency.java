package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.baseline.LabelMarkov;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.LabelFrequencyParams;
import org.sparkrnn.ml.param.generated.SetsLabelOrder;

/**
 * The multilabel baseline, which predicts each label independently of the others, by its frequency
 * or as a first-order Markov chain: see {@link LabelMarkov}.
 *
 * <p>{@code labelCol} contains zeros and ones for each step: array&lt;vector&gt; or
 * array&lt;array&lt;double&gt;&gt;. {@code inputCol} must have the same number of steps. With order
 * 1, each of its steps has as many zeros and ones, which say which labels held before, as in the
 * prediction of the next frame; with {@code inputSets} it lists these labels instead.
 */
public final class LabelFrequency extends Baseline<LabelFrequency, LabelFrequencyModel>
    implements LabelFrequencyParams, SetsLabelOrder<LabelFrequency> {
  private static final long serialVersionUID = 1L;

  /** Creates an instance with a random uid. */
  public LabelFrequency() {
    this(null);
  }

  /** Creates an instance with a given uid; Spark uses this to copy and to load. */
  public LabelFrequency(String uid) {
    super(uid);
  }

  @Override
  LabelFrequencyModel create(String newUid) {
    return new LabelFrequencyModel(newUid);
  }

  @Override
  LabelFrequencyModel count(Dataset<Row> dataset, LabelFrequencyModel model) {
    SequenceInput frames = model.frames(dataset.schema());
    TargetValues targets = model.targets(dataset.schema());
    int order = getOrder();
    long[] counts =
        dataset
            .toJavaRDD()
            .mapPartitions(
                part -> {
                  long[][] sums = {{}};
                  BaselineRows.map(
                          part,
                          row -> {
                            double[][] y = targets.numbersAlike(row);
                            int labels = y.length == 0 ? 0 : y[0].length;
                            double[][] x = LabelFrequencyModel.inputs(frames, row, labels);
                            return sums[0] = add(x, y, order, sums[0]);
                          })
                      .forEachRemaining(done -> {});
                  return List.of(sums[0]).iterator();
                })
            .treeAggregate(new long[0], LabelFrequency::sum, LabelFrequency::sum);
    List<String> lines = LabelFrequencyModel.lines(counts);
    return model.setContent(lines, new LabelMarkov(order, counts));
  }

  private static long[] add(double[][] x, double[][] y, int order, long[] sums) {
    LabelFrequencyModel.requireSteps(x, y, order);
    if (y.length == 0) {
      return sums;
    }
    long[] counts = sums.length == 0 ? new long[4 * y[0].length] : sums;
    LabelFrequencyModel.requireLabels(y, counts.length / 4);
    for (int t = 0; t < y.length; t++) {
      LabelMarkov.count(order > 0 ? x[t] : null, y[t], counts);
    }
    return counts;
  }

  private static long[] sum(long[] a, long[] b) {
    if (a.length == 0 || b.length == 0) {
      return a.length == 0 ? b : a;
    }
    if (a.length != b.length) {
      throw new InvalidInputException(
          "some rows have %d labels per step and others %d; every step needs the same number of labels"
              .formatted(a.length / 4, b.length / 4));
    }
    long[] both = a.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += b[i];
    }
    return both;
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<LabelFrequency> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved instance. */
  public static LabelFrequency load(String path) {
    return read().load(path);
  }
}
