"""Recurrent neural networks for sequence data in Apache Spark.

>>> import sparkrnn
>>> spark = sparkrnn.session()
>>> sentences = spark.createDataFrame([(["the", "dog", "barks"], ["DET", "NOUN", "VERB"])], ["tokens", "labels"])
>>> model = sparkrnn.SequenceTagger(maxEpochs=3).fit(sentences)
>>> model.transform(sentences).select("prediction").show()
"""

from pathlib import Path
from typing import Optional

from pyspark.sql import SparkSession

from org.sparkrnn.ml import *  # noqa: F401,F403
from org.sparkrnn.ml import __all__ as _classes
from sparkrnn._base import RollingOrigin
from sparkrnn._running import RunningSequences
from sparkrnn._tuner import SequenceTuner, TuningResult
from sparkrnn._version import __version__

__all__ = [
    *_classes,
    "RollingOrigin",
    "RunningSequences",
    "SequenceTuner",
    "TuningResult",
    "jar",
    "session",
    "__version__",
]


def jar() -> str:
    """The path of the jar that the session needs, for spark.jars.

    Raises
    ------
    FileNotFoundError
        if this package was not installed from its wheel, which has the jar in it
    """
    path = Path(__file__).parent / "jars" / "spark-rnn.jar"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} does not exist: install the wheel that mvn package writes to target,"
            " or set spark.jars to target/spark-rnn.jar yourself"
        )
    return str(path)


def session(builder: Optional[SparkSession.Builder] = None) -> SparkSession:
    """A Spark session that has the jar.

    On a processor with AVX-512 the session also gets the JVM option that JDK 17 needs to use it,
    as the jobs do, unless the builder sets options of its own.

    Parameters
    ----------
    builder : SparkSession.Builder, optional
        with other settings of yours; by default a local session

    Raises
    ------
    RuntimeError
        if a session runs already, since the jar can only be given when it starts
    """
    if SparkSession.getActiveSession() is not None:
        raise RuntimeError(
            "a Spark session runs already, and the jar can only be given when it starts; stop it,"
            " or start it with spark.jars set to sparkrnn.jar()"
        )
    builder = builder if builder is not None else SparkSession.builder
    builder = builder.config("spark.jars", jar())
    if _has_avx512():
        for process in ("driver", "executor"):
            key = f"spark.{process}.extraJavaOptions"
            if key not in builder._options:
                builder = builder.config(key, "-XX:UseAVX=3")
    return builder.getOrCreate()


def _has_avx512() -> bool:
    try:
        return " avx512f " in Path("/proc/cpuinfo").read_text()
    except OSError:  # not Linux
        return False
