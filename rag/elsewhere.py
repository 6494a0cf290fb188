"""Whether a passage tells of another country than the question names: the same event elsewhere is no answer."""

from functools import lru_cache

from index.db import PassageRow
from rag.checks.names import HOMES, names


def elsewhere(question: str, language: str, row: PassageRow) -> bool:
    """The question names a place, and the passage with its title names places of other countries alone.

    An article seldom names the country in which its readers live, so that one is taken as told.
    """
    asked = _territories(question, language)
    if not asked:
        return False
    article = row.article
    told = _territories(f"{article.title}\n{row.passage.text}", article.language)
    return bool(told) and not asked & (told | {HOMES.get(article.language, "")})


@lru_cache(maxsize=2048)
def _territories(text: str, language: str) -> frozenset[str]:
    """ISO codes of the countries that the names in `text` may stand for or lie in."""
    found = (entry.territory for name in names(text, language) for entry in name.entries)
    return frozenset(code for code in found if code)
