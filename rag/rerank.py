"""A second ranking by a model that reads question and text together, where one is named.

A reranker only orders: what its numbers mean differs from model to model. So the scores of the search are handed out
again, the greatest to what the reranker puts first. They keep the scale that the weights and the chance of
`rag.quotes` were fitted on, and a reranker that prefers nothing changes nothing. What rules gave or took stays with
its passage: a year that is missing, what was printed last.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.search import Candidate, Filters, Query, Searcher, order, retrieve
from index.types import MissingModelError, ModelError

LOOKED = 30
"""How many of the best candidates are read; the others keep their scores."""
WEIGHT = 2 / 3
"""Of the reranker's order among sentences, beside the ranker's own, which knows what stands around them. Not fitted:
at more than one half it decides between two neighbours."""
_OUT = "or leave --reranker (KHABAR_RERANKER) out"
_ANOTHER = f"name another, {_OUT}"


class Reranker(Protocol):
    """Scores texts by how well they answer. Any thread may ask it."""

    @property
    def name(self) -> str: ...

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        """Shape (n,), on any scale, higher is better. Raises MissingModelError, ModelError."""


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder, by name or folder; loaded when it is first asked.

    A folder, and what lies in the hub's cache, is loaded without the network. Fetching another is the user's.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: Any = None
        self._alone = threading.Lock()  # a fast tokenizer serves one thread at a time

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        with self._alone:
            if self._model is None:
                self._model = _load(self.name)
            if not texts:
                return np.zeros(0, np.float32)
            from torch.nn import Identity

            pairs = [(_clean(query), _clean(text)) for text in texts]
            try:  # the sigmoid that is usual would make all that is near equal
                found = self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
            except Exception as error:
                raise ModelError(f"the reranker {self.name!r} failed ({type(error).__name__}): {_ANOTHER}") from error
        scores = np.asarray(found, np.float32)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ModelError(f"the reranker {self.name!r} gave no number for some text: {_ANOTHER}")
        return scores


def reranker_named(name: str | None) -> Reranker | None:
    """None for None, the empty name and “none”."""
    return None if name is None or name.strip().lower() in ("", "none") else CrossEncoderReranker(name.strip())


def find(
    searcher: Searcher, question: str, *, filters: Filters | None = None, reranker: Reranker | None = None
) -> tuple[Query, list[Candidate]]:
    """As `index.search.retrieve`, in the reranker's order where there is one."""
    query, candidates = retrieve(searcher, question, filters=filters)
    return query, rerank(reranker, query, candidates) if reranker else candidates


def rerank(reranker: Reranker, query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The `LOOKED` best ordered by title and text, with each other's scores."""
    looked, rest = candidates[:LOOKED], candidates[LOOKED:]
    by = reranker.score(query.text, [f"{c.row.article.title}\n{c.row.passage.text}".strip() for c in looked])
    scores = handed_out(np.array([c.score - c.rules for c in looked]), by)
    moved = [replace(c, score=round(float(s) + c.rules, 6)) for c, s in zip(looked, scores, strict=True)]
    return sorted([*moved, *rest], key=order)


def reordered(
    reranker: Reranker, query: Query, texts: Sequence[str], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores of sentences, shape (n,), drawn by `WEIGHT` to the order of the reranker, which reads each alone."""
    return (1 - WEIGHT) * scores + WEIGHT * handed_out(scores, reranker.score(query.text, texts))


def handed_out(values: NDArray[np.float64], by: Vectors) -> NDArray[np.float64]:
    """The same values, the greatest where `by` is greatest; where that is equal, as they lay."""
    handed = np.empty(len(values))
    handed[np.lexsort((-values, -by))] = np.sort(values)[::-1]
    return handed


def _load(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    with _quiet():
        try:
            try:
                model = CrossEncoder(name, local_files_only=True)
            except Exception:
                if Path(name).exists():
                    raise
                model = CrossEncoder(name)
        except Exception as error:  # the hub's client raises anything
            raise MissingModelError(
                f"the reranker {name!r} cannot be loaded ({type(error).__name__}): give the name or the folder of a "
                f"sentence-transformers CrossEncoder, {_OUT}"
            ) from error
    if model.num_labels != 1:
        raise MissingModelError(
            f"the reranker {name!r} gives {model.num_labels} numbers for a text, not one score: {_ANOTHER}"
        )
    made_for = getattr(model.config, "architectures", None) or ("nothing",)
    if len(model) == 1 and not any(kind.endswith(("ForSequenceClassification", "ForCausalLM")) for kind in made_for):
        raise MissingModelError(  # transformers would add a layer with weights by chance
            f"the reranker {name!r} is no cross-encoder but {made_for[0]}, which scores nothing: {_ANOTHER}"
        )
    return model


@contextmanager
def _quiet() -> Iterator[None]:
    """transformers shows a bar and a table of weights while it loads."""
    from transformers.utils import logging

    level, bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bar:
            logging.enable_progress_bar()


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
