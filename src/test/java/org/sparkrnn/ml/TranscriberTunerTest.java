package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.predict.TranscriptNGram;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Searches of a transcriber's settings. */
class TranscriberTunerTest {
  private static final StructType SCHEMA =
      new StructType().add("tokens", ToyData.STRINGS).add("labels", DataTypes.StringType);

  /** Each row has a word that no other row has. */
  private static Dataset<Row> data() {
    List<Row> rows =
        IntStream.range(0, 24)
            .mapToObj(i -> RowFactory.create(new String[] {"a", "b" + i, "a"}, "w" + i + " x"))
            .toList();
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static SequenceTranscriber transcriber() {
    return new SequenceTranscriber()
        .setAutomatic(false)
        .setLabelUnit("words")
        .setHiddenSize(4)
        .setEmbeddingSize(4)
        .setMaxEpochs(1)
        .setNumShards(2)
        .setBeamWidth(4)
        .setNgramOrder(2);
  }

  private static String counts(SequenceTranscriberModel model) {
    return String.join("\n", model.furtherFiles().get(TranscriptNGram.FILE)) + "\n";
  }

  /** Otherwise a fold would be measured with a language model that has seen its transcripts. */
  @Test
  void theLanguageModelOfAFoldKnowsNoRowThatIsHeldOut() {
    TuningResult<SequenceTranscriber, SequenceTranscriberModel> found =
        new SequenceTuner<>(transcriber())
            .setTrials(2)
            .setFolds(2)
            .choose("ngramWeight", 0.3, 0.9)
            .setMetric("leaked", true, (model, held) -> Map.of("leaked", leaked(model, held)))
            .search(data());
    assertEquals(0, found.best().metric("leaked"));
    assertEquals(24, words(data()).stream().filter(counts(found.model())::contains).count());
    assertTrue(List.of(0.3, 0.5, 0.9).contains(found.model().getNgramWeight()));
  }

  private static double leaked(SequenceTranscriberModel model, Dataset<Row> held) {
    List<String> words = words(held);
    assertFalse(words.isEmpty());
    assertTrue(counts(model).contains("x"), "the word of all rows");
    return words.stream().filter(counts(model)::contains).count();
  }

  /** As lines of counts have them, and none is the beginning of another. */
  private static List<String> words(Dataset<Row> rows) {
    return rows.select("labels").collectAsList().stream()
        .map(row -> row.getString(0).split(" ")[0] + "\t")
        .toList();
  }

  @Test
  void aTrialWithTooFewStepsFailsByItself() {
    TuningResult<SequenceTranscriber, SequenceTranscriberModel> found =
        new SequenceTuner<>(transcriber().setBeamWidth(1).setNgramOrder(0))
            .setTrials(2)
            .setFolds(2)
            .choose("convLayers", "4x3x4")
            .search(data());
    assertEquals(0, found.best().index());
    Map<Integer, String> errors =
        found.trials().stream()
            .filter(trial -> trial.error() != null)
            .collect(Collectors.toMap(Trial::index, Trial::error));
    assertEquals(
        Map.of(
            1,
            "a transcript of 2 labels needs 2 steps, but the network makes 1 of its sequence; set smaller strides in convLayers, or a larger upsample"),
        errors);
  }

  @Test
  void whatChangesTheRowsThatFitIsNotSearched() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> new SequenceTuner<>(transcriber()).choose("upsample", 1, 2))
            .getMessage();
    assertTrue(message.startsWith("upsample cannot be searched, because the rows"), message);
    message =
        assertThrows(
                InvalidInputException.class,
                () -> new SequenceTuner<>(transcriber()).choose("beamWidth", 2, 4))
            .getMessage();
    assertTrue(message.startsWith("beamWidth cannot be searched, because a larger"), message);
  }
}
