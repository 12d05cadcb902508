package org.sparkrnn.testkit;

import java.util.List;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.input.EmbeddingSpec;
import org.sparkrnn.nn.input.FeaturesSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.nn.sequence.SkipSpec;
import org.sparkrnn.nn.sequence.WindowSpec;

/** Accessors for the modules of the usual network, which NetworkSpec itself does not know. */
public final class Networks {
  private Networks() {}

  /** A builder with all choices of a network that a builder made, so that tests can change some. */
  public static NetworkBuilder like(NetworkSpec spec) {
    RecurrentSpec recurrent = recurrent(spec).get(0);
    LinearOutputSpec output = output(spec);
    List<SkipSpec> skips = spec.layers(SkipSpec.class);
    List<WindowSpec> windows = spec.layers(WindowSpec.class);
    return new NetworkBuilder()
        .vocabularySize(spec.vocabularySize())
        .inputSize(spec.embeddingSize() + spec.features())
        .joinedFeatures(spec.tokenInput() ? spec.features() : 0)
        .furtherInputs(
            spec.inputs().stream()
                .filter(input -> !(input instanceof EmbeddingSpec || input instanceof FeaturesSpec))
                .toList())
        .cell(recurrent.cell())
        .activation(recurrent.activation())
        .hiddenSize(recurrent.hiddenSize())
        .numLayers(recurrent(spec).size())
        .bidirectional(recurrent.bidirectional())
        .head(output.head())
        .readout(output.readout())
        .pooling(output.pooling())
        .loss(output.loss())
        .outputSize(output.outputSize())
        .learnedInitialState(recurrent.learnedInitialState())
        .convLayers(spec.layers(ConvolutionSpec.class))
        .window(windows.isEmpty() ? 1 : windows.get(0).steps())
        .layerNorm(!spec.layers(LayerNormSpec.class).isEmpty())
        .residual(!spec.layers(ResidualSpec.class).isEmpty())
        .linearSkip(skips.isEmpty() ? 0 : skips.get(0).steps())
        .tiedEmbeddings(output.tiedEmbeddings());
  }

  /** The recurrent layers, from the lowest up. */
  public static List<RecurrentSpec> recurrent(NetworkSpec spec) {
    return spec.layers(RecurrentSpec.class);
  }

  /** The output. */
  public static LinearOutputSpec output(NetworkSpec spec) {
    return spec.output(LinearOutputSpec.class);
  }
}
