package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.PlainNetwork;

/** The first layer's predictions of tokens as a second loss; under dropout see DropoutTest. */
class LanguageModelObjectiveTest {
  private static final int[] LENGTHS = {4, 1, 0, 6, 2, 4};

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : List.of(CellType.ELMAN, CellType.LSTM, CellType.GRU)) {
      NetworkSpec.Builder network =
          NetworkSpec.builder()
              .vocabularySize(9)
              .inputSize(3)
              .cell(cell)
              .hiddenSize(4)
              .outputSize(3)
              .languageModelWeight(0.7);
      specs.add(network.build());
      specs.add(network.bidirectional(true).build());
      specs.add(network.numLayers(2).inputSize(5).joinedFeatures(2).build());
      specs.add(network.readout(Readout.LAST_STEP).head(HeadType.SIGMOID).build());
      specs.add(network.numLayers(1).head(HeadType.SOFTMAX).directOrder(2).directSize(7).build());
      specs.add(network.learnedInitialState(true).bidirectional(false).numLayers(2).build());
    }
    return specs;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace ws = network.newWorkspace();
    List<EncodedSequence> data = Cases.weighted(Cases.sequences(spec, 7, LENGTHS));
    PackedBatch batch = Cases.packed(Cases.block(spec, data));
    Gradient gradient = network.newGradient();
    double loss = network.gradient(w, batch, ws, gradient);
    double[] exact = CentralDifferences.doubles(w);
    assertEquals(new PlainNetwork(spec, network.layout(), exact).loss(batch), loss, 1e-5 * loss);
    CentralDifferences.assertAgree(
        network.layout(),
        w,
        gradient.flat(),
        v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
  }

  /** It shapes what training does; outputs, evaluation and the other parameters' start stay. */
  @Test
  void nothingOfItShowsOutsideTraining() {
    for (NetworkSpec spec : networks()) {
      Network with = new Network(spec);
      Network without = new Network(spec.toBuilder().languageModelWeight(0).build());
      float[] w = with.initialParameters(3);
      float[] same = without.initialParameters(3);
      assertArrayEquals(same, Arrays.copyOf(w, same.length));
      PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, LENGTHS)));
      assertEquals(
          without.evaluate(same, batch, without.newWorkspace()).meanLoss(),
          with.evaluate(w, batch, with.newWorkspace()).meanLoss());
      assertArrayEquals(
          without.outputs(same, batch, without.newWorkspace()),
          with.outputs(w, batch, with.newWorkspace()));
      assertEquals(without.weight(batch), with.weight(batch));
    }
  }

  @Test
  void whatItCannotPredictIsRefused() {
    NetworkSpec spec = networks().get(0);
    for (NetworkSpec.Builder wrong :
        List.of(
            spec.toBuilder().vocabularySize(0),
            spec.toBuilder().cell(CellType.NONE),
            spec.toBuilder().convLayers(ConvLayer.parse("6x3")))) {
      String message = assertThrows(InvalidInputException.class, wrong::build).getMessage();
      assertTrue(message.startsWith("languageModelWeight is 0.7"), message);
    }
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class, spec.toBuilder().languageModelWeight(weight)::build);
    }
    Network network = new Network(spec);
    Pass carrying = Pass.PLAIN.carrying(new RecurrentState(spec, 1), new RecurrentState(spec, 1));
    PackedBatch chunk = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, 3)));
    float[] w = network.initialParameters(3);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    network.gradient(
                        w, chunk, network.newWorkspace(), network.newGradient(), carrying))
            .getMessage();
    assertTrue(message.startsWith("languageModelWeight needs whole sequences"), message);
  }
}
