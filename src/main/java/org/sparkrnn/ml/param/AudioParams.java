package org.sparkrnn.ml.param;

import org.sparkrnn.data.ReadMode;
import org.sparkrnn.ml.param.generated.HasAudio;
import org.sparkrnn.ml.param.generated.HasAudioColumns;

/** The Params of {@link org.sparkrnn.ml.AudioFeatures}. */
public interface AudioParams extends HasAudioColumns, HasAudio {
  /** Whether files that cannot be read are dropped. */
  default boolean dropsMalformed() {
    return getMode().equals(ReadMode.DROPMALFORMED.paramValue());
  }
}
