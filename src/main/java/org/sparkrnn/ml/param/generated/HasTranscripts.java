package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What the labels of a transcript are, and how transcripts are decoded.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasTranscripts extends ParamOwner {
  /** The Param labelUnit: see {@link #getLabelUnit}. */
  default Param<String> labelUnit() {
    return declared(
        "labelUnit",
        () ->
            new Param<>(
                this,
                "labelUnit",
                "labels of a transcript: the elements of a label column that is an array (list), or the characters or the words of one that is a string. If not set: list for an array, characters for a string. One of list, characters, words",
                Valid.oneOf("labelUnit", List.of("list", "characters", "words"))),
        null);
  }

  /**
   * Labels of a transcript: the elements of a label column that is an array (list), or the
   * characters or the words of one that is a string. If not set: list for an array, characters
   * for a string. One of list, characters, words.
   */
  default String getLabelUnit() {
    return getOrDefault(labelUnit());
  }

  /** The Param upsample: see {@link #getUpsample}. */
  default IntParam upsample() {
    return declared(
        "upsample",
        () ->
            new IntParam(
                this,
                "upsample",
                "number of copies of each step that the recurrent layers read, for transcripts that need more steps than the input has",
                Valid.between("upsample", 1, 64)),
        1);
  }

  /**
   * Number of copies of each step that the recurrent layers read, for transcripts that need more
   * steps than the input has (from 1 to 64, default 1).
   */
  default int getUpsample() {
    return (int) getOrDefault(upsample());
  }

  /** The Param beamWidth: see {@link #getBeamWidth}. */
  default IntParam beamWidth() {
    return declared(
        "beamWidth",
        () ->
            new IntParam(
                this,
                "beamWidth",
                "number of transcripts that prefix beam search keeps at each step; 1 decodes greedily, which takes the most likely output of each step by itself",
                Valid.between("beamWidth", 1, 10000)),
        1);
  }

  /**
   * Number of transcripts that prefix beam search keeps at each step; 1 decodes greedily, which
   * takes the most likely output of each step by itself (from 1 to 10000, default 1).
   */
  default int getBeamWidth() {
    return (int) getOrDefault(beamWidth());
  }

  /** The Param ngramOrder: see {@link #getNgramOrder}. */
  default IntParam ngramOrder() {
    return declared(
        "ngramOrder",
        () ->
            new IntParam(
                this,
                "ngramOrder",
                "length of the longest n-grams of a language model of the training transcripts, with which beam search scores them; 0 for no language model",
                Valid.between("ngramOrder", 0, 20)),
        0);
  }

  /**
   * Length of the longest n-grams of a language model of the training transcripts, with which
   * beam search scores them; 0 for no language model (from 0 to 20, default 0).
   */
  default int getNgramOrder() {
    return (int) getOrDefault(ngramOrder());
  }

  /** The Param ngramUnit: see {@link #getNgramUnit}. */
  default Param<String> ngramUnit() {
    return declared(
        "ngramUnit",
        () ->
            new Param<>(
                this,
                "ngramUnit",
                "tokens of the language model: labels, or the words that the characters form between spaces. One of labels, words",
                Valid.oneOf("ngramUnit", List.of("labels", "words"))),
        "labels");
  }

  /**
   * Tokens of the language model: labels, or the words that the characters form between spaces.
   * One of labels, words (default labels).
   */
  default String getNgramUnit() {
    return getOrDefault(ngramUnit());
  }

  /** The Param ngramWeight: see {@link #getNgramWeight}. */
  default DoubleParam ngramWeight() {
    return declared(
        "ngramWeight",
        () ->
            new DoubleParam(
                this,
                "ngramWeight",
                "weight of the log probability of the language model beside that of the network",
                Valid.within("ngramWeight", 0, true, Double.POSITIVE_INFINITY)),
        0.5);
  }

  /**
   * Weight of the log probability of the language model beside that of the network (at least 0,
   * default 0.5).
   */
  default double getNgramWeight() {
    return (double) getOrDefault(ngramWeight());
  }

  /** The Param lengthBonus: see {@link #getLengthBonus}. */
  default DoubleParam lengthBonus() {
    return declared(
        "lengthBonus",
        () ->
            new DoubleParam(
                this,
                "lengthBonus",
                "number that beam search adds to the score of a transcript for each token of the language model, because this model prefers short transcripts",
                Valid.finite("lengthBonus")),
        0.0);
  }

  /**
   * Number that beam search adds to the score of a transcript for each token of the language
   * model, because this model prefers short transcripts (default 0.0).
   */
  default double getLengthBonus() {
    return (double) getOrDefault(lengthBonus());
  }

  /** The Param probabilityCol: see {@link #getProbabilityCol}. */
  default Param<String> probabilityCol() {
    return declared(
        "probabilityCol",
        () ->
            new Param<>(
                this,
                "probabilityCol",
                "output column: the probability of the transcript, that of all its alignments together; empty for none"),
        "");
  }

  /**
   * Output column: the probability of the transcript, that of all its alignments together; empty
   * for none.
   */
  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /** The Param stepsCol: see {@link #getStepsCol}. */
  default Param<String> stepsCol() {
    return declared(
        "stepsCol",
        () ->
            new Param<>(
                this,
                "stepsCol",
                "output column: the step of the input, from 0 on, at which each label of the transcript begins in its best alignment; empty for none"),
        "");
  }

  /**
   * Output column: the step of the input, from 0 on, at which each label of the transcript begins
   * in its best alignment; empty for none.
   */
  default String getStepsCol() {
    return getOrDefault(stepsCol());
  }

  /** The Param nBestCol: see {@link #getNBestCol}. */
  default Param<String> nBestCol() {
    return declared(
        "nBestCol",
        () ->
            new Param<>(
                this,
                "nBestCol",
                "output column: the best transcripts that beam search keeps with their scores, probabilities and steps, the best first; empty for none"),
        "");
  }

  /**
   * Output column: the best transcripts that beam search keeps with their scores, probabilities
   * and steps, the best first; empty for none.
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
                "number of transcripts in nBestCol, at most beamWidth",
                Valid.atLeast("nBest", 1)),
        5);
  }

  /**
   * Number of transcripts in nBestCol, at most beamWidth (at least 1, default 5).
   */
  default int getNBest() {
    return (int) getOrDefault(nBest());
  }
}
