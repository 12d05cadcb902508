package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.TextUnit;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How texts become tokens.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasLevel extends ParamOwner {
  /** The Param level: see {@link #getLevel}. */
  default Param<String> level() {
    return declared(
        "level",
        () ->
            new Param<>(
                this,
                "level",
                "how a string column is split into tokens: into characters (Unicode code points) or into words at white space; an array<string> holds tokens already. One of character, word",
                Valid.oneOf("level", TextUnit.values(), TextUnit::paramValue)),
        "character");
  }

  /**
   * How a string column is split into tokens: into characters (Unicode code points) or into words
   * at white space; an array&lt;string&gt; holds tokens already. One of character, word (default
   * character).
   */
  default String getLevel() {
    return getOrDefault(level());
  }
}
