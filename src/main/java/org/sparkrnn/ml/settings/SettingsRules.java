package org.sparkrnn.ml.settings;

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
 * The rules by which settings follow from training data, for all tasks. A network is trained for so
 * many updates, whatever the number of rows, with a learning rate that falls to 0; where there are
 * rows enough some are held out, by which training stops and the weights to keep are chosen.
 */
public final class SettingsRules {
  private static final long UPDATES = 4500;
  private static final long ALIGNED_UPDATES = 9000; // the first thousand find where labels are
  private static final int MOST_EPOCHS = 300;
  private static final int FEWEST_EPOCHS = 10;
  private static final long MOST_STEPS = 60_000_000; // of all epochs, so that it takes minutes

  /** From so many rows on settings are those of much data. */
  public static final long MANY_ROWS = 100_000;

  private static final long SPARE_TARGETS = 2000; // from which on some can be held out
  private static final long SPARE_ROWS = 100; // and so many rows, where rows have many targets
  private static final double HELD_OUT_ROWS = 1000;
  private static final int MOST_CRF_LABELS = 200; // whose square is the work of a step
  private static final int LONG = 64; // steps, from which on convolutions take strides
  private static final int SMALL_ROWS = 500;
  private static final int LONGEST_PATCH = 60; // steps that are read as one
  private static final int SERIES_BATCH = 256; // windows
  private static final long SERIES_UPDATES = 3000;
  private static final long MOST_WINDOWS =
      3_000_000; // which an executor holds, and one epoch reads
  private static final long LONGEST_WINDOW = 48; // of a series, two days of hours

  private SettingsRules() {}

  /** A label each step. */
  public static Settings tagging(DataFacts facts) {
    Settings settings = recurrent("lstm", true, 128);
    front(facts, settings, false);
    settings.with("inputDropout", 0.1).with("outputDropout", 0.5).with("learningRate", 0.005);
    if (facts.tokens() && !facts.characters()) { // whose characters tell upper case
      settings.with("lowercase", true);
    }
    if (facts.spans() && facts.labels().size() <= MOST_CRF_LABELS) {
      settings.with("outputLayer", "crf");
    }
    return length(facts, settings, facts.rows() < SMALL_ROWS ? 16 : 32, facts.steps());
  }

  /** A class a sequence. */
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
   * Sets of labels, of sequences or of steps; these may be what comes next, so none looks ahead.
   */
  public static Settings multilabel(DataFacts facts, boolean eachStep) {
    Settings settings = recurrent("lstm", !eachStep, 160);
    front(facts, settings, !eachStep);
    settings.with("inputDropout", 0.1).with("outputDropout", 0.5).with("learningRate", 0.005);
    long targets = eachStep ? facts.steps() : facts.rows();
    return length(facts, settings, facts.rows() < SMALL_ROWS ? 8 : 32, targets);
  }

  /**
   * A list of labels a sequence, of a length of its own.
   *
   * @param room by how much there may be fewer steps, or must be more
   */
  public static Settings transcription(DataFacts facts, TranscriptRoom room) {
    Settings settings = recurrent("lstm", true, 128);
    front(facts, settings, false);
    if (facts.tokens()) {
      settings.with("convLayers", "128x3");
      if (room.repeats() > 1) {
        settings.with("upsample", room.repeats());
      }
    } else {
      int stride = room.stride();
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

  /** What follows from a column that has a set of labels for each step. */
  public static Settings ofSteps() {
    return new Settings().with("readout", ReadoutType.EACH_STEP.paramValue());
  }

  /** Numbers, of sequences, steps or what comes next in a series. */
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
   * What comes next in each of many series. Of a period of some steps the recurrent layer reads one
   * at a time, and the window is as many whole periods as most series have.
   */
  public static Settings manySeries(DataFacts facts, int horizon, int period) {
    int patch = period > 1 && period <= LONGEST_PATCH ? period : 1;
    long series = Math.max(1, facts.pieces());
    long length = facts.steps() / series;
    long wanted = Math.max(2L * horizon, patch == 1 ? 1 : (patch < 7 ? 6L : 14L) * patch);
    long patches = Math.max(1, Math.min(wanted, length - horizon) / patch);
    long windows = Math.max(1, facts.steps() - series * (horizon + patches * patch));
    long windowStep = Math.max(1, windows / MOST_WINDOWS);
    if (windowStep > 1 && windowStep % Math.max(1, period) == 0) {
      windowStep++; // or all windows of a series would end at the same place of the period
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

  /** Leaves out, or adapts, what would contradict what the user has set. */
  public static Settings reconcile(Settings settings, RnnParams given) {
    if (given.isSet(given.maxEpochs())) { // so long it is to last, on all rows
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
    if (given.isSet(given.optimizer())) { // for each decays weights in its own way
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
      settings.without("lowercase"); // or case would be lost, or the vectors of cased words
    }
    if (given.getSparseUpdates()) { // of tied tables all rows have a gradient
      settings.without("tiedEmbeddings");
    }
    boolean tied =
        given.isSet(given.tiedEmbeddings())
            ? given.getTiedEmbeddings()
            : Boolean.TRUE.equals(settings.get("tiedEmbeddings"));
    boolean smooth = given instanceof TaggerParams tagger && tagger.getLabelSmoothing() > 0;
    if (tied || smooth) { // which is not for a crf
      settings.without("outputLayer");
    }
    boolean raw = given.isSet(given.standardize()) && !given.getStandardize();
    if (raw) { // and so is the loss
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

  /** Whether the output reads steps as they went in, and none of them is left out. */
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

  /** What stands before the recurrent layer. */
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
   * How long training lasts, and by what it stops.
   *
   * @param targets of all rows: of so many some can be spared
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
