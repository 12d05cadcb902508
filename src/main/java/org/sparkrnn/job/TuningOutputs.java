package org.sparkrnn.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.ml.RnnEstimator;

/** Writes the trials of a search and the configuration that it found. */
final class TuningOutputs {
  private static final String FIRST = "# Found by jobs/tune.";

  private final JobArguments arguments;
  private final Configuration hadoop;
  private final String trialsDir;
  private final String conf;

  /**
   * @throws InvalidInputException if no path is given or it cannot be written
   */
  TuningOutputs(JobArguments arguments, SparkSession spark) {
    this.arguments = arguments;
    hadoop = spark.sessionState().newHadoopConf();
    String model = arguments.get("model");
    if (model == null && arguments.get("trialsDir") == null) {
      throw new InvalidInputException(
          "model and trialsDir are missing; give model=... to keep the best model, with the trials beside it, or trialsDir=... to keep only the trials");
    }
    trialsDir = arguments.get("trialsDir", withoutSlash(model) + "-trials");
    conf = arguments.get("conf", withoutSlash(trialsDir) + "/best.properties");
    AtomicOutput.requireWritable(hadoop, conf, true);
    requireOwn();
  }

  private static String withoutSlash(String path) {
    return path == null ? null : path.replaceAll("(?<=.)/+$", "");
  }

  /** Fails if the file was not written by a search. */
  private void requireOwn() {
    Path path = new Path(conf);
    try {
      FileSystem fs = path.getFileSystem(hadoop);
      if (!fs.exists(path)) {
        return;
      }
      byte[] first = FIRST.getBytes(StandardCharsets.UTF_8);
      try (InputStream in = fs.open(path)) {
        if (Arrays.equals(first, in.readNBytes(first.length))) {
          return;
        }
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "conf=%s cannot be read: %s; give another path".formatted(conf, e.getMessage()), e);
    }
    throw new InvalidInputException(
        "conf=%s exists and was not written by jobs/tune; give another path, or remove it yourself"
            .formatted(conf));
  }

  /** The directory of trials.jsonl. */
  String trialsDir() {
    return trialsDir;
  }

  /** The file for the configuration that is found. */
  String conf() {
    return conf;
  }

  /** Writes a configuration for {@code jobs/train}. */
  void writeConf(RnnEstimator<?, ?> found) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (Param<?> param : found.params()) {
      boolean ours =
          param.name().equals("validationIndicatorCol")
              && found.isSet(param)
              && found.getOrDefault(param).equals(RnnEstimator.HELD_OUT);
      if (found.isSet(param) && !ours) {
        values.put(param.name(), text(found.getOrDefault(param)));
      }
    }
    StringBuilder lines = new StringBuilder(FIRST + "\n");
    for (String key : Train.KEYS) {
      if (arguments.get(key) != null && !key.equals("overwrite")) {
        add(lines, key, arguments.get(key));
      }
    }
    if (arguments.get("model") != null) { // it exists already and would be the same
      add(lines, "overwrite", "true");
    }
    values.forEach((key, value) -> add(lines, key, value));
    AtomicOutput.write(
        hadoop,
        conf,
        true,
        temporary -> {
          Path path = new Path(temporary);
          try (OutputStream out = path.getFileSystem(hadoop).create(path, false)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
    System.err.println("the best settings are in " + conf);
  }

  private static void add(StringBuilder lines, String key, String value) {
    if (!value.isEmpty()) {
      lines.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n');
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] several
        ? Arrays.stream(several).map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
