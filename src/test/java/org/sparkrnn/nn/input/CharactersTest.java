package org.sparkrnn.nn.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.twin.PlainNetwork;

/** Words read by their characters alone. */
class CharactersTest {
  private static NetworkSpec network(int characters, int span) {
    OutputSpec output =
        new LinearOutputSpec(
            HeadType.SOFTMAX, Readout.EACH_STEP, PoolingType.LAST, Loss.DEFAULT, 3, false);
    return new NetworkSpec(List.of(new CharactersSpec(characters, 2, 3, span)), List.of(), output);
  }

  private static PackedBatch batch(int[]... words) {
    EncodedSequence sequence =
        new EncodedSequence(words.length, null, null, Targets.labels(new int[words.length]))
            .with(Column.ofLists(TokenColumn.CHARACTERS.spec(), words));
    return Cases.packed(SequenceBlock.of(List.of(sequence), 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void oneCharacterAndWordsOfNoneAreLearnedFrom(int span) {
    for (int characters : new int[] {1, 4}) {
      NetworkSpec spec = network(characters, span);
      Network network = new Network(spec);
      float[] w = Cases.parameters(network.layout().size(), 5);
      int last = characters - 1;
      PackedBatch batch = batch(new int[] {0, last, last, 0, 0}, new int[] {}, new int[] {last});
      Gradient gradient = network.newGradient();
      network.gradient(w, batch, network.newWorkspace(), gradient);
      CentralDifferences.assertAgree(
          network.layout(),
          w,
          gradient.flat(),
          v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
      PackedBatch none = batch(new int[] {}, new int[] {});
      assertArrayEquals(
          new float[6], network.hidden(w, none, network.newWorkspace()), "words of no characters");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, 1000})
  void anUnknownCharacterIsNamed(int id) {
    Network network = new Network(network(4, 3));
    float[] w = new float[network.layout().size()];
    PackedBatch batch = batch(new int[] {0, id});
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> network.outputs(w, batch, network.newWorkspace()))
            .getMessage();
    assertTrue(message.startsWith("token id " + id + " is outside the vocabulary of 4"), message);
  }

  @Test
  void whatIsNotANumberDoesNotVanish() {
    Network network = new Network(network(4, 1));
    float[] w = Cases.parameters(network.layout().size(), 5);
    w[2 * 2] = Float.NaN; // of character 2
    for (int[] word : new int[][] {{2, 0, 1}, {0, 2, 1}, {0, 1, 2}}) {
      float[] x = network.hidden(w, batch(word), network.newWorkspace());
      assertEquals(Float.NaN, x[0]);
    }
  }
}
