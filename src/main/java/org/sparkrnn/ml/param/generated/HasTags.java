package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How a tagger chooses labels, and what it writes about them.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasTags extends ParamOwner {
  /** The Param outputLayer: see {@link #getOutputLayer}. */
  default Param<String> outputLayer() {
    return declared(
        "outputLayer",
        () ->
            new Param<>(
                this,
                "outputLayer",
                "how labels are chosen: for each step by itself (softmax), or as the best whole sequence by a linear-chain conditional random field, which also scores neighbouring labels (crf). If the labels follow a scheme, crf chooses only among valid sequences. One of softmax, crf",
                Valid.oneOf("outputLayer", List.of("softmax", "crf"))),
        "softmax");
  }

  /**
   * How labels are chosen: for each step by itself (softmax), or as the best whole sequence by a
   * linear-chain conditional random field, which also scores neighbouring labels (crf). If the
   * labels follow a scheme, crf chooses only among valid sequences. One of softmax, crf (default
   * softmax).
   */
  default String getOutputLayer() {
    return getOrDefault(outputLayer());
  }

  /** The Param labelScheme: see {@link #getLabelScheme}. */
  default Param<String> labelScheme() {
    return declared(
        "labelScheme",
        () ->
            new Param<>(
                this,
                "labelScheme",
                "scheme of span labels that the network learns: the recognized scheme of the labels (auto), no scheme (none), or iob1, bio or bioes, to which the labels are converted for training. Predictions have the scheme of the data. One of auto, none, iob1, bio, bioes",
                Valid.oneOf("labelScheme", List.of("auto", "none", "iob1", "bio", "bioes"))),
        "auto");
  }

  /**
   * Scheme of span labels that the network learns: the recognized scheme of the labels (auto), no
   * scheme (none), or iob1, bio or bioes, to which the labels are converted for training.
   * Predictions have the scheme of the data. One of auto, none, iob1, bio, bioes (default auto).
   */
  default String getLabelScheme() {
    return getOrDefault(labelScheme());
  }

  /** The Param probabilityCol: see {@link #getProbabilityCol}. */
  default Param<String> probabilityCol() {
    return declared(
        "probabilityCol",
        () ->
            new Param<>(
                this,
                "probabilityCol",
                "output column: the probability of the predicted label at each step; for a crf, its marginal probability; empty for none"),
        "");
  }

  /**
   * Output column: the probability of the predicted label at each step; for a crf, its marginal
   * probability; empty for none.
   */
  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /** The Param nBestCol: see {@link #getNBestCol}. */
  default Param<String> nBestCol() {
    return declared(
        "nBestCol",
        () ->
            new Param<>(
                this,
                "nBestCol",
                "output column: the most probable label sequences with their probabilities, best first; empty for none"),
        "");
  }

  /**
   * Output column: the most probable label sequences with their probabilities, best first; empty
   * for none.
   */
  default String getNBestCol() {
    return getOrDefault(nBestCol());
  }

  /** The Param nBest: see {@link #getNBest}. */
  default IntParam nBest() {
    return declared(
        "nBest",
        () ->
            new IntParam(
                this,
                "nBest",
                "number of label sequences in nBestCol",
                Valid.atLeast("nBest", 1)),
        5);
  }

  /**
   * Number of label sequences in nBestCol (at least 1, default 5).
   */
  default int getNBest() {
    return (int) getOrDefault(nBest());
  }

  /** The Param labelCols: see {@link #getLabelCols}. */
  default StringArrayParam labelCols() {
    return declared(
        "labelCols",
        () ->
            new StringArrayParam(
                this,
                "labelCols",
                "label columns that are learned together, the main one first; instead of labelCol. A column of type array<string> or array<int> has one label per step; a column of strings, numbers or booleans has one label per sequence. The predictions for the first column are in predictionCol, those for another column in predictionCol_NAME"),
        null);
  }

  /**
   * Label columns that are learned together, the main one first; instead of labelCol. A column of
   * type array&lt;string&gt; or array&lt;int&gt; has one label per step; a column of strings,
   * numbers or booleans has one label per sequence. The predictions for the first column are in
   * predictionCol, those for another column in predictionCol_NAME.
   */
  default String[] getLabelCols() {
    return getOrDefault(labelCols());
  }

  /** The Param sequenceReadout: see {@link #getSequenceReadout}. */
  default Param<String> sequenceReadout() {
    return declared(
        "sequenceReadout",
        () ->
            new Param<>(
                this,
                "sequenceReadout",
                "how the states are combined for a label of the whole sequence (see labelCols): the state at the last step (lastStep; for a reverse scan, the first step), the mean of all states (mean), the largest value of each unit (max), both (meanMax), or a mean with learned weights (attention). One of lastStep, mean, max, meanMax, attention",
                Valid.oneOf("sequenceReadout", List.of("lastStep", "mean", "max", "meanMax", "attention"))),
        "attention");
  }

  /**
   * How the states are combined for a label of the whole sequence (see labelCols): the state at
   * the last step (lastStep; for a reverse scan, the first step), the mean of all states (mean),
   * the largest value of each unit (max), both (meanMax), or a mean with learned weights
   * (attention). One of lastStep, mean, max, meanMax, attention (default attention).
   */
  default String getSequenceReadout() {
    return getOrDefault(sequenceReadout());
  }
}
