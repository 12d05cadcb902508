package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** The Params that language models have beside those of all: documentation, bounds, defaults. */
public final class LanguageModelParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final Param<String> level;
  public final Param<String> boundaries;
  public final IntParam tbpttLength;
  public final IntParam baselineOrder;
  public final Param<String> perplexityCol;

  public LanguageModelParamSet(LanguageModelParams parent) {
    super(parent);
    level =
        choice(
            "level",
            "how a string column is read: by character, as Unicode code points, or as words between white space; array<string> holds tokens already",
            TextLevel.values(),
            TextLevel::paramValue,
            TextLevel.CHARACTER);
    boundaries =
        choice(
            "boundaries",
            "ends of rows: lines (each row for itself, between start and end tokens) or stream (all rows, in their order, one text with an end token after each, whose state is carried on)",
            TextBoundaries.values(),
            TextBoundaries::paramValue,
            TextBoundaries.LINES);
    tbpttLength =
        count(
            "tbpttLength",
            "tokens of a stream that gradients go back through at most; the state is carried on (boundaries=stream alone)",
            1,
            100);
    baselineOrder =
        count(
            "baselineOrder",
            "length of the longest n-grams of the baseline that jobs print; 0 for 5 by character and 2 by word",
            0,
            0);
    perplexityCol = text("perplexityCol", "output column: perplexity of the row", "perplexity");
    with(parent.predictionCol(), "logProbability");
    with(parent.wordDropout(), (Object) 0.0); // minCount leaves unknown words to learn from
  }
}
