package org.sparkrnn.ml.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.io.AtomicOutput;

/**
 * Writes a model directory completely or not at all. It overwrites old models itself, because these
 * are replaced only when the new one is complete.
 */
public abstract class DirectoryWriter extends MLWriter {
  /** Constructor for subclasses, which write the content. */
  public DirectoryWriter() {}

  /** Writes everything into an empty directory. */
  public abstract void fill(ModelDirectory directory, SparkSession spark) throws IOException;

  /**
   * @throws org.sparkrnn.data.InvalidInputException if the path exists and overwrite() was not
   *     called
   */
  @Override
  public void save(String path) throws IOException {
    write(path, shouldOverwrite());
  }

  @Override
  public void saveImpl(String path) {
    try {
      write(path, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes to the file system of this process, whatever Spark's default one is. A Spark Connect
   * server does so with each model that a client has fitted.
   */
  @Override
  public void saveToLocal(String path) throws IOException {
    save(local(path));
  }

  /** The URI of a path on the file system of this process. */
  public static String local(String path) {
    return Path.of(path).toUri().toString();
  }

  private void write(String path, boolean overwrite) throws IOException {
    SparkSession spark = sparkSession();
    Configuration conf = spark.sessionState().newHadoopConf();
    AtomicOutput.write(
        conf, path, overwrite, temporary -> fill(new ModelDirectory(conf, temporary), spark));
  }
}
