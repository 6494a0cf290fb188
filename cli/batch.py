"""Many questions from a file of JSON Lines, with the models loaded once."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from cli import present
from cli.options import filters
from index.search import Filters
from index.types import InputError


def run_batch(path: Path, defaults: Filters, answer: Callable[[str, Filters], dict[str, Any]]) -> None:
    """Every line gets a line: the answer, or an error with its id. Exits with 2 if any line was refused."""
    refused = 0
    for number, line in _lines(path):
        identity: Any = number
        try:
            entry = _entry(line)
            identity = entry.get("id", number)
            result = answer(_question_of(entry), _limits(entry, defaults))
        except InputError as error:
            refused += 1
            result = {"error": str(error), "line": number}
        present.print_json_line({"id": identity, **result})
    if refused:
        raise typer.Exit(2)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with sys.stdin if str(path) == "-" else path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}): give a file of JSON Lines in UTF-8") from error


def _entry(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from error
    if not isinstance(entry, dict):
        raise InputError('no "question" in the line: write {"id": "1", "question": "…"}')
    return entry


def _question_of(entry: dict[str, Any]) -> str:
    if not isinstance(entry.get("question"), str):
        raise InputError('no "question" in the line: write {"id": "1", "question": "…"}')
    return str(entry["question"])


def _limits(entry: dict[str, Any], defaults: Filters) -> Filters:
    def many(name: str, otherwise: tuple[str, ...]) -> list[str]:
        value = entry.get(name, entry.get(f"{name}s", otherwise)) or ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
            raise InputError(f'"{name}" must be a text or a list of texts, not {value!r}')
        return list(listed)

    def day(name: str, otherwise: str | None) -> str | None:
        value = entry.get(name, otherwise)
        if value is not None and not isinstance(value, str):
            raise InputError(f'"{name}" must be a day in quotation marks, such as "2023-10-28", not {value!r}')
        return value

    return filters(
        day("since", defaults.since),
        day("until", defaults.until),
        many("source", defaults.sources),
        many("language", defaults.languages),
    )
