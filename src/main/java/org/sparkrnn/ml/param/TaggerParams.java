package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasSequenceTagger;

/** The Params of {@link org.sparkrnn.ml.SequenceTagger} and its model. */
public interface TaggerParams extends RnnParams, HasSequenceTagger {}
