"""Any sentence-transformers model, by name or by folder. Loading it may need the model hub; that is the user's."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.embedders import Embedder, Vectors
from index.embedders.bundled import NAME, BundledEmbedder
from index.types import MissingModelError, Span


class NamedEmbedder:
    """Satisfies `index.embedders.Embedder`. The model's own prompts ("query", "passage") are honoured."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def dim(self) -> int:
        return int(self._model.get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def embed_query(self, text: str) -> Vectors:
        return np.asarray(self._model.encode_query(text, normalize_embeddings=True), np.float32)

    def embed_sentences(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dim), np.float32)
        return np.asarray(self._model.encode_document(list(texts), normalize_embeddings=True), np.float32)

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """The parts are read alone, as texts of their own: not every model pools the mean of its tokens."""
        pieces = [text[start:end] for text, spans in zip(texts, parts, strict=True) for start, end in spans]
        vectors = self.embed_sentences([*texts, *pieces])
        of_parts = np.split(vectors[len(texts) :], np.cumsum([len(spans) for spans in parts])[:-1])
        return vectors[: len(texts)], of_parts

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name)
        except Exception as error:  # the hub's client raises anything
            raise MissingModelError(
                f"the embedder {self.name!r} cannot be loaded ({type(error).__name__}): give the folder of a "
                f"sentence-transformers model, or leave --embedder out for the bundled {NAME}"
            ) from error


def embedder_named(name: str | None) -> Embedder:
    """The bundled embedder for None or its own name, else a sentence-transformers model."""
    return BundledEmbedder() if name in (None, "", NAME) else NamedEmbedder(str(name))
