package org.sparkrnn.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Maps token ids [B, T] to rows [B, T, E] of a table. DJL's own embedding needs words instead of
 * ids.
 */
final class TorchEmbedding extends AbstractBlock {
  private final Parameter table; // [V, E]
  private final int size;

  TorchEmbedding(int vocabularySize, int size) {
    this.size = size;
    table =
        addParameter(
            Parameter.builder()
                .setName("table")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(vocabularySize, size))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray ids = inputs.head();
    NDArray rows = store.getValue(table, ids.getDevice(), training);
    return new NDList(rows.getNDArrayInternal().embedding(ids, rows, SparseFormat.DENSE).head());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].add(size)};
  }
}
