package org.sparkrnn.ml.param;

/** The Params of {@link org.sparkrnn.ml.SequenceTagger} and its model. */
public interface TaggerParams extends RnnParams {}
