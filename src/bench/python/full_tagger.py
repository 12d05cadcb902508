#!/usr/bin/env python3
"""Trains the full tagger in PyTorch and prints how many tokens per second it processes.

    python full_tagger.py TRAIN.conllu [epochs=1] [sentences=0] [threads=2] [units=200]

Each word is a trainable vector, joined to the result of a bidirectional LSTM over its characters.
Two bidirectional LSTM layers read the words, and a linear-chain CRF scores the tags (Lample et al.
2016). Adam takes a step per 32 sentences. The script avoids padding as far as PyTorch allows:
sequences are packed, each different word of a mini-batch is spelled once, and a mini-batch holds
sentences of about the same length. `sentences` limits how many are read; 0 reads all. The same
network in spark-rnn, whose mini-batches hold sentences of any length:

    jobs/train task=tagger train=TRAIN.conllu inputCol=form labelCol=upos automatic=false \\
        cell=lstm bidirectional=true numLayers=2 hiddenSize=200 embeddingSize=100 outputLayer=crf \\
        characterEncoder=bilstm characterUnits=25 characterSize=30 batchSize=32 optimizer=adam \\
        learningRate=0.001 wordDropout=0.1 gradientClipNorm=5 maxEpochs=1 execution=threads

On shared processors a single run says nothing: run both in turn, and compare medians.
"""

import json
import random
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_sequence

BATCH = 32
WORD_SIZE, CHARACTER_SIZE, CHARACTER_UNITS = 100, 30, 25
WORD_DROPOUT = 0.1


def sentences_of(path, most):
    """Lists of (form, UPOS) of the words of a CoNLL-U file"""
    sentence, found = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 10 and fields[0].isdigit():
                sentence.append((fields[1], fields[3]))
            elif len(fields) == 1 and not fields[0] and sentence:
                found.append(sentence)
                sentence = []
    found += [sentence] if sentence else []
    return found[:most] if most else found


def numbered(entries, first=()):
    """{entry: its number}, in the order in which entries first occur"""
    return {entry: number for number, entry in enumerate(dict.fromkeys([*first, *entries]))}


class Crf(nn.Module):
    """The negative logarithm of a tag sequence's probability, summed over sentences"""

    def __init__(self, tags):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))
        self.end = nn.Parameter(torch.zeros(tags))

    def forward(self, scores, tags, sizes):
        """scores [N, K] and tags [N], packed, with sizes[t] sentences at step t"""
        first = sizes[0]
        alpha = self.start + scores[:first]
        chosen = scores.gather(1, tags[:, None]).sum() + self.start[tags[:first]].sum()
        ended, row = [], first
        for before, size in zip(sizes, sizes[1:]):
            ended.append(alpha[size:])
            alpha = torch.logsumexp(alpha[:size, :, None] + self.transitions, 1)
            alpha = alpha + scores[row:row + size]
            previous = tags[row - before:row - before + size]
            chosen = chosen + self.transitions[previous, tags[row:row + size]].sum()
            chosen = chosen + self.end[tags[row - before + size:row]].sum()
            row += size
        chosen = chosen + self.end[tags[row - sizes[-1]:]].sum()
        total = torch.logsumexp(torch.cat([*ended, alpha]) + self.end, 1).sum()
        return total - chosen


class Tagger(nn.Module):
    def __init__(self, words, characters, tags, units):
        super().__init__()
        self.words = nn.Embedding(words, WORD_SIZE)
        self.characters = nn.Embedding(characters, CHARACTER_SIZE)
        self.spelling = nn.LSTM(CHARACTER_SIZE, CHARACTER_UNITS, bidirectional=True)
        width = WORD_SIZE + 2 * CHARACTER_UNITS
        self.layers = nn.LSTM(width, units, 2, bidirectional=True)
        self.output = nn.Linear(2 * units, tags)
        self.crf = Crf(tags)

    def forward(self, ids, spelled, which, tags):
        """ids and tags, packed; spelled: characters of the different words; which [N]: the word per step"""
        letters = pack_sequence(spelled, enforce_sorted=False)
        letters = letters._replace(data=self.characters(letters.data))
        ends = self.spelling(letters)[1][0]  # [2, words, units], in the order given
        x = torch.cat([self.words(ids.data), torch.cat([ends[0], ends[1]], 1)[which]], 1)
        hidden = self.layers(PackedSequence(x, ids.batch_sizes))[0].data
        return self.crf(self.output(hidden), tags.data, ids.batch_sizes.tolist())


def main():
    options = {"epochs": 1, "sentences": 0, "threads": 2, "units": 200}
    for argument in sys.argv[2:]:
        key, value = argument.split("=")
        if key not in options:
            sys.exit(f"{key} is no option; there are {', '.join(options)}")
        options[key] = int(value)
    torch.set_num_threads(options["threads"])
    torch.manual_seed(1)
    data = sentences_of(sys.argv[1], options["sentences"])
    words = numbered((form for s in data for form, _ in s), first=["<unknown>"])
    letters = numbered((c for s in data for form, _ in s for c in form), first=["<unknown>"])
    tags = numbered(tag for s in data for _, tag in s)
    spellings = {form: torch.tensor([letters[c] for c in form])
                 for s in data for form, _ in s}
    encoded = [([form for form, _ in s], torch.tensor([words[form] for form, _ in s]),
                torch.tensor([tags[tag] for _, tag in s])) for s in data]
    encoded.sort(key=lambda s: -len(s[0]))
    batches = [encoded[i:i + BATCH] for i in range(0, len(encoded), BATCH)]
    tagger = Tagger(len(words), len(letters), len(tags), options["units"])
    optimizer = torch.optim.Adam(tagger.parameters(), lr=0.001)
    tokens = sum(len(s) for s in data)
    rates = []
    for epoch in range(options["epochs"]):
        random.Random(epoch).shuffle(batches)
        begin, loss_sum = time.time(), 0.0
        for batch in batches:
            ids = pack_sequence([s[1] for s in batch])
            gold = pack_sequence([s[2] for s in batch])
            forms = [s[0][t] for t in range(len(batch[0][0])) for s in batch if t < len(s[0])]
            numbers = numbered(forms)
            which = torch.tensor([numbers[form] for form in forms])
            hide = torch.rand(len(forms)) < WORD_DROPOUT
            ids = ids._replace(data=ids.data.masked_fill(hide, 0))
            loss = tagger(ids, [spellings[form] for form in numbers], which, gold)
            optimizer.zero_grad()
            (loss / len(forms)).backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 5)
            optimizer.step()
            loss_sum += loss.item()
        rates.append(tokens / (time.time() - begin))
        print(json.dumps({"epoch": epoch + 1, "tokensPerSecond": round(rates[-1]),
                          "loss": round(loss_sum / tokens, 4)}), flush=True)
    print(json.dumps({"torch": torch.__version__, **options, "tokens": tokens,
                      "medianTokensPerSecond": round(sorted(rates)[len(rates) // 2])}))


if __name__ == "__main__":
    main()
