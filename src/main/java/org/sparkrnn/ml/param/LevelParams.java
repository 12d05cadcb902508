package org.sparkrnn.ml.param;

import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.generated.HasLevel;

/** The Params of what reads text by character or by word. */
public interface LevelParams extends InputParams, HasLevel {
  /** As {@code level} says. */
  @Override
  default String getStringTokens() {
    return TextUnit.of(getLevel()).tokens().paramValue();
  }

  @Override
  default void readLike(InputParams other) {
    InputParams.super.readLike(other);
    clear(stringTokens());
    set(level(), TextUnit.ofTokens(other.getStringTokens()).paramValue());
  }

  /**
   * How text is read.
   *
   * @throws InvalidInputException if stringTokens is set, or no input column holds tokens
   */
  default SequenceInput text(StructType schema) {
    if (isSet(stringTokens())) {
      throw new InvalidInputException(
          "stringTokens is set, but level says how a string is read here; set level=word or level=character instead");
    }
    return SequenceInput.tokensOf(schema, this);
  }
}
