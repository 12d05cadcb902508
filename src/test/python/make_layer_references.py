#!/usr/bin/env python3
"""Writes reference values for what may stand around the recurrent layers.

    python make_layer_references.py OUTDIR      write one safetensors file a case

Convolutions over time (nn.Conv1d and relu), a learned initial state, and an output layer
tied to the embedding, computed by PyTorch in double, one sequence after the other. The loss
is softmax cross-entropy in nats, SUMMED over all steps, or over the sequences where there is
one output each. Tensors as those of make_references.py; h0 and c0 are [1, H] a layer and
direction.
"""

import os
import sys
import zlib

import numpy as np
import torch
from torch import nn

from make_references import LENGTHS, write_safetensors

OUTPUT_SIZE = 4
VOCABULARY_SIZE = 11

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
}


class Network(nn.Module):
    def __init__(self, cell, convLayers="", tokens=False, last=False, bidirectional=False,
                 learned=False, numLayers=1, tied=False):
        super().__init__()
        self.input_size, self.hidden_size = (5, 5) if tied else (3, 5)
        self.last, self.tied, self.learned, self.lstm = last, tied, learned, cell == "lstm"
        outputs = VOCABULARY_SIZE if tied else OUTPUT_SIZE
        if tokens:
            self.embedding = nn.Embedding(VOCABULARY_SIZE, self.input_size)
        channels = self.input_size
        self.conv = nn.ModuleList()
        for text in convLayers.split(",") if convLayers else []:
            filters, width, stride = ([int(n) for n in text.split("x")] + [1])[:3]
            self.conv.append(nn.Conv1d(channels, filters, width, stride, padding=width // 2))
            channels = filters
        self.rnn = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[cell](
            channels, self.hidden_size, numLayers, bidirectional=bidirectional)
        self.slots = [f"l{layer}{suffix}" for layer in range(numLayers)
                      for suffix in (["", "_reverse"] if bidirectional else [""])]
        if learned:
            for slot in self.slots:
                for name in ["h0", "c0"] if self.lstm else ["h0"]:
                    parameter = nn.Parameter(torch.zeros(1, self.hidden_size))
                    self.rnn.register_parameter(f"{name}_{slot}", parameter)
        self.output = nn.Linear(self.hidden_size * (2 if bidirectional else 1), outputs)
        if tied:
            self.output.weight = self.embedding.weight
        self.double()

    def forward(self, x):
        """One sequence, tokens [T] or vectors [T, I] -> logits [T, K], or [1, K] if last"""
        x = self.embedding(x) if hasattr(self, "embedding") else x
        for conv in self.conv:
            x = torch.relu(conv(x.T)).T
        first = [torch.stack([getattr(self.rnn, f"{name}_{slot}")[0] for slot in self.slots])
                 for name in (["h0", "c0"] if self.lstm else ["h0"])] if self.learned else None
        hidden, end = self.rnn(x, tuple(first) if first and self.lstm else first and first[0])
        if self.last:
            h_n = end[0] if self.lstm else end
            hidden = torch.cat(list(h_n[-2:] if len(self.slots) == 2 else h_n[-1:]))[None]
        return self.output(hidden)


def make_case(name, choices):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    network = Network(**choices)
    with torch.no_grad():
        for i, parameter in enumerate(network.parameters()):
            values = rng.standard_normal(tuple(parameter.shape)) + (0.2 if i % 3 == 0 else -0.1)
            parameter.copy_(torch.from_numpy(0.35 * (1 + 0.07 * (i % 8)) * values))
    steps, last = sum(LENGTHS), choices.get("last", False)
    tokens = choices.get("tokens", False)
    x = torch.from_numpy(rng.integers(0, VOCABULARY_SIZE - 1, steps) if tokens
                         else rng.standard_normal((steps, network.input_size)) + 0.2)
    labels = torch.from_numpy(rng.integers(0, OUTPUT_SIZE, len(LENGTHS) if last else steps))
    targets = labels.split(1) if last else labels.split(LENGTHS)
    logits, loss = [], 0
    for sequence, target in zip(x.split(LENGTHS), targets):
        if len(sequence) > 0:
            logits.append(network(sequence))
            loss = loss + nn.functional.cross_entropy(logits[-1], target, reduction="sum")
    loss.backward()
    parameters = dict(network.named_parameters())
    return {
        "lengths": torch.tensor(LENGTHS),
        "tokens" if tokens else "inputs": x,
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
        "torch": torch.__version__.split("+")[0],
    }


def main():
    torch.set_num_threads(1)
    os.makedirs(sys.argv[1], exist_ok=True)
    for name, choices in CASES.items():
        tensors, metadata = make_case(name, choices)
        write_safetensors(os.path.join(sys.argv[1], name + ".safetensors"), tensors, metadata)
    print(f"wrote {len(CASES)} files")


if __name__ == "__main__":
    main()
