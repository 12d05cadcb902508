package org.sparkrnn.ml.column;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

/** What the strategies of forecasts of many series need of the other Params. */
final class SeriesStrategy {
  private SeriesStrategy() {}

  /**
   * @throws InvalidInputException if other Params do not suit strategy
   */
  static void require(RegressionParams params) {
    if (params.recursive()) {
      requireRecursive(params);
    }
    if (params.decodes()) {
      requireDecoder(params);
    }
    requirePaths(params);
  }

  private static void requireRecursive(RegressionParams params) {
    List<String> inputs = params.inputColumns();
    if (inputs.size() > 1) {
      throw new InvalidInputException(
          "strategy is recursive, but of inputCols %s nothing is known at the steps between; give them as knownCols if they are known before, or set strategy=direct or strategy=decoder"
              .formatted(String.join(", ", inputs.subList(1, inputs.size()))));
    }
    if (SeriesLoss.type(params.getLoss()) == LossType.QUANTILE) {
      throw new InvalidInputException(
          "strategy is recursive and loss is quantile, whose quantiles are those of one step alone; set loss to gaussian, student or negativeBinomial, from which paths are drawn, or set strategy=direct");
    }
  }

  private static void requireDecoder(RegressionParams params) {
    if (params.getBidirectional()) {
      throw new InvalidInputException(
          "strategy is decoder, which goes on from the state after the window, but bidirectional is true, and a layer that scans from the last step has no such state; set bidirectional=false or strategy=direct");
    }
    if (!ParamValues.constant(CellType.class, params.getCell()).remembers()) {
      throw new InvalidInputException(
          "strategy is decoder, which goes on from the state after the window, but cell %s has no state; set cell to gru or lstm, or set strategy=direct"
              .formatted(params.getCell()));
    }
    if (ReadoutType.of(params.getReadout()).pooling() != PoolingType.LAST) {
      throw new InvalidInputException(
          "strategy is decoder, whose outputs are read at the steps that are forecast, but readout is %s; leave readout out"
              .formatted(params.getReadout()));
    }
    if (params.getHorizon() % params.getPatch() > 0) {
      throw new InvalidInputException(
          "strategy is decoder, and patch is %d, which does not divide horizon = %d, so that a patch would have steps of the window and steps ahead; set patch=1, or a horizon of whole patches"
              .formatted(params.getPatch(), params.getHorizon()));
    }
    for (ConvolutionSpec layer : ConvolutionSpec.parse(params.getConvLayers())) {
      if (layer.stride() > 1) {
        throw new InvalidInputException(
            "strategy is decoder, which has an output at each step ahead, but convLayers has %s with stride %d, which leaves steps out; use stride 1, or set strategy=direct"
                .formatted(layer, layer.stride()));
      }
    }
    if (params.getTimeWarp() > 0) {
      throw new InvalidInputException(
          "strategy is decoder, but timeWarp is %s, which would mix values of steps ahead into the window; leave timeWarp out"
              .formatted(params.getTimeWarp()));
    }
  }

  private static void requirePaths(RegressionParams params) {
    boolean likely = SeriesLoss.likelihood(params.getLoss()) != null;
    if (params.recursive() && likely) {
      return;
    }
    String why =
        params.recursive()
            ? "loss is %s, which gives no distribution to draw values from"
                .formatted(params.getLoss())
            : "strategy is %s, which gives each step a distribution of its own, and values drawn from these one by one would not be courses of the series"
                .formatted(params.getStrategy());
    String then = "train with strategy=recursive and loss=gaussian, student or negativeBinomial";
    if (!params.getPathsCol().isEmpty()) {
      throw new InvalidInputException(
          "pathsCol is %s, but %s; %s, or leave pathsCol out"
              .formatted(params.getPathsCol(), why, then));
    }
    if (params.isSet(params.samplePaths())) {
      throw new InvalidInputException(
          "samplePaths is %d, but %s; %s, or leave samplePaths out"
              .formatted(params.getSamplePaths(), why, then));
    }
  }
}
