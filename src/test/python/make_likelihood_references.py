#!/usr/bin/env python3
"""Writes reference values of likelihoods.

    python make_likelihood_references.py OUTDIR      writes one safetensors file per distribution

torch.distributions computes the loss and its gradient with respect to the logits in double, and
scipy.stats the quantiles. Tensors: `logits` and `grad` [N, P]; `targets` [N, P], the value and, if it
is a count, the scale of its window; `loss` [N], in nats; `levels` [Q] and `quantiles` [N, Q] of the
value in the units of the data.
"""

import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from scipy import stats
from torch import distributions

from make_references import write_safetensors

N = 40
LEVELS = [0.005, 0.1, 0.25, 0.5, 0.8, 0.975, 0.999]


def gaussian(o, y, scale):
    mu, sigma = o[:, 0], F.softplus(o[:, 1]) + 1e-3
    return distributions.Normal(mu, sigma), stats.norm(mu.detach(), sigma.detach())


def student(o, y, scale):
    mu, sigma, nu = o[:, 0], F.softplus(o[:, 1]) + 1e-3, 2 + F.softplus(o[:, 2])
    return distributions.StudentT(nu, mu, sigma), stats.t(nu.detach(), mu.detach(), sigma.detach())


def negative_binomial(o, y, scale):
    mu = scale * (F.softplus(o[:, 0]) + 1e-6)
    r = scale.sqrt() / (F.softplus(o[:, 1]) + 1e-3)
    of_counts = stats.nbinom(r.detach(), (r / (r + mu)).detach())
    return distributions.NegativeBinomial(r, probs=mu / (r + mu)), of_counts


def main(outdir):
    os.makedirs(outdir, exist_ok=True)
    cases = {"gaussian": (gaussian, 2), "student": (student, 3),
             "negativeBinomial": (negative_binomial, 2)}
    for number, (name, (make, P)) in enumerate(cases.items()):
        generator = torch.Generator().manual_seed(31 + number)
        uniform = torch.rand(N, P + 2, generator=generator, dtype=torch.float64)
        # a float can hold all of these, so Java and Python compute with the same numbers
        o = (8 * uniform[:, :P] - 4).float().double().requires_grad_(True)
        counts = name == "negativeBinomial"
        scale = (100 * uniform[:, P] ** 3 + 0.05 if counts else torch.ones(N)).float().double()
        y = (200 * uniform[:, P + 1] ** 4).round() if counts else 10 * uniform[:, P + 1] - 5
        y = y.float().double()
        of, quantiles = make(o, y, scale)
        loss = -of.log_prob(y)
        loss.sum().backward()
        targets = torch.zeros(N, P, dtype=torch.float64)
        targets[:, 0], targets[:, 1] = y, scale
        write_safetensors(os.path.join(outdir, name + ".safetensors"), {
            "logits": o.detach(), "grad": o.grad, "loss": loss.detach(), "targets": targets,
            "levels": torch.tensor(LEVELS, dtype=torch.float64),
            "quantiles": torch.from_numpy(np.stack([quantiles.ppf(q) for q in LEVELS], 1)),
        }, {})


if __name__ == "__main__":
    main(sys.argv[1])
