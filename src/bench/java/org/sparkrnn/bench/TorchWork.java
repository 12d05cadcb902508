package org.sparkrnn.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The work of a training step in libtorch.
 *
 * @param network the layers
 * @param input a mini-batch of B sequences of T steps
 * @param loss computes one number from the network's output
 */
record TorchWork(Block network, NDArray input, UnaryOperator<NDArray> loss) {

  /**
   * @param words arguments of {@link TorchSteps}
   */
  static TorchWork of(NDManager manager, String... words) {
    int[] n = Arrays.stream(words, 1, 6).mapToInt(Integer::parseInt).toArray();
    return words[0].equals("layer")
        ? layer(manager, n[0], n[1], n[2], n[3], n[4], words[6])
        : languageModel(manager, n[0], n[1], n[2], n[3], n[4], Integer.parseInt(words[6]));
  }

  private static TorchWork layer(
      NDManager manager, int T, int B, int I, int H, int layers, String cell) {
    NDArray x = manager.randomUniform(-1, 1, new Shape(B, T, I));
    return new TorchWork(recurrent(cell, H, layers), x, out -> out.square().sum());
  }

  private static TorchWork languageModel(
      NDManager manager, int T, int B, int E, int H, int layers, int V) {
    Block network =
        new SequentialBlock()
            .add(new TorchEmbedding(V, E))
            .add(recurrent("lstm", H, layers))
            .add(Linear.builder().setUnits(V).build());
    long N = (long) B * T;
    NDArray x = manager.randomInteger(0, V, new Shape(B, T), DataType.INT64);
    NDArray y = manager.randomInteger(0, V, new Shape(N, 1), DataType.INT64);
    Loss loss = new SoftmaxCrossEntropyLoss("loss", 1f, -1, true, true); // of logits, mean
    return new TorchWork(
        network, x, out -> loss.evaluate(new NDList(y), new NDList(out.reshape(new Shape(N, V)))));
  }

  private static Block recurrent(String cell, int H, int layers) {
    return switch (cell) {
      case "lstm" ->
          LSTM.builder().setStateSize(H).setNumLayers(layers).optBatchFirst(true).build();
      case "gru" -> GRU.builder().setStateSize(H).setNumLayers(layers).optBatchFirst(true).build();
      case "elman" ->
          RNN.builder()
              .setStateSize(H)
              .setNumLayers(layers)
              .optBatchFirst(true)
              .setActivation(RNN.Activation.TANH)
              .build();
      default -> throw new IllegalArgumentException("no cell " + cell);
    };
  }
}
