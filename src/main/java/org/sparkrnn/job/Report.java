package org.sparkrnn.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.ml.ModelReport;

/**
 * {@code jobs/report MODEL [MODEL ...] output=}: writes a page that compares saved models, or the
 * report of a single model.
 */
public final class Report {
  private static final List<String> KEYS = List.of("output", "overwrite");

  private Report() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    List<String> models = models(args);
    String[] others = Arrays.copyOfRange(args, models.size(), args.length);
    Job.main("report", others, (arguments, spark) -> run(models, arguments, spark));
  }

  /** The words before the first key=value. */
  static List<String> models(String... args) {
    List<String> models = new ArrayList<>();
    for (String arg : args) {
      if (arg.indexOf('=') > 0) {
        break;
      }
      models.add(arg);
    }
    return models;
  }

  static void run(List<String> models, JobArguments arguments, SparkSession spark)
      throws IOException {
    arguments.requireKnown(KEYS, List.of());
    if (models.isEmpty()) {
      throw new InvalidInputException(
          "no model is given; give the directories of one or more models, then output=report.html");
    }
    String output = arguments.require("output");
    Configuration conf = spark.sessionState().newHadoopConf();
    boolean overwrite = arguments.flag("overwrite");
    AtomicOutput.requireWritable(conf, output, overwrite);
    List<ModelReport> reports = new ArrayList<>();
    for (String model : models) {
      reports.add(ModelReport.read(spark, model));
    }
    String html = reports.size() == 1 ? reports.get(0).html() : ModelReport.comparison(reports);
    AtomicOutput.write(
        conf,
        output,
        overwrite,
        temporary -> {
          Path path = new Path(temporary);
          try (OutputStream out = path.getFileSystem(conf).create(path, false)) {
            out.write(html.getBytes(StandardCharsets.UTF_8));
          }
        });
    System.out.println(
        Json.MAPPER.createObjectNode().put("models", models.size()).put("output", output));
  }
}
