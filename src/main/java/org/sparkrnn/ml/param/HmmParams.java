package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasTagOrder;

/** The Params of {@link org.sparkrnn.ml.HmmTagger} and its model. */
public interface HmmParams extends InputParams, HasTagOrder {}
