#!/usr/bin/env python3
"""Writes reference values of connectionist temporal classification.

    python make_ctc_references.py OUTDIR      writes one safetensors file per case

torch.nn.functional.ctc_loss (Graves et al. 2006) computes the loss and its gradient with respect to
the logits in double, for each sequence alone. Tensors: `logits` and `grad` [N, K], the steps of all
sequences one after the other, with the blank as the last of the K outputs; `lengths` [B], their
numbers of steps; `targets`, the labels of all sequences one after the other; `counts` [B], their
numbers of labels; `loss` [B], in nats.
"""

import os
import sys

import torch
import torch.nn.functional as F

from make_references import write_safetensors

# name -> K, the scale of the logits, and T and the target of each sequence
CASES = {
    "ragged": (4, 1.0, [(1, [0]), (1, []), (2, [1, 2]), (3, [0, 0]), (7, [2, 1, 1, 0]), (12, []),
                        (50, [0, 1, 2, 2, 2, 1, 0, 0, 1])]),
    "least": (3, 2.0, [(t, [i % 2 for i in range(t)]) for t in range(1, 9)]
              + [(5, [1, 1, 1]), (9, [0, 0, 0, 0, 0]), (12, [0, 0, 1, 1, 0, 0, 1, 1])]),
    "one-label": (2, 1.5, [(4, [0]), (5, [0, 0]), (9, [0, 0, 0]), (6, [])]),
    "many-labels": (40, 3.0, [(30, list(range(0, 39, 3))), (25, [7, 7, 7, 38, 0, 38]), (50, [12])]),
    "sure": (5, 40.0, [(20, [3, 1, 3]), (13, [2, 2, 2, 2]), (31, [0, 1, 2, 3] * 4)]),
}


def main(outdir):
    os.makedirs(outdir, exist_ok=True)
    for number, (name, (K, scale, sequences)) in enumerate(CASES.items()):
        generator = torch.Generator().manual_seed(17 + number)
        logits, grads, losses = [], [], []
        for T, target in sequences:
            o = torch.rand(T, K, generator=generator, dtype=torch.float64) * 2 - 0.9
            o = (scale * o).requires_grad_(True)
            loss = F.ctc_loss(F.log_softmax(o, 1).unsqueeze(1),
                              torch.tensor([target], dtype=torch.long).reshape(1, len(target)),
                              torch.tensor([T]), torch.tensor([len(target)]),
                              blank=K - 1, reduction="sum")
            loss.backward()
            logits.append(o.detach())
            grads.append(o.grad)
            losses.append(loss.item())
        write_safetensors(os.path.join(outdir, name + ".safetensors"), {
            "logits": torch.cat(logits),
            "grad": torch.cat(grads),
            "loss": torch.tensor(losses, dtype=torch.float64),
            "lengths": torch.tensor([T for T, _ in sequences], dtype=torch.float64),
            "counts": torch.tensor([len(target) for _, target in sequences], dtype=torch.float64),
            "targets": torch.tensor([k for _, target in sequences for k in target],
                                dtype=torch.float64),
        }, {"blank": str(K - 1)})


if __name__ == "__main__":
    main(sys.argv[1])
