"""Options that several commands share, and what they mean."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path

from index.language import normal_code
from index.search import Filters
from index.types import InputError

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", envvar="KHABAR_LIBRARY", metavar="DIR", help="The folder that holds the library."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
EmbedderOption = Annotated[
    str | None,
    typer.Option(
        "--embedder",
        envvar="KHABAR_EMBEDDER",
        metavar="NAME",
        help="A sentence-transformers model, by name or folder. Default: the bundled one.",
    ),
]
OwnEmbedderOption = Annotated[
    str | None,
    typer.Option("--embedder", metavar="NAME", help="Default: the one that the library was built with, and no other."),
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="Printed on this day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Printed on this day or before.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Run by this outlet; may be repeated.")
]
LanguageOption = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="Printed in this language (ar, zh…); may be repeated."),
]


def library_path(chosen: Path | None) -> Path:
    """The folder given, else the one of this user."""
    return chosen.expanduser() if chosen else user_data_path("khabar") / "library"


def filters(since: str | None, until: str | None, sources: list[str] | None, languages: list[str] | None) -> Filters:
    """Raises InputError on a day that is not written YYYY-MM-DD, a period without a day, or no language's code."""
    for name, day in (("--since", since), ("--until", until)):
        if day is not None and not _is_day(day):
            raise InputError(f"{name} {day!r} is not a day: write it as 2023-10-28")
    if since and until and until < since:
        raise InputError(f"the period ends ({until}) before it begins ({since})")
    codes = tuple(language_code(code, "--language") for code in languages or ())
    return Filters(since, until, tuple(sources or ()), codes)


def language_code(code: str, option: str) -> str:
    """The code as Khabar keeps it. Raises InputError, naming the option, on what ISO 639 does not know."""
    from langcodes import tag_is_valid

    found = normal_code(code)
    if not found or not tag_is_valid(found):
        raise InputError(f"{option} {code!r} is not a language code: write ar, en, fr…")
    return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
