"""A question to the passages that may answer it, in whatever language they were printed.

1. Dense candidates: cosine of vectors centred by language (`index.centring`).
2. Lexical candidates: BM25, in the question's own language only.
3. All of them are scored alike: the centred cosine, plus the best sentence as a second encoder sees it, plus the
   share of the question's words, weighted by rarity, that the passage holds. That share is set against what an
   answer usually holds: a passage in the question's own language that lacks its words loses by it, and one in
   another language is not judged by words at all. Rank fusion, which can only ever raise one's own language,
   buries foreign evidence (docs/quality.md).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from index import db
from index.centring import centre, language_mean
from index.embedders import Embedder, Vectors
from index.embedders.sentence_view import LANGUAGES, SentenceView
from index.language import UNKNOWN, detect, fold, function_words, terms
from index.library import Library
from index.types import Hit, InputError

DENSE, LEXICAL, VIEWED = 60, 30, 30
"""Candidates of either kind, and how many of the best the second encoder looks at."""
VIEW_WEIGHT, WORD_WEIGHT, WORDS_EXPECTED = 0.5, 0.5, 0.5
"""Chosen on the `reading` set and checked on the others (docs/quality.md)."""
YEAR_PENALTY = 0.3
"""Taken from a passage that neither names nor was printed about a year that the question names."""
LATEST_MARGIN, LATEST_WEIGHT = 0.3, 0.4
"""Where the latest is asked for: how far from the best a passage may be to gain by its date, and by how much."""
PER_ARTICLE = 2
MAX_CHARS = 2000

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be found. Dates are ISO 8601 days, inclusive; sources and languages are alternatives.

    `latest` ranks what was printed last before the rest of what is near.
    """

    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    latest: bool = False


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index sees it: its language, terms with their weights, and vectors."""

    text: str
    language: str
    terms: dict[str, float]
    vector: Vectors
    centred: Vectors
    view: Vectors | None
    years: frozenset[str]

    def coverage(self, text: str, language: str) -> float | None:
        """Share, 0 to 1, of the weight of the question's terms found in `text`; None across languages."""
        total = sum(self.terms.values())
        if language != self.language or not total:
            return None
        found = set(terms(text, language))
        return sum(weight for term, weight in self.terms.items() if term in found) / total


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what was measured of it. `view` holds its sentences' cosines to the question, if looked at.

    `rules` is the part of the score that rules gave or took: a missing year, the latest asked for.
    """

    row: db.PassageRow
    cosine: float
    coverage: float | None
    view: Vectors | None
    score: float
    rules: float = 0.0


@dataclass(slots=True)
class Searcher:
    """What a search needs, kept together: the library, its embedder and the second encoder."""

    library: Library
    embedder: Embedder
    view: SentenceView = field(default_factory=SentenceView)


def search(searcher: Searcher, question: str, *, k: int = 10, filters: Filters | None = None) -> list[Hit]:
    """The `k` best passages, best first, at most two of an article. Raises InputError on an unusable question."""
    _, candidates = retrieve(searcher, question, filters=filters)
    return hits(candidates, k)


def hits(candidates: Sequence[Candidate], k: int) -> list[Hit]:
    """Candidates as hits: no more than `PER_ARTICLE` of one article, so that none fills the list."""
    taken: dict[str, int] = {}
    found: list[Hit] = []
    for candidate in candidates:
        row = candidate.row
        taken[row.article.id] = taken.get(row.article.id, 0) + 1
        if taken[row.article.id] <= PER_ARTICLE:
            found.append(Hit(row.passage, row.article, candidate.score, row.also_in))
    return found[:k]


def retrieve(searcher: Searcher, question: str, *, filters: Filters | None = None) -> tuple[Query, list[Candidate]]:
    """The question analysed, and its candidates by falling score; ties by passage id."""
    library, filters = searcher.library, filters or Filters()
    allowed = db.filtered_ids(
        library.db,
        since=filters.since,
        until=filters.until,
        sources=filters.sources,
        languages=filters.languages,
    )
    query = analyse(searcher, question)
    dense, _ = library.vectors.search(query.centred, DENSE, allowed)
    lexical = library.lexical.search(list(query.terms), query.language, LEXICAL, allowed)
    ids = list(dict.fromkeys([*(int(i) for i in dense), *(i for i, _ in lexical)]))
    rows = db.passage_rows(library.db, ids)
    first = sorted((_first_look(searcher, query, row) for row in rows), key=order)
    looked = [_second_look(searcher, query, candidate) for candidate in first[:VIEWED]]
    rest = [_scored(query, c.row, c.cosine, c.coverage, None) for c in first[VIEWED:]]
    found = sorted([*looked, *rest], key=order)
    return query, _latest_first(found) if filters.latest else found


def _latest_first(candidates: list[Candidate]) -> list[Candidate]:
    """Those about as near as the best gain by their date, up to `LATEST_WEIGHT` for the newest of them."""
    near = [c for c in candidates if c.score >= candidates[0].score - LATEST_MARGIN]
    days = sorted({(c.row.article.published or "")[:10] for c in near} - {""})
    gain = {day: LATEST_WEIGHT * (n + 1) / len(days) for n, day in enumerate(days)}
    gains = [gain.get((c.row.article.published or "")[:10], 0.0) for c in near]
    newer = [replace(c, score=round(c.score + g, 6), rules=c.rules + g) for c, g in zip(near, gains, strict=True)]
    return sorted([*newer, *candidates[len(near) :]], key=order)


def analyse(searcher: Searcher, question: str) -> Query:
    """Raises InputError on a question without a word in it, or longer than 2,000 characters."""
    text = " ".join(question.encode("utf-8", "replace").decode().split())
    if len(text) > MAX_CHARS:
        raise InputError(f"the question has {len(text):,} characters: ask in at most {MAX_CHARS:,}")
    if not any(c.isalnum() for c in text):
        raise InputError("the question has no word in it: ask in a sentence, such as “Who won the election?”")
    library = searcher.library
    language = detect(text)
    if language == UNKNOWN:
        language = "en"
    words = list(dict.fromkeys(terms(text, language)))
    frequencies, documents = library.lexical.document_frequencies(words, language)
    common = function_words(language)
    weights = {word: _rarity(frequencies.get(word, 0), documents) for word in words if word not in common}
    vector = searcher.embedder.embed_query(text)
    view = searcher.view.encode([text])[0] if language in LANGUAGES else None
    years = frozenset(_YEAR.findall(fold(text)))
    return Query(text, language, weights, vector, centre(vector, mean_of(library, language)), view, years)


def _rarity(passages: int, documents: int) -> float:
    """Inverse document frequency as BM25 has it."""
    return math.log(1 + (documents - passages + 0.5) / (passages + 0.5))


def mean_of(library: Library, language: str) -> Vectors:
    """The vector to subtract for `language`; the prior's where the library holds nothing in it."""
    known = library.means.get(language)
    if known is not None:
        return known
    return language_mean(language, np.zeros(library.dim, np.float32), 0, library.embedder_name)


def _first_look(searcher: Searcher, query: Query, row: db.PassageRow) -> Candidate:
    article = row.article
    cosine = float(centre(row.vector, mean_of(searcher.library, article.language)) @ query.centred)
    coverage = query.coverage(f"{article.title}\n{row.passage.text}", article.language)
    return _scored(query, row, cosine, coverage, None)


def _second_look(searcher: Searcher, query: Query, candidate: Candidate) -> Candidate:
    row = candidate.row
    if query.view is None or row.article.language not in LANGUAGES:
        return candidate
    view = searcher.view.encode([row.article.text[a:b] for a, b in row.passage.sentences]) @ query.view
    return _scored(query, row, candidate.cosine, candidate.coverage, np.asarray(view, np.float32))


def _scored(query: Query, row: db.PassageRow, cosine: float, coverage: float | None, view: Vectors | None) -> Candidate:
    """A passage that the second encoder cannot read gets what it usually finds at such a cosine."""
    viewed = float(view.max()) if view is not None and view.size else 0.15 + 0.5 * cosine
    score = cosine + VIEW_WEIGHT * viewed
    if coverage is not None:
        score += WORD_WEIGHT * (coverage - WORDS_EXPECTED)
    rules = -YEAR_PENALTY if missing_years(query, row) else 0.0
    return Candidate(row, cosine, coverage, view, round(score + rules, 6), rules)


def missing_years(query: Query, row: db.PassageRow) -> frozenset[str]:
    """Years that the question names and the passage, its title and its date do not."""
    if not query.years:
        return query.years
    article = row.article
    printed = " ".join([article.title, row.passage.text, article.published or "", article.text[:400]])
    return query.years - set(_YEAR.findall(fold(printed)))


def order(candidate: Candidate) -> tuple[float, int]:
    """To sort by: the highest score first, ties by passage id."""
    return (-candidate.score, candidate.row.passage.id)
