package org.sparkrnn.ml.param.generated;

import java.util.Map;
import java.util.Set;

/**
 * What a training that goes on from a checkpoint makes of a Param that has changed.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public final class ResumeRules {
  /** Those on which the weights do not depend, or which are compared by themselves. */
  public static final Set<String> IGNORED =
      Set.of(
          "inputCol",
          "labelCol",
          "predictionCol",
          "inputCols",
          "validationIndicatorCol",
          "automatic",
          "pretrainedVectors",
          "initialModel",
          "initialPrefixes",
          "initialVocabularies",
          "numShards",
          "aggregationDepth",
          "execution",
          "gradientFlow",
          "gradientFlowSteps",
          "mode",
          "nonFinitePolicy",
          "chunkRows",
          "tensorBoardDir",
          "tensorBoardHistograms",
          "reportExamples",
          "checkpointDir",
          "checkpointInterval",
          "checkpointMinutes",
          "keepCheckpoints",
          "probabilityCol",
          "nBestCol",
          "nBest",
          "labelCols",
          "beamWidth",
          "ngramOrder",
          "ngramUnit",
          "ngramWeight",
          "lengthBonus",
          "stepsCol",
          "labelSets",
          "rawPredictionCol",
          "predictionIndexCol",
          "weightCol",
          "timeCol",
          "timeFormat",
          "timeZone",
          "seriesCol",
          "timeStep",
          "knownCols",
          "samplePaths",
          "pathsCol",
          "staticCols",
          "period",
          "baselineOrder",
          "perplexityCol");

  /** Those whose values are the settings that others count with. */
  public static final Set<String> CHOICES =
      Set.of(
          "stringTokens",
          "cell",
          "activation",
          "characterEncoder",
          "pretrainedMode",
          "execution",
          "optimizer",
          "learningRateSchedule",
          "mode",
          "nonFinitePolicy",
          "outputLayer",
          "labelScheme",
          "sequenceReadout",
          "labelUnit",
          "ngramUnit",
          "readout",
          "loss",
          "strategy",
          "seriesScaling",
          "gaps",
          "level",
          "boundaries");

  /** The settings, and what data has, with which a Param counts, where not with all. */
  public static final Map<String, Set<String>> USED_WITH =
      Map.ofEntries(
          Map.entry("stringTokens", Set.of("text")),
          Map.entry("lowercase", Set.of("tokens")),
          Map.entry("minCount", Set.of("tokens")),
          Map.entry("maxVocabulary", Set.of("tokens")),
          Map.entry("earlyStoppingPatience", Set.of("validation")),
          Map.entry("activation", Set.of("elman", "none")),
          Map.entry("embeddingSize", Set.of("tokens")),
          Map.entry("characterEncoder", Set.of("tokens")),
          Map.entry("characterFilters", Set.of("tokens")),
          Map.entry("characterUnits", Set.of("bilstm")),
          Map.entry("characterSize", Set.of("tokens")),
          Map.entry("pretrainedMode", Set.of("vectors")),
          Map.entry("frozenEpochs", Set.of("freezefirst")),
          Map.entry("extraWords", Set.of("vectors")),
          Map.entry("wordDropout", Set.of("tokens")),
          Map.entry("recurrentDropout", Set.of("elman", "lstm", "gru")),
          Map.entry("maxEpochs", Set.of("cosine")),
          Map.entry("momentum", Set.of("momentum", "nesterov")),
          Map.entry("beta1", Set.of("adam", "adamw")),
          Map.entry("beta2", Set.of("adam", "adamw")),
          Map.entry("rho", Set.of("rmsprop")),
          Map.entry("epsilon", Set.of("adagrad", "rmsprop", "adam", "adamw")),
          Map.entry("decayFactor", Set.of("step", "exponential", "plateau")),
          Map.entry("decayEpochs", Set.of("step", "exponential", "plateau")),
          Map.entry("minLearningRate", Set.of("step", "exponential", "cosine", "plateau")),
          Map.entry("sparseUpdates", Set.of("tokens")),
          Map.entry("quantiles", Set.of("quantile")),
          Map.entry("huberDelta", Set.of("huber")),
          Map.entry("horizon", Set.of("direct")));

  /** Those that not all versions had, with the value that leaves a network as it was. */
  public static final Map<String, String> ADDED =
      Map.ofEntries(
          Map.entry("maxVocabulary", "0"),
          Map.entry("characterEncoder", "convolution"),
          Map.entry("characterFilters", "0"),
          Map.entry("characterUnits", "25"),
          Map.entry("characterSize", "30"),
          Map.entry("layerNorm", "false"),
          Map.entry("residual", "false"),
          Map.entry("timeWarp", "0.0"),
          Map.entry("timeMask", "0.0"),
          Map.entry("featureMask", "0.0"),
          Map.entry("weightDropout", "0.0"),
          Map.entry("recurrentDropout", "0.0"),
          Map.entry("sparseUpdates", "false"),
          Map.entry("averageDecay", "0.0"),
          Map.entry("outputLayer", "softmax"),
          Map.entry("labelScheme", "auto"),
          Map.entry("sequenceReadout", "attention"),
          Map.entry("labelSmoothing", "0.0"),
          Map.entry("quantiles", "0.1,0.5,0.9"),
          Map.entry("linearSkip", "0"),
          Map.entry("seriesScaling", "season"),
          Map.entry("gaps", "error"),
          Map.entry("staticSize", "8"),
          Map.entry("calendar", ""),
          Map.entry("windowStep", "1"),
          Map.entry("patch", "1"));

  private ResumeRules() {}
}
