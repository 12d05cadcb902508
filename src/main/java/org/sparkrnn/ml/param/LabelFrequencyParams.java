package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasLabelOrder;

/** The Params of {@link org.sparkrnn.ml.LabelFrequency} and its model. */
public interface LabelFrequencyParams extends InputParams, HasLabelOrder {}
