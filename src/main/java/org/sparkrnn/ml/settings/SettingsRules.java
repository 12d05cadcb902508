package org.sparkrnn.ml.settings;

import org.apache.commons.math3.util.ArithmeticUtils;
import org.sparkrnn.ml.column.TranscriptRoom;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.TaggerParams;
import org.sparkrnn.ml.param.generated.HasForecast;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

/**
 * The rules by which settings follow from training data, for all tasks. A network is trained for
 * about the same number of updates, whatever the number of rows, with a learning rate that falls to
 * 0. If there are enough rows, some are held out; they decide when training stops and which weights
 * are kept.
 */
public final class SettingsRules {
  private static final long UPDATES = 4500;
  private static final long ALIGNED_UPDATES = 9000; // the first thousand find where labels are
  private static final int MOST_EPOCHS = 300;
  private static final int FEWEST_EPOCHS = 10;
  private static final long MOST_STEPS = 60_000_000; // in all epochs; takes minutes

  /** From this number of rows on, the data counts as large. */
  public static final long MANY_ROWS = 100_000;

  private static final long SPARE_TARGETS = 2000; // from this number on, some are held out
  private static final long SPARE_ROWS = 100; // likewise, because a row may have many targets
  private static final double HELD_OUT_ROWS = 1000;
  private static final int MOST_CRF_LABELS = 200; // the work per step is quadratic in it
  private static final int LONG = 64; // steps; from this length on, convolutions have strides
  private static final int SMALL_ROWS = 500;
  private static final int LONGEST_PATCH = 60; // in steps
  private static final int SERIES_BATCH = 256; // windows
  private static final long SERIES_UPDATES = 3000;
  private static final long MOST_WINDOWS =
      3_000_000; // which an executor holds, and one epoch reads
  private static final long LONGEST_WINDOW = 48; // of a series, two days of hours

  private SettingsRules() {}

  /** One label per step. */
  public static Settings tagging(DataFacts facts) {
    Settings settings = recurrent("lstm", true, 128);
    front(facts, settings, false);
    settings.with("inputDropout", 0.1).with("outputDropout", 0.5).with("learningRate", 0.005);
    if (facts.tokens() && !facts.characters()) { // the characters tell it about upper case
      settings.with("lowercase", true);
    }
    if (facts.spans() && facts.labels().size() <= MOST_CRF_LABELS) {
      settings.with("outputLayer", "crf");
    }
    return length(facts, settings, facts.rows() < SMALL_ROWS ? 16 : 32, facts.steps());
  }

  /** One class per sequence. */
  public static Settings classification(DataFacts facts) {
    Settings settings = facts.tokens() ? recurrent("lstm", true, 128) : recurrent("gru", true, 64);
    front(facts, settings, true);
    boolean lengthy = !facts.tokens() && facts.meanLength() >= LONG;
    if (!facts.tokens()) {
      settings.with("timeMask", 0.3);
      if (facts.smooth()) {
        settings.with("timeWarp", 0.35);
      }
    }
    settings
        .with("readout", facts.tokens() ? "attention" : "meanMax")
        .with("inputDropout", lengthy ? 0.0 : 0.1)
        .with("outputDropout", facts.tokens() ? 0.5 : 0.3)
        .with("learningRate", facts.tokens() ? 0.005 : 0.003);
    if (facts.unbalanced()) {
      settings.with("classWeights", "squareRoot");
    }
    int batchSize = facts.rows() < SMALL_ROWS ? 16 : facts.characters() ? 64 : 32;
    return length(facts, settings, batchSize, facts.rows());
  }

  /**
   * Sets of labels, per sequence or per step. Those of steps may be what comes next, so the network
   * must not look ahead.
   */
  public static Settings multilabel(DataFacts facts, boolean eachStep) {
    Settings settings = recurrent("lstm", !eachStep, 160);
    front(facts, settings, !eachStep);
    settings.with("inputDropout", 0.1).with("outputDropout", 0.5).with("learningRate", 0.005);
    long targets = eachStep ? facts.steps() : facts.rows();
    return length(facts, settings, facts.rows() < SMALL_ROWS ? 8 : 32, targets);
  }

  /**
   * A list of labels per sequence, with a length of its own.
   *
   * @param room by which factor the number of steps may be reduced, or must be increased
   */
  public static Settings transcription(DataFacts facts, TranscriptRoom room) {
    Settings settings = recurrent("lstm", true, 128);
    front(facts, settings, false);
    boolean repeated = room.repeats() > 1 && (facts.tokens() || room.often());
    if (repeated) {
      settings.with("upsample", room.repeats());
    }
    if (facts.tokens()) {
      settings.with("convLayers", "128x3");
    } else {
      int stride = repeated ? 1 : room.stride();
      settings
          .with("convLayers", stride >= 4 ? "128x5x2,128x5x2" : stride >= 2 ? "128x5x2" : "128x5")
          .with("numLayers", 2)
          .with("timeMask", 0.1)
          .with("featureMask", 0.2);
    }
    settings
        .with("inputDropout", 0.1)
        .with("dropout", 0.3)
        .with("outputDropout", 0.3)
        .with("learningRate", 0.003);
    int batchSize = facts.rows() < SMALL_ROWS ? 8 : 16;
    return length(facts, settings, batchSize, facts.rows(), ALIGNED_UPDATES);
  }

  /** The settings for a column that has a set of labels for each step. */
  public static Settings ofSteps() {
    return new Settings().with("readout", ReadoutType.EACH_STEP.paramValue());
  }

  /** Numbers: per sequence, per step, or the next values of a series. */
  public static Settings regression(DataFacts facts) {
    Settings settings = recurrent("gru", false, 128);
    front(facts, settings, false);
    if (facts.series()) {
      settings.with(
          "window", (int) Math.max(2, Math.min(LONGEST_WINDOW, facts.seriesLength() / 20)));
    }
    if (!facts.tokens()) {
      settings.with("linearSkip", 1);
    }
    settings
        .with("loss", "huber")
        .with("huberDelta", 0.3)
        .with("optimizer", "adamw")
        .with("weightDecay", 0.1)
        .with("learningRate", 0.001);
    return length(facts, settings, facts.rows() < SMALL_ROWS ? 16 : 32, facts.rows());
  }

  /**
   * The next values of each of many series. If a period has several steps, the recurrent layer
   * reads one period at a time, or an equal part of a long period, and the window has a number of
   * whole periods that most series have.
   */
  public static Settings manySeries(DataFacts facts, int horizon, int period) {
    int patch = patch(period);
    long series = Math.max(1, facts.pieces());
    long length = facts.steps() / series;
    long periods = period > LONGEST_PATCH ? 3 : period < 7 ? 6 : 14;
    long wanted = Math.max(2L * horizon, period > 1 ? periods * period : 1);
    long patches = Math.max(1, Math.min(wanted, length - horizon) / patch);
    long last = Math.max(1, length - horizon);
    long first = Math.min(patches * patch, (last + 1) / 2); // as SeriesForm.trainingWindows
    long windows = series * (last - first + 1);
    long windowStep = Math.max(1, windows / MOST_WINDOWS);
    while (windowStep > 1 && ArithmeticUtils.gcd(windowStep, period) > 1) {
      windowStep++; // or the windows of a series would end at some places of the period only
    }
    long epochs = SERIES_UPDATES * SERIES_BATCH / (windows / windowStep);
    Settings settings = recurrent("gru", false, 128);
    settings
        .with("standardize", true)
        .with("patch", patch)
        .with("window", (int) (patches * patch))
        .with("linearSkip", (int) Math.min(patches, patch == 1 ? 24 : 7))
        .with("loss", "absolute")
        .with("optimizer", "adamw")
        .with("weightDecay", 0.01)
        .with("learningRate", 0.002)
        .with("learningRateSchedule", "cosine")
        .with("batchSize", SERIES_BATCH)
        .with("maxEpochs", (int) Math.max(1, Math.min(MOST_EPOCHS, epochs)));
    if (windowStep > 1) {
      settings.with("windowStep", (int) Math.min(length, windowStep));
    }
    if (!facts.validated() && length > 3L * horizon) {
      settings.with("validationFraction", 0.1);
    }
    return settings;
  }

  /** The period, or the longest part of it that is short enough and of which it is a multiple. */
  private static int patch(int period) {
    int patch = Math.min(period, LONGEST_PATCH);
    while (period % patch > 0) {
      patch--;
    }
    return patch;
  }

  /** The next token. */
  public static Settings language(DataFacts facts) {
    Settings settings = recurrent("lstm", false, facts.characters() ? 256 : 200);
    settings
        .with("embeddingSize", facts.characters() ? 64 : 200)
        .with("tiedEmbeddings", !facts.characters())
        .with("inputDropout", facts.characters() ? 0.0 : 0.3)
        .with("outputDropout", facts.characters() ? 0.2 : 0.4)
        .with("learningRate", 0.004);
    return length(facts, settings, 20, facts.steps());
  }

  /** Removes or adapts settings that would contradict those of the user. */
  public static Settings reconcile(Settings settings, RnnParams given) {
    if (given.isSet(given.maxEpochs())) { // training lasts this long, on all rows
      settings.without("validationFraction", "earlyStoppingPatience");
    }
    if (given.isDefined(given.validationIndicatorCol())) {
      settings.without("validationFraction");
    }
    if (given instanceof RegressionParams regression && regression.decodes()) {
      ofDecoder(settings, regression);
    }
    if (given.isSet(given.window())) { // front ends of a kind
      settings.without("convLayers");
    }
    if (given.isSet(given.optimizer())) { // the right decay depends on it
      settings.without("weightDecay");
    }
    if (given.isSet(given.batchSize()) && settings.get("maxEpochs") != null) {
      settings.with("maxEpochs", epochs(settings, given.getBatchSize()));
    }
    if (!letsSkip(given)) {
      settings.without("linearSkip");
    }
    boolean withoutCharacters =
        given.isSet(given.characterFilters()) && !DescribedNetwork.readsCharacters(given);
    if (withoutCharacters || given.isDefined(given.pretrainedVectors())) {
      settings.without("lowercase"); // otherwise case is lost, or vectors of cased words
    }
    if (given.getSparseUpdates()) { // in a tied table all rows have a gradient
      settings.without("tiedEmbeddings");
    }
    boolean tied =
        given.isSet(given.tiedEmbeddings())
            ? given.getTiedEmbeddings()
            : Boolean.TRUE.equals(settings.get("tiedEmbeddings"));
    boolean smooth = given instanceof TaggerParams tagger && tagger.getLabelSmoothing() > 0;
    if (tied || smooth) { // a CRF allows neither
      settings.without("outputLayer");
    }
    boolean raw = given.isSet(given.standardize()) && !given.getStandardize();
    if (raw) { // then the loss is in raw units
      settings.without("loss", "huberDelta");
    }
    if (given instanceof HasForecast forecast && given.isSet(forecast.loss())) {
      settings.without("huberDelta");
    }
    boolean both = given.isSet(given.hiddenSize()) && given.isSet(given.embeddingSize());
    if (both && !given.isSet(given.tiedEmbeddings())) {
      settings.without("tiedEmbeddings");
    } else if (tied && given.isSet(given.hiddenSize())) {
      settings.with("embeddingSize", given.getHiddenSize());
    } else if (tied && given.isSet(given.embeddingSize())) {
      settings.with("hiddenSize", given.getEmbeddingSize());
    } else if (tied) {
      settings.with("embeddingSize", settings.get("hiddenSize"));
    }
    return settings;
  }

  /** Patches have to end where forecasts begin; a linear path sees little of the past ahead. */
  private static void ofDecoder(Settings settings, RegressionParams given) {
    if (settings.get("patch") instanceof Integer patch && given.getHorizon() % patch > 0) {
      settings.without("patch");
    }
    if (settings.get("linearSkip") != null) {
      settings.with("linearSkip", 1);
    }
  }

  /** For about as many updates, though with another batch size than the one that was chosen. */
  private static int epochs(Settings settings, int batchSize) {
    int chosen = (int) settings.get("maxEpochs");
    double times = (double) batchSize / (int) settings.get("batchSize");
    int fewest = Math.min(chosen, FEWEST_EPOCHS);
    return (int) Math.max(fewest, Math.min(MOST_EPOCHS, Math.round(chosen * times)));
  }

  /** Whether the output reads the steps of the input, none of which is left out. */
  private static boolean letsSkip(RnnParams given) {
    return given instanceof RegressionParams regression
        && ReadoutType.of(regression.getReadout()).pooling() == PoolingType.LAST
        && ConvolutionSpec.parse(given.getConvLayers()).stream().allMatch(c -> c.stride() == 1);
  }

  private static Settings recurrent(String cell, boolean bidirectional, int hiddenSize) {
    return new Settings()
        .with("cell", cell)
        .with("bidirectional", bidirectional)
        .with("hiddenSize", hiddenSize);
  }

  /** The settings of the layers before the recurrent layer. */
  private static void front(DataFacts facts, Settings settings, boolean convolutions) {
    if (facts.tokens()) {
      settings
          .with("embeddingSize", facts.characters() ? 64 : 100)
          .with("characterFilters", facts.characters() ? 0 : 32)
          .with("wordDropout", 0.1);
    } else {
      settings.with("standardize", true);
    }
    if (convolutions && facts.characters()) {
      settings.with("convLayers", "128x3");
    } else if (convolutions && !facts.tokens()) {
      settings.with("convLayers", facts.meanLength() < LONG ? "32x3" : "64x16x4,128x5,64x3x2");
    }
  }

  /**
   * How long training lasts, and what stops it.
   *
   * @param targets the number of targets of all rows, which decides whether some are held out
   */
  private static Settings length(DataFacts facts, Settings settings, int batchSize, long targets) {
    return length(facts, settings, batchSize, targets, UPDATES);
  }

  private static Settings length(
      DataFacts facts, Settings settings, int batchSize, long targets, long updates) {
    int batch = facts.rows() > MANY_ROWS ? 2 * batchSize : batchSize;
    long fewest = facts.rows() > MANY_ROWS ? 3 : FEWEST_EPOCHS;
    long rows = Math.max(1, facts.rows());
    long byUpdates = Math.min(MOST_EPOCHS, updates * batch / rows);
    long affordable = MOST_STEPS / Math.max(1, facts.steps());
    long epochs = Math.max(fewest, Math.min(byUpdates, affordable));
    settings
        .with("batchSize", batch)
        .with("learningRateSchedule", "cosine")
        .with("maxEpochs", (int) epochs);
    boolean spare = targets >= SPARE_TARGETS && facts.pieces() >= SPARE_ROWS;
    if (!facts.validated() && spare) {
      settings.with("validationFraction", Math.min(0.1, HELD_OUT_ROWS / facts.pieces()));
    }
    if (facts.validated() || spare) {
      settings.with("earlyStoppingPatience", (int) Math.max(10, epochs / 4));
    }
    return settings;
  }
}
