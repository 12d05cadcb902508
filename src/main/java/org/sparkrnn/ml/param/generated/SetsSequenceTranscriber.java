package org.sparkrnn.ml.param.generated;


/**
 * Setters of the Params of {@link org.sparkrnn.ml.SequenceTranscriber} alone, beside those of all networks.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsSequenceTranscriber<E> extends HasSequenceTranscriber, SetsTranscripts<E> {}
