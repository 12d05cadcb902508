package org.sparkrnn.nn;

import java.util.function.Function;
import org.sparkrnn.bench.Arguments;
import org.sparkrnn.bench.RandomSequences;
import org.sparkrnn.bench.Team;
import org.sparkrnn.bench.TrainingBench;
import org.sparkrnn.bench.TrainingStep;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.RecurrentSpec;

/**
 * {@code layer T= B= I= H= cell= numLayers= threads=}: one training step of a stack of recurrent
 * layers. The loss is the sum of the squares of all outputs; only gradients of weights are
 * computed. The B sequences are divided among the threads.
 */
public final class LayerBench {
  private LayerBench() {}

  public static void run(Arguments arguments) {
    int T = arguments.number("T", 35);
    int B = arguments.number("B", 32);
    int I = arguments.number("I", 256);
    int H = arguments.number("H", 256);
    String name = arguments.choice("cell", "lstm", "gru", "elman");
    int layers = arguments.number("numLayers", 1);
    CellType cell =
        switch (name) {
          case "gru" -> CellType.GRU;
          case "elman" -> CellType.ELMAN;
          default -> CellType.LSTM;
        };
    int gates = new RecurrentSpec(cell, Activation.TANH, H, false, false).newCell().gates();
    double macs = (double) gates * H * (I + H + (layers - 1) * 2.0 * H); // per token, forward
    NetworkSpec spec =
        NetworkSpec.builder()
            .inputSize(I)
            .cell(cell)
            .hiddenSize(H)
            .numLayers(layers)
            .outputSize(1)
            .build();
    new TrainingBench(arguments, T * B, 6 * T * B * macs)
        .run(team -> step(team, spec, T, B), "layer", T, B, I, H, layers, name);
  }

  private static Runnable step(Team team, NetworkSpec spec, int T, int B) {
    ModuleContext context = new ModuleContext(spec);
    chain(context);
    ParamLayout layout = context.layout();
    return new TrainingStep(
        team,
        new RandomSequences(T, -1).floats(layout.size(), 0.1),
        0,
        i -> {
          int sequences = team.from(i + 1, B) - team.from(i, B);
          SequenceBlock block = new RandomSequences(T, i).vectors(sequences, spec.inputSize());
          return part(chain(new ModuleContext(spec)), new float[layout.size()], block);
        });
  }

  private static LayerChain chain(ModuleContext context) {
    NetworkSpec spec = context.spec();
    return new LayerChain(context, spec.layerSpecs(), spec.inputSize());
  }

  private static Function<float[], Gradient> part(
      LayerChain layers, float[] dense, SequenceBlock block) {
    Gradient gradient = Gradient.ofDense(dense);
    PackedBatch batch = new PackedBatch();
    float[] dOut = new float[block.steps() * layers.width()];
    return w -> {
      batch.pack(block);
      gradient.clear();
      float[] out =
          layers.forward(w, batch.column(ColumnSpec.FEATURES).floats(), batch, Pass.PLAIN);
      for (int i = 0; i < dOut.length; i++) {
        dOut[i] = 2 * out[i];
      }
      layers.backward(
          w, batch.column(ColumnSpec.FEATURES).floats(), batch, Pass.PLAIN, dOut, gradient, null);
      return gradient;
    };
  }
}
