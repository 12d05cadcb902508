package org.sparkrnn.testkit.twin;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleSpec;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.input.EmbeddingSpec;
import org.sparkrnn.nn.input.FeaturesSpec;
import org.sparkrnn.nn.input.ScaledFeaturesSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.JointOutputSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.PatchSpec;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.nn.sequence.SkipSpec;
import org.sparkrnn.nn.sequence.UpsampleSpec;
import org.sparkrnn.nn.sequence.WindowSpec;

/** The twins by kind; a new kind needs one line here. */
final class Twins {
  static final Map<Class<?>, BiFunction<ModuleSpec, PlainContext, Object>> MODULES =
      new HashMap<>();
  static final Map<CellType, CellMaker> CELLS = new EnumMap<>(CellType.class);
  static final Map<HeadType, Function<Loss, HeadTwin>> HEADS = new EnumMap<>(HeadType.class);
  static final Map<PoolingType, Function<PlainContext, PoolingTwin>> POOLINGS =
      new EnumMap<>(PoolingType.class);

  static {
    add(EmbeddingSpec.class, EmbeddingTwin::new);
    add(CharactersSpec.class, CharactersTwin::new);
    add(CharacterLstmSpec.class, CharacterLstmTwin::new);
    add(FeaturesSpec.class, FeaturesTwin::new);
    add(ConvolutionSpec.class, ConvolutionTwin::new);
    add(WindowSpec.class, WindowTwin::new);
    add(PatchSpec.class, PatchTwin::new);
    add(ScaledFeaturesSpec.class, ScaledFeaturesTwin::new);
    add(CategoriesSpec.class, CategoriesTwin::new);
    add(LayerNormSpec.class, LayerNormTwin::new);
    add(ResidualSpec.class, ResidualTwin::new);
    add(SkipSpec.class, SkipTwin::new);
    add(UpsampleSpec.class, UpsampleTwin::new);
    add(RecurrentSpec.class, RecurrentTwin::new);
    add(LinearOutputSpec.class, LinearOutputTwin::new);
    add(CrfOutputSpec.class, CrfTwin::new);
    add(JointOutputSpec.class, JointTwin::new);
    add(CtcOutputSpec.class, CtcTwin::new);

    CELLS.put(CellType.ELMAN, ElmanTwin::new);
    CELLS.put(CellType.LSTM, LstmTwin::new);
    CELLS.put(CellType.GRU, GruTwin::new);
    CELLS.put(CellType.NONE, MemorylessTwin::new);
    CELLS.put(CellType.MINGRU, MinGruTwin::new);

    HEADS.put(HeadType.SOFTMAX, SoftmaxTwin::new);
    HEADS.put(HeadType.SIGMOID, loss -> new SigmoidTwin());
    HEADS.put(HeadType.IDENTITY, IdentityTwin::new);
    HEADS.put(HeadType.LIKELIHOOD, LikelihoodTwin::new);

    POOLINGS.put(PoolingType.LAST, LastStepTwin::new);
    POOLINGS.put(PoolingType.MEAN, context -> new MeanTwin());
    POOLINGS.put(PoolingType.MAX, context -> new MaxTwin());
    POOLINGS.put(PoolingType.MEAN_MAX, context -> new MeanMaxTwin());
    POOLINGS.put(PoolingType.ATTENTION, AttentionTwin::new);
  }

  private Twins() {}

  /** Makes the twin of a cell. */
  @FunctionalInterface
  interface CellMaker {
    /**
     * @param suffix suffix of the parameters' names: layer and direction
     */
    CellTwin make(RecurrentSpec spec, PlainContext context, String suffix);
  }

  private static <S extends ModuleSpec> void add(
      Class<S> kind, BiFunction<S, PlainContext, Object> twin) {
    MODULES.put(kind, (spec, context) -> twin.apply(kind.cast(spec), context));
  }

  /** The twin of a module, which finds its parameters by their names. */
  static <T> T of(ModuleSpec spec, PlainContext context, Class<T> type) {
    return type.cast(MODULES.get(spec.getClass()).apply(spec, context));
  }

  /** The twin of a stack of layers. */
  static LayerTwin chain(List<LayerSpec> specs, PlainContext context) {
    List<LayerTwin> layers =
        specs.stream().map(layer -> of(layer, context, LayerTwin.class)).toList();
    return x -> {
      double[][] out = x;
      for (LayerTwin layer : layers) {
        out = layer.forward(out);
      }
      return out;
    };
  }
}
