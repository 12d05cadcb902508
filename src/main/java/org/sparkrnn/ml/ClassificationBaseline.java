package org.sparkrnn.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparkrnn.ml.column.BaselineRows;
import org.sparkrnn.ml.column.SequenceInput;

/** The baselines of a {@link SequenceClassifier} of single classes, for each kind of input. */
public final class ClassificationBaseline {
  private static final double MOST_WORK = 4e11; // numbers compared, before anything is left out
  private static final int FEWEST_SERIES = 50;
  private static final double USUAL_WINDOW = 0.1;

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
   * All baselines that are meaningful for the inputs of the model: the most frequent class; for
   * tokens naive Bayes (over n-grams of 2 and 3 characters, or 1 and 2 words), which ignores
   * features that are joined to the tokens; for numbers the nearest training series, by the
   * Euclidean distance and by dynamic time warping.
   *
   * <p>To limit the work, series may be compared with only a part of the training series. A
   * baseline that could compare with fewer than 50 of them is left out.
   *
   * @param model names the columns
   */
  public static List<BaselineTrial> trials(
      SequenceClassifierModel model, Dataset<Row> training, Dataset<Row> measured) {
    ClassificationBaseline baseline = new ClassificationBaseline(model, training, measured);
    BaselineTrial majority =
        BaselineTrial.of("majority", () -> baseline.measure(new MajorityClassifier()));
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

  private BaselineMetrics measure(Baseline<?, ? extends BaselineModel<?, ?>> baseline) {
    baseline.readLike(model);
    baseline.setLowercase(false); // upper case may tell classes apart
    return baseline.fit(training).evaluate(measured);
  }

  private BaselineMetrics naiveBayes() {
    boolean characters = model.input(training.schema()).characters();
    return measure(
        new NaiveBayesClassifier().setMinOrder(characters ? 2 : 1).setMaxOrder(characters ? 3 : 2));
  }

  private BaselineMetrics nearest(String distance) {
    NearestSeriesClassifier nearest = new NearestSeriesClassifier().setDistance(distance);
    double most = affordable(nearest.warped());
    return measure(nearest.setMaxSeries((int) Math.min(most, nearest.getMaxSeries())));
  }

  /** With how many training series each measured series can be compared. */
  private double affordable(boolean warped) {
    double[] size = size(training);
    double rows = size(measured)[0];
    double length = size[1] / Math.max(1, size[0]);
    double band = warped ? 1 + 2 * USUAL_WINDOW * length : 1;
    double most = MOST_WORK / Math.max(1, rows * length * band * model.encoder().width());
    if (most < Math.min(size[0], FEWEST_SERIES)) {
      throw new OmittedBaselineException(
          "comparing each of %.0f series of %.0f steps with %d training series takes too long, and with fewer the result would mean little"
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
}
