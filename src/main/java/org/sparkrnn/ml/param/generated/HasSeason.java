package org.sparkrnn.ml.param.generated;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * What a seasonal forecaster forecasts, and where.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasSeason extends ParamOwner {
  /** The Param channel: see {@link #getChannel}. */
  default IntParam channel() {
    return declared(
        "channel",
        () ->
            new IntParam(
                this,
                "channel",
                "index, from 0, of the input number that is forecast",
                Valid.atLeast("channel", 0)),
        0);
  }

  /**
   * Index, from 0, of the input number that is forecast (at least 0, default 0).
   */
  default int getChannel() {
    return (int) getOrDefault(channel());
  }

  /** The Param readout: see {@link #getReadout}. */
  default Param<String> readout() {
    return declared(
        "readout",
        () ->
            new Param<>(
                this,
                "readout",
                "place of the values to forecast: after the last step, one or several (last), or after each step, one per step (each). One of last, each",
                Valid.oneOf("readout", List.of("last", "each"))),
        "last");
  }

  /**
   * Place of the values to forecast: after the last step, one or several (last), or after each
   * step, one per step (each). One of last, each (default last).
   */
  default String getReadout() {
    return getOrDefault(readout());
  }
}
