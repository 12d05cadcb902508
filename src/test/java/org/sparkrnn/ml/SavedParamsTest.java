package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ToyData;

/** The relation between the Params of a saved model and its network. */
class SavedParamsTest {
  private static final String METADATA = "metadata/part-00000";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private SequenceTaggerModel model;
  private Path saved;

  @BeforeEach
  void save() throws IOException {
    model = tagger(1).fit(ToyData.tokens(24, 1));
    saved = dir.resolve("saved");
    model.write().save(saved.toString());
  }

  /** A copy of a model with other metadata, and without Hadoop's checksums. */
  private Path with(Path of, ObjectNode metadata) throws IOException {
    Path copy = Files.createDirectories(dir.resolve("changed"));
    Files.createDirectories(copy.resolve("metadata"));
    try (Stream<Path> files = Files.list(of)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".crc")) {
          Files.copy(file, copy.resolve(file.getFileName().toString()));
        }
      }
    }
    Files.writeString(copy.resolve(METADATA), metadata.toString());
    return copy;
  }

  private Path withParam(Path of, String param, int value) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(of.resolve(METADATA).toFile());
    ((ObjectNode) json.get("paramMap")).put(param, value);
    return with(of, json);
  }

  private static SequenceTaggerModel load(Path path) {
    return SequenceTaggerModel.load(path.toString());
  }

  private static String refused(Path path) {
    return assertThrows(InvalidInputException.class, () -> load(path)).getMessage();
  }

  /** The network follows from its own file; the Params are only the user's settings. */
  @ParameterizedTest
  @CsvSource({"hiddenSize, 2000000000", "numLayers, 2", "embeddingSize, 5", "window, 3"})
  void theNetworkIsNotMadeOfParams(String param, int value) throws IOException {
    SequenceTaggerModel loaded = load(withParam(saved, param, value));
    assertEquals(model.network(), loaded.network());
    Dataset<Row> data = ToyData.tokens(8, 2);
    assertEquals(
        model.transform(data).collectAsList().toString(),
        loaded.transform(data).collectAsList().toString());
  }

  @ParameterizedTest
  @CsvSource({"hiddenSize, 0", "numLayers, -1"})
  void sizesThatNothingCanHaveAreRefused(String param, int value) throws IOException {
    String message = refused(withParam(saved, param, value));
    assertTrue(message.contains(param + " is " + value), message);
  }

  /** Models of version 1 have no other record of their sizes. */
  @ParameterizedTest
  @CsvSource({"hiddenSize, 5", "numLayers, 2", "embeddingSize, 2000000000"})
  void sizesThatTheWeightsOfVersion1ContradictAreRefused(String param, int value)
      throws IOException {
    Path old = Path.of("src/test/resources/saved/v1/models/tagger-gru");
    assertEquals(1, load(old).network().layers().size());
    String message = refused(withParam(old, param, value));
    assertTrue(message.contains("damaged") || message.contains("weights.safetensors"), message);
  }

  @Test
  void aNetworkOfAnotherKindIsRefused() throws IOException {
    Path path = dir.resolve("regressor");
    new SequenceRegressor()
        .setInputCol("frames")
        .setLabelCol("number")
        .setHiddenSize(4)
        .setMaxEpochs(1)
        .fit(BaselineTest.data(1))
        .write()
        .save(path.toString());
    ObjectNode json = (ObjectNode) JSON.readTree(path.resolve(METADATA).toFile());
    json.put("class", SequenceTaggerModel.class.getName());
    json.putObject("paramMap");
    json.putObject("defaultParamMap");
    String message = refused(with(path, json));
    assertTrue(message.contains("damaged"), message);
    assertTrue(message.contains("ends in linear {head=identity"), message);
    assertTrue(
        message.contains("expected the output of a tagger, which is one class per step"), message);
  }

  /** Neither does the kind of a classifier's outputs follow from its Params. */
  @Test
  void theKindOfOutputsIsThatOfTheNetwork() throws IOException {
    Path path = dir.resolve("labels");
    Dataset<Row> data = BaselineTest.data(1).selectExpr("text", "array(class) as sets");
    SequenceClassifierModel trained =
        new SequenceClassifier()
            .setInputCol("text")
            .setLabelCol("sets")
            .setMultilabel(true)
            .setHiddenSize(4)
            .setMaxEpochs(1)
            .fit(data);
    trained.write().save(path.toString());
    ObjectNode json = (ObjectNode) JSON.readTree(path.resolve(METADATA).toFile());
    ((ObjectNode) json.get("paramMap")).put("multilabel", false).put("readout", "eachStep");
    SequenceClassifierModel loaded = SequenceClassifierModel.load(with(path, json).toString());
    assertTrue(loaded.getMultilabel());
    assertEquals(
        trained.transform(data).collectAsList().toString(),
        loaded.transform(data).collectAsList().toString());
  }
}
