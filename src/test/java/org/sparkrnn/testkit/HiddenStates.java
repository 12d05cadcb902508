package org.sparkrnn.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;

/**
 * {@code HiddenStates MODEL_DIR OUT}: runs a saved model's recurrent layers over one random
 * sequence and writes inputs and hidden states for src/test/python/check_model.py.
 */
public final class HiddenStates {
  private static final int STEPS = 23;

  private HiddenStates() {}

  public static void main(String[] args) throws IOException {
    LocalSpark.session();
    SequenceTaggerModel model = SequenceTaggerModel.load(args[0]);
    NetworkSpec spec = model.network();
    EncodedSequence sequence = Cases.sequences(spec, 5, STEPS).get(0);
    Network network = new Network(spec);
    PackedBatch batch = Cases.packed(Cases.block(spec, List.of(sequence)));
    float[] hidden = network.hidden(model.weights(), batch, network.newWorkspace());
    Safetensors.Writer writer = new Safetensors.Writer();
    if (spec.tokenInput()) {
      float[] tokens = new float[STEPS];
      for (int t = 0; t < STEPS; t++) {
        tokens[t] = batch.column(ColumnSpec.TOKENS).ints()[t];
      }
      writer.add("tokens", new int[] {STEPS}, tokens);
    } else {
      writer.add(
          "inputs",
          new int[] {STEPS, spec.inputSize()},
          batch.column(ColumnSpec.FEATURES).floats(),
          0);
    }
    writer.add("hidden", new int[] {STEPS, network.hiddenWidth()}, hidden, 0);
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      writer.write(out);
    }
    LocalSpark.session().stop();
  }
}
