"""Articles into the library: language, exact hash, near-duplicate, passages, vectors, store.

A batch of articles is one transaction: killed at any instant, the library holds every batch before it, whole,
and the next `add` of the same material goes on from there.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from index import db as store
from index.chunk import Chunk, chunk, quotable, under_title
from index.db import NewPassage, Record
from index.dedup import Leaders, Stored, content_hash, signature
from index.embedders import Embedder
from index.language import detect, normal_code
from index.library import Library, refresh
from index.schema import transaction
from index.types import Article, Rejection

BATCH_TOKENS = 30_000
_BYTES_A_TOKEN = 4.5
"""Of UTF-8, in English, Arabic and Chinese news alike: how full a batch is before it is counted."""
_PATIENCE = 5.0
"""Seconds after which a batch from a slow source is stored as it is."""
_NOT_LATIN = "am ar be bg bn el fa gu he hi hy ja ka km kn ko ky lo mk ml mr my ne ps ru si ta te th ug uk ur zh"


@dataclass(slots=True)
class Summary:
    """What became of the articles: each is added, updated, unchanged or rejected.

    `copies` counts those of the added and updated that repeat another; `passages` and `tokens` were embedded.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    passages: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` has come; `done_articles` counts the rejected too, `total` is the caller's."""

    done_articles: int
    done_passages: int
    tokens: int
    rejected: int
    seconds: float
    total: int | None


def add(
    library: Library,
    embedder: Embedder,
    items: Iterable[Article | Rejection],
    *,
    progress: Callable[[Progress], None] | None = None,
    batch_tokens: int = BATCH_TOKENS,
    total: int | None = None,
) -> Summary:
    """Store the articles, each under its id: one that is there already is replaced if it changed.

    `progress` is called once a batch. Interrupted, or where `items` raises, what was stored stays and can be
    found. Raises LibraryError where the library cannot be written.
    """
    started = time.monotonic()
    ingest = _Ingest(library, embedder)
    summary = ingest.summary
    done = 0
    try:
        for batch in _batches(items, batch_tokens):
            news = any(ingest.is_news(item) for item in batch)
            with transaction(library.db) if news else nullcontext():
                for item in batch:
                    ingest.take(item)
                ingest.embed()
            done += len(batch)
            if progress:
                so_far = (done, summary.passages, summary.tokens, len(summary.rejected))
                progress(Progress(*so_far, time.monotonic() - started, total))
    finally:
        refresh(library)
    summary.seconds = time.monotonic() - started
    return summary


def remove(library: Library, embedder: Embedder, article_ids: Sequence[str]) -> int:
    """Delete articles and return how many there were; the copies of one that goes stay in its place."""
    ingest = _Ingest(library, embedder)
    with transaction(library.db):
        found = [record for id_ in dict.fromkeys(article_ids) if (record := store.record(library.db, id_))]
        heirs: list[Article] = []
        for record in sorted(found, key=lambda record: record.duplicate_of is None):
            heirs += ingest.release(record)
            store.delete(library.db, record.article.id)
        for heir in heirs:
            ingest.place(heir)
        ingest.embed()
    refresh(library)
    return len(found)


def _batches(items: Iterable[Article | Rejection], batch_tokens: int) -> Iterator[list[Article | Rejection]]:
    """The items by about `batch_tokens`; what was read before an error comes out before the error."""
    batch: list[Article | Rejection] = []
    weight, due = 0, time.monotonic() + _PATIENCE
    try:
        for item in items:
            batch.append(item)
            weight += len(item.text.encode("utf-8", "replace")) if isinstance(item, Article) else 0
            if weight >= batch_tokens * _BYTES_A_TOKEN or time.monotonic() >= due:
                yield batch
                batch, weight, due = [], 0, time.monotonic() + _PATIENCE
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


class _Ingest:
    """Articles on their way into the library, inside a transaction that the caller opens.

    An article that is to be embedded is stored without passages at once, so that the database alone tells
    the next one what there is; `embed` then gives all that wait their passages.
    """

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self.summary = Summary()
        self._db = library.db
        self._embedder = embedder
        self._leaders = Leaders(lambda: store.signatures(library.db), self._kept)
        self._waiting: dict[str, tuple[Record, list[Chunk]]] = {}

    def is_news(self, item: Article | Rejection) -> bool:
        """Whether taking the item writes anything."""
        if isinstance(item, Rejection):
            return False
        article, stored = self._arriving(item)
        return quotable(article.text, article.language) and (stored is None or article != stored.article)

    def take(self, item: Article | Rejection) -> None:
        """Reject, leave, renew or place one item."""
        if isinstance(item, Rejection):
            self.summary.rejected.append(item)
            return
        if item.id in self._waiting:
            self.embed()
        article, stored = self._arriving(item)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if stored and article == stored.article:
            self.summary.unchanged += 1
        elif not quotable(article.text, article.language):
            name = article.url or article.title or article.id
            self.summary.rejected.append(Rejection(name, "too short to quote from"))
        elif stored is None:
            self.summary.added += 1
            self.summary.copies += self.place(replace(article, ingested=now))
        else:
            self.summary.updated += 1
            self.summary.copies += self._renew(replace(article, ingested=now), stored)

    def release(self, record: Record) -> list[Article]:
        """Free the copies of an article whose words go; those returned must be placed anew, in that order.

        Where a copy is the same letter for letter, it takes over the passages and the other copies.
        """
        if record.duplicate_of:
            return []
        old = record.article
        self._leaders.remove(old.id)
        copies = store.copies(self._db, old.id)
        twins = [c for c in copies if (c.article.text, c.article.language) == (old.text, old.language)]
        if not twins:
            return [copy.article for copy in copies]
        heir = twins[0]
        copies.remove(heir)
        store.move_passages(self._db, old.id, heir.article.id)
        store.relink(self._db, heir.article.id, None, None)
        for copy in copies:
            store.relink(self._db, copy.article.id, heir.article.id, copy.duplicate_kind)
        self._leaders.add(heir.article.id, heir.article.language, heir.signature)
        return []

    def place(self, article: Article) -> bool:
        """Store an article as a copy, or as a leader that waits to be embedded; whether it is a copy."""
        hashed, signed = content_hash(article.text), signature(article.text, article.language)
        kind, leader = "exact", store.by_hash(self._db, hashed)
        if leader is None or leader == article.id:
            kind, leader = "near", self._leaders.find(article.text, article.language, signed)
        if leader is not None:
            store.put(self._db, Record(article, hashed, leader, kind, signed), [])
            return True
        self._lead(Record(article, hashed, signature=signed))
        self._leaders.add(article.id, article.language, signed)
        return False

    def embed(self) -> None:
        """Give every article that waits its passages."""
        count, inputs = self._embedder.count_tokens, []
        for record, chunks in self._waiting.values():
            inputs += under_title(record.article.title, record.article.text, chunks, count)
        if not inputs:
            return
        texts, spans = zip(*inputs, strict=True)
        rows = zip(*self._embedder.embed_passages(texts, spans), strict=True)
        for record, chunks in self._waiting.values():
            passages = [NewPassage(c.start, c.end, c.sentences, *next(rows)) for c in chunks]
            store.put(self._db, record, passages)
            self.summary.passages += len(chunks)
            self.summary.tokens += sum(c.tokens for c in chunks)
        self._waiting.clear()

    def _arriving(self, item: Article) -> tuple[Article, Record | None]:
        """The article in its language, and what is kept of it, to compare."""
        stored = store.record(self._db, item.id)
        ingested = stored.article.ingested if stored else None
        return replace(item, language=_language(item), ingested=ingested), stored

    def _renew(self, article: Article, stored: Record) -> bool:
        """Store the new state of an article; whether it is a copy."""
        same_words = content_hash(article.text) == stored.content_hash
        if not same_words or article.language != stored.article.language:
            heirs = self.release(stored)
            copy = self.place(article)
            for heir in heirs:
                self.place(heir)
            return copy
        record = replace(stored, article=article)
        if stored.duplicate_of:
            store.put(self._db, record, [])
        elif (article.title, article.text) != (stored.article.title, stored.article.text):
            self._lead(record)
        else:
            store.put(self._db, record, self._passages(article.id))
        return stored.duplicate_of is not None

    def _lead(self, record: Record) -> None:
        article, count = record.article, self._embedder.count_tokens
        store.put(self._db, record, [])
        self._waiting[article.id] = (record, chunk(article.text, article.language, count))

    def _passages(self, article_id: str) -> list[NewPassage]:
        ids = self._db.execute("SELECT id FROM passages WHERE article_id = ? ORDER BY id", (article_id,))
        rows = store.passage_rows(self._db, [id_ for (id_,) in ids])
        return [NewPassage(r.passage.start, r.passage.end, r.passage.sentences, r.vector, r.parts) for r in rows]

    def _kept(self, article_id: str) -> Stored | None:
        record = store.record(self._db, article_id)
        return (record.article.text, record.signature) if record else None


def _language(article: Article) -> str:
    """The stated language, unless none is, or one of it and the text is in Latin letters and one is not."""
    stated = normal_code(article.language)
    letters = [char for char in article.text[:400] if char.isalpha()]
    latin = 2 * sum(char < "\u0250" for char in letters) > len(letters)
    fits = latin != (stated in _NOT_LATIN.split())
    return stated if stated and fits else detect(f"{article.title}\n{article.text}")
