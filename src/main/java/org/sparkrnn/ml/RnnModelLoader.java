package org.sparkrnn.ml;

import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.MLReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.save.DirectoryWriter;
import org.sparkrnn.ml.save.RnnModelReader;

/** Reads models of one class; what their static {@code read()} returns. */
final class RnnModelLoader<M extends RnnModel<M, ?>> extends MLReader<M> {
  private final Class<M> type;
  private final Supplier<M> empty;

  /**
   * @param empty makes a model for {@link RnnModel#restore} to fill
   */
  RnnModelLoader(Class<M> type, Supplier<M> empty) {
    this.type = type;
    this.empty = empty;
  }

  /**
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     class
   */
  @Override
  public M load(String path) {
    Configuration conf = sparkSession().sessionState().newHadoopConf();
    RnnModelReader reader = new RnnModelReader(conf, path, type);
    return empty.get().newModel(reader.uid(), null, null, null).restore(reader);
  }

  /** Reads what {@link DirectoryWriter#saveToLocal} wrote. */
  @Override
  public M loadFromLocal(String path) {
    return load(DirectoryWriter.local(path));
  }
}
