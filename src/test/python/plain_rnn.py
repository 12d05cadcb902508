"""A recurrent stack written out step by step, for cells that torch.nn.RNN does not have.

nn.RNN has only tanh and relu, and no memoryless layer. This module has PyTorch's
parameter names and shapes, so its state_dict() is interchangeable with that of nn.RNN;
autograd supplies the gradients. make_references.py asserts that it equals nn.RNN wherever
nn.RNN has the same function.
"""

import torch
from torch import nn

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid}


class PlainRnn(nn.Module):
    """h_t = f(U x_t + b_ih + W h_{t-1} + b_hh), or h_t = f(U x_t + b_ih) if not recurrent."""

    def __init__(self, input_size, hidden_size, num_layers=1, activation="tanh",
                 bidirectional=False, recurrent=True):
        super().__init__()
        if bidirectional and not recurrent:
            raise ValueError("a memoryless stack has no direction: bidirectional must be false")
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.activation = ACTIVATIONS[activation]
        self.suffixes = ["", "_reverse"] if bidirectional else [""]
        self.recurrent = recurrent
        for layer in range(num_layers):
            below = input_size if layer == 0 else hidden_size * len(self.suffixes)
            for suffix in self.suffixes:
                shapes = {"weight_ih": (hidden_size, below), "bias_ih": (hidden_size,)}
                if recurrent:
                    shapes["weight_hh"] = (hidden_size, hidden_size)
                    shapes["bias_hh"] = (hidden_size,)
                for name, shape in shapes.items():
                    self.register_parameter(f"{name}_l{layer}{suffix}",
                                            nn.Parameter(torch.zeros(shape)))

    def forward(self, x):
        """x [T, I] -> the last layer's outputs [T, D*H], forward half first."""
        for layer in range(self.num_layers):
            x = torch.cat([self._scan(x, f"_l{layer}{suffix}", suffix == "_reverse")
                           for suffix in self.suffixes], dim=1)
        return x

    def _scan(self, x, key, backwards):
        u, b = getattr(self, "weight_ih" + key), getattr(self, "bias_ih" + key)
        steps = len(x)
        h = x.new_zeros(self.hidden_size)
        out = [None] * steps
        for t in reversed(range(steps)) if backwards else range(steps):
            z = u @ x[t] + b
            if self.recurrent:
                z = z + getattr(self, "weight_hh" + key) @ h + getattr(self, "bias_hh" + key)
            h = self.activation(z)
            out[t] = h
        return torch.stack(out) if out else x.new_zeros(0, self.hidden_size)
