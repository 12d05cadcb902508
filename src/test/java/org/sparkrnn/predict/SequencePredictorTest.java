package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.sequence.CellType;

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

  /** Whatever a sequence is batched with, its outputs are its own and are given as its own. */
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
}
