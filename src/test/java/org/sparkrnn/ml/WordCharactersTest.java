package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.io.IOException;
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
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** A tagger that reads words by their characters too, end to end. */
class WordCharactersTest {
  private static final String[] ENDINGS = {"os", "ite", "um"};

  @TempDir Path dir;

  /** Random stems, few of which come twice, whose endings say the label. */
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

  @Test
  void unknownWordsAreTaggedByTheirEndings() throws IOException {
    Dataset<Row> training = words(96, 1);
    Dataset<Row> test = words(48, 2);
    SequenceTagger tagger = tagger(15).setWordDropout(0.3).setCharacterFilters(0);
    double without = tagger.fit(training).evaluate(test).unknownAccuracy();
    SequenceTaggerModel model = tagger.setCharacterFilters(12).setCharacterSize(6).fit(training);
    double with = model.evaluate(test).unknownAccuracy();
    assertTrue(without < 0.6 && with > 0.9, "unknown words: " + without + ", then " + with);

    Path saved = dir.resolve("model");
    model.write().save(saved.toString());
    assertEquals("<unk>", Files.readAllLines(saved.resolve("characters.txt")).get(0));
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

  @Test
  void aLanguageModelReadsTokensAlone() {
    LanguageModel languageModel = new LanguageModel().setCharacterFilters(8);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> languageModel.transformSchema(ToyData.schema(ToyData.STRINGS)))
            .getMessage();
    assertEquals(
        "characterFilters is 8, but a language model reads tokens alone; leave characterFilters"
            + " unset",
        message);
  }
}
