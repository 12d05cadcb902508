package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How a language model reads texts.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasText extends HasColumns, HasDropout, HasPretrained {
  /** The Param predictionCol: see {@link #getPredictionCol}. */
  @Override
  default Param<String> predictionCol() {
    return declared(
        "predictionCol",
        () ->
            new Param<>(
                this,
                "predictionCol",
                "output column: what is predicted",
                Valid.columnName("predictionCol")),
        "logProbability");
  }

  /** The Param wordDropout: see {@link #getWordDropout}. */
  @Override
  default DoubleParam wordDropout() {
    return declared(
        "wordDropout",
        () ->
            new DoubleParam(
                this,
                "wordDropout",
                "share of tokens replaced by the unknown word in training, so that it is learned",
                Valid.within("wordDropout", 0, true, 1)),
        0.0);
  }

  /** The Param extraWords: see {@link #getExtraWords}. */
  @Override
  default IntParam extraWords() {
    return declared(
        "extraWords",
        () ->
            new IntParam(
                this,
                "extraWords",
                "words of pretrainedVectors, the first in its files, that the model knows beside those of the training data",
                Valid.atLeast("extraWords", 0)),
        0);
  }

  /** The Param boundaries: see {@link #getBoundaries}. */
  default Param<String> boundaries() {
    return declared(
        "boundaries",
        () ->
            new Param<>(
                this,
                "boundaries",
                "ends of rows: lines (each row for itself, between start and end tokens) or stream (all rows, in their order, one text with an end token after each, whose state is carried on): lines, stream",
                Valid.oneOf("boundaries", List.of("lines", "stream"))),
        "lines");
  }

  /**
   * Ends of rows: lines (each row for itself, between start and end tokens) or stream (all rows,
   * in their order, one text with an end token after each, whose state is carried on): lines,
   * stream (default lines).
   */
  default String getBoundaries() {
    return getOrDefault(boundaries());
  }

  /** The Param tbpttLength: see {@link #getTbpttLength}. */
  default IntParam tbpttLength() {
    return declared(
        "tbpttLength",
        () ->
            new IntParam(
                this,
                "tbpttLength",
                "tokens of a stream that gradients go back through at most; the state is carried on (boundaries=stream alone)",
                Valid.atLeast("tbpttLength", 1)),
        100);
  }

  /**
   * Tokens of a stream that gradients go back through at most; the state is carried on
   * (boundaries=stream alone) (at least 1, default 100).
   */
  default int getTbpttLength() {
    return (int) getOrDefault(tbpttLength());
  }

  /** The Param baselineOrder: see {@link #getBaselineOrder}. */
  default IntParam baselineOrder() {
    return declared(
        "baselineOrder",
        () ->
            new IntParam(
                this,
                "baselineOrder",
                "length of the longest n-grams of the baseline that jobs print; 0 for one that suits the level",
                Valid.atLeast("baselineOrder", 0)),
        0);
  }

  /**
   * Length of the longest n-grams of the baseline that jobs print; 0 for one that suits the level
   * (at least 0, default 0).
   */
  default int getBaselineOrder() {
    return (int) getOrDefault(baselineOrder());
  }

  /** The Param perplexityCol: see {@link #getPerplexityCol}. */
  default Param<String> perplexityCol() {
    return declared(
        "perplexityCol",
        () ->
            new Param<>(
                this,
                "perplexityCol",
                "output column: perplexity of the row",
                Valid.columnName("perplexityCol")),
        "perplexity");
  }

  /**
   * Output column: perplexity of the row (default perplexity).
   */
  default String getPerplexityCol() {
    return getOrDefault(perplexityCol());
  }
}
