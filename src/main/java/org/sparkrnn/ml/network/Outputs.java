package org.sparkrnn.ml.network;

import java.util.List;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.Readout;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.SequenceClassifierParams;
import org.sparkrnn.ml.param.TaggerParams;
import org.sparkrnn.ml.param.TranscriberParams;
import org.sparkrnn.ml.param.kind.ParamValues;
import org.sparkrnn.ml.param.kind.ReadoutType;
import org.sparkrnn.ml.param.kind.SeriesLoss;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.JointOutputSpec;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;

/** The output of the network for each task; an estimator and its model add the same one. */
public final class Outputs {
  private Outputs() {}

  /**
   * One label per step, predicted independently or as the best sequence of labels. Several targets
   * have one output each; the output for a label of the whole sequence reads all steps.
   */
  public static NetworkBuilder tags(TaggerParams params, NetworkBuilder network) {
    if (params.crf() && params.getTiedEmbeddings()) {
      throw new InvalidInputException(
          "tiedEmbeddings is true with outputLayer=crf, which has its own weights; leave it out, or set outputLayer=softmax");
    }
    double smoothing = params.getLabelSmoothing();
    if (params.crf() && smoothing > 0) {
      throw new InvalidInputException(
          "labelSmoothing is %s with outputLayer=crf, whose targets are whole sequences; leave it out, or set outputLayer=softmax"
              .formatted(smoothing));
    }
    List<LabelEncoder> targets = network.targets();
    if (targets.size() > 1 && params.getTiedEmbeddings()) {
      throw new InvalidInputException(
          "tiedEmbeddings is true with several labelCols, each of which has its own weights; leave it out");
    }
    if (targets.size() > 1) {
      return network.output(
          K -> new JointOutputSpec(targets.stream().map(target -> tags(params, target)).toList()));
    }
    return params.crf()
        ? network.output(K -> tags(params, targets.get(0)))
        : network
            .head(HeadType.SOFTMAX)
            .readout(Readout.EACH_STEP)
            .loss(Loss.ofClasses(null, smoothing));
  }

  /** The output of one of a tagger's targets. */
  private static OutputSpec tags(TaggerParams params, LabelEncoder target) {
    int K = target.labels().size();
    boolean each = target.per() == Readout.EACH_STEP;
    if (each && params.crf()) {
      return new CrfOutputSpec(K, target.spanTags());
    }
    PoolingType pooling =
        each ? PoolingType.LAST : ReadoutType.of(params.getSequenceReadout()).pooling();
    Loss loss = Loss.ofClasses(null, params.getLabelSmoothing());
    return new LinearOutputSpec(HeadType.SOFTMAX, target.per(), pooling, loss, K, false);
  }

  /** The next token, for a language model. */
  public static NetworkBuilder nextToken(NetworkBuilder network) {
    return network.head(HeadType.SOFTMAX).readout(Readout.EACH_STEP);
  }

  /** The class or the set of labels, according to a classifier's Params. */
  public static NetworkBuilder labels(SequenceClassifierParams params, NetworkBuilder network) {
    return ReadoutType.of(params.getReadout())
        .addTo(network)
        .head(params.getMultilabel() ? HeadType.SIGMOID : HeadType.SOFTMAX)
        .loss(Loss.ofClasses(null, params.getLabelSmoothing()));
  }

  /** Labels that are not aligned with the steps. Steps may be repeated to make room for them. */
  public static NetworkBuilder transcripts(TranscriberParams params, NetworkBuilder network) {
    return network.upsample(params.getUpsample()).output(CtcOutputSpec::new);
  }

  /** Numbers: the output, the linear path, and the window of a memoryless network. */
  public static NetworkBuilder reals(RegressionParams params, NetworkBuilder network) {
    if (params.decodes() && !params.isDefined(params.seriesCol())) {
      throw new InvalidInputException(
          "strategy is decoder, which works only for forecasts of many series (seriesCol); set strategy to direct or recursive, or name the series in a column, which may be the same in all rows");
    }
    boolean memoryless = !ParamValues.constant(CellType.class, params.getCell()).remembers();
    LossType loss = SeriesLoss.type(params.getLoss());
    int patch = params.getPatch();
    return ReadoutType.of(params.getReadout())
        .addTo(network)
        .window(memoryless ? (params.getWindow() - 1) / patch + 1 : 1)
        .linearSkip(params.getLinearSkip())
        .head(loss.likelihood() == null ? HeadType.IDENTITY : HeadType.LIKELIHOOD)
        .loss(loss(params));
  }

  private static Loss loss(RegressionParams params) {
    LossType loss = SeriesLoss.type(params.getLoss());
    if (loss != LossType.QUANTILE && loss.likelihood() == null) {
      return Loss.ofReals(loss, params.getHuberDelta());
    }
    if (!params.isDefined(params.seriesCol())) {
      throw new InvalidInputException(
          "loss is %s, which works only for forecasts of many series (seriesCol); set loss to squared, absolute or huber"
              .formatted(loss.paramValue()));
    }
    if (loss.likelihood() != null) {
      return Loss.ofLikelihood(loss);
    }
    double[] levels = params.quantileLevels();
    float[] quantiles = new float[levels.length];
    for (int q = 0; q < quantiles.length; q++) {
      quantiles[q] = (float) levels[q];
    }
    return Loss.ofQuantiles(quantiles);
  }
}
