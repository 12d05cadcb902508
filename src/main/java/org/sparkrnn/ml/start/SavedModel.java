package org.sparkrnn.ml.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.save.DeletedParams;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.ml.start.TensorFile.NamedTensor;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.predict.file.TorchWeights;

/**
 * The parts of a saved model besides its tensors.
 *
 * @param encoder vocabularies and standardization
 * @param metadata metadata with the Params
 * @param sameTask whether the model is of the estimator's task
 */
record SavedModel(SequenceEncoder encoder, JsonNode metadata, boolean sameTask) {
  private static final int DESCRIBED = 2; // models describe their network from this version on
  private static final String OUTPUT = "(outputs\\.\\d+\\.)?(output|attention)\\..*";

  /**
   * Reads a model directory. The output of a model of another task is not used.
   *
   * @throws InvalidInputException if it is damaged, its version does not describe the network, or
   *     it has no network
   */
  static InitialModel read(Configuration conf, String path, RnnParams params) {
    if (params.isDefined(params.initialVocabularies())) {
      throw new InvalidInputException(
          "initialVocabularies is set, but initialModel %s is a saved model, which has its vocabularies; leave initialVocabularies out"
              .formatted(path));
    }
    ModelDirectory directory = new ModelDirectory(conf, path);
    JsonNode metadata = directory.readMetadata();
    DeletedParams.remove(metadata, "model " + path);
    if (metadata.path("formatVersion").intValue() < DESCRIBED) {
      throw new InvalidInputException(
          "initialModel %s has format version 1, which does not describe its network; load it, save it with this version, and start from that"
              .formatted(path));
    }
    NetworkFiles files = NetworkFiles.read(directory);
    String type = metadata.path("class").asText().replaceAll(".*\\.", "");
    boolean sameTask =
        type.replaceAll("^Trained|Model$", "")
            .equals(params.getClass().getSimpleName().replaceAll("Model$", ""));
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    TorchWeights.tensors(files.network(), files.weights())
        .forEach(
            (tensor, values) -> {
              if (sameTask || !tensor.name().matches(OUTPUT)) {
                tensors.put(tensor.name(), new NamedTensor(tensor.name(), tensor.shape(), values));
              }
            });
    SequenceEncoder encoder = files.encoder();
    return new InitialModel(
        path,
        new NamePrefixes(params).select(tensors, path),
        vocabularies(encoder),
        new SavedModel(encoder, metadata, sameTask));
  }

  private static Map<String, Vocabulary> vocabularies(SequenceEncoder encoder) {
    Map<String, Vocabulary> all = new LinkedHashMap<>();
    for (TokenColumn column : TokenColumn.values()) {
      if (encoder.vocabulary(column) != null) {
        all.put(column.spec().name(), encoder.vocabulary(column));
      }
    }
    int targets = encoder.targets().size();
    for (int i = 0; i < targets; i++) {
      all.put(InitialModel.labelsName(i, targets), encoder.targets().get(i).labels());
    }
    return all;
  }
}
