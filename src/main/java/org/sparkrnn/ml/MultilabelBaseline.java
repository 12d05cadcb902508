package org.sparkrnn.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.LabelSets;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;

/**
 * The baselines of a {@link SequenceClassifier} of sets of labels, which predict each label
 * independently of the others: as a Markov chain if the inputs say which labels held before,
 * otherwise by its frequency.
 */
public final class MultilabelBaseline {
  private static final DataType FRAMES = DataTypes.createArrayType(SQLDataTypes.VectorType());
  private static final StructType SCHEMA = new StructType().add("x", FRAMES).add("y", FRAMES);

  private MultilabelBaseline() {}

  /**
   * The frequency of each label, and its Markov chain if the inputs say which labels held before.
   */
  public static List<BaselineTrial> trials(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    return List.of(
        BaselineTrial.of("labelFrequency", () -> measure(0, model, training, measured)),
        BaselineTrial.perhaps(
            "labelMarkov",
            () ->
                labelsBefore(model, training)
                    ? Optional.of(measure(1, model, training, measured))
                    : Optional.empty()));
  }

  /**
   * Fits a baseline to training data and measures it: the Markov chain of each label if the inputs
   * say which labels held before, otherwise its frequency. Labels that the model does not know are
   * left out.
   *
   * @param trained names the columns and knows the labels
   * @throws org.sparkrnn.data.InvalidInputException if a column or row cannot be read
   */
  public static BaselineMetrics measure(
      SequenceClassifierModel trained, Dataset<Row> training, Dataset<Row> measured) {
    return measure(labelsBefore(trained, training) ? 1 : 0, trained, training, measured);
  }

  private static BaselineMetrics measure(
      int order, SequenceClassifierModel trained, Dataset<Row> training, Dataset<Row> measured) {
    SequenceClassifierModel model = trained.withLabelForm(training);
    return new LabelFrequency()
        .setOrder(order)
        .fit(frames(model, training), "x", "y")
        .evaluate(frames(model, measured));
  }

  private static boolean labelsBefore(SequenceClassifierModel model, Dataset<Row> training) {
    return labelOfFeature(model) != null && (model.getInputSets() || zerosAndOnes(model, training));
  }

  /** Whether features can say that labels held: none of the training data is another number. */
  private static boolean zerosAndOnes(SequenceClassifierModel model, Dataset<Row> training) {
    SequenceInput input = model.input(training.schema());
    int width = model.encoder().width();
    double[] others =
        BaselineRows.sum(
            training,
            1,
            (row, all) -> {
              for (double x : input.features(row, width)) {
                all[0] += x == 0 || x == 1 ? 0 : 1;
              }
            });
    return others[0] == 0;
  }

  /** Which label each feature of a step is, -1 for none; null where inputs are no labels. */
  private static int[] labelOfFeature(SequenceClassifierModel model) {
    if (model.network().tokenInput() || model.outputSteps() == Readout.LAST_STEP) {
      return null;
    }
    int[] labels = new int[model.network().inputSize()];
    boolean any = false;
    for (int j = 0; j < labels.length; j++) {
      labels[j] = model.encoder().labels().find(Integer.toString(j)); // as sets name positions
      any |= labels[j] >= 0;
    }
    return any ? labels : null;
  }

  /** Rows (x, y) of 0 and 1 for every label, [T or 1][K] both. */
  private static Dataset<Row> frames(SequenceClassifierModel model, Dataset<Row> data) {
    StructType schema = data.schema();
    SequenceInput input = model.input(schema);
    LabelSets sets = (LabelSets) model.targets(schema);
    SequenceRows rows = new SequenceRows(input, sets);
    Vocabulary labels = model.encoder().labels();
    int[] labelOfFeature = labelOfFeature(model);
    int width = model.encoder().width();
    JavaRDD<Row> frames =
        data.toJavaRDD()
            .mapPartitions(
                part ->
                    BaselineRows.map(
                        part,
                        row -> {
                          int steps = rows.input().length(row);
                          List<List<String>> y = sets.sets(row, steps, labels.size());
                          double[] x =
                              labelOfFeature == null ? null : rows.input().features(row, width);
                          return RowFactory.create(
                              inputs(x, width, labelOfFeature, y.size(), labels.size()),
                              targets(y, labels));
                        }));
    return data.sparkSession().createDataFrame(frames, SCHEMA);
  }

  private static Vector[] targets(List<List<String>> sets, Vocabulary labels) {
    List<Vector> y = new ArrayList<>();
    for (List<String> set : sets) {
      double[] step = new double[labels.size()];
      for (String label : set) {
        int k = labels.find(label);
        if (k >= 0) {
          step[k] = 1;
        }
      }
      y.add(Vectors.dense(step));
    }
    return y.toArray(Vector[]::new);
  }

  /** The inputs with their features at the places of their labels; zeros where they are none. */
  private static Vector[] inputs(double[] x, int width, int[] labelOfFeature, int steps, int K) {
    Vector[] inputs = new Vector[steps];
    for (int t = 0; t < steps; t++) {
      double[] step = new double[K];
      for (int j = 0; x != null && j < width; j++) {
        if (labelOfFeature[j] >= 0) {
          step[labelOfFeature[j]] = x[t * width + j];
        }
      }
      inputs[t] = Vectors.dense(step);
    }
    return inputs;
  }
}
