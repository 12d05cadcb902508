import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.HmmTagger;
import org.sparkrnn.ml.LabelFrequency;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.LanguageModelEvaluator;
import org.sparkrnn.ml.MajorityClassifier;
import org.sparkrnn.ml.NGramLanguageModel;
import org.sparkrnn.ml.NaiveBayesClassifier;
import org.sparkrnn.ml.NearestMomentsClassifier;
import org.sparkrnn.ml.SeasonalForecaster;
import org.sparkrnn.ml.SequenceClassificationEvaluator;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.ml.SequenceMultilabelEvaluator;
import org.sparkrnn.ml.SequenceRegressionEvaluator;
import org.sparkrnn.ml.SequenceRegressor;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.SequenceTaggingEvaluator;

/**
 * Makes with commit 055bbeb what make.sh does not: baselines, estimators, evaluators, pipelines and
 * a checkpoint of a training with a feature that is gone. It is no part of the build; it runs as a
 * single source file on the class path of that commit: java Make055bbeb.java OUT, where OUT is v1.
 *
 * <p>outputs/NAME.jsonl has the rows that it read and the columns that it added to them.
 */
public final class Make055bbeb {
  private static Path out;
  private static SparkSession spark;

  public static void main(String[] args) throws Exception {
    out = Path.of(args[0]);
    spark = SparkSession.builder().master("local[1]").getOrCreate();
    Dataset<Row> tagged =
        rows(
            "{\"words\":[\"the\",\"dog\",\"barks\"],\"tags\":[\"D\",\"N\",\"V\"]}",
            "{\"words\":[\"a\",\"dog\",\"sees\",\"the\",\"cat\"],\"tags\":[\"D\",\"N\",\"V\",\"D\",\"N\"]}",
            "{\"words\":[\"cats\",\"bark\"],\"tags\":[\"N\",\"V\"]}");
    Dataset<Row> names =
        rows(
            "{\"name\":\"anna\",\"kind\":\"short\"}",
            "{\"name\":\"bob\",\"kind\":\"short\"}",
            "{\"name\":\"annabella\",\"kind\":\"long\"}",
            "{\"name\":\"bo\",\"kind\":\"short\"}");
    Dataset<Row> chords =
        rows(
            "{\"now\":[[1.0,0.0],[0.0,1.0],[0.0,1.0]],\"next\":[[0.0,1.0],[0.0,1.0],[1.0,0.0]]}",
            "{\"now\":[[1.0,0.0],[1.0,0.0]],\"next\":[[1.0,0.0],[0.0,1.0]]}");
    Dataset<Row> series =
        rows(
            "{\"x\":[1.0,2.0,3.0,4.0],\"y\":2.0,\"kind\":\"up\"}",
            "{\"x\":[4.0,3.0,2.0,1.5],\"y\":3.0,\"kind\":\"down\"}");
    Dataset<Row> text =
        rows("{\"text\":\"the dog sees the cat\"}", "{\"text\":\"the cat sees a dog\"}");

    HmmTagger hmm = columns(new HmmTagger(), "words", "tags").setOrder(1);
    baseline("HmmTagger", hmm, hmm.fit(tagged), tagged);
    MajorityClassifier majority = columns(new MajorityClassifier(), "name", "kind");
    baseline("MajorityClassifier", majority, majority.fit(names), names);
    NaiveBayesClassifier bayes =
        columns(new NaiveBayesClassifier(), "name", "kind").setMinOrder(1).setMaxOrder(2);
    bayes.setLevel("character");
    baseline("NaiveBayesClassifier", bayes, bayes.fit(names), names);
    NearestMomentsClassifier moments = columns(new NearestMomentsClassifier(), "x", "kind");
    baseline("NearestMomentsClassifier", moments, moments.fit(series), series);
    LabelFrequency labels = columns(new LabelFrequency(), "now", "next").setOrder(1);
    baseline("LabelFrequency", labels, labels.fit(chords), chords);
    SeasonalForecaster seasonal = columns(new SeasonalForecaster(), "x", "y").setPeriod(2);
    baseline("SeasonalForecaster", seasonal, seasonal.fit(series), series);
    NGramLanguageModel ngram = new NGramLanguageModel().setOrder(2).setLevel("word");
    ngram.setInputCol("text").setPredictionCol("logs");
    baseline("NGramLanguageModel", ngram, ngram.fit(text), text);

    LanguageModel language = new LanguageModel().setInputCol("text").setLevel("word");
    language.setHiddenSize(3).setEmbeddingSize(2).setMaxEpochs(1).setBatchSize(2).setNumShards(1);
    save("estimators/LanguageModel", language);
    SequenceTagger tagger = new SequenceTagger().setInputCol("words").setLabelCol("tags");
    tagger.setHiddenSize(3).setEmbeddingSize(2).setMaxEpochs(1).setBatchSize(2).setNumShards(1);
    tagger.setPredictionCol("network");
    save("estimators/SequenceTagger", tagger);
    save("estimators/SequenceClassifier", new SequenceClassifier().setInputCol("x").setMultilabel(true));
    save("estimators/SequenceRegressor", new SequenceRegressor().setInputCol("x").setHorizon(2));
    save("estimators/SequenceTaggingEvaluator", new SequenceTaggingEvaluator().setMetricName("spanF1"));
    save(
        "estimators/SequenceClassificationEvaluator",
        new SequenceClassificationEvaluator().setMetricName("macroF1"));
    save(
        "estimators/SequenceMultilabelEvaluator",
        new SequenceMultilabelEvaluator().setMetricName("microF1"));
    save("estimators/SequenceRegressionEvaluator", new SequenceRegressionEvaluator().setMetricName("mae"));
    save("estimators/LanguageModelEvaluator", new LanguageModelEvaluator().setPredictionCol("p"));

    Pipeline tagging = new Pipeline().setStages(new PipelineStage[] {tagger, hmm});
    save("pipelines/tagging", tagging);
    baseline("tagging", null, tagging.fit(tagged), tagged);
    Pipeline texts = new Pipeline().setStages(new PipelineStage[] {language, ngram});
    save("pipelines/texts", texts);
    baseline("texts", null, texts.fit(text), text);
    save(
        "pipelines/series",
        new Pipeline().setStages(new PipelineStage[] {moments})); // whose class is gone

    new SequenceClassifier()
        .setInputCol("name")
        .setLabelCol("kind")
        .setDirectOrder(2)
        .setDirectSize(8)
        .setHiddenSize(2)
        .setEmbeddingSize(2)
        .setMaxEpochs(1)
        .setNumShards(1)
        .setExecution("threads")
        .setCheckpointDir(out.resolve("checkpoints/deleted-direct").toString())
        .fit(names);
    spark.stop();
  }

  private static <B extends org.sparkrnn.ml.Baseline<B, ?>> B columns(B of, String in, String label) {
    return of.setInputCol(in).setLabelCol(label);
  }

  private static Dataset<Row> rows(String... lines) {
    return spark.read().json(spark.createDataset(List.of(lines), Encoders.STRING()));
  }

  private static void save(String name, MLWritable what) throws Exception {
    what.write().save(out.resolve(name).toString());
  }

  private static void baseline(String name, MLWritable estimator, Model<?> model, Dataset<Row> data)
      throws Exception {
    if (estimator != null) {
      save("estimators/" + name, estimator);
    }
    save((estimator == null ? "pipelines/fitted-" : "baselines/") + name, (MLWritable) model);
    List<String> lines = model.transform(data).coalesce(1).toJSON().collectAsList();
    Files.createDirectories(out.resolve("outputs"));
    Files.write(out.resolve("outputs/" + name + ".jsonl"), lines);
  }
}
