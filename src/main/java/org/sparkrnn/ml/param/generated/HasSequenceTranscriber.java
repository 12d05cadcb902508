package org.sparkrnn.ml.param.generated;


/**
 * The Params of {@link org.sparkrnn.ml.SequenceTranscriber} alone, beside those of all networks.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasSequenceTranscriber extends HasTranscripts {}
