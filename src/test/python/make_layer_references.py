#!/usr/bin/env python3
"""Writes reference values of the layers around the recurrent layers.

    python make_layer_references.py OUTDIR [CASE ...]      writes one safetensors file per case

These are convolutions over time (nn.Conv1d and relu), a learned initial state, an output layer tied
to the embedding, features joined to an embedding, dropout by given masks, a state that is carried
from one chunk to the next with the gradient cut between them, minGRU, layer normalization, residual
connections, the characters of words by a convolution and a maximum (Ma and Hovy 2016) or by an LSTM
in both directions (Lample et al. 2016), categories of whole sequences, masks of recurrent states
(Gal and Ghahramani 2016), and one output per sequence that reads the mean, the maximum, both or the
attention (Yang et al. 2016) of all steps. PyTorch computes them in double, one sequence after the
other. The loss is softmax cross-entropy in nats, SUMMED over all steps or, with one output per
sequence, over the sequences.

The tensors are those of make_references.py. h0 and c0 are [1, H] per layer and direction. `inputs`
of joined features are [N, F]. `characters` has those of all words, one after the other, and
`characterCounts` how many each word has. `categories` has those of all sequences. The masks of
dropout are those that nn/Dropout.java and data/BatchPlan.java draw for the key, written out here
once more.
"""

import os
import re
import sys
import zlib

import numpy as np
import torch
from torch import nn

from make_references import LENGTHS, write_safetensors

OUTPUT_SIZE = 4
VOCABULARY_SIZE = 11
CHARACTERS, CHARACTER_SIZE, CHARACTER_FILTERS, CHARACTER_UNITS = 9, 3, 4, 4
CATEGORIES, CATEGORY_COLUMNS, CATEGORY_SIZE = 7, 2, 3

# name -> choices, under the names of NetworkSpec
CASES = {
    "conv-lstm": dict(cell="lstm", convLayers="6x5,5x3"),
    "conv-tokens-gru": dict(cell="gru", convLayers="6x3", tokens=True),
    "conv-stride-lstm": dict(cell="lstm", convLayers="6x5x2,5x3", last=True),
    "conv-stride-gru": dict(cell="gru", convLayers="6x3x3", last=True, bidirectional=True),
    "learned-lstm": dict(cell="lstm", learned=True, numLayers=2),
    "learned-lstm-bi": dict(cell="lstm", learned=True, numLayers=2, bidirectional=True),
    "learned-gru-bi": dict(cell="gru", learned=True, bidirectional=True),
    "learned-elman": dict(cell="elman", learned=True, tokens=True),
    "tied-lstm": dict(cell="lstm", tied=True, tokens=True),
    "joined-lstm": dict(cell="lstm", tokens=True, joinedFeatures=2),
    "joined-gru-bi": dict(cell="gru", tokens=True, joinedFeatures=1, bidirectional=True),
    "joined-conv-gru": dict(cell="gru", tokens=True, joinedFeatures=2, convLayers="6x3"),
    "dropout-lstm": dict(cell="lstm", numLayers=2, dropout=True),
    "dropout-gru-bi": dict(cell="gru", numLayers=2, bidirectional=True, dropout=True),
    "dropout-elman": dict(cell="elman", tokens=True, dropout=True),
    "carried-lstm": dict(cell="lstm", numLayers=2, chunk=3),
    "carried-gru": dict(cell="gru", tokens=True, chunk=2),
    "carried-elman": dict(cell="elman", numLayers=2, chunk=3),
    "mingru": dict(cell="mingru"),
    "mingru-learned-bi": dict(cell="mingru", learned=True, bidirectional=True, tokens=True),
    "mingru-carried": dict(cell="mingru", numLayers=2, chunk=3),
    "mingru-norm-residual": dict(cell="mingru", numLayers=3, layerNorm=True, residual=True),
    "norm-lstm-bi": dict(cell="lstm", numLayers=2, layerNorm=True, bidirectional=True),
    "residual-gru": dict(cell="gru", numLayers=2, residual=True),
    "pool-mean-lstm": dict(cell="lstm", last=True, pooling="mean"),
    "pool-mean-gru-bi": dict(cell="gru", last=True, pooling="mean", bidirectional=True,
                             tokens=True),
    "pool-max-lstm-bi": dict(cell="lstm", last=True, pooling="max", bidirectional=True,
                             numLayers=2),
    "pool-max-elman-tokens": dict(cell="elman", last=True, pooling="max", tokens=True),
    "pool-mean-max-lstm-bi": dict(cell="lstm", last=True, pooling="meanMax", bidirectional=True,
                                  tokens=True),
    "pool-attention-gru": dict(cell="gru", last=True, pooling="attention"),
    "pool-attention-lstm-bi": dict(cell="lstm", last=True, pooling="attention",
                                   bidirectional=True, tokens=True),
    "pool-attention-conv-gru": dict(cell="gru", last=True, pooling="attention",
                                    convLayers="6x3x2"),
    "characters-gru": dict(cell="gru", tokens=True, characterSpan=3),
    "characters-joined-lstm-bi": dict(cell="lstm", tokens=True, characterSpan=4, joinedFeatures=2,
                                      bidirectional=True),
    "spelled-gru": dict(cell="gru", tokens=True, characterUnits=CHARACTER_UNITS),
    "spelled-joined-lstm-bi": dict(cell="lstm", tokens=True, characterUnits=CHARACTER_UNITS,
                                   joinedFeatures=2, bidirectional=True),
    "categories-lstm-bi": dict(cell="lstm", bidirectional=True, categories=True),
    "categories-gru-last": dict(cell="gru", last=True, numLayers=2, categories=True),
    "states-lstm-bi": dict(cell="lstm", bidirectional=True, dropout=True, states=True),
    "states-gru-learned": dict(cell="gru", learned=True, tokens=True, dropout=True, states=True),
    "states-elman": dict(cell="elman", dropout=True, states=True),
    "norm-residual-elman-carried": dict(cell="elman", numLayers=2, layerNorm=True, residual=True,
                                        chunk=2),
}
DROPPED = 0.3
DROPOUT_KEY = 0x1234567890ABCDEF
BITS_32, BITS_64 = (1 << 32) - 1, (1 << 64) - 1


def mix(x):
    """BatchPlan.mix"""
    z = x + 0x9E3779B97F4A7C15 & BITS_64
    z = (z ^ z >> 33) * 0xFF51AFD7ED558CCD & BITS_64
    z = (z ^ z >> 33) * 0xC4CEB9FE1A85EC53 & BITS_64
    return z ^ z >> 33


def dropout_mask(place, sequence, steps, width):
    """[steps, width] 0 or 1 / (1 - p); place 0 is the input, place l the output of recurrent layer l"""
    mask = np.zeros((steps, width))
    for t in range(steps):
        row = mix(mix(DROPOUT_KEY ^ place & BITS_64) ^ (sequence << 32 | t))
        for unit in range(width):
            z = row + unit * 0x9E3779B9 & BITS_32
            z = ((z ^ z >> 16) * 0x85EBCA6B & BITS_32) ^ row >> 32
            z = (z ^ z >> 13) * 0xC2B2AE35 & BITS_32
            mask[t, unit] = (z ^ z >> 16) >> 8 >= round(DROPPED * (1 << 24))
    return torch.from_numpy(mask / (1 - DROPPED))


class Characters(nn.Module):
    """For each word the largest value of each filter over its places; zeros for an empty word"""

    def __init__(self, span):
        super().__init__()
        self.embedding = nn.Embedding(CHARACTERS, CHARACTER_SIZE)
        self.conv = nn.Conv1d(CHARACTER_SIZE, CHARACTER_FILTERS, span, padding=span // 2)

    def forward(self, words):
        """T words, each [L] -> [T, F]"""
        rows = [self.conv(self.embedding(word).T)[:, :len(word)].max(1).values if len(word)
                else torch.zeros(CHARACTER_FILTERS, dtype=torch.float64) for word in words]
        return torch.stack(rows)


class Spelled(nn.Module):
    """For each word the last outputs of an LSTM in both directions; zeros for an empty word"""

    def __init__(self, units):
        super().__init__()
        self.embedding = nn.Embedding(CHARACTERS, CHARACTER_SIZE)
        self.rnn = nn.LSTM(CHARACTER_SIZE, units, bidirectional=True)

    def forward(self, words):
        """T words, each [L] -> [T, 2H]"""
        rows = [self.rnn(self.embedding(word))[1][0].reshape(-1) if len(word)
                else torch.zeros(2 * self.rnn.hidden_size, dtype=torch.float64) for word in words]
        return torch.stack(rows)


class Network(nn.Module):
    def __init__(self, cell, convLayers="", tokens=False, last=False, bidirectional=False,
                 learned=False, numLayers=1, tied=False, joinedFeatures=0, dropout=False,
                 chunk=0, pooling="last", characterSpan=0, characterUnits=0, states=False,
                 categories=False):
        super().__init__()
        self.pooling = pooling
        self.input_size, self.hidden_size = (5, 5) if tied else (3, 5)
        self.last, self.tied, self.learned, self.lstm = last, tied, learned, cell == "lstm"
        self.chunk, self.layers = chunk, numLayers
        outputs = VOCABULARY_SIZE if tied else OUTPUT_SIZE
        if tokens:
            self.embedding = nn.Embedding(VOCABULARY_SIZE, self.input_size)
        self.input_size += joinedFeatures
        channels = self.input_size
        if characterSpan:
            self.characters = Characters(characterSpan)
            channels += CHARACTER_FILTERS
        if characterUnits:
            self.characters = Spelled(characterUnits)
            channels += 2 * characterUnits
        if categories:
            self.categories = nn.Embedding(CATEGORIES, CATEGORY_SIZE, padding_idx=0)
            channels += CATEGORY_COLUMNS * CATEGORY_SIZE
        self.states = states
        self.conv = nn.ModuleList()
        for text in convLayers.split(",") if convLayers else []:
            filters, width, stride = ([int(n) for n in text.split("x")] + [1])[:3]
            self.conv.append(nn.Conv1d(channels, filters, width, stride, padding=width // 2))
            channels = filters
        cells = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
        self.rnn = cells[cell](channels, self.hidden_size, numLayers, bidirectional=bidirectional)
        self.one_layer = lambda size: cells[cell](size, self.hidden_size,
                                                  bidirectional=bidirectional).double()
        self.slots = [f"l{layer}{suffix}" for layer in range(numLayers)
                      for suffix in (["", "_reverse"] if bidirectional else [""])]
        if learned:
            for slot in self.slots:
                for name in ["h0", "c0"] if self.lstm else ["h0"]:
                    parameter = nn.Parameter(torch.zeros(1, self.hidden_size))
                    self.rnn.register_parameter(f"{name}_{slot}", parameter)
        width = self.hidden_size * (2 if bidirectional else 1)
        if pooling == "attention":
            self.attention = nn.Linear(width, width)
            self.attention.context = nn.Parameter(torch.zeros(width))
        self.output = nn.Linear(2 * width if pooling == "meanMax" else width, outputs)
        if tied:
            self.output.weight = self.embedding.weight
        self.double()

    def forward(self, x, features=None, masks=None, words=None, categories=None):
        """One sequence, tokens [T] or vectors [T, I] -> logits [T, K], or [1, K] if last"""
        x = self.embedding(x) if hasattr(self, "embedding") else x
        x = torch.cat([x, features], 1) if features is not None else x
        x = torch.cat([x, self.characters(words)], 1) if words is not None else x
        if categories is not None:
            x = torch.cat([x, self.categories(categories).reshape(-1).expand(len(x), -1)], 1)
        for conv in self.conv:
            x = torch.relu(conv(x.T)).T
        if masks:
            return self.output(self.scanned(x, masks) if self.states else self.masked(x, masks))
        if self.chunk:
            return self.output(self.carried(x))
        first = [torch.stack([getattr(self.rnn, f"{name}_{slot}")[0] for slot in self.slots])
                 for name in (["h0", "c0"] if self.lstm else ["h0"])] if self.learned else None
        hidden, end = self.rnn(x, tuple(first) if first and self.lstm else first and first[0])
        if self.pooling != "last":
            hidden = self.pooled(hidden)[None]
        elif self.last:
            h_n = end[0] if self.lstm else end
            hidden = torch.cat(list(h_n[-2:] if self.slots[-1].endswith("_reverse") else h_n[-1:]))[None]
        return self.output(hidden)

    def pooled(self, hidden):
        """All steps of one sequence [T, D*H] -> [D*H]"""
        if self.pooling == "mean":
            return hidden.mean(0)
        if self.pooling == "max":
            return hidden.max(0).values
        if self.pooling == "meanMax":
            return torch.cat([hidden.mean(0), hidden.max(0).values])
        scores = torch.tanh(self.attention(hidden)) @ self.attention.context
        return torch.softmax(scores, 0) @ hidden

    def masked(self, x, masks):
        """Layer by layer, each with the weights of that layer of the stack"""
        x = x * masks[0]
        for layer in range(self.layers):
            one = self.one_layer(x.shape[1])
            weights = {name: getattr(self.rnn, name.replace("_l0", f"_l{layer}"))
                       for name, _ in one.named_parameters()}
            x = torch.func.functional_call(one, weights, (x,))[0] * masks[layer + 1]
        return x

    def scanned(self, x, masks):
        """One layer step by step, whose recurrent weights see masked states: one more mask [1, H]
        per direction"""
        x = x * masks[0]
        halves = []
        for number, slot in enumerate(self.slots):
            w, r, b, s = (getattr(self.rnn, f"{name}_{slot}")
                          for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"])
            h, c = [getattr(self.rnn, f"{name}0_{slot}")[0] if self.learned
                    else x.new_zeros(self.hidden_size) for name in ["h", "c"]
                    if name == "h" or self.lstm] + ([] if self.lstm else [None])
            half = [None] * len(x)
            for t in reversed(range(len(x))) if slot.endswith("reverse") else range(len(x)):
                a, q = w @ x[t] + b, r @ (masks[2 + number][0] * h) + s
                if self.lstm:
                    i, f, g, o = (a + q).chunk(4)
                    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                    h = torch.sigmoid(o) * torch.tanh(c)
                elif len(a) == len(h):
                    h = torch.tanh(a + q)
                else:
                    a, q = a.chunk(3), q.chunk(3)
                    z = torch.sigmoid(a[1] + q[1])
                    n = torch.tanh(a[2] + torch.sigmoid(a[0] + q[0]) * q[2])
                    h = (1 - z) * n + z * h
                half[t] = h
            halves.append(torch.stack(half))
        return torch.cat(halves, 1) * masks[1]

    def carried(self, x):
        """Chunk by chunk: the state is carried on, but its gradient is not"""
        hidden, state = [], None
        for part in x.split(self.chunk):
            h, state = self.rnn(part, state)
            state = tuple(s.detach() for s in state) if self.lstm else state.detach()
            hidden.append(h)
        return torch.cat(hidden)


class MinGru(nn.Module):
    """One layer of minGRU (Feng et al. 2024, section 3.1) under nn.GRU's names, with the gate's
    rows before the candidate's. PyTorch has no such layer."""

    def __init__(self, input_size, hidden_size, bidirectional=False):
        super().__init__()
        self.hidden_size = hidden_size
        self.suffixes = ["", "_reverse"] if bidirectional else [""]
        for suffix in self.suffixes:
            for name, shape in [("weight_ih", (2 * hidden_size, input_size)),
                                ("bias_ih", (2 * hidden_size,))]:
                self.register_parameter(f"{name}_l0{suffix}", nn.Parameter(torch.zeros(shape)))

    def forward(self, x, state=None):
        """x [T, I], state [D, H] or None for zeros -> outputs [T, D*H], last states [D, H]"""
        halves, ends = [], []
        for d, suffix in enumerate(self.suffixes):
            a = x @ getattr(self, "weight_ih_l0" + suffix).T + getattr(self, "bias_ih_l0" + suffix)
            z, n = torch.sigmoid(a[:, :self.hidden_size]), a[:, self.hidden_size:]
            h = state[d] if state is not None else x.new_zeros(self.hidden_size)
            half = [None] * len(x)
            for t in reversed(range(len(x))) if suffix else range(len(x)):
                h = half[t] = (1 - z[t]) * h + z[t] * n[t]
            halves.append(torch.stack(half))
            ends.append(h)
        return torch.cat(halves, 1), torch.stack(ends)


class Stack(nn.Module):
    """Recurrent layers one by one, with normalization and residuals: y = x + rnn(norm(x)), where
    x is added only if both have the same width."""

    CELLS = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU, "mingru": MinGru}

    def __init__(self, cell, tokens=False, bidirectional=False, learned=False, numLayers=1,
                 layerNorm=False, residual=False, chunk=0):
        super().__init__()
        self.input_size, self.hidden_size = 3, 5
        self.residual, self.layers, self.chunk = residual, numLayers, chunk
        if tokens:
            self.embedding = nn.Embedding(VOCABULARY_SIZE, self.input_size)
        above = self.hidden_size * (2 if bidirectional else 1)
        widths = [self.input_size] + [above] * (numLayers - 1)
        self.norm = nn.ModuleList(nn.LayerNorm(width) for width in widths if layerNorm)
        self.rnn = nn.ModuleList(
            self.CELLS[cell](width, self.hidden_size, bidirectional=bidirectional)
            for width in widths)
        self.learned = learned
        if learned:
            for layer in self.rnn:
                for suffix in layer.suffixes:
                    layer.register_parameter(f"h0_l0{suffix}",
                                             nn.Parameter(torch.zeros(1, self.hidden_size)))
        self.output = nn.Linear(above, OUTPUT_SIZE)
        self.double()

    @staticmethod
    def saved_name(name):
        return re.sub(r"^rnn\.(\d+)\.(\w+?)_l0", r"rnn.\2_l\1", name)

    def forward(self, x, features=None, masks=None):
        x = self.embedding(x) if hasattr(self, "embedding") else x
        states = [torch.cat([getattr(layer, f"h0_l0{suffix}") for suffix in layer.suffixes])
                  if self.learned else None for layer in self.rnn]
        outputs = []
        for part in x.split(self.chunk) if self.chunk else [x]:
            for number, layer in enumerate(self.rnn):
                inner = self.norm[number](part) if len(self.norm) else part
                out, state = layer(inner, states[number])
                states[number] = (tuple(s.detach() for s in state) if isinstance(state, tuple)
                                  else state.detach())
                part = part + out if self.residual and part.shape == out.shape else out
            outputs.append(part)
        return self.output(torch.cat(outputs))


def make_case(name, choices):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    deep = choices["cell"] == "mingru" or {"layerNorm", "residual"} & choices.keys()
    network = Stack(**choices) if deep else Network(**choices)
    with torch.no_grad():
        for i, parameter in enumerate(network.parameters()):
            values = rng.standard_normal(tuple(parameter.shape)) + (0.2 if i % 3 == 0 else -0.1)
            parameter.copy_(torch.from_numpy(0.35 * (1 + 0.07 * (i % 8)) * values))
        if choices.get("categories"):
            network.categories.weight[0] = 0  # of what is not known, which PyTorch reads too
    steps, last = sum(LENGTHS), choices.get("last", False)
    tokens = choices.get("tokens", False)
    x = torch.from_numpy(rng.integers(0, VOCABULARY_SIZE - 1, steps) if tokens
                         else rng.standard_normal((steps, network.input_size)) + 0.2)
    labels = torch.from_numpy(rng.integers(0, OUTPUT_SIZE, len(LENGTHS) if last else steps))
    targets = labels.split(1) if last else labels.split(LENGTHS)
    joined = choices.get("joinedFeatures", 0)
    features = torch.from_numpy(rng.standard_normal((steps, joined)) + 0.2)
    spelled = {"characterSpan", "characterUnits"} & choices.keys()
    counts = rng.integers(0, 6, steps if spelled else 0)
    if "characterUnits" in choices:
        counts[steps // 2] = 200
    characters = torch.from_numpy(rng.integers(0, CHARACTERS - 1, counts.sum()) if spelled
                                  else np.zeros(0, np.int64))
    words = characters.split(counts.tolist())
    categories = torch.from_numpy(
        rng.integers(0, CATEGORIES, (len(LENGTHS), CATEGORY_COLUMNS))
        if choices.get("categories") else np.zeros((len(LENGTHS), 0), np.int64))
    widths = [network.input_size] + [network.output.in_features] * network.layers
    logits, loss, start = [], 0, 0
    for number, (sequence, target) in enumerate(zip(x.split(LENGTHS), targets)):
        masks = [dropout_mask(place, number, len(sequence), width)
                 for place, width in enumerate(widths)] if choices.get("dropout") else None
        if choices.get("states"):  # of the directions of layer 0: Dropout.statesOf
            masks += [dropout_mask(-2 - direction, number, 1, network.hidden_size)
                      for direction in range(len(network.slots))]
        rows = slice(start, start + len(sequence))
        start += len(sequence)
        if len(sequence) > 0:
            further = [words[rows]] if spelled else []
            further += [None, categories[number]] if choices.get("categories") else []
            logits.append(network(sequence, features[rows] if joined else None, masks, *further))
            loss = loss + nn.functional.cross_entropy(logits[-1], target, reduction="sum")
    loss.backward()
    saved_name = network.saved_name if deep else str
    parameters = {saved_name(key): value for key, value in network.named_parameters()}
    return {
        "lengths": torch.tensor(LENGTHS),
        "tokens" if tokens else "inputs": x,
        **({"inputs": features} if joined else {}),
        **({"characters": characters, "characterCounts": torch.from_numpy(counts)}
           if spelled else {}),
        **({"categories": categories.flatten()} if choices.get("categories") else {}),
        "labels": labels,
        **{key: value.detach() for key, value in parameters.items()},
        "logits": torch.cat(logits).detach(),
        "loss": loss.detach().reshape(1),
        **{"grad." + key: value.grad for key, value in parameters.items()},
    }, {
        **{key: str(value).lower() if isinstance(value, bool) else str(value)
           for key, value in choices.items()},
        "inputSize": str(network.input_size),
        "hiddenSize": str(network.hidden_size),
        "outputSize": str(network.output.out_features),
        "vocabularySize": str(VOCABULARY_SIZE if tokens else 0),
        **({"dropped": str(DROPPED), "dropoutKey": str(DROPOUT_KEY)}
           if choices.get("dropout") else {}),
        **({"characterVocabulary": str(CHARACTERS), "characterSize": str(CHARACTER_SIZE)}
           if spelled else {}),
        **({"characterFilters": str(CHARACTER_FILTERS)} if "characterSpan" in choices else {}),
        **({"categoryVocabulary": str(CATEGORIES), "categoryColumns": str(CATEGORY_COLUMNS),
            "categorySize": str(CATEGORY_SIZE)} if choices.get("categories") else {}),
        "torch": torch.__version__.split("+")[0],
    }


def main():
    torch.set_num_threads(1)
    os.makedirs(sys.argv[1], exist_ok=True)
    names = sys.argv[2:] or list(CASES)
    for name in names:
        choices = CASES[name]
        tensors, metadata = make_case(name, choices)
        write_safetensors(os.path.join(sys.argv[1], name + ".safetensors"), tensors, metadata)
    print(f"wrote {len(names)} files")


if __name__ == "__main__":
    main()
