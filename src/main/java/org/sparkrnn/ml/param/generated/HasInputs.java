package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What the input columns hold.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasInputs extends ParamOwner {
  /** The Param inputCols: see {@link #getInputCols}. */
  default StringArrayParam inputCols() {
    return declared(
        "inputCols",
        () ->
            new StringArrayParam(
                this,
                "inputCols",
                "several input columns, joined step by step: columns of numbers, of which one may hold tokens; use it instead of inputCol"),
        null);
  }

  /**
   * Several input columns, joined step by step: columns of numbers, of which one may hold tokens;
   * use it instead of inputCol.
   */
  default String[] getInputCols() {
    return getOrDefault(inputCols());
  }

  /** The Param stringTokens: see {@link #getStringTokens}. */
  default Param<String> stringTokens() {
    return declared(
        "stringTokens",
        () ->
            new Param<>(
                this,
                "stringTokens",
                "how an input column of type string is split into tokens; LanguageModel, NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters, words",
                Valid.oneOf("stringTokens", List.of("characters", "words"))),
        "characters");
  }

  /**
   * How an input column of type string is split into tokens; LanguageModel, NGramLanguageModel
   * and NaiveBayesClassifier use level instead. One of characters, words (default characters).
   */
  default String getStringTokens() {
    return getOrDefault(stringTokens());
  }

  /** The Param inputSets: see {@link #getInputSets}. */
  default BooleanParam inputSets() {
    return declared(
        "inputSets",
        () ->
            new BooleanParam(
                this,
                "inputSets",
                "whether an input column of type array<array<int>> lists, for each step, the indices (from 0) of the features that are 1; if false, it lists the values of all features"),
        false);
  }

  /**
   * Whether an input column of type array&lt;array&lt;int&gt;&gt; lists, for each step, the
   * indices (from 0) of the features that are 1; if false, it lists the values of all features
   * (default false).
   */
  default boolean getInputSets() {
    return (boolean) getOrDefault(inputSets());
  }

  /** The Param lowercase: see {@link #getLowercase}. */
  default BooleanParam lowercase() {
    return declared(
        "lowercase",
        () ->
            new BooleanParam(
                this,
                "lowercase",
                "whether tokens are lower-cased before they are looked up"),
        false);
  }

  /**
   * Whether tokens are lower-cased before they are looked up (default false).
   */
  default boolean getLowercase() {
    return (boolean) getOrDefault(lowercase());
  }
}
