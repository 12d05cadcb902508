package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.WarmStartTest.tagger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.testkit.ToyData;

/** Refusals of a warm start and their messages. */
class WarmStartRefusalsTest {
  @TempDir static Path shared;
  @TempDir Path dir;
  private static String saved;

  @BeforeAll
  static void train() throws IOException {
    saved = shared.resolve("old").toString();
    WarmStartTest.fitted().write().save(saved);
  }

  private static void assertRefused(RnnEstimator<?, ?> estimator, Dataset<Row> data, String text) {
    String message =
        assertThrows(InvalidInputException.class, () -> estimator.fit(data)).getMessage();
    assertTrue(message.contains(text), message);
  }

  private String saved(RnnModel<?, ?> model, String name) throws IOException {
    String path = dir.resolve(name).toString();
    model.write().save(path);
    return path;
  }

  @Test
  void aResumedTrainingWithAnotherModelIsRefused() throws IOException {
    Dataset<Row> data = ToyData.tokens(40, 1);
    SequenceTagger other = tagger().setHiddenSize(6).setEmbeddingSize(5).setCell("gru");
    String another =
        saved(other.setBidirectional(true).setOutputLayer("crf").setSeed(7).fit(data), "another");
    SequenceTagger resumable =
        tagger().setInitialModel(saved).setCheckpointDir(dir.resolve("c").toString());
    resumable.fit(data);
    assertRefused(
        resumable.setInitialModel(another),
        data,
        "began with other pretrained vectors or another initialModel");
    resumable.clear(resumable.initialModel());
    assertRefused(resumable, data, "hiddenSize was 6 and is now 64");
  }

  @Test
  void whatDoesNotFitIsNamedWithItsShapesAndTheParam() {
    Dataset<Row> data = ToyData.tokens(10, 1);
    assertRefused(
        tagger().setInitialModel(saved).setHiddenSize(7).setNumLayers(2),
        data,
        "rnn.weight_hh_l0 has shape [18, 6] there and [21, 7] here");
    assertRefused(
        tagger().setInitialModel(saved).setHiddenSize(7).setNumLayers(2),
        data,
        "set hiddenSize=6 (it is 7), numLayers=1 (it is 2), or leave tensors out");
    assertRefused(
        tagger().setInitialModel(saved).setBidirectional(false),
        data,
        "rnn.weight_ih_l0_reverse has shape [18, 5] there and is not in this network");
    assertRefused(
        tagger().setInitialModel(saved).setLowercase(true),
        data,
        "lowercase is true, but initialModel " + saved + " was trained with lowercase=false");
    assertRefused(
        tagger().setInitialModel(saved).setPretrainedVectors("x.vec"),
        data,
        "leave one of them out");
    assertRefused(
        tagger().setInitialModel(saved).setInitialVocabularies("tokens=x"),
        data,
        "has its vocabularies; leave initialVocabularies out");
    assertRefused(
        tagger().setInitialPrefixes("rnn."),
        data,
        "initialPrefixes is set, but initialModel is not");
    assertRefused(
        tagger().setInitialModel(saved).setInitialPrefixes("lstm."),
        data,
        "initialPrefixes has \"lstm.\", but no name of a tensor of initialModel");
    assertRefused(tagger().setInitialModel(saved + "/none"), data, "/none does not exist");
    assertRefused(
        tagger().setInitialModel(saved + "/metadata"), data, "is not a complete model directory");
    assertRefused(
        tagger().setInitialModel(saved).setFrozenBlocks("rnn.", "lstm"),
        data,
        "frozenBlocks has \"lstm\", but no name of a tensor of this network begins with it; expected prefixes of some of embedding.weight, rnn.weight_ih_l0,");
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    new SequenceTuner<>(tagger().setInitialModel(saved)).choose("hiddenSize", 3, 4))
            .getMessage();
    assertTrue(message.contains("hiddenSize cannot be searched with initialModel"), message);
  }

  @Test
  void aModelOfAnEarlierVersionOrABaselineIsRefused() throws IOException {
    Path copy = dir.resolve("first");
    for (String name : List.of("metadata/part-00000", "network.json", "model.safetensors")) {
      Files.createDirectories(copy.resolve(name).getParent());
      Files.write(copy.resolve(name), Files.readAllBytes(Path.of(saved, name)));
    }
    Path metadata = copy.resolve("metadata/part-00000");
    Files.writeString(
        metadata, Files.readString(metadata).replace("\"formatVersion\":2", "\"formatVersion\":1"));
    assertRefused(
        tagger().setInitialModel(copy.toString()),
        ToyData.tokens(10, 1),
        "has format version 1, which does not describe its network");
    String baseline = dir.resolve("hmm").toString();
    new HmmTagger().fit(ToyData.tokens(10, 1)).write().save(baseline);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> tagger().setInitialModel(baseline).fit(ToyData.tokens(10, 1)))
            .getMessage();
    assertTrue(message.contains(baseline), message);
  }
}
