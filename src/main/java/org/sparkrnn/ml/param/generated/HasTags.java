package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How a tagger chooses labels, and what it tells of its choice.
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
                "what gives labels: each step by itself (softmax), or whole sequences with scores of neighbouring labels, a linear-chain conditional random field (crf), whose labels are the best sequence (of a label scheme the best valid one): softmax, crf",
                Valid.oneOf("outputLayer", List.of("softmax", "crf"))),
        "softmax");
  }

  /**
   * What gives labels: each step by itself (softmax), or whole sequences with scores of
   * neighbouring labels, a linear-chain conditional random field (crf), whose labels are the best
   * sequence (of a label scheme the best valid one): softmax, crf (default softmax).
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
                "scheme of labels of spans that the network learns: as the labels are, recognized (auto) or not (none), or what they are converted into inside, given back as they came: auto, none, iob1, bio, bioes",
                Valid.oneOf("labelScheme", List.of("auto", "none", "iob1", "bio", "bioes"))),
        "auto");
  }

  /**
   * Scheme of labels of spans that the network learns: as the labels are, recognized (auto) or
   * not (none), or what they are converted into inside, given back as they came: auto, none,
   * iob1, bio, bioes (default auto).
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
                "output column: at each step the probability of the predicted label, of a crf its marginal; empty for none"),
        "");
  }

  /**
   * Output column: at each step the probability of the predicted label, of a crf its marginal;
   * empty for none.
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
                "output column: the likeliest label sequences with their probabilities, the best first; empty for none"),
        "");
  }

  /**
   * Output column: the likeliest label sequences with their probabilities, the best first; empty
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
                "how many label sequences nBestCol has",
                Valid.atLeast("nBest", 1)),
        5);
  }

  /**
   * How many label sequences nBestCol has (at least 1, default 5).
   */
  default int getNBest() {
    return (int) getOrDefault(nBest());
  }
}
