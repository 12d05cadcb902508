package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.baseline.Fields;
import org.sparkrnn.baseline.LabelMarkov;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.TargetValues;
import org.sparkrnn.ml.param.LabelFrequencyParams;

/** A fitted {@link LabelFrequency}: adds the probability of each label at each step. */
public final class LabelFrequencyModel extends BaselineModel<LabelFrequencyModel, LabelMarkov>
    implements LabelFrequencyParams {
  private static final long serialVersionUID = 1L;

  /** Creates an empty model; Spark uses this to load one. */
  public LabelFrequencyModel() {
    this(null);
  }

  LabelFrequencyModel(String uid) {
    super(uid);
  }

  @Override
  LabelFrequencyModel create(String newUid) {
    return new LabelFrequencyModel(newUid);
  }

  /** The same model for use in plain Java, without Spark. */
  public LabelMarkov labels() {
    return state();
  }

  @Override
  public String name() {
    return getOrder() == 0 ? "labelFrequency" : "labelMarkov";
  }

  /** One line per label: its counts of (state, value) = (0,0), (0,1), (1,0), (1,1). */
  static List<String> lines(long[] counts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.length; i += 4) {
      lines.add(
          Fields.join(
              Arrays.stream(counts, i, i + 4).mapToObj(Long::toString).toArray(String[]::new)));
    }
    return lines;
  }

  @Override
  LabelMarkov parse(List<String> saved) {
    long[] counts = new long[4 * saved.size()];
    for (int k = 0; k < saved.size(); k++) {
      String[] fields = Fields.split(saved.get(k));
      if (fields.length != 4 || !Arrays.stream(fields).allMatch(Fields::isCount)) {
        throw new InvalidInputException(
            "line \"%s\"; expected four counts".formatted(saved.get(k)));
      }
      for (int i = 0; i < 4; i++) {
        counts[4 * k + i] = Long.parseLong(fields[i]);
      }
    }
    return new LabelMarkov(getOrder(), counts);
  }

  /** The row's inputs, [T][width]; sets become a 0 or 1 for each label. */
  static double[][] inputs(SequenceInput frames, Row row, int labels) {
    return frames.sets() ? frames.vectors(row, labels) : frames.vectors(row);
  }

  /** Fails unless the inputs fit the labels. */
  static void requireSteps(double[][] x, double[][] y, int order) {
    if (x.length != y.length) {
      throw new InvalidInputException(
          "%d input steps but %d label steps; every step needs one of each"
              .formatted(x.length, y.length));
    }
    if (order > 0 && y.length > 0) {
      requireLabels(x, y[0].length);
    }
  }

  /** Fails unless each step has this number of labels. */
  static void requireLabels(double[][] steps, int labels) {
    if (steps.length > 0 && steps[0].length != labels) {
      throw new InvalidInputException(
          "steps have %d numbers; expected %d, one per label (with order=0 no inputs are read)"
              .formatted(steps[0].length, labels));
    }
  }

  /** How labelCol is read. */
  TargetValues targets(StructType schema) {
    return new TargetValues(schema, "labelCol", getLabelCol(), Readout.EACH_STEP);
  }

  /** How the input columns are read. */
  SequenceInput frames(StructType schema) {
    return SequenceInput.numbersOf(schema, this);
  }

  @Override
  DataType checkColumns(StructType schema, boolean labelled) {
    frames(schema);
    if (labelled) {
      targets(schema);
    }
    return DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType));
  }

  @Override
  RowPredictor<LabelMarkov> predictor(StructType schema) {
    SequenceInput frames = frames(schema);
    return (labels, row) -> {
      double[][] x = inputs(frames, row, labels.labels());
      if (labels.order() > 0) {
        requireLabels(x, labels.labels());
      }
      return array(
          Arrays.stream(x).map(step -> array(labels.probabilities(step))).toArray(Object[]::new));
    };
  }

  /** nll (nats per step, summed over labels) and microF1 (a label is predicted above 1/2). */
  @Override
  BaselineMetrics measure(Dataset<Row> dataset, Broadcast<LabelMarkov> broadcast) {
    SequenceInput frames = frames(dataset.schema());
    TargetValues targets = targets(dataset.schema());
    double[] sums =
        BaselineRows.sum(
            dataset,
            5,
            (row, all) -> {
              LabelMarkov labels = broadcast.value();
              double[][] x = inputs(frames, row, labels.labels());
              add(x, targets.numbersAlike(row), labels, all);
            });
    return new BaselineMetrics(name(), (long) sums[0], (long) sums[1])
        .with("nll", sums[2] / sums[1])
        .with("microF1", sums[4] == 0 ? 0 : 2 * sums[3] / sums[4]);
  }

  /** Adds to rows, steps, nats, correctly predicted labels, predicted labels and actual labels. */
  private static void add(double[][] x, double[][] y, LabelMarkov labels, double[] all) {
    requireSteps(x, y, labels.order());
    requireLabels(y, labels.labels());
    all[0]++;
    for (int t = 0; t < y.length; t++) {
      all[1]++;
      double[] p = labels.probabilities(x[t]);
      for (int k = 0; k < p.length; k++) {
        boolean gold = LabelMarkov.set(y[t][k]);
        boolean found = LabelMarkov.set(p[k]);
        all[2] -= Math.log(gold ? p[k] : 1 - p[k]);
        all[3] += gold && found ? 1 : 0;
        all[4] += (gold ? 1 : 0) + (found ? 1 : 0);
      }
    }
  }

  /** The reader that Spark uses; see {@link #load}. */
  public static MLReader<LabelFrequencyModel> read() {
    return new BaselineReader<>(LabelFrequencyModel.class, LabelFrequencyModel::new);
  }

  /**
   * Loads a saved model.
   *
   * @throws org.sparkrnn.data.InvalidInputException if the path does not contain a complete, intact
   *     model of this kind
   */
  public static LabelFrequencyModel load(String path) {
    return read().load(path);
  }
}
