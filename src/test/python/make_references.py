#!/usr/bin/env python3
"""Writes the reference values that the Java tests compare the network with.

    python make_references.py OUTDIR            writes one safetensors file per case
    python make_references.py --check OUTDIR    verifies the files there and writes nothing

A case is cell x activation x bidirectional x numLayers x input; a head case also has head x
readout x loss. The network is

    tokens -> embedding, or dense vectors
      -> recurrent stack -> Linear(D*H, K) at every step
      -> softmax cross-entropy in nats, SUMMED over all steps of all sequences

(for head cases: Linear of the steps or of h_n, and the loss of the head). PyTorch computes it
in double. README.md lists the tensors of a file.

--check does not use PyTorch's layers: it computes hidden, logits and loss again from
the stored parameters, with the equations written out in numpy, and compares entries of
every stored gradient with central differences of that loss.
"""

import argparse
import json
import os
import struct
import sys
import zlib
from dataclasses import dataclass

import numpy as np
import torch
from safetensors import safe_open
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from plain_rnn import PlainRnn

# Not sorted, with two of equal length, one of a single step, and an empty one in the middle.
LENGTHS = [5, 1, 3, 0, 7, 3]
DENSE_SIZE = 3  # I
VOCABULARY_SIZE = 11  # V
EMBEDDING_SIZE = 4  # E
HIDDEN_SIZE = 5  # H
# Wider than a processor's vector and no multiple of it, so other code runs than for a narrow layer.
WIDE_HIDDEN_SIZE = 21
OUTPUT_SIZE = 4  # K
CLASS_WEIGHTS = [0.3, 1.7, 0.9, 2.5]  # [K]
LABEL_SMOOTHING = 0.15
HUBER_DELTA = 0.6


@dataclass(frozen=True)
class Case:
    cell: str
    activation: str
    bidirectional: bool
    num_layers: int
    input: str
    hidden_size: int = HIDDEN_SIZE

    @property
    def name(self):
        wide = "-wide" if self.hidden_size == WIDE_HIDDEN_SIZE else ""
        cell = f"elman-{self.activation}" if self.cell == "elman" else self.cell
        return f"{cell}-{'bi' if self.bidirectional else 'uni'}-{self.num_layers}-{self.input}{wide}"

    @property
    def seed(self):
        """The seed, from the name, so that adding a case does not change the other files."""
        return zlib.crc32(self.name.encode())

    # The choices of a HeadCase.
    head = "softmax"
    readout = "each"
    loss = ""
    class_weights = None
    label_smoothing = 0.0

    @property
    def input_size(self):
        """The number of values that the first layer reads at a step."""
        return EMBEDDING_SIZE if self.input == "tokens" else DENSE_SIZE

    def metadata(self):
        values = {
            "cell": self.cell,
            "activation": self.activation,
            "bidirectional": "true" if self.bidirectional else "false",
            "numLayers": self.num_layers,
            "input": self.input,
            "inputSize": self.input_size,
            "hiddenSize": self.hidden_size,
            "outputSize": OUTPUT_SIZE,
            "loss": "softmax cross-entropy in nats, summed over all steps",
            "seed": self.seed,
            "torch": torch.__version__.split("+")[0],
        }
        if self.input == "tokens":
            values["vocabularySize"] = VOCABULARY_SIZE
            values["embeddingSize"] = EMBEDDING_SIZE
        return {key: str(value) for key, value in values.items()}


@dataclass(frozen=True)
class HeadCase(Case):
    """head: softmax, sigmoid, identity; readout: each, last; loss: of identity, else "";
    weighted, smoothed: of softmax."""

    head: str = "softmax"
    readout: str = "each"
    loss: str = ""
    weighted: bool = False
    smoothed: bool = False

    @property
    def name(self):
        parts = ["head", self.head, self.loss, "weighted" if self.weighted else "",
                 "smoothed" if self.smoothed else "", self.readout, super().name]
        return "-".join(part for part in parts if part)

    @property
    def class_weights(self):
        return CLASS_WEIGHTS if self.weighted else None

    @property
    def label_smoothing(self):
        return LABEL_SMOOTHING if self.smoothed else 0.0

    def metadata(self):
        loss = {"softmax": "cross-entropy in nats", "sigmoid": "binary cross-entropy in nats",
                "identity": f"{self.loss} error"}[self.head]
        values = {"loss": f"{loss}, summed over all outputs", "head": self.head,
                  "readout": self.readout, "lossType": self.loss, "huberDelta": HUBER_DELTA,
                  "labelSmoothing": self.label_smoothing}
        return {**super().metadata(), **{key: str(value) for key, value in values.items()}}


def head_cases():
    shapes = [("lstm", "tanh", True, 2, "tokens"), ("gru", "tanh", False, 1, "dense"),
              ("elman", "tanh", True, 1, "dense"), ("lstm", "tanh", False, 1, "dense"),
              ("gru", "tanh", True, 2, "dense"), ("elman", "tanh", False, 2, "tokens")]
    for shape in shapes:
        yield HeadCase(*shape, head="softmax", readout="last")
    for readout, shift in [("each", 0), ("last", 1)]:
        heads = [dict(head="sigmoid")]
        heads += [dict(head="identity", loss=loss) for loss in ["squared", "absolute", "huber"]]
        heads += [dict(weighted=True), dict(smoothed=True), dict(weighted=True, smoothed=True)]
        for i, head in enumerate(heads):
            yield HeadCase(*shapes[(i + shift) % len(shapes)], readout=readout, **head)


def cases():
    yield from cell_cases()
    yield from head_cases()


def cell_cases():
    for cell, activation in [("elman", "tanh"), ("elman", "relu"), ("elman", "sigmoid"),
                             ("lstm", "tanh"), ("gru", "tanh"), ("none", "tanh")]:
        for bidirectional in [False] if cell == "none" else [False, True]:
            for num_layers in [1, 2]:
                for kind in ["tokens", "dense"]:
                    yield Case(cell, activation, bidirectional, num_layers, kind)
            yield Case(cell, activation, bidirectional, 1, "tokens", WIDE_HIDDEN_SIZE)


# ---------------------------------------------------------------- the network in PyTorch


class Network(nn.Module):
    """The names of its state_dict() are those of a saved model."""

    def __init__(self, case, plain=False):
        super().__init__()
        self.case = case
        if case.input == "tokens":
            self.embedding = nn.Embedding(VOCABULARY_SIZE, EMBEDDING_SIZE)
        self.rnn = make_rnn(case, plain)
        self.output = nn.Linear(case.hidden_size * (2 if case.bidirectional else 1), OUTPUT_SIZE)
        self.double()

    def forward(self, x):
        """x: tokens [N] or inputs [N, I], ragged -> hidden [N, D*H], logits [N, K], or of h_n
        [sequences that are not empty, K]"""
        if x.dim() == 1:
            x = self.embedding(x)
        hidden, last = run_ragged(self.rnn, x)
        return hidden, self.output(hidden if self.case.readout == "each" else last)


def make_rnn(case, plain):
    if plain or case.cell == "none" or case.activation == "sigmoid":
        return PlainRnn(case.input_size, case.hidden_size, case.num_layers, case.activation,
                        case.bidirectional, recurrent=case.cell != "none")
    options = dict(num_layers=case.num_layers, bidirectional=case.bidirectional)
    if case.cell == "elman":
        return nn.RNN(case.input_size, case.hidden_size, nonlinearity=case.activation, **options)
    return {"lstm": nn.LSTM, "gru": nn.GRU}[case.cell](case.input_size, case.hidden_size, **options)


def run_ragged(rnn, x):
    """Outputs of all steps [N, D*H]; the last layer's h_n [sequences that are not empty, D*H],
    which PlainRnn does not give."""
    sequences = x.split(LENGTHS)
    if isinstance(rnn, PlainRnn):
        return torch.cat([rnn(sequence) for sequence in sequences]), None
    # pack_padded_sequence refuses length 0; in a ragged result an empty sequence has no rows.
    kept = [sequence for sequence in sequences if len(sequence) > 0]
    lengths = [len(sequence) for sequence in kept]
    packed = pack_padded_sequence(pad_sequence(kept), lengths, enforce_sorted=False)
    outputs, state = rnn(packed)
    padded, _ = pad_packed_sequence(outputs)  # [max T, B, D*H]
    h_n = state[0] if isinstance(rnn, nn.LSTM) else state  # [layers * D, B, H]
    last = torch.cat(list(h_n[-2:] if rnn.bidirectional else h_n[-1:]), dim=1)
    return torch.cat([padded[:length, i] for i, length in enumerate(lengths)]), last


def fill(network, case, rng):
    """Random weights that hide no mistake: scales and offsets differ from block to block, so
    that none could stand in for another, and no matrix for its transpose. For relu smaller,
    or it explodes over the steps, with biases that keep most of its units alive."""
    with torch.no_grad():
        for i, (name, parameter) in enumerate(network.named_parameters()):
            scale = 0.35 * (1 + 0.07 * (i % 8))
            offset = 0.2 if i % 3 == 0 else -0.1
            if case.activation == "relu":
                scale, offset = (scale, 0.8) if "bias" in name else (0.6 * scale, offset)
            values = scale * (rng.standard_normal(tuple(parameter.shape)) + offset)
            parameter.copy_(torch.from_numpy(values))


def torch_loss(case, logits, targets, reduction="sum"):
    if case.readout == "last":
        targets = targets[torch.tensor(LENGTHS) > 0]
    if case.head == "sigmoid":
        return nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction=reduction)
    if case.head == "identity":
        if case.loss == "squared":  # PyTorch's has no 1/2
            return nn.functional.mse_loss(logits, targets, reduction=reduction) / 2
        if case.loss == "absolute":
            return nn.functional.l1_loss(logits, targets, reduction=reduction)
        return nn.functional.huber_loss(logits, targets, reduction=reduction, delta=HUBER_DELTA)
    weights = case.class_weights
    return nn.functional.cross_entropy(
        logits, targets, reduction=reduction, label_smoothing=case.label_smoothing,
        weight=None if weights is None else torch.tensor(weights, dtype=torch.float64))


def make_targets(case, rng):
    """labels [N] or [B]; for sigmoid and identity targets [N, K] or [B, K]."""
    rows = sum(LENGTHS) if case.readout == "each" else len(LENGTHS)
    if case.head == "softmax":
        return {"labels": torch.from_numpy(rng.integers(0, OUTPUT_SIZE, rows))}
    if case.head == "sigmoid":
        values = rng.integers(0, 2, (rows, OUTPUT_SIZE)).astype(float)
    else:
        # Representable in float32, as the network holds its targets: near a kink of the loss a
        # rounded target could fall on its other side.
        values = rng.standard_normal((rows, OUTPUT_SIZE)).astype(np.float32).astype(float)
    return {"targets": torch.from_numpy(values)}


def evaluate(network, x, labels):
    """All results of a file: outputs, loss, and the gradient of the loss."""
    network.zero_grad()
    if x.is_floating_point():
        x = x.clone().requires_grad_()
    hidden, logits = network(x)
    loss = torch_loss(network.case, logits, labels)
    loss.backward()
    results = {"hidden": hidden, "logits": logits, "loss": loss.reshape(1)}
    if isinstance(network.case, HeadCase) and network.case.head == "softmax":
        mean = torch_loss(network.case, logits, labels, reduction="mean")
        results["weight"] = (loss / mean).reshape(1)
    for name, parameter in network.named_parameters():
        results["grad." + name] = parameter.grad
    if x.is_floating_point():
        results["grad.inputs"] = x.grad
    return {name: tensor.detach() for name, tensor in results.items()}


def make_case(case):
    rng = np.random.default_rng(case.seed)
    steps = sum(LENGTHS)
    network = Network(case)
    fill(network, case, rng)
    targets = make_targets(case, rng)
    labels = next(iter(targets.values()))
    if case.input == "tokens":
        # The last id never occurs: its row of the embedding gradient is zero.
        x = torch.from_numpy(rng.integers(0, VOCABULARY_SIZE - 1, steps))
    else:
        x = torch.from_numpy(rng.standard_normal((steps, DENSE_SIZE)) + 0.2)
    results = evaluate(network, x, labels)
    assert_plain_agrees(case, network, x, labels, results)
    return {
        "lengths": torch.tensor(LENGTHS),
        "tokens" if case.input == "tokens" else "inputs": x,
        **targets,
        **({} if case.class_weights is None else
           {"class_weights": torch.tensor(case.class_weights, dtype=torch.float64)}),
        **{name: parameter.detach() for name, parameter in network.named_parameters()},
        **results,
    }


def assert_plain_agrees(case, network, x, labels, results):
    """The handwritten loop is trusted for sigmoid because it equals nn.RNN for tanh and relu,
    and for `none` because it equals nn.RNN without the recurrent product."""
    if case.readout == "last":
        return  # PlainRnn gives no h_n; the check in numpy knows where it comes from
    if case.cell == "elman" and case.activation != "sigmoid":
        other = Network(case, plain=True)
        other.load_state_dict(network.state_dict())
    elif case.cell == "none":
        other = Network(Case("elman", "tanh", False, case.num_layers, case.input,
                             case.hidden_size))
        zeros = {name: torch.zeros_like(value) for name, value in other.state_dict().items()
                 if "_hh_" in name}
        other.load_state_dict({**network.state_dict(), **zeros})
        # Its W is zero but has a gradient; `none` has no such parameter, so the gradient is left out.
    else:
        return
    other_results = evaluate(other, x, labels)
    for name, value in results.items():
        error = ((value - other_results[name]).abs().max() / value.abs().max().clamp(min=1)).item()
        assert error < 1e-13, f"{name} of the plain loop is off by {error}"


# ---------------------------------------------------------------- files


def write_safetensors(path, tensors, metadata):
    """Writes every tensor as F64, in the given order. The safetensors package is not used, so that
    the same numbers give the same bytes, whatever that package's version."""
    header, offset = {"__metadata__": metadata}, 0
    arrays = {name: tensor.numpy().astype("<f8") for name, tensor in tensors.items()}
    for name, array in arrays.items():
        header[name] = {"dtype": "F64", "shape": list(array.shape),
                        "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for array in arrays.values():
            file.write(array.tobytes())


def read_safetensors(path):
    with safe_open(path, framework="np") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()


# ---------------------------------------------------------------- the check, in numpy


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def numpy_step(case, h, c, x, p):
    """One step of a cell; p(name) is a parameter of its layer and direction."""
    a = p("weight_ih") @ x + p("bias_ih")
    if case.cell == "none":
        return np.tanh(a), c
    r = p("weight_hh") @ h + p("bias_hh")
    if case.cell == "elman":
        f = {"tanh": np.tanh, "sigmoid": sigmoid, "relu": lambda z: np.maximum(z, 0)}
        return f[case.activation](a + r), c
    if case.cell == "lstm":
        i, f, g, o = np.split(a + r, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c
    (ar, az, an), (rr, rz, rn) = np.split(a, 3), np.split(r, 3)
    z = sigmoid(az + rz)
    return (1 - z) * np.tanh(an + sigmoid(ar + rr) * rn) + z * h, c


def numpy_network(case, tensors):
    """hidden, logits and loss from the parameters and the data of a file."""
    if case.input == "tokens":
        rows = tensors["embedding.weight"][tensors["tokens"].astype(int)]
    else:
        rows = tensors["inputs"]
    hidden = []
    for sequence in np.split(rows, np.cumsum(LENGTHS)[:-1]):
        for layer in range(case.num_layers):
            halves = []
            for suffix in ["", "_reverse"] if case.bidirectional else [""]:
                def parameter(name):
                    return tensors[f"rnn.{name}_l{layer}{suffix}"]
                order = sequence[::-1] if suffix else sequence
                h = c = np.zeros(case.hidden_size)
                half = np.zeros((len(order), case.hidden_size))
                for t, x in enumerate(order):
                    h, c = numpy_step(case, h, c, x, parameter)
                    half[t] = h
                halves.append(half[::-1] if suffix else half)
            sequence = np.concatenate(halves, axis=1)
        hidden.append(sequence)
    read = np.concatenate(hidden)
    if case.readout == "last":
        H = case.hidden_size
        read = np.stack([np.concatenate([h[-1, :H], h[0, H:]]) for h in hidden if len(h) > 0])
    logits = read @ tensors["output.weight"].T + tensors["output.bias"]
    return np.concatenate(hidden), logits, numpy_loss(case, logits, tensors)


def numpy_loss(case, logits, tensors):
    y = tensors["labels"].astype(int) if case.head == "softmax" else tensors["targets"]
    if case.readout == "last":
        y = y[np.array(LENGTHS) > 0]
    if case.head == "sigmoid":
        p = sigmoid(logits)
        return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum()
    if case.head == "identity":
        e = np.abs(logits - y)
        return {"squared": e * e / 2, "absolute": e,
                "huber": np.where(e <= HUBER_DELTA, e * e / 2, HUBER_DELTA * (e - HUBER_DELTA / 2)),
                }[case.loss].sum()
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    weights = np.ones(OUTPUT_SIZE) if case.class_weights is None else np.array(case.class_weights)
    q = (1 - case.label_smoothing) * np.eye(OUTPUT_SIZE)[y] + case.label_smoothing / OUTPUT_SIZE
    if "weight" in tensors:
        assert abs(tensors["weight"][0] - weights[y].sum()) < 1e-11, "weight of the targets is off"
    return -(q * weights * np.log(p)).sum()


def check_case(case, path, entries=4, step=1e-5):
    """Raises AssertionError, or returns the largest error of a gradient entry."""
    tensors, metadata = read_safetensors(path)
    wanted = {key: value for key, value in case.metadata().items() if key != "torch"}
    found = {key: value for key, value in metadata.items() if key != "torch"}
    assert found == wanted, f"{path}: metadata is {found}, expected {wanted}"
    for name, tensor in tensors.items():
        assert tensor.dtype == np.float64, f"{path}: {name} is {tensor.dtype}, expected float64"
        assert np.isfinite(tensor).all(), f"{path}: {name} is not finite"
    assert tensors["lengths"].tolist() == LENGTHS
    hidden, logits, loss = numpy_network(case, tensors)
    for name, value in [("hidden", hidden), ("logits", logits), ("loss", loss)]:
        difference = np.abs(tensors[name] - value).max()
        assert difference < 1e-11, f"{path}: {name} is off by {difference}"

    data = {"lengths", "tokens", "labels", "targets", "class_weights", "weight", "hidden",
            "logits", "loss"}
    rng = np.random.default_rng(case.seed + 1)
    worst = 0.0
    for name in [n for n in tensors if n not in data and not n.startswith("grad.")]:
        gradient = tensors["grad." + name].ravel()
        assert tensors["grad." + name].shape == tensors[name].shape, f"{path}: shape of grad.{name}"
        assert np.abs(gradient).max() > 1e-3, f"{path}: grad.{name} is zero and would test nothing"
        largest = int(np.abs(gradient).argmax())
        others = rng.choice(gradient.size, min(entries, gradient.size), replace=False)
        for i in {largest, *others.tolist()}:
            values = tensors[name].ravel()  # a view: writing to it moves the parameter
            old = values[i]
            values[i] = old + step
            above = numpy_network(case, tensors)[2]
            values[i] = old - step
            below = numpy_network(case, tensors)[2]
            values[i] = old
            difference = (above - below) / (2 * step)
            error = abs(difference - gradient[i]) / max(1.0, abs(difference))
            worst = max(worst, error)
            assert error < 1e-7, (f"{path}: grad.{name}[{i}] is {gradient[i]}, "
                                  f"central difference is {difference}")
    return worst


# ---------------------------------------------------------------- main


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("outdir")
    parser.add_argument("--check", action="store_true", help="verify the files, write nothing")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if not arguments.check:
        os.makedirs(arguments.outdir, exist_ok=True)
    worst, count, size = 0.0, 0, 0
    for case in cases():
        path = os.path.join(arguments.outdir, case.name + ".safetensors")
        try:
            if arguments.check:
                worst = max(worst, check_case(case, path))
            else:
                write_safetensors(path, make_case(case), case.metadata())
        except (AssertionError, FileNotFoundError) as e:
            sys.exit(f"{case.name}: {e}")
        count, size = count + 1, size + os.path.getsize(path)
    print(f"{'checked' if arguments.check else 'wrote'} {count} files, {size} bytes"
          + (f"; largest gradient error {worst:.1e}" if arguments.check else ""))


if __name__ == "__main__":
    main()
