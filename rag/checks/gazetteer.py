"""Names known beforehand: countries, cities, regions, peoples, and bodies whose names are translated.

Countries and the cities of time zones come from CLDR in the language of the text; what CLDR leaves out stands in
`gazetteer/*.txt`, one thing a line, every script side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from rag.checks.words import STEMMED, stem, words

Kind = Literal["country", "region", "city", "organisation", "firm", "person"]

_FOLDER = Path(__file__).with_suffix("")
_CONTINENTS = {"002": "Africa", "142": "Asia", "150": "Europe", "009": "Oceania", "005": "South America",
               "013": "Central America", "419": "Latin America"}  # fmt: skip
_NOT_COUNTRIES = frozenset({"EU", "UN", "EZ", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
_BODIES: dict[str, Kind] = {"o": "organisation", "f": "firm", "p": "person"}
_EUROPE = "001-Europe"
_SCRIPTS = {"ru": ("\u0400", "\u04ff"), "hi": ("\u0900", "\u097f")}
# Names that are far oftener an ordinary word, folded.
_ORDINARY = frozenset({"مالي", "ماليه", "nice", "чад", "city"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing. `key` is an ISO code for a country, "CN/Beijing" for what lies in one, or an English name."""

    key: str
    kind: Kind

    @property
    def territory(self) -> str:
        """The code of the country it is or lies in; "" for what lies in none."""
        return self.key.partition("/")[0] if self.kind in ("country", "region", "city") else ""


@dataclass(frozen=True, slots=True)
class Sense:
    """An entry under one of its names. `stated`: the name states it; otherwise it only implies it (White House: US)."""

    entry: Entry
    name: str
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What a folded name, its words joined by one space, may mean. `tables` serves every language."""

    tables: dict[str, list[Sense]]
    own: dict[str, list[Sense]]
    stems: dict[str, list[Sense]]
    longest: dict[str, int]
    """First word of a name, or its stem, to the number of words that the longest such name has."""

    def exact(self, name: str) -> list[Sense]:
        """The senses of a folded name; empty where it is not known."""
        return self.tables.get(name, []) + self.own.get(name, [])


@cache
def gazetteer(language: str) -> Gazetteer:
    """All known names as they are written in `language`; tables cover all scripts at once, CLDR the language's own."""
    own = _indexed(_cldr(language))
    stems: defaultdict[str, list[Sense]] = defaultdict(list)
    inflected = (*own.items(), *_tables_indexed().items()) if language in STEMMED else ()
    for name, senses in inflected:
        kept = [s for s in senses if not s.name.isupper() and (s.entry.kind != "firm" or not s.name.isascii())]
        if kept and _in_script(name, language):
            stems[" ".join(stem(f, language) for f in name.split(" "))] += kept
    longest: dict[str, int] = dict(_tables_longest())
    for name in (*own, *stems):
        first, _, rest = name.partition(" ")
        longest[first] = max(longest.get(first, 1), rest.count(" ") + 2 if rest else 1)
    return Gazetteer(_tables_indexed(), own, dict(stems), longest)


def _in_script(name: str, language: str) -> bool:
    start, end = _SCRIPTS.get(language, ("a", "\u024f"))
    return start <= name[0] <= end


@cache
def _tables_indexed() -> dict[str, list[Sense]]:
    return _indexed(_tables())


@cache
def _tables_longest() -> dict[str, int]:
    longest: defaultdict[str, int] = defaultdict(int)
    for name in _tables_indexed():
        first, _, rest = name.partition(" ")
        longest[first] = max(longest[first], rest.count(" ") + 2 if rest else 1)
    return dict(longest)


def _indexed(senses: Iterable[Sense]) -> dict[str, list[Sense]]:
    listed: defaultdict[str, list[Sense]] = defaultdict(list)
    for sense in senses:
        listed[" ".join(word.form for word in words(sense.name))].append(sense)
    for name in _ORDINARY:
        listed.pop(name, None)
    return dict(listed)


@cache
def forms(key: str) -> tuple[str, ...]:
    """Every name that the tables give the entry, and CLDR's English one."""
    return _by_key().get(key, ())


@cache
def _by_key() -> dict[str, tuple[str, ...]]:
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for sense in (*_tables(), *_cldr("en")):
        if sense.stated:
            listed[sense.entry.key].append(sense.name)
    return {key: tuple(dict.fromkeys(names)) for key, names in listed.items()}


@cache
def _tables() -> tuple[Sense, ...]:
    return (*_places("cities", "city"), *_places("regions", "region"), *_countries(), *_bodies())


def _places(table: str, kind: Kind) -> Iterator[Sense]:
    for code, names in _lines(table):
        yield from _senses(Entry(f"{code}/{names[0]}", kind), names)


def _countries() -> Iterator[Sense]:
    for code, names in (*_lines("countries"), *_lines("peoples")):
        nation = code.partition("-")[2]
        entry = Entry(f"GB/{nation}", "region") if nation and code != _EUROPE else Entry(code, "country")
        yield from _senses(Entry("-/Europe", "region") if code == _EUROPE else entry, names)


def _bodies() -> Iterator[Sense]:
    for letter, names in _lines("bodies"):
        yield from _senses(Entry(names[0], _BODIES[letter]), names)


def _senses(entry: Entry, names: list[str]) -> Iterator[Sense]:
    for name in names:
        yield Sense(entry, name.lstrip("~"), not name.startswith("~"))


def _lines(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in (_FOLDER / f"{table}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(" ")
            yield head, [name.strip() for name in rest.split(",") if name.strip()]


def _cldr(language: str) -> Iterator[Sense]:
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        if code in _CONTINENTS:
            yield Sense(Entry(f"-/{_CONTINENTS[code]}", "region"), name)
        elif len(code) == 2 and code not in _NOT_COUNTRIES:
            yield Sense(Entry(code, "country"), name)
    territories = get_global("zone_territories")
    for area, cities in _zones():
        for city in cities:
            zone = f"{area}/{city}"
            name = locale.time_zones.get(zone, {}).get("city", city.replace("_", " "))
            yield Sense(Entry(f"{territories.get(zone, '-')}/{city.replace('_', ' ')}", "city"), name)


@cache
def _zones() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (_FOLDER / "zones.txt").read_text("utf-8").splitlines()
    return tuple((line.split()[0], tuple(line.split()[1:])) for line in lines if not line.startswith("#"))


def cldr_names(language: str) -> list[str]:
    """CLDR's names of countries and time-zone cities in `language`."""
    return [sense.name for sense in _cldr(language)]
