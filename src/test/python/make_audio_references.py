"""Writes WAV files and the features that they must have: python make_audio_references.py DIR

Each case has a file DIR/NAME.wav and a file DIR/NAME.safetensors. The latter has "features" [T, width] (F64), and the
settings under the names of the Params in __metadata__. Everything is computed in double from the definitions, with
one loop per formula:

  The HTK Book 3.4, chapter 5: pre-emphasis and Hamming window (5.2), mel filter bank (5.4), cepstra and lifter (5.6),
  differences (5.9); with USEPOWER = T and MELFLOOR = 1
  band-limited interpolation (J. O. Smith, Digital Audio Resampling) with torchaudio's sinc_interp_hann window

With --check DIR nothing is written, and the files that are there are compared. With --against-torchaudio
the definitions above are compared with torchaudio's resampling and its port of Kaldi's features, if that is installed.
"""
import json
import math
import pathlib
import struct
import sys

import numpy as np

ZEROS, ROLLOFF = 32, 0.95
DEFAULTS = {"features": "logMel", "sampleRate": 16000, "frameMillis": 25.0, "hopMillis": 10.0, "melBands": 40,
            "lowFrequency": 0.0, "highFrequency": 0.0, "coefficients": 13, "lifter": 22, "preEmphasis": 0.97,
            "deltas": 2, "deltaWindow": 2, "normalization": "meanVariance"}
# name: rate, bits, channels, seconds, extensible, settings
CASES = {
    "logmel-16k-16bit": (16000, 16, 1, 0.31, False, {"deltas": 0, "normalization": "none"}),
    "mfcc-16k-16bit": (16000, 16, 1, 0.31, False, {"features": "mfcc"}),
    "logmel-44k-24bit-stereo": (44100, 24, 2, 0.2, False, {"deltas": 1, "deltaWindow": 3, "normalization": "mean"}),
    "mfcc-8k-8bit": (8000, 8, 1, 0.33, False,
                     {"features": "mfcc", "lifter": 0, "coefficients": 20, "normalization": "none"}),
    "logmel-22k-32bit-3-channels": (22050, 32, 3, 0.2, True, {
        "sampleRate": 8000, "melBands": 21, "lowFrequency": 110.0, "highFrequency": 3700.0, "preEmphasis": 0.0,
        "frameMillis": 32.0, "hopMillis": 13.0, "deltas": 2, "normalization": "meanVariance"}),
}


def sound(rate, channels, seconds, seed):
    """[samples, channels] from -1 to 1: gliding tones, a pause of digital silence, noise."""
    random = np.random.RandomState(seed)
    t = np.arange(int(rate * seconds)) / rate
    columns = []
    for c in range(channels):
        x = (0.3 * np.sin(2 * np.pi * (300 + 90 * c + 2100 * t) * t) + 0.2 * np.sin(2 * np.pi * 0.31 * rate * t + c)
             + 0.05 * random.randn(len(t)))
        x[int(0.6 * len(t)):int(0.7 * len(t))] = 0
        columns.append(x)
    return np.clip(np.stack(columns, 1), -1, 0.999)


def quantized(x, bits):
    return np.round(x * (2 ** (bits - 1) - 1)).astype(np.int64)


def wav(values, rate, bits, extensible):
    channels = values.shape[1]
    width = bits // 8
    data = b"".join(
        struct.pack("B", v + 128) if bits == 8 else int(v).to_bytes(width, "little", signed=True)
        for v in values.reshape(-1).tolist())
    form = struct.pack("<HHIIHH", 0xFFFE if extensible else 1, channels, rate, rate * channels * width, channels * width, bits)
    if extensible:
        form += struct.pack("<HHIH", 22, bits, 0, 1) + bytes.fromhex("000000001000800000aa00389b71")
    note = b"LIST" + struct.pack("<I", 5) + b"INFO!" + b"\0"  # an odd length is padded
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(form)) + form + note + b"data" + struct.pack("<I", len(data)) + data
    body += b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def resampled(x, source, target):
    if source == target:
        return x
    r = ROLLOFF * min(1.0, target / source)
    y = np.zeros(math.ceil(len(x) * target / source))
    i = np.arange(len(x))
    for n in range(len(y)):
        v = r * (n * source / target - i)
        window = np.where(np.abs(v) < ZEROS, np.cos(np.pi * v / (2 * ZEROS)) ** 2, 0)
        y[n] = np.sum(x * r * np.sinc(v) * window)
    return y


def mel(f):
    return 2595 * np.log10(1 + f / 700)


def filters(s, n):
    """[J, n/2 + 1]"""
    high = s["highFrequency"] or s["sampleRate"] / 2
    c = np.linspace(mel(s["lowFrequency"]), mel(high), s["melBands"] + 2)
    f = mel(np.arange(n // 2 + 1) * s["sampleRate"] / n)
    rows = [np.maximum(0, np.minimum((f - c[j - 1]) / (c[j] - c[j - 1]), (c[j + 1] - f) / (c[j + 1] - c[j])))
            for j in range(1, s["melBands"] + 1)]
    return np.array(rows)


def frames(x, s):
    length = round(s["frameMillis"] * s["sampleRate"] / 1000)
    hop = round(s["hopMillis"] * s["sampleRate"] / 1000)
    n = 2 ** math.ceil(math.log2(length))
    window = 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(length) / (length - 1))
    weights = filters(s, n)
    rows = []
    for start in range(0, len(x) - length + 1, hop):
        frame = x[start:start + length]
        emphasized = frame - s["preEmphasis"] * np.concatenate([frame[:1], frame[:-1]])
        power = np.abs(np.fft.rfft(emphasized * window, n)) ** 2
        m = np.log(np.maximum(1, weights @ power))
        rows.append(cepstra(m, s) if s["features"] == "mfcc" else m)
    return np.array(rows)


def cepstra(m, s):
    J, Q = s["melBands"], s["lifter"]
    c = [math.sqrt(2 / J) * sum(m[j - 1] * math.cos(math.pi * i / J * (j - 0.5)) for j in range(1, J + 1))
         for i in range(s["coefficients"])]
    return np.array([(1 + Q / 2 * math.sin(math.pi * i / Q) if Q else 1) * v for i, v in enumerate(c)])


def differences(c, W):
    T = len(c)
    return np.array([sum(w * (c[min(T - 1, t + w)] - c[max(0, t - w)]) for w in range(1, W + 1))
                     / (2 * sum(w * w for w in range(1, W + 1))) for t in range(T)])


def features(x, rate, s):
    blocks = [frames(resampled(x, rate, s["sampleRate"]), s)]
    for _ in range(s["deltas"]):
        blocks.append(differences(blocks[-1], s["deltaWindow"]))
    rows = np.concatenate(blocks, 1)
    if s["normalization"] != "none":
        rows = rows - rows.mean(0)
    if s["normalization"] == "meanVariance":
        rows = rows / np.maximum(1e-5, rows.std(0))
    return rows


def write_safetensors(path, rows, settings):
    header = json.dumps({"__metadata__": {k: str(v) for k, v in settings.items()},
                         "features": {"dtype": "F64", "shape": list(rows.shape), "data_offsets": [0, rows.nbytes]}})
    header = header.encode() + b" " * (-len(header) % 8)
    path.write_bytes(struct.pack("<Q", len(header)) + header + rows.astype("<f8").tobytes())


def read_safetensors(path):
    data = path.read_bytes()
    n = struct.unpack("<Q", data[:8])[0]
    shape = json.loads(data[8:8 + n])["features"]["shape"]
    return np.frombuffer(data[8 + n:], "<f8").reshape(shape)


def against_torchaudio():
    import torch
    import torchaudio
    from torchaudio.compliance import kaldi
    for source, target in ((44100, 16000), (8000, 16000), (22050, 8000)):
        x = sound(source, 1, 0.1, 1)[:, 0]
        theirs = torchaudio.functional.resample(
            torch.tensor(x), source, target, lowpass_filter_width=ZEROS, rolloff=ROLLOFF)
        print("resampled", source, target, np.abs(resampled(x, source, target) - theirs.numpy()).max())
    x = quantized(sound(16000, 1, 0.3, 1), 16)[:, 0].astype(float)
    x += np.random.RandomState(7).randn(len(x)) * 20  # no silence: Kaldi has another floor
    same = dict(window_type="hamming", dither=0.0, remove_dc_offset=False, low_freq=0.0, use_energy=False)
    s = {**DEFAULTS, "deltas": 0, "normalization": "none"}
    theirs = kaldi.fbank(torch.tensor(x)[None], num_mel_bins=40, **same).numpy()
    print("logMel", np.abs(features(x, 16000, s) - theirs).max())
    theirs = kaldi.mfcc(torch.tensor(x)[None], num_mel_bins=40, num_ceps=13, cepstral_lifter=22.0, **same).numpy()
    error = np.abs(features(x, 16000, {**s, "features": "mfcc"}) - theirs)
    # Kaldi's cepstra come from an orthonormal transform: the zeroth is smaller by the root of 2.
    error[:, 0] = np.abs(features(x, 16000, {**s, "features": "mfcc"})[:, 0] / 2 ** 0.5 - theirs[:, 0])
    print("mfcc", error.max())


def main(arguments):
    if arguments == ["--against-torchaudio"]:
        return against_torchaudio()
    check = arguments[:1] == ["--check"]
    if len(arguments) != 1 + check:
        sys.exit(__doc__)
    folder = pathlib.Path(arguments[-1])
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, (rate, bits, channels, seconds, extensible, own)) in enumerate(CASES.items()):
        settings = {**DEFAULTS, **own}
        values = quantized(sound(rate, channels, seconds, seed), bits)
        rows = features(values.mean(1) * 2.0 ** (16 - bits), rate, settings)
        file = wav(values, rate, bits, extensible)
        if check:
            assert (folder / f"{name}.wav").read_bytes() == file, name
            error = np.abs(read_safetensors(folder / f"{name}.safetensors") - rows).max()
            assert error < 1e-9, (name, error)
            print(name, "agrees")
        else:
            (folder / f"{name}.wav").write_bytes(file)
            write_safetensors(folder / f"{name}.safetensors", rows, settings)
            print(name, rows.shape)


if __name__ == "__main__":
    main(sys.argv[1:])
