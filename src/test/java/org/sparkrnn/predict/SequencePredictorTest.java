package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

class SequencePredictorTest {
  private static final int K = 3;

  private static final class Outputs extends SequencePredictor {
    private static final long serialVersionUID = 1L;

    Outputs(NetworkSpec spec, float[] weights) {
      super(
          spec,
          weights,
          new SequenceEncoder(
              new Vocabulary(List.of("<unk>", "a", "b"), false),
              0,
              new Vocabulary(List.of("X", "Y", "Z"), false)));
    }

    /** "sequence/step" -> the K outputs. */
    Map<String, float[]> of(List<EncodedSequence> sequences) {
      Map<String, float[]> outputs = new TreeMap<>();
      run(
          sequences,
          (i, t, p, offset) -> outputs.put(i + "/" + t, Arrays.copyOfRange(p, offset, offset + K)));
      return outputs;
    }
  }

  private static EncodedSequence sequence(int... tokens) {
    return new EncodedSequence(tokens.length, Column.tokens(tokens));
  }

  /** The outputs of a sequence do not depend on its batch and are assigned to it. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void outputsOfABatchAreThoseOfEachSequenceAlone(Readout readout) {
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(3)
            .inputSize(4)
            .cell(CellType.GRU)
            .hiddenSize(5)
            .bidirectional(true)
            .head(HeadType.SOFTMAX)
            .readout(readout)
            .outputSize(K)
            .build();
    Outputs network = new Outputs(spec, new Network(spec).initialParameters(3));
    List<EncodedSequence> sequences =
        List.of(sequence(1, 2), sequence(), sequence(2, 1, 1, 2, 0), sequence(1), sequence(2, 2));
    Map<String, float[]> together = network.of(sequences);
    int outputs = 0;
    for (int i = 0; i < sequences.size(); i++) {
      for (Map.Entry<String, float[]> one : network.of(List.of(sequences.get(i))).entrySet()) {
        String step = one.getKey().substring(2);
        assertArrayEquals(one.getValue(), together.get(i + "/" + step), 0f, i + "/" + step);
        outputs++;
      }
    }
    assertEquals(outputs, together.size());
    assertEquals(readout == Readout.EACH_STEP ? 10 : 5, outputs);
  }

  private static Outputs attending(PoolingType pooling, List<ConvolutionSpec> convolutions) {
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(3)
            .inputSize(4)
            .cell(CellType.GRU)
            .hiddenSize(5)
            .convLayers(convolutions)
            .head(HeadType.SOFTMAX)
            .readout(Readout.LAST_STEP)
            .pooling(pooling)
            .outputSize(K)
            .build();
    return new Outputs(spec, new Network(spec).initialParameters(7));
  }

  /** The output layer turns the mean of the states with these weights into the outputs. */
  @Test
  void attentionIsTheWeightsOfTheMeanThatIsRead() {
    Outputs network = attending(PoolingType.ATTENTION, List.of());
    List<EncodedSequence> sequences =
        List.of(sequence(1, 2), sequence(), sequence(2, 1, 1, 2, 0), sequence(1));
    List<float[]> attention = network.attention(sequences);
    Map<String, float[]> outputs = network.of(sequences);
    Network nn = new Network(network.network());
    float[] w = network.weights();
    ParamLayout.Block V = nn.layout().block("output.weight");
    ParamLayout.Block c = nn.layout().block("output.bias");
    for (int i = 0; i < sequences.size(); i++) {
      EncodedSequence one = sequences.get(i);
      float[] own = attention.get(i);
      assertEquals(one.length(), own.length);
      assertArrayEquals(own, network.attention(List.of(one)).get(0), 0f, "whatever else is there");
      if (own.length == 0) {
        continue;
      }
      PackedBatch batch = new PackedBatch();
      batch.pack(SequenceBlock.of(List.of(one), 0));
      float[] h = nn.hidden(w, batch, nn.newWorkspace());
      double[] e = new double[K];
      double sum = 0;
      double total = 0;
      for (float weight : own) {
        total += weight;
      }
      assertEquals(1, total, 1e-6);
      for (int k = 0; k < K; k++) {
        double o = w[c.offset() + k];
        for (int t = 0; t < own.length; t++) {
          for (int j = 0; j < 5; j++) {
            o += w[V.offset() + k * 5 + j] * own[t] * h[t * 5 + j];
          }
        }
        e[k] = Math.exp(o);
        sum += e[k];
      }
      float[] p = outputs.get(i + "/" + (own.length - 1));
      for (int k = 0; k < K; k++) {
        assertEquals(e[k] / sum, p[k], 1e-6, "output " + k);
      }
    }
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> attending(PoolingType.MEAN, List.of()).attention(sequences))
            .getMessage();
    assertTrue(message.contains("expected the readout attention"), message);
  }

  /** If a convolution reduces steps, the weights belong to its output steps. */
  @Test
  void attentionIsOfTheStepsThatComeOut() {
    Outputs network = attending(PoolingType.ATTENTION, List.of(new ConvolutionSpec(4, 3, 2)));
    List<float[]> attention =
        network.attention(List.of(sequence(1), sequence(2, 1, 1, 2, 0), sequence()));
    assertEquals(1, attention.get(0).length);
    assertEquals(3, attention.get(1).length);
    assertEquals(0, attention.get(2).length);
  }
}
