"""The Python package, installed from its wheel, in a classic Spark session."""

import os
import subprocess
import sys
from datetime import timedelta

import numpy
import pytest
from pyspark.ml.param import Params
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.feature import SQLTransformer
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession
from safetensors.numpy import load_file, save_file

import sparkrnn


@pytest.fixture(scope="session")
def spark():
    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
    )
    session = sparkrnn.session(builder)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def sentences(spark):
    """The tag of a word is its first letter in upper case, so that it can be learned."""
    words = ["ape", "bear", "ant", "bat", "cat", "cow"]
    rows = []
    for i in range(60):
        tokens = [words[(i * 5 + j * (1 + i % 3)) % len(words)] for j in range(1 + i % 7)]
        rows.append((tokens, [word[0].upper() for word in tokens]))
    return spark.createDataFrame(rows, ["tokens", "labels"])


def tagger(**params):
    return sparkrnn.SequenceTagger(
        automatic=False, hiddenSize=8, batchSize=4, learningRate=0.02, numShards=2, **params
    )


def test_fit_transform_evaluate_save_load(spark, sentences, tmp_path):
    model = tagger(maxEpochs=8).fit(sentences)
    rows = model.transform(sentences).collect()
    right = sum(p == g for row in rows for p, g in zip(row.prediction, row.labels))
    assert right == sum(len(row.labels) for row in rows)
    assert model.evaluate(sentences)["accuracy"] == 1.0
    assert sparkrnn.SequenceTaggingEvaluator().evaluate(model.transform(sentences)) == 1.0
    assert len(model.summary["epochs"]) == 8
    assert "hashCode" not in {*model.summary, *model.summary["epochs"][7]}
    assert model.summary["epochs"][7]["loss"] < model.summary["epochs"][0]["loss"]
    path = str(tmp_path / "model")
    model.write().overwrite().save(path)
    loaded = sparkrnn.SequenceTaggerModel.load(path)
    assert loaded.weightsSha256 == model.weightsSha256
    assert loaded.getHiddenSize() == 8
    assert loaded.transform(sentences).collect() == rows
    with pytest.raises(RuntimeError, match="loaded and not trained"):
        loaded.summary


def test_the_summary_has_the_validation(sentences):
    epochs = tagger(maxEpochs=2, validationFraction=0.25).fit(sentences).summary["epochs"]
    assert [epoch["epoch"] for epoch in epochs] == [1, 2]
    assert all(0 < epoch["validationLoss"] < 3 for epoch in epochs)


def test_the_same_weights_whatever_the_partitions(sentences):
    digests = {
        tagger(maxEpochs=2).fit(sentences.repartition(n)).weightsSha256 for n in (1, 3)
    }
    assert len(digests) == 1


def test_forecasts_of_many_series_are_measured_from_several_origins(spark):
    sales = spark.range(6 * 30).selectExpr(
        "concat('shop', id % 6) AS shop", "id div 6 AS day", "10.0D + id % 6 + id div 6 % 3 AS sold"
    )
    model = sparkrnn.SequenceRegressor(
        automatic=False,
        seriesCol="shop",
        timeCol="day",
        labelCol="sold",
        strategy="decoder",
        gaps="mask",
        horizon=2,
        period=3,
        window=6,
        maxEpochs=1,
        cell="gru",
        hiddenSize=4,
        numShards=2,
    ).fit(sales)
    assert model.transform(sales).count() == 6 * 2
    assert model.evaluate(sales)["steps"] == 6 * 2
    origins = sparkrnn.RollingOrigin(folds=3, step=2)
    metrics = model.evaluate(sales, origins)
    assert metrics["steps"] == 6 * 3 * 2 and metrics["mae"] > 0
    series = model.evaluateSeries(sales, origins).collect()
    assert sorted(row.shop for row in series) == [f"shop{i}" for i in range(6)]
    assert {row.forecasts for row in series} == {3}
    baselines = model.seriesBaselines(sales, origins)
    assert baselines["seasonal"]["mae"] == 0 < baselines["persistence"]["mae"]
    with pytest.raises(Exception, match="folds is 0; expected 1 or more"):
        model.evaluate(sales, sparkrnn.RollingOrigin(0, 1))
    # The last three days of shop1 and shop4 are marked, so the second forecast of each is cut short.
    marked = sales.selectExpr("*", "shop IN ('shop1', 'shop4') AND day >= 27 AS held")
    rows = sparkrnn.RollingOrigin.ofRows("held")
    assert model.evaluate(marked, rows)["steps"] == 2 * 3
    series = {row.shop: row for row in model.evaluateSeries(marked, rows).collect()}
    assert sorted(series) == ["shop1", "shop4"] and series["shop4"].forecasts == 2
    errors = [row.mae for row in series.values()]
    assert model.evaluate(marked, rows)["mae"] == pytest.approx(sum(errors) / 2)
    assert model.seriesBaselines(marked, rows)["seasonal"]["mae"] == 0
    with pytest.raises(Exception, match="RollingOrigin.ofRows day has type bigint"):
        model.evaluate(marked, sparkrnn.RollingOrigin.ofRows("day"))


def test_a_pipeline_is_saved_and_loaded(sentences, tmp_path):
    stages = [
        SQLTransformer(statement="SELECT *, reverse(tokens) AS back FROM __THIS__"),
        tagger(inputCol="back", maxEpochs=2),
    ]
    model = Pipeline(stages=stages).fit(sentences)
    model.write().overwrite().save(str(tmp_path / "pipeline"))
    loaded = PipelineModel.load(str(tmp_path / "pipeline"))
    assert isinstance(loaded.stages[1], sparkrnn.SequenceTaggerModel)
    assert loaded.transform(sentences).collect() == model.transform(sentences).collect()


def test_weights_of_pytorch_come_in_and_go_out_again(sentences, tmp_path):
    """Tensors as a module of nn.Embedding, nn.LSTM and nn.Linear has them in its state_dict."""
    words = ["<unk>", "cow", "cat", "bat", "ant", "bear", "ape"]
    tags = ["C", "B", "A"]
    shapes = {"emb.weight": (len(words), 5), "fc.weight": (len(tags), 8), "fc.bias": (len(tags),)}
    for direction in ["", "_reverse"]:
        shapes["lstm.weight_ih_l0" + direction] = (16, 5)
        shapes["lstm.weight_hh_l0" + direction] = (16, 4)
        shapes["lstm.bias_ih_l0" + direction] = (16,)
        shapes["lstm.bias_hh_l0" + direction] = (16,)
    random = numpy.random.default_rng(1)
    tensors = {
        name: random.standard_normal(shape).astype(numpy.float32) for name, shape in shapes.items()
    }
    save_file(tensors, str(tmp_path / "module.safetensors"))
    (tmp_path / "tokens.txt").write_text("\n".join(words) + "\n")
    (tmp_path / "labels.txt").write_text("\n".join(tags) + "\n")
    prefixes = {"embedding.": "emb.", "rnn.": "lstm.", "output.": "fc."}
    started = sparkrnn.SequenceTagger(
        automatic=False,
        maxEpochs=1,
        numShards=2,
        initialModel=str(tmp_path / "module.safetensors"),
        initialPrefixes=[ours + "=" + theirs for ours, theirs in prefixes.items()],
        initialVocabularies=[f"{name}={tmp_path / name}.txt" for name in ["tokens", "labels"]],
        frozenBlocks=["embedding", "rnn", "output"],
    )
    started.fit(sentences).save(str(tmp_path / "model"))
    model = sparkrnn.SequenceTaggerModel.load(str(tmp_path / "model"))
    assert (model.getCell(), model.getHiddenSize(), model.getBidirectional()) == ("lstm", 4, True)
    saved = load_file(str(tmp_path / "model" / "model.safetensors"))
    assert len(saved) == len(tensors)
    for ours, values in saved.items():
        prefix = ours[: ours.index(".") + 1]
        name = prefixes[prefix] + ours[len(prefix) :]
        if "lstm.bias_ih" in name:  # which is the sum of both
            expected = tensors[name] + tensors[name.replace("ih", "hh")]
        else:
            expected = numpy.zeros(16) if "lstm.bias_hh" in name else tensors[name]
        assert numpy.array_equal(values, expected), name


def test_cross_validation(sentences):
    estimator = tagger()
    grid = ParamGridBuilder().addGrid(estimator.maxEpochs, [1, 8]).build()
    found = CrossValidator(
        estimator=estimator,
        estimatorParamMaps=grid,
        evaluator=sparkrnn.SequenceTaggingEvaluator(metricName="accuracy"),
        numFolds=2,
        seed=1,
    ).fit(sentences)
    assert found.avgMetrics[1] > found.avgMetrics[0]
    assert found.bestModel.getMaxEpochs() == 8


def test_the_tuner(sentences, tmp_path):
    tuner = sparkrnn.SequenceTuner(
        estimator=tagger(maxEpochs=3, validationFraction=0.25),
        evaluator=sparkrnn.SequenceTaggingEvaluator(metricName="accuracy"),
        trials=3,
        parallelism=2,
        trialsDir=str(tmp_path / "trials"),
    )
    result = tuner.choose("hiddenSize", 2, 8).between("learningRate", 1e-3, 1e-1).search(sentences)
    assert isinstance(result.model, sparkrnn.SequenceTaggerModel)
    assert {trial["trial"] for trial in result.trials} == {0, 1, 2}
    settings = {trial["trial"]: trial["settings"] for trial in result.trials}
    assert settings[0] == {}, "the first trial has the given settings"
    assert set(settings[1]) == set(result.given) == {"hiddenSize", "learningRate"}
    assert result.given == {"hiddenSize": 8, "learningRate": 0.02}
    assert result.best in result.trials and result.reason
    best = max(trial["metrics"]["metric"] for trial in result.trials)
    assert 0.5 < result.best["metrics"]["metric"] <= best
    best = {**result.given, **result.best["settings"]}
    assert result.model.getHiddenSize() == best["hiddenSize"]
    assert result.estimator.fit(sentences).weightsSha256 == result.model.weightsSha256
    assert tuner.fit(sentences).weightsSha256 == result.model.weightsSha256  # from trials.jsonl
    assert (tmp_path / "trials" / "trials.jsonl").read_text().count("\n") == len(result.trials)


def test_the_params_of_the_tuner_are_those_of_java():
    tuner = sparkrnn.SequenceTuner(estimator=tagger(), minutes=2)
    java = tuner._java()
    assert {param.name() for param in java.params()} == {param.name for param in tuner.params}
    for param in tuner.params:
        same = java.getParam(param.name)
        assert param.doc == same.doc() and param.doc in tuner.explainParam(param)
        if tuner.hasDefault(param):
            assert tuner.getOrDefault(param) == java.getOrDefault(same), param.name
            name = param.name[0].upper() + param.name[1:]
            value = getattr(tuner, "get" + name)()
            assert getattr(tuner.copy(), "set" + name)(value).getOrDefault(param) == value
    copied = tuner.choose("cell", "gru").copy({tuner.trials: 5, tuner.estimator.batchSize: 7})
    assert (copied.getTrials(), copied.estimator.getBatchSize(), copied.getMinutes()) == (5, 7, 2.0)
    assert tuner.getTrials() == 32 and copied._ranges == tuner._ranges


def test_what_the_tuner_cannot_search_is_named(sentences):
    with pytest.raises(ValueError, match="estimator is a HmmTagger"):
        sparkrnn.SequenceTuner(estimator=sparkrnn.HmmTagger()).fit(sentences)
    with pytest.raises(ValueError, match="estimator is None"):
        sparkrnn.SequenceTuner().fit(sentences)
    with pytest.raises(Exception, match="hidenSize.*hiddenSize"):
        sparkrnn.SequenceTuner(estimator=tagger()).choose("hidenSize", 1).fit(sentences)


def test_sequences_that_continue_from_row_to_row(spark, sentences, tmp_path):
    model = sparkrnn.SequenceTagger(
        automatic=False, hiddenSize=8, maxEpochs=1, numShards=2, probabilityCol="sure"
    ).fit(sentences)
    whole = spark.createDataFrame([("x", ["ape", "cat", "bat"]), ("y", ["cow"])], ["name", "tokens"])
    parts = whole.selectExpr("name", "posexplode(tokens) AS (place, token)").selectExpr(
        "name", "place", "array(token) AS tokens"
    )
    provider = "spark.sql.streaming.stateStore.providerClass"
    spark.conf.set(
        provider, "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"
    )
    idle = "spark.sql.streaming.noDataMicroBatches.enabled"  # so that the query ends
    spark.conf.set(idle, "false")
    try:
        for place in range(3):
            rows = parts.where(parts.place == place)
            rows.coalesce(1).write.mode("append").json(str(tmp_path / "input"))
            stream = spark.readStream.schema(parts.schema).json(str(tmp_path / "input"))
            running = sparkrnn.RunningSequences(
                model, keyCol="name", orderCol="place", timeToLive=timedelta(days=1)
            )
            query = (
                running.transform(stream)
                .writeStream.format("json")
                .option("path", str(tmp_path / "output"))
                .option("checkpointLocation", str(tmp_path / "checkpoint"))
                .trigger(availableNow=True)
                .start()
            )
            query.awaitTermination()
    finally:
        spark.conf.unset(provider)
        spark.conf.unset(idle)
    found = spark.read.json(str(tmp_path / "output")).orderBy("name", "place").collect()
    expected = model.transform(whole).orderBy("name").collect()
    assert [row.prediction[0] for row in found] == expected[0].prediction + expected[1].prediction
    assert [row.sure[0] for row in found] == expected[0].sure + expected[1].sure
    with pytest.raises(ValueError, match="model is a HmmTaggerModel"):
        sparkrnn.RunningSequences(sparkrnn.HmmTagger().fit(sentences), "name", "place")


def test_a_baseline(sentences, tmp_path):
    model = sparkrnn.HmmTagger(order=2).fit(sentences)
    assert model.evaluate(sentences)["accuracy"] == 1.0
    wrong = sentences.selectExpr("tokens", "transform(labels, l -> 'none') AS others")
    assert model.copy().setLabelCol("others").evaluate(wrong)["accuracy"] == 0.0
    model.save(str(tmp_path / "hmm"))
    loaded = sparkrnn.HmmTaggerModel.load(str(tmp_path / "hmm"))
    assert loaded.transform(sentences).count() == sentences.count()


def test_a_classifier_of_series(spark):
    rows = [([float(i % 2) * 2 - 1 + 0.01 * t for t in range(9)], "ab"[i % 2]) for i in range(40)]
    series = spark.createDataFrame(rows, ["series", "label"])
    model = sparkrnn.SequenceClassifier(
        inputCol="series", automatic=False, hiddenSize=8, maxEpochs=6, learningRate=0.02
    ).fit(series)
    assert model.evaluate(series)["accuracy"] == 1.0


@pytest.fixture(scope="session")
def spellings(spark):
    """Each letter of a transcript is written twice."""
    texts = ["ab ba", "ba", "ab", "b ab"]
    rows = [([letter for letter in text for _ in "12"], text) for text in texts * 8]
    return spark.createDataFrame(rows, ["tokens", "labels"])


def transcriber(**params):
    return sparkrnn.SequenceTranscriber(
        automatic=False, cell="gru", hiddenSize=8, batchSize=8, numShards=2, **params
    )


def test_a_transcriber_counts_its_errors_by_kind(spellings):
    model = transcriber(maxEpochs=4, learningRate=0.03).fit(spellings)
    measured = model.evaluate(spellings)
    letters = 8 * len("ab ba" + "ba" + "ab" + "b ab")
    assert measured["labelErrors"]["labels"] == letters
    assert measured["characterErrors"]["characters"] == letters
    assert measured["wordErrors"]["words"] == 8 * (2 + 1 + 1 + 2)
    for unit in ["label", "character", "word"]:
        errors = dict(measured[unit + "Errors"])
        tokens = errors.pop(unit + "s")
        assert sorted(errors) == ["deletions", "insertions", "substitutions"]
        assert measured[unit + "ErrorRate"] == pytest.approx(sum(errors.values()) / tokens)
    transcripts = model.transform(spellings)
    for metric in ["labelErrorRate", "wordErrorRate"]:
        evaluator = sparkrnn.SequenceTranscriptionEvaluator(metricName=metric)
        assert evaluator.evaluate(transcripts) == measured[metric]
    lists = spellings.selectExpr("tokens", "array_distinct(tokens) AS labels")
    counted = transcriber(maxEpochs=1).fit(lists.limit(4)).evaluate(lists.limit(4))
    assert "labelErrors" in counted and "wordErrors" not in counted


def test_setters_of_a_model_count_in_evaluate_and_transform(spellings, tmp_path):
    estimator = transcriber(maxEpochs=1, beamWidth=4, ngramOrder=2, lengthBonus=-50.0)
    estimator.fit(spellings).save(str(tmp_path / "model"))
    model = sparkrnn.SequenceTranscriberModel.load(str(tmp_path / "model"))
    none = model.evaluate(spellings)
    letters = none["labelErrors"]["labels"]
    assert none["labelErrors"] == {
        "labels": letters,
        "substitutions": 0,
        "insertions": 0,
        "deletions": letters,
    }
    assert {row.prediction for row in model.transform(spellings).collect()} == {""}
    many = model.setLengthBonus(50.0).evaluate(spellings)["labelErrors"]
    assert many["insertions"] > 0
    assert all(row.prediction for row in model.transform(spellings).collect())
    greedy = model.setBeamWidth(1).evaluate(spellings)["labelErrors"]
    assert greedy != many
    renamed = spellings.selectExpr("tokens", "concat(labels, 'b') AS others")
    measured = model.setLabelCol("others").evaluate(renamed)
    assert measured["labelErrors"]["labels"] == letters + spellings.count()


@pytest.mark.parametrize("name", sparkrnn.__all__)
def test_every_class_has_documented_params(spark, name):
    made = getattr(sparkrnn, name)
    assert made.__doc__ or name == "__version__"
    stages = isinstance(made, type) and issubclass(made, Params)
    if name == "SequenceTuner":  # whose Java object needs an estimator; see the test of its Params
        return
    if stages and not name.endswith("Model") or name == "LanguageModel":
        stage = made()
        assert stage.params
        for param in stage.params:
            assert param.doc in stage.explainParam(param)
            getter = getattr(stage, "get" + param.name[0].upper() + param.name[1:])
            setter = getattr(stage.copy(), "set" + param.name[0].upper() + param.name[1:])
            if stage.hasDefault(param):
                value = getter()
                assert type(setter(value)) is made
                java = stage._java_obj.getDefault(stage._java_obj.getParam(param.name)).get()
                assert value == (list(java) if isinstance(value, list) else java), param.name


def test_wrong_values_are_named(sentences):
    with pytest.raises(Exception, match="cell is lstn.*lstm"):
        tagger(cell="lstn").fit(sentences)
    with pytest.raises(TypeError, match="hiddenSize"):
        sparkrnn.SequenceTagger(hiddenSize="many")
    with pytest.raises(TypeError):
        sparkrnn.SequenceTagger(hidenSize=3)


def test_a_session_without_the_jar_is_told(tmp_path):
    script = """
from pyspark.sql import SparkSession
SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
import sparkrnn
sparkrnn.SequenceTagger()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, timeout=300
    )
    assert done.returncode != 0
    assert "does not have org.sparkrnn.ml.SequenceTagger" in done.stderr
    assert "sparkrnn.session()" in done.stderr


def test_the_jar_is_in_the_package():
    assert os.path.getsize(sparkrnn.jar()) > 1_000_000
