"""Takes the language out of a vector, so that foreign evidence is as near as one's own.

Multilingual embedders place a text by its language before its meaning. Subtracting the mean vector of the
language from passages and from queries, and scaling back to unit length, removes that (docs/quality.md has the
measurement). A language of which the library holds little leans on a mean of other text, `priors.npz`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors

STRENGTH = 0.9
"""Share of the mean that is subtracted: all of it costs a library of one language R@1 (docs/quality.md)."""
PRIOR_WEIGHT = 40
"""How many passages of one's own outweigh the prior."""

Means = Mapping[str, Vectors]


def centre(vectors: NDArray[np.floating], mean: Vectors) -> Vectors:
    """`vectors`, shape (n, dim) or (dim,), less the mean of their language, at unit length."""
    moved = vectors.astype(np.float32) - STRENGTH * mean
    norm = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.maximum(norm, 1e-9), dtype=np.float32)


def language_mean(language: str, total: Vectors, count: int, embedder: str) -> Vectors:
    """The mean to subtract, from the sum of `count` passage vectors of `language` and the embedder's prior."""
    prior = _prior(language, embedder, total.shape[-1])
    return np.asarray((total + PRIOR_WEIGHT * prior) / (count + PRIOR_WEIGHT), dtype=np.float32)


def _prior(language: str, embedder: str, dim: int) -> Vectors:
    known = _priors(embedder)
    if not known:
        return np.zeros(dim, np.float32)
    return known.get(language, known["*"])


@cache
def _priors(embedder: str) -> dict[str, Vectors]:
    """Mean passage vector by language for one embedder; "*" is their mean. Empty where none were measured."""
    with np.load(Path(__file__).with_name("priors.npz")) as file:
        names = [name for name in file.files if name.startswith(f"{embedder}/")]
        return {name.split("/", 1)[1]: file[name].astype(np.float32) for name in names}
