"""Makes `index/priors.npz`: what the mean vector of a language is, for libraries that hold little of it.

    python -m evals.priors --eval ../shared/eval --news ../shared/news

The base is the mean over passages of English news. To it comes, for each language, how far the claims in it lie
from those in English: claims are about the same articles in every language, so the difference is the language's.
Languages of `sample/` that have no claims take a weak estimate from there. Only means leave the data.
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from evals.datasets.jsonl import read_rows
from index.chunk import chunk
from index.embedders import Vectors
from index.embedders.bundled import NAME, BundledEmbedder
from index.language import detect
from index.readers import read
from index.types import Article

_ARTICLES = 250
_WEAK = 6
"""How many sample passages weigh as much as "the language is like the others"."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", type=Path, required=True)
    options.add_argument("--news", type=Path, required=True)
    options.add_argument("--sample", type=Path, default=Path("sample"))
    options.add_argument("--out", type=Path, default=Path("index/priors.npz"))
    given = options.parse_args()
    embedder = BundledEmbedder()
    english = next(given.news.glob("*_en.jsonl.gz"))
    base = mean(embedder, (text for _, text in islice(passages(embedder, english), _ARTICLES * 4)))
    claims: dict[str, list[str]] = {}
    for row in read_rows(given.eval, "claims", ("claim", "language")):
        claims.setdefault(str(row["language"]), []).append(str(row["claim"]))
    offsets = {language: mean(embedder, texts) for language, texts in claims.items()}
    priors = {language: base + offset - offsets["en"] for language, offset in offsets.items()}
    anyone = np.mean(list(priors.values()), axis=0)
    own: dict[str, list[str]] = {}
    for language, text in passages(embedder, given.sample):
        own.setdefault(language, []).append(text)
    for language, texts in own.items():
        if language not in priors:
            priors[language] = (len(texts) * mean(embedder, texts) + _WEAK * anyone) / (len(texts) + _WEAK)
    priors["*"] = anyone
    halves: dict[str, Any] = {f"{NAME}/{code}": prior.astype(np.float16) for code, prior in sorted(priors.items())}
    np.savez(given.out, **halves)
    print(f"{given.out}: {', '.join(sorted(priors))}")


def mean(embedder: BundledEmbedder, texts: Iterable[str]) -> Vectors:
    listed = list(texts)
    return np.asarray(embedder.embed_passages(listed, [[] for _ in listed])[0].mean(axis=0), np.float32)


def passages(embedder: BundledEmbedder, source: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of the first passages of every article."""
    for article in read(str(source)):
        if isinstance(article, Article):
            language = article.language or detect(f"{article.title} {article.text}")
            for piece in chunk(article.text, language, embedder.count_tokens)[:4]:
                yield language, f"{article.title}\n{article.text[piece.start : piece.end]}"


if __name__ == "__main__":
    main()
