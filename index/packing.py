"""Vectors and spans as the bytes that SQLite keeps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.types import DamagedError, Span

_SPAN = np.dtype("<i4")
_HALF = np.dtype("<f2")
_SCALE = np.dtype("<f4")
_STEPS = 127


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Pairs of int32."""
    return np.array(spans, _SPAN).tobytes()


def unpack_spans(data: bytes) -> tuple[Span, ...]:
    """Raises DamagedError where `data` is not whole pairs."""
    pairs = _read(data, _SPAN, 2)
    return tuple((int(start), int(end)) for start, end in pairs)


def pack_vector(vector: Vectors) -> bytes:
    """float16: each number within 1/2048 of itself, or 1e-7. Raises ValueError unless all are finite."""
    _must_be_finite(vector)
    return np.asarray(vector, _HALF).tobytes()


def unpack_vector(data: bytes) -> Vectors:
    """Shape (dim,)."""
    return _read(data, _HALF, 1)[:, 0].astype(np.float32)


def pack_parts(parts: Vectors) -> bytes:
    """Rows of int8, then a float32 scale a row: each number within 1/254 of its row's largest.

    Raises ValueError unless all are finite.
    """
    _must_be_finite(parts)
    scales = (np.abs(parts).max(axis=1, initial=0) / _STEPS).astype(_SCALE)
    steps = np.rint(parts / np.maximum(scales, np.finfo(np.float32).tiny)[:, None])
    return bytes(steps.clip(-_STEPS, _STEPS).astype(np.int8).tobytes() + scales.tobytes())


def unpack_parts(data: bytes, dim: int) -> Vectors:
    """Shape (parts, dim). Raises DamagedError where `data` is not whole rows."""
    count, rest = divmod(len(data), dim + _SCALE.itemsize)
    if rest:
        raise DamagedError(_damage(data))
    steps = np.frombuffer(data, np.int8, count * dim).reshape(count, dim)
    return np.asarray(steps * np.frombuffer(data, _SCALE, count, count * dim)[:, None], np.float32)


def _read(data: bytes, kind: np.dtype[np.generic], width: int) -> NDArray[np.generic]:
    if len(data) % (kind.itemsize * width):
        raise DamagedError(_damage(data))
    return np.frombuffer(data, kind).reshape(-1, width)


def _must_be_finite(numbers: Vectors) -> None:
    if not np.isfinite(numbers).all():
        raise ValueError("the embedder gave a vector with numbers that are not finite")


def _damage(data: bytes) -> str:
    return f"a passage's stored vectors are cut off ({len(data)} bytes): `khabar doctor` names the article"
