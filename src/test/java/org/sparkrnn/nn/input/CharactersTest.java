package org.sparkrnn.nn.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleKinds;
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

/** Words that are read only by their characters. */
class CharactersTest {
  private static NetworkSpec network(InputSpec characters) {
    OutputSpec output =
        new LinearOutputSpec(
            HeadType.SOFTMAX, Readout.EACH_STEP, PoolingType.LAST, Loss.DEFAULT, 3, false);
    return new NetworkSpec(List.of(characters), List.of(), output);
  }

  private static NetworkSpec network(int characters, int span) {
    return network(new CharactersSpec(characters, 2, 3, span));
  }

  /** Convolutions and LSTMs over an alphabet of C characters. */
  private static List<NetworkSpec> networks(int C) {
    return List.of(
        network(C, 1),
        network(C, 2),
        network(C, 3),
        network(C, 4),
        network(C, 9),
        network(new CharacterLstmSpec(C, 2, 1)),
        network(new CharacterLstmSpec(C, 2, 3)),
        network(new CharacterLstmSpec(C, 3, 9)));
  }

  static List<NetworkSpec> networks() {
    return Stream.of(1, 4).flatMap(C -> networks(C).stream()).toList();
  }

  private static PackedBatch batch(int[]... words) {
    EncodedSequence sequence =
        new EncodedSequence(words.length, null, null, Targets.labels(new int[words.length]))
            .with(Column.ofLists(TokenColumn.CHARACTERS.spec(), words));
    return Cases.packed(SequenceBlock.of(List.of(sequence), 0));
  }

  private static void assertGradient(NetworkSpec spec, PackedBatch batch) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, network.newWorkspace(), gradient);
    double expected =
        new PlainNetwork(spec, network.layout(), CentralDifferences.doubles(w)).loss(batch);
    assertEquals(expected, loss, 1e-5 * expected);
    CentralDifferences.assertAgree(
        network.layout(),
        w,
        gradient.flat(),
        v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void oneCharacterAndWordsOfNoneAreLearnedFrom(NetworkSpec spec) {
    int last = spec.vocabularySize(TokenColumn.CHARACTERS) - 1;
    assertGradient(spec, batch(new int[] {0, last, last, 0, 0}, new int[] {}, new int[] {last}));
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    PackedBatch none = batch(new int[] {}, new int[] {});
    int width = spec.inputSize();
    float[] x = network.hidden(w, none, network.newWorkspace());
    assertArrayEquals(new float[2 * width], Arrays.copyOf(x, 2 * width), "words of no characters");
    assertGradient(spec, none);
  }

  /** Words of 200 characters, one of which occurs three times, with a short and an empty word. */
  @ParameterizedTest
  @MethodSource("networks")
  void longWordsAndThoseThatComeAgainAreLearnedFrom(NetworkSpec spec) {
    int C = spec.vocabularySize(TokenColumn.CHARACTERS);
    int[] one = new SplittableRandom(3).ints(200, 0, C).toArray();
    int[] other = one.clone();
    other[199] = (one[199] + 1) % C; // only the last one differs
    assertGradient(spec, batch(one, new int[] {0}, other, one, new int[] {}, new int[] {0}, one));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aWordIsTheSameWhereverItStands(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 5);
    Network.Workspace ws = network.newWorkspace();
    int C = spec.vocabularySize(TokenColumn.CHARACTERS);
    SplittableRandom random = new SplittableRandom(7);
    int[][] words = new int[60][];
    for (int n = 0; n < words.length; n++) { // most of which occur again
      words[n] = random.ints(random.nextInt(4), 0, C).toArray();
    }
    int width = spec.inputSize();
    float[] together = network.hidden(w, batch(words), ws).clone();
    for (int n = 0; n < words.length; n++) {
      float[] alone = Arrays.copyOf(network.hidden(w, batch(words[n]), ws), width);
      assertArrayEquals(alone, Arrays.copyOfRange(together, n * width, (n + 1) * width), 0f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, 1000})
  void anUnknownCharacterIsNamed(int id) {
    for (NetworkSpec spec : networks(4)) {
      Network network = new Network(spec);
      float[] w = new float[network.layout().size()];
      PackedBatch batch = batch(new int[] {0, id});
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> network.outputs(w, batch, network.newWorkspace()))
              .getMessage();
      assertTrue(message.startsWith("token id " + id + " is outside the vocabulary of 4"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void choicesAreReadAsTheyWereWritten(NetworkSpec spec) {
    assertEquals(spec, NetworkSpec.ofMap("a copy", spec.toMap()));
    InputSpec characters = spec.inputs().get(0);
    assertTrue(characters.learns());
    for (String choice : characters.choices().keySet()) {
      Map<String, Object> wrong = new HashMap<>(Choices.written(characters));
      wrong.put(choice, 0);
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> ModuleKinds.read(Choices.of("here", wrong), InputSpec.class))
              .getMessage();
      assertTrue(message.startsWith("here: ") && message.contains(choice + " 0"), message);
    }
  }

  @Test
  void whatIsNotANumberDoesNotVanish() {
    for (NetworkSpec spec : List.of(network(4, 1), network(new CharacterLstmSpec(4, 2, 3)))) {
      Network network = new Network(spec);
      float[] w = Cases.parameters(network.layout().size(), 5);
      w[2 * 2] = Float.NaN; // of character 2
      for (int[] word : new int[][] {{2, 0, 1}, {0, 2, 1}, {0, 1, 2}}) {
        float[] x = network.hidden(w, batch(word), network.newWorkspace());
        assertEquals(Float.NaN, x[0]);
      }
    }
  }
}
