package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * Starting from trained weights.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasStart extends ParamOwner {
  /** The Param initialModel: see {@link #getInitialModel}. */
  default Param<String> initialModel() {
    return declared(
        "initialModel",
        () ->
            new Param<>(
                this,
                "initialModel",
                "model with whose weights training starts, on any Hadoop file system: the directory of a saved model, or a safetensors file of a PyTorch state_dict. Settings of the network that you do not set follow from it. Tensors that it does not have start at random",
                Valid.path("initialModel")),
        null);
  }

  /**
   * Model with whose weights training starts, on any Hadoop file system: the directory of a saved
   * model, or a safetensors file of a PyTorch state_dict. Settings of the network that you do not
   * set follow from it. Tensors that it does not have start at random.
   */
  default String getInitialModel() {
    return getOrDefault(initialModel());
  }

  /** The Param initialPrefixes: see {@link #getInitialPrefixes}. */
  default StringArrayParam initialPrefixes() {
    return declared(
        "initialPrefixes",
        () ->
            new StringArrayParam(
                this,
                "initialPrefixes",
                "tensors of initialModel that are used, and their names in the network: pairs OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is the same on both sides. If not set, all tensors are used under their own names"),
        null);
  }

  /**
   * Tensors of initialModel that are used, and their names in the network: pairs OURS=THEIRS of
   * prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is the same on both sides. If
   * not set, all tensors are used under their own names.
   */
  default String[] getInitialPrefixes() {
    return getOrDefault(initialPrefixes());
  }

  /** The Param initialVocabularies: see {@link #getInitialVocabularies}. */
  default StringArrayParam initialVocabularies() {
    return declared(
        "initialVocabularies",
        () ->
            new StringArrayParam(
                this,
                "initialVocabularies",
                "for a safetensors file, the vocabularies of its embedding and output tables, as pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file with one entry per line, in the order of the rows of the table"),
        null);
  }

  /**
   * For a safetensors file, the vocabularies of its embedding and output tables, as pairs
   * NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file with one entry per
   * line, in the order of the rows of the table.
   */
  default String[] getInitialVocabularies() {
    return getOrDefault(initialVocabularies());
  }

  /** The Param frozenBlocks: see {@link #getFrozenBlocks}. */
  default StringArrayParam frozenBlocks() {
    return declared(
        "frozenBlocks",
        () ->
            new StringArrayParam(
                this,
                "frozenBlocks",
                "prefixes of the names of tensors that training does not change, such as embedding or rnn.weight_hh"),
        null);
  }

  /**
   * Prefixes of the names of tensors that training does not change, such as embedding or
   * rnn.weight_hh.
   */
  default String[] getFrozenBlocks() {
    return getOrDefault(frozenBlocks());
  }
}
