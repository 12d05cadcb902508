package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.ModelDirectories;

/** A sequence that is read step by step gives the same result as a whole one, bit for bit. */
class StepPredictorTest {
  private static final String[] WORDS = {"t1", "t4", "new", "T2", "t1", "t8", "t3"};

  private static NetworkBuilder network(CellType cell) {
    return NetworkSpec.builder()
        .vocabularySize(9)
        .inputSize(5)
        .joinedFeatures(2)
        .cell(cell)
        .hiddenSize(21)
        .numLayers(2)
        .learnedInitialState(true)
        .outputSize(4);
  }

  private static float[] weights(NetworkSpec spec) {
    return Cases.parameters(new Network(spec).layout().size(), 11);
  }

  private static double[] features(int steps, long seed) {
    return new SplittableRandom(seed).doubles(2L * steps, -2, 2).toArray();
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aTaggersStepsAreThoseOfTheSequence(CellType cell) {
    NetworkSpec spec = network(cell).build();
    float[] w = weights(spec);
    SequenceEncoder plain = ModelDirectories.encoder(spec);
    SequenceEncoder encoder = plain.with(ModelDirectories.standardization(plain));
    double[] features = features(WORDS.length, 3);
    List<float[]> expected = new ArrayList<>();
    Tagger tagger = new Tagger(spec, w, encoder);
    tagger.run(
        List.of(encoder.encode(WORDS, features, null)),
        (i, t, p, offset) -> expected.add(Arrays.copyOfRange(p, offset, offset + 4)));
    StepPredictor steps = new StepPredictor(spec, w, encoder);
    StepPredictor.State state = steps.begin();
    for (int t = 0; t < WORDS.length; t++) {
      double[] one = {features[2 * t], features[2 * t + 1]};
      StepPredictor.Step step = steps.read(state, WORDS[t], one);
      assertExact(expected.get(t), step.output());
      assertExact(expected.get(t), steps.read(state, WORDS[t], one).output()); // state unchanged
      state = steps.state(step.state().toArray());
    }
  }

  private static void assertExact(float[] expected, double[] actual) {
    assertArrayEquals(
        IntStream.range(0, expected.length).mapToDouble(k -> expected[k]).toArray(), actual);
  }

  /** Sequences of different ages and chunks of different lengths share a batch. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void manySequencesAreReadInChunks(CellType cell) {
    NetworkSpec spec =
        network(cell).readout(Readout.LAST_STEP).head(HeadType.IDENTITY).outputSize(2).build();
    float[] w = weights(spec);
    SequenceEncoder plain = ModelDirectories.encoder(spec);
    SequenceEncoder encoder = plain.with(ModelDirectories.standardization(plain));
    Regressor regressor = new Regressor(spec, w, encoder, 0);
    StepPredictor steps = new StepPredictor(spec, w, encoder);
    int[][] cuts = {{1, 4, 7}, {3, 5, 6}, {2, 3, 7}, {5, 6, 7}};
    List<StepPredictor.State> states = new ArrayList<>();
    for (int i = 0; i < cuts.length; i++) {
      states.add(steps.begin());
    }
    for (int chunk = 0; chunk < 3; chunk++) {
      List<EncodedSequence> next = new ArrayList<>();
      List<EncodedSequence> soFar = new ArrayList<>();
      for (int i = 0; i < cuts.length; i++) {
        next.add(part(encoder, i, chunk == 0 ? 0 : cuts[i][chunk - 1], cuts[i][chunk]));
        soFar.add(part(encoder, i, 0, cuts[i][chunk]));
      }
      List<StepPredictor.Step> read = steps.read(states, next);
      List<double[]> expected = regressor.predict(soFar);
      for (int i = 0; i < cuts.length; i++) {
        assertArrayEquals(expected.get(i), read.get(i).output());
        states.set(i, read.get(i).state());
      }
    }
    assertTrue(steps.read(List.of(), List.of()).isEmpty());
  }

  private static EncodedSequence part(SequenceEncoder encoder, int i, int from, int to) {
    double[] features = Arrays.copyOfRange(features(7, i), 2 * from, 2 * to);
    return encoder.encode(Arrays.copyOfRange(WORDS, from, to), features, null);
  }

  @Test
  void threadsShareAPredictor() {
    StepPredictor steps = SavedNetwork.load(Path.of("src/test/resources/saved/v2/tagger")).steps();
    List<List<Double>> one = run(steps);
    List<List<List<Double>>> all =
        IntStream.range(0, 64).parallel().mapToObj(i -> run(steps)).toList();
    all.forEach(each -> assertEquals(one, each));
  }

  private static List<List<Double>> run(StepPredictor steps) {
    List<List<Double>> outputs = new ArrayList<>();
    StepPredictor.State state = steps.begin();
    for (String word : List.of("the", "dog", "sees", "the", "cat", "and", "sleeps")) {
      StepPredictor.Step step = steps.read(state, word);
      outputs.add(Arrays.stream(step.output()).boxed().toList());
      state = step.state();
    }
    return outputs;
  }

  @Test
  void labelsAreTold() {
    SavedNetwork saved = SavedNetwork.load(Path.of("src/test/resources/saved/v2/tagger"));
    String[] words = {"the", "dog", "sees", "everything"};
    String[] expected = saved.tagger().tag(words);
    StepPredictor steps = saved.steps();
    StepPredictor.State state = steps.begin();
    for (int t = 0; t < words.length; t++) {
      StepPredictor.Step step = steps.read(state, words[t]);
      assertEquals(expected[t], steps.label(step));
      state = step.state();
    }
    StepPredictor numbers =
        SavedNetwork.load(Path.of("src/test/resources/saved/v2/regressor")).steps();
    StepPredictor.Step step = numbers.read(numbers.begin(), 1, 0.5);
    assertRefused("it has no labels", () -> numbers.label(step));
  }

  @Test
  void networksThatNeedMoreThanTheStepsBeforeAreRefused() {
    List<NetworkSpec> specs =
        List.of(
            network(CellType.GRU).bidirectional(true).build(),
            network(CellType.GRU).output(CrfOutputSpec::new).build(),
            network(CellType.GRU).convLayers(ConvolutionSpec.parse("4x3")).build(),
            network(CellType.GRU).readout(Readout.LAST_STEP).pooling(PoolingType.MEAN).build());
    for (NetworkSpec spec : specs) {
      assertRefused(
          "this model cannot read a sequence step by step: ",
          () -> new StepPredictor(spec, weights(spec), ModelDirectories.encoder(spec)));
    }
  }

  @Test
  void wrongStatesAndStepsAreTold() {
    NetworkSpec spec = network(CellType.LSTM).build();
    SequenceEncoder encoder = ModelDirectories.encoder(spec);
    StepPredictor steps = new StepPredictor(spec, weights(spec), encoder);
    assertRefused(
        "a state of this model has 85 numbers, but 3 were given", () -> steps.state(new float[3]));
    assertRefused(
        "3 features were given for a step, but this model reads 2",
        () -> steps.read(steps.begin(), 1, 2, 3));
    assertRefused("1 features were given", () -> steps.read(steps.begin(), "t1", new double[1]));
    EncodedSequence empty = encoder.encode(new String[0], new double[0], null);
    assertRefused(
        "sequence 1 of 1 has no next step",
        () -> steps.read(List.of(steps.begin()), List.of(empty)));
    assertRefused(
        "0 states were given for 1 sequences", () -> steps.read(List.of(), List.of(empty)));
  }

  private static void assertRefused(String expected, Executable use) {
    String message = assertThrows(InvalidInputException.class, use).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
