"""The Python package in a Spark Connect session. It needs a process of its own, because a process
cannot have a classic session and a Connect session."""

import os
import subprocess
import sys
import textwrap

import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession

import sparkrnn

WORDS = ["ape", "bear", "ant", "bat", "cat", "cow"]


def rows():
    """The tag of a word is its first letter in upper case, so that it can be learned."""
    found = []
    for i in range(60):
        tokens = [WORDS[(i * 5 + j * (1 + i % 3)) % len(WORDS)] for j in range(1 + i % 7)]
        found.append((tokens, [word[0].upper() for word in tokens]))
    return found


@pytest.fixture(scope="module")
def spark():
    session = sparkrnn.session(SparkSession.builder.remote("local[2]"))
    yield session
    session.stop()


@pytest.fixture(scope="module")
def sentences(spark):
    return spark.createDataFrame(rows(), ["tokens", "labels"])


def tagger(**params):
    return sparkrnn.SequenceTagger(
        automatic=False, hiddenSize=8, batchSize=4, learningRate=0.02, numShards=2, **params
    )


@pytest.fixture(scope="module")
def model(sentences):
    return tagger(maxEpochs=8).fit(sentences)


def test_the_session_is_one_of_spark_connect(spark):
    assert "connect" in type(spark).__module__


def test_fit_transform_and_evaluate(model, sentences):
    predicted = model.transform(sentences)
    assert all(row.prediction == row.labels for row in predicted.collect())
    assert sparkrnn.SequenceTaggingEvaluator().evaluate(predicted) == 1.0


def test_a_saved_model_is_that_of_a_classic_session(model, sentences, tmp_path):
    path = str(tmp_path / "model")
    model.write().overwrite().save(path)
    loaded = sparkrnn.SequenceTaggerModel.load(path)
    assert loaded.getHiddenSize() == 8
    assert loaded.transform(sentences).collect() == model.transform(sentences).collect()
    script = textwrap.dedent(
        """
        import sys
        import sparkrnn
        import test_connect

        spark = sparkrnn.session()
        sentences = spark.createDataFrame(test_connect.rows(), ["tokens", "labels"])
        here = test_connect.tagger(maxEpochs=8).fit(sentences).weightsSha256
        there = sparkrnn.SequenceTaggerModel.load(sys.argv[1]).weightsSha256
        print("equal" if here == there else f"{here} is not {there}")
        """
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SPARK_")}
    environment["PYTHONPATH"] = os.path.dirname(__file__)
    classic = subprocess.run(
        [sys.executable, "-c", script, path], env=environment, capture_output=True, text=True
    )
    assert classic.stdout.split()[-1:] == ["equal"], classic.stdout + classic.stderr


def test_cross_validation(sentences):
    estimator = tagger(maxEpochs=2)
    validator = CrossValidator(
        estimator=estimator,
        estimatorParamMaps=ParamGridBuilder().addGrid(estimator.learningRate, [1e-6, 0.05]).build(),
        evaluator=sparkrnn.SequenceTaggingEvaluator(),
        numFolds=2,
    )
    metrics = validator.fit(sentences).avgMetrics
    assert metrics[0] < metrics[1]


def test_a_pipeline_is_saved_and_loaded(sentences, tmp_path):
    fitted = Pipeline(stages=[tagger(maxEpochs=2)]).fit(sentences)
    path = str(tmp_path / "pipeline")
    fitted.write().overwrite().save(path)
    loaded = PipelineModel.load(path)
    assert loaded.transform(sentences).collect() == fitted.transform(sentences).collect()


def test_a_baseline(sentences):
    predicted = sparkrnn.HmmTagger().fit(sentences).transform(sentences)
    assert sparkrnn.SequenceTaggingEvaluator().evaluate(predicted) == 1.0


def test_the_direction_of_a_metric_is_known_without_java():
    assert sparkrnn.SequenceTaggingEvaluator().isLargerBetter()
    assert not sparkrnn.SequenceRegressionEvaluator().isLargerBetter()
    assert not sparkrnn.SequenceMultilabelEvaluator(metricName="nll").isLargerBetter()


def test_a_wrong_column_is_named(sentences):
    with pytest.raises(Exception, match="labelCol tags is not a column of the data"):
        tagger(labelCol="tags", maxEpochs=1).fit(sentences)


def test_what_only_java_has_is_named(model, sentences):
    with pytest.raises(NotImplementedError, match="evaluator"):
        model.evaluate(sentences)
    with pytest.raises(NotImplementedError, match="Spark Connect"):
        _ = model.weightsSha256
    with pytest.raises(NotImplementedError, match="Spark Connect.*jobs/tune"):
        sparkrnn.SequenceTuner(estimator=tagger()).fit(sentences)
    with pytest.raises(NotImplementedError, match="Spark Connect"):
        sparkrnn.RunningSequences(model, "name", "place")
