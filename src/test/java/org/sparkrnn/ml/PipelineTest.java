package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.ToyData;

/** Use within Spark ML: pipelines, model selection, discovery. */
class PipelineTest {
  @TempDir Path dir;

  @Test
  void aPipelineOfTextTrainsSavesAndLoads() throws IOException {
    Dataset<Row> text =
        ToyData.tokens(32, 1).selectExpr("id", "concat_ws(' ', tokens) as text", "labels");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new RegexTokenizer().setInputCol("text").setOutputCol("words"),
                  tagger(2).setInputCol("words").setPredictionCol("tags"),
                  new SQLTransformer().setStatement("select id, tags from __THIS__")
                });
    Path unfitted = dir.resolve("pipeline");
    pipeline.write().save(unfitted.toString());
    PipelineModel model = Pipeline.load(unfitted.toString()).fit(text.where("text != ''"));
    Path saved = dir.resolve("model");
    model.write().save(saved.toString());
    model.write().overwrite().save(saved.toString());
    PipelineModel loaded = PipelineModel.load(saved.toString());
    assertEquals(
        model.transform(text).collectAsList().toString(),
        loaded.transform(text).collectAsList().toString());
    SequenceTaggerModel stage = (SequenceTaggerModel) loaded.stages()[1];
    assertEquals("tags", stage.getPredictionCol());
    assertEquals(((SequenceTaggerModel) model.stages()[1]).weightsSha256(), stage.weightsSha256());
  }

  @Test
  void crossValidationChoosesTheCellThatRemembers() {
    SequenceTagger tagger = tagger(8);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(
                tagger.cell(),
                scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of("none", "elman")))
            .build();
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(tagger)
            .setEvaluator(new SequenceTaggingEvaluator().setMetricName("macroF1"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(ToyData.tokens(64, 1));
    SequenceTaggerModel best = assertInstanceOf(SequenceTaggerModel.class, chosen.bestModel());
    assertEquals("elman", best.getCell());
    assertTrue(
        chosen.avgMetrics()[1] > chosen.avgMetrics()[0] + 0.2,
        Arrays.toString(chosen.avgMetrics()));
  }

  @Test
  void anEstimatorSavesItsParams() throws IOException {
    SequenceTagger tagger =
        tagger(3).setValidationIndicatorCol("held").setSeed(1L << 60).setLearningRate(1e-5);
    String path = dir.resolve("estimator").toString();
    tagger.write().save(path);
    SequenceTagger loaded = SequenceTagger.load(path);
    assertEquals(tagger.uid(), loaded.uid());
    assertEquals(tagger.explainParams(), loaded.explainParams());
  }

  private static <T> Stream<String> services(Class<T> type) {
    return StreamSupport.stream(ServiceLoader.load(type).spliterator(), false)
        .map(service -> service.getClass().getName());
  }

  /**
   * Spark Connect creates operators from these service files, with constructors without arguments.
   */
  @Test
  void sparkFindsOurOperators() {
    assertTrue(services(Estimator.class).anyMatch(SequenceTagger.class.getName()::equals));
    assertTrue(services(Transformer.class).anyMatch(SequenceTaggerModel.class.getName()::equals));
    assertEquals(
        Stream.of(
                SequenceTaggingEvaluator.class,
                SequenceClassificationEvaluator.class,
                SequenceMultilabelEvaluator.class,
                SequenceRegressionEvaluator.class,
                LanguageModelEvaluator.class,
                SequenceTranscriptionEvaluator.class)
            .map(Class::getName)
            .toList(),
        services(Evaluator.class).filter(name -> name.startsWith("org.sparkrnn.")).toList());
  }
}
