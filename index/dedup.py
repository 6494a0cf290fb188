"""Which articles say what another already says.

An exact copy has the same folded text. A near copy shares most of its letters with its leader *and says
nothing that the leader does not*: no number that the leader lacks, no new stretch of words. So an update
("12 dead" to "15 dead", a paragraph added) stays an article of its own, and news that contradicts news can be
found.

Candidates come from MinHash signatures (Broder 1997) under locality-sensitive hashing, within one language,
and are verified on the sets of character shingles themselves. They are compared with leaders only: chains,
copies of copies, would drop unlike articles.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from index.language import fold
from index.months import JALALI_MONTHS, MONTHS

THRESHOLD = 0.7
"""Jaccard similarity of the shingle sets from which two texts are the same report."""
MIN_CHARS = 200
"""Shorter texts are compared as a whole only."""

_PERMUTATIONS, _BANDS, _SEED = 64, 16, 2023
# 16 bands of 4 find a pair at Jaccard .7 with probability .99 and cost 1.4 kB a leader.
_LIKELY = THRESHOLD - 3 * 0.057
"""Estimate of the similarity, less three standard errors, under which a candidate is not read."""
_MOST_WEIGHED, _MOST_READ = 200, 10
"""Candidates, the latest, whose signatures are compared, and of those whose texts are: thousands of weather
reports, each like all others but for its numbers, would otherwise take quadratic time."""
_UNSPACED = ("zh", "ja", "ko")
_SHINGLE, _SHINGLE_UNSPACED = 5, 3
_WINDOW, _WINDOW_UNSPACED = 80, 30
_NEW_SHARE = 0.6
"""Share of a window of letters that is in no shingle of the leader: more is a stretch of its own."""
_DATELINE = 60
"""Characters at either end of a text in which agencies date and sign it."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")

Stored = tuple[str, bytes | None]
"""What is kept of a leader: its text and its signature."""


def content_hash(text: str) -> str:
    """SHA-256, in hexadecimal, of the text folded (NFKC, case, diacritics) with white space collapsed."""
    return hashlib.sha256(" ".join(fold(text).split()).encode("utf-8", "surrogatepass")).hexdigest()


def signature(text: str, language: str) -> bytes | None:
    """The MinHash signature of a text, about 300 bytes; None where it is too short to be a near copy."""
    if len(text) < MIN_CHARS:
        return None
    sketch = _empty_sketch()
    sketch.update(list(dict.fromkeys(_shingles(_letters(text), language))))
    return bytes(sketch.__getstate__())


def is_near_copy(text: str, leader: str, language: str) -> bool:
    """Whether `text` is the leader's report, and says nothing that the leader does not."""
    shingles = _shingles(_letters(text), language)
    known = set(_shingles(_letters(leader), language))
    mine = set(shingles)
    common = len(mine & known)
    if common < THRESHOLD * (len(mine) + len(known) - common):
        return False
    return _numbers(text) <= _all_numbers(leader) and not _has_new_stretch(shingles, known, language)


class Leaders:
    """The articles that are nobody's copy, by the likeness of their texts; about 160 MB for 100,000 of them.

    `stored` gives (id, language, signature) of those in the library, and is called when first needed; `fetch`
    returns the text and signature kept of one leader.
    """

    def __init__(
        self, stored: Callable[[], Iterable[tuple[str, str, bytes]]], fetch: Callable[[str], Stored | None]
    ) -> None:
        self._stored: Callable[[], Iterable[tuple[str, str, bytes]]] | None = stored
        self._fetch = fetch
        self._buckets: dict[str, Any] = {}
        self._ids: dict[int, str] = {}
        self._keys: dict[str, tuple[str, int]] = {}
        self._next = 0

    def add(self, article_id: str, language: str, signed: bytes | None) -> None:
        """Makes an article a leader; without a signature it has no near copies."""
        self._load()
        self._insert(article_id, language, signed)

    def remove(self, article_id: str) -> None:
        self._load()
        if article_id in self._keys:
            language, key = self._keys.pop(article_id)
            self._buckets[language].remove(key)
            del self._ids[key]

    def find(self, text: str, language: str, signed: bytes | None) -> str | None:
        """The id of the leader that `text`, signed so, is a near copy of; the likeliest is asked first."""
        self._load()
        if signed is None or language not in self._buckets:
            return None
        sketch = _sketch(signed)
        likely: list[tuple[float, str, str]] = []
        for key in sorted(self._buckets[language].query(sketch))[-_MOST_WEIGHED:]:
            leader = self._fetch(self._ids[key])
            other = leader and (_sketch(leader[1]) or _sketch(signature(leader[0], language)))
            if leader and other and (likeness := sketch.jaccard(other)) >= _LIKELY:
                likely.append((-likeness, self._ids[key], leader[0]))
        likely.sort()
        return next((name for _, name, known in likely[:_MOST_READ] if is_near_copy(text, known, language)), None)

    def _load(self) -> None:
        if self._stored is not None:
            stored, self._stored = self._stored, None
            for article_id, language, signed in stored():
                self._insert(article_id, language, signed)

    def _insert(self, article_id: str, language: str, signed: bytes | None) -> None:
        sketch = _sketch(signed)
        if sketch is None and signed is not None and (kept := self._fetch(article_id)):
            sketch = _sketch(signature(kept[0], language))
        if sketch is None or article_id in self._keys:
            return
        if language not in self._buckets:
            self._buckets[language] = _new_buckets()
        self._buckets[language].insert(self._next, sketch)
        self._ids[self._next] = article_id
        self._keys[article_id] = (language, self._next)
        self._next += 1


def _empty_sketch() -> Any:
    import rensa

    return rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)


def _new_buckets() -> Any:
    import rensa

    return rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS, num_bands=_BANDS)


def _sketch(signed: bytes | None) -> Any:
    """The sketch that a signature holds; None where there is none, or one of another version of rensa."""
    if signed is None:
        return None
    sketch = _empty_sketch()
    try:
        sketch.__setstate__(signed)
    except (ValueError, RuntimeError):
        return None
    return sketch


def _letters(text: str) -> str:
    """Letters and digits alone: outlets differ in punctuation and spacing."""
    return _NOT_LETTERS.sub("", fold(text))


def _shingles(letters: str, language: str) -> list[str]:
    size = _SHINGLE_UNSPACED if language in _UNSPACED else _SHINGLE
    return [letters[at : at + size] for at in range(max(1, len(letters) - size + 1))]


def _has_new_stretch(shingles: list[str], known: set[str], language: str) -> bool:
    """Whether most of some window of the text is unknown to the leader: a clause or a sentence added."""
    window = _WINDOW_UNSPACED if language in _UNSPACED else _WINDOW
    new = [shingle not in known for shingle in shingles]
    count = sum(new[:window])
    most = count
    for leaving, entering in zip(new, new[window:], strict=False):
        count += entering - leaving
        most = max(most, count)
    return most > _NEW_SHARE * window


def _all_numbers(text: str) -> set[str]:
    """Numbers by their digits alone, so that 64.6 is 64,6 and 1,000 is 1000."""
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(fold(text))}


def _numbers(text: str) -> set[str]:
    """The numbers that a text states, less the dates and times in its dateline and its signature."""
    folded = fold(text)
    if len(folded) <= 2 * _DATELINE:
        return _all_numbers(folded)
    head, tail = folded[:_DATELINE], folded[-_DATELINE:]
    parts = (_dates().sub(" ", head), folded[_DATELINE:-_DATELINE], _dates().sub(" ", tail))
    return _all_numbers("".join(parts))


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(sorted({re.escape(fold(name)) for name in (*MONTHS, *JALALI_MONTHS)}, key=len, reverse=True))
    year = r"(?:19|20|1[34])\d\d"
    return re.compile(
        rf"\d{{1,2}}:\d\d(?::\d\d)?|\d{{1,4}}\s?([-/.])\s?\d{{1,2}}\s?\1\s?\d{{1,4}}|\d+\s?[年月日时時点點]"
        rf"|\d{{1,2}}\.?\s(?:{months})\b(?:\s{year})?|\b(?:{months})\.?\s\d{{1,2}}\b(?:,?\s{year})?|\({year}\)"
    )
