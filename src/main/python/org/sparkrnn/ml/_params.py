# Generated from src/main/params/params.json and the Java classes. Do not edit: see extending.md.
"""Params that several classes share."""

from typing import List, TypeVar

from pyspark.ml.param import Param, Params, TypeConverters

_T = TypeVar("_T", bound=Params)


class _HasColumns(Params):
    """Columns that an estimator reads and its model writes."""

    inputCol: "Param[str]" = Param(
        Params._dummy(),
        "inputCol",
        "input column: tokens (array<string>, array<int>, string), a series (array<double>) or feature vectors (array<vector>, array<array<float>>, array<array<double>>)",
        typeConverter=TypeConverters.toString,
    )

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "label column: the values that the model learns to predict, one per step or one per sequence",
        typeConverter=TypeConverters.toString,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "output column: the prediction",
        typeConverter=TypeConverters.toString,
    )

    def getInputCol(self) -> str:
        """Gets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self.getOrDefault(self.inputCol)

    def getLabelCol(self) -> str:
        """Gets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self.getOrDefault(self.labelCol)

    def getPredictionCol(self) -> str:
        """Gets predictionCol: output column: the prediction."""
        return self.getOrDefault(self.predictionCol)


class _SetsColumns(_HasColumns):
    """The same, with setters."""

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: tokens (array<string>, array<int>, string), a series
        (array<double>) or feature vectors (array<vector>, array<array<float>>,
        array<array<double>>).
        """
        return self._set(inputCol=value)

    def setLabelCol(self: _T, value: str) -> _T:
        """Sets labelCol: label column: the values that the model learns to predict, one per
        step or one per sequence.
        """
        return self._set(labelCol=value)

    def setPredictionCol(self: _T, value: str) -> _T:
        """Sets predictionCol: output column: the prediction."""
        return self._set(predictionCol=value)


class _HasInputs(Params):
    """What the input columns hold."""

    inputCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "inputCols",
        "several input columns, joined step by step: columns of numbers, of which one may hold tokens; use it instead of inputCol",
        typeConverter=TypeConverters.toListString,
    )

    stringTokens: "Param[str]" = Param(
        Params._dummy(),
        "stringTokens",
        "how an input column of type string is split into tokens; LanguageModel, NGramLanguageModel and NaiveBayesClassifier use level instead. One of characters, words",
        typeConverter=TypeConverters.toString,
    )

    inputSets: "Param[bool]" = Param(
        Params._dummy(),
        "inputSets",
        "whether an input column of type array<array<int>> lists, for each step, the indices (from 0) of the features that are 1; if false, it lists the values of all features",
        typeConverter=TypeConverters.toBoolean,
    )

    lowercase: "Param[bool]" = Param(
        Params._dummy(),
        "lowercase",
        "whether tokens are lower-cased before they are looked up",
        typeConverter=TypeConverters.toBoolean,
    )

    def getInputCols(self) -> List[str]:
        """Gets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self.getOrDefault(self.inputCols)

    def getStringTokens(self) -> str:
        """Gets stringTokens: how an input column of type string is split into tokens;
        LanguageModel, NGramLanguageModel and NaiveBayesClassifier use level instead. One of
        characters, words.
        """
        return self.getOrDefault(self.stringTokens)

    def getInputSets(self) -> bool:
        """Gets inputSets: whether an input column of type array<array<int>> lists, for each
        step, the indices (from 0) of the features that are 1; if false, it lists the values
        of all features.
        """
        return self.getOrDefault(self.inputSets)

    def getLowercase(self) -> bool:
        """Gets lowercase: whether tokens are lower-cased before they are looked up."""
        return self.getOrDefault(self.lowercase)


class _SetsInputs(_HasInputs):
    """The same, with setters."""

    def setInputCols(self: _T, value: List[str]) -> _T:
        """Sets inputCols: several input columns, joined step by step: columns of numbers, of
        which one may hold tokens; use it instead of inputCol.
        """
        return self._set(inputCols=value)

    def setStringTokens(self: _T, value: str) -> _T:
        """Sets stringTokens: how an input column of type string is split into tokens;
        LanguageModel, NGramLanguageModel and NaiveBayesClassifier use level instead. One of
        characters, words.
        """
        return self._set(stringTokens=value)

    def setInputSets(self: _T, value: bool) -> _T:
        """Sets inputSets: whether an input column of type array<array<int>> lists, for each
        step, the indices (from 0) of the features that are 1; if false, it lists the values
        of all features.
        """
        return self._set(inputSets=value)

    def setLowercase(self: _T, value: bool) -> _T:
        """Sets lowercase: whether tokens are lower-cased before they are looked up."""
        return self._set(lowercase=value)


class _HasMinCount(Params):
    """Which tokens are known."""

    minCount: "Param[int]" = Param(
        Params._dummy(),
        "minCount",
        "tokens that occur less often than this in the training data become the unknown word",
        typeConverter=TypeConverters.toInt,
    )

    maxVocabulary: "Param[int]" = Param(
        Params._dummy(),
        "maxVocabulary",
        "largest number of tokens in the vocabulary; the most frequent ones are kept; 0 for no limit",
        typeConverter=TypeConverters.toInt,
    )

    def getMinCount(self) -> int:
        """Gets minCount: tokens that occur less often than this in the training data become the
        unknown word.
        """
        return self.getOrDefault(self.minCount)

    def getMaxVocabulary(self) -> int:
        """Gets maxVocabulary: largest number of tokens in the vocabulary; the most frequent
        ones are kept; 0 for no limit.
        """
        return self.getOrDefault(self.maxVocabulary)


class _SetsMinCount(_HasMinCount):
    """The same, with setters."""

    def setMinCount(self: _T, value: int) -> _T:
        """Sets minCount: tokens that occur less often than this in the training data become the
        unknown word.
        """
        return self._set(minCount=value)

    def setMaxVocabulary(self: _T, value: int) -> _T:
        """Sets maxVocabulary: largest number of tokens in the vocabulary; the most frequent
        ones are kept; 0 for no limit.
        """
        return self._set(maxVocabulary=value)


class _HasValidation(Params):
    """Validation rows and early stopping."""

    validationIndicatorCol: "Param[str]" = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "boolean column that is true for validation rows; they are not trained on",
        typeConverter=TypeConverters.toString,
    )

    validationFraction: "Param[float]" = Param(
        Params._dummy(),
        "validationFraction",
        "fraction of the rows that is held out for validation. Rows are chosen by the content of their inputs; of rows that follow each other, such as the steps of a series, the last ones are held out. For many series, every fraction above 0 holds out the last horizon steps of each series. Not used if validationIndicatorCol is set",
        typeConverter=TypeConverters.toFloat,
    )

    earlyStoppingPatience: "Param[int]" = Param(
        Params._dummy(),
        "earlyStoppingPatience",
        "number of epochs without improvement on the validation rows after which training stops; 0 to never stop early",
        typeConverter=TypeConverters.toInt,
    )

    def getValidationIndicatorCol(self) -> str:
        """Gets validationIndicatorCol: boolean column that is true for validation rows; they
        are not trained on.
        """
        return self.getOrDefault(self.validationIndicatorCol)

    def getValidationFraction(self) -> float:
        """Gets validationFraction: fraction of the rows that is held out for validation. Rows
        are chosen by the content of their inputs; of rows that follow each other, such as
        the steps of a series, the last ones are held out. For many series, every fraction
        above 0 holds out the last horizon steps of each series. Not used if
        validationIndicatorCol is set.
        """
        return self.getOrDefault(self.validationFraction)

    def getEarlyStoppingPatience(self) -> int:
        """Gets earlyStoppingPatience: number of epochs without improvement on the validation
        rows after which training stops; 0 to never stop early.
        """
        return self.getOrDefault(self.earlyStoppingPatience)


class _SetsValidation(_HasValidation):
    """The same, with setters."""

    def setValidationIndicatorCol(self: _T, value: str) -> _T:
        """Sets validationIndicatorCol: boolean column that is true for validation rows; they
        are not trained on.
        """
        return self._set(validationIndicatorCol=value)

    def setValidationFraction(self: _T, value: float) -> _T:
        """Sets validationFraction: fraction of the rows that is held out for validation. Rows
        are chosen by the content of their inputs; of rows that follow each other, such as
        the steps of a series, the last ones are held out. For many series, every fraction
        above 0 holds out the last horizon steps of each series. Not used if
        validationIndicatorCol is set.
        """
        return self._set(validationFraction=value)

    def setEarlyStoppingPatience(self: _T, value: int) -> _T:
        """Sets earlyStoppingPatience: number of epochs without improvement on the validation
        rows after which training stops; 0 to never stop early.
        """
        return self._set(earlyStoppingPatience=value)


class _HasChoice(Params):
    """Settings that follow from the data."""

    automatic: "Param[bool]" = Param(
        Params._dummy(),
        "automatic",
        "whether settings that you do not set follow from the training data: the sizes of the network, dropout, the optimizer and the length of training; if false, they have the defaults of this table",
        typeConverter=TypeConverters.toBoolean,
    )

    def getAutomatic(self) -> bool:
        """Gets automatic: whether settings that you do not set follow from the training data:
        the sizes of the network, dropout, the optimizer and the length of training; if
        false, they have the defaults of this table.
        """
        return self.getOrDefault(self.automatic)


class _SetsChoice(_HasChoice):
    """The same, with setters."""

    def setAutomatic(self: _T, value: bool) -> _T:
        """Sets automatic: whether settings that you do not set follow from the training data:
        the sizes of the network, dropout, the optimizer and the length of training; if
        false, they have the defaults of this table.
        """
        return self._set(automatic=value)


class _HasNetworkShape(Params):
    """The layers of the network."""

    cell: "Param[str]" = Param(
        Params._dummy(),
        "cell",
        "recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives a network without memory. One of elman, lstm, gru, none, mingru",
        typeConverter=TypeConverters.toString,
    )

    activation: "Param[str]" = Param(
        Params._dummy(),
        "activation",
        "activation function of the cells elman and none. One of tanh, sigmoid, relu",
        typeConverter=TypeConverters.toString,
    )

    hiddenSize: "Param[int]" = Param(
        Params._dummy(),
        "hiddenSize",
        "number of hidden units per layer and direction",
        typeConverter=TypeConverters.toInt,
    )

    numLayers: "Param[int]" = Param(
        Params._dummy(),
        "numLayers",
        "number of recurrent layers; each reads the output of the one below",
        typeConverter=TypeConverters.toInt,
    )

    bidirectional: "Param[bool]" = Param(
        Params._dummy(),
        "bidirectional",
        "whether each layer also scans the sequence from its end",
        typeConverter=TypeConverters.toBoolean,
    )

    embeddingSize: "Param[int]" = Param(
        Params._dummy(),
        "embeddingSize",
        "size of the trainable vector of a token",
        typeConverter=TypeConverters.toInt,
    )

    characterEncoder: "Param[str]" = Param(
        Params._dummy(),
        "characterEncoder",
        "network that reads the characters of each token: a convolution with characterFilters filters (convolution), or a bidirectional LSTM with characterUnits units per direction (bilstm). Its output is joined to the vector of the token. One of convolution, bilstm",
        typeConverter=TypeConverters.toString,
    )

    characterFilters: "Param[int]" = Param(
        Params._dummy(),
        "characterFilters",
        "number of filters of the convolution over the characters of each token, whose output is joined to the vector of the token; 0 for none",
        typeConverter=TypeConverters.toInt,
    )

    characterUnits: "Param[int]" = Param(
        Params._dummy(),
        "characterUnits",
        "hidden units of each direction of the LSTM over characters, for characterEncoder=bilstm",
        typeConverter=TypeConverters.toInt,
    )

    characterSize: "Param[int]" = Param(
        Params._dummy(),
        "characterSize",
        "size of the trainable vector of a character, if the network reads characters of tokens",
        typeConverter=TypeConverters.toInt,
    )

    convLayers: "Param[str]" = Param(
        Params._dummy(),
        "convLayers",
        "convolutions over time before the recurrent layers, from the input up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3; empty for none",
        typeConverter=TypeConverters.toString,
    )

    window: "Param[int]" = Param(
        Params._dummy(),
        "window",
        "number of steps that the network reads, up to and including the present one: for each output if cell is none, and as the history of each forecast of a series",
        typeConverter=TypeConverters.toInt,
    )

    layerNorm: "Param[bool]" = Param(
        Params._dummy(),
        "layerNorm",
        "whether the input of each recurrent layer is normalized (layer normalization); set it if there are several layers with cell=mingru or with residual=true",
        typeConverter=TypeConverters.toBoolean,
    )

    residual: "Param[bool]" = Param(
        Params._dummy(),
        "residual",
        "whether the input of each recurrent layer is added to its output, where both have the same width",
        typeConverter=TypeConverters.toBoolean,
    )

    learnedInitialState: "Param[bool]" = Param(
        Params._dummy(),
        "learnedInitialState",
        "whether the state before the first step of a sequence is learned; if false, it is zero",
        typeConverter=TypeConverters.toBoolean,
    )

    tiedEmbeddings: "Param[bool]" = Param(
        Params._dummy(),
        "tiedEmbeddings",
        "whether the output layer of a language model uses the weights of the embedding",
        typeConverter=TypeConverters.toBoolean,
    )

    standardize: "Param[bool]" = Param(
        Params._dummy(),
        "standardize",
        "whether numeric inputs and numeric targets are scaled to mean 0 and standard deviation 1 inside the network; predictions have the units of the targets in either case",
        typeConverter=TypeConverters.toBoolean,
    )

    def getCell(self) -> str:
        """Gets cell: recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives
        a network without memory. One of elman, lstm, gru, none, mingru.
        """
        return self.getOrDefault(self.cell)

    def getActivation(self) -> str:
        """Gets activation: activation function of the cells elman and none. One of tanh,
        sigmoid, relu.
        """
        return self.getOrDefault(self.activation)

    def getHiddenSize(self) -> int:
        """Gets hiddenSize: number of hidden units per layer and direction."""
        return self.getOrDefault(self.hiddenSize)

    def getNumLayers(self) -> int:
        """Gets numLayers: number of recurrent layers; each reads the output of the one below."""
        return self.getOrDefault(self.numLayers)

    def getBidirectional(self) -> bool:
        """Gets bidirectional: whether each layer also scans the sequence from its end."""
        return self.getOrDefault(self.bidirectional)

    def getEmbeddingSize(self) -> int:
        """Gets embeddingSize: size of the trainable vector of a token."""
        return self.getOrDefault(self.embeddingSize)

    def getCharacterEncoder(self) -> str:
        """Gets characterEncoder: network that reads the characters of each token: a convolution
        with characterFilters filters (convolution), or a bidirectional LSTM with
        characterUnits units per direction (bilstm). Its output is joined to the vector of
        the token. One of convolution, bilstm.
        """
        return self.getOrDefault(self.characterEncoder)

    def getCharacterFilters(self) -> int:
        """Gets characterFilters: number of filters of the convolution over the characters of
        each token, whose output is joined to the vector of the token; 0 for none.
        """
        return self.getOrDefault(self.characterFilters)

    def getCharacterUnits(self) -> int:
        """Gets characterUnits: hidden units of each direction of the LSTM over characters, for
        characterEncoder=bilstm.
        """
        return self.getOrDefault(self.characterUnits)

    def getCharacterSize(self) -> int:
        """Gets characterSize: size of the trainable vector of a character, if the network reads
        characters of tokens.
        """
        return self.getOrDefault(self.characterSize)

    def getConvLayers(self) -> str:
        """Gets convLayers: convolutions over time before the recurrent layers, from the input
        up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
        empty for none.
        """
        return self.getOrDefault(self.convLayers)

    def getWindow(self) -> int:
        """Gets window: number of steps that the network reads, up to and including the present
        one: for each output if cell is none, and as the history of each forecast of a
        series.
        """
        return self.getOrDefault(self.window)

    def getLayerNorm(self) -> bool:
        """Gets layerNorm: whether the input of each recurrent layer is normalized (layer
        normalization); set it if there are several layers with cell=mingru or with
        residual=true.
        """
        return self.getOrDefault(self.layerNorm)

    def getResidual(self) -> bool:
        """Gets residual: whether the input of each recurrent layer is added to its output,
        where both have the same width.
        """
        return self.getOrDefault(self.residual)

    def getLearnedInitialState(self) -> bool:
        """Gets learnedInitialState: whether the state before the first step of a sequence is
        learned; if false, it is zero.
        """
        return self.getOrDefault(self.learnedInitialState)

    def getTiedEmbeddings(self) -> bool:
        """Gets tiedEmbeddings: whether the output layer of a language model uses the weights of
        the embedding.
        """
        return self.getOrDefault(self.tiedEmbeddings)

    def getStandardize(self) -> bool:
        """Gets standardize: whether numeric inputs and numeric targets are scaled to mean 0 and
        standard deviation 1 inside the network; predictions have the units of the targets in
        either case.
        """
        return self.getOrDefault(self.standardize)


class _SetsNetworkShape(_HasNetworkShape):
    """The same, with setters."""

    def setCell(self: _T, value: str) -> _T:
        """Sets cell: recurrent cell; mingru is the minimal GRU of Feng et al. 2024; none gives
        a network without memory. One of elman, lstm, gru, none, mingru.
        """
        return self._set(cell=value)

    def setActivation(self: _T, value: str) -> _T:
        """Sets activation: activation function of the cells elman and none. One of tanh,
        sigmoid, relu.
        """
        return self._set(activation=value)

    def setHiddenSize(self: _T, value: int) -> _T:
        """Sets hiddenSize: number of hidden units per layer and direction."""
        return self._set(hiddenSize=value)

    def setNumLayers(self: _T, value: int) -> _T:
        """Sets numLayers: number of recurrent layers; each reads the output of the one below."""
        return self._set(numLayers=value)

    def setBidirectional(self: _T, value: bool) -> _T:
        """Sets bidirectional: whether each layer also scans the sequence from its end."""
        return self._set(bidirectional=value)

    def setEmbeddingSize(self: _T, value: int) -> _T:
        """Sets embeddingSize: size of the trainable vector of a token."""
        return self._set(embeddingSize=value)

    def setCharacterEncoder(self: _T, value: str) -> _T:
        """Sets characterEncoder: network that reads the characters of each token: a convolution
        with characterFilters filters (convolution), or a bidirectional LSTM with
        characterUnits units per direction (bilstm). Its output is joined to the vector of
        the token. One of convolution, bilstm.
        """
        return self._set(characterEncoder=value)

    def setCharacterFilters(self: _T, value: int) -> _T:
        """Sets characterFilters: number of filters of the convolution over the characters of
        each token, whose output is joined to the vector of the token; 0 for none.
        """
        return self._set(characterFilters=value)

    def setCharacterUnits(self: _T, value: int) -> _T:
        """Sets characterUnits: hidden units of each direction of the LSTM over characters, for
        characterEncoder=bilstm.
        """
        return self._set(characterUnits=value)

    def setCharacterSize(self: _T, value: int) -> _T:
        """Sets characterSize: size of the trainable vector of a character, if the network reads
        characters of tokens.
        """
        return self._set(characterSize=value)

    def setConvLayers(self: _T, value: str) -> _T:
        """Sets convLayers: convolutions over time before the recurrent layers, from the input
        up: FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, separated by commas, as in 32x5x2,32x3;
        empty for none.
        """
        return self._set(convLayers=value)

    def setWindow(self: _T, value: int) -> _T:
        """Sets window: number of steps that the network reads, up to and including the present
        one: for each output if cell is none, and as the history of each forecast of a
        series.
        """
        return self._set(window=value)

    def setLayerNorm(self: _T, value: bool) -> _T:
        """Sets layerNorm: whether the input of each recurrent layer is normalized (layer
        normalization); set it if there are several layers with cell=mingru or with
        residual=true.
        """
        return self._set(layerNorm=value)

    def setResidual(self: _T, value: bool) -> _T:
        """Sets residual: whether the input of each recurrent layer is added to its output,
        where both have the same width.
        """
        return self._set(residual=value)

    def setLearnedInitialState(self: _T, value: bool) -> _T:
        """Sets learnedInitialState: whether the state before the first step of a sequence is
        learned; if false, it is zero.
        """
        return self._set(learnedInitialState=value)

    def setTiedEmbeddings(self: _T, value: bool) -> _T:
        """Sets tiedEmbeddings: whether the output layer of a language model uses the weights of
        the embedding.
        """
        return self._set(tiedEmbeddings=value)

    def setStandardize(self: _T, value: bool) -> _T:
        """Sets standardize: whether numeric inputs and numeric targets are scaled to mean 0 and
        standard deviation 1 inside the network; predictions have the units of the targets in
        either case.
        """
        return self._set(standardize=value)


class _HasPretrained(Params):
    """Pretrained word vectors."""

    pretrainedVectors: "Param[str]" = Param(
        Params._dummy(),
        "pretrainedVectors",
        "file, directory or glob of pretrained word vectors, on any Hadoop file system, with which the embedding starts: the text format of word2vec, fastText or GloVe, plain or compressed; it determines embeddingSize. A word is looked up as it is, then in lower case, then normalized (every digit becomes 0)",
        typeConverter=TypeConverters.toString,
    )

    pretrainedMode: "Param[str]" = Param(
        Params._dummy(),
        "pretrainedMode",
        "whether training changes the pretrained vectors: always (tune), never (freeze), or only after the first frozenEpochs epochs (freezeFirst). One of tune, freeze, freezeFirst",
        typeConverter=TypeConverters.toString,
    )

    frozenEpochs: "Param[int]" = Param(
        Params._dummy(),
        "frozenEpochs",
        "number of epochs in which pretrainedMode=freezeFirst does not change the pretrained vectors",
        typeConverter=TypeConverters.toInt,
    )

    extraWords: "Param[int]" = Param(
        Params._dummy(),
        "extraWords",
        "largest number of words that the model takes from pretrainedVectors beside the words of the training data; they are the first ones in the files",
        typeConverter=TypeConverters.toInt,
    )

    def getPretrainedVectors(self) -> str:
        """Gets pretrainedVectors: file, directory or glob of pretrained word vectors, on any
        Hadoop file system, with which the embedding starts: the text format of word2vec,
        fastText or GloVe, plain or compressed; it determines embeddingSize. A word is looked
        up as it is, then in lower case, then normalized (every digit becomes 0).
        """
        return self.getOrDefault(self.pretrainedVectors)

    def getPretrainedMode(self) -> str:
        """Gets pretrainedMode: whether training changes the pretrained vectors: always (tune),
        never (freeze), or only after the first frozenEpochs epochs (freezeFirst). One of
        tune, freeze, freezeFirst.
        """
        return self.getOrDefault(self.pretrainedMode)

    def getFrozenEpochs(self) -> int:
        """Gets frozenEpochs: number of epochs in which pretrainedMode=freezeFirst does not
        change the pretrained vectors.
        """
        return self.getOrDefault(self.frozenEpochs)

    def getExtraWords(self) -> int:
        """Gets extraWords: largest number of words that the model takes from pretrainedVectors
        beside the words of the training data; they are the first ones in the files.
        """
        return self.getOrDefault(self.extraWords)


class _SetsPretrained(_HasPretrained):
    """The same, with setters."""

    def setPretrainedVectors(self: _T, value: str) -> _T:
        """Sets pretrainedVectors: file, directory or glob of pretrained word vectors, on any
        Hadoop file system, with which the embedding starts: the text format of word2vec,
        fastText or GloVe, plain or compressed; it determines embeddingSize. A word is looked
        up as it is, then in lower case, then normalized (every digit becomes 0).
        """
        return self._set(pretrainedVectors=value)

    def setPretrainedMode(self: _T, value: str) -> _T:
        """Sets pretrainedMode: whether training changes the pretrained vectors: always (tune),
        never (freeze), or only after the first frozenEpochs epochs (freezeFirst). One of
        tune, freeze, freezeFirst.
        """
        return self._set(pretrainedMode=value)

    def setFrozenEpochs(self: _T, value: int) -> _T:
        """Sets frozenEpochs: number of epochs in which pretrainedMode=freezeFirst does not
        change the pretrained vectors.
        """
        return self._set(frozenEpochs=value)

    def setExtraWords(self: _T, value: int) -> _T:
        """Sets extraWords: largest number of words that the model takes from pretrainedVectors
        beside the words of the training data; they are the first ones in the files.
        """
        return self._set(extraWords=value)


class _HasStart(Params):
    """Starting from trained weights."""

    initialModel: "Param[str]" = Param(
        Params._dummy(),
        "initialModel",
        "model with whose weights training starts, on any Hadoop file system: the directory of a saved model, or a safetensors file of a PyTorch state_dict. Settings of the network that you do not set follow from it. Tensors that it does not have start at random",
        typeConverter=TypeConverters.toString,
    )

    initialPrefixes: "Param[List[str]]" = Param(
        Params._dummy(),
        "initialPrefixes",
        "tensors of initialModel that are used, and their names in the network: pairs OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix without = is the same on both sides. If not set, all tensors are used under their own names",
        typeConverter=TypeConverters.toListString,
    )

    initialVocabularies: "Param[List[str]]" = Param(
        Params._dummy(),
        "initialVocabularies",
        "for a safetensors file, the vocabularies of its embedding and output tables, as pairs NAME=PATH: NAME is tokens, characters or labels, and PATH is a text file with one entry per line, in the order of the rows of the table",
        typeConverter=TypeConverters.toListString,
    )

    frozenBlocks: "Param[List[str]]" = Param(
        Params._dummy(),
        "frozenBlocks",
        "prefixes of the names of tensors that training does not change, such as embedding or rnn.weight_hh",
        typeConverter=TypeConverters.toListString,
    )

    def getInitialModel(self) -> str:
        """Gets initialModel: model with whose weights training starts, on any Hadoop file
        system: the directory of a saved model, or a safetensors file of a PyTorch
        state_dict. Settings of the network that you do not set follow from it. Tensors that
        it does not have start at random.
        """
        return self.getOrDefault(self.initialModel)

    def getInitialPrefixes(self) -> List[str]:
        """Gets initialPrefixes: tensors of initialModel that are used, and their names in the
        network: pairs OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix
        without = is the same on both sides. If not set, all tensors are used under their own
        names.
        """
        return self.getOrDefault(self.initialPrefixes)

    def getInitialVocabularies(self) -> List[str]:
        """Gets initialVocabularies: for a safetensors file, the vocabularies of its embedding
        and output tables, as pairs NAME=PATH: NAME is tokens, characters or labels, and PATH
        is a text file with one entry per line, in the order of the rows of the table.
        """
        return self.getOrDefault(self.initialVocabularies)

    def getFrozenBlocks(self) -> List[str]:
        """Gets frozenBlocks: prefixes of the names of tensors that training does not change,
        such as embedding or rnn.weight_hh.
        """
        return self.getOrDefault(self.frozenBlocks)


class _SetsStart(_HasStart):
    """The same, with setters."""

    def setInitialModel(self: _T, value: str) -> _T:
        """Sets initialModel: model with whose weights training starts, on any Hadoop file
        system: the directory of a saved model, or a safetensors file of a PyTorch
        state_dict. Settings of the network that you do not set follow from it. Tensors that
        it does not have start at random.
        """
        return self._set(initialModel=value)

    def setInitialPrefixes(self: _T, value: List[str]) -> _T:
        """Sets initialPrefixes: tensors of initialModel that are used, and their names in the
        network: pairs OURS=THEIRS of prefixes of names, as in rnn.=encoder.lstm.; a prefix
        without = is the same on both sides. If not set, all tensors are used under their own
        names.
        """
        return self._set(initialPrefixes=value)

    def setInitialVocabularies(self: _T, value: List[str]) -> _T:
        """Sets initialVocabularies: for a safetensors file, the vocabularies of its embedding
        and output tables, as pairs NAME=PATH: NAME is tokens, characters or labels, and PATH
        is a text file with one entry per line, in the order of the rows of the table.
        """
        return self._set(initialVocabularies=value)

    def setFrozenBlocks(self: _T, value: List[str]) -> _T:
        """Sets frozenBlocks: prefixes of the names of tensors that training does not change,
        such as embedding or rnn.weight_hh.
        """
        return self._set(frozenBlocks=value)


class _HasDropout(Params):
    """Dropout and random changes of the data in training."""

    wordDropout: "Param[float]" = Param(
        Params._dummy(),
        "wordDropout",
        "fraction of the tokens that training replaces by the unknown word, so that the vector of the unknown word is trained",
        typeConverter=TypeConverters.toFloat,
    )

    timeWarp: "Param[float]" = Param(
        Params._dummy(),
        "timeWarp",
        "strength of the random time warping of numeric sequences in training: the local speed changes by a factor of up to exp(timeWarp); not for models with a target per step",
        typeConverter=TypeConverters.toFloat,
    )

    timeMask: "Param[float]" = Param(
        Params._dummy(),
        "timeMask",
        "largest fraction of the steps of a numeric sequence that training sets to 0. These are consecutive steps; their number and their place are random",
        typeConverter=TypeConverters.toFloat,
    )

    featureMask: "Param[float]" = Param(
        Params._dummy(),
        "featureMask",
        "largest fraction of the features of a numeric sequence that training sets to 0 at all steps of the sequence. These are consecutive features; their number and their place are random",
        typeConverter=TypeConverters.toFloat,
    )

    inputDropout: "Param[float]" = Param(
        Params._dummy(),
        "inputDropout",
        "dropout rate of the embedded tokens or features",
        typeConverter=TypeConverters.toFloat,
    )

    dropout: "Param[float]" = Param(
        Params._dummy(),
        "dropout",
        "dropout rate between recurrent layers",
        typeConverter=TypeConverters.toFloat,
    )

    outputDropout: "Param[float]" = Param(
        Params._dummy(),
        "outputDropout",
        "dropout rate of the output of the last recurrent layer",
        typeConverter=TypeConverters.toFloat,
    )

    variationalDropout: "Param[bool]" = Param(
        Params._dummy(),
        "variationalDropout",
        "whether all steps of a sequence share one dropout mask; if false, each step has its own",
        typeConverter=TypeConverters.toBoolean,
    )

    weightDropout: "Param[float]" = Param(
        Params._dummy(),
        "weightDropout",
        "dropout rate of the recurrent weights of layers; the mask is the same for all steps of a mini-batch",
        typeConverter=TypeConverters.toFloat,
    )

    recurrentDropout: "Param[float]" = Param(
        Params._dummy(),
        "recurrentDropout",
        "dropout rate of the previous hidden state in the recurrent product of cells elman, lstm and gru; the mask is the same for all steps of a sequence",
        typeConverter=TypeConverters.toFloat,
    )

    def getWordDropout(self) -> float:
        """Gets wordDropout: fraction of the tokens that training replaces by the unknown word,
        so that the vector of the unknown word is trained.
        """
        return self.getOrDefault(self.wordDropout)

    def getTimeWarp(self) -> float:
        """Gets timeWarp: strength of the random time warping of numeric sequences in training:
        the local speed changes by a factor of up to exp(timeWarp); not for models with a
        target per step.
        """
        return self.getOrDefault(self.timeWarp)

    def getTimeMask(self) -> float:
        """Gets timeMask: largest fraction of the steps of a numeric sequence that training sets
        to 0. These are consecutive steps; their number and their place are random.
        """
        return self.getOrDefault(self.timeMask)

    def getFeatureMask(self) -> float:
        """Gets featureMask: largest fraction of the features of a numeric sequence that
        training sets to 0 at all steps of the sequence. These are consecutive features;
        their number and their place are random.
        """
        return self.getOrDefault(self.featureMask)

    def getInputDropout(self) -> float:
        """Gets inputDropout: dropout rate of the embedded tokens or features."""
        return self.getOrDefault(self.inputDropout)

    def getDropout(self) -> float:
        """Gets dropout: dropout rate between recurrent layers."""
        return self.getOrDefault(self.dropout)

    def getOutputDropout(self) -> float:
        """Gets outputDropout: dropout rate of the output of the last recurrent layer."""
        return self.getOrDefault(self.outputDropout)

    def getVariationalDropout(self) -> bool:
        """Gets variationalDropout: whether all steps of a sequence share one dropout mask; if
        false, each step has its own.
        """
        return self.getOrDefault(self.variationalDropout)

    def getWeightDropout(self) -> float:
        """Gets weightDropout: dropout rate of the recurrent weights of layers; the mask is the
        same for all steps of a mini-batch.
        """
        return self.getOrDefault(self.weightDropout)

    def getRecurrentDropout(self) -> float:
        """Gets recurrentDropout: dropout rate of the previous hidden state in the recurrent
        product of cells elman, lstm and gru; the mask is the same for all steps of a
        sequence.
        """
        return self.getOrDefault(self.recurrentDropout)


class _SetsDropout(_HasDropout):
    """The same, with setters."""

    def setWordDropout(self: _T, value: float) -> _T:
        """Sets wordDropout: fraction of the tokens that training replaces by the unknown word,
        so that the vector of the unknown word is trained.
        """
        return self._set(wordDropout=value)

    def setTimeWarp(self: _T, value: float) -> _T:
        """Sets timeWarp: strength of the random time warping of numeric sequences in training:
        the local speed changes by a factor of up to exp(timeWarp); not for models with a
        target per step.
        """
        return self._set(timeWarp=value)

    def setTimeMask(self: _T, value: float) -> _T:
        """Sets timeMask: largest fraction of the steps of a numeric sequence that training sets
        to 0. These are consecutive steps; their number and their place are random.
        """
        return self._set(timeMask=value)

    def setFeatureMask(self: _T, value: float) -> _T:
        """Sets featureMask: largest fraction of the features of a numeric sequence that
        training sets to 0 at all steps of the sequence. These are consecutive features;
        their number and their place are random.
        """
        return self._set(featureMask=value)

    def setInputDropout(self: _T, value: float) -> _T:
        """Sets inputDropout: dropout rate of the embedded tokens or features."""
        return self._set(inputDropout=value)

    def setDropout(self: _T, value: float) -> _T:
        """Sets dropout: dropout rate between recurrent layers."""
        return self._set(dropout=value)

    def setOutputDropout(self: _T, value: float) -> _T:
        """Sets outputDropout: dropout rate of the output of the last recurrent layer."""
        return self._set(outputDropout=value)

    def setVariationalDropout(self: _T, value: bool) -> _T:
        """Sets variationalDropout: whether all steps of a sequence share one dropout mask; if
        false, each step has its own.
        """
        return self._set(variationalDropout=value)

    def setWeightDropout(self: _T, value: float) -> _T:
        """Sets weightDropout: dropout rate of the recurrent weights of layers; the mask is the
        same for all steps of a mini-batch.
        """
        return self._set(weightDropout=value)

    def setRecurrentDropout(self: _T, value: float) -> _T:
        """Sets recurrentDropout: dropout rate of the previous hidden state in the recurrent
        product of cells elman, lstm and gru; the mask is the same for all steps of a
        sequence.
        """
        return self._set(recurrentDropout=value)


class _HasTraining(Params):
    """How long and where training runs."""

    batchSize: "Param[int]" = Param(
        Params._dummy(),
        "batchSize",
        "number of sequences per mini-batch, over the whole cluster",
        typeConverter=TypeConverters.toInt,
    )

    accumulationSteps: "Param[int]" = Param(
        Params._dummy(),
        "accumulationSteps",
        "number of mini-batches whose gradients are summed for one update of the weights",
        typeConverter=TypeConverters.toInt,
    )

    maxEpochs: "Param[int]" = Param(
        Params._dummy(),
        "maxEpochs",
        "largest number of passes over the training data",
        typeConverter=TypeConverters.toInt,
    )

    numShards: "Param[int]" = Param(
        Params._dummy(),
        "numShards",
        "number of parts in which each mini-batch is computed; 0 for the parallelism of the cluster when training starts. With the same number, the weights are the same bit for bit on all clusters with the same type of processor",
        typeConverter=TypeConverters.toInt,
    )

    aggregationDepth: "Param[int]" = Param(
        Params._dummy(),
        "aggregationDepth",
        "how gradients are summed: by the driver alone (1), or, where many tasks have large gradients, first by the executors among themselves (2 or more)",
        typeConverter=TypeConverters.toInt,
    )

    execution: "Param[str]" = Param(
        Params._dummy(),
        "execution",
        "where gradients are computed: in Spark tasks (spark) or on threads of the driver (threads). With auto, it is on threads if the master is local and the data takes at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it. One of auto, spark, threads",
        typeConverter=TypeConverters.toString,
    )

    seed: "Param[int]" = Param(
        Params._dummy(),
        "seed",
        "random seed",
        typeConverter=TypeConverters.toInt,
    )

    def getBatchSize(self) -> int:
        """Gets batchSize: number of sequences per mini-batch, over the whole cluster."""
        return self.getOrDefault(self.batchSize)

    def getAccumulationSteps(self) -> int:
        """Gets accumulationSteps: number of mini-batches whose gradients are summed for one
        update of the weights.
        """
        return self.getOrDefault(self.accumulationSteps)

    def getMaxEpochs(self) -> int:
        """Gets maxEpochs: largest number of passes over the training data."""
        return self.getOrDefault(self.maxEpochs)

    def getNumShards(self) -> int:
        """Gets numShards: number of parts in which each mini-batch is computed; 0 for the
        parallelism of the cluster when training starts. With the same number, the weights
        are the same bit for bit on all clusters with the same type of processor.
        """
        return self.getOrDefault(self.numShards)

    def getAggregationDepth(self) -> int:
        """Gets aggregationDepth: how gradients are summed: by the driver alone (1), or, where
        many tasks have large gradients, first by the executors among themselves (2 or more).
        """
        return self.getOrDefault(self.aggregationDepth)

    def getExecution(self) -> str:
        """Gets execution: where gradients are computed: in Spark tasks (spark) or on threads of
        the driver (threads). With auto, it is on threads if the master is local and the data
        takes at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
        One of auto, spark, threads.
        """
        return self.getOrDefault(self.execution)

    def getSeed(self) -> int:
        """Gets seed: random seed."""
        return self.getOrDefault(self.seed)


class _SetsTraining(_HasTraining):
    """The same, with setters."""

    def setBatchSize(self: _T, value: int) -> _T:
        """Sets batchSize: number of sequences per mini-batch, over the whole cluster."""
        return self._set(batchSize=value)

    def setAccumulationSteps(self: _T, value: int) -> _T:
        """Sets accumulationSteps: number of mini-batches whose gradients are summed for one
        update of the weights.
        """
        return self._set(accumulationSteps=value)

    def setMaxEpochs(self: _T, value: int) -> _T:
        """Sets maxEpochs: largest number of passes over the training data."""
        return self._set(maxEpochs=value)

    def setNumShards(self: _T, value: int) -> _T:
        """Sets numShards: number of parts in which each mini-batch is computed; 0 for the
        parallelism of the cluster when training starts. With the same number, the weights
        are the same bit for bit on all clusters with the same type of processor.
        """
        return self._set(numShards=value)

    def setAggregationDepth(self: _T, value: int) -> _T:
        """Sets aggregationDepth: how gradients are summed: by the driver alone (1), or, where
        many tasks have large gradients, first by the executors among themselves (2 or more).
        """
        return self._set(aggregationDepth=value)

    def setExecution(self: _T, value: str) -> _T:
        """Sets execution: where gradients are computed: in Spark tasks (spark) or on threads of
        the driver (threads). With auto, it is on threads if the master is local and the data
        takes at most 64 MiB, and in Spark tasks otherwise. The weights do not depend on it.
        One of auto, spark, threads.
        """
        return self._set(execution=value)

    def setSeed(self: _T, value: int) -> _T:
        """Sets seed: random seed."""
        return self._set(seed=value)


class _HasOptimizer(Params):
    """How weights are updated."""

    optimizer: "Param[str]" = Param(
        Params._dummy(),
        "optimizer",
        "update rule, with PyTorch's formulas. One of sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw",
        typeConverter=TypeConverters.toString,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "learning rate at the start of its schedule",
        typeConverter=TypeConverters.toFloat,
    )

    momentum: "Param[float]" = Param(
        Params._dummy(),
        "momentum",
        "momentum factor of the optimizers momentum and nesterov",
        typeConverter=TypeConverters.toFloat,
    )

    beta1: "Param[float]" = Param(
        Params._dummy(),
        "beta1",
        "decay rate of the running mean of the gradient in adam and adamw",
        typeConverter=TypeConverters.toFloat,
    )

    beta2: "Param[float]" = Param(
        Params._dummy(),
        "beta2",
        "decay rate of the running mean of the squared gradient in adam and adamw",
        typeConverter=TypeConverters.toFloat,
    )

    rho: "Param[float]" = Param(
        Params._dummy(),
        "rho",
        "decay rate of the running mean of the squared gradient in rmsprop",
        typeConverter=TypeConverters.toFloat,
    )

    epsilon: "Param[float]" = Param(
        Params._dummy(),
        "epsilon",
        "term added to the denominator of adagrad, rmsprop, adam and adamw (if not set: 1e-10 for adagrad, 1e-8 for the others)",
        typeConverter=TypeConverters.toFloat,
    )

    weightDecay: "Param[float]" = Param(
        Params._dummy(),
        "weightDecay",
        "weight decay of all parameters except those of the linear path (linearSkip): decoupled from the gradient for adamw, added to the gradient after clipping for the other optimizers (if not set: 0.01 for adamw, 0 for the others)",
        typeConverter=TypeConverters.toFloat,
    )

    learningRateSchedule: "Param[str]" = Param(
        Params._dummy(),
        "learningRateSchedule",
        "how the learning rate falls: not at all (constant); by decayFactor per decayEpochs epochs, in steps (step) or gradually (exponential); along a cosine to minLearningRate at the end of training (cosine); or by decayFactor each time that the loss no longer falls (plateau). One of constant, step, exponential, cosine, plateau",
        typeConverter=TypeConverters.toString,
    )

    warmupSteps: "Param[int]" = Param(
        Params._dummy(),
        "warmupSteps",
        "number of updates in which the learning rate rises linearly from 0",
        typeConverter=TypeConverters.toInt,
    )

    decayFactor: "Param[float]" = Param(
        Params._dummy(),
        "decayFactor",
        "factor by which the schedules step, exponential and plateau multiply the learning rate",
        typeConverter=TypeConverters.toFloat,
    )

    decayEpochs: "Param[int]" = Param(
        Params._dummy(),
        "decayEpochs",
        "number of epochs per decayFactor for the schedules step and exponential; for plateau, the number of epochs without a lower loss (on the validation rows, if there are any) after which the learning rate falls",
        typeConverter=TypeConverters.toInt,
    )

    minLearningRate: "Param[float]" = Param(
        Params._dummy(),
        "minLearningRate",
        "smallest learning rate of the schedules step, exponential, cosine and plateau",
        typeConverter=TypeConverters.toFloat,
    )

    sparseUpdates: "Param[bool]" = Param(
        Params._dummy(),
        "sparseUpdates",
        "whether an update changes only those rows of the embedding that its mini-batches used, as PyTorch's SparseAdam does; this is faster for large vocabularies",
        typeConverter=TypeConverters.toBoolean,
    )

    averageDecay: "Param[float]" = Param(
        Params._dummy(),
        "averageDecay",
        "decay rate, such as 0.999, of an exponential moving average of the weights; the average is what is evaluated and saved; 0 for no averaging",
        typeConverter=TypeConverters.toFloat,
    )

    gradientClipValue: "Param[float]" = Param(
        Params._dummy(),
        "gradientClipValue",
        "largest absolute value of each element of the mean gradient, applied before gradientClipNorm; 0 for no limit",
        typeConverter=TypeConverters.toFloat,
    )

    gradientClipNorm: "Param[float]" = Param(
        Params._dummy(),
        "gradientClipNorm",
        "largest norm of the mean gradient; 0 for no limit",
        typeConverter=TypeConverters.toFloat,
    )

    def getOptimizer(self) -> str:
        """Gets optimizer: update rule, with PyTorch's formulas. One of sgd, momentum, nesterov,
        adagrad, rmsprop, adam, adamw.
        """
        return self.getOrDefault(self.optimizer)

    def getLearningRate(self) -> float:
        """Gets learningRate: learning rate at the start of its schedule."""
        return self.getOrDefault(self.learningRate)

    def getMomentum(self) -> float:
        """Gets momentum: momentum factor of the optimizers momentum and nesterov."""
        return self.getOrDefault(self.momentum)

    def getBeta1(self) -> float:
        """Gets beta1: decay rate of the running mean of the gradient in adam and adamw."""
        return self.getOrDefault(self.beta1)

    def getBeta2(self) -> float:
        """Gets beta2: decay rate of the running mean of the squared gradient in adam and adamw."""
        return self.getOrDefault(self.beta2)

    def getRho(self) -> float:
        """Gets rho: decay rate of the running mean of the squared gradient in rmsprop."""
        return self.getOrDefault(self.rho)

    def getEpsilon(self) -> float:
        """Gets epsilon: term added to the denominator of adagrad, rmsprop, adam and adamw (if
        not set: 1e-10 for adagrad, 1e-8 for the others).
        """
        return self.getOrDefault(self.epsilon)

    def getWeightDecay(self) -> float:
        """Gets weightDecay: weight decay of all parameters except those of the linear path
        (linearSkip): decoupled from the gradient for adamw, added to the gradient after
        clipping for the other optimizers (if not set: 0.01 for adamw, 0 for the others).
        """
        return self.getOrDefault(self.weightDecay)

    def getLearningRateSchedule(self) -> str:
        """Gets learningRateSchedule: how the learning rate falls: not at all (constant); by
        decayFactor per decayEpochs epochs, in steps (step) or gradually (exponential); along
        a cosine to minLearningRate at the end of training (cosine); or by decayFactor each
        time that the loss no longer falls (plateau). One of constant, step, exponential,
        cosine, plateau.
        """
        return self.getOrDefault(self.learningRateSchedule)

    def getWarmupSteps(self) -> int:
        """Gets warmupSteps: number of updates in which the learning rate rises linearly from 0."""
        return self.getOrDefault(self.warmupSteps)

    def getDecayFactor(self) -> float:
        """Gets decayFactor: factor by which the schedules step, exponential and plateau
        multiply the learning rate.
        """
        return self.getOrDefault(self.decayFactor)

    def getDecayEpochs(self) -> int:
        """Gets decayEpochs: number of epochs per decayFactor for the schedules step and
        exponential; for plateau, the number of epochs without a lower loss (on the
        validation rows, if there are any) after which the learning rate falls.
        """
        return self.getOrDefault(self.decayEpochs)

    def getMinLearningRate(self) -> float:
        """Gets minLearningRate: smallest learning rate of the schedules step, exponential,
        cosine and plateau.
        """
        return self.getOrDefault(self.minLearningRate)

    def getSparseUpdates(self) -> bool:
        """Gets sparseUpdates: whether an update changes only those rows of the embedding that
        its mini-batches used, as PyTorch's SparseAdam does; this is faster for large
        vocabularies.
        """
        return self.getOrDefault(self.sparseUpdates)

    def getAverageDecay(self) -> float:
        """Gets averageDecay: decay rate, such as 0.999, of an exponential moving average of the
        weights; the average is what is evaluated and saved; 0 for no averaging.
        """
        return self.getOrDefault(self.averageDecay)

    def getGradientClipValue(self) -> float:
        """Gets gradientClipValue: largest absolute value of each element of the mean gradient,
        applied before gradientClipNorm; 0 for no limit.
        """
        return self.getOrDefault(self.gradientClipValue)

    def getGradientClipNorm(self) -> float:
        """Gets gradientClipNorm: largest norm of the mean gradient; 0 for no limit."""
        return self.getOrDefault(self.gradientClipNorm)


class _SetsOptimizer(_HasOptimizer):
    """The same, with setters."""

    def setOptimizer(self: _T, value: str) -> _T:
        """Sets optimizer: update rule, with PyTorch's formulas. One of sgd, momentum, nesterov,
        adagrad, rmsprop, adam, adamw.
        """
        return self._set(optimizer=value)

    def setLearningRate(self: _T, value: float) -> _T:
        """Sets learningRate: learning rate at the start of its schedule."""
        return self._set(learningRate=value)

    def setMomentum(self: _T, value: float) -> _T:
        """Sets momentum: momentum factor of the optimizers momentum and nesterov."""
        return self._set(momentum=value)

    def setBeta1(self: _T, value: float) -> _T:
        """Sets beta1: decay rate of the running mean of the gradient in adam and adamw."""
        return self._set(beta1=value)

    def setBeta2(self: _T, value: float) -> _T:
        """Sets beta2: decay rate of the running mean of the squared gradient in adam and adamw."""
        return self._set(beta2=value)

    def setRho(self: _T, value: float) -> _T:
        """Sets rho: decay rate of the running mean of the squared gradient in rmsprop."""
        return self._set(rho=value)

    def setEpsilon(self: _T, value: float) -> _T:
        """Sets epsilon: term added to the denominator of adagrad, rmsprop, adam and adamw (if
        not set: 1e-10 for adagrad, 1e-8 for the others).
        """
        return self._set(epsilon=value)

    def setWeightDecay(self: _T, value: float) -> _T:
        """Sets weightDecay: weight decay of all parameters except those of the linear path
        (linearSkip): decoupled from the gradient for adamw, added to the gradient after
        clipping for the other optimizers (if not set: 0.01 for adamw, 0 for the others).
        """
        return self._set(weightDecay=value)

    def setLearningRateSchedule(self: _T, value: str) -> _T:
        """Sets learningRateSchedule: how the learning rate falls: not at all (constant); by
        decayFactor per decayEpochs epochs, in steps (step) or gradually (exponential); along
        a cosine to minLearningRate at the end of training (cosine); or by decayFactor each
        time that the loss no longer falls (plateau). One of constant, step, exponential,
        cosine, plateau.
        """
        return self._set(learningRateSchedule=value)

    def setWarmupSteps(self: _T, value: int) -> _T:
        """Sets warmupSteps: number of updates in which the learning rate rises linearly from 0."""
        return self._set(warmupSteps=value)

    def setDecayFactor(self: _T, value: float) -> _T:
        """Sets decayFactor: factor by which the schedules step, exponential and plateau
        multiply the learning rate.
        """
        return self._set(decayFactor=value)

    def setDecayEpochs(self: _T, value: int) -> _T:
        """Sets decayEpochs: number of epochs per decayFactor for the schedules step and
        exponential; for plateau, the number of epochs without a lower loss (on the
        validation rows, if there are any) after which the learning rate falls.
        """
        return self._set(decayEpochs=value)

    def setMinLearningRate(self: _T, value: float) -> _T:
        """Sets minLearningRate: smallest learning rate of the schedules step, exponential,
        cosine and plateau.
        """
        return self._set(minLearningRate=value)

    def setSparseUpdates(self: _T, value: bool) -> _T:
        """Sets sparseUpdates: whether an update changes only those rows of the embedding that
        its mini-batches used, as PyTorch's SparseAdam does; this is faster for large
        vocabularies.
        """
        return self._set(sparseUpdates=value)

    def setAverageDecay(self: _T, value: float) -> _T:
        """Sets averageDecay: decay rate, such as 0.999, of an exponential moving average of the
        weights; the average is what is evaluated and saved; 0 for no averaging.
        """
        return self._set(averageDecay=value)

    def setGradientClipValue(self: _T, value: float) -> _T:
        """Sets gradientClipValue: largest absolute value of each element of the mean gradient,
        applied before gradientClipNorm; 0 for no limit.
        """
        return self._set(gradientClipValue=value)

    def setGradientClipNorm(self: _T, value: float) -> _T:
        """Sets gradientClipNorm: largest norm of the mean gradient; 0 for no limit."""
        return self._set(gradientClipNorm=value)


class _HasGradientFlow(Params):
    """How far back the network learns."""

    gradientFlow: "Param[bool]" = Param(
        Params._dummy(),
        "gradientFlow",
        "whether to measure after each epoch how far back the network learns: the norm of dL/dh_(T-k) for each layer as a function of the distance k from the loss",
        typeConverter=TypeConverters.toBoolean,
    )

    gradientFlowSteps: "Param[int]" = Param(
        Params._dummy(),
        "gradientFlowSteps",
        "largest distance k, in steps, that gradientFlow measures",
        typeConverter=TypeConverters.toInt,
    )

    def getGradientFlow(self) -> bool:
        """Gets gradientFlow: whether to measure after each epoch how far back the network
        learns: the norm of dL/dh_(T-k) for each layer as a function of the distance k from
        the loss.
        """
        return self.getOrDefault(self.gradientFlow)

    def getGradientFlowSteps(self) -> int:
        """Gets gradientFlowSteps: largest distance k, in steps, that gradientFlow measures."""
        return self.getOrDefault(self.gradientFlowSteps)


class _SetsGradientFlow(_HasGradientFlow):
    """The same, with setters."""

    def setGradientFlow(self: _T, value: bool) -> _T:
        """Sets gradientFlow: whether to measure after each epoch how far back the network
        learns: the norm of dL/dh_(T-k) for each layer as a function of the distance k from
        the loss.
        """
        return self._set(gradientFlow=value)

    def setGradientFlowSteps(self: _T, value: int) -> _T:
        """Sets gradientFlowSteps: largest distance k, in steps, that gradientFlow measures."""
        return self._set(gradientFlowSteps=value)


class _HasFailures(Params):
    """Malformed rows and losses that are not finite."""

    mode: "Param[str]" = Param(
        Params._dummy(),
        "mode",
        "treatment of malformed rows in training and evaluation: the first one ends the work with a message (failfast), or they are dropped and counted, and the first five are shown (dropmalformed). A prediction has one output row per input row, so it always ends at a malformed row. One of failfast, dropmalformed",
        typeConverter=TypeConverters.toString,
    )

    nonFinitePolicy: "Param[str]" = Param(
        Params._dummy(),
        "nonFinitePolicy",
        "treatment of a step whose loss or gradient is not finite: training ends, and the message says where the value came from (fail), or the update is skipped and counted (skip). One of fail, skip",
        typeConverter=TypeConverters.toString,
    )

    def getMode(self) -> str:
        """Gets mode: treatment of malformed rows in training and evaluation: the first one ends
        the work with a message (failfast), or they are dropped and counted, and the first
        five are shown (dropmalformed). A prediction has one output row per input row, so it
        always ends at a malformed row. One of failfast, dropmalformed.
        """
        return self.getOrDefault(self.mode)

    def getNonFinitePolicy(self) -> str:
        """Gets nonFinitePolicy: treatment of a step whose loss or gradient is not finite:
        training ends, and the message says where the value came from (fail), or the update
        is skipped and counted (skip). One of fail, skip.
        """
        return self.getOrDefault(self.nonFinitePolicy)


class _SetsFailures(_HasFailures):
    """The same, with setters."""

    def setMode(self: _T, value: str) -> _T:
        """Sets mode: treatment of malformed rows in training and evaluation: the first one ends
        the work with a message (failfast), or they are dropped and counted, and the first
        five are shown (dropmalformed). A prediction has one output row per input row, so it
        always ends at a malformed row. One of failfast, dropmalformed.
        """
        return self._set(mode=value)

    def setNonFinitePolicy(self: _T, value: str) -> _T:
        """Sets nonFinitePolicy: treatment of a step whose loss or gradient is not finite:
        training ends, and the message says where the value came from (fail), or the update
        is skipped and counted (skip). One of fail, skip.
        """
        return self._set(nonFinitePolicy=value)


class _HasPrediction(Params):
    """How rows are predicted."""

    chunkRows: "Param[int]" = Param(
        Params._dummy(),
        "chunkRows",
        "largest number of rows that transform reads before it hands on the first of them; they are predicted together. Fewer rows bound the latency of a stream, but are slower",
        typeConverter=TypeConverters.toInt,
    )

    def getChunkRows(self) -> int:
        """Gets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self.getOrDefault(self.chunkRows)


class _SetsPrediction(_HasPrediction):
    """The same, with setters."""

    def setChunkRows(self: _T, value: int) -> _T:
        """Sets chunkRows: largest number of rows that transform reads before it hands on the
        first of them; they are predicted together. Fewer rows bound the latency of a stream,
        but are slower.
        """
        return self._set(chunkRows=value)


class _HasReports(Params):
    """What is written for people to look at."""

    tensorBoardDir: "Param[str]" = Param(
        Params._dummy(),
        "tensorBoardDir",
        "directory, on any Hadoop file system, to which TensorBoard event files are written. After each epoch, its losses, metrics, learning rate and gradient norm and the times of the parts of a step are added to them. The same figures are added to epochs.csv in this directory. Give each training a directory of its own; TensorBoard shows the directories below one directory side by side",
        typeConverter=TypeConverters.toString,
    )

    tensorBoardHistograms: "Param[bool]" = Param(
        Params._dummy(),
        "tensorBoardHistograms",
        "whether each epoch also writes a histogram of the weights of every block of parameters to tensorBoardDir; TensorBoard shows them as distributions over the epochs",
        typeConverter=TypeConverters.toBoolean,
    )

    reportExamples: "Param[int]" = Param(
        Params._dummy(),
        "reportExamples",
        "how many of the worst and how many of the least certain examples report.html quotes; with 0 it quotes nothing of the data but the names of labels",
        typeConverter=TypeConverters.toInt,
    )

    def getTensorBoardDir(self) -> str:
        """Gets tensorBoardDir: directory, on any Hadoop file system, to which TensorBoard event
        files are written. After each epoch, its losses, metrics, learning rate and gradient
        norm and the times of the parts of a step are added to them. The same figures are
        added to epochs.csv in this directory. Give each training a directory of its own;
        TensorBoard shows the directories below one directory side by side.
        """
        return self.getOrDefault(self.tensorBoardDir)

    def getTensorBoardHistograms(self) -> bool:
        """Gets tensorBoardHistograms: whether each epoch also writes a histogram of the weights
        of every block of parameters to tensorBoardDir; TensorBoard shows them as
        distributions over the epochs.
        """
        return self.getOrDefault(self.tensorBoardHistograms)

    def getReportExamples(self) -> int:
        """Gets reportExamples: how many of the worst and how many of the least certain examples
        report.html quotes; with 0 it quotes nothing of the data but the names of labels.
        """
        return self.getOrDefault(self.reportExamples)


class _SetsReports(_HasReports):
    """The same, with setters."""

    def setTensorBoardDir(self: _T, value: str) -> _T:
        """Sets tensorBoardDir: directory, on any Hadoop file system, to which TensorBoard event
        files are written. After each epoch, its losses, metrics, learning rate and gradient
        norm and the times of the parts of a step are added to them. The same figures are
        added to epochs.csv in this directory. Give each training a directory of its own;
        TensorBoard shows the directories below one directory side by side.
        """
        return self._set(tensorBoardDir=value)

    def setTensorBoardHistograms(self: _T, value: bool) -> _T:
        """Sets tensorBoardHistograms: whether each epoch also writes a histogram of the weights
        of every block of parameters to tensorBoardDir; TensorBoard shows them as
        distributions over the epochs.
        """
        return self._set(tensorBoardHistograms=value)

    def setReportExamples(self: _T, value: int) -> _T:
        """Sets reportExamples: how many of the worst and how many of the least certain examples
        report.html quotes; with 0 it quotes nothing of the data but the names of labels.
        """
        return self._set(reportExamples=value)


class _HasCheckpoints(Params):
    """Checkpoints."""

    checkpointDir: "Param[str]" = Param(
        Params._dummy(),
        "checkpointDir",
        "directory for checkpoints, on any Hadoop file system. An interrupted training continues from the newest checkpoint and ends with the same weights. A directory belongs to one configuration and one data set: use another one for each training, and none for a CrossValidator",
        typeConverter=TypeConverters.toString,
    )

    checkpointInterval: "Param[int]" = Param(
        Params._dummy(),
        "checkpointInterval",
        "number of mini-batches after which a checkpoint is written, at the next update of the weights; with 0, the number of mini-batches does not matter",
        typeConverter=TypeConverters.toInt,
    )

    checkpointMinutes: "Param[float]" = Param(
        Params._dummy(),
        "checkpointMinutes",
        "number of minutes after which a checkpoint is written, at the next update of the weights; with 0, the time does not matter. The end of training always writes a checkpoint",
        typeConverter=TypeConverters.toFloat,
    )

    keepCheckpoints: "Param[int]" = Param(
        Params._dummy(),
        "keepCheckpoints",
        "number of newest checkpoints to keep",
        typeConverter=TypeConverters.toInt,
    )

    def getCheckpointDir(self) -> str:
        """Gets checkpointDir: directory for checkpoints, on any Hadoop file system. An
        interrupted training continues from the newest checkpoint and ends with the same
        weights. A directory belongs to one configuration and one data set: use another one
        for each training, and none for a CrossValidator.
        """
        return self.getOrDefault(self.checkpointDir)

    def getCheckpointInterval(self) -> int:
        """Gets checkpointInterval: number of mini-batches after which a checkpoint is written,
        at the next update of the weights; with 0, the number of mini-batches does not
        matter.
        """
        return self.getOrDefault(self.checkpointInterval)

    def getCheckpointMinutes(self) -> float:
        """Gets checkpointMinutes: number of minutes after which a checkpoint is written, at the
        next update of the weights; with 0, the time does not matter. The end of training
        always writes a checkpoint.
        """
        return self.getOrDefault(self.checkpointMinutes)

    def getKeepCheckpoints(self) -> int:
        """Gets keepCheckpoints: number of newest checkpoints to keep."""
        return self.getOrDefault(self.keepCheckpoints)


class _SetsCheckpoints(_HasCheckpoints):
    """The same, with setters."""

    def setCheckpointDir(self: _T, value: str) -> _T:
        """Sets checkpointDir: directory for checkpoints, on any Hadoop file system. An
        interrupted training continues from the newest checkpoint and ends with the same
        weights. A directory belongs to one configuration and one data set: use another one
        for each training, and none for a CrossValidator.
        """
        return self._set(checkpointDir=value)

    def setCheckpointInterval(self: _T, value: int) -> _T:
        """Sets checkpointInterval: number of mini-batches after which a checkpoint is written,
        at the next update of the weights; with 0, the number of mini-batches does not
        matter.
        """
        return self._set(checkpointInterval=value)

    def setCheckpointMinutes(self: _T, value: float) -> _T:
        """Sets checkpointMinutes: number of minutes after which a checkpoint is written, at the
        next update of the weights; with 0, the time does not matter. The end of training
        always writes a checkpoint.
        """
        return self._set(checkpointMinutes=value)

    def setKeepCheckpoints(self: _T, value: int) -> _T:
        """Sets keepCheckpoints: number of newest checkpoints to keep."""
        return self._set(keepCheckpoints=value)


class _HasTags(Params):
    """How a tagger chooses labels, and what it writes about them."""

    outputLayer: "Param[str]" = Param(
        Params._dummy(),
        "outputLayer",
        "how labels are chosen: for each step by itself (softmax), or as the best whole sequence by a linear-chain conditional random field, which also scores neighbouring labels (crf). If the labels follow a scheme, crf chooses only among valid sequences. One of softmax, crf",
        typeConverter=TypeConverters.toString,
    )

    labelScheme: "Param[str]" = Param(
        Params._dummy(),
        "labelScheme",
        "scheme of span labels that the network learns: the recognized scheme of the labels (auto), no scheme (none), or iob1, bio or bioes, to which the labels are converted for training. Predictions have the scheme of the data. One of auto, none, iob1, bio, bioes",
        typeConverter=TypeConverters.toString,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "output column: the probability of the predicted label at each step; for a crf, its marginal probability; empty for none",
        typeConverter=TypeConverters.toString,
    )

    nBestCol: "Param[str]" = Param(
        Params._dummy(),
        "nBestCol",
        "output column: the most probable label sequences with their probabilities, best first; empty for none",
        typeConverter=TypeConverters.toString,
    )

    nBest: "Param[int]" = Param(
        Params._dummy(),
        "nBest",
        "number of label sequences in nBestCol",
        typeConverter=TypeConverters.toInt,
    )

    labelCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "labelCols",
        "label columns that are learned together, the main one first; instead of labelCol. A column of type array<string> or array<int> has one label per step; a column of strings, numbers or booleans has one label per sequence. The predictions for the first column are in predictionCol, those for another column in predictionCol_NAME",
        typeConverter=TypeConverters.toListString,
    )

    sequenceReadout: "Param[str]" = Param(
        Params._dummy(),
        "sequenceReadout",
        "how the states are combined for a label of the whole sequence (see labelCols): the state at the last step (lastStep; for a reverse scan, the first step), the mean of all states (mean), the largest value of each unit (max), both (meanMax), or a mean with learned weights (attention). One of lastStep, mean, max, meanMax, attention",
        typeConverter=TypeConverters.toString,
    )

    def getOutputLayer(self) -> str:
        """Gets outputLayer: how labels are chosen: for each step by itself (softmax), or as the
        best whole sequence by a linear-chain conditional random field, which also scores
        neighbouring labels (crf). If the labels follow a scheme, crf chooses only among
        valid sequences. One of softmax, crf.
        """
        return self.getOrDefault(self.outputLayer)

    def getLabelScheme(self) -> str:
        """Gets labelScheme: scheme of span labels that the network learns: the recognized
        scheme of the labels (auto), no scheme (none), or iob1, bio or bioes, to which the
        labels are converted for training. Predictions have the scheme of the data. One of
        auto, none, iob1, bio, bioes.
        """
        return self.getOrDefault(self.labelScheme)

    def getProbabilityCol(self) -> str:
        """Gets probabilityCol: output column: the probability of the predicted label at each
        step; for a crf, its marginal probability; empty for none.
        """
        return self.getOrDefault(self.probabilityCol)

    def getNBestCol(self) -> str:
        """Gets nBestCol: output column: the most probable label sequences with their
        probabilities, best first; empty for none.
        """
        return self.getOrDefault(self.nBestCol)

    def getNBest(self) -> int:
        """Gets nBest: number of label sequences in nBestCol."""
        return self.getOrDefault(self.nBest)

    def getLabelCols(self) -> List[str]:
        """Gets labelCols: label columns that are learned together, the main one first; instead
        of labelCol. A column of type array<string> or array<int> has one label per step; a
        column of strings, numbers or booleans has one label per sequence. The predictions
        for the first column are in predictionCol, those for another column in
        predictionCol_NAME.
        """
        return self.getOrDefault(self.labelCols)

    def getSequenceReadout(self) -> str:
        """Gets sequenceReadout: how the states are combined for a label of the whole sequence
        (see labelCols): the state at the last step (lastStep; for a reverse scan, the first
        step), the mean of all states (mean), the largest value of each unit (max), both
        (meanMax), or a mean with learned weights (attention). One of lastStep, mean, max,
        meanMax, attention.
        """
        return self.getOrDefault(self.sequenceReadout)


class _SetsTags(_HasTags):
    """The same, with setters."""

    def setOutputLayer(self: _T, value: str) -> _T:
        """Sets outputLayer: how labels are chosen: for each step by itself (softmax), or as the
        best whole sequence by a linear-chain conditional random field, which also scores
        neighbouring labels (crf). If the labels follow a scheme, crf chooses only among
        valid sequences. One of softmax, crf.
        """
        return self._set(outputLayer=value)

    def setLabelScheme(self: _T, value: str) -> _T:
        """Sets labelScheme: scheme of span labels that the network learns: the recognized
        scheme of the labels (auto), no scheme (none), or iob1, bio or bioes, to which the
        labels are converted for training. Predictions have the scheme of the data. One of
        auto, none, iob1, bio, bioes.
        """
        return self._set(labelScheme=value)

    def setProbabilityCol(self: _T, value: str) -> _T:
        """Sets probabilityCol: output column: the probability of the predicted label at each
        step; for a crf, its marginal probability; empty for none.
        """
        return self._set(probabilityCol=value)

    def setNBestCol(self: _T, value: str) -> _T:
        """Sets nBestCol: output column: the most probable label sequences with their
        probabilities, best first; empty for none.
        """
        return self._set(nBestCol=value)

    def setNBest(self: _T, value: int) -> _T:
        """Sets nBest: number of label sequences in nBestCol."""
        return self._set(nBest=value)

    def setLabelCols(self: _T, value: List[str]) -> _T:
        """Sets labelCols: label columns that are learned together, the main one first; instead
        of labelCol. A column of type array<string> or array<int> has one label per step; a
        column of strings, numbers or booleans has one label per sequence. The predictions
        for the first column are in predictionCol, those for another column in
        predictionCol_NAME.
        """
        return self._set(labelCols=value)

    def setSequenceReadout(self: _T, value: str) -> _T:
        """Sets sequenceReadout: how the states are combined for a label of the whole sequence
        (see labelCols): the state at the last step (lastStep; for a reverse scan, the first
        step), the mean of all states (mean), the largest value of each unit (max), both
        (meanMax), or a mean with learned weights (attention). One of lastStep, mean, max,
        meanMax, attention.
        """
        return self._set(sequenceReadout=value)


class _HasTranscripts(Params):
    """What the labels of a transcript are, and how transcripts are decoded."""

    labelUnit: "Param[str]" = Param(
        Params._dummy(),
        "labelUnit",
        "labels of a transcript: the elements of a label column that is an array (list), or the characters or the words of one that is a string. If not set: list for an array, characters for a string. One of list, characters, words",
        typeConverter=TypeConverters.toString,
    )

    upsample: "Param[int]" = Param(
        Params._dummy(),
        "upsample",
        "number of copies of each step that the recurrent layers read, for transcripts that need more steps than the input has",
        typeConverter=TypeConverters.toInt,
    )

    beamWidth: "Param[int]" = Param(
        Params._dummy(),
        "beamWidth",
        "number of transcripts that prefix beam search keeps at each step; 1 decodes greedily, which takes the most likely output of each step by itself",
        typeConverter=TypeConverters.toInt,
    )

    ngramOrder: "Param[int]" = Param(
        Params._dummy(),
        "ngramOrder",
        "length of the longest n-grams of a language model of the training transcripts, with which beam search scores them; 0 for no language model",
        typeConverter=TypeConverters.toInt,
    )

    ngramUnit: "Param[str]" = Param(
        Params._dummy(),
        "ngramUnit",
        "tokens of the language model: labels, or the words that the characters form between spaces. One of labels, words",
        typeConverter=TypeConverters.toString,
    )

    ngramWeight: "Param[float]" = Param(
        Params._dummy(),
        "ngramWeight",
        "weight of the log probability of the language model beside that of the network",
        typeConverter=TypeConverters.toFloat,
    )

    lengthBonus: "Param[float]" = Param(
        Params._dummy(),
        "lengthBonus",
        "number that beam search adds to the score of a transcript for each token of the language model, because this model prefers short transcripts",
        typeConverter=TypeConverters.toFloat,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "output column: the probability of the transcript, that of all its alignments together; empty for none",
        typeConverter=TypeConverters.toString,
    )

    stepsCol: "Param[str]" = Param(
        Params._dummy(),
        "stepsCol",
        "output column: the step of the input, from 0 on, at which each label of the transcript begins in its best alignment; empty for none",
        typeConverter=TypeConverters.toString,
    )

    nBestCol: "Param[str]" = Param(
        Params._dummy(),
        "nBestCol",
        "output column: the best transcripts that beam search keeps with their scores, probabilities and steps, the best first; empty for none",
        typeConverter=TypeConverters.toString,
    )

    nBest: "Param[int]" = Param(
        Params._dummy(),
        "nBest",
        "number of transcripts in nBestCol, at most beamWidth",
        typeConverter=TypeConverters.toInt,
    )

    def getLabelUnit(self) -> str:
        """Gets labelUnit: labels of a transcript: the elements of a label column that is an
        array (list), or the characters or the words of one that is a string. If not set:
        list for an array, characters for a string. One of list, characters, words.
        """
        return self.getOrDefault(self.labelUnit)

    def getUpsample(self) -> int:
        """Gets upsample: number of copies of each step that the recurrent layers read, for
        transcripts that need more steps than the input has.
        """
        return self.getOrDefault(self.upsample)

    def getBeamWidth(self) -> int:
        """Gets beamWidth: number of transcripts that prefix beam search keeps at each step; 1
        decodes greedily, which takes the most likely output of each step by itself.
        """
        return self.getOrDefault(self.beamWidth)

    def getNgramOrder(self) -> int:
        """Gets ngramOrder: length of the longest n-grams of a language model of the training
        transcripts, with which beam search scores them; 0 for no language model.
        """
        return self.getOrDefault(self.ngramOrder)

    def getNgramUnit(self) -> str:
        """Gets ngramUnit: tokens of the language model: labels, or the words that the
        characters form between spaces. One of labels, words.
        """
        return self.getOrDefault(self.ngramUnit)

    def getNgramWeight(self) -> float:
        """Gets ngramWeight: weight of the log probability of the language model beside that of
        the network.
        """
        return self.getOrDefault(self.ngramWeight)

    def getLengthBonus(self) -> float:
        """Gets lengthBonus: number that beam search adds to the score of a transcript for each
        token of the language model, because this model prefers short transcripts.
        """
        return self.getOrDefault(self.lengthBonus)

    def getProbabilityCol(self) -> str:
        """Gets probabilityCol: output column: the probability of the transcript, that of all
        its alignments together; empty for none.
        """
        return self.getOrDefault(self.probabilityCol)

    def getStepsCol(self) -> str:
        """Gets stepsCol: output column: the step of the input, from 0 on, at which each label
        of the transcript begins in its best alignment; empty for none.
        """
        return self.getOrDefault(self.stepsCol)

    def getNBestCol(self) -> str:
        """Gets nBestCol: output column: the best transcripts that beam search keeps with their
        scores, probabilities and steps, the best first; empty for none.
        """
        return self.getOrDefault(self.nBestCol)

    def getNBest(self) -> int:
        """Gets nBest: number of transcripts in nBestCol, at most beamWidth."""
        return self.getOrDefault(self.nBest)


class _SetsTranscripts(_HasTranscripts):
    """The same, with setters."""

    def setLabelUnit(self: _T, value: str) -> _T:
        """Sets labelUnit: labels of a transcript: the elements of a label column that is an
        array (list), or the characters or the words of one that is a string. If not set:
        list for an array, characters for a string. One of list, characters, words.
        """
        return self._set(labelUnit=value)

    def setUpsample(self: _T, value: int) -> _T:
        """Sets upsample: number of copies of each step that the recurrent layers read, for
        transcripts that need more steps than the input has.
        """
        return self._set(upsample=value)

    def setBeamWidth(self: _T, value: int) -> _T:
        """Sets beamWidth: number of transcripts that prefix beam search keeps at each step; 1
        decodes greedily, which takes the most likely output of each step by itself.
        """
        return self._set(beamWidth=value)

    def setNgramOrder(self: _T, value: int) -> _T:
        """Sets ngramOrder: length of the longest n-grams of a language model of the training
        transcripts, with which beam search scores them; 0 for no language model.
        """
        return self._set(ngramOrder=value)

    def setNgramUnit(self: _T, value: str) -> _T:
        """Sets ngramUnit: tokens of the language model: labels, or the words that the
        characters form between spaces. One of labels, words.
        """
        return self._set(ngramUnit=value)

    def setNgramWeight(self: _T, value: float) -> _T:
        """Sets ngramWeight: weight of the log probability of the language model beside that of
        the network.
        """
        return self._set(ngramWeight=value)

    def setLengthBonus(self: _T, value: float) -> _T:
        """Sets lengthBonus: number that beam search adds to the score of a transcript for each
        token of the language model, because this model prefers short transcripts.
        """
        return self._set(lengthBonus=value)

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

    def setNBestCol(self: _T, value: str) -> _T:
        """Sets nBestCol: output column: the best transcripts that beam search keeps with their
        scores, probabilities and steps, the best first; empty for none.
        """
        return self._set(nBestCol=value)

    def setNBest(self: _T, value: int) -> _T:
        """Sets nBest: number of transcripts in nBestCol, at most beamWidth."""
        return self._set(nBest=value)


class _HasReadout(Params):
    """Where a sequence's output is read."""

    readout: "Param[str]" = Param(
        Params._dummy(),
        "readout",
        "whether there is one output, and one target, per step (eachStep; for a classifier only with multilabel=true) or per sequence (all other values). An output per sequence reads the state at the last step (lastStep; a reverse scan ends at the first step), or all states: their mean (mean), the largest value of each unit (max), both (meanMax), or a mean with learned weights (attention). One of eachStep, lastStep, mean, max, meanMax, attention",
        typeConverter=TypeConverters.toString,
    )

    def getReadout(self) -> str:
        """Gets readout: whether there is one output, and one target, per step (eachStep; for a
        classifier only with multilabel=true) or per sequence (all other values). An output
        per sequence reads the state at the last step (lastStep; a reverse scan ends at the
        first step), or all states: their mean (mean), the largest value of each unit (max),
        both (meanMax), or a mean with learned weights (attention). One of eachStep,
        lastStep, mean, max, meanMax, attention.
        """
        return self.getOrDefault(self.readout)


class _SetsReadout(_HasReadout):
    """The same, with setters."""

    def setReadout(self: _T, value: str) -> _T:
        """Sets readout: whether there is one output, and one target, per step (eachStep; for a
        classifier only with multilabel=true) or per sequence (all other values). An output
        per sequence reads the state at the last step (lastStep; a reverse scan ends at the
        first step), or all states: their mean (mean), the largest value of each unit (max),
        both (meanMax), or a mean with learned weights (attention). One of eachStep,
        lastStep, mean, max, meanMax, attention.
        """
        return self._set(readout=value)


class _HasClasses(Params):
    """What a classifier predicts, and how classes count."""

    multilabel: "Param[bool]" = Param(
        Params._dummy(),
        "multilabel",
        "whether any number of labels may apply to a sequence or step at the same time",
        typeConverter=TypeConverters.toBoolean,
    )

    labelSets: "Param[bool]" = Param(
        Params._dummy(),
        "labelSets",
        "whether a list of numbers in labelCol names the labels that apply; if false, it has a 0 or 1 for each label. For multilabel only. If not set, the data decides, if it can be read in one way only",
        typeConverter=TypeConverters.toBoolean,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "output column: a vector of the probability of each label; empty for none",
        typeConverter=TypeConverters.toString,
    )

    rawPredictionCol: "Param[str]" = Param(
        Params._dummy(),
        "rawPredictionCol",
        "output column: a vector of the log probability of each label, or of its log odds if multilabel; empty for none",
        typeConverter=TypeConverters.toString,
    )

    predictionIndexCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionIndexCol",
        "output column: the predicted class as a double, for Spark's evaluators: its value if all classes are numbers or booleans, otherwise its index in labels(); empty for none",
        typeConverter=TypeConverters.toString,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of non-negative weights by which the loss of each row is multiplied",
        typeConverter=TypeConverters.toString,
    )

    classWeights: "Param[str]" = Param(
        Params._dummy(),
        "classWeights",
        "weights of classes in the loss: balanced (inversely proportional to their frequency), squareRoot (inversely proportional to its square root), or LABEL:WEIGHT,... with 1 for labels that are not listed; empty for equal weights",
        typeConverter=TypeConverters.toString,
    )

    def getMultilabel(self) -> bool:
        """Gets multilabel: whether any number of labels may apply to a sequence or step at the
        same time.
        """
        return self.getOrDefault(self.multilabel)

    def getLabelSets(self) -> bool:
        """Gets labelSets: whether a list of numbers in labelCol names the labels that apply; if
        false, it has a 0 or 1 for each label. For multilabel only. If not set, the data
        decides, if it can be read in one way only.
        """
        return self.getOrDefault(self.labelSets)

    def getProbabilityCol(self) -> str:
        """Gets probabilityCol: output column: a vector of the probability of each label; empty
        for none.
        """
        return self.getOrDefault(self.probabilityCol)

    def getRawPredictionCol(self) -> str:
        """Gets rawPredictionCol: output column: a vector of the log probability of each label,
        or of its log odds if multilabel; empty for none.
        """
        return self.getOrDefault(self.rawPredictionCol)

    def getPredictionIndexCol(self) -> str:
        """Gets predictionIndexCol: output column: the predicted class as a double, for Spark's
        evaluators: its value if all classes are numbers or booleans, otherwise its index in
        labels(); empty for none.
        """
        return self.getOrDefault(self.predictionIndexCol)

    def getWeightCol(self) -> str:
        """Gets weightCol: column of non-negative weights by which the loss of each row is
        multiplied.
        """
        return self.getOrDefault(self.weightCol)

    def getClassWeights(self) -> str:
        """Gets classWeights: weights of classes in the loss: balanced (inversely proportional
        to their frequency), squareRoot (inversely proportional to its square root), or
        LABEL:WEIGHT,... with 1 for labels that are not listed; empty for equal weights.
        """
        return self.getOrDefault(self.classWeights)


class _SetsClasses(_HasClasses):
    """The same, with setters."""

    def setMultilabel(self: _T, value: bool) -> _T:
        """Sets multilabel: whether any number of labels may apply to a sequence or step at the
        same time.
        """
        return self._set(multilabel=value)

    def setLabelSets(self: _T, value: bool) -> _T:
        """Sets labelSets: whether a list of numbers in labelCol names the labels that apply; if
        false, it has a 0 or 1 for each label. For multilabel only. If not set, the data
        decides, if it can be read in one way only.
        """
        return self._set(labelSets=value)

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

    def setPredictionIndexCol(self: _T, value: str) -> _T:
        """Sets predictionIndexCol: output column: the predicted class as a double, for Spark's
        evaluators: its value if all classes are numbers or booleans, otherwise its index in
        labels(); empty for none.
        """
        return self._set(predictionIndexCol=value)

    def setWeightCol(self: _T, value: str) -> _T:
        """Sets weightCol: column of non-negative weights by which the loss of each row is
        multiplied.
        """
        return self._set(weightCol=value)

    def setClassWeights(self: _T, value: str) -> _T:
        """Sets classWeights: weights of classes in the loss: balanced (inversely proportional
        to their frequency), squareRoot (inversely proportional to its square root), or
        LABEL:WEIGHT,... with 1 for labels that are not listed; empty for equal weights.
        """
        return self._set(classWeights=value)


class _HasLabelSmoothing(Params):
    """Label smoothing."""

    labelSmoothing: "Param[float]" = Param(
        Params._dummy(),
        "labelSmoothing",
        "label smoothing: the fraction of each training target that is spread evenly over all classes; not used by crf",
        typeConverter=TypeConverters.toFloat,
    )

    def getLabelSmoothing(self) -> float:
        """Gets labelSmoothing: label smoothing: the fraction of each training target that is
        spread evenly over all classes; not used by crf.
        """
        return self.getOrDefault(self.labelSmoothing)


class _SetsLabelSmoothing(_HasLabelSmoothing):
    """The same, with setters."""

    def setLabelSmoothing(self: _T, value: float) -> _T:
        """Sets labelSmoothing: label smoothing: the fraction of each training target that is
        spread evenly over all classes; not used by crf.
        """
        return self._set(labelSmoothing=value)


class _HasForecast(Params):
    """What a regressor predicts."""

    loss: "Param[str]" = Param(
        Params._dummy(),
        "loss",
        "loss function; for many series also quantile, which forecasts every quantile that quantiles lists, and the likelihoods gaussian, student and negativeBinomial (for counts), which give a distribution. One of squared, absolute, huber, quantile, gaussian, student, negativeBinomial",
        typeConverter=TypeConverters.toString,
    )

    quantiles: "Param[str]" = Param(
        Params._dummy(),
        "quantiles",
        "quantiles that are written as columns beside the forecast: increasing numbers between 0 and 1, separated by commas. With loss=quantile the network learns these quantiles, and 0.5, which is the forecast, must be one of them; with a likelihood you can also set them for a trained model",
        typeConverter=TypeConverters.toString,
    )

    huberDelta: "Param[float]" = Param(
        Params._dummy(),
        "huberDelta",
        "error above which the huber loss grows linearly, in standard deviations of the target if standardize is true, otherwise in units of the target",
        typeConverter=TypeConverters.toFloat,
    )

    linearSkip: "Param[int]" = Param(
        Params._dummy(),
        "linearSkip",
        "number of last steps that a linear path from the inputs to the output reads, beside the recurrent layers; its weights start at the least squares solution, and weight decay does not affect them; 0 for no such path",
        typeConverter=TypeConverters.toInt,
    )

    timeCol: "Param[str]" = Param(
        Params._dummy(),
        "timeCol",
        "column that orders the rows, where each row is one step of a series",
        typeConverter=TypeConverters.toString,
    )

    timeFormat: "Param[str]" = Param(
        Params._dummy(),
        "timeFormat",
        "format of timeCol, if it is text: number, iso, isoOffset, or a java.time pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can be read in one way only",
        typeConverter=TypeConverters.toString,
    )

    timeZone: "Param[str]" = Param(
        Params._dummy(),
        "timeZone",
        "for many series, the time zone in whose local time steps are counted, if timeCol is a timestamp. If not set, training takes the zone of the session (spark.sql.session.timeZone) if each series has rows at one local time of day there while clocks change; otherwise timestamps are instants",
        typeConverter=TypeConverters.toString,
    )

    strategy: "Param[str]" = Param(
        Params._dummy(),
        "strategy",
        "how several steps are forecast: all at once, with one output per step (direct); one after another, each from the forecasts before it (recursive); or, for many series, by a network that continues from its state over the steps ahead and has an output at each of them (decoder). One of direct, recursive, decoder",
        typeConverter=TypeConverters.toString,
    )

    seriesCol: "Param[str]" = Param(
        Params._dummy(),
        "seriesCol",
        "column that names the series of each row, if a table holds many series; rows may be in any order",
        typeConverter=TypeConverters.toString,
    )

    seriesScaling: "Param[str]" = Param(
        Params._dummy(),
        "seriesScaling",
        "how each window of many series is scaled before the network reads it, so that series of all sizes look alike: not at all (none); divided by its mean absolute value (mean); relative to its latest level, in units of its scale (level); or as with level, but with forecasts relative to the value one period earlier (season). With loss=negativeBinomial the default is mean. One of none, mean, level, season",
        typeConverter=TypeConverters.toString,
    )

    timeStep: "Param[str]" = Param(
        Params._dummy(),
        "timeStep",
        "time between two steps of many series, such as 15min or 1month: a number with one of the units s, min, h, d, w, month and year (without a unit: seconds), or, if timeCol has numbers, a number in their unit. If not set, the smallest difference in the training data",
        typeConverter=TypeConverters.toString,
    )

    gaps: "Param[str]" = Param(
        Params._dummy(),
        "gaps",
        "how steps of many series are treated that have no row or no value: training and prediction end with a message that names the first such step (error), or the step gets the value before it (previous; in the first step of a series, a missing input is an error) or 0 (zero), or the number stays missing: the network reads 0 and an indicator, and the loss leaves it out (mask). One of error, previous, zero, mask",
        typeConverter=TypeConverters.toString,
    )

    knownCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "knownCols",
        "columns of numbers that are known for a step of many series before it comes, such as prices and holidays; data to predict from must have a row for each step to forecast, with these columns and with null in labelCol",
        typeConverter=TypeConverters.toListString,
    )

    samplePaths: "Param[int]" = Param(
        Params._dummy(),
        "samplePaths",
        "number of sample paths per series, with strategy=recursive and a likelihood as the loss; forecasts and quantiles are the means and quantiles of the paths",
        typeConverter=TypeConverters.toInt,
    )

    pathsCol: "Param[str]" = Param(
        Params._dummy(),
        "pathsCol",
        "output column: the values of the sample paths at the step; values at the same position in all rows of a series belong to one path; empty for none",
        typeConverter=TypeConverters.toString,
    )

    staticCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "staticCols",
        "categorical columns of many series that have the same value in all rows of a series, such as a region or a kind. Each value has a trainable vector; seriesCol may be one of the columns. Static numbers that are quantities belong in inputCols",
        typeConverter=TypeConverters.toListString,
    )

    staticSize: "Param[int]" = Param(
        Params._dummy(),
        "staticSize",
        "size of the trainable vector of each value of staticCols",
        typeConverter=TypeConverters.toInt,
    )

    calendar: "Param[str]" = Param(
        Params._dummy(),
        "calendar",
        "inputs of many series that are made from the time, as names separated by commas: hour (of the day), weekday, monthday, yearday; empty for none",
        typeConverter=TypeConverters.toString,
    )

    windowStep: "Param[int]" = Param(
        Params._dummy(),
        "windowStep",
        "number of steps between two training windows of a series, counted back from the last window; a few windows per series are enough if series are many or long",
        typeConverter=TypeConverters.toInt,
    )

    patch: "Param[int]" = Param(
        Params._dummy(),
        "patch",
        "number of neighbouring steps that the layers read as one, counted back from the last step: with hourly steps and patch=24, the recurrent layer goes from day to day",
        typeConverter=TypeConverters.toInt,
    )

    def getLoss(self) -> str:
        """Gets loss: loss function; for many series also quantile, which forecasts every
        quantile that quantiles lists, and the likelihoods gaussian, student and
        negativeBinomial (for counts), which give a distribution. One of squared, absolute,
        huber, quantile, gaussian, student, negativeBinomial.
        """
        return self.getOrDefault(self.loss)

    def getQuantiles(self) -> str:
        """Gets quantiles: quantiles that are written as columns beside the forecast: increasing
        numbers between 0 and 1, separated by commas. With loss=quantile the network learns
        these quantiles, and 0.5, which is the forecast, must be one of them; with a
        likelihood you can also set them for a trained model.
        """
        return self.getOrDefault(self.quantiles)

    def getHuberDelta(self) -> float:
        """Gets huberDelta: error above which the huber loss grows linearly, in standard
        deviations of the target if standardize is true, otherwise in units of the target.
        """
        return self.getOrDefault(self.huberDelta)

    def getLinearSkip(self) -> int:
        """Gets linearSkip: number of last steps that a linear path from the inputs to the
        output reads, beside the recurrent layers; its weights start at the least squares
        solution, and weight decay does not affect them; 0 for no such path.
        """
        return self.getOrDefault(self.linearSkip)

    def getTimeCol(self) -> str:
        """Gets timeCol: column that orders the rows, where each row is one step of a series."""
        return self.getOrDefault(self.timeCol)

    def getTimeFormat(self) -> str:
        """Gets timeFormat: format of timeCol, if it is text: number, iso, isoOffset, or a
        java.time pattern such as dd.MM.yyyy HH:mm. If not set, the data decides, if it can
        be read in one way only.
        """
        return self.getOrDefault(self.timeFormat)

    def getTimeZone(self) -> str:
        """Gets timeZone: for many series, the time zone in whose local time steps are counted,
        if timeCol is a timestamp. If not set, training takes the zone of the session
        (spark.sql.session.timeZone) if each series has rows at one local time of day there
        while clocks change; otherwise timestamps are instants.
        """
        return self.getOrDefault(self.timeZone)

    def getStrategy(self) -> str:
        """Gets strategy: how several steps are forecast: all at once, with one output per step
        (direct); one after another, each from the forecasts before it (recursive); or, for
        many series, by a network that continues from its state over the steps ahead and has
        an output at each of them (decoder). One of direct, recursive, decoder.
        """
        return self.getOrDefault(self.strategy)

    def getSeriesCol(self) -> str:
        """Gets seriesCol: column that names the series of each row, if a table holds many
        series; rows may be in any order.
        """
        return self.getOrDefault(self.seriesCol)

    def getSeriesScaling(self) -> str:
        """Gets seriesScaling: how each window of many series is scaled before the network reads
        it, so that series of all sizes look alike: not at all (none); divided by its mean
        absolute value (mean); relative to its latest level, in units of its scale (level);
        or as with level, but with forecasts relative to the value one period earlier
        (season). With loss=negativeBinomial the default is mean. One of none, mean, level,
        season.
        """
        return self.getOrDefault(self.seriesScaling)

    def getTimeStep(self) -> str:
        """Gets timeStep: time between two steps of many series, such as 15min or 1month: a
        number with one of the units s, min, h, d, w, month and year (without a unit:
        seconds), or, if timeCol has numbers, a number in their unit. If not set, the
        smallest difference in the training data.
        """
        return self.getOrDefault(self.timeStep)

    def getGaps(self) -> str:
        """Gets gaps: how steps of many series are treated that have no row or no value:
        training and prediction end with a message that names the first such step (error), or
        the step gets the value before it (previous; in the first step of a series, a missing
        input is an error) or 0 (zero), or the number stays missing: the network reads 0 and
        an indicator, and the loss leaves it out (mask). One of error, previous, zero, mask.
        """
        return self.getOrDefault(self.gaps)

    def getKnownCols(self) -> List[str]:
        """Gets knownCols: columns of numbers that are known for a step of many series before it
        comes, such as prices and holidays; data to predict from must have a row for each
        step to forecast, with these columns and with null in labelCol.
        """
        return self.getOrDefault(self.knownCols)

    def getSamplePaths(self) -> int:
        """Gets samplePaths: number of sample paths per series, with strategy=recursive and a
        likelihood as the loss; forecasts and quantiles are the means and quantiles of the
        paths.
        """
        return self.getOrDefault(self.samplePaths)

    def getPathsCol(self) -> str:
        """Gets pathsCol: output column: the values of the sample paths at the step; values at
        the same position in all rows of a series belong to one path; empty for none.
        """
        return self.getOrDefault(self.pathsCol)

    def getStaticCols(self) -> List[str]:
        """Gets staticCols: categorical columns of many series that have the same value in all
        rows of a series, such as a region or a kind. Each value has a trainable vector;
        seriesCol may be one of the columns. Static numbers that are quantities belong in
        inputCols.
        """
        return self.getOrDefault(self.staticCols)

    def getStaticSize(self) -> int:
        """Gets staticSize: size of the trainable vector of each value of staticCols."""
        return self.getOrDefault(self.staticSize)

    def getCalendar(self) -> str:
        """Gets calendar: inputs of many series that are made from the time, as names separated
        by commas: hour (of the day), weekday, monthday, yearday; empty for none.
        """
        return self.getOrDefault(self.calendar)

    def getWindowStep(self) -> int:
        """Gets windowStep: number of steps between two training windows of a series, counted
        back from the last window; a few windows per series are enough if series are many or
        long.
        """
        return self.getOrDefault(self.windowStep)

    def getPatch(self) -> int:
        """Gets patch: number of neighbouring steps that the layers read as one, counted back
        from the last step: with hourly steps and patch=24, the recurrent layer goes from day
        to day.
        """
        return self.getOrDefault(self.patch)


class _SetsForecast(_HasForecast):
    """The same, with setters."""

    def setLoss(self: _T, value: str) -> _T:
        """Sets loss: loss function; for many series also quantile, which forecasts every
        quantile that quantiles lists, and the likelihoods gaussian, student and
        negativeBinomial (for counts), which give a distribution. One of squared, absolute,
        huber, quantile, gaussian, student, negativeBinomial.
        """
        return self._set(loss=value)

    def setQuantiles(self: _T, value: str) -> _T:
        """Sets quantiles: quantiles that are written as columns beside the forecast: increasing
        numbers between 0 and 1, separated by commas. With loss=quantile the network learns
        these quantiles, and 0.5, which is the forecast, must be one of them; with a
        likelihood you can also set them for a trained model.
        """
        return self._set(quantiles=value)

    def setHuberDelta(self: _T, value: float) -> _T:
        """Sets huberDelta: error above which the huber loss grows linearly, in standard
        deviations of the target if standardize is true, otherwise in units of the target.
        """
        return self._set(huberDelta=value)

    def setLinearSkip(self: _T, value: int) -> _T:
        """Sets linearSkip: number of last steps that a linear path from the inputs to the
        output reads, beside the recurrent layers; its weights start at the least squares
        solution, and weight decay does not affect them; 0 for no such path.
        """
        return self._set(linearSkip=value)

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

    def setStrategy(self: _T, value: str) -> _T:
        """Sets strategy: how several steps are forecast: all at once, with one output per step
        (direct); one after another, each from the forecasts before it (recursive); or, for
        many series, by a network that continues from its state over the steps ahead and has
        an output at each of them (decoder). One of direct, recursive, decoder.
        """
        return self._set(strategy=value)

    def setSeriesCol(self: _T, value: str) -> _T:
        """Sets seriesCol: column that names the series of each row, if a table holds many
        series; rows may be in any order.
        """
        return self._set(seriesCol=value)

    def setSeriesScaling(self: _T, value: str) -> _T:
        """Sets seriesScaling: how each window of many series is scaled before the network reads
        it, so that series of all sizes look alike: not at all (none); divided by its mean
        absolute value (mean); relative to its latest level, in units of its scale (level);
        or as with level, but with forecasts relative to the value one period earlier
        (season). With loss=negativeBinomial the default is mean. One of none, mean, level,
        season.
        """
        return self._set(seriesScaling=value)

    def setTimeStep(self: _T, value: str) -> _T:
        """Sets timeStep: time between two steps of many series, such as 15min or 1month: a
        number with one of the units s, min, h, d, w, month and year (without a unit:
        seconds), or, if timeCol has numbers, a number in their unit. If not set, the
        smallest difference in the training data.
        """
        return self._set(timeStep=value)

    def setGaps(self: _T, value: str) -> _T:
        """Sets gaps: how steps of many series are treated that have no row or no value:
        training and prediction end with a message that names the first such step (error), or
        the step gets the value before it (previous; in the first step of a series, a missing
        input is an error) or 0 (zero), or the number stays missing: the network reads 0 and
        an indicator, and the loss leaves it out (mask). One of error, previous, zero, mask.
        """
        return self._set(gaps=value)

    def setKnownCols(self: _T, value: List[str]) -> _T:
        """Sets knownCols: columns of numbers that are known for a step of many series before it
        comes, such as prices and holidays; data to predict from must have a row for each
        step to forecast, with these columns and with null in labelCol.
        """
        return self._set(knownCols=value)

    def setSamplePaths(self: _T, value: int) -> _T:
        """Sets samplePaths: number of sample paths per series, with strategy=recursive and a
        likelihood as the loss; forecasts and quantiles are the means and quantiles of the
        paths.
        """
        return self._set(samplePaths=value)

    def setPathsCol(self: _T, value: str) -> _T:
        """Sets pathsCol: output column: the values of the sample paths at the step; values at
        the same position in all rows of a series belong to one path; empty for none.
        """
        return self._set(pathsCol=value)

    def setStaticCols(self: _T, value: List[str]) -> _T:
        """Sets staticCols: categorical columns of many series that have the same value in all
        rows of a series, such as a region or a kind. Each value has a trainable vector;
        seriesCol may be one of the columns. Static numbers that are quantities belong in
        inputCols.
        """
        return self._set(staticCols=value)

    def setStaticSize(self: _T, value: int) -> _T:
        """Sets staticSize: size of the trainable vector of each value of staticCols."""
        return self._set(staticSize=value)

    def setCalendar(self: _T, value: str) -> _T:
        """Sets calendar: inputs of many series that are made from the time, as names separated
        by commas: hour (of the day), weekday, monthday, yearday; empty for none.
        """
        return self._set(calendar=value)

    def setWindowStep(self: _T, value: int) -> _T:
        """Sets windowStep: number of steps between two training windows of a series, counted
        back from the last window; a few windows per series are enough if series are many or
        long.
        """
        return self._set(windowStep=value)

    def setPatch(self: _T, value: int) -> _T:
        """Sets patch: number of neighbouring steps that the layers read as one, counted back
        from the last step: with hourly steps and patch=24, the recurrent layer goes from day
        to day.
        """
        return self._set(patch=value)


class _HasAhead(Params):
    """Horizon and season of a forecast."""

    horizon: "Param[int]" = Param(
        Params._dummy(),
        "horizon",
        "number of steps to forecast. A SeasonalForecaster with readout=each makes one forecast at each step: of the value this number of steps later",
        typeConverter=TypeConverters.toInt,
    )

    period: "Param[int]" = Param(
        Params._dummy(),
        "period",
        "number of steps per season of the series. A SeasonalForecaster takes the value one season earlier as its forecast, and jobs measure this forecast as a baseline of a SequenceRegressor. For many series, the scaling of windows, the metrics and the automatic choice of patch and window depend on it too. 1 for no season: the forecast is then the last value",
        typeConverter=TypeConverters.toInt,
    )

    def getHorizon(self) -> int:
        """Gets horizon: number of steps to forecast. A SeasonalForecaster with readout=each
        makes one forecast at each step: of the value this number of steps later.
        """
        return self.getOrDefault(self.horizon)

    def getPeriod(self) -> int:
        """Gets period: number of steps per season of the series. A SeasonalForecaster takes the
        value one season earlier as its forecast, and jobs measure this forecast as a
        baseline of a SequenceRegressor. For many series, the scaling of windows, the metrics
        and the automatic choice of patch and window depend on it too. 1 for no season: the
        forecast is then the last value.
        """
        return self.getOrDefault(self.period)


class _SetsAhead(_HasAhead):
    """The same, with setters."""

    def setHorizon(self: _T, value: int) -> _T:
        """Sets horizon: number of steps to forecast. A SeasonalForecaster with readout=each
        makes one forecast at each step: of the value this number of steps later.
        """
        return self._set(horizon=value)

    def setPeriod(self: _T, value: int) -> _T:
        """Sets period: number of steps per season of the series. A SeasonalForecaster takes the
        value one season earlier as its forecast, and jobs measure this forecast as a
        baseline of a SequenceRegressor. For many series, the scaling of windows, the metrics
        and the automatic choice of patch and window depend on it too. 1 for no season: the
        forecast is then the last value.
        """
        return self._set(period=value)


class _HasLevel(Params):
    """How texts become tokens."""

    level: "Param[str]" = Param(
        Params._dummy(),
        "level",
        "how a string column is split into tokens: into characters (Unicode code points) or into words at white space; an array<string> holds tokens already. One of character, word",
        typeConverter=TypeConverters.toString,
    )

    def getLevel(self) -> str:
        """Gets level: how a string column is split into tokens: into characters (Unicode code
        points) or into words at white space; an array<string> holds tokens already. One of
        character, word.
        """
        return self.getOrDefault(self.level)


class _SetsLevel(_HasLevel):
    """The same, with setters."""

    def setLevel(self: _T, value: str) -> _T:
        """Sets level: how a string column is split into tokens: into characters (Unicode code
        points) or into words at white space; an array<string> holds tokens already. One of
        character, word.
        """
        return self._set(level=value)


class _HasText(Params):
    """How a language model reads texts."""

    boundaries: "Param[str]" = Param(
        Params._dummy(),
        "boundaries",
        "role of a row: a text of its own between start and end tokens (lines), or a part of one long text, in the order of the rows, with an end token after each row and with the state carried on (stream; NGramLanguageModel calls this lineEnds). One of lines, stream",
        typeConverter=TypeConverters.toString,
    )

    tbpttLength: "Param[int]" = Param(
        Params._dummy(),
        "tbpttLength",
        "largest number of tokens through which gradients flow back in a stream (truncated back-propagation through time); the state is carried on. For boundaries=stream only",
        typeConverter=TypeConverters.toInt,
    )

    baselineOrder: "Param[int]" = Param(
        Params._dummy(),
        "baselineOrder",
        "length of the longest n-grams of the baseline that jobs print; 0 to choose by level",
        typeConverter=TypeConverters.toInt,
    )

    perplexityCol: "Param[str]" = Param(
        Params._dummy(),
        "perplexityCol",
        "output column: the perplexity of the row",
        typeConverter=TypeConverters.toString,
    )

    def getBoundaries(self) -> str:
        """Gets boundaries: role of a row: a text of its own between start and end tokens
        (lines), or a part of one long text, in the order of the rows, with an end token
        after each row and with the state carried on (stream; NGramLanguageModel calls this
        lineEnds). One of lines, stream.
        """
        return self.getOrDefault(self.boundaries)

    def getTbpttLength(self) -> int:
        """Gets tbpttLength: largest number of tokens through which gradients flow back in a
        stream (truncated back-propagation through time); the state is carried on. For
        boundaries=stream only.
        """
        return self.getOrDefault(self.tbpttLength)

    def getBaselineOrder(self) -> int:
        """Gets baselineOrder: length of the longest n-grams of the baseline that jobs print; 0
        to choose by level.
        """
        return self.getOrDefault(self.baselineOrder)

    def getPerplexityCol(self) -> str:
        """Gets perplexityCol: output column: the perplexity of the row."""
        return self.getOrDefault(self.perplexityCol)


class _SetsText(_HasText):
    """The same, with setters."""

    def setBoundaries(self: _T, value: str) -> _T:
        """Sets boundaries: role of a row: a text of its own between start and end tokens
        (lines), or a part of one long text, in the order of the rows, with an end token
        after each row and with the state carried on (stream; NGramLanguageModel calls this
        lineEnds). One of lines, stream.
        """
        return self._set(boundaries=value)

    def setTbpttLength(self: _T, value: int) -> _T:
        """Sets tbpttLength: largest number of tokens through which gradients flow back in a
        stream (truncated back-propagation through time); the state is carried on. For
        boundaries=stream only.
        """
        return self._set(tbpttLength=value)

    def setBaselineOrder(self: _T, value: int) -> _T:
        """Sets baselineOrder: length of the longest n-grams of the baseline that jobs print; 0
        to choose by level.
        """
        return self._set(baselineOrder=value)

    def setPerplexityCol(self: _T, value: str) -> _T:
        """Sets perplexityCol: output column: the perplexity of the row."""
        return self._set(perplexityCol=value)


class _HasTagOrder(Params):
    """What the hidden Markov tagger counts."""

    order: "Param[int]" = Param(
        Params._dummy(),
        "order",
        "number of previous tags on which a tag depends",
        typeConverter=TypeConverters.toInt,
    )

    suffixLength: "Param[int]" = Param(
        Params._dummy(),
        "suffixLength",
        "length in characters of the longest word ending from which the tag of an unknown word is guessed",
        typeConverter=TypeConverters.toInt,
    )

    rareCount: "Param[int]" = Param(
        Params._dummy(),
        "rareCount",
        "words that occur at most this often are used to estimate the tags of unknown words",
        typeConverter=TypeConverters.toInt,
    )

    def getOrder(self) -> int:
        """Gets order: number of previous tags on which a tag depends."""
        return self.getOrDefault(self.order)

    def getSuffixLength(self) -> int:
        """Gets suffixLength: length in characters of the longest word ending from which the tag
        of an unknown word is guessed.
        """
        return self.getOrDefault(self.suffixLength)

    def getRareCount(self) -> int:
        """Gets rareCount: words that occur at most this often are used to estimate the tags of
        unknown words.
        """
        return self.getOrDefault(self.rareCount)


class _SetsTagOrder(_HasTagOrder):
    """The same, with setters."""

    def setOrder(self: _T, value: int) -> _T:
        """Sets order: number of previous tags on which a tag depends."""
        return self._set(order=value)

    def setSuffixLength(self: _T, value: int) -> _T:
        """Sets suffixLength: length in characters of the longest word ending from which the tag
        of an unknown word is guessed.
        """
        return self._set(suffixLength=value)

    def setRareCount(self: _T, value: int) -> _T:
        """Sets rareCount: words that occur at most this often are used to estimate the tags of
        unknown words.
        """
        return self._set(rareCount=value)


class _HasNGrams(Params):
    """What the n-gram language model counts."""

    order: "Param[int]" = Param(
        Params._dummy(),
        "order",
        "length of the longest n-grams",
        typeConverter=TypeConverters.toInt,
    )

    maxNGrams: "Param[int]" = Param(
        Params._dummy(),
        "maxNGrams",
        "largest number of n-grams of two or more tokens that the model keeps; the executors leave out the rarest, so that the driver's memory does not grow with the text; 0 for no limit",
        typeConverter=TypeConverters.toInt,
    )

    boundaries: "Param[str]" = Param(
        Params._dummy(),
        "boundaries",
        "role of a row: a text of its own between start and end tokens (lines), or a part of one long text, in the order of the rows, with an end token after each row (lineEnds; LanguageModel calls this stream) or without any end token (stream). One of stream, lineEnds, lines",
        typeConverter=TypeConverters.toString,
    )

    def getOrder(self) -> int:
        """Gets order: length of the longest n-grams."""
        return self.getOrDefault(self.order)

    def getMaxNGrams(self) -> int:
        """Gets maxNGrams: largest number of n-grams of two or more tokens that the model keeps;
        the executors leave out the rarest, so that the driver's memory does not grow with
        the text; 0 for no limit.
        """
        return self.getOrDefault(self.maxNGrams)

    def getBoundaries(self) -> str:
        """Gets boundaries: role of a row: a text of its own between start and end tokens
        (lines), or a part of one long text, in the order of the rows, with an end token
        after each row (lineEnds; LanguageModel calls this stream) or without any end token
        (stream). One of stream, lineEnds, lines.
        """
        return self.getOrDefault(self.boundaries)


class _SetsNGrams(_HasNGrams):
    """The same, with setters."""

    def setOrder(self: _T, value: int) -> _T:
        """Sets order: length of the longest n-grams."""
        return self._set(order=value)

    def setMaxNGrams(self: _T, value: int) -> _T:
        """Sets maxNGrams: largest number of n-grams of two or more tokens that the model keeps;
        the executors leave out the rarest, so that the driver's memory does not grow with
        the text; 0 for no limit.
        """
        return self._set(maxNGrams=value)

    def setBoundaries(self: _T, value: str) -> _T:
        """Sets boundaries: role of a row: a text of its own between start and end tokens
        (lines), or a part of one long text, in the order of the rows, with an end token
        after each row (lineEnds; LanguageModel calls this stream) or without any end token
        (stream). One of stream, lineEnds, lines.
        """
        return self._set(boundaries=value)


class _HasNaiveBayes(Params):
    """What naive Bayes counts."""

    minOrder: "Param[int]" = Param(
        Params._dummy(),
        "minOrder",
        "length of the shortest n-grams",
        typeConverter=TypeConverters.toInt,
    )

    maxOrder: "Param[int]" = Param(
        Params._dummy(),
        "maxOrder",
        "length of the longest n-grams",
        typeConverter=TypeConverters.toInt,
    )

    smoothing: "Param[float]" = Param(
        Params._dummy(),
        "smoothing",
        "number added to the count of every n-gram; 1 is add-one smoothing, and smaller numbers suit rare classes better",
        typeConverter=TypeConverters.toFloat,
    )

    def getMinOrder(self) -> int:
        """Gets minOrder: length of the shortest n-grams."""
        return self.getOrDefault(self.minOrder)

    def getMaxOrder(self) -> int:
        """Gets maxOrder: length of the longest n-grams."""
        return self.getOrDefault(self.maxOrder)

    def getSmoothing(self) -> float:
        """Gets smoothing: number added to the count of every n-gram; 1 is add-one smoothing,
        and smaller numbers suit rare classes better.
        """
        return self.getOrDefault(self.smoothing)


class _SetsNaiveBayes(_HasNaiveBayes):
    """The same, with setters."""

    def setMinOrder(self: _T, value: int) -> _T:
        """Sets minOrder: length of the shortest n-grams."""
        return self._set(minOrder=value)

    def setMaxOrder(self: _T, value: int) -> _T:
        """Sets maxOrder: length of the longest n-grams."""
        return self._set(maxOrder=value)

    def setSmoothing(self: _T, value: float) -> _T:
        """Sets smoothing: number added to the count of every n-gram; 1 is add-one smoothing,
        and smaller numbers suit rare classes better.
        """
        return self._set(smoothing=value)


class _HasNeighbors(Params):
    """Distance between series, and their number."""

    distance: "Param[str]" = Param(
        Params._dummy(),
        "distance",
        "distance between two series: step by step (euclidean) or after dynamic time warping (dtw). One of euclidean, dtw",
        typeConverter=TypeConverters.toString,
    )

    warpingWindow: "Param[float]" = Param(
        Params._dummy(),
        "warpingWindow",
        "largest shift of a step by warping, as a fraction of the length of the longer series (if not set, it is learned on the training series, from 0 to 0.2)",
        typeConverter=TypeConverters.toFloat,
    )

    maxSeries: "Param[int]" = Param(
        Params._dummy(),
        "maxSeries",
        "largest number of training series to compare with; if there are more, this many are chosen by their content",
        typeConverter=TypeConverters.toInt,
    )

    def getDistance(self) -> str:
        """Gets distance: distance between two series: step by step (euclidean) or after dynamic
        time warping (dtw). One of euclidean, dtw.
        """
        return self.getOrDefault(self.distance)

    def getWarpingWindow(self) -> float:
        """Gets warpingWindow: largest shift of a step by warping, as a fraction of the length
        of the longer series (if not set, it is learned on the training series, from 0 to
        0.2).
        """
        return self.getOrDefault(self.warpingWindow)

    def getMaxSeries(self) -> int:
        """Gets maxSeries: largest number of training series to compare with; if there are more,
        this many are chosen by their content.
        """
        return self.getOrDefault(self.maxSeries)


class _SetsNeighbors(_HasNeighbors):
    """The same, with setters."""

    def setDistance(self: _T, value: str) -> _T:
        """Sets distance: distance between two series: step by step (euclidean) or after dynamic
        time warping (dtw). One of euclidean, dtw.
        """
        return self._set(distance=value)

    def setWarpingWindow(self: _T, value: float) -> _T:
        """Sets warpingWindow: largest shift of a step by warping, as a fraction of the length
        of the longer series (if not set, it is learned on the training series, from 0 to
        0.2).
        """
        return self._set(warpingWindow=value)

    def setMaxSeries(self: _T, value: int) -> _T:
        """Sets maxSeries: largest number of training series to compare with; if there are more,
        this many are chosen by their content.
        """
        return self._set(maxSeries=value)


class _HasLabelOrder(Params):
    """What the frequency of labels depends on."""

    order: "Param[int]" = Param(
        Params._dummy(),
        "order",
        "0: the probability of a label is its frequency; 1: it is the frequency of the label among the steps whose input has this label, or among those whose input does not have it",
        typeConverter=TypeConverters.toInt,
    )

    def getOrder(self) -> int:
        """Gets order: 0: the probability of a label is its frequency; 1: it is the frequency of
        the label among the steps whose input has this label, or among those whose input does
        not have it.
        """
        return self.getOrDefault(self.order)


class _SetsLabelOrder(_HasLabelOrder):
    """The same, with setters."""

    def setOrder(self: _T, value: int) -> _T:
        """Sets order: 0: the probability of a label is its frequency; 1: it is the frequency of
        the label among the steps whose input has this label, or among those whose input does
        not have it.
        """
        return self._set(order=value)


class _HasSeason(Params):
    """What a seasonal forecaster forecasts, and where."""

    channel: "Param[int]" = Param(
        Params._dummy(),
        "channel",
        "index, from 0, of the input number that is forecast",
        typeConverter=TypeConverters.toInt,
    )

    readout: "Param[str]" = Param(
        Params._dummy(),
        "readout",
        "place of the values to forecast: after the last step, one or several (last), or after each step, one per step (each). One of last, each",
        typeConverter=TypeConverters.toString,
    )

    def getChannel(self) -> int:
        """Gets channel: index, from 0, of the input number that is forecast."""
        return self.getOrDefault(self.channel)

    def getReadout(self) -> str:
        """Gets readout: place of the values to forecast: after the last step, one or several
        (last), or after each step, one per step (each). One of last, each.
        """
        return self.getOrDefault(self.readout)


class _SetsSeason(_HasSeason):
    """The same, with setters."""

    def setChannel(self: _T, value: int) -> _T:
        """Sets channel: index, from 0, of the input number that is forecast."""
        return self._set(channel=value)

    def setReadout(self: _T, value: str) -> _T:
        """Sets readout: place of the values to forecast: after the last step, one or several
        (last), or after each step, one per step (each). One of last, each.
        """
        return self._set(readout=value)


class _HasAudioColumns(Params):
    """Which column holds sound, and what happens to sound that cannot be read."""

    inputCol: "Param[str]" = Param(
        Params._dummy(),
        "inputCol",
        "input column: whole WAV files (binary), as Spark's source binaryFile reads them",
        typeConverter=TypeConverters.toString,
    )

    outputCol: "Param[str]" = Param(
        Params._dummy(),
        "outputCol",
        "output column: the frames of each file (array<array<float>>)",
        typeConverter=TypeConverters.toString,
    )

    mode: "Param[str]" = Param(
        Params._dummy(),
        "mode",
        "treatment of malformed files: the first one ends the work with a message (failfast), or they are dropped and counted (dropmalformed). One of failfast, dropmalformed",
        typeConverter=TypeConverters.toString,
    )

    def getInputCol(self) -> str:
        """Gets inputCol: input column: whole WAV files (binary), as Spark's source binaryFile
        reads them.
        """
        return self.getOrDefault(self.inputCol)

    def getOutputCol(self) -> str:
        """Gets outputCol: output column: the frames of each file (array<array<float>>)."""
        return self.getOrDefault(self.outputCol)

    def getMode(self) -> str:
        """Gets mode: treatment of malformed files: the first one ends the work with a message
        (failfast), or they are dropped and counted (dropmalformed). One of failfast,
        dropmalformed.
        """
        return self.getOrDefault(self.mode)


class _SetsAudioColumns(_HasAudioColumns):
    """The same, with setters."""

    def setInputCol(self: _T, value: str) -> _T:
        """Sets inputCol: input column: whole WAV files (binary), as Spark's source binaryFile
        reads them.
        """
        return self._set(inputCol=value)

    def setOutputCol(self: _T, value: str) -> _T:
        """Sets outputCol: output column: the frames of each file (array<array<float>>)."""
        return self._set(outputCol=value)

    def setMode(self: _T, value: str) -> _T:
        """Sets mode: treatment of malformed files: the first one ends the work with a message
        (failfast), or they are dropped and counted (dropmalformed). One of failfast,
        dropmalformed.
        """
        return self._set(mode=value)


class _HasAudio(Params):
    """How sound becomes frames of numbers."""

    features: "Param[str]" = Param(
        Params._dummy(),
        "features",
        "numbers of a frame: logarithms of mel bands (logMel), or mel-frequency cepstral coefficients (mfcc). One of logMel, mfcc",
        typeConverter=TypeConverters.toString,
    )

    sampleRate: "Param[int]" = Param(
        Params._dummy(),
        "sampleRate",
        "sample rate in Hz; sound with another rate is converted to it first",
        typeConverter=TypeConverters.toInt,
    )

    frameMillis: "Param[float]" = Param(
        Params._dummy(),
        "frameMillis",
        "length of a frame in milliseconds",
        typeConverter=TypeConverters.toFloat,
    )

    hopMillis: "Param[float]" = Param(
        Params._dummy(),
        "hopMillis",
        "distance between the beginnings of two frames in milliseconds",
        typeConverter=TypeConverters.toFloat,
    )

    melBands: "Param[int]" = Param(
        Params._dummy(),
        "melBands",
        "number of frequency bands; they have equal width on the mel scale",
        typeConverter=TypeConverters.toInt,
    )

    lowFrequency: "Param[float]" = Param(
        Params._dummy(),
        "lowFrequency",
        "lower end of the lowest band in Hz",
        typeConverter=TypeConverters.toFloat,
    )

    highFrequency: "Param[float]" = Param(
        Params._dummy(),
        "highFrequency",
        "upper end of the highest band in Hz; 0 for half of sampleRate",
        typeConverter=TypeConverters.toFloat,
    )

    coefficients: "Param[int]" = Param(
        Params._dummy(),
        "coefficients",
        "number of cepstral coefficients, from the zeroth on; only with features=mfcc",
        typeConverter=TypeConverters.toInt,
    )

    lifter: "Param[int]" = Param(
        Params._dummy(),
        "lifter",
        "lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for none; only with features=mfcc",
        typeConverter=TypeConverters.toInt,
    )

    preEmphasis: "Param[float]" = Param(
        Params._dummy(),
        "preEmphasis",
        "fraction of the previous sample that is subtracted from each sample",
        typeConverter=TypeConverters.toFloat,
    )

    deltas: "Param[int]" = Param(
        Params._dummy(),
        "deltas",
        "number of orders of delta features that are appended to each frame: 0 for none, 1 for deltas, 2 for deltas and delta-deltas",
        typeConverter=TypeConverters.toInt,
    )

    deltaWindow: "Param[int]" = Param(
        Params._dummy(),
        "deltaWindow",
        "number of frames on each side from which a delta is computed",
        typeConverter=TypeConverters.toInt,
    )

    normalization: "Param[str]" = Param(
        Params._dummy(),
        "normalization",
        "normalization of each number over the frames of a file: none, mean 0 (mean), or mean 0 and standard deviation 1 (meanVariance). One of none, mean, meanVariance",
        typeConverter=TypeConverters.toString,
    )

    def getFeatures(self) -> str:
        """Gets features: numbers of a frame: logarithms of mel bands (logMel), or mel-frequency
        cepstral coefficients (mfcc). One of logMel, mfcc.
        """
        return self.getOrDefault(self.features)

    def getSampleRate(self) -> int:
        """Gets sampleRate: sample rate in Hz; sound with another rate is converted to it first."""
        return self.getOrDefault(self.sampleRate)

    def getFrameMillis(self) -> float:
        """Gets frameMillis: length of a frame in milliseconds."""
        return self.getOrDefault(self.frameMillis)

    def getHopMillis(self) -> float:
        """Gets hopMillis: distance between the beginnings of two frames in milliseconds."""
        return self.getOrDefault(self.hopMillis)

    def getMelBands(self) -> int:
        """Gets melBands: number of frequency bands; they have equal width on the mel scale."""
        return self.getOrDefault(self.melBands)

    def getLowFrequency(self) -> float:
        """Gets lowFrequency: lower end of the lowest band in Hz."""
        return self.getOrDefault(self.lowFrequency)

    def getHighFrequency(self) -> float:
        """Gets highFrequency: upper end of the highest band in Hz; 0 for half of sampleRate."""
        return self.getOrDefault(self.highFrequency)

    def getCoefficients(self) -> int:
        """Gets coefficients: number of cepstral coefficients, from the zeroth on; only with
        features=mfcc.
        """
        return self.getOrDefault(self.coefficients)

    def getLifter(self) -> int:
        """Gets lifter: lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for
        none; only with features=mfcc.
        """
        return self.getOrDefault(self.lifter)

    def getPreEmphasis(self) -> float:
        """Gets preEmphasis: fraction of the previous sample that is subtracted from each
        sample.
        """
        return self.getOrDefault(self.preEmphasis)

    def getDeltas(self) -> int:
        """Gets deltas: number of orders of delta features that are appended to each frame: 0
        for none, 1 for deltas, 2 for deltas and delta-deltas.
        """
        return self.getOrDefault(self.deltas)

    def getDeltaWindow(self) -> int:
        """Gets deltaWindow: number of frames on each side from which a delta is computed."""
        return self.getOrDefault(self.deltaWindow)

    def getNormalization(self) -> str:
        """Gets normalization: normalization of each number over the frames of a file: none,
        mean 0 (mean), or mean 0 and standard deviation 1 (meanVariance). One of none, mean,
        meanVariance.
        """
        return self.getOrDefault(self.normalization)


class _SetsAudio(_HasAudio):
    """The same, with setters."""

    def setFeatures(self: _T, value: str) -> _T:
        """Sets features: numbers of a frame: logarithms of mel bands (logMel), or mel-frequency
        cepstral coefficients (mfcc). One of logMel, mfcc.
        """
        return self._set(features=value)

    def setSampleRate(self: _T, value: int) -> _T:
        """Sets sampleRate: sample rate in Hz; sound with another rate is converted to it first."""
        return self._set(sampleRate=value)

    def setFrameMillis(self: _T, value: float) -> _T:
        """Sets frameMillis: length of a frame in milliseconds."""
        return self._set(frameMillis=value)

    def setHopMillis(self: _T, value: float) -> _T:
        """Sets hopMillis: distance between the beginnings of two frames in milliseconds."""
        return self._set(hopMillis=value)

    def setMelBands(self: _T, value: int) -> _T:
        """Sets melBands: number of frequency bands; they have equal width on the mel scale."""
        return self._set(melBands=value)

    def setLowFrequency(self: _T, value: float) -> _T:
        """Sets lowFrequency: lower end of the lowest band in Hz."""
        return self._set(lowFrequency=value)

    def setHighFrequency(self: _T, value: float) -> _T:
        """Sets highFrequency: upper end of the highest band in Hz; 0 for half of sampleRate."""
        return self._set(highFrequency=value)

    def setCoefficients(self: _T, value: int) -> _T:
        """Sets coefficients: number of cepstral coefficients, from the zeroth on; only with
        features=mfcc.
        """
        return self._set(coefficients=value)

    def setLifter(self: _T, value: int) -> _T:
        """Sets lifter: lifter that scales up the higher coefficients, as HTK's CEPLIFTER; 0 for
        none; only with features=mfcc.
        """
        return self._set(lifter=value)

    def setPreEmphasis(self: _T, value: float) -> _T:
        """Sets preEmphasis: fraction of the previous sample that is subtracted from each
        sample.
        """
        return self._set(preEmphasis=value)

    def setDeltas(self: _T, value: int) -> _T:
        """Sets deltas: number of orders of delta features that are appended to each frame: 0
        for none, 1 for deltas, 2 for deltas and delta-deltas.
        """
        return self._set(deltas=value)

    def setDeltaWindow(self: _T, value: int) -> _T:
        """Sets deltaWindow: number of frames on each side from which a delta is computed."""
        return self._set(deltaWindow=value)

    def setNormalization(self: _T, value: str) -> _T:
        """Sets normalization: normalization of each number over the frames of a file: none,
        mean 0 (mean), or mean 0 and standard deviation 1 (meanVariance). One of none, mean,
        meanVariance.
        """
        return self._set(normalization=value)
