package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;

class RnnParamsTest {
  private static final Set<String> NAMES =
      Set.of(
          "inputCol",
          "inputCols",
          "stringTokens",
          "labelCol",
          "predictionCol",
          "validationIndicatorCol",
          "validationFraction",
          "cell",
          "activation",
          "hiddenSize",
          "numLayers",
          "bidirectional",
          "embeddingSize",
          "execution",
          "minCount",
          "lowercase",
          "batchSize",
          "numShards",
          "maxEpochs",
          "learningRate",
          "optimizer",
          "momentum",
          "gradientClipNorm",
          "wordDropout",
          "earlyStoppingPatience",
          "aggregationDepth",
          "seed");

  private static final Set<String> WITHOUT_DEFAULT = Set.of("inputCols", "validationIndicatorCol");

  @Test
  void estimatorAndModelListEveryParamWithItsDocumentation() {
    for (Params params : List.of(new SequenceTagger(), new SequenceTaggerModel())) {
      Set<String> names = new TreeSet<>();
      for (Param<?> param : params.params()) {
        names.add(param.name());
        assertEquals(params.uid(), param.parent());
        assertFalse(param.doc().isBlank(), param.name());
        assertTrue(params.explainParams().contains(param.name() + ": " + param.doc()));
        assertEquals(
            !WITHOUT_DEFAULT.contains(param.name()), params.hasDefault(param), param.name());
      }
      assertEquals(new TreeSet<>(NAMES), names);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "validationFraction, -0.1, a number from 0 and below 1",
    "validationFraction, 1.0, a number from 0 and below 1",
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
    "momentum, 1.0, a number from 0 and below 1",
    "momentum, -0.5, a number from 0 and below 1",
    "gradientClipNorm, -1.0, a number from 0 on",
    "wordDropout, 1.0, a number from 0 and below 1",
    "earlyStoppingPatience, -1, an integer of at least 0",
    "aggregationDepth, 1, an integer of at least 2",
    "cell, rnn, 'one of elman, lstm, gru, none'",
    "cell, LSTM, 'one of elman, lstm, gru, none'",
    "cell, , 'one of elman, lstm, gru, none'",
    "stringTokens, lines, 'one of characters, words'",
    "activation, softmax, 'one of tanh, sigmoid, relu'",
    "optimizer, adamw, 'one of sgd, momentum, adam'"
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

  @Test
  void settersRefuseWhatTheirParamsRefuse() {
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setHiddenSize(0));
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setCell("x"));
    assertThrows(InvalidInputException.class, () -> new SequenceTagger().setWordDropout(-1));
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
