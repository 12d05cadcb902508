"""What all estimators, models and evaluators have in common."""

import json
from typing import Any, Dict, FrozenSet, Optional

from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaTransformer
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote


def _require_jar(java_class: str) -> None:
    """Fails with a helpful message if the JVM of the session does not have the jar."""
    if is_remote():
        return  # the server answers for itself
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    if context is None:
        raise RuntimeError(
            "there is no Spark session; create one first, for example with sparkrnn.session()"
        )
    try:
        context._jvm.java.lang.Class.forName(
            java_class, False, context._jvm.java.lang.Thread.currentThread().getContextClassLoader()
        )
    except Exception as e:
        from sparkrnn import __version__

        raise RuntimeError(
            f"this Spark session does not have {java_class}. Create the session with"
            " sparkrnn.session(), or set spark.jars to sparkrnn.jar() before the session starts;"
            f" the jar must be that of spark-rnn {__version__}, as this Python package is"
        ) from e


class _JavaStage:
    """A stage that makes the Java object of its class."""

    _java_class: str

    def __init__(self) -> None:
        super().__init__()
        _require_jar(self._java_class)
        self._java_obj = self._new_java_obj(self._java_class, self.uid)


class SequenceEstimator(_JavaStage, JavaEstimator, JavaMLReadable, JavaMLWritable):
    """An estimator whose work is done by a Java class of the same name."""

    _model_class: str

    def _create_model(self, java_model: Any) -> "SequenceModel":
        import org.sparkrnn.ml as classes

        return getattr(classes, self._model_class)(java_model)


class SequenceTransformer(_JavaStage, JavaTransformer, JavaMLReadable, JavaMLWritable):
    """A transformer whose work is done by a Java class of the same name."""


def _numbers(java_object: Any) -> Dict[str, Any]:
    """The results of an object's methods without arguments that return numbers, by name."""
    found = {}
    for method in java_object.getClass().getMethods():
        ours = method.getDeclaringClass().getName().startswith("org.sparkrnn.")
        if ours and method.getParameterCount() == 0 and method.getName() != "hashCode":
            if method.getReturnType().getName() in ("double", "int", "long"):
                found[method.getName()] = getattr(java_object, method.getName())()
    return dict(sorted(found.items()))


class SequenceModel(JavaModel, JavaMLReadable, JavaMLWritable):
    """A model whose work is done by a Java class of the same name."""

    _java_class: str

    def _java_only(self, what: str, instead: str) -> None:
        if is_remote():
            raise NotImplementedError(
                f"Spark Connect does not let clients call {what}; {instead}"
            )

    def _call_java(self, name: str, *args: Any) -> Any:
        """Calls a method of the Java object, which has the Params as they are set here.

        Setters change the Params of the Python object only.
        """
        if not is_remote():
            self._transfer_params_to_java()
        return super()._call_java(name, *args)

    def evaluate(self, dataset: DataFrame) -> Dict[str, Any]:
        """Measures the model on labelled rows; returns each metric by its name.

        Raises
        ------
        NotImplementedError
            on Spark Connect; use an evaluator there
        """
        self._java_only("evaluate", "evaluate model.transform(dataset) with an evaluator")
        return self._named(self._call_java("evaluate", dataset))

    @staticmethod
    def _named(java_metrics: Any) -> Dict[str, Any]:
        """The metrics of a Java object by their names."""
        return _numbers(java_metrics)


class BaselineModel(SequenceModel):
    """The model of a baseline."""

    @staticmethod
    def _named(java_metrics: Any) -> Dict[str, Any]:
        return {name: java_metrics.get(name) for name in java_metrics.values()}


class NetworkModel(SequenceModel):
    """The model of a network."""

    @property
    def weightsSha256(self) -> str:
        """The digest of the weights: equal digests mean equal weights, bit for bit."""
        self._java_only("weightsSha256", "jobs/train prints it")
        return self._call_java("weightsSha256")

    @property
    def metrics(self) -> Optional[Dict[str, Any]]:
        """The content of metrics.json of a model that jobs/train saved, or None."""
        self._java_only("metrics", "read metrics.json in the model's directory")
        text = self._call_java("metrics")
        return None if text is None else json.loads(text)

    @property
    def hasSummary(self) -> bool:
        """Whether the model was trained in this session, so that it has a summary."""
        self._java_only("hasSummary", "train in a classic session to see it")
        return bool(self._call_java("hasSummary"))

    @property
    def summary(self) -> Dict[str, Any]:
        """How the training went: figures of the training, `epochs` (a list with those of each),
        `chosen` (settings that followed from the data) and `warnings`.

        Raises
        ------
        RuntimeError
            if the model was loaded and not trained in this session
        """
        if not self.hasSummary:
            raise RuntimeError(
                "this model was loaded and not trained here, so it has no summary; see metrics"
            )
        java = self._call_java("summary")
        summary = _numbers(java)
        summary["epochs"] = [_epoch(epoch) for epoch in java.epochs()]
        summary["chosen"] = dict(java.chosen())
        summary["warnings"] = list(java.warnings())
        return summary


class RollingOrigin:
    """Where the forecasts begin by which a model of many series is measured.

    Fold k = 0 .. folds - 1 forecasts the `horizon` values of a series that begin `horizon` + k *
    `step` values before its end, from the values before them alone. Folds that have no value before
    them are left out. `ofRows` measures the rows that a column marks instead.

    Parameters
    ----------
    folds : int
        how many forecasts of each series are measured
    step : int
        steps between two of them
    """

    marks: Optional[str] = None

    def __init__(self, folds: int, step: int) -> None:
        self.folds = folds
        self.step = step

    @classmethod
    def ofRows(cls, column: str) -> "RollingOrigin":
        """Measures each marked row once, and no other row.

        The first forecast of a series begins at its first marked row, the next one `horizon` steps
        later, and each of them knows all values before it. A series without a marked row is not
        measured.

        Parameters
        ----------
        column : str
            a boolean column that is true for the rows to measure, which must be the last rows of
            their series, for example those that were not used for training
        """
        origins = cls(0, 0)
        origins.marks = column
        return origins

    def _java(self) -> Any:
        from pyspark import SparkContext

        java = SparkContext._active_spark_context._jvm.org.sparkrnn.ml.RollingOrigin
        return java.of(self.folds, self.step) if self.marks is None else java.ofRows(self.marks)


class TranscriptModel(NetworkModel):
    """The model of a network that writes transcripts."""

    def evaluate(self, dataset: DataFrame) -> Dict[str, Any]:
        """Measures the model on labelled rows; returns each metric by its name.

        `labelErrors` is a dict with the number of `labels` and of `substitutions`, `insertions` and
        `deletions`. If transcripts are strings, `characterErrors` and `wordErrors` have the same
        numbers of `characters` and `words`.

        Raises
        ------
        NotImplementedError
            on Spark Connect; use an evaluator there
        """
        return super().evaluate(dataset)

    @staticmethod
    def _named(java_metrics: Any) -> Dict[str, Any]:
        named = _numbers(java_metrics)
        for unit in ("label", "character", "word") if java_metrics.strings() else ("label",):
            tokens = unit + "s"
            errors = getattr(java_metrics, tokens)()
            named[unit + "Errors"] = {
                tokens: errors.tokens(),
                "substitutions": errors.substitutions(),
                "insertions": errors.insertions(),
                "deletions": errors.deletions(),
            }
        return named


class ForecastModel(NetworkModel):
    """The model of a network that forecasts."""

    def evaluate(
        self, dataset: DataFrame, origins: Optional[RollingOrigin] = None
    ) -> Dict[str, Any]:
        """Measures the model on labelled rows; returns each metric by its name.

        Parameters
        ----------
        origins : RollingOrigin, optional
            for many series, where the forecasts begin; by default the last `horizon` values of each
            series are forecast

        Raises
        ------
        NotImplementedError
            on Spark Connect; use an evaluator there, or for many series jobs/evaluate
        """
        return self._named(self._measured("evaluate", dataset, origins))

    def evaluateSeries(
        self, dataset: DataFrame, origins: Optional[RollingOrigin] = None
    ) -> DataFrame:
        """For many series: a row with the metrics of each series."""
        measured = self._measured("evaluateSeries", dataset, origins)
        return DataFrame(measured, dataset.sparkSession)

    def seriesBaselines(
        self, dataset: DataFrame, origins: Optional[RollingOrigin] = None
    ) -> Dict[str, Dict[str, float]]:
        """For many series: the metrics of rules that need no training, by the name of the rule.

        They are measured on the same values as the model in `evaluate`.
        """
        found = {}
        for trial in self._measured("seriesBaselines", dataset, origins):
            found[trial.name()] = dict(trial.measure().get().values())
        return found

    def _measured(self, method: str, dataset: DataFrame, origins: Optional[RollingOrigin]) -> Any:
        self._java_only(method, "use an evaluator, or for many series jobs/evaluate")
        self._transfer_params_to_java()
        arguments = [] if origins is None else [origins._java()]
        return getattr(self._java_obj, method)(dataset._jdf, *arguments)


def _epoch(java_epoch: Any) -> Dict[str, Any]:
    epoch = _numbers(java_epoch)
    validation = java_epoch.validation()
    if validation is not None:
        epoch["validationLoss"] = validation.meanLoss()
    return epoch


class SequenceEvaluator(_JavaStage, JavaEvaluator, JavaMLReadable, JavaMLWritable):
    """An evaluator whose work is done by a Java class of the same name."""

    _smaller_is_better: FrozenSet[str] = frozenset()

    def isLargerBetter(self) -> bool:
        """Whether larger values of the metric are better. Spark Connect cannot ask Java for it."""
        return self.getOrDefault("metricName") not in self._smaller_is_better
