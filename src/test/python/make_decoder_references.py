#!/usr/bin/env python3
"""Writes reference values of networks that go on over the steps ahead.

    python make_decoder_references.py OUTDIR      write one safetensors file a cell

An encoder reads the window of a series; a decoder with the same weights begins with the state where
the encoder ended, and its output is read at each step. These are two calls of nn.LSTM or nn.GRU in
double, for one sequence after the other. A step has F = 3 features, of which the first P = 2 are
known only once the step is over, and an indicator for each of these that says whether the number is
missing: it is at all steps of the decoder, and where a feature is NaN. A missing number is 0. The
first feature is seen less `scales`[b, 0] and divided by `scales`[b, 1].

The loss is the absolute error, SUMMED over all targets that are not NaN. Tensors: `lengths` [B] with
the A steps ahead; `features` [N, F], of the steps ahead too, as nothing may read them; `scales`
[B, 2]; `targets` and `outputs` [B, A * Q]; parameters and `grad.*` by the names of the blocks.
"""

import os
import sys

import torch
from torch import nn

from make_references import write_safetensors

F, P, A, Q, H = 3, 2, 4, 2, 5
LENGTHS = [9, 5, 7]


def step_inputs(features, scale, ahead):
    """[T, F] -> [T, F + P]"""
    x = features.clone()
    x[:, 0] = (x[:, 0] - scale[0]) / scale[1]
    missing = torch.isnan(x[:, :P]) | ahead
    x[:, :P] = torch.where(missing, torch.zeros_like(x[:, :P]), x[:, :P])
    return torch.cat([x, missing.double()], 1)


def main(outdir):
    os.makedirs(outdir, exist_ok=True)
    for number, cell in enumerate(["lstm", "gru"]):
        torch.manual_seed(71 + number)
        rnn = {"lstm": nn.LSTM, "gru": nn.GRU}[cell](F + P, H).double()
        output = nn.Linear(H, Q).double()
        with torch.no_grad():
            for parameter in [*rnn.parameters(), *output.parameters()]:
                # a float holds all of these, so that both compute with the same numbers
                parameter.copy_((1.6 * torch.rand_like(parameter) - 0.8).float().double())
            rnn.bias_hh_l0[:H * (4 if cell == "lstm" else 2)] = 0  # added to the other bias
        N = sum(LENGTHS)
        features = (6 * torch.rand(N, F).double() + 10).float().double()
        features[2, 0] = features[3, 1] = features[N - A - 1, 0] = float("nan")
        scales = torch.tensor([[12.5, 1.5], [13.25, 0.75], [11.0, 2.0]]).double()
        targets = (4 * torch.rand(len(LENGTHS), A * Q).double() - 2).float().double()
        targets[0, 2:4] = targets[2, 7] = float("nan")
        outputs, at = [], 0
        for b, length in enumerate(LENGTHS):
            own = features[at:at + length]
            _, state = rnn(step_inputs(own[:-A], scales[b], False))
            hidden, _ = rnn(step_inputs(own[-A:], scales[b], True), state)
            outputs.append(output(hidden).reshape(-1))
            at += length
        outputs = torch.stack(outputs)
        known = ~torch.isnan(targets)
        loss = (outputs[known] - targets[known]).abs().sum()
        loss.backward()
        tensors = {"lengths": torch.tensor(LENGTHS).double(), "features": features,
                   "scales": scales, "targets": targets, "outputs": outputs.detach(),
                   "loss": loss.detach().reshape(1)}
        parameters = {"rnn.weight_ih_l0": (rnn.weight_ih_l0, 0),
                      "rnn.weight_hh_l0": (rnn.weight_hh_l0, 0),
                      "rnn.bias_ih_l0": (rnn.bias_ih_l0, 0),
                      "output.weight": (output.weight, 0), "output.bias": (output.bias, 0)}
        if cell == "gru":
            parameters["rnn.bias_hn_l0"] = (rnn.bias_hh_l0, 2 * H)
        for name, (parameter, first) in parameters.items():
            tensors[name] = parameter.detach()[first:]
            tensors["grad." + name] = parameter.grad[first:]
        write_safetensors(os.path.join(outdir, cell + ".safetensors"), tensors, {"cell": cell})


if __name__ == "__main__":
    main(sys.argv[1])
