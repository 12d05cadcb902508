package org.sparkrnn.ml.param.generated;
import org.sparkrnn.ml.param.kind.*;
public interface SetsStart<E> extends HasStart {
 @SuppressWarnings("unchecked") default E setInitialModel(String v) { set(initialModel(), v); return (E) this; }
 @SuppressWarnings("unchecked") default E setInitialPrefixes(String... v) { set(initialPrefixes(), v); return (E) this; }
 @SuppressWarnings("unchecked") default E setInitialVocabularies(String... v) { set(initialVocabularies(), v); return (E) this; }
 @SuppressWarnings("unchecked") default E setFrozenBlocks(String... v) { set(frozenBlocks(), v); return (E) this; }
}
