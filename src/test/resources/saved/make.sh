#!/usr/bin/env bash
# Makes saved models and checkpoints with the version of spark-rnn that is checked out, for tests that later versions
# read them. Usage, in a checkout of the version in question: make.sh OUTDIR
# v1 was made with commit 3472a3d (format version 1).
# What was deleted since, "deleted-...", is in it too.
# tagger-joined, multilabel-sequences and regressor-recursive were made later, with commit 055bbeb, from joined.jsonl,
# which was made up for them and is only read here.
# Make055bbeb.java beside it made the baselines, estimators, pipelines and the checkpoint of "deleted-direct".
set -euo pipefail
out=$1
mkdir -p "$out/input" "$out/models" "$out/predictions"
head -n 60 sample-data/forecast/train.csv > "$out/input/series.csv"
head -n 400 sample-data/pos-english/train.conllu | awk 'BEGIN { RS = ""; ORS = "\n\n" } NR <= 12' > "$out/input/sentences.conllu"
head -n 20 sample-data/name-to-language/train.jsonl > "$out/input/names.jsonl"
head -n 12 sample-data/gesture/train.jsonl |
  python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps({"features": row["features"][:12], "label": row["label"], "energy": round(sum(x * x for x in row["features"][0]), 3)}))
' > "$out/input/gestures.jsonl"
head -n 4 sample-data/chords/train.jsonl | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps({key: row[key][:10] for key in ("frames", "next")}))
' > "$out/input/chords.jsonl"
head -n 6 sample-data/word-language-model/train.txt > "$out/input/text.txt"

one() { # NAME INPUT key=value ...
  local name=$1 input=$2
  shift 2
  [ ! -s "$out/predictions/$name.jsonl" ] || return 0 # made before
  jobs/train --master 'local[2]' "train=$out/input/$input" "model=$out/models/$name" overwrite=true numShards=2 execution=threads \
    embeddingSize=3 batchSize=4 maxEpochs=2 seed=7 "$@" > /dev/null
  jobs/predict --master 'local[2]' "model=$out/models/$name" "input=$out/input/$input" \
    "output=$out/predictions/$name.tmp" outputFormat=json > /dev/null
  cat "$out/predictions/$name.tmp"/part-* > "$out/predictions/$name.jsonl"
  rm -r "$out/predictions/$name.tmp"
}
tagger="task=tagger inputCol=form labelCol=upos minCount=2"
one tagger-lstm sentences.conllu $tagger cell=lstm hiddenSize=3 numLayers=2 bidirectional=true checkpointDir="$out/checkpoints/tagger"
one tagger-gru sentences.conllu $tagger cell=gru hiddenSize=4 learnedInitialState=true lowercase=true
one tagger-elman sentences.conllu $tagger cell=elman activation=relu hiddenSize=4
one tagger-none sentences.conllu $tagger cell=none window=3 hiddenSize=4
one classifier-characters names.jsonl task=classifier inputCol=name labelCol=language cell=lstm hiddenSize=3 probabilityCol=probability
one classifier-series gestures.jsonl task=classifier inputCol=features labelCol=label cell=gru hiddenSize=3 convLayers=4x3x2 standardize=true bidirectional=true
one multilabel-steps chords.jsonl task=multilabel inputCol=frames labelCol=next inputSets=true readout=eachStep cell=lstm hiddenSize=4
one regressor-sequences gestures.jsonl task=regressor inputCol=features labelCol=energy cell=lstm hiddenSize=3
one regressor-series series.csv task=regressor timeCol=time inputCols=load,temperature labelCol=load window=6 horizon=2 period=24 cell=gru hiddenSize=3
one language-words text.txt task=languageModel level=word inputCol=tokens cell=lstm hiddenSize=3 tiedEmbeddings=true minCount=2
one language-characters text.txt task=languageModel level=character boundaries=stream tbpttLength=20 inputCol=tokens cell=gru hiddenSize=4 checkpointDir="$out/checkpoints/language"
one deleted-direct names.jsonl task=classifier inputCol=name labelCol=language cell=lstm hiddenSize=3 directOrder=2 directSize=16 ngramWeight=0.5
one deleted-language names.jsonl task=classifier inputCol=name labelCol=language cell=lstm hiddenSize=3 languageModelWeight=0.5
one prior names.jsonl task=classifier inputCol=name labelCol=language cell=lstm hiddenSize=3 priorCorrection=0.5
if [ -s "$out/input/joined.jsonl" ]; then
  one tagger-joined joined.jsonl task=tagger inputCols=words,shape labelCol=tags cell=lstm hiddenSize=3 standardize=true
  one multilabel-sequences joined.jsonl task=multilabel inputCol=words labelCol=topics readout=lastStep cell=gru hiddenSize=3
fi
one regressor-recursive series.csv task=regressor timeCol=time inputCols=load labelCol=load window=6 horizon=3 strategy=recursive cell=gru hiddenSize=3
find "$out" -name '.*.crc' -delete
