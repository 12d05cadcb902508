# Generated from src/main/params/params.json and the Java classes. Do not edit: see extending.md.
"""Recurrent neural networks for sequence data in Spark: the classes of org.sparkrnn.ml.

The module has the name of the Java package, because pyspark finds the Python class of a saved
Java stage by that name. Import the classes from `sparkrnn`.
"""

from typing import List, Optional, TypeVar

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters

from sparkrnn._base import (
    BaselineModel,
    ForecastModel,
    NetworkModel,
    SequenceEstimator,
    SequenceEvaluator,
    SequenceTransformer,
    TranscriptModel,
)

from . import _params

_T = TypeVar("_T", bound=Params)

__all__ = [
    "AudioFeatures",
    "HmmTagger",
    "HmmTaggerModel",
    "LabelFrequency",
    "LabelFrequencyModel",
    "LanguageModel",
    "LanguageModelEvaluator",
    "MajorityClassifier",
    "MajorityClassifierModel",
    "MostFrequentTagger",
    "MostFrequentTaggerModel",
    "NGramLanguageModel",
    "NaiveBayesClassifier",
    "NaiveBayesClassifierModel",
    "NearestSeriesClassifier",
    "NearestSeriesClassifierModel",
    "SeasonalForecaster",
    "SeasonalForecasterModel",
    "SequenceClassificationEvaluator",
    "SequenceClassifier",
    "SequenceClassifierModel",
    "SequenceMultilabelEvaluator",
    "SequenceRegressionEvaluator",
    "SequenceRegressor",
    "SequenceRegressorModel",
    "SequenceTagger",
    "SequenceTaggerModel",
    "SequenceTaggingEvaluator",
    "SequenceTranscriber",
    "SequenceTranscriberModel",
    "SequenceTranscriptionEvaluator",
    "TrainedLanguageModel",
    "TrainedNGramLanguageModel",
]


class AudioFeatures(
    SequenceTransformer,
    _params._SetsAudioColumns,
    _params._SetsAudio,
):
    """The transformer org.sparkrnn.ml.AudioFeatures."""

    _java_class = "org.sparkrnn.ml.AudioFeatures"

    @keyword_only
    def __init__(
        self,
        *,
        coefficients: int = 13,
        deltaWindow: int = 2,
        deltas: int = 2,
        features: str = "logMel",
        frameMillis: float = 25.0,
        highFrequency: float = 0.0,
        hopMillis: float = 10.0,
        inputCol: str = "content",
        lifter: int = 22,
        lowFrequency: float = 0.0,
        melBands: int = 40,
        mode: str = "failfast",
        normalization: str = "meanVariance",
        outputCol: str = "features",
        preEmphasis: float = 0.97,
        sampleRate: int = 16000,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        coefficients : int, default 13
            number of cepstral coefficients, from the zeroth on; only with features=mfcc
        deltaWindow : int, default 2
            number of frames on each side from which a delta is computed
        deltas : int, default 2
            number of orders of delta features that are appended to each frame: 0 for none, 1
            for deltas, 2 for deltas and delta-deltas
        features : str, default "logMel"
            numbers of a frame: logarithms of mel bands (logMel), or mel-frequency cepstral
            coefficients (mfcc). One of logMel, mfcc
        frameMillis : float, default 25.0
            length of a frame in milliseconds
        highFrequency : float, default 0.0
            upper end of the highest band in Hz; 0 for half of sampleRate
        hopMillis : float, default 10.0
            distance between the beginnings of two frames in milliseconds
        inputCol : str, default "content"
            input column: whole WAV files (binary), as Spark's source binaryFile reads them
        lifter : int, default 22
            lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for none;
            only with features=mfcc
        lowFrequency : float, default 0.0
            lower end of the lowest band in Hz
        melBands : int, default 40
            number of frequency bands; they have equal width on the mel scale
        mode : str, default "failfast"
            treatment of malformed files: the first one ends the work with a message
            (failfast), or they are dropped and counted (dropmalformed). One of failfast,
            dropmalformed
        normalization : str, default "meanVariance"
            normalization of each number over the frames of a file: none, mean 0 (mean), or
            mean 0 and standard deviation 1 (meanVariance). One of none, mean, meanVariance
        outputCol : str, default "features"
            output column: the frames of each file (array<array<float>>)
        preEmphasis : float, default 0.97
            fraction of the previous sample that is subtracted from each sample
        sampleRate : int, default 16000
            sample rate in Hz; sound with another rate is converted to it first
        """
        super().__init__()
        self._setDefault(
            coefficients=13,
            deltaWindow=2,
            deltas=2,
            features="logMel",
            frameMillis=25.0,
            highFrequency=0.0,
            hopMillis=10.0,
            inputCol="content",
            lifter=22,
            lowFrequency=0.0,
            melBands=40,
            mode="failfast",
            normalization="meanVariance",
            outputCol="features",
            preEmphasis=0.97,
            sampleRate=16000,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        coefficients: int = 13,
        deltaWindow: int = 2,
        deltas: int = 2,
        features: str = "logMel",
        frameMillis: float = 25.0,
        highFrequency: float = 0.0,
        hopMillis: float = 10.0,
        inputCol: str = "content",
        lifter: int = 22,
        lowFrequency: float = 0.0,
        melBands: int = 40,
        mode: str = "failfast",
        normalization: str = "meanVariance",
        outputCol: str = "features",
        preEmphasis: float = 0.97,
        sampleRate: int = 16000,
    ) -> "AudioFeatures":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class HmmTagger(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsTagOrder,
):
    """The estimator org.sparkrnn.ml.HmmTagger."""

    _java_class = "org.sparkrnn.ml.HmmTagger"
    _model_class = "HmmTaggerModel"

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        order: int = 2,
        predictionCol: str = "prediction",
        rareCount: int = 10,
        stringTokens: str = "characters",
        suffixLength: int = 10,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        order : int, default 2
            number of previous tags on which a tag depends
        predictionCol : str, default "prediction"
            output column: the prediction
        rareCount : int, default 10
            words that occur at most this often are used to estimate the tags of unknown
            words
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        suffixLength : int, default 10
            length in characters of the longest word ending from which the tag of an unknown
            word is guessed
        """
        super().__init__()
        self._setDefault(
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            order=2,
            predictionCol="prediction",
            rareCount=10,
            stringTokens="characters",
            suffixLength=10,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        order: int = 2,
        predictionCol: str = "prediction",
        rareCount: int = 10,
        stringTokens: str = "characters",
        suffixLength: int = 10,
    ) -> "HmmTagger":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class HmmTaggerModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasTagOrder,
):
    """The model org.sparkrnn.ml.HmmTaggerModel."""

    _java_class = "org.sparkrnn.ml.HmmTaggerModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class LabelFrequency(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsLabelOrder,
):
    """The estimator org.sparkrnn.ml.LabelFrequency."""

    _java_class = "org.sparkrnn.ml.LabelFrequency"
    _model_class = "LabelFrequencyModel"

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        order: int = 1,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        order : int, default 1
            0: the probability of a label is its frequency; 1: it is the frequency of the
            label among the steps whose input has this label, or among those whose input does
            not have it
        predictionCol : str, default "prediction"
            output column: the prediction
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            order=1,
            predictionCol="prediction",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        order: int = 1,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> "LabelFrequency":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class LabelFrequencyModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasLabelOrder,
):
    """The model org.sparkrnn.ml.LabelFrequencyModel."""

    _java_class = "org.sparkrnn.ml.LabelFrequencyModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class LanguageModel(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsValidation,
    _params._SetsChoice,
    _params._SetsNetworkShape,
    _params._SetsPretrained,
    _params._SetsStart,
    _params._SetsDropout,
    _params._SetsTraining,
    _params._SetsOptimizer,
    _params._SetsGradientFlow,
    _params._SetsFailures,
    _params._SetsPrediction,
    _params._SetsReports,
    _params._SetsCheckpoints,
    _params._SetsLevel,
    _params._SetsText,
):
    """The estimator org.sparkrnn.ml.LanguageModel."""

    _java_class = "org.sparkrnn.ml.LanguageModel"
    _model_class = "TrainedLanguageModel"

    @keyword_only
    def __init__(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        baselineOrder: int = 0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        boundaries: str = "lines",
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 0,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        level: str = "character",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        perplexityCol: str = "perplexity",
        predictionCol: str = "logProbability",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tbpttLength: int = 100,
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.0,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        accumulationSteps : int, default 1
            number of mini-batches whose gradients are summed for one update of the weights
        activation : str, default "tanh"
            activation function of the cells elman and none. One of tanh, sigmoid, relu
        aggregationDepth : int, default 2
            how gradients are summed: by the driver alone (1), or, where many tasks have
            large gradients, first by the executors among themselves (2 or more)
        automatic : bool, default True
            whether settings that you do not set follow from the training data: the sizes of
            the network, dropout, the optimizer and the length of training; if false, they
            have the defaults of this table
        averageDecay : float, default 0.0
            decay rate, such as 0.999, of an exponential moving average of the weights; the
            average is what is evaluated and saved; 0 for no averaging
        baselineOrder : int, default 0
            length of the longest n-grams of the baseline that jobs print; 0 to choose by
            level
        batchSize : int, default 32
            number of sequences per mini-batch, over the whole cluster
        beta1 : float, default 0.9
            decay rate of the running mean of the gradient in adam and adamw
        beta2 : float, default 0.999
            decay rate of the running mean of the squared gradient in adam and adamw
        bidirectional : bool, default False
            whether each layer also scans the sequence from its end
        boundaries : str, default "lines"
            role of a row: a text of its own between start and end tokens (lines), or a part
            of one long text, in the order of the rows, with an end token after each row and
            with the state carried on (stream; NGramLanguageModel calls this lineEnds). One
            of lines, stream
        cell : str, default "lstm"
            recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
            network without memory. One of elman, lstm, gru, none, mingru
        characterEncoder : str, default "convolution"
            network that reads the characters of each token: a convolution with
            characterFilters filters (convolution), or a bidirectional LSTM with
            characterUnits units per direction (bilstm). Its output is joined to the vector
            of the token. One of convolution, bilstm
        characterFilters : int, default 0
            number of filters of the convolution over the characters of each token, whose
            output is joined to the vector of the token; 0 for none
        characterSize : int, default 30
            size of the trainable vector of a character, if the network reads characters of
            tokens
        characterUnits : int, default 25
            hidden units of each direction of the LSTM over characters, for
            characterEncoder=bilstm
        checkpointDir : str, optional
            directory for checkpoints, on any Hadoop file system. An interrupted training
            continues from the newest checkpoint and ends with the same weights. A directory
            belongs to one configuration and one data set: use another one for each training,
            and none for a CrossValidator
        checkpointInterval : int, default 0
            number of mini-batches after which a checkpoint is written, at the next update of
            the weights; with 0, the number of mini-batches does not matter
        checkpointMinutes : float, default 10.0
            number of minutes after which a checkpoint is written, at the next update of the
            weights; with 0, the time does not matter. The end of training always writes a
            checkpoint
        chunkRows : int, default 1024
            largest number of rows that transform reads before it hands on the first of them;
            they are predicted together. Fewer rows bound the latency of a stream, but are
            slower
        convLayers : str, default ""
            convolutions over time before the recurrent layers, from the input up:
            FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
            empty for none
        decayEpochs : int, default 2
            number of epochs per decayFactor for the schedules step and exponential; for
            plateau, the number of epochs without a lower loss (on the validation rows, if
            there are any) after which the learning rate falls
        decayFactor : float, default 0.5
            factor by which the schedules step, exponential and plateau multiply the learning
            rate
        dropout : float, default 0.0
            dropout rate between recurrent layers
        earlyStoppingPatience : int, default 0
            number of epochs without improvement on the validation rows after which training
            stops; 0 to never stop early
        embeddingSize : int, default 64
            size of the trainable vector of a token
        epsilon : float, optional
            term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
            1e-10 for adagrad, 1e-8 for the others)
        execution : str, default "auto"
            where gradients are computed: in Spark tasks (spark) or on threads of the driver
            (threads). With auto, it is on threads if the master is local and the data takes
            at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
            One of auto, spark, threads
        extraWords : int, default 0
            largest number of words that the model takes from pretrainedVectors beside the
            words of the training data; they are the first ones in the files
        featureMask : float, default 0.0
            largest fraction of the features of a numeric sequence that training sets to 0 at
            all steps of the sequence. These are consecutive features; their number and their
            place are random
        frozenBlocks : List[str], optional
            prefixes of the names of tensors that training does not change, such as embedding
            or rnn.weight_hh
        frozenEpochs : int, default 1
            number of epochs in which pretrainedMode=freezeFirst does not change the
            pretrained vectors
        gradientClipNorm : float, default 5.0
            largest norm of the mean gradient; 0 for no limit
        gradientClipValue : float, default 0.0
            largest absolute value of each element of the mean gradient, applied before
            gradientClipNorm; 0 for no limit
        gradientFlow : bool, default False
            whether to measure after each epoch how far back the network learns: the norm of
            dL/dh_(T-k) for each layer as a function of the distance k from the loss
        gradientFlowSteps : int, default 100
            largest distance k, in steps, that gradientFlow measures
        hiddenSize : int, default 64
            number of hidden units per layer and direction
        initialModel : str, optional
            model with whose weights training starts, on any Hadoop file system: the
            directory of a saved model, or a safetensors file of a PyTorch state_dict.
            Settings of the network that you do not set follow from it. Tensors that it does
            not have start at random
        initialPrefixes : List[str], optional
            tensors of initialModel that are used, and their names in the network: pairs
            OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is
            the same on both sides. If not set, all tensors are used under their own names
        initialVocabularies : List[str], optional
            for a safetensors file, the vocabularies of its embedding and output tables, as
            pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file
            with one entry per line, in the order of the rows of the table
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputDropout : float, default 0.0
            dropout rate of the embedded tokens or features
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        keepCheckpoints : int, default 3
            number of newest checkpoints to keep
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        layerNorm : bool, default False
            whether the input of each recurrent layer is normalized (layer normalization);
            set it if there are several layers with cell=mingru or with residual=true
        learnedInitialState : bool, default False
            whether the state before the first step of a sequence is learned; if false, it is
            zero
        learningRate : float, default 0.002
            learning rate at the start of its schedule
        learningRateSchedule : str, default "constant"
            how the learning rate falls: not at all (constant); by decayFactor per
            decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
            minLearningRate at the end of training (cosine); or by decayFactor each time that
            the loss no longer falls (plateau). One of constant, step, exponential, cosine,
            plateau
        level : str, default "character"
            how a string column is split into tokens: into characters (Unicode code points)
            or into words at white space; an array<string> holds tokens already. One of
            character, word
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxEpochs : int, default 10
            largest number of passes over the training data
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        minLearningRate : float, default 0.0
            smallest learning rate of the schedules step, exponential, cosine and plateau
        mode : str, default "failfast"
            treatment of malformed rows in training and evaluation: the first one ends the
            work with a message (failfast), or they are dropped and counted, and the first
            five are shown (dropmalformed). A prediction has one output row per input row, so
            it always ends at a malformed row. One of failfast, dropmalformed
        momentum : float, default 0.9
            momentum factor of the optimizers momentum and nesterov
        nonFinitePolicy : str, default "fail"
            treatment of a step whose loss or gradient is not finite: training ends, and the
            message says where the value came from (fail), or the update is skipped and
            counted (skip). One of fail, skip
        numLayers : int, default 1
            number of recurrent layers; each reads the output of the one below
        numShards : int, default 0
            number of parts in which each mini-batch is computed; 0 for the parallelism of
            the cluster when training starts. With the same number, the weights are the same
            bit for bit on all clusters with the same type of processor
        optimizer : str, default "adam"
            update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad,
            rmsprop, adam, adamw
        outputDropout : float, default 0.0
            dropout rate of the output of the last recurrent layer
        perplexityCol : str, default "perplexity"
            output column: the perplexity of the row
        predictionCol : str, default "logProbability"
            output column: the prediction
        pretrainedMode : str, default "tune"
            whether training changes the pretrained vectors: always (tune), never (freeze),
            or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
            freezeFirst
        pretrainedVectors : str, optional
            file, directory or glob of pretrained word vectors, on any Hadoop file system,
            with which the embedding starts: the text format of word2vec, fastText or GloVe,
            plain or compressed; it determines embeddingSize. A word is looked up as it is,
            then in lower case, then normalized (every digit becomes 0)
        recurrentDropout : float, default 0.0
            dropout rate of the previous hidden state in the recurrent product of cells
            elman, lstm and gru; the mask is the same for all steps of a sequence
        reportExamples : int, default 5
            how many of the worst and how many of the least certain examples report.html
            quotes; with 0 it quotes nothing of the data but the names of labels
        residual : bool, default False
            whether the input of each recurrent layer is added to its output, where both have
            the same width
        rho : float, default 0.99
            decay rate of the running mean of the squared gradient in rmsprop
        seed : int, default 1
            random seed
        sparseUpdates : bool, default False
            whether an update changes only those rows of the embedding that its mini-batches
            used, as PyTorch's SparseAdam does; this is faster for large vocabularies
        standardize : bool, default False
            whether numeric inputs and numeric targets are scaled to mean 0 and standard
            deviation 1 inside the network; predictions have the units of the targets in
            either case
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        tbpttLength : int, default 100
            largest number of tokens through which gradients flow back in a stream (truncated
            back-propagation through time); the state is carried on. For boundaries=stream
            only
        tensorBoardDir : str, optional
            directory, on any Hadoop file system, to which TensorBoard event files are
            written. After each epoch, its losses, metrics, learning rate and gradient norm
            and the times of the parts of a step are added to them. The same figures are
            added to epochs.csv in this directory. Give each training a directory of its own;
            TensorBoard shows the directories below one directory side by side
        tensorBoardHistograms : bool, default False
            whether each epoch also writes a histogram of the weights of every block of
            parameters to tensorBoardDir; TensorBoard shows them as distributions over the
            epochs
        tiedEmbeddings : bool, default False
            whether the output layer of a language model uses the weights of the embedding
        timeMask : float, default 0.0
            largest fraction of the steps of a numeric sequence that training sets to 0.
            These are consecutive steps; their number and their place are random
        timeWarp : float, default 0.0
            strength of the random time warping of numeric sequences in training: the local
            speed changes by a factor of up to exp(timeWarp); not for models with a target
            per step
        validationFraction : float, default 0.0
            fraction of the rows that is held out for validation. Rows are chosen by the
            content of their inputs; of rows that follow each other, such as the steps of a
            series, the last ones are held out. For many series, every fraction above 0 holds
            out the last horizon steps of each series. Not used if validationIndicatorCol is
            set
        validationIndicatorCol : str, optional
            boolean column that is true for validation rows; they are not trained on
        variationalDropout : bool, default False
            whether all steps of a sequence share one dropout mask; if false, each step has
            its own
        warmupSteps : int, default 0
            number of updates in which the learning rate rises linearly from 0
        weightDecay : float, optional
            weight decay of all parameters except those of the linear path (linearSkip):
            decoupled from the gradient for adamw, added to the gradient after clipping for
            the other optimizers (if not set: 0.01 for adamw, 0 for the others)
        weightDropout : float, default 0.0
            dropout rate of the recurrent weights of layers; the mask is the same for all
            steps of a mini-batch
        window : int, default 1
            number of steps that the network reads, up to and including the present one: for
            each output if cell is none, and as the history of each forecast of a series
        wordDropout : float, default 0.0
            fraction of the tokens that training replaces by the unknown word, so that the
            vector of the unknown word is trained
        """
        super().__init__()
        self._setDefault(
            accumulationSteps=1,
            activation="tanh",
            aggregationDepth=2,
            automatic=True,
            averageDecay=0.0,
            baselineOrder=0,
            batchSize=32,
            beta1=0.9,
            beta2=0.999,
            bidirectional=False,
            boundaries="lines",
            cell="lstm",
            characterEncoder="convolution",
            characterFilters=0,
            characterSize=30,
            characterUnits=25,
            checkpointInterval=0,
            checkpointMinutes=10.0,
            chunkRows=1024,
            convLayers="",
            decayEpochs=2,
            decayFactor=0.5,
            dropout=0.0,
            earlyStoppingPatience=0,
            embeddingSize=64,
            execution="auto",
            extraWords=0,
            featureMask=0.0,
            frozenEpochs=1,
            gradientClipNorm=5.0,
            gradientClipValue=0.0,
            gradientFlow=False,
            gradientFlowSteps=100,
            hiddenSize=64,
            inputCol="tokens",
            inputDropout=0.0,
            inputSets=False,
            keepCheckpoints=3,
            labelCol="labels",
            layerNorm=False,
            learnedInitialState=False,
            learningRate=0.002,
            learningRateSchedule="constant",
            level="character",
            lowercase=False,
            maxEpochs=10,
            maxVocabulary=0,
            minCount=1,
            minLearningRate=0.0,
            mode="failfast",
            momentum=0.9,
            nonFinitePolicy="fail",
            numLayers=1,
            numShards=0,
            optimizer="adam",
            outputDropout=0.0,
            perplexityCol="perplexity",
            predictionCol="logProbability",
            pretrainedMode="tune",
            recurrentDropout=0.0,
            reportExamples=5,
            residual=False,
            rho=0.99,
            seed=1,
            sparseUpdates=False,
            standardize=False,
            stringTokens="characters",
            tbpttLength=100,
            tensorBoardHistograms=False,
            tiedEmbeddings=False,
            timeMask=0.0,
            timeWarp=0.0,
            validationFraction=0.0,
            variationalDropout=False,
            warmupSteps=0,
            weightDropout=0.0,
            window=1,
            wordDropout=0.0,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        baselineOrder: int = 0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        boundaries: str = "lines",
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 0,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        level: str = "character",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        perplexityCol: str = "perplexity",
        predictionCol: str = "logProbability",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tbpttLength: int = 100,
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.0,
    ) -> "LanguageModel":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class LanguageModelEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.LanguageModelEvaluator."""

    _java_class = "org.sparkrnn.ml.LanguageModelEvaluator"
    _smaller_is_better = frozenset([])

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: logProbability",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        metricName: str = "logProbability",
        predictionCol: str = "logProbability",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        metricName : str, default "logProbability"
            metric: logProbability
        predictionCol : str, default "logProbability"
            column with the predictions that the model adds
        """
        super().__init__()
        self._setDefault(
            metricName="logProbability",
            predictionCol="logProbability",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        metricName: str = "logProbability",
        predictionCol: str = "logProbability",
    ) -> "LanguageModelEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getMetricName(self) -> str:
        """Gets metricName: metric: logProbability."""
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: logProbability."""
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)


class MajorityClassifier(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
):
    """The estimator org.sparkrnn.ml.MajorityClassifier."""

    _java_class = "org.sparkrnn.ml.MajorityClassifier"
    _model_class = "MajorityClassifierModel"

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        predictionCol : str, default "prediction"
            output column: the prediction
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            predictionCol="prediction",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> "MajorityClassifier":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class MajorityClassifierModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
):
    """The model org.sparkrnn.ml.MajorityClassifierModel."""

    _java_class = "org.sparkrnn.ml.MajorityClassifierModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class MostFrequentTagger(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
):
    """The estimator org.sparkrnn.ml.MostFrequentTagger."""

    _java_class = "org.sparkrnn.ml.MostFrequentTagger"
    _model_class = "MostFrequentTaggerModel"

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        predictionCol : str, default "prediction"
            output column: the prediction
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            predictionCol="prediction",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> "MostFrequentTagger":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class MostFrequentTaggerModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
):
    """The model org.sparkrnn.ml.MostFrequentTaggerModel."""

    _java_class = "org.sparkrnn.ml.MostFrequentTaggerModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class NGramLanguageModel(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsLevel,
    _params._SetsNGrams,
):
    """The estimator org.sparkrnn.ml.NGramLanguageModel."""

    _java_class = "org.sparkrnn.ml.NGramLanguageModel"
    _model_class = "TrainedNGramLanguageModel"

    @keyword_only
    def __init__(
        self,
        *,
        boundaries: str = "lines",
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        level: str = "character",
        lowercase: bool = False,
        maxNGrams: int = 5000000,
        maxVocabulary: int = 0,
        minCount: int = 1,
        order: int = 5,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        boundaries : str, default "lines"
            role of a row: a text of its own between start and end tokens (lines), or a part
            of one long text, in the order of the rows, with an end token after each row
            (lineEnds; LanguageModel calls this stream) or without any end token (stream).
            One of stream, lineEnds, lines
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        level : str, default "character"
            how a string column is split into tokens: into characters (Unicode code points)
            or into words at white space; an array<string> holds tokens already. One of
            character, word
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxNGrams : int, default 5000000
            largest number of n-grams of two or more tokens that the model keeps; the
            executors leave out the rarest, so that the driver's memory does not grow with
            the text; 0 for no limit
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        order : int, default 5
            length of the longest n-grams
        predictionCol : str, default "prediction"
            output column: the prediction
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            boundaries="lines",
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            level="character",
            lowercase=False,
            maxNGrams=5000000,
            maxVocabulary=0,
            minCount=1,
            order=5,
            predictionCol="prediction",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        boundaries: str = "lines",
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        level: str = "character",
        lowercase: bool = False,
        maxNGrams: int = 5000000,
        maxVocabulary: int = 0,
        minCount: int = 1,
        order: int = 5,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
    ) -> "NGramLanguageModel":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class NaiveBayesClassifier(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsLevel,
    _params._SetsNaiveBayes,
):
    """The estimator org.sparkrnn.ml.NaiveBayesClassifier."""

    _java_class = "org.sparkrnn.ml.NaiveBayesClassifier"
    _model_class = "NaiveBayesClassifierModel"

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        level: str = "character",
        lowercase: bool = False,
        maxOrder: int = 3,
        minOrder: int = 2,
        predictionCol: str = "prediction",
        smoothing: float = 0.05,
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        level : str, default "character"
            how a string column is split into tokens: into characters (Unicode code points)
            or into words at white space; an array<string> holds tokens already. One of
            character, word
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxOrder : int, default 3
            length of the longest n-grams
        minOrder : int, default 2
            length of the shortest n-grams
        predictionCol : str, default "prediction"
            output column: the prediction
        smoothing : float, default 0.05
            number added to the count of every n-gram; 1 is add-one smoothing, and smaller
            numbers suit rare classes better
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            level="character",
            lowercase=False,
            maxOrder=3,
            minOrder=2,
            predictionCol="prediction",
            smoothing=0.05,
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        level: str = "character",
        lowercase: bool = False,
        maxOrder: int = 3,
        minOrder: int = 2,
        predictionCol: str = "prediction",
        smoothing: float = 0.05,
        stringTokens: str = "characters",
    ) -> "NaiveBayesClassifier":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class NaiveBayesClassifierModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasLevel,
    _params._HasNaiveBayes,
):
    """The model org.sparkrnn.ml.NaiveBayesClassifierModel."""

    _java_class = "org.sparkrnn.ml.NaiveBayesClassifierModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class NearestSeriesClassifier(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsNeighbors,
):
    """The estimator org.sparkrnn.ml.NearestSeriesClassifier."""

    _java_class = "org.sparkrnn.ml.NearestSeriesClassifier"
    _model_class = "NearestSeriesClassifierModel"

    @keyword_only
    def __init__(
        self,
        *,
        distance: str = "dtw",
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        maxSeries: int = 10000,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
        warpingWindow: Optional[float] = None,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        distance : str, default "dtw"
            distance between two series: step by step (euclidean) or after dynamic time
            warping (dtw). One of euclidean, dtw
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxSeries : int, default 10000
            largest number of training series to compare with; if there are more, this many
            are chosen by their content
        predictionCol : str, default "prediction"
            output column: the prediction
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        warpingWindow : float, optional
            largest shift of a step by warping, as a fraction of the length of the longer
            series (if not set, it is learned on the training series, from 0 to 0.2)
        """
        super().__init__()
        self._setDefault(
            distance="dtw",
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            maxSeries=10000,
            predictionCol="prediction",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        distance: str = "dtw",
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        maxSeries: int = 10000,
        predictionCol: str = "prediction",
        stringTokens: str = "characters",
        warpingWindow: Optional[float] = None,
    ) -> "NearestSeriesClassifier":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class NearestSeriesClassifierModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasNeighbors,
):
    """The model org.sparkrnn.ml.NearestSeriesClassifierModel."""

    _java_class = "org.sparkrnn.ml.NearestSeriesClassifierModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class SeasonalForecaster(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsAhead,
    _params._SetsSeason,
):
    """The estimator org.sparkrnn.ml.SeasonalForecaster."""

    _java_class = "org.sparkrnn.ml.SeasonalForecaster"
    _model_class = "SeasonalForecasterModel"

    @keyword_only
    def __init__(
        self,
        *,
        channel: int = 0,
        horizon: int = 1,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        period: int = 1,
        predictionCol: str = "prediction",
        readout: str = "last",
        stringTokens: str = "characters",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        channel : int, default 0
            index, from 0, of the input number that is forecast
        horizon : int, default 1
            number of steps to forecast. A SeasonalForecaster with readout=each makes one
            forecast at each step: of the value this number of steps later
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        period : int, default 1
            number of steps per season of the series. A SeasonalForecaster takes the value
            one season earlier as its forecast, and jobs measure this forecast as a baseline
            of a SequenceRegressor. For many series, the scaling of windows, the metrics and
            the automatic choice of patch and window depend on it too. 1 for no season: the
            forecast is then the last value
        predictionCol : str, default "prediction"
            output column: the prediction
        readout : str, default "last"
            place of the values to forecast: after the last step, one or several (last), or
            after each step, one per step (each). One of last, each
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        """
        super().__init__()
        self._setDefault(
            channel=0,
            horizon=1,
            inputCol="tokens",
            inputSets=False,
            labelCol="labels",
            lowercase=False,
            period=1,
            predictionCol="prediction",
            readout="last",
            stringTokens="characters",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        channel: int = 0,
        horizon: int = 1,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputSets: bool = False,
        labelCol: str = "labels",
        lowercase: bool = False,
        period: int = 1,
        predictionCol: str = "prediction",
        readout: str = "last",
        stringTokens: str = "characters",
    ) -> "SeasonalForecaster":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class SeasonalForecasterModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasAhead,
    _params._HasSeason,
):
    """The model org.sparkrnn.ml.SeasonalForecasterModel."""

    _java_class = "org.sparkrnn.ml.SeasonalForecasterModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class SequenceClassificationEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.SequenceClassificationEvaluator."""

    _java_class = "org.sparkrnn.ml.SequenceClassificationEvaluator"
    _smaller_is_better = frozenset([])

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column, of a type that is accepted in training",
        typeConverter=TypeConverters.toString,
    )

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: accuracy, macroF1, macroRecall",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        labelCol: str = "label",
        metricName: str = "accuracy",
        predictionCol: str = "prediction",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        labelCol : str, default "label"
            label column, of a type that is accepted in training
        metricName : str, default "accuracy"
            metric: accuracy, macroF1, macroRecall
        predictionCol : str, default "prediction"
            column with the predictions that the model adds
        """
        super().__init__()
        self._setDefault(
            labelCol="label",
            metricName="accuracy",
            predictionCol="prediction",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        labelCol: str = "label",
        metricName: str = "accuracy",
        predictionCol: str = "prediction",
    ) -> "SequenceClassificationEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column, of a type that is accepted in training."""
        return self.getOrDefault(self.labelCol)

    def getMetricName(self) -> str:
        """Gets metricName: metric: accuracy, macroF1, macroRecall."""
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column, of a type that is accepted in training."""
        return self._set(labelCol=value)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: accuracy, macroF1, macroRecall."""
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)


class SequenceClassifier(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsValidation,
    _params._SetsChoice,
    _params._SetsNetworkShape,
    _params._SetsPretrained,
    _params._SetsStart,
    _params._SetsDropout,
    _params._SetsTraining,
    _params._SetsOptimizer,
    _params._SetsGradientFlow,
    _params._SetsFailures,
    _params._SetsPrediction,
    _params._SetsReports,
    _params._SetsCheckpoints,
    _params._SetsReadout,
    _params._SetsClasses,
    _params._SetsLabelSmoothing,
):
    """The estimator org.sparkrnn.ml.SequenceClassifier."""

    _java_class = "org.sparkrnn.ml.SequenceClassifier"
    _model_class = "SequenceClassifierModel"

    @keyword_only
    def __init__(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        classWeights: str = "",
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "label",
        labelSets: Optional[bool] = None,
        labelSmoothing: float = 0.0,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        multilabel: bool = False,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        predictionCol: str = "prediction",
        predictionIndexCol: str = "",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        readout: str = "lastStep",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightCol: Optional[str] = None,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        accumulationSteps : int, default 1
            number of mini-batches whose gradients are summed for one update of the weights
        activation : str, default "tanh"
            activation function of the cells elman and none. One of tanh, sigmoid, relu
        aggregationDepth : int, default 2
            how gradients are summed: by the driver alone (1), or, where many tasks have
            large gradients, first by the executors among themselves (2 or more)
        automatic : bool, default True
            whether settings that you do not set follow from the training data: the sizes of
            the network, dropout, the optimizer and the length of training; if false, they
            have the defaults of this table
        averageDecay : float, default 0.0
            decay rate, such as 0.999, of an exponential moving average of the weights; the
            average is what is evaluated and saved; 0 for no averaging
        batchSize : int, default 32
            number of sequences per mini-batch, over the whole cluster
        beta1 : float, default 0.9
            decay rate of the running mean of the gradient in adam and adamw
        beta2 : float, default 0.999
            decay rate of the running mean of the squared gradient in adam and adamw
        bidirectional : bool, default False
            whether each layer also scans the sequence from its end
        cell : str, default "lstm"
            recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
            network without memory. One of elman, lstm, gru, none, mingru
        characterEncoder : str, default "convolution"
            network that reads the characters of each token: a convolution with
            characterFilters filters (convolution), or a bidirectional LSTM with
            characterUnits units per direction (bilstm). Its output is joined to the vector
            of the token. One of convolution, bilstm
        characterFilters : int, default 0
            number of filters of the convolution over the characters of each token, whose
            output is joined to the vector of the token; 0 for none
        characterSize : int, default 30
            size of the trainable vector of a character, if the network reads characters of
            tokens
        characterUnits : int, default 25
            hidden units of each direction of the LSTM over characters, for
            characterEncoder=bilstm
        checkpointDir : str, optional
            directory for checkpoints, on any Hadoop file system. An interrupted training
            continues from the newest checkpoint and ends with the same weights. A directory
            belongs to one configuration and one data set: use another one for each training,
            and none for a CrossValidator
        checkpointInterval : int, default 0
            number of mini-batches after which a checkpoint is written, at the next update of
            the weights; with 0, the number of mini-batches does not matter
        checkpointMinutes : float, default 10.0
            number of minutes after which a checkpoint is written, at the next update of the
            weights; with 0, the time does not matter. The end of training always writes a
            checkpoint
        chunkRows : int, default 1024
            largest number of rows that transform reads before it hands on the first of them;
            they are predicted together. Fewer rows bound the latency of a stream, but are
            slower
        classWeights : str, default ""
            weights of classes in the loss: balanced (inversely proportional to their
            frequency), squareRoot (inversely proportional to its square root), or
            LABEL:WEIGHT,... with 1 for labels that are not listed; empty for equal weights
        convLayers : str, default ""
            convolutions over time before the recurrent layers, from the input up:
            FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
            empty for none
        decayEpochs : int, default 2
            number of epochs per decayFactor for the schedules step and exponential; for
            plateau, the number of epochs without a lower loss (on the validation rows, if
            there are any) after which the learning rate falls
        decayFactor : float, default 0.5
            factor by which the schedules step, exponential and plateau multiply the learning
            rate
        dropout : float, default 0.0
            dropout rate between recurrent layers
        earlyStoppingPatience : int, default 0
            number of epochs without improvement on the validation rows after which training
            stops; 0 to never stop early
        embeddingSize : int, default 64
            size of the trainable vector of a token
        epsilon : float, optional
            term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
            1e-10 for adagrad, 1e-8 for the others)
        execution : str, default "auto"
            where gradients are computed: in Spark tasks (spark) or on threads of the driver
            (threads). With auto, it is on threads if the master is local and the data takes
            at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
            One of auto, spark, threads
        extraWords : int, default 100000
            largest number of words that the model takes from pretrainedVectors beside the
            words of the training data; they are the first ones in the files
        featureMask : float, default 0.0
            largest fraction of the features of a numeric sequence that training sets to 0 at
            all steps of the sequence. These are consecutive features; their number and their
            place are random
        frozenBlocks : List[str], optional
            prefixes of the names of tensors that training does not change, such as embedding
            or rnn.weight_hh
        frozenEpochs : int, default 1
            number of epochs in which pretrainedMode=freezeFirst does not change the
            pretrained vectors
        gradientClipNorm : float, default 5.0
            largest norm of the mean gradient; 0 for no limit
        gradientClipValue : float, default 0.0
            largest absolute value of each element of the mean gradient, applied before
            gradientClipNorm; 0 for no limit
        gradientFlow : bool, default False
            whether to measure after each epoch how far back the network learns: the norm of
            dL/dh_(T-k) for each layer as a function of the distance k from the loss
        gradientFlowSteps : int, default 100
            largest distance k, in steps, that gradientFlow measures
        hiddenSize : int, default 64
            number of hidden units per layer and direction
        initialModel : str, optional
            model with whose weights training starts, on any Hadoop file system: the
            directory of a saved model, or a safetensors file of a PyTorch state_dict.
            Settings of the network that you do not set follow from it. Tensors that it does
            not have start at random
        initialPrefixes : List[str], optional
            tensors of initialModel that are used, and their names in the network: pairs
            OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is
            the same on both sides. If not set, all tensors are used under their own names
        initialVocabularies : List[str], optional
            for a safetensors file, the vocabularies of its embedding and output tables, as
            pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file
            with one entry per line, in the order of the rows of the table
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputDropout : float, default 0.0
            dropout rate of the embedded tokens or features
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        keepCheckpoints : int, default 3
            number of newest checkpoints to keep
        labelCol : str, default "label"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        labelSets : bool, optional
            whether a list of numbers in labelCol names the labels that apply; if false, it
            has a 0 or 1 for each label. For multilabel only. If not set, the data decides,
            if it can be read in one way only
        labelSmoothing : float, default 0.0
            label smoothing: the fraction of each training target that is spread evenly over
            all classes; not used by crf
        layerNorm : bool, default False
            whether the input of each recurrent layer is normalized (layer normalization);
            set it if there are several layers with cell=mingru or with residual=true
        learnedInitialState : bool, default False
            whether the state before the first step of a sequence is learned; if false, it is
            zero
        learningRate : float, default 0.002
            learning rate at the start of its schedule
        learningRateSchedule : str, default "constant"
            how the learning rate falls: not at all (constant); by decayFactor per
            decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
            minLearningRate at the end of training (cosine); or by decayFactor each time that
            the loss no longer falls (plateau). One of constant, step, exponential, cosine,
            plateau
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxEpochs : int, default 10
            largest number of passes over the training data
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        minLearningRate : float, default 0.0
            smallest learning rate of the schedules step, exponential, cosine and plateau
        mode : str, default "failfast"
            treatment of malformed rows in training and evaluation: the first one ends the
            work with a message (failfast), or they are dropped and counted, and the first
            five are shown (dropmalformed). A prediction has one output row per input row, so
            it always ends at a malformed row. One of failfast, dropmalformed
        momentum : float, default 0.9
            momentum factor of the optimizers momentum and nesterov
        multilabel : bool, default False
            whether any number of labels may apply to a sequence or step at the same time
        nonFinitePolicy : str, default "fail"
            treatment of a step whose loss or gradient is not finite: training ends, and the
            message says where the value came from (fail), or the update is skipped and
            counted (skip). One of fail, skip
        numLayers : int, default 1
            number of recurrent layers; each reads the output of the one below
        numShards : int, default 0
            number of parts in which each mini-batch is computed; 0 for the parallelism of
            the cluster when training starts. With the same number, the weights are the same
            bit for bit on all clusters with the same type of processor
        optimizer : str, default "adam"
            update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad,
            rmsprop, adam, adamw
        outputDropout : float, default 0.0
            dropout rate of the output of the last recurrent layer
        predictionCol : str, default "prediction"
            output column: the prediction
        predictionIndexCol : str, default ""
            output column: the predicted class as a double, for Spark's evaluators: its value
            if all classes are numbers or booleans, otherwise its index in labels(); empty
            for none
        pretrainedMode : str, default "tune"
            whether training changes the pretrained vectors: always (tune), never (freeze),
            or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
            freezeFirst
        pretrainedVectors : str, optional
            file, directory or glob of pretrained word vectors, on any Hadoop file system,
            with which the embedding starts: the text format of word2vec, fastText or GloVe,
            plain or compressed; it determines embeddingSize. A word is looked up as it is,
            then in lower case, then normalized (every digit becomes 0)
        probabilityCol : str, default "probability"
            output column: a vector of the probability of each label; empty for none
        rawPredictionCol : str, default "rawPrediction"
            output column: a vector of the log probability of each label, or of its log odds
            if multilabel; empty for none
        readout : str, default "lastStep"
            whether there is one output, and one target, per step (eachStep; for a classifier
            only with multilabel=true) or per sequence (all other values). An output per
            sequence reads the state at the last step (lastStep; a reverse scan ends at the
            first step), or all states: their mean (mean), the largest value of each unit
            (max), both (meanMax), or a mean with learned weights (attention). One of
            eachStep, lastStep, mean, max, meanMax, attention
        recurrentDropout : float, default 0.0
            dropout rate of the previous hidden state in the recurrent product of cells
            elman, lstm and gru; the mask is the same for all steps of a sequence
        reportExamples : int, default 5
            how many of the worst and how many of the least certain examples report.html
            quotes; with 0 it quotes nothing of the data but the names of labels
        residual : bool, default False
            whether the input of each recurrent layer is added to its output, where both have
            the same width
        rho : float, default 0.99
            decay rate of the running mean of the squared gradient in rmsprop
        seed : int, default 1
            random seed
        sparseUpdates : bool, default False
            whether an update changes only those rows of the embedding that its mini-batches
            used, as PyTorch's SparseAdam does; this is faster for large vocabularies
        standardize : bool, default False
            whether numeric inputs and numeric targets are scaled to mean 0 and standard
            deviation 1 inside the network; predictions have the units of the targets in
            either case
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        tensorBoardDir : str, optional
            directory, on any Hadoop file system, to which TensorBoard event files are
            written. After each epoch, its losses, metrics, learning rate and gradient norm
            and the times of the parts of a step are added to them. The same figures are
            added to epochs.csv in this directory. Give each training a directory of its own;
            TensorBoard shows the directories below one directory side by side
        tensorBoardHistograms : bool, default False
            whether each epoch also writes a histogram of the weights of every block of
            parameters to tensorBoardDir; TensorBoard shows them as distributions over the
            epochs
        tiedEmbeddings : bool, default False
            whether the output layer of a language model uses the weights of the embedding
        timeMask : float, default 0.0
            largest fraction of the steps of a numeric sequence that training sets to 0.
            These are consecutive steps; their number and their place are random
        timeWarp : float, default 0.0
            strength of the random time warping of numeric sequences in training: the local
            speed changes by a factor of up to exp(timeWarp); not for models with a target
            per step
        validationFraction : float, default 0.0
            fraction of the rows that is held out for validation. Rows are chosen by the
            content of their inputs; of rows that follow each other, such as the steps of a
            series, the last ones are held out. For many series, every fraction above 0 holds
            out the last horizon steps of each series. Not used if validationIndicatorCol is
            set
        validationIndicatorCol : str, optional
            boolean column that is true for validation rows; they are not trained on
        variationalDropout : bool, default False
            whether all steps of a sequence share one dropout mask; if false, each step has
            its own
        warmupSteps : int, default 0
            number of updates in which the learning rate rises linearly from 0
        weightCol : str, optional
            column of non-negative weights by which the loss of each row is multiplied
        weightDecay : float, optional
            weight decay of all parameters except those of the linear path (linearSkip):
            decoupled from the gradient for adamw, added to the gradient after clipping for
            the other optimizers (if not set: 0.01 for adamw, 0 for the others)
        weightDropout : float, default 0.0
            dropout rate of the recurrent weights of layers; the mask is the same for all
            steps of a mini-batch
        window : int, default 1
            number of steps that the network reads, up to and including the present one: for
            each output if cell is none, and as the history of each forecast of a series
        wordDropout : float, default 0.05
            fraction of the tokens that training replaces by the unknown word, so that the
            vector of the unknown word is trained
        """
        super().__init__()
        self._setDefault(
            accumulationSteps=1,
            activation="tanh",
            aggregationDepth=2,
            automatic=True,
            averageDecay=0.0,
            batchSize=32,
            beta1=0.9,
            beta2=0.999,
            bidirectional=False,
            cell="lstm",
            characterEncoder="convolution",
            characterFilters=0,
            characterSize=30,
            characterUnits=25,
            checkpointInterval=0,
            checkpointMinutes=10.0,
            chunkRows=1024,
            classWeights="",
            convLayers="",
            decayEpochs=2,
            decayFactor=0.5,
            dropout=0.0,
            earlyStoppingPatience=0,
            embeddingSize=64,
            execution="auto",
            extraWords=100000,
            featureMask=0.0,
            frozenEpochs=1,
            gradientClipNorm=5.0,
            gradientClipValue=0.0,
            gradientFlow=False,
            gradientFlowSteps=100,
            hiddenSize=64,
            inputCol="tokens",
            inputDropout=0.0,
            inputSets=False,
            keepCheckpoints=3,
            labelCol="label",
            labelSmoothing=0.0,
            layerNorm=False,
            learnedInitialState=False,
            learningRate=0.002,
            learningRateSchedule="constant",
            lowercase=False,
            maxEpochs=10,
            maxVocabulary=0,
            minCount=1,
            minLearningRate=0.0,
            mode="failfast",
            momentum=0.9,
            multilabel=False,
            nonFinitePolicy="fail",
            numLayers=1,
            numShards=0,
            optimizer="adam",
            outputDropout=0.0,
            predictionCol="prediction",
            predictionIndexCol="",
            pretrainedMode="tune",
            probabilityCol="probability",
            rawPredictionCol="rawPrediction",
            readout="lastStep",
            recurrentDropout=0.0,
            reportExamples=5,
            residual=False,
            rho=0.99,
            seed=1,
            sparseUpdates=False,
            standardize=False,
            stringTokens="characters",
            tensorBoardHistograms=False,
            tiedEmbeddings=False,
            timeMask=0.0,
            timeWarp=0.0,
            validationFraction=0.0,
            variationalDropout=False,
            warmupSteps=0,
            weightDropout=0.0,
            window=1,
            wordDropout=0.05,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        classWeights: str = "",
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "label",
        labelSets: Optional[bool] = None,
        labelSmoothing: float = 0.0,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        multilabel: bool = False,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        predictionCol: str = "prediction",
        predictionIndexCol: str = "",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        readout: str = "lastStep",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightCol: Optional[str] = None,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> "SequenceClassifier":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class SequenceClassifierModel(
    NetworkModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasValidation,
    _params._HasChoice,
    _params._HasNetworkShape,
    _params._HasPretrained,
    _params._HasStart,
    _params._HasDropout,
    _params._HasTraining,
    _params._HasOptimizer,
    _params._HasGradientFlow,
    _params._HasFailures,
    _params._HasPrediction,
    _params._HasReports,
    _params._HasCheckpoints,
    _params._HasReadout,
    _params._HasClasses,
    _params._HasLabelSmoothing,
):
    """The model org.sparkrnn.ml.SequenceClassifierModel."""

    _java_class = "org.sparkrnn.ml.SequenceClassifierModel"

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setLabelSets(self: _T, value: bool) -> _T:
        """Sets labelSets: whether a list of numbers in labelCol names the labels that apply; if
        false, it has a 0 or 1 for each label. For multilabel only. If not set, the data
        decides, if it can be read in one way only.
        """
        return self._set(labelSets=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)

    def setPredictionIndexCol(self: _T, value: str) -> _T:
        """Sets predictionIndexCol: output column: the predicted class as a double, for Spark's
        evaluators: its value if all classes are numbers or booleans, otherwise its index in
        labels(); empty for none.
        """
        return self._set(predictionIndexCol=value)

    def setProbabilityCol(self: _T, value: str) -> _T:
        """Sets probabilityCol: output column: a vector of the probability of each label; empty
        for none.
        """
        return self._set(probabilityCol=value)

    def setRawPredictionCol(self: _T, value: str) -> _T:
        """Sets rawPredictionCol: output column: a vector of the log probability of each label,
        or of its log odds if multilabel; empty for none.
        """
        return self._set(rawPredictionCol=value)


class SequenceMultilabelEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.SequenceMultilabelEvaluator."""

    _java_class = "org.sparkrnn.ml.SequenceMultilabelEvaluator"
    _smaller_is_better = frozenset(["hammingLoss", "nll"])

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column, of a type that is accepted in training",
        typeConverter=TypeConverters.toString,
    )

    labelSets: "Param[bool]" = Param(
        Params._dummy(),
        "labelSets",
        "whether a list of numbers in labelCol names the labels that hold; if false, it has a 0 or 1 for each label. If not set, the data decides",
        typeConverter=TypeConverters.toBoolean,
    )

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: microF1, microPrecision, microRecall, subsetAccuracy, hammingLoss, nll",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "column with the probabilities that the model adds; needed only for nll",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        labelCol: str = "label",
        labelSets: Optional[bool] = None,
        metricName: str = "microF1",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        labelCol : str, default "label"
            label column, of a type that is accepted in training
        labelSets : bool, optional
            whether a list of numbers in labelCol names the labels that hold; if false, it
            has a 0 or 1 for each label. If not set, the data decides
        metricName : str, default "microF1"
            metric: microF1, microPrecision, microRecall, subsetAccuracy, hammingLoss, nll
        predictionCol : str, default "prediction"
            column with the predictions that the model adds
        probabilityCol : str, default "probability"
            column with the probabilities that the model adds; needed only for nll
        """
        super().__init__()
        self._setDefault(
            labelCol="label",
            metricName="microF1",
            predictionCol="prediction",
            probabilityCol="probability",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        labelCol: str = "label",
        labelSets: Optional[bool] = None,
        metricName: str = "microF1",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
    ) -> "SequenceMultilabelEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column, of a type that is accepted in training."""
        return self.getOrDefault(self.labelCol)

    def getLabelSets(self) -> bool:
        """Gets labelSets: whether a list of numbers in labelCol names the labels that hold; if
        false, it has a 0 or 1 for each label. If not set, the data decides.
        """
        return self.getOrDefault(self.labelSets)

    def getMetricName(self) -> str:
        """Gets metricName: metric: microF1, microPrecision, microRecall, subsetAccuracy,
        hammingLoss, nll.
        """
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def getProbabilityCol(self) -> str:
        """Gets probabilityCol: column with the probabilities that the model adds; needed only
        for nll.
        """
        return self.getOrDefault(self.probabilityCol)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column, of a type that is accepted in training."""
        return self._set(labelCol=value)

    def setLabelSets(self: _T, value: bool) -> _T:
        """Sets labelSets: whether a list of numbers in labelCol names the labels that hold; if
        false, it has a 0 or 1 for each label. If not set, the data decides.
        """
        return self._set(labelSets=value)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: microF1, microPrecision, microRecall, subsetAccuracy,
        hammingLoss, nll.
        """
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)

    def setProbabilityCol(self: _T, value: str) -> _T:
        """Sets probabilityCol: column with the probabilities that the model adds; needed only
        for nll.
        """
        return self._set(probabilityCol=value)


class SequenceRegressionEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.SequenceRegressionEvaluator."""

    _java_class = "org.sparkrnn.ml.SequenceRegressionEvaluator"
    _smaller_is_better = frozenset(["rmse", "mae"])

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column, of a type that is accepted in training",
        typeConverter=TypeConverters.toString,
    )

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: rmse, mae",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "rmse",
        predictionCol: str = "prediction",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        labelCol : str, default "labels"
            label column, of a type that is accepted in training
        metricName : str, default "rmse"
            metric: rmse, mae
        predictionCol : str, default "prediction"
            column with the predictions that the model adds
        """
        super().__init__()
        self._setDefault(
            labelCol="labels",
            metricName="rmse",
            predictionCol="prediction",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "rmse",
        predictionCol: str = "prediction",
    ) -> "SequenceRegressionEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column, of a type that is accepted in training."""
        return self.getOrDefault(self.labelCol)

    def getMetricName(self) -> str:
        """Gets metricName: metric: rmse, mae."""
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column, of a type that is accepted in training."""
        return self._set(labelCol=value)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: rmse, mae."""
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)


class SequenceRegressor(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsValidation,
    _params._SetsChoice,
    _params._SetsNetworkShape,
    _params._SetsPretrained,
    _params._SetsStart,
    _params._SetsDropout,
    _params._SetsTraining,
    _params._SetsOptimizer,
    _params._SetsGradientFlow,
    _params._SetsFailures,
    _params._SetsPrediction,
    _params._SetsReports,
    _params._SetsCheckpoints,
    _params._SetsReadout,
    _params._SetsForecast,
    _params._SetsAhead,
):
    """The estimator org.sparkrnn.ml.SequenceRegressor."""

    _java_class = "org.sparkrnn.ml.SequenceRegressor"
    _model_class = "SequenceRegressorModel"

    @keyword_only
    def __init__(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        calendar: str = "",
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gaps: str = "error",
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        horizon: int = 1,
        huberDelta: float = 1.0,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        knownCols: Optional[List[str]] = None,
        labelCol: str = "labels",
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        linearSkip: int = 0,
        loss: str = "squared",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        patch: int = 1,
        pathsCol: str = "",
        period: int = 1,
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        quantiles: str = "0.1,0.5,0.9",
        readout: str = "lastStep",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        samplePaths: int = 100,
        seed: int = 1,
        seriesCol: Optional[str] = None,
        seriesScaling: str = "season",
        sparseUpdates: bool = False,
        standardize: bool = True,
        staticCols: Optional[List[str]] = None,
        staticSize: int = 8,
        strategy: str = "direct",
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeCol: Optional[str] = None,
        timeFormat: Optional[str] = None,
        timeMask: float = 0.0,
        timeStep: Optional[str] = None,
        timeWarp: float = 0.0,
        timeZone: Optional[str] = None,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        windowStep: int = 1,
        wordDropout: float = 0.05,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        accumulationSteps : int, default 1
            number of mini-batches whose gradients are summed for one update of the weights
        activation : str, default "tanh"
            activation function of the cells elman and none. One of tanh, sigmoid, relu
        aggregationDepth : int, default 2
            how gradients are summed: by the driver alone (1), or, where many tasks have
            large gradients, first by the executors among themselves (2 or more)
        automatic : bool, default True
            whether settings that you do not set follow from the training data: the sizes of
            the network, dropout, the optimizer and the length of training; if false, they
            have the defaults of this table
        averageDecay : float, default 0.0
            decay rate, such as 0.999, of an exponential moving average of the weights; the
            average is what is evaluated and saved; 0 for no averaging
        batchSize : int, default 32
            number of sequences per mini-batch, over the whole cluster
        beta1 : float, default 0.9
            decay rate of the running mean of the gradient in adam and adamw
        beta2 : float, default 0.999
            decay rate of the running mean of the squared gradient in adam and adamw
        bidirectional : bool, default False
            whether each layer also scans the sequence from its end
        calendar : str, default ""
            inputs of many series that are made from the time, as names separated by commas:
            hour (of the day), weekday, monthday, yearday; empty for none
        cell : str, default "lstm"
            recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
            network without memory. One of elman, lstm, gru, none, mingru
        characterEncoder : str, default "convolution"
            network that reads the characters of each token: a convolution with
            characterFilters filters (convolution), or a bidirectional LSTM with
            characterUnits units per direction (bilstm). Its output is joined to the vector
            of the token. One of convolution, bilstm
        characterFilters : int, default 0
            number of filters of the convolution over the characters of each token, whose
            output is joined to the vector of the token; 0 for none
        characterSize : int, default 30
            size of the trainable vector of a character, if the network reads characters of
            tokens
        characterUnits : int, default 25
            hidden units of each direction of the LSTM over characters, for
            characterEncoder=bilstm
        checkpointDir : str, optional
            directory for checkpoints, on any Hadoop file system. An interrupted training
            continues from the newest checkpoint and ends with the same weights. A directory
            belongs to one configuration and one data set: use another one for each training,
            and none for a CrossValidator
        checkpointInterval : int, default 0
            number of mini-batches after which a checkpoint is written, at the next update of
            the weights; with 0, the number of mini-batches does not matter
        checkpointMinutes : float, default 10.0
            number of minutes after which a checkpoint is written, at the next update of the
            weights; with 0, the time does not matter. The end of training always writes a
            checkpoint
        chunkRows : int, default 1024
            largest number of rows that transform reads before it hands on the first of them;
            they are predicted together. Fewer rows bound the latency of a stream, but are
            slower
        convLayers : str, default ""
            convolutions over time before the recurrent layers, from the input up:
            FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
            empty for none
        decayEpochs : int, default 2
            number of epochs per decayFactor for the schedules step and exponential; for
            plateau, the number of epochs without a lower loss (on the validation rows, if
            there are any) after which the learning rate falls
        decayFactor : float, default 0.5
            factor by which the schedules step, exponential and plateau multiply the learning
            rate
        dropout : float, default 0.0
            dropout rate between recurrent layers
        earlyStoppingPatience : int, default 0
            number of epochs without improvement on the validation rows after which training
            stops; 0 to never stop early
        embeddingSize : int, default 64
            size of the trainable vector of a token
        epsilon : float, optional
            term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
            1e-10 for adagrad, 1e-8 for the others)
        execution : str, default "auto"
            where gradients are computed: in Spark tasks (spark) or on threads of the driver
            (threads). With auto, it is on threads if the master is local and the data takes
            at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
            One of auto, spark, threads
        extraWords : int, default 100000
            largest number of words that the model takes from pretrainedVectors beside the
            words of the training data; they are the first ones in the files
        featureMask : float, default 0.0
            largest fraction of the features of a numeric sequence that training sets to 0 at
            all steps of the sequence. These are consecutive features; their number and their
            place are random
        frozenBlocks : List[str], optional
            prefixes of the names of tensors that training does not change, such as embedding
            or rnn.weight_hh
        frozenEpochs : int, default 1
            number of epochs in which pretrainedMode=freezeFirst does not change the
            pretrained vectors
        gaps : str, default "error"
            how steps of many series are treated that have no row or no value: training and
            prediction end with a message that names the first such step (error), or the step
            gets the value before it (previous; in the first step of a series, a missing
            input is an error) or 0 (zero), or the number stays missing: the network reads 0
            and an indicator, and the loss leaves it out (mask). One of error, previous,
            zero, mask
        gradientClipNorm : float, default 5.0
            largest norm of the mean gradient; 0 for no limit
        gradientClipValue : float, default 0.0
            largest absolute value of each element of the mean gradient, applied before
            gradientClipNorm; 0 for no limit
        gradientFlow : bool, default False
            whether to measure after each epoch how far back the network learns: the norm of
            dL/dh_(T-k) for each layer as a function of the distance k from the loss
        gradientFlowSteps : int, default 100
            largest distance k, in steps, that gradientFlow measures
        hiddenSize : int, default 64
            number of hidden units per layer and direction
        horizon : int, default 1
            number of steps to forecast. A SeasonalForecaster with readout=each makes one
            forecast at each step: of the value this number of steps later
        huberDelta : float, default 1.0
            error above which the huber loss grows linearly, in standard deviations of the
            target if standardize is true, otherwise in units of the target
        initialModel : str, optional
            model with whose weights training starts, on any Hadoop file system: the
            directory of a saved model, or a safetensors file of a PyTorch state_dict.
            Settings of the network that you do not set follow from it. Tensors that it does
            not have start at random
        initialPrefixes : List[str], optional
            tensors of initialModel that are used, and their names in the network: pairs
            OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is
            the same on both sides. If not set, all tensors are used under their own names
        initialVocabularies : List[str], optional
            for a safetensors file, the vocabularies of its embedding and output tables, as
            pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file
            with one entry per line, in the order of the rows of the table
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputDropout : float, default 0.0
            dropout rate of the embedded tokens or features
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        keepCheckpoints : int, default 3
            number of newest checkpoints to keep
        knownCols : List[str], optional
            columns of numbers that are known for a step of many series before it comes, such
            as prices and holidays; data to predict from must have a row for each step to
            forecast, with these columns and with null in labelCol
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        layerNorm : bool, default False
            whether the input of each recurrent layer is normalized (layer normalization);
            set it if there are several layers with cell=mingru or with residual=true
        learnedInitialState : bool, default False
            whether the state before the first step of a sequence is learned; if false, it is
            zero
        learningRate : float, default 0.002
            learning rate at the start of its schedule
        learningRateSchedule : str, default "constant"
            how the learning rate falls: not at all (constant); by decayFactor per
            decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
            minLearningRate at the end of training (cosine); or by decayFactor each time that
            the loss no longer falls (plateau). One of constant, step, exponential, cosine,
            plateau
        linearSkip : int, default 0
            number of last steps that a linear path from the inputs to the output reads,
            beside the recurrent layers; its weights start at the least squares solution, and
            weight decay does not affect them; 0 for no such path
        loss : str, default "squared"
            loss function; for many series also quantile, which forecasts every quantile that
            quantiles lists, and the likelihoods gaussian, student and negativeBinomial (for
            counts), which give a distribution. One of squared, absolute, huber, quantile,
            gaussian, student, negativeBinomial
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxEpochs : int, default 10
            largest number of passes over the training data
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        minLearningRate : float, default 0.0
            smallest learning rate of the schedules step, exponential, cosine and plateau
        mode : str, default "failfast"
            treatment of malformed rows in training and evaluation: the first one ends the
            work with a message (failfast), or they are dropped and counted, and the first
            five are shown (dropmalformed). A prediction has one output row per input row, so
            it always ends at a malformed row. One of failfast, dropmalformed
        momentum : float, default 0.9
            momentum factor of the optimizers momentum and nesterov
        nonFinitePolicy : str, default "fail"
            treatment of a step whose loss or gradient is not finite: training ends, and the
            message says where the value came from (fail), or the update is skipped and
            counted (skip). One of fail, skip
        numLayers : int, default 1
            number of recurrent layers; each reads the output of the one below
        numShards : int, default 0
            number of parts in which each mini-batch is computed; 0 for the parallelism of
            the cluster when training starts. With the same number, the weights are the same
            bit for bit on all clusters with the same type of processor
        optimizer : str, default "adam"
            update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad,
            rmsprop, adam, adamw
        outputDropout : float, default 0.0
            dropout rate of the output of the last recurrent layer
        patch : int, default 1
            number of neighbouring steps that the layers read as one, counted back from the
            last step: with hourly steps and patch=24, the recurrent layer goes from day to
            day
        pathsCol : str, default ""
            output column: the values of the sample paths at the step; values at the same
            position in all rows of a series belong to one path; empty for none
        period : int, default 1
            number of steps per season of the series. A SeasonalForecaster takes the value
            one season earlier as its forecast, and jobs measure this forecast as a baseline
            of a SequenceRegressor. For many series, the scaling of windows, the metrics and
            the automatic choice of patch and window depend on it too. 1 for no season: the
            forecast is then the last value
        predictionCol : str, default "prediction"
            output column: the prediction
        pretrainedMode : str, default "tune"
            whether training changes the pretrained vectors: always (tune), never (freeze),
            or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
            freezeFirst
        pretrainedVectors : str, optional
            file, directory or glob of pretrained word vectors, on any Hadoop file system,
            with which the embedding starts: the text format of word2vec, fastText or GloVe,
            plain or compressed; it determines embeddingSize. A word is looked up as it is,
            then in lower case, then normalized (every digit becomes 0)
        quantiles : str, default "0.1,0.5,0.9"
            quantiles that are written as columns beside the forecast: increasing numbers
            between 0 and 1, separated by commas. With loss=quantile the network learns these
            quantiles, and 0.5, which is the forecast, must be one of them; with a likelihood
            you can also set them for a trained model
        readout : str, default "lastStep"
            whether there is one output, and one target, per step (eachStep; for a classifier
            only with multilabel=true) or per sequence (all other values). An output per
            sequence reads the state at the last step (lastStep; a reverse scan ends at the
            first step), or all states: their mean (mean), the largest value of each unit
            (max), both (meanMax), or a mean with learned weights (attention). One of
            eachStep, lastStep, mean, max, meanMax, attention
        recurrentDropout : float, default 0.0
            dropout rate of the previous hidden state in the recurrent product of cells
            elman, lstm and gru; the mask is the same for all steps of a sequence
        reportExamples : int, default 5
            how many of the worst and how many of the least certain examples report.html
            quotes; with 0 it quotes nothing of the data but the names of labels
        residual : bool, default False
            whether the input of each recurrent layer is added to its output, where both have
            the same width
        rho : float, default 0.99
            decay rate of the running mean of the squared gradient in rmsprop
        samplePaths : int, default 100
            number of sample paths per series, with strategy=recursive and a likelihood as
            the loss; forecasts and quantiles are the means and quantiles of the paths
        seed : int, default 1
            random seed
        seriesCol : str, optional
            column that names the series of each row, if a table holds many series; rows may
            be in any order
        seriesScaling : str, default "season"
            how each window of many series is scaled before the network reads it, so that
            series of all sizes look alike: not at all (none); divided by its mean absolute
            value (mean); relative to its latest level, in units of its scale (level); or as
            with level, but with forecasts relative to the value one period earlier (season).
            With loss=negativeBinomial the default is mean. One of none, mean, level, season
        sparseUpdates : bool, default False
            whether an update changes only those rows of the embedding that its mini-batches
            used, as PyTorch's SparseAdam does; this is faster for large vocabularies
        standardize : bool, default True
            whether numeric inputs and numeric targets are scaled to mean 0 and standard
            deviation 1 inside the network; predictions have the units of the targets in
            either case
        staticCols : List[str], optional
            categorical columns of many series that have the same value in all rows of a
            series, such as a region or a kind. Each value has a trainable vector; seriesCol
            may be one of the columns. Static numbers that are quantities belong in inputCols
        staticSize : int, default 8
            size of the trainable vector of each value of staticCols
        strategy : str, default "direct"
            how several steps are forecast: all at once, with one output per step (direct);
            one after another, each from the forecasts before it (recursive); or, for many
            series, by a network that continues from its state over the steps ahead and has
            an output at each of them (decoder). One of direct, recursive, decoder
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        tensorBoardDir : str, optional
            directory, on any Hadoop file system, to which TensorBoard event files are
            written. After each epoch, its losses, metrics, learning rate and gradient norm
            and the times of the parts of a step are added to them. The same figures are
            added to epochs.csv in this directory. Give each training a directory of its own;
            TensorBoard shows the directories below one directory side by side
        tensorBoardHistograms : bool, default False
            whether each epoch also writes a histogram of the weights of every block of
            parameters to tensorBoardDir; TensorBoard shows them as distributions over the
            epochs
        tiedEmbeddings : bool, default False
            whether the output layer of a language model uses the weights of the embedding
        timeCol : str, optional
            column that orders the rows, where each row is one step of a series
        timeFormat : str, optional
            format of timeCol, if it is text: number, iso, isoOffset, or a java.time pattern
            such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one
            way only
        timeMask : float, default 0.0
            largest fraction of the steps of a numeric sequence that training sets to 0.
            These are consecutive steps; their number and their place are random
        timeStep : str, optional
            time between two steps of many series, such as 15min or 1month: a number with one
            of the units s, min, h, d, w, month and year (without a unit: seconds), or, if
            timeCol has numbers, a number in their unit. If not set, the smallest difference
            in the training data
        timeWarp : float, default 0.0
            strength of the random time warping of numeric sequences in training: the local
            speed changes by a factor of up to exp(timeWarp); not for models with a target
            per step
        timeZone : str, optional
            for many series, the time zone in whose local time steps are counted, if timeCol
            is a timestamp. If not set, training takes the zone of the session
            (spark.sql.session.timeZone) if each series has rows at one local time of day
            there while clocks change; otherwise timestamps are instants
        validationFraction : float, default 0.0
            fraction of the rows that is held out for validation. Rows are chosen by the
            content of their inputs; of rows that follow each other, such as the steps of a
            series, the last ones are held out. For many series, every fraction above 0 holds
            out the last horizon steps of each series. Not used if validationIndicatorCol is
            set
        validationIndicatorCol : str, optional
            boolean column that is true for validation rows; they are not trained on
        variationalDropout : bool, default False
            whether all steps of a sequence share one dropout mask; if false, each step has
            its own
        warmupSteps : int, default 0
            number of updates in which the learning rate rises linearly from 0
        weightDecay : float, optional
            weight decay of all parameters except those of the linear path (linearSkip):
            decoupled from the gradient for adamw, added to the gradient after clipping for
            the other optimizers (if not set: 0.01 for adamw, 0 for the others)
        weightDropout : float, default 0.0
            dropout rate of the recurrent weights of layers; the mask is the same for all
            steps of a mini-batch
        window : int, default 1
            number of steps that the network reads, up to and including the present one: for
            each output if cell is none, and as the history of each forecast of a series
        windowStep : int, default 1
            number of steps between two training windows of a series, counted back from the
            last window; a few windows per series are enough if series are many or long
        wordDropout : float, default 0.05
            fraction of the tokens that training replaces by the unknown word, so that the
            vector of the unknown word is trained
        """
        super().__init__()
        self._setDefault(
            accumulationSteps=1,
            activation="tanh",
            aggregationDepth=2,
            automatic=True,
            averageDecay=0.0,
            batchSize=32,
            beta1=0.9,
            beta2=0.999,
            bidirectional=False,
            calendar="",
            cell="lstm",
            characterEncoder="convolution",
            characterFilters=0,
            characterSize=30,
            characterUnits=25,
            checkpointInterval=0,
            checkpointMinutes=10.0,
            chunkRows=1024,
            convLayers="",
            decayEpochs=2,
            decayFactor=0.5,
            dropout=0.0,
            earlyStoppingPatience=0,
            embeddingSize=64,
            execution="auto",
            extraWords=100000,
            featureMask=0.0,
            frozenEpochs=1,
            gaps="error",
            gradientClipNorm=5.0,
            gradientClipValue=0.0,
            gradientFlow=False,
            gradientFlowSteps=100,
            hiddenSize=64,
            horizon=1,
            huberDelta=1.0,
            inputCol="tokens",
            inputDropout=0.0,
            inputSets=False,
            keepCheckpoints=3,
            labelCol="labels",
            layerNorm=False,
            learnedInitialState=False,
            learningRate=0.002,
            learningRateSchedule="constant",
            linearSkip=0,
            loss="squared",
            lowercase=False,
            maxEpochs=10,
            maxVocabulary=0,
            minCount=1,
            minLearningRate=0.0,
            mode="failfast",
            momentum=0.9,
            nonFinitePolicy="fail",
            numLayers=1,
            numShards=0,
            optimizer="adam",
            outputDropout=0.0,
            patch=1,
            pathsCol="",
            period=1,
            predictionCol="prediction",
            pretrainedMode="tune",
            quantiles="0.1,0.5,0.9",
            readout="lastStep",
            recurrentDropout=0.0,
            reportExamples=5,
            residual=False,
            rho=0.99,
            samplePaths=100,
            seed=1,
            seriesScaling="season",
            sparseUpdates=False,
            standardize=True,
            staticSize=8,
            strategy="direct",
            stringTokens="characters",
            tensorBoardHistograms=False,
            tiedEmbeddings=False,
            timeMask=0.0,
            timeWarp=0.0,
            validationFraction=0.0,
            variationalDropout=False,
            warmupSteps=0,
            weightDropout=0.0,
            window=1,
            windowStep=1,
            wordDropout=0.05,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        calendar: str = "",
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gaps: str = "error",
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        horizon: int = 1,
        huberDelta: float = 1.0,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        knownCols: Optional[List[str]] = None,
        labelCol: str = "labels",
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        linearSkip: int = 0,
        loss: str = "squared",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        patch: int = 1,
        pathsCol: str = "",
        period: int = 1,
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        quantiles: str = "0.1,0.5,0.9",
        readout: str = "lastStep",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        samplePaths: int = 100,
        seed: int = 1,
        seriesCol: Optional[str] = None,
        seriesScaling: str = "season",
        sparseUpdates: bool = False,
        standardize: bool = True,
        staticCols: Optional[List[str]] = None,
        staticSize: int = 8,
        strategy: str = "direct",
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeCol: Optional[str] = None,
        timeFormat: Optional[str] = None,
        timeMask: float = 0.0,
        timeStep: Optional[str] = None,
        timeWarp: float = 0.0,
        timeZone: Optional[str] = None,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        windowStep: int = 1,
        wordDropout: float = 0.05,
    ) -> "SequenceRegressor":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class SequenceRegressorModel(
    ForecastModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasValidation,
    _params._HasChoice,
    _params._HasNetworkShape,
    _params._HasPretrained,
    _params._HasStart,
    _params._HasDropout,
    _params._HasTraining,
    _params._HasOptimizer,
    _params._HasGradientFlow,
    _params._HasFailures,
    _params._HasPrediction,
    _params._HasReports,
    _params._HasCheckpoints,
    _params._HasReadout,
    _params._HasForecast,
    _params._HasAhead,
):
    """The model org.sparkrnn.ml.SequenceRegressorModel."""

    _java_class = "org.sparkrnn.ml.SequenceRegressorModel"

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPathsCol(self: _T, value: str) -> _T:
        """Sets pathsCol: output column: the values of the sample paths at the step; values at
        the same position in all rows of a series belong to one path; empty for none.
        """
        return self._set(pathsCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)

    def setQuantiles(self: _T, value: str) -> _T:
        """Sets quantiles: quantiles that are written as columns beside the forecast: increasing
        numbers between 0 and 1, separated by commas. With loss=quantile the network learns
        these quantiles, and 0.5, which is the forecast, must be one of them; with a
        likelihood you can also set them for a trained model.
        """
        return self._set(quantiles=value)

    def setSamplePaths(self: _T, value: int) -> _T:
        """Sets samplePaths: number of sample paths per series, with strategy=recursive and a
        likelihood as the loss; forecasts and quantiles are the means and quantiles of the
        paths.
        """
        return self._set(samplePaths=value)

    def setTimeCol(self: _T, value: str) -> _T:
        """Sets timeCol: column that orders the rows, where each row is one step of a series."""
        return self._set(timeCol=value)

    def setTimeFormat(self: _T, value: str) -> _T:
        """Sets timeFormat: format of timeCol, if it is text: number, iso, isoOffset, or a
        java.time pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can
        be read in one way only.
        """
        return self._set(timeFormat=value)

    def setTimeZone(self: _T, value: str) -> _T:
        """Sets timeZone: for many series, the time zone in whose local time steps are counted,
        if timeCol is a timestamp. If not set, training takes the zone of the session
        (spark.sql.session.timeZone) if each series has rows at one local time of day there
        while clocks change; otherwise timestamps are instants.
        """
        return self._set(timeZone=value)


class SequenceTagger(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsValidation,
    _params._SetsChoice,
    _params._SetsNetworkShape,
    _params._SetsPretrained,
    _params._SetsStart,
    _params._SetsDropout,
    _params._SetsTraining,
    _params._SetsOptimizer,
    _params._SetsGradientFlow,
    _params._SetsFailures,
    _params._SetsPrediction,
    _params._SetsReports,
    _params._SetsCheckpoints,
    _params._SetsTags,
    _params._SetsLabelSmoothing,
):
    """The estimator org.sparkrnn.ml.SequenceTagger."""

    _java_class = "org.sparkrnn.ml.SequenceTagger"
    _model_class = "SequenceTaggerModel"

    @keyword_only
    def __init__(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        labelCols: Optional[List[str]] = None,
        labelScheme: str = "auto",
        labelSmoothing: float = 0.0,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nBest: int = 5,
        nBestCol: str = "",
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        outputLayer: str = "softmax",
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sequenceReadout: str = "attention",
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        accumulationSteps : int, default 1
            number of mini-batches whose gradients are summed for one update of the weights
        activation : str, default "tanh"
            activation function of the cells elman and none. One of tanh, sigmoid, relu
        aggregationDepth : int, default 2
            how gradients are summed: by the driver alone (1), or, where many tasks have
            large gradients, first by the executors among themselves (2 or more)
        automatic : bool, default True
            whether settings that you do not set follow from the training data: the sizes of
            the network, dropout, the optimizer and the length of training; if false, they
            have the defaults of this table
        averageDecay : float, default 0.0
            decay rate, such as 0.999, of an exponential moving average of the weights; the
            average is what is evaluated and saved; 0 for no averaging
        batchSize : int, default 32
            number of sequences per mini-batch, over the whole cluster
        beta1 : float, default 0.9
            decay rate of the running mean of the gradient in adam and adamw
        beta2 : float, default 0.999
            decay rate of the running mean of the squared gradient in adam and adamw
        bidirectional : bool, default False
            whether each layer also scans the sequence from its end
        cell : str, default "lstm"
            recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
            network without memory. One of elman, lstm, gru, none, mingru
        characterEncoder : str, default "convolution"
            network that reads the characters of each token: a convolution with
            characterFilters filters (convolution), or a bidirectional LSTM with
            characterUnits units per direction (bilstm). Its output is joined to the vector
            of the token. One of convolution, bilstm
        characterFilters : int, default 0
            number of filters of the convolution over the characters of each token, whose
            output is joined to the vector of the token; 0 for none
        characterSize : int, default 30
            size of the trainable vector of a character, if the network reads characters of
            tokens
        characterUnits : int, default 25
            hidden units of each direction of the LSTM over characters, for
            characterEncoder=bilstm
        checkpointDir : str, optional
            directory for checkpoints, on any Hadoop file system. An interrupted training
            continues from the newest checkpoint and ends with the same weights. A directory
            belongs to one configuration and one data set: use another one for each training,
            and none for a CrossValidator
        checkpointInterval : int, default 0
            number of mini-batches after which a checkpoint is written, at the next update of
            the weights; with 0, the number of mini-batches does not matter
        checkpointMinutes : float, default 10.0
            number of minutes after which a checkpoint is written, at the next update of the
            weights; with 0, the time does not matter. The end of training always writes a
            checkpoint
        chunkRows : int, default 1024
            largest number of rows that transform reads before it hands on the first of them;
            they are predicted together. Fewer rows bound the latency of a stream, but are
            slower
        convLayers : str, default ""
            convolutions over time before the recurrent layers, from the input up:
            FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
            empty for none
        decayEpochs : int, default 2
            number of epochs per decayFactor for the schedules step and exponential; for
            plateau, the number of epochs without a lower loss (on the validation rows, if
            there are any) after which the learning rate falls
        decayFactor : float, default 0.5
            factor by which the schedules step, exponential and plateau multiply the learning
            rate
        dropout : float, default 0.0
            dropout rate between recurrent layers
        earlyStoppingPatience : int, default 0
            number of epochs without improvement on the validation rows after which training
            stops; 0 to never stop early
        embeddingSize : int, default 64
            size of the trainable vector of a token
        epsilon : float, optional
            term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
            1e-10 for adagrad, 1e-8 for the others)
        execution : str, default "auto"
            where gradients are computed: in Spark tasks (spark) or on threads of the driver
            (threads). With auto, it is on threads if the master is local and the data takes
            at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
            One of auto, spark, threads
        extraWords : int, default 100000
            largest number of words that the model takes from pretrainedVectors beside the
            words of the training data; they are the first ones in the files
        featureMask : float, default 0.0
            largest fraction of the features of a numeric sequence that training sets to 0 at
            all steps of the sequence. These are consecutive features; their number and their
            place are random
        frozenBlocks : List[str], optional
            prefixes of the names of tensors that training does not change, such as embedding
            or rnn.weight_hh
        frozenEpochs : int, default 1
            number of epochs in which pretrainedMode=freezeFirst does not change the
            pretrained vectors
        gradientClipNorm : float, default 5.0
            largest norm of the mean gradient; 0 for no limit
        gradientClipValue : float, default 0.0
            largest absolute value of each element of the mean gradient, applied before
            gradientClipNorm; 0 for no limit
        gradientFlow : bool, default False
            whether to measure after each epoch how far back the network learns: the norm of
            dL/dh_(T-k) for each layer as a function of the distance k from the loss
        gradientFlowSteps : int, default 100
            largest distance k, in steps, that gradientFlow measures
        hiddenSize : int, default 64
            number of hidden units per layer and direction
        initialModel : str, optional
            model with whose weights training starts, on any Hadoop file system: the
            directory of a saved model, or a safetensors file of a PyTorch state_dict.
            Settings of the network that you do not set follow from it. Tensors that it does
            not have start at random
        initialPrefixes : List[str], optional
            tensors of initialModel that are used, and their names in the network: pairs
            OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is
            the same on both sides. If not set, all tensors are used under their own names
        initialVocabularies : List[str], optional
            for a safetensors file, the vocabularies of its embedding and output tables, as
            pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file
            with one entry per line, in the order of the rows of the table
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputDropout : float, default 0.0
            dropout rate of the embedded tokens or features
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        keepCheckpoints : int, default 3
            number of newest checkpoints to keep
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        labelCols : List[str], optional
            label columns that are learned together, the main one first; instead of labelCol.
            A column of type array<string> or array<int> has one label per step; a column of
            strings, numbers or booleans has one label per sequence. The predictions for the
            first column are in predictionCol, those for another column in predictionCol_NAME
        labelScheme : str, default "auto"
            scheme of span labels that the network learns: the recognized scheme of the
            labels (auto), no scheme (none), or iob1, bio or bioes, to which the labels are
            converted for training. Predictions have the scheme of the data. One of auto,
            none, iob1, bio, bioes
        labelSmoothing : float, default 0.0
            label smoothing: the fraction of each training target that is spread evenly over
            all classes; not used by crf
        layerNorm : bool, default False
            whether the input of each recurrent layer is normalized (layer normalization);
            set it if there are several layers with cell=mingru or with residual=true
        learnedInitialState : bool, default False
            whether the state before the first step of a sequence is learned; if false, it is
            zero
        learningRate : float, default 0.002
            learning rate at the start of its schedule
        learningRateSchedule : str, default "constant"
            how the learning rate falls: not at all (constant); by decayFactor per
            decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
            minLearningRate at the end of training (cosine); or by decayFactor each time that
            the loss no longer falls (plateau). One of constant, step, exponential, cosine,
            plateau
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxEpochs : int, default 10
            largest number of passes over the training data
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        minLearningRate : float, default 0.0
            smallest learning rate of the schedules step, exponential, cosine and plateau
        mode : str, default "failfast"
            treatment of malformed rows in training and evaluation: the first one ends the
            work with a message (failfast), or they are dropped and counted, and the first
            five are shown (dropmalformed). A prediction has one output row per input row, so
            it always ends at a malformed row. One of failfast, dropmalformed
        momentum : float, default 0.9
            momentum factor of the optimizers momentum and nesterov
        nBest : int, default 5
            number of label sequences in nBestCol
        nBestCol : str, default ""
            output column: the most probable label sequences with their probabilities, best
            first; empty for none
        nonFinitePolicy : str, default "fail"
            treatment of a step whose loss or gradient is not finite: training ends, and the
            message says where the value came from (fail), or the update is skipped and
            counted (skip). One of fail, skip
        numLayers : int, default 1
            number of recurrent layers; each reads the output of the one below
        numShards : int, default 0
            number of parts in which each mini-batch is computed; 0 for the parallelism of
            the cluster when training starts. With the same number, the weights are the same
            bit for bit on all clusters with the same type of processor
        optimizer : str, default "adam"
            update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad,
            rmsprop, adam, adamw
        outputDropout : float, default 0.0
            dropout rate of the output of the last recurrent layer
        outputLayer : str, default "softmax"
            how labels are chosen: for each step by itself (softmax), or as the best whole
            sequence by a linear-chain conditional random field, which also scores
            neighbouring labels (crf). If the labels follow a scheme, crf chooses only among
            valid sequences. One of softmax, crf
        predictionCol : str, default "prediction"
            output column: the prediction
        pretrainedMode : str, default "tune"
            whether training changes the pretrained vectors: always (tune), never (freeze),
            or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
            freezeFirst
        pretrainedVectors : str, optional
            file, directory or glob of pretrained word vectors, on any Hadoop file system,
            with which the embedding starts: the text format of word2vec, fastText or GloVe,
            plain or compressed; it determines embeddingSize. A word is looked up as it is,
            then in lower case, then normalized (every digit becomes 0)
        probabilityCol : str, default ""
            output column: the probability of the predicted label at each step; for a crf,
            its marginal probability; empty for none
        recurrentDropout : float, default 0.0
            dropout rate of the previous hidden state in the recurrent product of cells
            elman, lstm and gru; the mask is the same for all steps of a sequence
        reportExamples : int, default 5
            how many of the worst and how many of the least certain examples report.html
            quotes; with 0 it quotes nothing of the data but the names of labels
        residual : bool, default False
            whether the input of each recurrent layer is added to its output, where both have
            the same width
        rho : float, default 0.99
            decay rate of the running mean of the squared gradient in rmsprop
        seed : int, default 1
            random seed
        sequenceReadout : str, default "attention"
            how the states are combined for a label of the whole sequence (see labelCols):
            the state at the last step (lastStep; for a reverse scan, the first step), the
            mean of all states (mean), the largest value of each unit (max), both (meanMax),
            or a mean with learned weights (attention). One of lastStep, mean, max, meanMax,
            attention
        sparseUpdates : bool, default False
            whether an update changes only those rows of the embedding that its mini-batches
            used, as PyTorch's SparseAdam does; this is faster for large vocabularies
        standardize : bool, default False
            whether numeric inputs and numeric targets are scaled to mean 0 and standard
            deviation 1 inside the network; predictions have the units of the targets in
            either case
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        tensorBoardDir : str, optional
            directory, on any Hadoop file system, to which TensorBoard event files are
            written. After each epoch, its losses, metrics, learning rate and gradient norm
            and the times of the parts of a step are added to them. The same figures are
            added to epochs.csv in this directory. Give each training a directory of its own;
            TensorBoard shows the directories below one directory side by side
        tensorBoardHistograms : bool, default False
            whether each epoch also writes a histogram of the weights of every block of
            parameters to tensorBoardDir; TensorBoard shows them as distributions over the
            epochs
        tiedEmbeddings : bool, default False
            whether the output layer of a language model uses the weights of the embedding
        timeMask : float, default 0.0
            largest fraction of the steps of a numeric sequence that training sets to 0.
            These are consecutive steps; their number and their place are random
        timeWarp : float, default 0.0
            strength of the random time warping of numeric sequences in training: the local
            speed changes by a factor of up to exp(timeWarp); not for models with a target
            per step
        validationFraction : float, default 0.0
            fraction of the rows that is held out for validation. Rows are chosen by the
            content of their inputs; of rows that follow each other, such as the steps of a
            series, the last ones are held out. For many series, every fraction above 0 holds
            out the last horizon steps of each series. Not used if validationIndicatorCol is
            set
        validationIndicatorCol : str, optional
            boolean column that is true for validation rows; they are not trained on
        variationalDropout : bool, default False
            whether all steps of a sequence share one dropout mask; if false, each step has
            its own
        warmupSteps : int, default 0
            number of updates in which the learning rate rises linearly from 0
        weightDecay : float, optional
            weight decay of all parameters except those of the linear path (linearSkip):
            decoupled from the gradient for adamw, added to the gradient after clipping for
            the other optimizers (if not set: 0.01 for adamw, 0 for the others)
        weightDropout : float, default 0.0
            dropout rate of the recurrent weights of layers; the mask is the same for all
            steps of a mini-batch
        window : int, default 1
            number of steps that the network reads, up to and including the present one: for
            each output if cell is none, and as the history of each forecast of a series
        wordDropout : float, default 0.05
            fraction of the tokens that training replaces by the unknown word, so that the
            vector of the unknown word is trained
        """
        super().__init__()
        self._setDefault(
            accumulationSteps=1,
            activation="tanh",
            aggregationDepth=2,
            automatic=True,
            averageDecay=0.0,
            batchSize=32,
            beta1=0.9,
            beta2=0.999,
            bidirectional=False,
            cell="lstm",
            characterEncoder="convolution",
            characterFilters=0,
            characterSize=30,
            characterUnits=25,
            checkpointInterval=0,
            checkpointMinutes=10.0,
            chunkRows=1024,
            convLayers="",
            decayEpochs=2,
            decayFactor=0.5,
            dropout=0.0,
            earlyStoppingPatience=0,
            embeddingSize=64,
            execution="auto",
            extraWords=100000,
            featureMask=0.0,
            frozenEpochs=1,
            gradientClipNorm=5.0,
            gradientClipValue=0.0,
            gradientFlow=False,
            gradientFlowSteps=100,
            hiddenSize=64,
            inputCol="tokens",
            inputDropout=0.0,
            inputSets=False,
            keepCheckpoints=3,
            labelCol="labels",
            labelScheme="auto",
            labelSmoothing=0.0,
            layerNorm=False,
            learnedInitialState=False,
            learningRate=0.002,
            learningRateSchedule="constant",
            lowercase=False,
            maxEpochs=10,
            maxVocabulary=0,
            minCount=1,
            minLearningRate=0.0,
            mode="failfast",
            momentum=0.9,
            nBest=5,
            nBestCol="",
            nonFinitePolicy="fail",
            numLayers=1,
            numShards=0,
            optimizer="adam",
            outputDropout=0.0,
            outputLayer="softmax",
            predictionCol="prediction",
            pretrainedMode="tune",
            probabilityCol="",
            recurrentDropout=0.0,
            reportExamples=5,
            residual=False,
            rho=0.99,
            seed=1,
            sequenceReadout="attention",
            sparseUpdates=False,
            standardize=False,
            stringTokens="characters",
            tensorBoardHistograms=False,
            tiedEmbeddings=False,
            timeMask=0.0,
            timeWarp=0.0,
            validationFraction=0.0,
            variationalDropout=False,
            warmupSteps=0,
            weightDropout=0.0,
            window=1,
            wordDropout=0.05,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        labelCols: Optional[List[str]] = None,
        labelScheme: str = "auto",
        labelSmoothing: float = 0.0,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nBest: int = 5,
        nBestCol: str = "",
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        outputLayer: str = "softmax",
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sequenceReadout: str = "attention",
        sparseUpdates: bool = False,
        standardize: bool = False,
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> "SequenceTagger":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class SequenceTaggerModel(
    NetworkModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasValidation,
    _params._HasChoice,
    _params._HasNetworkShape,
    _params._HasPretrained,
    _params._HasStart,
    _params._HasDropout,
    _params._HasTraining,
    _params._HasOptimizer,
    _params._HasGradientFlow,
    _params._HasFailures,
    _params._HasPrediction,
    _params._HasReports,
    _params._HasCheckpoints,
    _params._HasTags,
    _params._HasLabelSmoothing,
):
    """The model org.sparkrnn.ml.SequenceTaggerModel."""

    _java_class = "org.sparkrnn.ml.SequenceTaggerModel"

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setLabelCols(self: _T, value: List[str]) -> _T:
        """Sets labelCols: label columns that are learned together, the main one first; instead
        of labelCol. A column of type array<string> or array<int> has one label per step; a
        column of strings, numbers or booleans has one label per sequence. The predictions
        for the first column are in predictionCol, those for another column in
        predictionCol_NAME.
        """
        return self._set(labelCols=value)

    def setNBest(self: _T, value: int) -> _T:
        """Sets nBest: number of label sequences in nBestCol."""
        return self._set(nBest=value)

    def setNBestCol(self: _T, value: str) -> _T:
        """Sets nBestCol: output column: the most probable label sequences with their
        probabilities, best first; empty for none.
        """
        return self._set(nBestCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)

    def setProbabilityCol(self: _T, value: str) -> _T:
        """Sets probabilityCol: output column: the probability of the predicted label at each
        step; for a crf, its marginal probability; empty for none.
        """
        return self._set(probabilityCol=value)


class SequenceTaggingEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.SequenceTaggingEvaluator."""

    _java_class = "org.sparkrnn.ml.SequenceTaggingEvaluator"
    _smaller_is_better = frozenset([])

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column, of a type that is accepted in training",
        typeConverter=TypeConverters.toString,
    )

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: accuracy, macroF1, spanF1",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "accuracy",
        predictionCol: str = "prediction",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        labelCol : str, default "labels"
            label column, of a type that is accepted in training
        metricName : str, default "accuracy"
            metric: accuracy, macroF1, spanF1
        predictionCol : str, default "prediction"
            column with the predictions that the model adds
        """
        super().__init__()
        self._setDefault(
            labelCol="labels",
            metricName="accuracy",
            predictionCol="prediction",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "accuracy",
        predictionCol: str = "prediction",
    ) -> "SequenceTaggingEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column, of a type that is accepted in training."""
        return self.getOrDefault(self.labelCol)

    def getMetricName(self) -> str:
        """Gets metricName: metric: accuracy, macroF1, spanF1."""
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column, of a type that is accepted in training."""
        return self._set(labelCol=value)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: accuracy, macroF1, spanF1."""
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)


class SequenceTranscriber(
    SequenceEstimator,
    _params._SetsColumns,
    _params._SetsInputs,
    _params._SetsMinCount,
    _params._SetsValidation,
    _params._SetsChoice,
    _params._SetsNetworkShape,
    _params._SetsPretrained,
    _params._SetsStart,
    _params._SetsDropout,
    _params._SetsTraining,
    _params._SetsOptimizer,
    _params._SetsGradientFlow,
    _params._SetsFailures,
    _params._SetsPrediction,
    _params._SetsReports,
    _params._SetsCheckpoints,
    _params._SetsTranscripts,
):
    """The estimator org.sparkrnn.ml.SequenceTranscriber."""

    _java_class = "org.sparkrnn.ml.SequenceTranscriber"
    _model_class = "SequenceTranscriberModel"

    @keyword_only
    def __init__(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beamWidth: int = 1,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        labelUnit: Optional[str] = None,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lengthBonus: float = 0.0,
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nBest: int = 5,
        nBestCol: str = "",
        ngramOrder: int = 0,
        ngramUnit: str = "labels",
        ngramWeight: float = 0.5,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stepsCol: str = "",
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        upsample: int = 1,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        accumulationSteps : int, default 1
            number of mini-batches whose gradients are summed for one update of the weights
        activation : str, default "tanh"
            activation function of the cells elman and none. One of tanh, sigmoid, relu
        aggregationDepth : int, default 2
            how gradients are summed: by the driver alone (1), or, where many tasks have
            large gradients, first by the executors among themselves (2 or more)
        automatic : bool, default True
            whether settings that you do not set follow from the training data: the sizes of
            the network, dropout, the optimizer and the length of training; if false, they
            have the defaults of this table
        averageDecay : float, default 0.0
            decay rate, such as 0.999, of an exponential moving average of the weights; the
            average is what is evaluated and saved; 0 for no averaging
        batchSize : int, default 32
            number of sequences per mini-batch, over the whole cluster
        beamWidth : int, default 1
            number of transcripts that prefix beam search keeps at each step; 1 decodes
            greedily, which takes the most likely output of each step by itself
        beta1 : float, default 0.9
            decay rate of the running mean of the gradient in adam and adamw
        beta2 : float, default 0.999
            decay rate of the running mean of the squared gradient in adam and adamw
        bidirectional : bool, default False
            whether each layer also scans the sequence from its end
        cell : str, default "lstm"
            recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a
            network without memory. One of elman, lstm, gru, none, mingru
        characterEncoder : str, default "convolution"
            network that reads the characters of each token: a convolution with
            characterFilters filters (convolution), or a bidirectional LSTM with
            characterUnits units per direction (bilstm). Its output is joined to the vector
            of the token. One of convolution, bilstm
        characterFilters : int, default 0
            number of filters of the convolution over the characters of each token, whose
            output is joined to the vector of the token; 0 for none
        characterSize : int, default 30
            size of the trainable vector of a character, if the network reads characters of
            tokens
        characterUnits : int, default 25
            hidden units of each direction of the LSTM over characters, for
            characterEncoder=bilstm
        checkpointDir : str, optional
            directory for checkpoints, on any Hadoop file system. An interrupted training
            continues from the newest checkpoint and ends with the same weights. A directory
            belongs to one configuration and one data set: use another one for each training,
            and none for a CrossValidator
        checkpointInterval : int, default 0
            number of mini-batches after which a checkpoint is written, at the next update of
            the weights; with 0, the number of mini-batches does not matter
        checkpointMinutes : float, default 10.0
            number of minutes after which a checkpoint is written, at the next update of the
            weights; with 0, the time does not matter. The end of training always writes a
            checkpoint
        chunkRows : int, default 1024
            largest number of rows that transform reads before it hands on the first of them;
            they are predicted together. Fewer rows bound the latency of a stream, but are
            slower
        convLayers : str, default ""
            convolutions over time before the recurrent layers, from the input up:
            FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
            empty for none
        decayEpochs : int, default 2
            number of epochs per decayFactor for the schedules step and exponential; for
            plateau, the number of epochs without a lower loss (on the validation rows, if
            there are any) after which the learning rate falls
        decayFactor : float, default 0.5
            factor by which the schedules step, exponential and plateau multiply the learning
            rate
        dropout : float, default 0.0
            dropout rate between recurrent layers
        earlyStoppingPatience : int, default 0
            number of epochs without improvement on the validation rows after which training
            stops; 0 to never stop early
        embeddingSize : int, default 64
            size of the trainable vector of a token
        epsilon : float, optional
            term added to the denominator of adagrad, rmsprop, adam and adamw (if not set:
            1e-10 for adagrad, 1e-8 for the others)
        execution : str, default "auto"
            where gradients are computed: in Spark tasks (spark) or on threads of the driver
            (threads). With auto, it is on threads if the master is local and the data takes
            at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
            One of auto, spark, threads
        extraWords : int, default 100000
            largest number of words that the model takes from pretrainedVectors beside the
            words of the training data; they are the first ones in the files
        featureMask : float, default 0.0
            largest fraction of the features of a numeric sequence that training sets to 0 at
            all steps of the sequence. These are consecutive features; their number and their
            place are random
        frozenBlocks : List[str], optional
            prefixes of the names of tensors that training does not change, such as embedding
            or rnn.weight_hh
        frozenEpochs : int, default 1
            number of epochs in which pretrainedMode=freezeFirst does not change the
            pretrained vectors
        gradientClipNorm : float, default 5.0
            largest norm of the mean gradient; 0 for no limit
        gradientClipValue : float, default 0.0
            largest absolute value of each element of the mean gradient, applied before
            gradientClipNorm; 0 for no limit
        gradientFlow : bool, default False
            whether to measure after each epoch how far back the network learns: the norm of
            dL/dh_(T-k) for each layer as a function of the distance k from the loss
        gradientFlowSteps : int, default 100
            largest distance k, in steps, that gradientFlow measures
        hiddenSize : int, default 64
            number of hidden units per layer and direction
        initialModel : str, optional
            model with whose weights training starts, on any Hadoop file system: the
            directory of a saved model, or a safetensors file of a PyTorch state_dict.
            Settings of the network that you do not set follow from it. Tensors that it does
            not have start at random
        initialPrefixes : List[str], optional
            tensors of initialModel that are used, and their names in the network: pairs
            OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is
            the same on both sides. If not set, all tensors are used under their own names
        initialVocabularies : List[str], optional
            for a safetensors file, the vocabularies of its embedding and output tables, as
            pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file
            with one entry per line, in the order of the rows of the table
        inputCol : str, default "tokens"
            input column: tokens (array<string>, array<int>, string), a series
            (array<double>) or feature vectors (array<vector>, array<array<float>>,
            array<array<double>>)
        inputCols : List[str], optional
            several input columns, joined step by step: columns of numbers, of which one may
            hold tokens; use it instead of inputCol
        inputDropout : float, default 0.0
            dropout rate of the embedded tokens or features
        inputSets : bool, default False
            whether an input column of type array<array<int>> lists, for each step, the
            indices (from 0) of the features that are 1; if false, it lists the values of all
            features
        keepCheckpoints : int, default 3
            number of newest checkpoints to keep
        labelCol : str, default "labels"
            label column: the values that the model learns to predict, one per step or one
            per sequence
        labelUnit : str, optional
            labels of a transcript: the elements of a label column that is an array (list),
            or the characters or the words of one that is a string. If not set: list for an
            array, characters for a string. One of list, characters, words
        layerNorm : bool, default False
            whether the input of each recurrent layer is normalized (layer normalization);
            set it if there are several layers with cell=mingru or with residual=true
        learnedInitialState : bool, default False
            whether the state before the first step of a sequence is learned; if false, it is
            zero
        learningRate : float, default 0.002
            learning rate at the start of its schedule
        learningRateSchedule : str, default "constant"
            how the learning rate falls: not at all (constant); by decayFactor per
            decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to
            minLearningRate at the end of training (cosine); or by decayFactor each time that
            the loss no longer falls (plateau). One of constant, step, exponential, cosine,
            plateau
        lengthBonus : float, default 0.0
            number that beam search adds to the score of a transcript for each token of the
            language model, because this model prefers short transcripts
        lowercase : bool, default False
            whether tokens are lower-cased before they are looked up
        maxEpochs : int, default 10
            largest number of passes over the training data
        maxVocabulary : int, default 0
            largest number of tokens in the vocabulary; the most frequent ones are kept; 0
            for no limit
        minCount : int, default 1
            tokens that occur less often than this in the training data become the unknown
            word
        minLearningRate : float, default 0.0
            smallest learning rate of the schedules step, exponential, cosine and plateau
        mode : str, default "failfast"
            treatment of malformed rows in training and evaluation: the first one ends the
            work with a message (failfast), or they are dropped and counted, and the first
            five are shown (dropmalformed). A prediction has one output row per input row, so
            it always ends at a malformed row. One of failfast, dropmalformed
        momentum : float, default 0.9
            momentum factor of the optimizers momentum and nesterov
        nBest : int, default 5
            number of transcripts in nBestCol, at most beamWidth
        nBestCol : str, default ""
            output column: the best transcripts that beam search keeps with their scores,
            probabilities and steps, the best first; empty for none
        ngramOrder : int, default 0
            length of the longest n-grams of a language model of the training transcripts,
            with which beam search scores them; 0 for no language model
        ngramUnit : str, default "labels"
            tokens of the language model: labels, or the words that the characters form
            between spaces. One of labels, words
        ngramWeight : float, default 0.5
            weight of the log probability of the language model beside that of the network
        nonFinitePolicy : str, default "fail"
            treatment of a step whose loss or gradient is not finite: training ends, and the
            message says where the value came from (fail), or the update is skipped and
            counted (skip). One of fail, skip
        numLayers : int, default 1
            number of recurrent layers; each reads the output of the one below
        numShards : int, default 0
            number of parts in which each mini-batch is computed; 0 for the parallelism of
            the cluster when training starts. With the same number, the weights are the same
            bit for bit on all clusters with the same type of processor
        optimizer : str, default "adam"
            update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad,
            rmsprop, adam, adamw
        outputDropout : float, default 0.0
            dropout rate of the output of the last recurrent layer
        predictionCol : str, default "prediction"
            output column: the prediction
        pretrainedMode : str, default "tune"
            whether training changes the pretrained vectors: always (tune), never (freeze),
            or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze,
            freezeFirst
        pretrainedVectors : str, optional
            file, directory or glob of pretrained word vectors, on any Hadoop file system,
            with which the embedding starts: the text format of word2vec, fastText or GloVe,
            plain or compressed; it determines embeddingSize. A word is looked up as it is,
            then in lower case, then normalized (every digit becomes 0)
        probabilityCol : str, default ""
            output column: the probability of the transcript, that of all its alignments
            together; empty for none
        recurrentDropout : float, default 0.0
            dropout rate of the previous hidden state in the recurrent product of cells
            elman, lstm and gru; the mask is the same for all steps of a sequence
        reportExamples : int, default 5
            how many of the worst and how many of the least certain examples report.html
            quotes; with 0 it quotes nothing of the data but the names of labels
        residual : bool, default False
            whether the input of each recurrent layer is added to its output, where both have
            the same width
        rho : float, default 0.99
            decay rate of the running mean of the squared gradient in rmsprop
        seed : int, default 1
            random seed
        sparseUpdates : bool, default False
            whether an update changes only those rows of the embedding that its mini-batches
            used, as PyTorch's SparseAdam does; this is faster for large vocabularies
        standardize : bool, default False
            whether numeric inputs and numeric targets are scaled to mean 0 and standard
            deviation 1 inside the network; predictions have the units of the targets in
            either case
        stepsCol : str, default ""
            output column: the step of the input, from 0 on, at which each label of the
            transcript begins in its best alignment; empty for none
        stringTokens : str, default "characters"
            how an input column of type string is split into tokens; LanguageModel,
            NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters,
            words
        tensorBoardDir : str, optional
            directory, on any Hadoop file system, to which TensorBoard event files are
            written. After each epoch, its losses, metrics, learning rate and gradient norm
            and the times of the parts of a step are added to them. The same figures are
            added to epochs.csv in this directory. Give each training a directory of its own;
            TensorBoard shows the directories below one directory side by side
        tensorBoardHistograms : bool, default False
            whether each epoch also writes a histogram of the weights of every block of
            parameters to tensorBoardDir; TensorBoard shows them as distributions over the
            epochs
        tiedEmbeddings : bool, default False
            whether the output layer of a language model uses the weights of the embedding
        timeMask : float, default 0.0
            largest fraction of the steps of a numeric sequence that training sets to 0.
            These are consecutive steps; their number and their place are random
        timeWarp : float, default 0.0
            strength of the random time warping of numeric sequences in training: the local
            speed changes by a factor of up to exp(timeWarp); not for models with a target
            per step
        upsample : int, default 1
            number of copies of each step that the recurrent layers read, for transcripts
            that need more steps than the input has
        validationFraction : float, default 0.0
            fraction of the rows that is held out for validation. Rows are chosen by the
            content of their inputs; of rows that follow each other, such as the steps of a
            series, the last ones are held out. For many series, every fraction above 0 holds
            out the last horizon steps of each series. Not used if validationIndicatorCol is
            set
        validationIndicatorCol : str, optional
            boolean column that is true for validation rows; they are not trained on
        variationalDropout : bool, default False
            whether all steps of a sequence share one dropout mask; if false, each step has
            its own
        warmupSteps : int, default 0
            number of updates in which the learning rate rises linearly from 0
        weightDecay : float, optional
            weight decay of all parameters except those of the linear path (linearSkip):
            decoupled from the gradient for adamw, added to the gradient after clipping for
            the other optimizers (if not set: 0.01 for adamw, 0 for the others)
        weightDropout : float, default 0.0
            dropout rate of the recurrent weights of layers; the mask is the same for all
            steps of a mini-batch
        window : int, default 1
            number of steps that the network reads, up to and including the present one: for
            each output if cell is none, and as the history of each forecast of a series
        wordDropout : float, default 0.05
            fraction of the tokens that training replaces by the unknown word, so that the
            vector of the unknown word is trained
        """
        super().__init__()
        self._setDefault(
            accumulationSteps=1,
            activation="tanh",
            aggregationDepth=2,
            automatic=True,
            averageDecay=0.0,
            batchSize=32,
            beamWidth=1,
            beta1=0.9,
            beta2=0.999,
            bidirectional=False,
            cell="lstm",
            characterEncoder="convolution",
            characterFilters=0,
            characterSize=30,
            characterUnits=25,
            checkpointInterval=0,
            checkpointMinutes=10.0,
            chunkRows=1024,
            convLayers="",
            decayEpochs=2,
            decayFactor=0.5,
            dropout=0.0,
            earlyStoppingPatience=0,
            embeddingSize=64,
            execution="auto",
            extraWords=100000,
            featureMask=0.0,
            frozenEpochs=1,
            gradientClipNorm=5.0,
            gradientClipValue=0.0,
            gradientFlow=False,
            gradientFlowSteps=100,
            hiddenSize=64,
            inputCol="tokens",
            inputDropout=0.0,
            inputSets=False,
            keepCheckpoints=3,
            labelCol="labels",
            layerNorm=False,
            learnedInitialState=False,
            learningRate=0.002,
            learningRateSchedule="constant",
            lengthBonus=0.0,
            lowercase=False,
            maxEpochs=10,
            maxVocabulary=0,
            minCount=1,
            minLearningRate=0.0,
            mode="failfast",
            momentum=0.9,
            nBest=5,
            nBestCol="",
            ngramOrder=0,
            ngramUnit="labels",
            ngramWeight=0.5,
            nonFinitePolicy="fail",
            numLayers=1,
            numShards=0,
            optimizer="adam",
            outputDropout=0.0,
            predictionCol="prediction",
            pretrainedMode="tune",
            probabilityCol="",
            recurrentDropout=0.0,
            reportExamples=5,
            residual=False,
            rho=0.99,
            seed=1,
            sparseUpdates=False,
            standardize=False,
            stepsCol="",
            stringTokens="characters",
            tensorBoardHistograms=False,
            tiedEmbeddings=False,
            timeMask=0.0,
            timeWarp=0.0,
            upsample=1,
            validationFraction=0.0,
            variationalDropout=False,
            warmupSteps=0,
            weightDropout=0.0,
            window=1,
            wordDropout=0.05,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        accumulationSteps: int = 1,
        activation: str = "tanh",
        aggregationDepth: int = 2,
        automatic: bool = True,
        averageDecay: float = 0.0,
        batchSize: int = 32,
        beamWidth: int = 1,
        beta1: float = 0.9,
        beta2: float = 0.999,
        bidirectional: bool = False,
        cell: str = "lstm",
        characterEncoder: str = "convolution",
        characterFilters: int = 0,
        characterSize: int = 30,
        characterUnits: int = 25,
        checkpointDir: Optional[str] = None,
        checkpointInterval: int = 0,
        checkpointMinutes: float = 10.0,
        chunkRows: int = 1024,
        convLayers: str = "",
        decayEpochs: int = 2,
        decayFactor: float = 0.5,
        dropout: float = 0.0,
        earlyStoppingPatience: int = 0,
        embeddingSize: int = 64,
        epsilon: Optional[float] = None,
        execution: str = "auto",
        extraWords: int = 100000,
        featureMask: float = 0.0,
        frozenBlocks: Optional[List[str]] = None,
        frozenEpochs: int = 1,
        gradientClipNorm: float = 5.0,
        gradientClipValue: float = 0.0,
        gradientFlow: bool = False,
        gradientFlowSteps: int = 100,
        hiddenSize: int = 64,
        initialModel: Optional[str] = None,
        initialPrefixes: Optional[List[str]] = None,
        initialVocabularies: Optional[List[str]] = None,
        inputCol: str = "tokens",
        inputCols: Optional[List[str]] = None,
        inputDropout: float = 0.0,
        inputSets: bool = False,
        keepCheckpoints: int = 3,
        labelCol: str = "labels",
        labelUnit: Optional[str] = None,
        layerNorm: bool = False,
        learnedInitialState: bool = False,
        learningRate: float = 0.002,
        learningRateSchedule: str = "constant",
        lengthBonus: float = 0.0,
        lowercase: bool = False,
        maxEpochs: int = 10,
        maxVocabulary: int = 0,
        minCount: int = 1,
        minLearningRate: float = 0.0,
        mode: str = "failfast",
        momentum: float = 0.9,
        nBest: int = 5,
        nBestCol: str = "",
        ngramOrder: int = 0,
        ngramUnit: str = "labels",
        ngramWeight: float = 0.5,
        nonFinitePolicy: str = "fail",
        numLayers: int = 1,
        numShards: int = 0,
        optimizer: str = "adam",
        outputDropout: float = 0.0,
        predictionCol: str = "prediction",
        pretrainedMode: str = "tune",
        pretrainedVectors: Optional[str] = None,
        probabilityCol: str = "",
        recurrentDropout: float = 0.0,
        reportExamples: int = 5,
        residual: bool = False,
        rho: float = 0.99,
        seed: int = 1,
        sparseUpdates: bool = False,
        standardize: bool = False,
        stepsCol: str = "",
        stringTokens: str = "characters",
        tensorBoardDir: Optional[str] = None,
        tensorBoardHistograms: bool = False,
        tiedEmbeddings: bool = False,
        timeMask: float = 0.0,
        timeWarp: float = 0.0,
        upsample: int = 1,
        validationFraction: float = 0.0,
        validationIndicatorCol: Optional[str] = None,
        variationalDropout: bool = False,
        warmupSteps: int = 0,
        weightDecay: Optional[float] = None,
        weightDropout: float = 0.0,
        window: int = 1,
        wordDropout: float = 0.05,
    ) -> "SequenceTranscriber":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)


class SequenceTranscriberModel(
    TranscriptModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasValidation,
    _params._HasChoice,
    _params._HasNetworkShape,
    _params._HasPretrained,
    _params._HasStart,
    _params._HasDropout,
    _params._HasTraining,
    _params._HasOptimizer,
    _params._HasGradientFlow,
    _params._HasFailures,
    _params._HasPrediction,
    _params._HasReports,
    _params._HasCheckpoints,
    _params._HasTranscripts,
):
    """The model org.sparkrnn.ml.SequenceTranscriberModel."""

    _java_class = "org.sparkrnn.ml.SequenceTranscriberModel"

    def setBeamWidth(self: _T, value: int) -> _T:
        """Sets beamWidth: number of transcripts that prefix beam search keeps at each step; 1
        decodes greedily, which takes the most likely output of each step by itself.
        """
        return self._set(beamWidth=value)

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setLengthBonus(self: _T, value: float) -> _T:
        """Sets lengthBonus: number that beam search adds to the score of a transcript for each
        token of the language model, because this model prefers short transcripts.
        """
        return self._set(lengthBonus=value)

    def setNBest(self: _T, value: int) -> _T:
        """Sets nBest: number of transcripts in nBestCol, at most beamWidth."""
        return self._set(nBest=value)

    def setNBestCol(self: _T, value: str) -> _T:
        """Sets nBestCol: output column: the best transcripts that beam search keeps with their
        scores, probabilities and steps, the best first; empty for none.
        """
        return self._set(nBestCol=value)

    def setNgramWeight(self: _T, value: float) -> _T:
        """Sets ngramWeight: weight of the log probability of the language model beside that of
        the network.
        """
        return self._set(ngramWeight=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)

    def setProbabilityCol(self: _T, value: str) -> _T:
        """Sets probabilityCol: output column: the probability of the transcript, that of all
        its alignments together; empty for none.
        """
        return self._set(probabilityCol=value)

    def setStepsCol(self: _T, value: str) -> _T:
        """Sets stepsCol: output column: the step of the input, from 0 on, at which each label
        of the transcript begins in its best alignment; empty for none.
        """
        return self._set(stepsCol=value)


class SequenceTranscriptionEvaluator(
    SequenceEvaluator,
):
    """The evaluator org.sparkrnn.ml.SequenceTranscriptionEvaluator."""

    _java_class = "org.sparkrnn.ml.SequenceTranscriptionEvaluator"
    _smaller_is_better = frozenset(["labelErrorRate", "characterErrorRate", "wordErrorRate", "sequenceErrorRate"])

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column, of a type that is accepted in training",
        typeConverter=TypeConverters.toString,
    )

    metricName: "Param[str]" = Param(
        Params._dummy(),
        "metricName",
        "metric: labelErrorRate, characterErrorRate, wordErrorRate, sequenceErrorRate",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column with the predictions that the model adds",
        typeConverter=TypeConverters.toString,
    )

    @keyword_only
    def __init__(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "labelErrorRate",
        predictionCol: str = "prediction",
    ) -> None:
        """Makes one; all arguments are Params.

        Parameters
        ----------
        labelCol : str, default "labels"
            label column, of a type that is accepted in training
        metricName : str, default "labelErrorRate"
            metric: labelErrorRate, characterErrorRate, wordErrorRate, sequenceErrorRate
        predictionCol : str, default "prediction"
            column with the predictions that the model adds
        """
        super().__init__()
        self._setDefault(
            labelCol="labels",
            metricName="labelErrorRate",
            predictionCol="prediction",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        labelCol: str = "labels",
        metricName: str = "labelErrorRate",
        predictionCol: str = "prediction",
    ) -> "SequenceTranscriptionEvaluator":
        """Sets the Params that are given."""
        return self._set(**self._input_kwargs)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column, of a type that is accepted in training."""
        return self.getOrDefault(self.labelCol)

    def getMetricName(self) -> str:
        """Gets metricName: metric: labelErrorRate, characterErrorRate, wordErrorRate,
        sequenceErrorRate.
        """
        return self.getOrDefault(self.metricName)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: column with the predictions that the model adds."""
        return self.getOrDefault(self.predictionCol)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column, of a type that is accepted in training."""
        return self._set(labelCol=value)

    def setMetricName(self: _T, value: str) -> _T:
        """Sets metricName: metric: labelErrorRate, characterErrorRate, wordErrorRate,
        sequenceErrorRate.
        """
        return self._set(metricName=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: column with the predictions that the model adds."""
        return self._set(predictionCol=value)


class TrainedLanguageModel(
    NetworkModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasValidation,
    _params._HasChoice,
    _params._HasNetworkShape,
    _params._HasPretrained,
    _params._HasStart,
    _params._HasDropout,
    _params._HasTraining,
    _params._HasOptimizer,
    _params._HasGradientFlow,
    _params._HasFailures,
    _params._HasPrediction,
    _params._HasReports,
    _params._HasCheckpoints,
    _params._HasLevel,
    _params._HasText,
):
    """The model org.sparkrnn.ml.TrainedLanguageModel."""

    _java_class = "org.sparkrnn.ml.TrainedLanguageModel"

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPerplexityCol(self: _T, value: str) -> _T:
        """Sets perplexityCol: output column: the perplexity of the row."""
        return self._set(perplexityCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class TrainedNGramLanguageModel(
    BaselineModel,
    _params._HasColumns,
    _params._HasInputs,
    _params._HasMinCount,
    _params._HasLevel,
    _params._HasNGrams,
):
    """The model org.sparkrnn.ml.TrainedNGramLanguageModel."""

    _java_class = "org.sparkrnn.ml.TrainedNGramLanguageModel"

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)
