package org.sparkrnn.bench;

import java.util.function.Function;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;

/**
 * {@code lm T= B= E= H= numLayers= V= threads=}: one training step of a word language model:
 * embedding, LSTM layers, softmax over V words at every step, cross-entropy, SGD.
 */
final class LanguageModel {
  private LanguageModel() {}

  static void run(Arguments arguments) {
    int T = arguments.number("T", 35);
    int B = arguments.number("B", 20);
    int E = arguments.number("E", 200);
    int H = arguments.number("H", 200);
    int layers = arguments.number("numLayers", 2);
    int V = arguments.number("V", 10000);
    double macs = 4.0 * H * (E + H + (layers - 1) * 2.0 * H) + (double) H * V; // per token, forward
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(V)
            .inputSize(E)
            .cell(CellType.LSTM)
            .hiddenSize(H)
            .numLayers(layers)
            .outputSize(V)
            .build();
    new TrainingBench(arguments, T * B, 6 * T * B * macs)
        .run(team -> step(team, new Network(spec), T, B, V), "lm", T, B, E, H, layers, V);
  }

  private static Runnable step(Team team, Network network, int T, int B, int V) {
    return new TrainingStep(
        team,
        network.initialParameters(1),
        network.spec().inputSize(),
        i -> {
          int sequences = team.from(i + 1, B) - team.from(i, B);
          return part(network, new RandomSequences(T, i).tokens(sequences, V));
        });
  }

  private static Function<float[], Gradient> part(Network network, SequenceBlock block) {
    Network.Workspace workspace = network.newWorkspace();
    PackedBatch batch = new PackedBatch();
    Gradient gradient = network.newGradient();
    return w -> {
      gradient.clear();
      batch.pack(block);
      network.gradient(w, batch, workspace, gradient);
      return gradient;
    };
  }
}
