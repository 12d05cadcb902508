"""Sequences that continue from row to row."""

from datetime import timedelta
from typing import Optional

from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from sparkrnn._base import NetworkModel, _require_jar

_JAVA_CLASS = "org.sparkrnn.ml.RunningSequences"


class RunningSequences:
    """Predicts sequences that never come as a whole, as org.sparkrnn.ml.RunningSequences does.

    Each row of a stream has the next steps of the sequence of its key, and the network continues
    from the state in which the rows before left it. The states are in the state store of the query,
    which must be RocksDB, so a query that was killed continues from its checkpoint.

    Parameters
    ----------
    model : SequenceTaggerModel or TrainedLanguageModel
        a model that reads sequences from their beginning only; its Params name the columns that are
        read and added
    keyCol : str
        column whose values say to which sequence a row belongs
    orderCol : str
        column of whole numbers, timestamps or dates that increase within a sequence. A row that
        comes later than its place is kept, but its predictions are null
    endCol : str, optional
        boolean column that is true in the last row of a sequence, after which nothing is kept of it
    timeToLive : timedelta, optional
        after how much time without new rows, by the clock, a sequence is forgotten; by default
        everything is kept
    """

    def __init__(
        self,
        model: NetworkModel,
        keyCol: str,
        orderCol: str,
        endCol: str = "",
        timeToLive: Optional[timedelta] = None,
    ) -> None:
        if is_remote():
            raise NotImplementedError(
                "Spark Connect does not let clients run RunningSequences; use a classic session"
            )
        if not isinstance(model, NetworkModel):
            raise ValueError(
                f"model is a {type(model).__name__}; expected a SequenceTaggerModel or a"
                " TrainedLanguageModel"
            )
        _require_jar(_JAVA_CLASS)
        from pyspark import SparkContext

        jvm = SparkContext._active_spark_context._jvm
        java = jvm.org.sparkrnn.ml.RunningSequences(model._to_java(), keyCol, orderCol)
        java.setEndCol(endCol)
        if timeToLive is not None:
            millis = int(timeToLive / timedelta(milliseconds=1))
            java.setTimeToLive(jvm.java.time.Duration.ofMillis(millis))
        self._java_obj = java

    def transform(self, dataset: DataFrame) -> DataFrame:
        """Adds the prediction columns; a query writes the result in append mode.

        A DataFrame that is not a stream is read as a stream of one micro-batch.
        """
        return DataFrame(self._java_obj.transform(dataset._jdf), dataset.sparkSession)
