"""Texts to vectors: the protocol, and which model serves.

An embedder is a class passed in at the door. `index.embedders.bundled` needs nothing but the installation;
`index.embedders.named` loads any sentence-transformers model.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.types import Span

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Unit vectors of `dim` numbers. `max_tokens` is the longest text that is read whole."""

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    @property
    def max_tokens(self) -> int: ...

    def count_tokens(self, text: str) -> int:
        """Tokens of `text` alone, without the marks put around it."""

    def embed_query(self, text: str) -> Vectors:
        """Shape (dim,)."""

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        """A few texts at once, each alone and without delay. Shape (n, dim)."""

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of the texts, shape (n, dim), and of the given parts of each, shapes (parts, dim)."""
