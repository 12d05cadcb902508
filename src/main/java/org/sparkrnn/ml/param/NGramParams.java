package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasMinCount;
import org.sparkrnn.ml.param.generated.HasNGrams;

/** The Params of {@link org.sparkrnn.ml.NGramLanguageModel} and its model. */
public interface NGramParams extends LevelParams, HasNGrams, HasMinCount {}
