package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.predict.file.TorchWeights;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;

/** Convolutions, learned states, tied embeddings and carried states in files and under Kryo. */
class LayerChoicesTest {
  private static final SerializerInstance KRYO = new KryoSerializer(new SparkConf()).newInstance();

  private static final NetworkSpec SPEC =
      NetworkSpec.builder()
          .vocabularySize(7)
          .inputSize(8)
          .cell(CellType.LSTM)
          .hiddenSize(4)
          .bidirectional(true)
          .outputSize(7)
          .learnedInitialState(true)
          .tiedEmbeddings(true)
          .convLayers(ConvolutionSpec.parse("6x3,5x2"))
          .build();

  private static <T extends Serializable> T copied(T value, Class<T> type) {
    scala.reflect.ClassTag<T> tag = scala.reflect.ClassTag$.MODULE$.apply(type);
    return KRYO.deserialize(KRYO.serialize(value, tag), tag);
  }

  @Test
  void weightsAreWrittenInPyTorchsLayoutAndReadBack() throws IOException {
    float[] w = Cases.parameters(new Network(SPEC).layout().size(), 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchWeights.write(SPEC, w, out);
    byte[] bytes = out.toByteArray();
    Safetensors file =
        Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "weights.safetensors");
    assertArrayEquals(new int[] {6, 8, 3}, file.get("conv.0.weight").shape());
    assertArrayEquals(new int[] {5, 6, 2}, file.get("conv.1.weight").shape());
    assertArrayEquals(new int[] {5}, file.get("conv.1.bias").shape());
    assertArrayEquals(new int[] {1, 4}, file.get("rnn.c0_l0_reverse").shape());
    assertArrayEquals(
        w, TorchWeights.read(SPEC, new ByteArrayInputStream(bytes), bytes.length, "weights"));
  }

  @Test
  void theyTravelUnderKryo() {
    assertEquals(SPEC, copied(SPEC, NetworkSpec.class));
    assertEquals(SPEC.toString(), Networks.like(SPEC).build().toString());

    NetworkSpec spec =
        Networks.like(SPEC)
            .bidirectional(false)
            .hiddenSize(8)
            .convLayers(ConvolutionSpec.parse(""))
            .build();
    Network network = new Network(spec);
    EncodedSequence sequence = Cases.sequences(spec, 1, 5).get(0);
    PackedBatch batch = Cases.packed(Cases.block(spec, List.of(sequence)));
    float[] w = Cases.parameters(network.layout().size(), 3);
    RecurrentState last = new RecurrentState(spec, 1);
    Network.Workspace ws = network.newWorkspace();
    Pass pass = Pass.PLAIN.carrying(new RecurrentState(spec, 1), last);
    network.evaluate(w, batch, ws, pass);
    RecurrentState copy = copied(last, RecurrentState.class);
    assertArrayEquals(last.values(), copy.values());
    assertEquals(2 * 8, copy.size());
    assertEquals(true, copy.begun(0));

    Dropout dropout = new Dropout(0.1, 0.2, 0.3, true).droppingWeights(0.4).droppingStates(0.5);
    Pass dropping = Pass.PLAIN.dropping(dropout, 5);
    Pass same = Pass.PLAIN.dropping(copied(dropout, Dropout.class), 5);
    assertEquals(
        network.gradient(w, batch, ws, network.newGradient(), dropping),
        network.gradient(w, batch, ws, network.newGradient(), same));
  }
}
