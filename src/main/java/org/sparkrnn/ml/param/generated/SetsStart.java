package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;

/**
 * Setters of {@link HasStart}.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 *
 * @param <E> the object itself, which setters return
 */
public interface SetsStart<E> extends HasStart {
  @SuppressWarnings("unchecked") // by contract
  private <T> E with(Param<T> param, T value) {
    set(param, value);
    return (E) this;
  }

  /**
   * Sets initialModel: model with whose weights training starts, on any Hadoop file system: the
   * directory of a saved model, or a safetensors file of a PyTorch state_dict. Settings of the
   * network that you do not set follow from it. Tensors that it does not have start at random.
   *
   * @throws InvalidInputException if it is another value
   */
  default E setInitialModel(String value) {
    return with(initialModel(), value);
  }

  /**
   * Sets initialPrefixes: tensors of initialModel that are used, and their names in the network:
   * pairs OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is the
   * same on both sides. If not set, all tensors are used under their own names.
   */
  default E setInitialPrefixes(String... value) {
    return with(initialPrefixes(), value);
  }

  /**
   * Sets initialVocabularies: for a safetensors file, the vocabularies of its embedding and
   * output tables, as pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text
   * file with one entry per line, in the order of the rows of the table.
   */
  default E setInitialVocabularies(String... value) {
    return with(initialVocabularies(), value);
  }

  /**
   * Sets frozenBlocks: prefixes of the names of tensors that training does not change, such as
   * embedding or rnn.weight_hh.
   */
  default E setFrozenBlocks(String... value) {
    return with(frozenBlocks(), value);
  }
}
