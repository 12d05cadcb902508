package org.sparkrnn.ml.param.generated;

import org.apache.spark.ml.param.IntParam;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.ml.param.kind.Valid;

/**
 * How rows are predicted.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public interface HasPrediction extends ParamOwner {
  /** The Param chunkRows: see {@link #getChunkRows}. */
  default IntParam chunkRows() {
    return declared(
        "chunkRows",
        () ->
            new IntParam(
                this,
                "chunkRows",
                "largest number of rows that transform reads before it hands on the first of them; they are predicted together. Fewer rows bound the latency of a stream, but are slower",
                Valid.atLeast("chunkRows", 1)),
        1024);
  }

  /**
   * Largest number of rows that transform reads before it hands on the first of them; they are
   * predicted together. Fewer rows bound the latency of a stream, but are slower (at least 1,
   * default 1024).
   */
  default int getChunkRows() {
    return (int) getOrDefault(chunkRows());
  }
}
