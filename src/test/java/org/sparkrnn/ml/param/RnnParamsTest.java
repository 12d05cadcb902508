package org.sparkrnn.ml.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggerModel;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.network.DescribedTraining;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.optim.OptimizerOptions;
import org.sparkrnn.optim.OptimizerType;
import org.sparkrnn.optim.ScheduleOptions;
import org.sparkrnn.optim.ScheduleType;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.train.ExecutionType;
import org.sparkrnn.train.NonFinitePolicy;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.checkpoint.CheckpointOptions;
import org.sparkrnn.train.step.InputNoise;

class RnnParamsTest {
  @Test
  void estimatorAndModelListEveryParamWithItsDocumentation() throws IOException {
    Map<String, ParamTable.Entry> table = new HashMap<>();
    ParamTable.read().of("SequenceTagger").forEach(entry -> table.put(entry.name(), entry));
    for (Params params : List.of(new SequenceTagger(), new SequenceTaggerModel())) {
      Set<String> names = new HashSet<>();
      for (Param<?> param : params.params()) {
        names.add(param.name());
        assertEquals(params.uid(), param.parent());
        assertFalse(param.doc().isBlank(), param.name());
        assertTrue(params.explainParams().contains(param.name() + ": " + param.doc()));
        assertEquals(
            table.get(param.name()).has("default"), params.hasDefault(param), param.name());
      }
      assertEquals(table.keySet(), names);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "validationFraction, -0.1, a number of at least 0 and below 1",
    "validationFraction, 1.0, a number of at least 0 and below 1",
    "hiddenSize, 0, an integer of at least 1",
    "numLayers, 0, an integer of at least 1",
    "embeddingSize, -1, an integer of at least 1",
    "minCount, 0, an integer of at least 1",
    "batchSize, 0, an integer of at least 1",
    "numShards, -1, an integer of at least 0",
    "maxEpochs, 0, an integer of at least 1",
    "learningRate, 0.0, a number above 0",
    "learningRate, NaN, a number above 0",
    "learningRate, Infinity, a number above 0",
    "momentum, 1.0, a number of at least 0 and below 1",
    "momentum, -0.5, a number of at least 0 and below 1",
    "beta1, 1.0, a number of at least 0 and below 1",
    "beta2, -0.1, a number of at least 0 and below 1",
    "rho, 1.0, a number of at least 0 and below 1",
    "epsilon, 0.0, a number above 0",
    "weightDecay, -0.1, a number of at least 0",
    "warmupSteps, -1, an integer of at least 0",
    "decayFactor, 0.0, a number above 0 and below 1",
    "decayFactor, 1.0, a number above 0 and below 1",
    "decayEpochs, 0, an integer of at least 1",
    "minLearningRate, -0.1, a number of at least 0",
    "gradientClipValue, -1.0, a number of at least 0",
    "gradientClipNorm, -1.0, a number of at least 0",
    "accumulationSteps, 0, an integer of at least 1",
    "wordDropout, 1.0, a number of at least 0 and below 1",
    "dropout, 1.0, a number of at least 0 and below 1",
    "outputDropout, -0.1, a number of at least 0 and below 1",
    "window, 0, an integer of at least 1",
    "earlyStoppingPatience, -1, an integer of at least 0",
    "aggregationDepth, 0, an integer of at least 1",
    "checkpointDir, '', a path",
    "checkpointInterval, -1, an integer of at least 0",
    "checkpointMinutes, -0.5, a number of at least 0",
    "keepCheckpoints, 0, an integer of at least 1",
    "stringTokens, lines, 'one of characters, words'",
    "inputCol, , the name of a column",
    "labelCol, '', the name of a column",
    "predictionCol, , the name of a column",
    "validationIndicatorCol, , the name of a column"
  })
  void aValueOutOfRangeIsNamedWithWhatWasExpected(String name, String value, String expected) {
    for (Params params : List.of(new SequenceTagger(), new SequenceTaggerModel())) {
      Param<Object> param = params.getParam(name);
      Object typed = value;
      if (expected.startsWith("a number")) {
        typed = Double.valueOf(value);
      } else if (expected.startsWith("an integer")) {
        typed = Integer.valueOf(value);
      }
      Object bad = typed;
      String message =
          assertThrows(InvalidInputException.class, () -> params.set(param, bad)).getMessage();
      assertEquals("%s is %s; expected %s".formatted(name, value, expected), message);
      assertFalse(params.isSet(param));
    }
  }

  /** Params whose values are the constants of an enum, in lower case. */
  static List<Arguments> choices() {
    return List.of(
        arguments("cell", "rnn", CellType.values()),
        arguments("cell", "LSTM", CellType.values()),
        arguments("cell", null, CellType.values()),
        arguments("activation", "softmax", Activation.values()),
        arguments("optimizer", "adamx", OptimizerType.values()),
        arguments("learningRateSchedule", "linear", ScheduleType.values()));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aChoiceIsOneOfTheConstants(String name, String bad, Enum<?>[] constants) {
    String all =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    aValueOutOfRangeIsNamedWithWhatWasExpected(name, bad, "one of " + all);
  }

  @Test
  void layersAreTheNetworks() {
    NetworkSpec network =
        DescribedNetwork.of(
                new SequenceTagger()
                    .setConvLayers("8x3,4x5")
                    .setLearnedInitialState(true)
                    .setDropout(0.2),
                new SequenceEncoder(null, 3, new Vocabulary(List.of("A"), false)))
            .build();
    assertEquals(
        List.of(new ConvolutionSpec(8, 3, 1), new ConvolutionSpec(4, 5, 1)),
        network.layers().subList(0, 2));
    assertTrue(Networks.recurrent(network).get(0).learnedInitialState());
    String message =
        assertThrows(InvalidInputException.class, () -> new SequenceTagger().setConvLayers("8by3"))
            .getMessage();
    assertTrue(message.startsWith("convLayers is '8by3'"), message);
  }

  @Test
  void settersRefuseWhatTheirParamsRefuse() {
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setHiddenSize(0));
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setCell("x"));
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setWordDropout(-1));
  }

  @Test
  void aColumnThatIsNullIsRefusedWhereItIsSet() {
    String message =
        assertThrows(InvalidInputException.class, () -> new SequenceTagger().setInputCol(null))
            .getMessage();
    assertEquals("inputCol is null; expected the name of a column", message);
  }

  @Test
  void optionsAreThoseOfTheParams() {
    assertEquals(TrainingOptions.DEFAULT, DescribedTraining.options(new SequenceTagger()));
    SequenceTagger tagger =
        new SequenceTagger()
            .setBatchSize(5)
            .setAccumulationSteps(3)
            .setMaxEpochs(7)
            .setOptimizer("rmsprop")
            .setMomentum(0.1)
            .setBeta1(0.2)
            .setBeta2(0.3)
            .setRho(0.4)
            .setEpsilon(0.5)
            .setWeightDecay(0.6)
            .setLearningRateSchedule("cosine")
            .setLearningRate(0.7)
            .setWarmupSteps(8)
            .setDecayFactor(0.9)
            .setDecayEpochs(10)
            .setMinLearningRate(0.11)
            .setAverageDecay(0.99)
            .setGradientClipValue(12)
            .setGradientClipNorm(13)
            .setWordDropout(0.14)
            .setTimeWarp(0.15)
            .setTimeMask(0.16)
            .setFeatureMask(0.165)
            .setInputDropout(0.2)
            .setDropout(0.3)
            .setOutputDropout(0.4)
            .setVariationalDropout(true)
            .setPretrainedVectors("vectors.txt")
            .setPretrainedMode("freezeFirst")
            .setFrozenEpochs(4)
            .setEarlyStoppingPatience(15)
            .setGradientFlow(true)
            .setGradientFlowSteps(18)
            .setAggregationDepth(16)
            .setNonFinitePolicy("skip")
            .setExecution("threads")
            .setWeightDropout(0.45)
            .setRecurrentDropout(0.35)
            .setSparseUpdates(true)
            .setSeed(17)
            .setGradientFlow(true)
            .setGradientFlowSteps(18)
            .setFrozenBlocks("embedding.", "rnn.bias");
    assertEquals(
        new TrainingOptions(
            5,
            3,
            7,
            new OptimizerOptions(OptimizerType.RMSPROP, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
            new ScheduleOptions(ScheduleType.COSINE, 0.7, 8, 0.9, 10, 0.11),
            true,
            0.99,
            12,
            13,
            new InputNoise(0.14, 0.15, 0.16, 0.165),
            new Dropout(0.2, 0.3, 0.4, true).droppingWeights(0.45).droppingStates(0.35),
            4,
            List.of("embedding.", "rnn.bias"),
            15,
            0,
            false,
            18,
            16,
            NonFinitePolicy.SKIP,
            ExecutionType.THREADS,
            17),
        DescribedTraining.options(tagger));
  }

  @Test
  void checkpointsAreThoseOfTheParams() {
    assertEquals(CheckpointOptions.DEFAULT, DescribedTraining.checkpoints(new SequenceTagger()));
    assertEquals(
        new CheckpointOptions("hdfs:/c", 5, 0.5, 2),
        DescribedTraining.checkpoints(
            new SequenceTagger()
                .setCheckpointDir("hdfs:/c")
                .setCheckpointInterval(5)
                .setCheckpointMinutes(0.5)
                .setKeepCheckpoints(2)));
  }

  @Test
  void decayAndEpsilonThatAreNotSetAreThoseOfTheOptimizer() {
    SequenceTagger tagger = new SequenceTagger();
    assertEquals(0, tagger.getWeightDecay());
    assertEquals(1e-8, tagger.getEpsilon());
    assertEquals(0.01, tagger.setOptimizer("adamw").getWeightDecay());
    assertEquals(1e-10, tagger.setOptimizer("adagrad").getEpsilon());
    assertEquals(0, tagger.setOptimizer("adamw").setWeightDecay(0).getWeightDecay());
  }

  @Test
  void anEndAboveTheLearningRateIsRefused() {
    SequenceTagger tagger = new SequenceTagger().setMinLearningRate(0.1);
    assertEquals(
        "minLearningRate is 0.1; expected at most learningRate, which is 0.002; lower the former or raise the latter",
        assertThrows(InvalidInputException.class, () -> DescribedTraining.options(tagger))
            .getMessage());
  }

  @Test
  void aCopyHasTheValuesAndTheExtraOnesAndChangesAlone() {
    SequenceTagger tagger = new SequenceTagger().setHiddenSize(7).setCell("gru");
    SequenceTagger copy = tagger.copy(new ParamMap().put(tagger.numLayers(), 3));
    assertEquals(tagger.uid(), copy.uid());
    assertEquals(7, copy.getHiddenSize());
    assertEquals("gru", copy.getCell());
    assertEquals(3, copy.getNumLayers());
    copy.setHiddenSize(9);
    assertEquals(7, tagger.getHiddenSize());
    assertEquals(1, tagger.getNumLayers());
  }

  @Test
  void twoEstimatorsHaveUidsOfTheirOwn() {
    assertNotEquals(new SequenceTagger().uid(), new SequenceTagger().uid());
    assertEquals("mine", new SequenceTagger("mine").uid());
    assertTrue(
        Arrays.stream(new SequenceTagger("mine").params())
            .allMatch(param -> param.parent().equals("mine")));
  }
}
