package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.input.EmbeddingSpec;
import org.sparkrnn.nn.input.FeaturesSpec;
import org.sparkrnn.nn.input.ScaledFeaturesSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.JointOutputSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.nn.sequence.LayerNormSpec;
import org.sparkrnn.nn.sequence.PatchSpec;
import org.sparkrnn.nn.sequence.RecurrentSpec;
import org.sparkrnn.nn.sequence.ResidualSpec;
import org.sparkrnn.nn.sequence.SkipSpec;
import org.sparkrnn.nn.sequence.UpsampleSpec;
import org.sparkrnn.nn.sequence.WindowSpec;

/** The kinds of modules by their names in saved models; a new kind needs one line here. */
public final class ModuleKinds {
  private static final Map<String, Function<Choices, ModuleSpec>> KINDS = new TreeMap<>();
  private static final List<Class<? extends ModuleSpec>> TYPES = new ArrayList<>();

  static {
    add(EmbeddingSpec.class, EmbeddingSpec.KIND, EmbeddingSpec::of);
    add(CharactersSpec.class, CharactersSpec.KIND, CharactersSpec::of);
    add(CharacterLstmSpec.class, CharacterLstmSpec.KIND, CharacterLstmSpec::of);
    add(FeaturesSpec.class, FeaturesSpec.KIND, FeaturesSpec::of);
    add(ScaledFeaturesSpec.class, ScaledFeaturesSpec.KIND, ScaledFeaturesSpec::of);
    add(CategoriesSpec.class, CategoriesSpec.KIND, CategoriesSpec::of);
    add(PatchSpec.class, PatchSpec.KIND, PatchSpec::of);
    add(ConvolutionSpec.class, ConvolutionSpec.KIND, ConvolutionSpec::of);
    add(WindowSpec.class, WindowSpec.KIND, WindowSpec::of);
    add(RecurrentSpec.class, RecurrentSpec.KIND, RecurrentSpec::of);
    add(LayerNormSpec.class, LayerNormSpec.KIND, LayerNormSpec::of);
    add(ResidualSpec.class, ResidualSpec.KIND, ResidualSpec::of);
    add(SkipSpec.class, SkipSpec.KIND, SkipSpec::of);
    add(UpsampleSpec.class, UpsampleSpec.KIND, UpsampleSpec::of);
    add(LinearOutputSpec.class, LinearOutputSpec.KIND, LinearOutputSpec::of);
    add(CrfOutputSpec.class, CrfOutputSpec.KIND, CrfOutputSpec::of);
    add(JointOutputSpec.class, JointOutputSpec.KIND, JointOutputSpec::of);
    add(CtcOutputSpec.class, CtcOutputSpec.KIND, CtcOutputSpec::of);
  }

  private ModuleKinds() {}

  private static void add(
      Class<? extends ModuleSpec> type, String kind, Function<Choices, ModuleSpec> of) {
    KINDS.put(kind, of);
    TYPES.add(type);
  }

  /** The classes of specs that Spark serializes. */
  public static List<Class<? extends ModuleSpec>> types() {
    return List.copyOf(TYPES);
  }

  /**
   * The spec that choices describe.
   *
   * @param type input, layer or output
   * @throws InvalidInputException if the kind is unknown or has another type, or a choice is wrong
   */
  public static <S extends ModuleSpec> S read(Choices choices, Class<S> type) {
    Function<Choices, ModuleSpec> kind = KINDS.get(choices.kind());
    if (kind == null) {
      throw new InvalidInputException(
          "%s has the unknown kind %s; the known kinds are %s"
              .formatted(choices.where(), choices.kind(), String.join(", ", KINDS.keySet())));
    }
    try {
      ModuleSpec spec = kind.apply(choices);
      choices.requireAllRead();
      return type.cast(spec);
    } catch (ClassCastException e) {
      throw new InvalidInputException(
          "%s has kind %s, which is not possible there".formatted(choices.where(), choices.kind()),
          e);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(choices.where() + ": " + e.getMessage(), e);
    }
  }
}
