"""The word index: BM25 (Robertson and Zaragoza 2009) over analysed terms, each language for itself.

A term is stored with its language before it, so that its rarity is that of the language, and every passage
holds the bare mark of its language as well, which counts that language's passages.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.language import terms
from index.types import DamagedError

_HEAP = 64 * 1024 * 1024
_TIES = 16
"""How many more than asked for are fetched at first: equal scores at the edge come out by their ids."""


class LexicalIndex:
    """Tantivy in a folder, or `private`: in memory, or in a copy of a folder that is read-only."""

    def __init__(self, index: Any, *, private: bool, copy: TemporaryDirectory[str] | None = None) -> None:
        index.config_reader("manual")
        self.private = private
        self._index = index
        self._copy = copy
        self._writer: Any = None

    def close(self) -> None:
        """What was not committed is dropped."""
        self._writer = self._index = None
        if self._copy:
            self._copy.cleanup()

    @classmethod
    def open(cls, path: Path | None, *, create: bool = False) -> Self:
        """In memory where `path` is None; `create` begins anew. Raises DamagedError if none can be read."""
        import tantivy

        with _errors():
            if path is None:
                return cls(tantivy.Index(_schema()), private=True)
            if create:
                shutil.rmtree(path, ignore_errors=True)
                path.mkdir(parents=True)
                return cls(tantivy.Index(_schema(), path=str(path)), private=False)
            try:
                return cls(tantivy.Index.open(str(path)), private=False)
            except ValueError as error:
                if "Lockfile" not in str(error):  # which even a reader must write
                    raise
            return cls._of_copy(path)

    @classmethod
    def _of_copy(cls, path: Path) -> Self:
        import tantivy

        copy = TemporaryDirectory(prefix="khabar-words-", ignore_cleanup_errors=True)
        inside = Path(copy.name) / path.name
        inside.mkdir()
        for file in path.iterdir():
            if file.suffix != ".lock":
                shutil.copyfile(file, inside / file.name)
        return cls(tantivy.Index.open(str(inside)), private=True, copy=copy)

    def add(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """(passage id, language, text) each, of ids that are not there; found after `commit`."""
        import tantivy

        for id_, language, text in rows:
            mark = _mark(language)
            words = " ".join([mark, *(mark + term for term in terms(text, language))])
            with _errors():
                self._writing().add_document(tantivy.Document(id=id_, terms=words))

    def remove(self, ids: Iterable[int]) -> None:
        """Ids that are not there are no error; gone after `commit`."""
        for id_ in ids:
            with _errors():
                self._writing().delete_documents_by_term("id", int(id_))

    def commit(self) -> None:
        """On disk, and open to searches, when it returns."""
        writer, self._writer = self._writer, None
        with _errors():
            if writer is not None:
                writer.commit()
                writer.wait_merging_threads()
            self._index.reload()

    def rollback(self) -> None:
        """Forget what was added and removed since the last `commit`."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _errors():
                writer.rollback()

    def ids(self) -> NDArray[np.int64]:
        """Every passage id in the index, ascending."""
        import tantivy

        with _errors():
            searcher = self._index.searcher()
            everything = tantivy.Query.all_query()
            limit = max(1, searcher.num_docs)
            found = searcher.search(everything, limit, count=False, order_by_field="id", order=tantivy.Order.Asc)
            return np.fromiter((id_ for id_, _ in found.hits), np.int64)

    def search(
        self,
        question_terms: Sequence[str],
        language: str,
        k: int,
        allowed: NDArray[np.int64] | None = None,
    ) -> list[tuple[int, float]]:
        """(passage id, BM25) of the `k` best passages of `language` for the analysed terms; ties by id.

        With `allowed`, among those passages alone. Raises DamagedError where the index cannot be read.
        """
        if not question_terms or k <= 0 or (allowed is not None and not len(allowed)):
            return []
        query = self._query(question_terms, language, allowed)
        searcher, limit = self._index.searcher(), k + _TIES
        while True:
            with _errors():
                hits = searcher.search(query, limit, count=False).hits
                ids = searcher.fast_field_values("id", [address for _, address in hits])
            if len(hits) < limit or hits[-1][0] < hits[k - 1][0]:
                scored = [(int(id_), float(score)) for id_, (score, _) in zip(ids, hits, strict=True)]
                return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:k]
            limit *= 4

    def document_frequencies(self, question_terms: Sequence[str], language: str) -> tuple[dict[str, int], int]:
        """In how many passages of `language` each term stands, and how many such passages there are.

        Passages removed since tantivy last merged its files may still be counted.
        """
        mark = _mark(language)
        with _errors():
            searcher = self._index.searcher()
            found = {term: int(searcher.doc_freq("terms", mark + term)) for term in question_terms}
            return found, int(searcher.doc_freq("terms", mark))

    def _query(self, question_terms: Sequence[str], language: str, allowed: NDArray[np.int64] | None) -> Any:
        from tantivy import Occur, Query

        schema, mark = self._index.schema, _mark(language)
        words = [Query.term_query(schema, "terms", mark + t, index_option="freq") for t in question_terms]
        query = Query.boolean_query([(Occur.Should, word) for word in words])
        if allowed is None:
            return query
        among = Query.const_score_query(Query.term_set_query(schema, "id", allowed.tolist()), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer


@contextmanager
def _errors() -> Iterator[None]:
    """Tantivy reports failures as ValueError, and panics on some damaged files: all become DamagedError."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        raise DamagedError(
            f"the word index cannot be read or written ({error}): `khabar rebuild` makes it anew"
        ) from error


def _mark(language: str) -> str:
    return f"{language}\x1f"


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=False, indexed=True, fast=True)
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
