"""Numbers of citations: the same evidence keeps its number through a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.types import Article, Span
from rag.types import Citation


@dataclass(slots=True)
class Numbering:
    """Gives out numbers from 1 on, beginning behind those of `earlier` citations."""

    earlier: Sequence[Citation] = ()
    _new: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def cite(self, article: Article, span: Span, also_in: tuple[str, ...] = ()) -> Citation:
        """The citation of that span; one that was cited before keeps its number, if the text is the same."""
        key = (article.id, *span)
        known = self._new.get(key) or next((c for c in self.earlier if _same(c, article, span)), None)
        if known is None:
            start, end = span
            known = Citation(self._next, article, article.text[start:end], start, end, also_in)
        self._new[key] = known
        return known

    @property
    def _next(self) -> int:
        return max((c.number for c in (*self.earlier, *self._new.values())), default=0) + 1


def _same(citation: Citation, article: Article, span: Span) -> bool:
    return (citation.article.id, citation.start, citation.end) == (article.id, *span) and (
        citation.article.text == article.text
    )
