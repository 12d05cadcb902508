#!/usr/bin/env python3
"""Opens a saved spark-rnn model with PyTorch, to prove that weights move by name.

    python check_model.py MODEL_DIR
        builds the PyTorch modules that the model's metadata describes, loads
        model.safetensors into them by name, and prints names and shapes

    python check_model.py MODEL_DIR --hidden FILE.safetensors
        also runs the recurrent stack on the `tokens` [T] or `inputs` [T, I] in FILE and
        compares its outputs with FILE's `hidden` [T, D*H]: at most 1e-5 apart

MODEL_DIR is on the local file system. The exit code is 0 if all agrees. It is 1
if something does not, and the message says what.
"""

import argparse
import glob
import json
import os
import sys

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from plain_rnn import ACTIVATIONS, PlainRnn

TOLERANCE = 1e-5


class Mismatch(Exception):
    """The model is not what its metadata, or PyTorch, says it should be."""


def read_params(model_dir):
    """The Params in Spark ML's metadata: the defaults, overridden by what was set."""
    paths = sorted(glob.glob(os.path.join(model_dir, "metadata", "part-00000*")))
    if not paths:
        raise Mismatch(f"no metadata/part-00000* in {model_dir}; is it a saved model?")
    with open(paths[0], encoding="utf-8") as file:
        line = file.readline()
    try:
        metadata = json.loads(line)
    except json.JSONDecodeError as e:
        raise Mismatch(f"{paths[0]} does not start with one line of JSON: {e}") from e
    return {**metadata.get("defaultParamMap", {}), **metadata.get("paramMap", {})}


def param(params, name, kind):
    if name not in params:
        raise Mismatch(f"metadata has no Param {name}; it has {sorted(params)}")
    value = params[name]
    if type(value) is not kind:
        raise Mismatch(f"Param {name} is {value!r}, expected {kind.__name__}")
    return value


def read_tensors(path):
    if not os.path.isfile(path):
        raise Mismatch(f"there is no file {path}")
    try:
        tensors = load_file(path)
    except SafetensorError as e:
        raise Mismatch(f"{path} is not a safetensors file: {e}") from e
    for name, tensor in tensors.items():
        if tensor.dtype != torch.float32:
            raise Mismatch(f"{path}: {name} is {tensor.dtype}, expected float32")
    return tensors


def make_rnn(params, input_size):
    cell = param(params, "cell", str)
    hidden_size = param(params, "hiddenSize", int)
    options = dict(num_layers=param(params, "numLayers", int),
                   bidirectional=param(params, "bidirectional", bool))
    if cell in ("lstm", "gru"):
        return {"lstm": nn.LSTM, "gru": nn.GRU}[cell](input_size, hidden_size, **options)
    if cell not in ("elman", "none"):
        raise Mismatch(f"Param cell is {cell!r}, expected elman, lstm, gru or none")
    activation = param(params, "activation", str)
    if activation not in ACTIVATIONS:
        raise Mismatch(f"Param activation is {activation!r}, expected one of {list(ACTIVATIONS)}")
    if cell == "none":
        options["bidirectional"] = False  # nothing to run backwards
    if cell == "none" or activation == "sigmoid":  # what nn.RNN does not offer
        return PlainRnn(input_size, hidden_size, activation=activation,
                        recurrent=cell != "none", **options)
    return nn.RNN(input_size, hidden_size, nonlinearity=activation, **options)


def matrix(weights, name):
    if name not in weights:
        raise Mismatch(f"weights have no {name}; they have {sorted(weights)}")
    if weights[name].dim() != 2:
        raise Mismatch(f"{name} has shape {list(weights[name].shape)}, expected a matrix")
    return weights[name]


def build(params, weights):
    """The modules `embedding` (tokens only), `rnn` and `output`, filled from the weights."""
    modules = {}
    input_size = matrix(weights, "rnn.weight_ih_l0").shape[1]
    if "embedding.weight" in weights:
        input_size = param(params, "embeddingSize", int)
        modules["embedding"] = nn.Embedding(len(matrix(weights, "embedding.weight")), input_size)
    modules["rnn"] = make_rnn(params, input_size)
    if "attention.weight" in weights:
        size = len(matrix(weights, "attention.weight"))
        modules["attention"] = nn.Linear(size, size)
        modules["attention"].context = nn.Parameter(torch.zeros(size))
    directions = 2 if params["bidirectional"] and params["cell"] != "none" else 1
    modules["output"] = nn.Linear(directions * params["hiddenSize"],
                                  len(matrix(weights, "output.weight")))
    strays = [name for name in weights if name.split(".")[0] not in modules]
    if strays:
        raise Mismatch(f"weights hold tensors of no known module: {strays}")
    for module_name, module in modules.items():
        prefix = module_name + "."
        own = {name[len(prefix):]: tensor for name, tensor in weights.items()
               if name.startswith(prefix)}
        try:
            module.load_state_dict(own, strict=True)
        except RuntimeError as e:
            raise Mismatch(f"{module_name}: {e}") from e
        module.double()  # so that a difference is float32's on the other side alone
    return modules


def check_hidden(modules, tensors):
    """Returns the largest difference between PyTorch's outputs and `hidden`."""
    wanted = "tokens" if "embedding" in modules else "inputs"
    for name in (wanted, "hidden"):
        if name not in tensors:
            raise Mismatch(f"the file has no tensor {name}; it has {sorted(tensors)}")
    x, hidden = tensors[wanted].double(), tensors["hidden"].double()
    dimensions = 1 if wanted == "tokens" else 2
    if x.dim() != dimensions or len(x) == 0:
        raise Mismatch(f"{wanted} has shape {list(x.shape)}, expected "
                       + ("[T]" if dimensions == 1 else "[T, I]") + " with T > 0")
    if wanted == "tokens":
        ids, size = x.long(), modules["embedding"].num_embeddings
        bad = x[(ids != x) | (ids < 0) | (ids >= size)]
        if len(bad) > 0:
            raise Mismatch(f"token {bad[0].item():g} is not an id of the vocabulary of {size}")
        x = modules["embedding"](ids)
    elif x.shape[1] != modules["rnn"].input_size:
        raise Mismatch(f"inputs have {x.shape[1]} columns, the model reads "
                       f"{modules['rnn'].input_size}")
    with torch.no_grad():
        result = modules["rnn"](x)
    expected = result[0] if isinstance(result, tuple) else result
    if expected.shape != hidden.shape:
        raise Mismatch(f"hidden has shape {list(hidden.shape)}, PyTorch's {list(expected.shape)}")
    return (expected - hidden).abs().max().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model_dir")
    parser.add_argument("--hidden", metavar="FILE", help="compare the outputs in this file")
    arguments = parser.parse_args()
    try:
        params = read_params(arguments.model_dir)
        weights = read_tensors(os.path.join(arguments.model_dir, "model.safetensors"))
        modules = build(params, weights)
        if arguments.hidden:
            difference = check_hidden(modules, read_tensors(arguments.hidden))
            print(f"hidden: max difference {difference:.3g}, allowed {TOLERANCE:g}")
            if not difference <= TOLERANCE:  # this way round, NaN fails too
                raise Mismatch("hidden does not agree with PyTorch")
        else:
            for module_name, module in modules.items():
                print(f"{module_name}: {module}")
                for name, tensor in module.state_dict().items():
                    print(f"  {module_name}.{name} {list(tensor.shape)}")
    except Mismatch as e:
        sys.exit(f"{arguments.model_dir}: {e}")


if __name__ == "__main__":
    main()
