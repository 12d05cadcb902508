package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;

/** The Params of what stands around the recurrent layers: scales, dropout, convolutions, states. */
public final class LayerParamSet extends ParamDefinitions {
  private static final long serialVersionUID = 1L;

  public final BooleanParam standardize;
  public final DoubleParam inputDropout;
  public final DoubleParam dropout;
  public final DoubleParam outputDropout;
  public final BooleanParam variationalDropout;

  public final BooleanParam learnedInitialState;
  public final Param<String> convLayers;
  public final IntParam window;
  public final BooleanParam tiedEmbeddings;
  public final BooleanParam layerNorm;
  public final BooleanParam residual;

  public LayerParamSet(Identifiable parent) {
    super(parent);
    standardize =
        flag(
            "standardize",
            "whether inputs that are numbers, and targets that are, have mean 0 and standard deviation 1 inside the network; predictions are in the targets' units all the same",
            false);
    inputDropout =
        share("inputDropout", "share of the units of embedded tokens or features dropped in");
    dropout = share("dropout", "share of the units between recurrent layers dropped in");
    outputDropout = share("outputDropout", "share of the last recurrent layer's units dropped in");
    variationalDropout =
        flag(
            "variationalDropout",
            "whether all steps of a sequence drop the same units, instead of others each",
            false);

    learnedInitialState =
        flag(
            "learnedInitialState",
            "whether the state before a sequence's first step is learned, instead of zeros",
            false);
    convLayers =
        with(
            new Param<>(
                parent,
                "convLayers",
                "convolutions over time in front of the recurrent layers, from the input up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, joined by commas, as in 32x5x2,32x3; empty for none",
                Valid.convLayers()),
            "");
    window =
        count("window", "of the last how many steps a network of cell none reads the inputs", 1, 1);
    tiedEmbeddings =
        flag(
            "tiedEmbeddings",
            "whether the output layer's weights are the embedding's, as a language model may have it",
            false);
    layerNorm =
        flag("layerNorm", "whether what goes into each recurrent layer is normalized", false);
    residual =
        flag(
            "residual",
            "whether the input of each recurrent layer is added to its output, where both are as wide",
            false);
  }

  private DoubleParam share(String name, String doc) {
    return real(name, doc + " training, what remains being scaled up", 0, true, 1, 0);
  }
}
