package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** A tagger that also reads the characters of words, from end to end. */
class WordCharactersTest {
  private static final String[] ENDINGS = {"os", "ite", "um"};

  @TempDir Path dir;

  /** Random stems, few of which occur twice, with endings that determine the label. */
  private static Dataset<Row> words(int n, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String[] words = new String[1 + i % 6];
      String[] labels = new String[words.length];
      for (int t = 0; t < words.length; t++) {
        StringBuilder word = new StringBuilder();
        for (int c = 0; c < 5; c++) {
          word.append((char) ('a' + random.nextInt(8)));
        }
        int ending = random.nextInt(ENDINGS.length);
        words[t] = word + ENDINGS[ending];
        labels[t] = "L" + ending;
      }
      rows.add(RowFactory.create(i, words, labels));
    }
    return LocalSpark.session().createDataFrame(rows, ToyData.schema(ToyData.STRINGS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"convolution", "bilstm"})
  void unknownWordsAreTaggedByTheirEndings(String encoder) throws IOException {
    Dataset<Row> training = words(96, 1);
    Dataset<Row> test = words(48, 2);
    SequenceTagger tagger = tagger(15).setWordDropout(0.3).setCharacterFilters(0);
    double without = tagger.fit(training).evaluate(test).unknownAccuracy();
    tagger.setCharacterEncoder(encoder).setCharacterUnits(7).setCharacterSize(6);
    tagger.setCharacterFilters(encoder.equals("convolution") ? 12 : 0); // only for convolutions
    SequenceTaggerModel model = tagger.fit(training);
    double with = model.evaluate(test).unknownAccuracy();
    assertTrue(without < 0.6 && with > 0.9, "unknown words: " + without + ", then " + with);

    Path saved = dir.resolve("model");
    model.write().save(saved.toString());
    assertEquals("<unk>", Files.readAllLines(saved.resolve("characters.txt")).get(0));
    String weights =
        new String(
            Files.readAllBytes(saved.resolve("model.safetensors")), StandardCharsets.ISO_8859_1);
    assertTrue(
        weights.contains(
            encoder.equals("bilstm")
                ? "\"characters.rnn.weight_hh_l0_reverse\""
                : "\"characters.conv.weight\""));
    SequenceTaggerModel loaded = SequenceTaggerModel.load(saved.toString());
    assertEquals(model.network(), loaded.network());
    assertEquals(
        model.transform(test).collectAsList().toString(),
        loaded.transform(test).collectAsList().toString());
    String[] unknown = {"zzos", "ite", "", "\uD83D\uDE00um"};
    String[] labels = SavedNetwork.load(saved).tagger().tag(unknown);
    assertArrayEquals(model.tagger().tag(unknown), labels);
    assertEquals(List.of("L0", "L1", "L2"), List.of(labels[0], labels[1], labels[3]));
  }

  /** A word's vector does not depend on other rows. */
  @Test
  void rowsAreTaggedAsTheyAreAlone() {
    SequenceTagger tagger = tagger(2).setCharacterEncoder("bilstm").setProbabilityCol("p");
    SequenceTaggerModel model = tagger.fit(words(30, 3));
    List<Row> together = model.transform(words(20, 4).coalesce(1)).orderBy("id").collectAsList();
    List<Row> apart = model.transform(words(20, 4).repartition(9)).orderBy("id").collectAsList();
    assertEquals(together.toString(), apart.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 1", "3 2", "7 2"})
  void weightsDoNotDependOnPartitions(String partitions) {
    SequenceTagger tagger = tagger(2).setCharacterEncoder("bilstm").setRecurrentDropout(0.3);
    tagger.setNumShards(4).setWeightDropout(0.1);
    float[] one = tagger.fit(words(30, 3).coalesce(1)).weights();
    String[] each = partitions.split(" ");
    Dataset<Row> spread = words(30, 3).coalesce(1).repartition(Integer.parseInt(each[0]));
    tagger.setExecution(each[1].equals("2") ? "spark" : "threads");
    assertArrayEquals(one, tagger.fit(spread).weights());
  }

  @Test
  void aLanguageModelReadsTokensAlone() {
    LanguageModel languageModel = new LanguageModel().setCharacterFilters(8);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> languageModel.transformSchema(ToyData.schema(ToyData.STRINGS)))
            .getMessage();
    assertEquals(
        "characterFilters is 8, but a language model reads only tokens; leave characterFilters unset",
        message);
    LanguageModel spelled = new LanguageModel().setCharacterEncoder("bilstm");
    message =
        assertThrows(
                InvalidInputException.class,
                () -> spelled.transformSchema(ToyData.schema(ToyData.STRINGS)))
            .getMessage();
    assertEquals(
        "characterEncoder is bilstm, but a language model reads only tokens; leave characterEncoder unset",
        message);
  }
}
