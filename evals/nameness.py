"""Makes `rag/checks/nameness.npz`: which words are names, and which names are persons', by their meaning.

    python -m evals.nameness --news ../shared/news

English news tells the one by its capitals and the other by the words beside it: "in" before a place, a title before or
"said" after a person. A logistic fit on the words' vectors holds in other languages, for translations lie near each
other. It is fitted again with those languages' commonest words, so far as it calls them ordinary, and with CLDR's names
of places. Two vectors leave the data, no text. Prints the AUROC of each on a tenth of the words held out.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import wordfreq
from numpy.typing import NDArray

from index.readers import read
from index.types import Article
from rag.checks.gazetteer import cldr_names
from rag.checks.kinds import title
from rag.checks.lexicon import vector
from rag.checks.nameness import WEIGHTS
from rag.checks.words import words

Floats = NDArray[np.float64]

_LANGUAGES = ("ar", "ru", "zh", "fr", "fa", "es", "de", "tr", "hi", "pt", "ur")
_ARTICLES, _CHARS = 5000, 4000
_COMMON = 5000
_ORDINARY = 1.0
_STEPS, _RATE, _DECAY = 500, 8.0, 1e-5


@dataclass(slots=True)
class Seen:
    """How often each English word was seen in mid-sentence: capital or small, and beside what."""

    large: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    person: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--news", type=Path, required=True)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    given = options.parse_args()
    found = seen(islice(_texts(next(given.news.glob("*_en.jsonl.gz"))), _ARTICLES))
    name, told = _names(found)
    person, sorted_out = _persons(found)
    np.savez(given.out, name=name.astype(np.float32), person=person.astype(np.float32))
    print(f"{given.out}: names AUROC {told:.3f}, persons {sorted_out:.3f}")


def seen(texts: Iterable[str]) -> Seen:
    """Counts over the words of `texts`, those that open a sentence and acronyms left out."""
    found = Seen()
    for text in texts:
        listed = words(text)
        for before, word, after in zip(listed, listed[1:], listed[2:], strict=False):
            if word.initial or not word.text.isalpha() or len(word.text) < 2 or word.text.isupper():
                continue
            if not word.capital:
                found.small[word.text] += 1
                continue
            found.large[word.text] += 1
            gap = text[before.end : word.start]
            found.place[word.text] += before.form in ("in", "near", "from") and gap == " "
            found.person[word.text] += title(before.form) and gap in (" ", ". ")
            spoke = after.form in ("said", "says", "told", "added") and text[word.end : after.start] == " "
            found.person[word.text] += spoke
    return found


def _names(found: Seen) -> tuple[Floats, float]:
    names = [w for w, n in found.large.items() if n >= 4 and found.small[w.lower()] <= 0.05 * n]
    plain = [w for w, n in found.small.items() if n >= 10 and found.large[w.capitalize()] <= 0.1 * n]
    positive, negative = _vectors(names), _vectors([*plain, *(w.capitalize() for w in plain)])
    first, _ = fit(positive, negative)
    common = _vectors([w for code in _LANGUAGES for w in wordfreq.top_n_list(code, _COMMON, "small") if w.isalpha()])
    common = common[common @ first[:-1] + first[-1] < _ORDINARY]
    places = _vectors([w.text for code in ("en", *_LANGUAGES) for n in cldr_names(code) for w in words(n)])
    return fit(np.vstack([positive, places]), np.vstack([negative, common]))


def _persons(found: Seen) -> tuple[Floats, float]:
    persons = [w for w, n in found.person.items() if n >= 2 and n > 3 * found.place[w]]
    places = [w for w, n in found.place.items() if n >= 2 and n > 3 * found.person[w]]
    return fit(_vectors(persons), _vectors(places))


def fit(positive: Floats, negative: Floats, seed: int = 0) -> tuple[Floats, float]:
    """Weights with the constant last, by gradient descent, the two classes weighing the same; AUROC on a held tenth."""
    inputs = np.vstack([positive, negative])
    inputs = np.hstack([inputs, np.ones((len(inputs), 1))])
    wanted = np.r_[np.ones(len(positive)), np.zeros(len(negative))]
    order = np.random.default_rng(seed).permutation(len(wanted))
    inputs, wanted = inputs[order], wanted[order]
    kept = len(wanted) * 9 // 10
    share = wanted[:kept].mean()
    importance = np.where(wanted[:kept] == 1, 0.5 / share, 0.5 / (1 - share))
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(inputs[:kept] @ weights)))
        slope = inputs[:kept].T @ ((chance - wanted[:kept]) * importance) / kept
        weights -= _RATE * (slope + _DECAY * weights)
    return weights, auroc(inputs[kept:] @ weights, wanted[kept:])


def auroc(scores: Floats, wanted: Floats) -> float:
    """The chance that a positive scores above a negative."""
    ranks = np.argsort(np.argsort(scores))
    positives = wanted.sum()
    least = positives * (positives - 1) / 2
    return float((ranks[wanted == 1].sum() - least) / (positives * (len(wanted) - positives)))


def _vectors(listed: Sequence[str]) -> Floats:
    return np.stack([vector(word) for word in dict.fromkeys(listed)]).astype(np.float64)


def _texts(source: Path) -> Iterable[str]:
    return (item.text[:_CHARS] for item in read(str(source)) if isinstance(item, Article))


if __name__ == "__main__":
    main()
