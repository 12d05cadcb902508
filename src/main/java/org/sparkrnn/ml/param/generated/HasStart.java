package org.sparkrnn.ml.param.generated;
import org.apache.spark.ml.param.*;
import org.sparkrnn.ml.param.kind.*;
public interface HasStart extends ParamOwner {
  default Param<String> initialModel() { return declared("initialModel", () -> new Param<>(this, "initialModel", "x"), null); }
 default String getInitialModel() { return getOrDefault(initialModel()); }
  default StringArrayParam initialPrefixes() { return declared("initialPrefixes", () -> new StringArrayParam(this, "initialPrefixes", "x"), null); }
 default String[] getInitialPrefixes() { return getOrDefault(initialPrefixes()); }
  default StringArrayParam initialVocabularies() { return declared("initialVocabularies", () -> new StringArrayParam(this, "initialVocabularies", "x"), null); }
 default String[] getInitialVocabularies() { return getOrDefault(initialVocabularies()); }
  default StringArrayParam frozenBlocks() { return declared("frozenBlocks", () -> new StringArrayParam(this, "frozenBlocks", "x"), null); }
 default String[] getFrozenBlocks() { return getOrDefault(frozenBlocks()); }
}
