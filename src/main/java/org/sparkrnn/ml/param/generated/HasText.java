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
                "output column: the prediction",
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
                "fraction of the tokens that training replaces by the unknown word, so that the vector of the unknown word is trained",
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
                "largest number of words that the model takes from pretrainedVectors beside the words of the training data; they are the first ones in the files",
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
                "role of a row: a text of its own between start and end tokens (lines), or a part of one long text, in the order of the rows, with an end token after each row and with the state carried on (stream; NGramLanguageModel calls this lineEnds). One of lines, stream",
                Valid.oneOf("boundaries", List.of("lines", "stream"))),
        "lines");
  }

  /**
   * Role of a row: a text of its own between start and end tokens (lines), or a part of one long
   * text, in the order of the rows, with an end token after each row and with the state carried
   * on (stream; NGramLanguageModel calls this lineEnds). One of lines, stream (default lines).
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
                "largest number of tokens through which gradients flow back in a stream (truncated back-propagation through time); the state is carried on. For boundaries=stream only",
                Valid.atLeast("tbpttLength", 1)),
        100);
  }

  /**
   * Largest number of tokens through which gradients flow back in a stream (truncated
   * back-propagation through time); the state is carried on. For boundaries=stream only (at least
   * 1, default 100).
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
                "length of the longest n-grams of the baseline that jobs print; 0 to choose by level",
                Valid.atLeast("baselineOrder", 0)),
        0);
  }

  /**
   * Length of the longest n-grams of the baseline that jobs print; 0 to choose by level (at least
   * 0, default 0).
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
                "output column: the perplexity of the row",
                Valid.columnName("perplexityCol")),
        "perplexity");
  }

  /**
   * Output column: the perplexity of the row (default perplexity).
   */
  default String getPerplexityCol() {
    return getOrDefault(perplexityCol());
  }
}
