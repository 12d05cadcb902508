package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Which column holds sound, and what happens to sound that cannot be read.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasAudioColumns extends ParamOwner {
  /** The Param inputCol: see {@link #getInputCol}. */
  default Param<String> inputCol() {
    return declared(
        "inputCol",
        () ->
            new Param<>(
                this,
                "inputCol",
                "input column: whole WAV files (binary), as Spark's source binaryFile reads them",
                Valid.columnName("inputCol")),
        "content");
  }

  /**
   * Input column: whole WAV files (binary), as Spark's source binaryFile reads them (default
   * content).
   */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** The Param outputCol: see {@link #getOutputCol}. */
  default Param<String> outputCol() {
    return declared(
        "outputCol",
        () ->
            new Param<>(
                this,
                "outputCol",
                "output column: the frames of each file (array<array<float>>)",
                Valid.columnName("outputCol")),
        "features");
  }

  /**
   * Output column: the frames of each file (array&lt;array&lt;float&gt;&gt;) (default features).
   */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** The Param mode: see {@link #getMode}. */
  default Param<String> mode() {
    return declared(
        "mode",
        () ->
            new Param<>(
                this,
                "mode",
                "treatment of malformed files: the first one ends the work with a message (failfast), or they are dropped and counted (dropmalformed). One of failfast, dropmalformed",
                Valid.oneOf("mode", ReadMode.values(), ReadMode::paramValue)),
        "failfast");
  }

  /**
   * Treatment of malformed files: the first one ends the work with a message (failfast), or they
   * are dropped and counted (dropmalformed). One of failfast, dropmalformed (default failfast).
   */
  default String getMode() {
    return getOrDefault(mode());
  }
}
