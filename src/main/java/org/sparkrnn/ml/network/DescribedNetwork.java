package org.sparkrnn.ml.network;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

/** The network that Params describe, up to the output, which {@link Outputs} adds. */
public final class DescribedNetwork {
  /** The number of characters that a filter over a word sees, as in Ma and Hovy (2016). */
  private static final int CHARACTER_SPAN = 3;

  private DescribedNetwork() {}

  /** Whether the network also reads the characters of tokens. */
  public static boolean readsCharacters(RnnParams params) {
    return scansCharacters(params) || params.getCharacterFilters() > 0;
  }

  private static boolean scansCharacters(RnnParams params) {
    return params.getCharacterEncoder().equals("bilstm");
  }

  /** The columns of tokens that the network reads. */
  public static TokenColumn[] tokenColumns(RnnParams params) {
    return readsCharacters(params)
        ? new TokenColumn[] {TokenColumn.TOKENS, TokenColumn.CHARACTERS}
        : new TokenColumn[] {TokenColumn.TOKENS};
  }

  /**
   * The smallest network for sequences in which nothing was counted yet.
   *
   * @param encoder an encoder that knows one token, if there are tokens
   */
  public static NetworkBuilder least(RnnParams params, SequenceEncoder encoder) {
    SequenceEncoder all = encoder;
    if (encoder.tokens() != null) {
      for (TokenColumn column : tokenColumns(params)) {
        all = all.with(column, encoder.tokens());
      }
    }
    return of(params, all);
  }

  /** The network for such sequences, without its output, which depends on the task. */
  public static NetworkBuilder of(RnnParams params, SequenceEncoder encoder) {
    boolean tokens = encoder.tokens() != null;
    RegressionParams series = params instanceof RegressionParams regression ? regression : null;
    boolean named = series != null && series.isDefined(series.seriesCol());
    return NetworkSpec.builder()
        .vocabularySize(tokens ? encoder.tokens().size() : 0)
        .inputSize((tokens ? params.getEmbeddingSize() : 0) + encoder.width())
        .joinedFeatures(tokens ? encoder.width() : 0)
        .furtherInputs(
            series != null && !series.staticColumns().isEmpty()
                ? categories(series, encoder.vocabulary(TokenColumn.CATEGORIES))
                : characters(params, encoder.vocabulary(TokenColumn.CHARACTERS)))
        .cell(ParamValues.constant(CellType.class, params.getCell()))
        .activation(ParamValues.constant(Activation.class, params.getActivation()))
        .hiddenSize(params.getHiddenSize())
        .numLayers(params.getNumLayers())
        .bidirectional(params.getBidirectional())
        .learnedInitialState(params.getLearnedInitialState())
        .convLayers(ConvolutionSpec.parse(params.getConvLayers()))
        .window(params.getWindow())
        .patch(series == null ? 1 : series.getPatch())
        .scaledSeries(named)
        .indicators(named && series.masks() ? given(series) : 0)
        .decoder(
            named ? series.inputColumns().size() : 0,
            named && series.decodes() ? series.getHorizon() : 0)
        .tiedEmbeddings(params.getTiedEmbeddings())
        .layerNorm(params.getLayerNorm())
        .residual(params.getResidual())
        .targets(encoder.targets())
        .outputSize(encoder.outputSize());
  }

  /** Numbers of a step that the data has. */
  private static int given(RegressionParams series) {
    return series.inputColumns().size() + series.knownColumns().size();
  }

  private static List<InputSpec> categories(RegressionParams params, Vocabulary known) {
    if (known == null) {
      throw new InvalidInputException(
          "staticCols are %s, but these are for many series; set seriesCol, or leave them out"
              .formatted(String.join(", ", params.staticColumns())));
    }
    int columns = params.staticColumns().size();
    return List.of(new CategoriesSpec(known.size(), columns, params.getStaticSize()));
  }

  private static List<InputSpec> characters(RnnParams params, Vocabulary characters) {
    if (characters == null) {
      return List.of();
    }
    int C = characters.size();
    int D = params.getCharacterSize();
    return List.of(
        scansCharacters(params)
            ? new CharacterLstmSpec(C, D, params.getCharacterUnits())
            : new CharactersSpec(C, D, params.getCharacterFilters(), CHARACTER_SPAN));
  }
}
