"""Names that a quote has and a claim leaves out, and whether one of them stands where a name of the claim stands."""

from dataclasses import dataclass

from rag.checks.carried import carries, likeliest, script, sounds
from rag.checks.chinese import Token, tokens
from rag.checks.gazetteer import Entry, forms
from rag.checks.kinds import by_meaning
from rag.checks.nameness import nameness
from rag.checks.places import implies, mentions
from rag.checks.roles import Span, align, empty
from rag.checks.spotting import PARTICLES, Name, names
from rag.checks.states import states as meant
from rag.checks.words import HAN, Word, words

PLACES = frozenset({"country", "region", "city"})
_BODIES = frozenset({"organisation", "firm"})
_GROUPS = (_BODIES, frozenset({"country", "region"}))
_STRICT = 0.8
"""Likeness from which a known name counts as spelt by sound in a language that the gazetteer lacks."""
_PULL, _OF_BEST, _OUTDONE = 0.1, 0.4, 3.0
"""Fit that another name must have: at least, of the best that any word has, and as many times the name's own."""
_NAMELY, _LIKE_A_NAME = 1.0, 0.5
_STANDS_IN = 0.31
"""Likeness in context from which two names stand in the same place: names .33 to .5, others mostly below .3."""


@dataclass(frozen=True, slots=True)
class Text:
    """A claim, a quote or a passage, with its language."""

    text: str
    language: str


def kind(name: Name) -> str:
    """ "place", "organisation", "person" or "event", or "" where nothing tells."""
    if any(entry.kind in PLACES for entry in name.entries):
        return "place"
    return "organisation" if name.kind == "firm" else name.kind or ""


def parts(name: Name) -> list[Word]:
    """The words of a name that tell it from others."""
    return [word for word in words(name.surface) if word.form not in PARTICLES]


def states(name: Name, own: Text, other: Text) -> bool:
    """Whether `other` names the same; `own` is the text that `name` is taken from."""
    if name.entries:
        return any(_stated(entry, other) for entry in name.entries)
    within = sounds(other.text, other.language)
    return any(carries(word.text, own.language, within) for word in parts(name))


def _stated(entry: Entry, other: Text) -> bool:
    if any(implies(found, entry) for m in mentions(other.text, other.language) for found in m.entries):
        return True
    within = sounds(other.text, other.language)
    if entry.kind == "country" or any(script(form) in within.scripts for form in forms(entry.key)):
        return False
    return all((likeliest(w.text, "en", within) or 0) >= _STRICT for w in words(forms(entry.key)[0]))


def left_out(quote: Text, claim: Text) -> list[Name]:
    """The names that the quote states and the claim does not."""
    return [name for name in names(quote.text, quote.language) if name.sure and not states(name, quote, claim)]


def counterpart(name: Name, claim: Text, quote: Text, listed: list[Name]) -> str:
    """The known name of the quote, of just the same kind as a known name of the claim, that the claim leaves out.

    "" where there is none, or where claim and quote share another name of that kind.
    """
    group = next((g for g in _GROUPS if name.entries[0].kind in g), frozenset({name.entries[0].kind}))
    alike = [n for n in listed if n != name and any(e.kind == name.entries[0].kind for e in n.entries)]
    stated = [entry for n in listed for entry in n.entries]
    if any(states(n, claim, quote) for n in alike):
        return ""
    for other in names(quote.text, quote.language):
        fit = [e for e in other.entries if e.kind in group]
        if fit and not any(e.key == s.key or implies(s, e) for e in fit for s in stated):
            return other.surface
    return ""


def where(name: Name, claim: Text, quote: Text) -> list[Span]:
    """The places of the claim's name in the quote."""
    if name.entries:
        keys = {entry.key for entry in name.entries}
        found = [m for m in mentions(quote.text, quote.language) if m.stated and keys & {e.key for e in m.entries}]
        return [(m.start, m.end) for m in found]
    spans = []
    for word in words(quote.text):
        alone = sounds(word.text, quote.language)
        if any(carries(part.text, claim.language, alone) for part in parts(name)):
            spans.append((word.start, word.end))
    return spans


def usurper(name: Name, claim: Text, quote: Text, listed: list[Name]) -> str:
    """The name of the quote that stands where `name` stands in the claim, though the quote has that one too.

    "" where there is none: it must be of the same kind, left out of the claim, and fit far better.
    """
    rivals = [n for n in _rivals(name, claim, quote) if not _related(n, name)]
    if not rivals:
        return ""
    alignment = align(claim.text, claim.language, quote.text, quote.language, _shared(claim, quote, listed, name))
    here = (name.start, name.end)
    own = max((alignment.fit(here, place) for place in where(name, claim, quote)), default=0.0)
    fit, rival = max((alignment.fit(here, (n.start, n.end)), n.surface) for n in rivals)
    least = max(_PULL, _OF_BEST * alignment.best(here), _OUTDONE * own)
    return rival if fit >= least else ""


def replacement(name: Name, claim: Text, quote: Text, listed: list[Name]) -> str:
    """The name of the quote that the claim has exchanged for `name`, which the quote lacks; "" for none.

    Where claim and quote share a name of that kind, another must stand in the place of `name` to be taken for it.
    """
    wanted = kind(name)
    rivals = _rivals(name, claim, quote)
    if not rivals:
        return ""
    shared = _shared(claim, quote, listed, name)
    alignment = align(claim.text, claim.language, quote.text, quote.language, shared)
    here = (name.start, name.end)
    fit, rival = max(((alignment.fit(here, (n.start, n.end)), n) for n in rivals), key=lambda pair: pair[0])
    others = (n for n in listed if n != name and kind(n) == wanted)
    if any(states(n, claim, quote) for n in others):
        taken = max((alignment.fit(here, place) for _, place in shared), default=0.0)
        return rival.surface if fit >= max(_PULL, taken) else ""
    return rival.surface


def stand_in(name: Name, claim: Text, quote: Text, listed: list[Name]) -> str:
    """What the quote names in the place of `name`, which it lacks, by what both mean in their sentences.

    "" where nothing stands there, or what is nearest is no name (she, the singer), of another kind, or `name` itself.
    """
    ours, theirs = tokens(claim.text), tokens(quote.text)
    left = [n for n in names(quote.text, quote.language) if not states(n, quote, claim)]
    taken = [place for n in listed for place in where(n, claim, quote)]
    free = [i for i, t in enumerate(theirs) if not empty(t, quote.language) and not _over(t, taken)]
    named = {i: next((n for n in left if _over(theirs[i], [(n.start, n.end)])), None) for i in free}
    rivals = {i for i, other in named.items() if _may_replace(name, theirs[i], other)}
    here = [i for i, t in enumerate(ours) if _over(t, [(name.start, name.end)])]
    if not rivals or not here:
        return ""
    likeness = (meant(claim.text)[here] @ meant(quote.text).T).mean(axis=0)
    best = max(free, key=lambda i: float(likeness[i]))
    if best not in rivals or likeness[best] < _STANDS_IN:
        return ""
    other = named[best]
    return other.surface if other else theirs[best].text


def _may_replace(name: Name, token: Token, other: Name | None) -> bool:
    if not other and (nameness(token.text) < _LIKE_A_NAME or token.text.isdigit()):
        return False
    if HAN.match(token.text) and set(token.text) & set(name.surface):
        return False
    of, to = kind(name), kind(other) if other else by_meaning([token.text])
    return not of or not to or (of == "person") == (to == "person")


def _over(token: Token, spans: list[Span]) -> bool:
    return any(token.start < end and start < token.end for start, end in spans)


def _rivals(name: Name, claim: Text, quote: Text) -> list[Name]:
    """The names that the quote has, and the claim has not, which are surely of the kind of `name`."""
    wanted = kind(name)
    left = left_out(quote, claim) if wanted else []
    return [n for n in left if kind(n) == wanted and _proper(n) and _of_a_size(n, name)]


def _shared(claim: Text, quote: Text, listed: list[Name], but: Name) -> tuple[tuple[Span, Span], ...]:
    pairs = ((n, where(n, claim, quote)) for n in listed if n != but)
    return tuple(((n.start, n.end), place) for n, places in pairs for place in places[:1])


def _of_a_size(one: Name, other: Name) -> bool:
    """Not a country or continent beside a place that is neither: all of those are known."""
    return _wide(one) == _wide(other)


def _wide(name: Name) -> bool:
    return any(e.kind == "country" or e.key.startswith("-/") for e in name.entries)


def _related(one: Name, other: Name) -> bool:
    return any(implies(a, b) or implies(b, a) for a in one.entries for b in other.entries)


def _proper(name: Name) -> bool:
    """Made of words that are names, rather than of ordinary ones written large (South Lawn)."""
    return bool(name.entries) or any(nameness(word.text) >= _NAMELY for word in parts(name))
