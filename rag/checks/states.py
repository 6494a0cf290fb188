"""Words in their context: what a middle layer of the bundled encoder makes of each, without torch.

Half-way up, a multilingual encoder says much the same of a word and of what stands in its place in another language
(Jalili Sabet et al. 2020, SimAlign; Dou and Neubig 2021, AWESOME-align). On true claims of `claims`, the nearest word
of the quote is the name itself for .68 of the names by the input layer, .85 by the seventh. Of that layer the mean over
ten languages is taken off (`make states`).
"""

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from index.embedders.weights import WeightsFile
from rag.checks.chinese import tokens
from rag.checks.lexicon import START, Vector, lexicon

LAYERS = 7
MEAN = Path(__file__).with_suffix(".npz")
_PREFIX = "passage: "
_LONGEST_PIECE = 16
_UNKNOWN = -30.0
"""Log probability of a character that no piece begins with: below that of every piece."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights (in, out) and biases of one encoder layer."""

    qkv: tuple[Vector, Vector]
    attention_out: tuple[Vector, Vector]
    attention_norm: tuple[Vector, Vector]
    feed_in: tuple[Vector, Vector]
    feed_out: tuple[Vector, Vector]
    feed_norm: tuple[Vector, Vector]


class Reader:
    """The lowest `layers` of the encoder, 7 MB each, on one thread: two that wait for each other on a busy machine take
    eight times as long."""

    def __init__(self, layers: int = LAYERS) -> None:
        self._file = lexicon().file
        self._shape = self._file.shape
        self._positions = self._matrix("emb.pos") + self._matrix("emb.type")[0]
        self._norm = self._file.tensor("emb.ln.w"), self._file.tensor("emb.ln.b")
        self._layers = [_layer(self._file, f"l{number}") for number in range(layers)]

        self._one_thread = ThreadpoolController().limit

    def words(self, text: str) -> Vector:
        """Mean state of the tokens of each word of `rag.checks.chinese.tokens`, shape (words, 384); zeros past 510."""
        read, places = self._spelled(text)
        pieces = segmented(_PREFIX + read)[: self._shape.positions - 2]
        ids = [self._file.vocabulary.bos, *(piece for piece, _, _ in pieces), self._file.vocabulary.eos]
        with self._one_thread(limits=1):
            states = self._run(ids)[1:-1]
        listed = tokens(text)
        means = np.zeros((len(listed), self._shape.hidden), np.float32)
        for row, word in enumerate(listed):
            start, end = (places[at] + len(_PREFIX) for at in (word.start, word.end))
            within = [k for k, (_, first, last) in enumerate(pieces) if first < end and last > start]
            if within:
                means[row] = states[within].mean(axis=0)
        return means

    def _spelled(self, text: str) -> tuple[str, list[int]]:
        """The text as the vocabulary spells it, and where each character of `text`, and its end, went."""
        replace, out, places = self._file.vocabulary.replace, "", [0]
        for character in text:
            spelled = character.translate(replace)
            out += "" if spelled == " " and out[-1:] in ("", " ") else spelled
            places.append(len(out))
        return out, places

    def _run(self, ids: list[int]) -> Vector:
        states = self._file.rows("emb.word", np.array(ids)) + self._positions[: len(ids)]
        states = self._normed(states, self._norm)
        for layer in self._layers:
            attended = self._attended(states @ layer.qkv[0] + layer.qkv[1])
            states = self._normed(
                attended @ layer.attention_out[0] + layer.attention_out[1] + states, layer.attention_norm
            )
            fed = _gelu(states @ layer.feed_in[0] + layer.feed_in[1]) @ layer.feed_out[0] + layer.feed_out[1]
            states = self._normed(fed + states, layer.feed_norm)
        return states

    def _attended(self, qkv: Vector) -> Vector:
        heads, width = self._shape.heads, self._shape.hidden // self._shape.heads
        queries, keys, values = qkv.reshape(-1, 3, heads, width).transpose(1, 2, 0, 3)
        scores = queries @ keys.transpose(0, 2, 1) / np.float32(math.sqrt(width))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        attended: Vector = (weights @ values).transpose(1, 0, 2).reshape(-1, self._shape.hidden)
        return attended

    def _normed(self, states: Vector, norm: tuple[Vector, Vector]) -> Vector:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._shape.epsilon)
        normed: Vector = centred / spread * norm[0] + norm[1]
        return normed

    def _matrix(self, name: str) -> Vector:
        return self._file.tensor(name).reshape(-1, self._shape.hidden)


def _layer(file: WeightsFile, name: str) -> _Layer:
    def pair(part: str, inputs: int = file.shape.hidden) -> tuple[Vector, Vector]:
        return file.tensor(f"{name}.{part}.w").reshape(-1, inputs).T, file.tensor(f"{name}.{part}.b")

    def norm(part: str) -> tuple[Vector, Vector]:
        return file.tensor(f"{name}.{part}.w"), file.tensor(f"{name}.{part}.b")

    weights, biases = zip(*(pair(part) for part in "qkv"), strict=True)
    return _Layer(
        qkv=(np.concatenate(weights, axis=1), np.concatenate(biases)),
        attention_out=pair("ao"),
        attention_norm=norm("aln"),
        feed_in=pair("fi"),
        feed_out=pair("fo", file.shape.feed_forward),
        feed_norm=norm("oln"),
    )


def _gelu(x: Vector) -> Vector:
    """The Gaussian error linear unit by its tanh form, some .0005 off."""
    inner = np.float32(math.sqrt(2 / math.pi)) * x * (1 + np.float32(0.044715) * x * x)
    out: Vector = np.float32(0.5) * x * (1 + np.tanh(inner))
    return out


def segmented(text: str) -> list[tuple[int, int, int]]:
    """Tokens as (id, start, end) in `text`: the likeliest way to cut it into pieces (Kudo 2018), a blank going with
    what follows it."""
    known, marked = lexicon(), START + text.replace(" ", START)
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
    for end in range(1, len(marked) + 1):
        found = (best[end - 1][0] + _UNKNOWN, end - 1, known.file.vocabulary.unk)
        for start in range(max(0, end - _LONGEST_PIECE), end):
            piece = known.ids.get(marked[start:end])
            if piece is not None:
                score = best[start][0] + known.file.vocabulary.pieces[piece][1]
                found = max(found, (score, start, piece))
        best.append(found)
    pieces, end = [], len(marked)
    while end:
        _, start, piece = best[end]
        pieces.append((piece, max(0, start - 1), end - 1))
        end = start
    return pieces[::-1]


@cache
def reader() -> Reader:
    """The one reader, loaded on first use."""
    return Reader()


@lru_cache(maxsize=64)
def states(text: str) -> Vector:
    """Unit vectors of the words of `text` in their context, shape (words, 384), less the mean of all words."""
    centred = reader().words(text) - _mean()
    unit: Vector = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return unit


@cache
def _mean() -> Vector:
    with np.load(MEAN) as stored:
        mean: Vector = stored["mean"].astype(np.float32)
    return mean
