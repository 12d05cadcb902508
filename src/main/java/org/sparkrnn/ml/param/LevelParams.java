package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasLevel;
import org.sparkrnn.ml.param.kind.TextUnit;

/** The Params of estimators and models that read text by character or by word. */
public interface LevelParams extends InputParams, HasLevel {
  /** Follows from {@code level}. */
  @Override
  default String getStringTokens() {
    return TextUnit.of(getLevel()).several();
  }

  @Override
  default void readLike(InputParams other) {
    InputParams.super.readLike(other);
    clear(stringTokens());
    set(level(), TextUnit.ofSeveral(other.getStringTokens()).paramValue());
  }
}
