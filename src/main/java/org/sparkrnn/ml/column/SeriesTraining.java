package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.ExactMoments;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesScaling;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.TimeGrid;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.ml.start.InitialModel;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.shard.SeriesShards;
import org.sparkrnn.train.shard.ShardedDataset;

/** Makes training data of many series. */
public final class SeriesTraining {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesTraining.class);

  /** The largest number of values of static columns, which are collected on the driver. */
  private static final int MOST_CATEGORIES = 100_000;

  private SeriesTraining() {}

  /** The results of a pass over a partition's series. */
  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;
    private long series;
    private long unknown; // series without any value
    private String firstUnknown; // the name of the first one
    private long tooShort; // of the others
    private long training; // windows
    private long validation; // windows
    private final ExactMoments[] moments; // of each number of a step

    Found(int numbers) {
      moments = new ExactMoments[numbers];
      for (int j = 0; j < numbers; j++) {
        moments[j] = new ExactMoments();
      }
    }

    void add(SeriesSteps one, SeriesForm form, TimeColumn time) {
      int windows = form.trainingWindows(one);
      series++;
      if (one.length() == 0) {
        addUnknown(1, one.name());
      } else if (windows == 0) {
        tooShort++;
      }
      training += windows;
      validation += form.validationWindows(one);
      for (int t = 0; form.counts() && t < one.length(); t++) {
        if (!Double.isNaN(one.at(t, 0))) {
          requireCount(one, t, form, time);
        }
      }
      for (int t = 0; t < one.trained(); t++) {
        for (int j = 0; j < moments.length; j++) {
          double x = one.at(t, j);
          if (!Double.isNaN(x)) { // which has a mask
            moments[j].add(x);
          }
        }
      }
    }

    private void addUnknown(long count, String first) {
      unknown += count;
      boolean earlier = firstUnknown == null || first != null && first.compareTo(firstUnknown) < 0;
      firstUnknown = earlier ? first : firstUnknown;
    }
  }

  private static void requireCount(SeriesSteps one, int t, SeriesForm form, TimeColumn time) {
    double value = one.at(t, 0);
    if (value < 0 || value != Math.rint(value)) {
      throw new InvalidInputException(
          "loss is negativeBinomial, which is for counts, but series %s has %s at %s %s; expected whole numbers from 0 on, or set another loss"
              .formatted(one.name(), value, time.name(), time.shown(one.time(form.grid(), t))));
    }
  }

  /**
   * Brings the rows together by series, finds means and scales, and deals windows to shards.
   *
   * @param params Params in which timeStep and the form of times are set
   * @throws InvalidInputException if a row is malformed, or no series is long enough
   */
  public static TrainingData prepare(Dataset<?> dataset, RegressionParams params) {
    ManySeries series = ManySeries.of(dataset.schema(), params);
    String indicator =
        params.isDefined(params.validationIndicatorCol())
            ? params.getValidationIndicatorCol()
            : null;
    TimeColumn time = series.time(dataset);
    // It is read from end to end a few times; the memory is for the shards that come of it.
    JavaRDD<RawSeries> raw =
        series.read(dataset, time, indicator).persist(StorageLevel.DISK_ONLY());
    try {
      TimeGrid grid = series.grid(raw, time);
      SeriesForm form = ManySeries.form(params, grid);
      InitialModel start =
          InitialModel.read(dataset.sparkSession().sessionState().newHadoopConf(), params);
      return deal(series.steps(raw, grid, time), form, start, time, params, indicator != null)
          .with(start);
    } finally {
      JobScope.uninterrupted(() -> raw.unpersist(false));
    }
  }

  private static TrainingData deal(
      JavaRDD<SeriesSteps> steps,
      SeriesForm form,
      InitialModel start,
      TimeColumn time,
      RegressionParams params,
      boolean validated) {
    JobScope.describe(steps.context(), "count windows, find means and scales");
    List<Found> found =
        steps
            .mapPartitions(part -> Collections.singletonList(found(part, form, time)).iterator())
            .collect();
    requireSomething(found, params, form.horizon());
    SequenceEncoder encoder = SequenceEncoder.ofValues(null, form.width(), form.outputs());
    Standardization ofData = standardization(found, form, params);
    Standardization standardization =
        start == null || ofData == null ? ofData : start.standardization(ofData);
    encoder = standardization == null ? encoder : encoder.with(standardization);
    if (form.categories() > 0) {
      encoder = encoder.with(TokenColumn.CATEGORIES, categories(steps, start, params));
    }
    int numShards =
        params.getNumShards() == 0 ? steps.context().defaultParallelism() : params.getNumShards();
    ShardedDataset training =
        new SeriesShards(form, ManySeries.scale(params), encoder, false)
            .deal(steps, found.stream().mapToLong(part -> part.training).toArray(), numShards);
    try {
      ShardedDataset validation =
          validated
              ? new SeriesShards(form, ManySeries.scale(params), encoder, true)
                  .deal(
                      steps, found.stream().mapToLong(part -> part.validation).toArray(), numShards)
              : null;
      return new TrainingData(encoder, training, validation);
    } catch (Throwable t) {
      training.close();
      throw t;
    }
  }

  /**
   * The values of static columns: those of the initial model, then the others in an order that
   * depends only on the values.
   */
  private static Vocabulary categories(
      JavaRDD<SeriesSteps> steps, InitialModel start, RegressionParams params) {
    JobScope.describe(steps.context(), "find the values of static columns");
    List<String> entries =
        new ArrayList<>(
            steps
                .flatMap(one -> List.of(SeriesForm.entries(one)).iterator())
                .distinct()
                .take(MOST_CATEGORIES + 1));
    if (entries.size() > MOST_CATEGORIES) {
      throw new InvalidInputException(
          "staticCols %s have more than %,d values, each of which has a vector of its own; leave the column with the most values out"
              .formatted(String.join(", ", params.staticColumns()), MOST_CATEGORIES));
    }
    Collections.sort(entries);
    List<String> first = List.of(Vocabulary.UNKNOWN);
    Vocabulary known =
        start == null ? null : start.vocabulary(TokenColumn.CATEGORIES, first, false);
    LinkedHashSet<String> all = new LinkedHashSet<>(known == null ? first : known.entries());
    all.addAll(entries);
    return new Vocabulary(List.copyOf(all), false);
  }

  private static Found found(Iterator<SeriesSteps> part, SeriesForm form, TimeColumn time) {
    Found found = new Found(form.given());
    part.forEachRemaining(one -> found.add(one, form, time));
    return found;
  }

  private static void requireSomething(List<Found> found, RegressionParams params, int horizon) {
    long series = found.stream().mapToLong(part -> part.series).sum();
    long tooShort = found.stream().mapToLong(part -> part.tooShort).sum();
    long validation = found.stream().mapToLong(part -> part.validation).sum();
    if (series == 0) {
      throw new InvalidInputException("the training data is empty: there are no rows to train on");
    }
    Found all = new Found(0);
    found.forEach(part -> all.addUnknown(part.unknown, part.firstUnknown));
    if (series == all.unknown) {
      throw new InvalidInputException(
          "none of the %d series has a value: %s is null or NaN in all rows; give rows with values"
              .formatted(series, params.getLabelCol()));
    }
    boolean validated = params.isDefined(params.validationIndicatorCol());
    if (series == tooShort + all.unknown) {
      throw new InvalidInputException(
          "none of the %d series is long enough for training: a series needs horizon + 1 = %d steps%s; set a smaller horizon"
              .formatted(
                  series, horizon + 1, validated ? " besides those held out for validation" : ""));
    }
    if (validated && validation == 0) {
      throw new InvalidInputException(
          "the validation data is empty: no series has horizon = %d rows for validation after its training rows; give more of them, or leave validation out"
              .formatted(horizon));
    }
    if (all.unknown > 0) {
      LOG.warn(
          "no {} at all is known of {} of {} series, the first of which is {}; they are not used for training",
          params.getLabelCol(),
          all.unknown,
          series,
          all.firstUnknown);
    }
    if (tooShort > 0) {
      LOG.warn(
          "{} of {} series have fewer than horizon + 1 = {} steps and are not used for training",
          tooShort,
          series,
          horizon + 1);
    }
  }

  /**
   * Standardizes numbers by all data, except values, which their windows scale unless scaling is
   * off.
   */
  private static Standardization standardization(
      List<Found> found, SeriesForm form, RegressionParams params) {
    if (!params.getStandardize()) {
      return null;
    }
    boolean scaled = ManySeries.scaling(params) != SeriesScaling.NONE;
    Found all = new Found(form.given());
    for (Found part : found) {
      for (int j = 0; j < all.moments.length; j++) {
        all.moments[j].add(part.moments[j]);
      }
    }
    List<String> lines = new ArrayList<>();
    for (int j = 0; j < form.width(); j++) {
      boolean own = j >= form.given() || j == 0 && scaled;
      lines.add("input\t" + (own ? "0.0\t1.0" : meanAndScale(all.moments[j])));
    }
    for (int k = 0; k < form.outputs(); k++) {
      boolean own = scaled || form.counts();
      int parameter = SeriesLoss.likelihood(params.getLoss()) == null ? 0 : k % form.perStep();
      lines.add(
          "target\t"
              + switch (own ? 2 : parameter) {
                case 0 -> meanAndScale(all.moments[0]);
                case 1 -> "0.0\t" + scale(all.moments[0]); // only the spread is scaled
                default -> "0.0\t1.0";
              });
    }
    return Standardization.parse(lines);
  }

  private static String meanAndScale(ExactMoments moments) {
    return moments.mean() + "\t" + scale(moments);
  }

  private static double scale(ExactMoments moments) {
    double deviation = moments.standardDeviation();
    return deviation > 0 ? deviation : 1.0;
  }
}
