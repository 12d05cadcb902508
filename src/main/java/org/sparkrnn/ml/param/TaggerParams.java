package org.sparkrnn.ml.param;

import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.output.HeadType;

/**
 * The Params of {@link org.sparkrnn.ml.SequenceTagger} and its model, and the output that they
 * describe.
 */
public interface TaggerParams extends RnnParams {
  /** Adds one label a step. */
  default NetworkBuilder withTags(NetworkBuilder network) {
    return network.head(HeadType.SOFTMAX).readout(Readout.EACH_STEP);
  }
}
