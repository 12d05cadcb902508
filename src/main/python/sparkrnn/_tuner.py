"""The search for good settings."""

import json
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

from pyspark import keyword_only
from pyspark.ml import Estimator
from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from sparkrnn._base import SequenceEstimator, SequenceModel, _require_jar

_JAVA_CLASS = "org.sparkrnn.ml.SequenceTuner"


@dataclass(frozen=True)
class TuningResult:
    """What a search has found.

    Attributes
    ----------
    model : SequenceModel
        the model with the best settings
    estimator : SequenceEstimator
        an estimator with these settings, whose fit gives the same model
    best : dict
        the trial that won
    reason : str
        why it won, or why the given settings stay
    given : dict
        the values that the searched Params had before; trial 0 has them
    trials : list of dict
        all trials in the order in which they ended, each with its number (`trial`), its `settings`,
        its `metrics` and `seconds`, as in trials.jsonl
    """

    model: SequenceModel
    estimator: SequenceEstimator
    best: Dict[str, Any]
    reason: str
    given: Dict[str, Any]
    trials: List[Dict[str, Any]]


class SequenceTuner(Estimator[SequenceModel]):
    """The estimator org.sparkrnn.ml.SequenceTuner, which searches good settings of another one.

    Many settings are trained for a few epochs, the best third of them for three times as many, and
    so on up to maxEpochs. Trial 0 is the estimator as it was given. Without `choose` and `between`,
    the usual Params of the task are searched.

    >>> tuner = sparkrnn.SequenceTuner(estimator=sparkrnn.SequenceTagger(), trials=16)
    >>> result = tuner.between("learningRate", 1e-3, 1e-1).search(sentences)
    >>> result.best["settings"], result.model
    """

    trials: "Param[int]" = Param(
        Params._dummy(),
        "trials",
        "maximal number of settings to try, including the given ones",
        typeConverter=TypeConverters.toInt,
    )

    minutes: "Param[float]" = Param(
        Params._dummy(),
        "minutes",
        "minutes after which the search ends; 0 means that it never ends early",
        typeConverter=TypeConverters.toFloat,
    )

    parallelism: "Param[int]" = Param(
        Params._dummy(),
        "parallelism",
        "number of trainings that run at the same time, where each is one task; 0 means the number of cores of the cluster",
        typeConverter=TypeConverters.toInt,
    )

    folds: "Param[int]" = Param(
        Params._dummy(),
        "folds",
        "number of folds of cross-validation in which trials are compared; 0 means that it is chosen, if no rows are held out",
        typeConverter=TypeConverters.toInt,
    )

    seed: "Param[int]" = Param(
        Params._dummy(),
        "seed",
        "seed of the random choice of settings",
        typeConverter=TypeConverters.toInt,
    )

    trialsDir: "Param[str]" = Param(
        Params._dummy(),
        "trialsDir",
        "directory for trials.jsonl, from which an interrupted search continues",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        estimator: Optional[SequenceEstimator] = None,
        evaluator: Optional[JavaEvaluator] = None,
        trials: int = 32,
        minutes: float = 0.0,
        parallelism: int = 0,
        folds: int = 0,
        seed: int = 1,
        trialsDir: Optional[str] = None,
    ) -> None:
        """Makes one.

        Parameters
        ----------
        estimator : SequenceEstimator
            whose settings are searched; it is not changed. An estimator of a network, such as
            SequenceTagger
        evaluator : evaluator, optional
            by whose metric trials are compared; by default they are compared by the loss
        trials : int, default 32
            maximal number of settings to try, including the given ones
        minutes : float, default 0.0
            minutes after which the search ends; 0 means that it never ends early
        parallelism : int, default 0
            number of trainings that run at the same time, where each is one task; 0 means the number
            of cores of the cluster
        folds : int, default 0
            number of folds of cross-validation in which trials are compared; 0 means that it is
            chosen, if no rows are held out
        seed : int, default 1
            seed of the random choice of settings
        trialsDir : str, optional
            directory for trials.jsonl, from which an interrupted search continues
        """
        super().__init__()
        self._setDefault(trials=32, minutes=0.0, parallelism=0, folds=0, seed=1)
        given = dict(self._input_kwargs)
        self.estimator = given.pop("estimator", None)
        self.evaluator = given.pop("evaluator", None)
        self._ranges: Dict[str, Any] = {}
        self._kept: List[str] = []
        self._set(**given)

    def setEstimator(self, value: SequenceEstimator) -> "SequenceTuner":
        """Sets the estimator whose settings are searched."""
        self.estimator = value
        return self

    def setEvaluator(self, value: JavaEvaluator) -> "SequenceTuner":
        """Sets the evaluator by whose metric trials are compared."""
        self.evaluator = value
        return self

    def setTrials(self, value: int) -> "SequenceTuner":
        """Sets trials: maximal number of settings to try, including the given ones."""
        return self._set(trials=value)

    def getTrials(self) -> int:
        """Gets trials: maximal number of settings to try, including the given ones."""
        return self.getOrDefault(self.trials)

    def setMinutes(self, value: float) -> "SequenceTuner":
        """Sets minutes: minutes after which the search ends; 0 means that it never ends early."""
        return self._set(minutes=value)

    def getMinutes(self) -> float:
        """Gets minutes: minutes after which the search ends; 0 means that it never ends early."""
        return self.getOrDefault(self.minutes)

    def setParallelism(self, value: int) -> "SequenceTuner":
        """Sets parallelism: number of trainings that run at the same time; 0 for all cores."""
        return self._set(parallelism=value)

    def getParallelism(self) -> int:
        """Gets parallelism: number of trainings that run at the same time; 0 for all cores."""
        return self.getOrDefault(self.parallelism)

    def setFolds(self, value: int) -> "SequenceTuner":
        """Sets folds: number of folds of cross-validation; 0 means that it is chosen."""
        return self._set(folds=value)

    def getFolds(self) -> int:
        """Gets folds: number of folds of cross-validation; 0 means that it is chosen."""
        return self.getOrDefault(self.folds)

    def setSeed(self, value: int) -> "SequenceTuner":
        """Sets seed: seed of the random choice of settings."""
        return self._set(seed=value)

    def getSeed(self) -> int:
        """Gets seed: seed of the random choice of settings."""
        return self.getOrDefault(self.seed)

    def setTrialsDir(self, value: str) -> "SequenceTuner":
        """Sets trialsDir: directory for trials.jsonl."""
        return self._set(trialsDir=value)

    def getTrialsDir(self) -> str:
        """Gets trialsDir: directory for trials.jsonl."""
        return self.getOrDefault(self.trialsDir)

    def choose(self, param: str, *values: Any) -> "SequenceTuner":
        """Searches the best of several values of a Param."""
        self._ranges[param] = ("choose", values)
        return self

    def between(self, param: str, low: float, high: float) -> "SequenceTuner":
        """Searches a numeric Param between two values.

        The scale is logarithmic for learningRate and weightDecay, and if the larger value is at
        least 100 times the smaller one.
        """
        self._ranges[param] = ("between", (float(low), float(high)))
        return self

    def keep(self, *params: str) -> "SequenceTuner":
        """Names Params that are not changed when the usual Params of the task are searched."""
        self._kept.extend(params)
        return self

    def copy(self, extra: Optional[Dict[Param, Any]] = None) -> "SequenceTuner":
        """A copy with further values of Params of this tuner or of the estimator."""
        copied = super().copy({p: v for p, v in (extra or {}).items() if p.parent == self.uid})
        copied._ranges = dict(self._ranges)
        copied._kept = list(self._kept)
        if self.estimator is not None:
            ours = {p: v for p, v in (extra or {}).items() if p.parent == self.estimator.uid}
            copied.estimator = self.estimator.copy(ours)
        return copied

    def search(self, dataset: DataFrame) -> TuningResult:
        """Searches good settings on labelled rows.

        Raises
        ------
        NotImplementedError
            on Spark Connect; use a classic session or jobs/tune
        ValueError
            if there is no estimator, or it is not one of a network
        """
        java = self._java().search(dataset._jdf)
        estimator = self.estimator.copy()
        estimator._java_obj = java.estimator()
        estimator._transfer_params_from_java()
        model = estimator._copyValues(estimator._create_model(java.model()))
        return TuningResult(
            model=model,
            estimator=estimator,
            best=_trial(java.best()),
            reason=java.reason(),
            given=dict(java.given()),
            trials=[_trial(trial) for trial in java.trials()],
        )

    def _fit(self, dataset: DataFrame) -> SequenceModel:
        return self.search(dataset).model

    def _java(self) -> Any:
        """The Java tuner with all that is set here."""
        if is_remote():
            raise NotImplementedError(
                "Spark Connect does not let clients run SequenceTuner; use a classic session,"
                " or jobs/tune"
            )
        _require_jar(_JAVA_CLASS)
        from pyspark import SparkContext

        if not isinstance(self.estimator, SequenceEstimator):
            raise ValueError(
                f"estimator is {self.estimator}; expected an estimator of a network, such as"
                " sparkrnn.SequenceTagger()"
            )
        context = SparkContext._active_spark_context
        java_estimator = self.estimator._to_java()
        network = context._jvm.java.lang.Class.forName(
            "org.sparkrnn.ml.RnnEstimator", True, java_estimator.getClass().getClassLoader()
        )
        if not network.isInstance(java_estimator):
            raise ValueError(
                f"estimator is a {type(self.estimator).__name__}; expected an estimator of a"
                " network, such as sparkrnn.SequenceTagger()"
            )
        tuner = context._jvm.org.sparkrnn.ml.SequenceTuner(java_estimator)
        for param in self.params:
            if self.isDefined(param):
                name = param.name[0].upper() + param.name[1:]
                getattr(tuner, "set" + name)(self.getOrDefault(param))
        for name, (kind, values) in self._ranges.items():
            if kind == "between":
                tuner.between(name, *values)
            else:
                tuner.choose(name, _array("Object", [self._value(name, v) for v in values]))
        if self._kept:
            tuner.keep(_array("String", self._kept))
        if self.evaluator is not None:
            tuner.setEvaluator(self.evaluator._to_java())
        return tuner

    def _value(self, param: str, value: Any) -> Any:
        """A value as the Java Param has it; Java refuses what is no Param or no value of it."""
        if self.estimator.hasParam(param):
            value = self.estimator.getParam(param).typeConverter(value)
        return _array("String", value) if isinstance(value, list) else value


def _array(java_type: str, values: List[Any]) -> Any:
    from pyspark import SparkContext

    context = SparkContext._active_spark_context
    array = context._gateway.new_array(getattr(context._jvm.java.lang, java_type), len(values))
    for i, value in enumerate(values):
        array[i] = value
    return array


def _trial(java_trial: Any) -> Dict[str, Any]:
    return json.loads(java_trial.json().toString())
