package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.input.EmbeddingSpec;
import org.sparkrnn.nn.input.FeaturesSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.CentralDifferences;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.testkit.twin.PlainNetwork;

/**
 * Convolutions over time, the window of a memoryless network, tied embeddings, and features that
 * are joined to an embedding; layer normalization and residual connections.
 */
@Execution(ExecutionMode.CONCURRENT)
class FrontEndTest {
  private static final int[] LENGTHS = {4, 1, 0, 9, 2, 4};

  static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      NetworkBuilder joined = small(cell, 9).inputSize(5).joinedFeatures(2);
      specs.add(joined.build());
      specs.add(joined.numLayers(2).bidirectional(true).readout(Readout.LAST_STEP).build());
      specs.add(joined.convLayers(ConvolutionSpec.parse("6x3x2")).build());
      specs.add(
          small(cell, 7)
              .inputSize(4 + 3)
              .joinedFeatures(3)
              .outputSize(7)
              .tiedEmbeddings(true)
              .build());
      for (int vocabulary : new int[] {0, 9}) {
        NetworkBuilder network = small(cell, vocabulary);
        for (String conv : new String[] {"6x3", "6x4,5x1", "7x5,3x3"}) {
          specs.add(
              network.readout(Readout.EACH_STEP).convLayers(ConvolutionSpec.parse(conv)).build());
        }
        for (String conv : new String[] {"6x3x2", "6x5x2,5x2x3", "4x3x2,3x3"}) {
          specs.add(
              network.readout(Readout.LAST_STEP).convLayers(ConvolutionSpec.parse(conv)).build());
        }
        network.convLayers(List.of());
        specs.add(network.bidirectional(true).convLayers(ConvolutionSpec.parse("5x3x2")).build());
        if (cell == CellType.NONE) {
          specs.add(small(cell, vocabulary).window(3).build());
          specs.add(small(cell, vocabulary).window(3).numLayers(2).build());
          network.readout(Readout.LAST_STEP).convLayers(ConvolutionSpec.parse("5x3x2"));
          specs.add(network.window(2).build());
        }
      }
      specs.add(small(cell, 7).inputSize(4).outputSize(7).tiedEmbeddings(true).build());
      specs.addAll(pooled(cell));
      specs.addAll(normalized(cell));
      specs.addAll(skipping(cell));
      specs.add(
          small(cell, 7)
              .inputSize(!cell.remembers() ? 4 : 8)
              .bidirectional(true)
              .outputSize(7)
              .convLayers(ConvolutionSpec.parse("3x3"))
              .tiedEmbeddings(true)
              .build());
    }
    specs.addAll(withoutRecurrence());
    specs.addAll(Cases.ctcs());
    return specs;
  }

  /** Networks without recurrent layers or without any layer. */
  static List<NetworkSpec> withoutRecurrence() {
    List<InputSpec> tokens = List.of(new EmbeddingSpec(7, 4));
    List<InputSpec> joined = List.of(new EmbeddingSpec(9, 3), new FeaturesSpec(2));
    List<LayerSpec> convolutions =
        List.of(new ConvolutionSpec(5, 3, 1), new LayerNormSpec(), new ConvolutionSpec(4, 2, 1));
    List<LayerSpec> residual = List.of(new ResidualSpec(convolutions));
    List<NetworkSpec> specs = new ArrayList<>();
    for (Readout readout : Readout.values()) {
      specs.add(new NetworkSpec(joined, List.of(), output(readout, 3, false)));
      specs.add(new NetworkSpec(joined, convolutions, output(readout, 3, false)));
      specs.add(new NetworkSpec(tokens, residual, output(readout, 7, true)));
      specs.add(new NetworkSpec(tokens, List.of(), output(readout, 7, true)));
    }
    return specs;
  }

  private static LinearOutputSpec output(Readout readout, int K, boolean tied) {
    return new LinearOutputSpec(HeadType.SOFTMAX, readout, PoolingType.LAST, Loss.DEFAULT, K, tied);
  }

  @ParameterizedTest
  @MethodSource("withoutRecurrence")
  void aNetworkNeedsNoRecurrentLayer(NetworkSpec spec) {
    Network network = new Network(spec);
    PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, LENGTHS)));
    float[] w = network.initialParameters(3);
    assertEquals(0, network.gradientFlow(w, batch, network.newWorkspace(), 2).numLayers());
    assertEquals(spec.layers().isEmpty(), spec.carriesState());
    assertEquals(spec, NetworkSpec.ofMap("a copy", spec.toMap()));
    assertTrue(spec.floatsPerStep() >= 2 * spec.inputSize());
  }

  @Test
  void aBuilderTakesAnotherOutput() {
    NetworkSpec spec =
        small(CellType.GRU, 7).output(K -> output(Readout.LAST_STEP, K + 1, false)).build();
    assertEquals(output(Readout.LAST_STEP, 5, false), spec.output());
    assertEquals(5, spec.outputSize());
  }

  /** Layer normalization and residual connections, alone and together. */
  static List<NetworkSpec> normalized(CellType cell) {
    NetworkBuilder network = small(cell, 0).inputSize(4).numLayers(2);
    List<NetworkSpec> specs = new ArrayList<>();
    specs.add(network.layerNorm(true).build());
    specs.add(network.residual(true).build());
    specs.add(network.layerNorm(false).learnedInitialState(true).build());
    specs.add(network.bidirectional(true).readout(Readout.LAST_STEP).inputSize(3).build());
    specs.add(
        network
            .vocabularySize(5)
            .layerNorm(true)
            .convLayers(ConvolutionSpec.parse("8x3x2"))
            .build());
    return specs;
  }

  /**
   * Networks with a linear path beside all layers, of one or several steps, with outputs at each
   * step or at the last.
   */
  static List<NetworkSpec> skipping(CellType cell) {
    NetworkBuilder network = small(cell, 0).head(HeadType.IDENTITY).linearSkip(1);
    List<NetworkSpec> specs = new ArrayList<>();
    specs.add(network.build());
    specs.add(network.linearSkip(3).readout(Readout.LAST_STEP).build());
    specs.add(network.bidirectional(true).numLayers(2).layerNorm(true).residual(true).build());
    specs.add(network.readout(Readout.EACH_STEP).learnedInitialState(true).build());
    network.vocabularySize(9).inputSize(5).joinedFeatures(2).readout(Readout.LAST_STEP);
    specs.add(network.linearSkip(2).convLayers(ConvolutionSpec.parse("4x2")).build());
    return specs;
  }

  /**
   * Networks whose output reads all steps, after strides, and with a table that input and output
   * share.
   */
  static List<NetworkSpec> pooled(CellType cell) {
    List<NetworkSpec> specs = new ArrayList<>();
    for (PoolingType pooling : PoolingType.values()) {
      NetworkBuilder network = small(cell, 7).readout(Readout.LAST_STEP).pooling(pooling);
      boolean doubled = pooling == PoolingType.MEAN_MAX;
      network.inputSize(doubled ? 8 : 4).outputSize(7).tiedEmbeddings(true);
      specs.add(network.convLayers(ConvolutionSpec.parse("6x3x2,5x2")).build());
      network.tiedEmbeddings(false).bidirectional(true).learnedInitialState(true);
      specs.add(network.numLayers(2).layerNorm(true).residual(true).build());
    }
    return specs;
  }

  private static NetworkBuilder small(CellType cell, int vocabulary) {
    return NetworkSpec.builder()
        .cell(cell)
        .vocabularySize(vocabulary)
        .inputSize(3)
        .hiddenSize(4)
        .outputSize(4);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyParameterBlockAgreesWithCentralDifferences(NetworkSpec spec) {
    Network network = new Network(spec);
    float[] w = Cases.parameters(network.layout().size(), 11);
    Network.Workspace ws = network.newWorkspace();
    for (int[] lengths : new int[][] {{30, 20}, LENGTHS, {0}, {1}, {0, 2}}) { // buffers are reused
      PackedBatch batch = Cases.packed(Cases.block(spec, Cases.sequences(spec, 7, lengths)));
      Gradient gradient = network.newGradient();
      double loss = network.gradient(w, batch, ws, gradient);
      double[] exact = CentralDifferences.doubles(w);
      double expected = new PlainNetwork(spec, network.layout(), exact).loss(batch);
      assertEquals(expected, loss, 1e-5 * Math.abs(expected));
      Evaluation evaluation = network.evaluate(w, batch, ws);
      if (batch.rows() > 0) {
        assertEquals(
            expected / network.weight(batch, network.newWorkspace()),
            evaluation.meanLoss(),
            1e-5 * expected);
      }
      network.outputs(w, batch, ws);
      if (lengths == LENGTHS) {
        CentralDifferences.assertAgree(
            network.layout(),
            w,
            gradient.flat(),
            v -> new PlainNetwork(spec, network.layout(), v).loss(batch));
      }
    }
  }

  @Test
  void tiedEmbeddingsAreOneTable() {
    NetworkSpec spec =
        small(CellType.GRU, 7).inputSize(4).outputSize(7).tiedEmbeddings(true).build();
    Network network = new Network(spec);
    List<String> names = network.layout().blocks().stream().map(ParamLayout.Block::name).toList();
    assertTrue(names.contains("embedding.weight") && !names.contains("output.weight"));
    String message =
        assertThrows(InvalidInputException.class, () -> Networks.like(spec).hiddenSize(5).build())
            .getMessage();
    assertEquals(
        "tiedEmbeddings is true, but the embedding and the output layer cannot share one table: the embedding has 7 tokens with 4 numbers each, the output layer has 7 classes with 5 numbers each; make both equal, or set tiedEmbeddings=false",
        message);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NetworkBuilder strided = small(CellType.LSTM, 0).convLayers(ConvolutionSpec.parse("6x3x2"));
    String message = assertThrows(InvalidInputException.class, strided::build).getMessage();
    assertTrue(message.startsWith("convLayers has 6x3x2 with stride 2"), message);
    NetworkBuilder remembering = small(CellType.LSTM, 0).window(3);
    message = assertThrows(InvalidInputException.class, remembering::build).getMessage();
    assertTrue(message.startsWith("window is 3 with cell lstm"), message);
    assertThrows(InvalidInputException.class, small(CellType.NONE, 0).window(0)::build);
    for (NetworkBuilder joined :
        List.of(
            small(CellType.LSTM, 0).joinedFeatures(1),
            small(CellType.LSTM, 9).joinedFeatures(3),
            small(CellType.LSTM, 9).joinedFeatures(-1))) {
      message = assertThrows(IllegalArgumentException.class, joined::build).getMessage();
      assertTrue(message.contains("features joined to an embedding"), message);
    }
    NetworkBuilder skipping = small(CellType.GRU, 0).readout(Readout.LAST_STEP).linearSkip(2);
    InvalidInputException notCarried =
        assertThrows(InvalidInputException.class, () -> new RecurrentState(skipping.build(), 1));
    assertTrue(notCarried.getMessage().startsWith("linearSkip is 2, so"), notCarried.getMessage());
    skipping.pooling(PoolingType.MEAN);
    message = assertThrows(InvalidInputException.class, skipping::build).getMessage();
    assertTrue(message.contains("but readout is mean, which reads all steps"), message);
    skipping.pooling(PoolingType.LAST).convLayers(ConvolutionSpec.parse("6x3x2"));
    message = assertThrows(InvalidInputException.class, skipping::build).getMessage();
    assertTrue(message.contains("but convLayers has 6x3x2 with stride 2"), message);
    NetworkBuilder negative = small(CellType.GRU, 0).linearSkip(-1);
    message = assertThrows(InvalidInputException.class, negative::build).getMessage();
    assertTrue(message.startsWith("linearSkip is -1; it is a number of steps"), message);
    NetworkSpec window = small(CellType.NONE, 0).window(2).build();
    assertThrows(InvalidInputException.class, () -> new RecurrentState(window, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "32x", "32x5x2x1", "0x3", "3x0", "3x3x0", "32x5,", "-1x3", "ax3"})
  void aMalformedListIsRefused(String text) {
    String message =
        assertThrows(InvalidInputException.class, () -> ConvolutionSpec.parse(text)).getMessage();
    assertTrue(message.startsWith("convLayers "), message);
  }

  @ParameterizedTest
  @CsvSource({"'',[]", "' ',[]", "'32x5x2, 32x3','[32x5x2, 32x3]'", "8x3x1,[8x3]"})
  void aListIsReadAndWritten(String text, String expected) {
    assertEquals(expected, ConvolutionSpec.parse(text).toString());
  }
}
