package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.ColumnTypes;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceLabel;
import org.sparkrnn.ml.column.Tokenization;

/** What a {@link SequenceClassifier} of single classes has to beat, for each kind of input. */
public final class ClassificationBaseline {
  private static final double MOST_WORK = 4e11; // numbers compared, before anything is left out
  private static final int FEWEST_SERIES = 50;
  private static final double USUAL_WINDOW = 0.1;
  private static final DataType FRAMES = DataTypes.createArrayType(SQLDataTypes.VectorType());
  private static final StructType SERIES =
      new StructType().add("x", FRAMES).add("y", DataTypes.StringType);

  private final SequenceClassifierModel model;
  private final Dataset<Row> training;
  private final Dataset<Row> measured;

  private ClassificationBaseline(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    this.model = model;
    this.training = training;
    this.measured = measured;
  }

  /**
   * All that mean something for the model's inputs: the most frequent class; for tokens naive Bayes
   * (over n-grams of 2 and 3 characters, or 1 and 2 words), with no eye for features that are
   * joined to them; for numbers the nearest training series, by the Euclidean distance and by
   * dynamic time warping.
   *
   * <p>Series are compared with so many of the training series as keep the work within bounds; what
   * would have to do with fewer than 50 of them is left out.
   *
   * @param model names the columns
   */
  public static List<BaselineTrial> trials(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    ClassificationBaseline baseline = new ClassificationBaseline(model, training, measured);
    BaselineTrial majority = BaselineTrial.of("majority", baseline::majority);
    if (model.network().tokenInput()) {
      return List.of(majority, BaselineTrial.of("naiveBayes", baseline::naiveBayes));
    }
    return model.getInputSets()
        ? List.of(majority)
        : List.of(
            majority,
            BaselineTrial.of("nearestEuclidean", () -> baseline.nearest("euclidean")),
            BaselineTrial.of("nearestDtw", () -> baseline.nearest("dtw")));
  }

  private BaselineMetrics majority() {
    String input = model.inputColumns().get(0); // not read
    return new MajorityClassifier()
        .fit(readable(input, training), input, model.getLabelCol())
        .evaluate(readable(input, measured));
  }

  private BaselineMetrics naiveBayes() {
    String input = model.input(training.schema()).tokenColumn();
    Dataset<Row> train = readable(input, training);
    boolean characters =
        train.schema().apply(input).dataType().equals(DataTypes.StringType)
            && model.getStringTokens().equals(Tokenization.CHARACTERS.paramValue());
    return new NaiveBayesClassifier()
        .setLevel(characters ? "character" : "word")
        .setMinOrder(characters ? 2 : 1)
        .setMaxOrder(characters ? 3 : 2)
        .fit(train, input, model.getLabelCol())
        .evaluate(readable(input, measured));
  }

  private BaselineMetrics nearest(String distance) {
    Dataset<Row> train = series(training);
    NearestSeriesClassifier nearest = new NearestSeriesClassifier().setDistance(distance);
    double most = affordable(nearest.warped());
    return nearest
        .setMaxSeries((int) Math.min(most, nearest.getMaxSeries()))
        .fit(train, "x", "y")
        .evaluate(series(measured));
  }

  /** With how many training series each measured one can be compared. */
  private double affordable(boolean warped) {
    double[] size = size(training);
    double rows = size(measured)[0];
    double length = size[1] / Math.max(1, size[0]);
    double band = warped ? 1 + 2 * USUAL_WINDOW * length : 1;
    double most = MOST_WORK / Math.max(1, rows * length * band * model.encoder().width());
    if (most < Math.min(size[0], FEWEST_SERIES)) {
      throw new OmittedBaselineException(
          "%.0f series of %.0f steps are too much to compare with %d training series each, and with fewer it would say little"
              .formatted(rows, length, FEWEST_SERIES));
    }
    return Math.max(1, most);
  }

  /** Rows, and steps of all of them. */
  private double[] size(Dataset<Row> data) {
    SequenceInput input = model.input(data.schema());
    return BaselineRows.sum(
        data,
        2,
        (row, all) -> {
          all[0]++;
          all[1] += input.length(row);
        });
  }

  /** Rows (x, y): the input columns joined, one vector a step, and the class. */
  private Dataset<Row> series(Dataset<Row> data) {
    SequenceInput input = model.input(data.schema());
    SequenceLabel label = new SequenceLabel(data.schema(), "labelCol", model.getLabelCol());
    int width = model.encoder().width();
    JavaRDD<Row> rows =
        data.toJavaRDD()
            .mapPartitions(
                part ->
                    BaselineRows.map(
                        part,
                        row ->
                            RowFactory.create(
                                vectors(input.features(row, width), width), label.string(row))));
    return data.sparkSession().createDataFrame(rows, SERIES);
  }

  private static Vector[] vectors(double[] features, int width) {
    Vector[] steps = new Vector[features.length / width];
    for (int t = 0; t < steps.length; t++) {
      double[] step = new double[width];
      System.arraycopy(features, t * width, step, 0, width);
      steps[t] = Vectors.dense(step);
    }
    return steps;
  }

  /** The two columns alone, in types that baselines read: tokens and classes are text. */
  private Dataset<Row> readable(String name, Dataset<Row> data) {
    NamedColumn input = NamedColumn.of(data.schema(), "inputCol", name);
    NamedColumn label = NamedColumn.of(data.schema(), "labelCol", model.getLabelCol());
    DataType type = input.type();
    boolean integers = type instanceof ArrayType array && ColumnTypes.integer(array.elementType());
    boolean truth = label.type().equals(DataTypes.BooleanType);
    return data.select(
        integers ? input.column().cast("array<string>").as(name) : input.column(),
        truth ? label.column().cast("string").as(label.name()) : label.column());
  }
}
