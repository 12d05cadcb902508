package org.sparkrnn.job;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.AudioOptions;
import org.sparkrnn.io.Format;
import org.sparkrnn.ml.AudioFeatures;

/** The keys for reading sound: those of a table of transcripts, and Params. */
final class AudioKeys {
  static final String TRANSCRIPTS = "transcripts";
  static final String FILE_COL = "fileCol";

  /** The keys of all jobs that read data. */
  static final List<String> TABLE = List.of(TRANSCRIPTS, FILE_COL);

  /** Also the keys that only training may set, because a model keeps their values. */
  static final List<String> ALL =
      Stream.concat(TABLE.stream(), params(new AudioFeatures()).stream().map(Param::name)).toList();

  private AudioKeys() {}

  private static List<Param<?>> params(AudioFeatures audio) {
    List<String> others = // jobs have other keys for columns and for malformed rows
        List.of(audio.inputCol().name(), audio.outputCol().name(), audio.mode().name());
    return Arrays.<Param<?>>stream(audio.params())
        .filter(param -> !others.contains(param.name()))
        .toList();
  }

  /** The settings in a job's arguments. */
  static AudioFeatures features(JobArguments arguments) {
    AudioFeatures audio = new AudioFeatures();
    arguments.setParams(audio, params(audio));
    return audio;
  }

  static AudioOptions options(JobArguments arguments, AudioFeatures audio) {
    return new AudioOptions(
        audio.spec(), arguments.get(TRANSCRIPTS), arguments.get(FILE_COL, AudioOptions.FILE));
  }

  /**
   * @throws InvalidInputException if a key is given that does not apply to a format
   */
  static void requireNone(JobArguments arguments, String key, Format format) {
    for (String name : ALL) {
      if (arguments.get(name) != null) {
        throw new InvalidInputException(
            "%s=%s applies only to sound, but %s=%s is read as %s; leave it out, or give format=wav"
                .formatted(name, arguments.get(name), key, arguments.get(key), format.label()));
      }
    }
  }
}
