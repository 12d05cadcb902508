package org.sparkrnn.ml.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

/** Params of what stands around the recurrent layers, with their getters; public as Spark asks. */
public interface LayerParams extends Params {
  /** The Params themselves. */
  LayerParamSet layerParamSet();

  default BooleanParam standardize() {
    return layerParamSet().standardize;
  }

  default boolean getStandardize() {
    return (boolean) getOrDefault(standardize());
  }

  default DoubleParam inputDropout() {
    return layerParamSet().inputDropout;
  }

  default double getInputDropout() {
    return (double) getOrDefault(inputDropout());
  }

  default DoubleParam dropout() {
    return layerParamSet().dropout;
  }

  default double getDropout() {
    return (double) getOrDefault(dropout());
  }

  default DoubleParam outputDropout() {
    return layerParamSet().outputDropout;
  }

  default double getOutputDropout() {
    return (double) getOrDefault(outputDropout());
  }

  default BooleanParam variationalDropout() {
    return layerParamSet().variationalDropout;
  }

  default boolean getVariationalDropout() {
    return (boolean) getOrDefault(variationalDropout());
  }

  default BooleanParam learnedInitialState() {
    return layerParamSet().learnedInitialState;
  }

  default boolean getLearnedInitialState() {
    return (boolean) getOrDefault(learnedInitialState());
  }

  default Param<String> convLayers() {
    return layerParamSet().convLayers;
  }

  default String getConvLayers() {
    return getOrDefault(convLayers());
  }

  default IntParam window() {
    return layerParamSet().window;
  }

  default int getWindow() {
    return (int) getOrDefault(window());
  }

  default BooleanParam tiedEmbeddings() {
    return layerParamSet().tiedEmbeddings;
  }

  default boolean getTiedEmbeddings() {
    return (boolean) getOrDefault(tiedEmbeddings());
  }

  default BooleanParam layerNorm() {
    return layerParamSet().layerNorm;
  }

  default boolean getLayerNorm() {
    return (boolean) getOrDefault(layerNorm());
  }

  default BooleanParam residual() {
    return layerParamSet().residual;
  }

  default boolean getResidual() {
    return (boolean) getOrDefault(residual());
  }

  /** The shares that training drops. */
  default Dropout dropoutRates() {
    return new Dropout(
        getInputDropout(), getDropout(), getOutputDropout(), getVariationalDropout());
  }

  /** Adds these Params' choices to a network. */
  default NetworkBuilder withLayers(NetworkBuilder network) {
    return network
        .learnedInitialState(getLearnedInitialState())
        .convLayers(ConvolutionSpec.parse(getConvLayers()))
        .window(getWindow())
        .tiedEmbeddings(getTiedEmbeddings())
        .layerNorm(getLayerNorm())
        .residual(getResidual());
  }
}
