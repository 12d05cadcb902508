package org.sparkrnn.ml;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.MLReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.save.DirectoryWriter;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.ml.save.SavedMetadata;

/** Reads a baseline's model directory and checks it. */
final class BaselineReader<M extends BaselineModel<M, S>, S extends Serializable>
    extends MLReader<M> {
  /** The model's content: see {@link BaselineModel#lines()}. */
  static final String COUNTS = "counts.tsv";

  private final Class<M> modelClass;
  private final Function<String, M> create;

  BaselineReader(Class<M> modelClass, Function<String, M> create) {
    this.modelClass = modelClass;
    this.create = create;
  }

  /**
   * @throws InvalidInputException if the path does not contain a complete, intact model of this
   *     kind
   */
  @Override
  public M load(String path) {
    Configuration conf = sparkSession().sessionState().newHadoopConf();
    ModelDirectory directory = new ModelDirectory(conf, path);
    SavedMetadata metadata = new SavedMetadata(directory, path, modelClass);
    M model = create.apply(metadata.uid());
    metadata.setParams(model);
    List<String> lines = directory.readLines(COUNTS);
    try {
      return model.setContent(lines, model.parse(lines));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s of model %s is damaged: %s".formatted(COUNTS, path, e.getMessage()), e);
    }
  }

  /** Reads what {@link DirectoryWriter#saveToLocal} wrote. */
  @Override
  public M loadFromLocal(String path) {
    return load(DirectoryWriter.local(path));
  }
}
