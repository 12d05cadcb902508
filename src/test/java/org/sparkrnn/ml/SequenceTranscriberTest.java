package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.kind.LabelUnit;
import org.sparkrnn.predict.Decoding;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.predict.Tagger;
import org.sparkrnn.predict.Transcriber;
import org.sparkrnn.predict.TranscriptNGram;
import org.sparkrnn.testkit.Interruption;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.ToyData;

/** Runs of letters of any length with pauses between them; the transcript has each run once. */
class SequenceTranscriberTest {
  private static final StructType STRINGS =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("tokens", ToyData.STRINGS)
          .add("labels", DataTypes.StringType);
  private static final String[] WORDS = {"ab", "ba", "cab", "c"};

  @TempDir Path dir;

  /** Row i has i modulo 4 words; a row without words has only a pause or no step. */
  private static List<Row> rows(int n, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> words = new ArrayList<>();
      for (int w = i % 4; w > 0; w--) {
        words.add(WORDS[random.nextInt(WORDS.length)]);
      }
      List<String> tokens = new ArrayList<>();
      for (char letter : String.join(" ", words).toCharArray()) {
        for (int k = 2 + random.nextInt(3); k > 0; k--) {
          tokens.add(letter == ' ' ? "_" : "" + letter);
        }
        tokens.add("-");
      }
      if (i % 8 == 4) {
        tokens.add("-");
      }
      rows.add(RowFactory.create(i, tokens.toArray(String[]::new), String.join(" ", words)));
    }
    return rows;
  }

  private static Dataset<Row> data(int n, long seed) {
    return LocalSpark.session().createDataFrame(rows(n, seed), STRINGS);
  }

  private static Dataset<Row> spread(int n, int partitions) {
    return LocalSpark.session().createDataFrame(ToyData.rdd(rows(n, 1), partitions), STRINGS);
  }

  private static SequenceTranscriber small(int epochs) {
    return new SequenceTranscriber()
        .setAutomatic(false)
        .setCell("gru")
        .setHiddenSize(16)
        .setEmbeddingSize(8)
        .setBidirectional(true)
        .setBatchSize(8)
        .setLearningRate(0.02)
        .setMaxEpochs(epochs)
        .setNumShards(2);
  }

  private static String refused(SequenceTranscriber transcriber, Dataset<Row> data) {
    Exception thrown = assertThrows(InvalidInputException.class, () -> transcriber.fit(data));
    return thrown.getMessage();
  }

  @Test
  void itLearnsAndIsTheSameWhereverItIsLoaded() throws Exception {
    Dataset<Row> test = data(120, 2).repartition(3);
    SequenceTranscriberModel model =
        small(12)
            .setBeamWidth(8)
            .setNgramOrder(3)
            .setNgramWeight(0.4)
            .setLengthBonus(0.1)
            .setProbabilityCol("p")
            .setStepsCol("steps")
            .setNBestCol("best")
            .setNBest(3)
            .fit(data(160, 1));
    TranscriptionMetrics metrics = model.evaluate(test);
    assertTrue(metrics.labelErrorRate() < 0.05, "error rate " + metrics.labelErrorRate());
    assertEquals(metrics.labelErrorRate(), metrics.characterErrorRate());
    assertEquals(120, metrics.sequences());
    assertTrue(metrics.loss() > 0 && metrics.loss() < 0.5, "loss " + metrics.loss());
    assertTrue(metrics.warnings().isEmpty(), metrics.warnings().toString());

    String path = dir.resolve("model").toString();
    model.write().save(path);
    assertTrue(Files.exists(Path.of(path, TranscriptNGram.FILE)));
    SequenceTranscriberModel loaded = SequenceTranscriberModel.load(path);
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals(0.4, loaded.getNgramWeight());
    assertEquals(0.1, loaded.getLengthBonus());
    List<Row> rows = model.transform(test).orderBy("id").collectAsList();
    assertEquals(rows, loaded.transform(test).orderBy("id").collectAsList());
    assertEquals(metrics.labels(), loaded.evaluate(test).labels());
    assertEquals(
        metrics.labels(),
        new SequenceTranscriptionEvaluator().metrics(loaded.transform(test)).labels());

    Decoding decoding =
        Decoding.beam(8).withNGram(loaded.getNgramWeight(), loaded.getLengthBonus());
    Transcriber plain = SavedNetwork.load(Path.of(path)).transcriber(decoding);
    for (Row row : rows) {
      String[] tokens = row.<String>getList(1).toArray(String[]::new);
      String transcript = String.join("", plain.transcribe(tokens));
      assertEquals(row.getAs("prediction"), transcript);
      List<Integer> steps = row.getList(row.fieldIndex("steps"));
      assertEquals(transcript.length(), steps.size());
      for (int u = 0; u < steps.size(); u++) {
        assertTrue(steps.get(u) < tokens.length && (u == 0 || steps.get(u) > steps.get(u - 1)));
      }
      List<Row> best = row.getList(row.fieldIndex("best"));
      assertEquals(transcript, best.get(0).getString(0));
      assertEquals(row.<Double>getAs("p"), best.get(0).getDouble(2));
      for (int i = 1; i < best.size(); i++) {
        assertTrue(best.get(i).getDouble(1) <= best.get(i - 1).getDouble(1));
        assertNotEquals(transcript, best.get(i).getString(0));
      }
      if (tokens.length == 0) {
        assertEquals(
            List.of("", 0.0, 1.0),
            List.of(best.get(0).get(0), best.get(0).get(1), best.get(0).get(2)));
      }
    }
    assertThrows(InvalidInputException.class, () -> SavedNetwork.load(Path.of(path)).tagger());
    assertTrue(
        SavedNetwork.load(Path.of(path)).transcriber(Decoding.GREEDY).transcribe("a").length <= 1);
  }

  /** A score is log p plus the weighted language model and the bonus for each token. */
  @Test
  void theLanguageModelCountsAsMuchAsItsWeightSays() {
    Dataset<Row> test = data(24, 2);
    SequenceTranscriberModel model =
        small(3)
            .setBeamWidth(200)
            .setNgramOrder(2)
            .setNgramUnit("words")
            .setNgramWeight(0.7)
            .setLengthBonus(0.3)
            .setNBestCol("best")
            .setNBest(2)
            .fit(data(96, 1));
    TranscriptNGram ngram = TranscriptNGram.parse(model.furtherFiles().get(TranscriptNGram.FILE));
    for (Row row : model.transform(test).filter("size(tokens) > 0").collectAsList()) {
      for (Row best : row.<Row>getList(row.fieldIndex("best"))) {
        String[] letters = LabelUnit.CHARACTERS.split(best.getString(0));
        double expected =
            Math.log(best.getDouble(2))
                + 0.7 * ngram.logProbability(letters)
                + 0.3 * TranscriptNGram.tokens(letters, true).length;
        assertEquals(expected, best.getDouble(1), 0.2, best.getString(0)); // only kept alignments
      }
    }
    long few = model.setLengthBonus(-30).evaluate(test).words().deletions();
    long many = model.setLengthBonus(3).evaluate(test).words().deletions();
    assertTrue(few > many, "%d and %d words left out".formatted(few, many));
    TranscriptionMetrics.Errors beam = model.evaluate(test).labels();
    TranscriptionMetrics.Errors greedy = model.setBeamWidth(1).evaluate(test).labels();
    assertNotEquals(beam, greedy);
    model.set(model.beamWidth(), (Object) 200); // without the setter, as pyspark does it
    assertEquals(beam, model.evaluate(test).labels());
  }

  @Test
  void labelsAreListsCharactersOrWords() {
    Dataset<Row> text = data(40, 1);
    Dataset<Row> lists =
        text.withColumn("labels", functions.expr("filter(split(labels, ' '), l -> l <> '')"));
    Dataset<Row> numbers =
        lists.withColumn("labels", functions.expr("transform(labels, l -> length(l))"));
    SequenceTranscriberModel words = small(1).setLabelUnit("words").fit(text);
    assertEquals(4, words.network().output().targetSize());
    SequenceTranscriberModel list = small(1).fit(lists);
    assertEquals("list", list.getLabelUnit());
    assertEquals(4, list.network().output().targetSize());
    assertEquals(ToyData.STRINGS, list.transform(lists).schema().apply("prediction").dataType());
    SequenceTranscriberModel ints = small(1).fit(numbers);
    assertEquals(3, ints.network().output().targetSize()); // 1, 2 and 3
    assertEquals("characters", small(1).fit(text).getLabelUnit());
    assertEquals(
        DataTypes.StringType, words.transform(text).schema().apply("prediction").dataType());
    TranscriptionMetrics metrics = words.evaluate(text);
    assertEquals(metrics.labels(), metrics.words());
    assertNotEquals(metrics.labels(), metrics.characters());
    assertTrue(Double.isNaN(list.evaluate(lists).characterErrorRate()));
    String message = refused(small(1).setLabelUnit("list"), text);
    assertTrue(message.contains("expected an array of labels, because labelUnit is list"), message);
    message = refused(small(1).setLabelUnit("words"), lists);
    assertTrue(message.contains("expected a string, because labelUnit is words"), message);
    message = refused(small(1).setLabelCol("id"), text);
    assertTrue(message.contains("expected array<string>, array<int> or string"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, a|b c, a|b c",
    "CHARACTERS, a| |b, a b",
    "WORDS, a|bc, a bc",
  })
  void unitsSplitAndJoin(LabelUnit unit, String labels, String text) {
    assertEquals(unit, LabelUnit.of(unit.paramValue()));
    if (unit.string()) {
      String[] split = labels.split("\\|");
      assertEquals(text, unit.join(split));
      assertArrayEquals(split, unit.split(text));
      assertEquals("", unit.join());
      assertEquals(0, unit.split("").length);
    } else {
      assertThrows(NullPointerException.class, () -> unit.split(text));
    }
  }

  @Test
  void partitionsDoNotMatterAndATrainingGoesOn() {
    SequenceTranscriber transcriber =
        small(3).setDropout(0.2).setNumLayers(2).setUpsample(2).setValidationFraction(0.2);
    SequenceTranscriberModel whole = transcriber.fit(spread(60, 1));
    assertEquals(whole.weightsSha256(), transcriber.fit(spread(60, 3)).weightsSha256());
    assertEquals(
        whole.weightsSha256(),
        transcriber
            .copy(ParamMap.empty())
            .setExecution("threads")
            .fit(spread(60, 4))
            .weightsSha256());
    SequenceTranscriber resumable =
        transcriber
            .copy(ParamMap.empty())
            .setCheckpointDir(dir.resolve("checkpoints").toString())
            .setCheckpointInterval(1);
    Interruption interruption = new Interruption(5);
    SequenceTranscriberModel resumed =
        interruption.untilDone(
            listener ->
                resumable
                    .setBeamWidth(1 + interruption.interruptions()) // decoding may change
                    .setListener(listener)
                    .fit(spread(60, 1 + interruption.interruptions() % 3)));
    assertTrue(interruption.interruptions() >= 2);
    assertEquals(whole.weightsSha256(), resumed.weightsSha256());
  }

  @Test
  void aTargetThatNeedsMoreStepsIsNamedOrLeftOut() {
    List<Row> rows = new ArrayList<>(rows(40, 1));
    rows.add(RowFactory.create(77, new String[] {"a", "b", "-"}, "aab"));
    rows.add(RowFactory.create(78, new String[] {"a"}, ""));
    rows.add(RowFactory.create(79, new String[] {}, "c"));
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, STRINGS).coalesce(1);
    String message = refused(small(1), data);
    assertTrue(message.contains("row 41 of partition 1"), message);
    assertTrue(
        message.contains(
            "labels has 3 labels (1 of them after an equal label), which need 4 steps, but the 3 steps of the input become 3 in the network; set smaller strides in convLayers, set upsample=2, or leave such rows out with mode=dropmalformed"),
        message);
    SequenceTranscriberModel model = small(1).setMode("dropmalformed").fit(data);
    assertEquals(2, model.summary().droppedRows());
    assertEquals(41, model.summary().sequences());
    model = small(1).setUpsample(2).setMode("dropmalformed").fit(data);
    assertEquals(1, model.summary().droppedRows(), "nothing makes steps of none");
    message = refused(small(1).setConvLayers("4x3x2,4x3x3"), data);
    assertTrue(message.contains("steps of the input become"), message);
    TranscriptionMetrics metrics = model.evaluate(data);
    assertEquals(43, metrics.sequences(), "they can be measured all the same");
    assertTrue(metrics.labels().deletions() > 0);
  }

  @Test
  void nullsAreNamedAndUnknownLabelsAreErrors() {
    List<Row> rows = new ArrayList<>(rows(20, 1));
    rows.add(RowFactory.create(99, new String[] {"a"}, null));
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, STRINGS).coalesce(1);
    String message = refused(small(1), data);
    assertTrue(message.contains("row 21") && message.contains("labels is null"), message);
    SequenceTranscriberModel model = small(1).setMode("dropmalformed").fit(data);
    assertEquals(1, model.summary().droppedRows());
    Dataset<Row> others =
        data(12, 3).withColumn("labels", functions.expr("replace(labels, 'a', 'z')"));
    TranscriptionMetrics metrics = model.evaluate(others);
    assertTrue(metrics.warnings().get(0).contains("unknown to the model"), "" + metrics.warnings());
    Dataset<Row> none = data(12, 3).withColumn("labels", functions.lit("zzz"));
    TranscriptionMetrics meaningless = model.evaluate(none);
    assertThrows(InvalidInputException.class, meaningless::requireMeaning);
    assertTrue(meaningless.labelErrorRate() >= 1);
    message = refused(small(1), data(12, 1).withColumn("labels", functions.lit("")));
    assertTrue(message.contains("labelCol labels contains neither a label nor a number"), message);
  }

  @Test
  void contradictionsAreRefused() {
    Dataset<Row> data = data(8, 1);
    String message = refused(small(1).setNgramOrder(2), data);
    assertTrue(message.startsWith("ngramOrder is 2 with beamWidth=1"), message);
    message = refused(small(1).setBeamWidth(4).setLengthBonus(1), data);
    assertTrue(message.startsWith("lengthBonus is 1.0, but there is no language model"), message);
    for (double bonus : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      message =
          assertThrows(InvalidInputException.class, () -> small(1).setLengthBonus(bonus))
              .getMessage();
      assertEquals("lengthBonus is %s; expected a finite number".formatted(bonus), message);
    }
    message = refused(small(1).setBeamWidth(4).setNgramWeight(0.5), data);
    assertTrue(message.startsWith("ngramWeight is 0.5, but there is no language model"), message);
    SequenceTranscriber words = small(1).setBeamWidth(4).setNgramOrder(2).setNgramUnit("words");
    message = refused(words.setLabelUnit("words"), data);
    assertTrue(message.startsWith("ngramUnit is words, but labels are words themselves"), message);
    message = refused(small(1).setTiedEmbeddings(true), data);
    assertTrue(message.startsWith("tiedEmbeddings is true"), message);
  }

  @Test
  void itGoesThroughPipelineAndCrossValidator() throws Exception {
    Dataset<Row> data = data(48, 1);
    SequenceTranscriber transcriber = small(25);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {transcriber});
    PipelineModel model = pipeline.fit(data);
    String path = dir.resolve("pipeline").toString();
    model.write().save(path);
    assertEquals(
        model.transform(data).collectAsList(),
        PipelineModel.load(path).transform(data).collectAsList());
    SequenceTranscriptionEvaluator evaluator = new SequenceTranscriptionEvaluator();
    assertFalse(evaluator.isLargerBetter());
    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(transcriber)
            .setEvaluator(evaluator)
            .setEstimatorParamMaps(
                new ParamMap[] {
                  new ParamMap().put(transcriber.learningRate(), 1e-7),
                  new ParamMap().put(transcriber.learningRate(), 0.02)
                })
            .setNumFolds(2)
            .fit(data);
    assertTrue(best.avgMetrics()[1] < best.avgMetrics()[0], Arrays.toString(best.avgMetrics()));
    assertTrue(evaluator.evaluate(best.transform(data)) < 1);
    for (String metric : List.of("characterErrorRate", "wordErrorRate", "sequenceErrorRate")) {
      assertTrue(evaluator.setMetricName(metric).evaluate(best.transform(data)) >= 0);
    }
    Dataset<Row> lists =
        data.selectExpr("split(labels, '') as labels", "split(labels, 'a') as prediction");
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> evaluator.setMetricName("wordErrorRate").evaluate(lists))
            .getMessage();
    assertTrue(message.startsWith("metricName is wordErrorRate, but the transcripts"), message);
    assertTrue(evaluator.setMetricName("labelErrorRate").evaluate(lists) > 0);
    String saved = dir.resolve("evaluator").toString();
    evaluator.write().save(saved);
    assertEquals(
        evaluator.getMetricName(), SequenceTranscriptionEvaluator.load(saved).getMetricName());
    String estimator = dir.resolve("estimator").toString();
    transcriber.setNgramOrder(4).setNgramWeight(0.7).write().save(estimator);
    SequenceTranscriber loaded = SequenceTranscriber.load(estimator);
    assertEquals(transcriber.explainParams(), loaded.explainParams());
    assertEquals(0.7, loaded.getNgramWeight());
  }

  /** Steps of features, of which strides keep every sixth. */
  @Test
  void settingsFollowFromLengths() {
    SequenceTranscriber open = new SequenceTranscriber();
    Dataset<Row> tokens =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(1, new String[] {"x", "y"}, "ksjuw"),
                    RowFactory.create(2, new String[] {"x"}, "k")),
                STRINGS);
    SequenceTranscriber chosen = open.withChosenSettings(tokens);
    assertEquals(3, chosen.getUpsample());
    assertEquals("lstm", chosen.getCell());
    assertTrue(chosen.getBidirectional());
    Dataset<Row> features =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(1, new double[40], "abc"),
                    RowFactory.create(2, new double[60], "a")),
                new StructType()
                    .add("id", DataTypes.IntegerType)
                    .add("tokens", DataTypes.createArrayType(DataTypes.DoubleType))
                    .add("labels", DataTypes.StringType));
    chosen = open.withChosenSettings(features);
    assertEquals("128x5x2,128x5x2", chosen.getConvLayers());
    assertEquals(1, chosen.getUpsample());
    assertTrue(chosen.getStandardize());
    Dataset<Row> tight = features.withColumn("labels", functions.expr("repeat('ab', 12)"));
    assertEquals("128x5", open.withChosenSettings(tight).getConvLayers());
    Dataset<Row> shorter = features.withColumn("labels", functions.expr("repeat('ab', 50)"));
    chosen = open.withChosenSettings(shorter);
    assertEquals("128x5", chosen.getConvLayers());
    assertEquals(3, chosen.getUpsample(), "100 labels of 40 steps");
    chosen = new SequenceTranscriber().setUpsample(6).withChosenSettings(shorter);
    assertEquals("128x5x2", chosen.getConvLayers(), "240 steps for 100 labels");
    Dataset<Row> damaged =
        features
            .crossJoin(LocalSpark.session().range(12).toDF("n"))
            .withColumn("labels", functions.expr("if(id = 1 and n = 0, repeat('ab', 50), labels)"));
    chosen = open.withChosenSettings(damaged);
    assertEquals("128x5x2,128x5x2", chosen.getConvLayers());
    assertEquals(1, chosen.getUpsample(), "one row in 24 may be damaged");
  }

  @Test
  void stepsAreRepeatedBehindTheStridesThatAreSet() {
    Dataset<Row> tokens =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create(1, new String[] {"x", "y", "z", "x", "y"}, "ksjuwv")),
                STRINGS)
            .coalesce(1);
    SequenceTranscriber strided = new SequenceTranscriber().setConvLayers("32x3x2");
    assertEquals(2, strided.withChosenSettings(tokens).getUpsample(), "3 steps for 6 labels");
    strided.setConvLayers("32x3x4");
    assertEquals(3, strided.withChosenSettings(tokens).getUpsample(), "2 steps for 6 labels");
    String message = refused(small(1).setConvLayers("4x3x4").setUpsample(2), tokens);
    assertTrue(message.contains("the 5 steps of the input become 4 in the network"), message);
    assertTrue(message.contains("set upsample=3, or leave"), message);
    Dataset<Row> none =
        tokens.withColumn("tokens", functions.expr("array()").cast("array<string>"));
    message = refused(small(1), none);
    assertTrue(message.contains("become 0 in the network; drop the row, or leave"), message);
    Dataset<Row> many = tokens.withColumn("labels", functions.expr("repeat('ab', 500)"));
    message = refused(small(1), many);
    assertTrue(message.contains("these are more than upsample can make"), message);
  }

  /** The end of a line of a text is a label like any other here. */
  @Test
  void wordsThatMeanSomethingElsewhereStay() {
    assertEquals("EH </s> D", LabelUnit.WORDS.join("EH", "</s>", "D"));
    assertEquals("a b", LabelUnit.CHARACTERS.join("a", " ", "b"));
    Dataset<Row> data =
        data(24, 1)
            .where("size(tokens) > 0")
            .withColumn("labels", functions.expr("concat_ws(' ', split(labels, ''), '</s>')"));
    TranscriptionMetrics metrics =
        small(1).setLabelUnit("words").setUpsample(4).fit(data).evaluate(data);
    assertEquals(metrics.labels().tokens(), metrics.words().tokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "words"})
  void anNGramModelIsSavedAsLines(String unit) {
    SequenceTranscriberModel model =
        small(1)
            .setBeamWidth(2)
            .setNgramOrder(3)
            .setNgramUnit(unit)
            .setValidationFraction(0.3)
            .fit(data(60, 1));
    List<String> lines = model.furtherFiles().get(TranscriptNGram.FILE);
    TranscriptNGram read = TranscriptNGram.parse(lines);
    assertEquals(lines, read.lines());
    assertEquals(3, read.order());
    assertEquals(unit.equals("words"), read.words());
    double usual = read.logProbability("c", "a", "b");
    assertTrue(usual > read.logProbability("b", "c", "c"), "" + usual);
    Map<String, String> wrong =
        Map.of("3\tletters", "its first line is", "0\tlabels", "its first line is");
    wrong.forEach(
        (first, message) -> {
          List<String> damaged = new ArrayList<>(lines);
          damaged.set(0, first);
          String said =
              assertThrows(InvalidInputException.class, () -> TranscriptNGram.parse(damaged))
                  .getMessage();
          assertTrue(said.contains(message), said);
        });
    List<String> cut = new ArrayList<>(lines);
    cut.set(1, "a");
    assertThrows(InvalidInputException.class, () -> TranscriptNGram.parse(cut));
  }

  @Test
  void theBaselineIsTheBestConstant() {
    List<Row> rows = new ArrayList<>();
    String[] transcripts = {"abc", "abd", "abc", "xbc", "", "zzzz"};
    for (int i = 0; i < transcripts.length; i++) {
      rows.add(
          RowFactory.create(i, new String[] {"a", "b", "c", "d", "e", "f", "g"}, transcripts[i]));
    }
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, STRINGS);
    SequenceTranscriberModel model = small(1).fit(data);
    BaselineTrial trial = TranscriptionBaseline.trials(model, data, data).get(0);
    BaselineMetrics metrics = trial.measure().orElseThrow();
    assertEquals("constantTranscript", metrics.name());
    assertEquals(List.of("all rows are given the transcript [a, b, c]"), metrics.notes());
    assertEquals((1 + 1 + 3 + 4) / 16.0, metrics.get("labelErrorRate"), 1e-12);
    assertEquals(4 / 6.0, metrics.get("sequenceErrorRate"), 1e-12);
  }

  /** The outputs of a predictor are those of the network's output steps. */
  @Test
  void aPredictorTellsTheStepsThatComeOut() {
    Dataset<Row> lists = data(24, 1).withColumn("labels", functions.expr("left(labels, 1)"));
    Transcriber plain = small(1).setConvLayers("4x3x2").setUpsample(3).fit(lists).transcriber();
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int length : new int[] {3, 0, 8, 1}) {
      String[] tokens = new String[length];
      Arrays.fill(tokens, "a");
      sequences.add(plain.encoder().encode(tokens, null));
    }
    int[] outputs = new int[4];
    plain.run(sequences, (i, t, p, at) -> outputs[i] += t == outputs[i] ? 1 : 1000);
    assertArrayEquals(new int[] {6, 0, 12, 3}, outputs);
    int[] classes = new int[4];
    float[] sure = {0};
    plain.decodeSurely(
        sequences,
        (target, i, t, label, p) -> {
          classes[i] += t == classes[i] ? 1 : 1000;
          sure[0] += p;
        });
    assertArrayEquals(outputs, classes);
    assertTrue(sure[0] > 0.25 * 21 && sure[0] <= 21, "the likeliest of four");
  }

  @Test
  void aTaggerIsNoTranscriber() {
    SequenceTaggerModel tagger = SequenceTaggerTest.tagger(1).fit(ToyData.tokens(16, 1));
    Tagger plain = tagger.tagger();
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    new Transcriber(
                        plain.network(), tagger.weights(), plain.encoder(), Decoding.GREEDY, null))
            .getMessage();
    assertTrue(message.contains("labels that are aligned with the steps (ctc)"), message);
    assertThrows(InvalidInputException.class, () -> Decoding.beam(0));
  }
}
