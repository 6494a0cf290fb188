"""The vector store and the word index: made from SQLite, kept beside it, and made anew when in doubt.

While the manifest's generation equals SQLite's, they are whole; otherwise they are brought up to date by the
difference of passage ids, and what cannot be read of them is made anew.
"""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import numpy as np

from index import manifest, passages, schema
from index.centring import centre, language_mean
from index.embedders import Vectors
from index.lexical import LexicalIndex
from index.manifest import WORDS, Manifest
from index.types import DamagedError, LibraryError
from index.vectors import FaissStore, VectorStore

_GROWTH = 1.5
"""How much a language must have grown, or shrunk, for its mean to be taken anew."""


@dataclass(slots=True)
class Caches:
    """Both of them as of `generation`; -1 while they are yet to be made.

    `means` are those that the vector store was centred with, by language, each of `counts` passages.
    `saved_as` names the file that holds the vector store as it is, None if none does.
    """

    path: Path
    db: sqlite3.Connection
    embedder_name: str
    dim: int
    vectors: VectorStore
    lexical: LexicalIndex
    means: dict[str, Vectors] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    generation: int = -1
    saved_as: str | None = None


def clear(caches: Caches) -> None:
    """Empty, and in memory."""
    caches.lexical.close()
    caches.vectors, caches.lexical = FaissStore(caches.dim), LexicalIndex.open(None)
    caches.means, caches.counts, caches.generation, caches.saved_as = {}, {}, -1, None


def load(caches: Caches, *, mend: bool) -> bool:
    """Take the caches that lie on disk, each if it can be read; whether they are whole.

    With `mend`, which needs the lock, a word index that cannot be used is begun anew. A manifest from later
    than SQLite tells of a restored backup, which gives ids out again: then nothing is taken.
    """
    clear(caches)
    found = manifest.read(caches.path)
    now = schema.generation(caches.db)
    built_for = (caches.embedder_name, caches.dim)
    if found is None or (found.embedder, found.dim) != built_for or found.generation > now:
        if mend:
            (caches.path / manifest.MANIFEST).unlink(missing_ok=True)
            caches.lexical = LexicalIndex.open(caches.path / WORDS, create=True)
        return False
    whole = found.generation == now and not manifest.altered(caches.path, found)
    if not _load_vectors(caches, found) and _replaced(caches.path, found):
        return load(caches, mend=mend)
    words_read = _load_words(caches, mend=mend, probe=not whole)
    if words_read and caches.saved_as and (whole or found.generation < now):
        caches.generation = found.generation
    return caches.generation == now


def _load_vectors(caches: Caches, found: Manifest) -> bool:
    try:
        caches.vectors = FaissStore.load(caches.path / found.vectors)
    except (DamagedError, OSError):
        return False
    caches.means, caches.counts, caches.saved_as = dict(found.means), dict(found.counts), found.vectors
    return True


def _load_words(caches: Caches, *, mend: bool, probe: bool) -> bool:
    try:
        words = LexicalIndex.open(caches.path / WORDS)
        if probe:
            words.ids()
    except (DamagedError, OSError):
        if mend:
            caches.lexical = LexicalIndex.open(caches.path / WORDS, create=True)
        return False
    caches.lexical = words
    return True


def _replaced(folder: Path, found: Manifest) -> bool:
    """Whether a writer has saved anew since, and so taken the file away."""
    newer = manifest.read(folder)
    return newer is not None and newer.vectors != found.vectors


def rebuild(caches: Caches) -> None:
    """Make both anew from SQLite, without embedding, and save them; the caller holds the lock."""
    clear(caches)
    caches.lexical = LexicalIndex.open(caches.path / WORDS, create=True)
    synchronise(caches)
    save(caches)


def synchronise(caches: Caches) -> None:
    """Bring both up to what SQLite holds at this moment, in memory and in the word index's folder."""
    with schema.snapshot(caches.db):
        generation, wanted = schema.generation(caches.db), passages.passage_ids(caches.db)
        try:
            _synchronise_vectors(caches, wanted)
        except BaseException:  # half of it would pass for the whole next time
            caches.vectors, caches.means, caches.counts = FaissStore(caches.dim), {}, {}
            caches.generation, caches.saved_as = -1, None
            raise
        try:
            _synchronise_words(caches, wanted)
        except DamagedError:
            if caches.lexical.private:
                raise
            caches.lexical = LexicalIndex.open(caches.path / WORDS, create=True)
            _synchronise_words(caches, wanted)
    caches.generation = generation


def _synchronise_vectors(caches: Caches, wanted: passages.Ids) -> None:
    outgrown = _take_means(caches)
    present = caches.vectors.ids()
    moved = passages.ids_in(caches.db, outgrown)
    stale = present[~np.isin(present, wanted) | np.isin(present, moved)]
    kept = np.setdiff1d(present, stale)
    missing = np.setdiff1d(wanted, kept)
    if len(stale) or len(missing):
        caches.saved_as = None
    if len(stale) > len(kept):
        caches.vectors = FaissStore(caches.dim)
        missing = wanted
    else:
        caches.vectors.remove(stale)
    for ids, languages, vectors in passages.iter_vectors(caches.db, missing):
        means = np.stack([caches.means[language] for language in languages])
        caches.vectors.add(ids, centre(vectors, means))


def _take_means(caches: Caches) -> list[str]:
    """The languages that are new or have outgrown their mean, which is taken anew."""
    outgrown = [
        language
        for language, count in passages.language_counts(caches.db).items()
        if not 1 / _GROWTH < count / max(caches.counts.get(language, 0), 1e-9) < _GROWTH
    ]
    for language, (total, count) in passages.language_sums(caches.db, outgrown).items():
        caches.means[language] = language_mean(language, total, count, caches.embedder_name)
        caches.counts[language] = count
    return outgrown


def _synchronise_words(caches: Caches, wanted: passages.Ids) -> None:
    caches.lexical.rollback()
    present = caches.lexical.ids()
    caches.lexical.remove(np.setdiff1d(present, wanted).tolist())
    caches.lexical.add(passages.iter_texts(caches.db, np.setdiff1d(wanted, present)))
    caches.lexical.commit()


def save(caches: Caches) -> None:
    """The vectors, then the manifest. Raises LibraryError where the disk is full or read-only."""
    path = caches.path
    try:
        if caches.saved_as is None:
            name = f"vectors-{uuid4().hex[:12]}.faiss"
            manifest.replace_file(path / name, caches.vectors.save)
            caches.saved_as = name
        name, means = caches.saved_as, caches.means
        files = manifest.fingerprints(path, manifest.cache_files(path, name))
        told = (caches.generation, caches.embedder_name, caches.dim, name, means, caches.counts, files)
        manifest.write(path, Manifest(*told))
        for old in manifest.leftovers(path, name):
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:
        raise LibraryError(
            f"the articles are kept, but their indexes cannot be saved ({error}): make room, then `khabar rebuild`"
        ) from error
