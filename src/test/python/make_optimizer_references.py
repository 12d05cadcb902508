#!/usr/bin/env python3
"""Writes the results of PyTorch's optimizers and learning rate schedulers, in double.

    python make_optimizer_references.py FILE.safetensors

`start` [n] and `gradients` [20, n] are random. A tensor [20, n] with the name of an optimizer has
the weights after each step with PyTorch's own defaults (momentum 0.9 where PyTorch has none), and
with "-decay" after the name those with weight_decay 0.05. `schedule.*` has the learning rate of
each epoch, for cosine of each step. `losses` are those that plateau receives.

`rows.start` [6, 3] is a table. Each step touches two of its rows, those of `rows.touched`
[20, 2], with the gradients `rows.gradients` [20, 2, 3]; `rows.*` [20, 6, 3] holds the table
after each step of SparseAdam and of Adagrad with a sparse gradient.
"""

import sys

import numpy as np
import torch
from torch import optim
from torch.optim import lr_scheduler

from make_references import write_safetensors

STEPS, SIZE, RATE = 20, 9, 0.05
OPTIMIZERS = {
    "sgd": (optim.SGD, {}),
    "momentum": (optim.SGD, {"momentum": 0.9}),
    "nesterov": (optim.SGD, {"momentum": 0.9, "nesterov": True}),
    "adagrad": (optim.Adagrad, {}),
    "rmsprop": (optim.RMSprop, {}),
    "adam": (optim.Adam, {}),
    "adamw": (optim.AdamW, {}),
}
SCHEDULES = {
    "step": lambda o: lr_scheduler.StepLR(o, step_size=3, gamma=0.5),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.8),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.01),
    # PyTorch's patience 1: two epochs without a lower loss
    "plateau": lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=1, min_lr=0.01),
}


def weights(make, start, gradients):
    w = torch.nn.Parameter(torch.tensor(start))
    rule = make([w])
    after = []
    for gradient in gradients:
        w.grad = torch.tensor(gradient)
        rule.step()
        after.append(w.detach().numpy().copy())
    return np.array(after)


def tables(make, start, touched, gradients):
    table = torch.nn.Parameter(torch.tensor(start))
    rule = make([table])
    after = []
    for rows, values in zip(touched, gradients):
        table.grad = torch.sparse_coo_tensor(
            torch.tensor(rows)[None], torch.tensor(values), table.shape).coalesce()
        rule.step()
        after.append(table.detach().numpy().copy())
    return np.array(after)


def rates(name, losses):
    rule = optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    schedule = SCHEDULES[name](rule)
    after = []
    for loss in losses:
        after.append(rule.param_groups[0]["lr"])
        rule.step()
        if name == "plateau":
            schedule.step(loss)
        else:
            schedule.step()
    return np.array(after)


def main():
    rng = np.random.default_rng(4)
    start = rng.uniform(-1, 1, SIZE)
    gradients = rng.normal(0, 1, (STEPS, SIZE)) * np.logspace(-3, 1, SIZE)
    gradients[:, 0] = 0  # a row of the embedding that no mini-batch touches
    gradients[1::2, 1] = 0
    losses = np.exp(-0.3 * np.arange(STEPS)) + 0.05 * rng.uniform(0, 1, STEPS)
    tensors = {"start": start, "gradients": gradients, "losses": losses}
    for name, (rule, constants) in OPTIMIZERS.items():
        tensors[name] = weights(lambda p: rule(p, lr=RATE, **constants), start, gradients)
        tensors[name + "-decay"] = weights(
            lambda p: rule(p, lr=RATE, weight_decay=0.05, **constants), start, gradients)
    for name in SCHEDULES:
        tensors["schedule." + name] = rates(name, losses)
    table = rng.uniform(-1, 1, (6, 3))
    touched = np.array([np.sort(rng.choice(6, 2, replace=False)) for _ in range(STEPS)])
    row_gradients = rng.normal(0, 1, (STEPS, 2, 3))
    tensors["rows.start"] = table
    tensors["rows.touched"] = touched.astype(float)
    tensors["rows.gradients"] = row_gradients
    for name, rule in {"adam": optim.SparseAdam, "adagrad": optim.Adagrad}.items():
        tensors["rows." + name] = tables(
            lambda p: rule(p, lr=RATE), table, touched, row_gradients)
    tensors = {name: torch.tensor(values) for name, values in tensors.items()}
    write_safetensors(sys.argv[1], tensors, {"rate": str(RATE), "torch": torch.__version__})


if __name__ == "__main__":
    main()
