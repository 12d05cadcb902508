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
                "input columns of numbers, at most one of tokens among them, joined step by step; instead of inputCol"),
        null);
  }

  /**
   * Input columns of numbers, at most one of tokens among them, joined step by step; instead of
   * inputCol.
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
                "what the tokens of an input column of type string are: characters, words",
                Valid.oneOf("stringTokens", List.of("characters", "words"))),
        "characters");
  }

  /**
   * What the tokens of an input column of type string are: characters, words (default characters).
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
                "whether an input column array<array<int>> lists at each step the features that are 1, by their numbers from 0 on, instead of all features"),
        false);
  }

  /**
   * Whether an input column array&lt;array&lt;int&gt;&gt; lists at each step the features that
   * are 1, by their numbers from 0 on, instead of all features (default false).
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
