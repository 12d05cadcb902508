#!/usr/bin/env python3
"""Trains a transcriber with PyTorch's CTC and prints how many frames per second it processes.

    python transcriber.py TRAIN.jsonl [epochs=3] [sequences=0] [threads=2] [units=128] [batch=8]

Each line of TRAIN.jsonl is an object with "frames", a list of lists of numbers, and "text", whose
characters are the labels. Two convolutions with stride 2 shorten the sequence, two bidirectional LSTM
layers read the result, and CTC compares their labels with the text (Graves et al. 2006). The script
avoids padding as far as PyTorch allows: sequences are packed, and a mini-batch holds sequences of
about the same length. `sequences` limits how many are read; 0 reads all. The same network in
spark-rnn, whose mini-batches hold sequences of any length:

    jobs/train task=transcriber train=TRAIN.jsonl inputCol=frames labelCol=text automatic=false \\
        cell=lstm bidirectional=true numLayers=2 hiddenSize=128 convLayers=128x5x2,128x5x2 \\
        batchSize=8 optimizer=adam learningRate=0.001 gradientClipNorm=5 maxEpochs=3 \\
        execution=threads

On shared processors a single run says nothing: run both in turn, and compare medians.
"""

import json
import random
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

FILTERS, WIDTH, STRIDE = 128, 5, 2


class Transcriber(nn.Module):
    def __init__(self, features, labels, units):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv1d(size, FILTERS, WIDTH, STRIDE, WIDTH // 2) for size in (features, FILTERS))
        self.layers = nn.LSTM(FILTERS, units, 2, bidirectional=True)
        self.output = nn.Linear(2 * units, labels + 1)

    def forward(self, frames, lengths, targets, target_lengths):
        """frames [B, T, D], padded with zeros; targets one after the other"""
        x = frames.transpose(1, 2)
        for convolution in self.convolutions:
            x = torch.relu(convolution(x))
            lengths = (lengths + STRIDE - 1) // STRIDE
        packed = pack_padded_sequence(x.permute(2, 0, 1), lengths, enforce_sorted=False)
        hidden, _ = pad_packed_sequence(self.layers(packed)[0])
        logits = self.output(hidden).log_softmax(2)
        return nn.functional.ctc_loss(logits, targets, lengths, target_lengths, reduction="sum")


def main():
    options = {"epochs": 3, "sequences": 0, "threads": 2, "units": 128, "batch": 8}
    for argument in sys.argv[2:]:
        key, value = argument.split("=")
        if key not in options:
            sys.exit(f"{key} is no option; there are {', '.join(options)}")
        options[key] = int(value)
    torch.set_num_threads(options["threads"])
    torch.manual_seed(1)
    with open(sys.argv[1], encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[:options["sequences"]] if options["sequences"] else rows
    numbers = {c: i + 1 for i, c in enumerate(sorted({c for row in rows for c in row["text"]}))}
    data = [(torch.tensor(row["frames"]), torch.tensor([numbers[c] for c in row["text"]]))
            for row in rows]
    data.sort(key=lambda pair: len(pair[0]))
    size = options["batch"]
    batches = [data[i:i + size] for i in range(0, len(data), size)]
    model = Transcriber(data[0][0].shape[1], len(numbers), options["units"])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    frames = sum(len(x) for x, _ in data)
    rates = []
    for epoch in range(options["epochs"]):
        random.Random(epoch).shuffle(batches)
        begin, loss_sum = time.time(), 0.0
        for batch in batches:
            loss = model(
                pad_sequence([x for x, _ in batch], batch_first=True),
                torch.tensor([len(x) for x, _ in batch]),
                torch.cat([y for _, y in batch]),
                torch.tensor([len(y) for _, y in batch]))
            optimizer.zero_grad()
            (loss / len(batch)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()
            loss_sum += loss.item()
        rates.append(frames / (time.time() - begin))
        print(json.dumps({"epoch": epoch + 1, "framesPerSecond": round(rates[-1]),
                          "loss": round(loss_sum / len(data), 3)}), flush=True)
    print(json.dumps({"torch": torch.__version__, **options, "frames": frames,
                      "medianFramesPerSecond": round(sorted(rates)[len(rates) // 2])}))


if __name__ == "__main__":
    main()
