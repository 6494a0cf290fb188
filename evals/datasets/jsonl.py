"""The one shape that every evaluation file has: a JSON object a line."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from index.types import InputError

Row = dict[str, Any]


class MissingSetError(InputError):
    """A data set is not where it was looked for."""


def read_rows(folder: Path, name: str, fields: Collection[str]) -> list[Row]:
    """Return the objects of `folder/name.jsonl`, each of which has at least the named fields.

    Raises `MissingSetError` where the folder has no such file, `InputError` where there is no folder, the file
    cannot be read, a line is no JSON object, or a field is absent.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the evaluation sets' folder, e.g. --data ../shared/eval")
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        raise MissingSetError(f"{path}: no such file; the folder must hold {name}.jsonl, or leave that data set out")
    return read_file(path, fields)


def read_file(path: Path, fields: Collection[str]) -> list[Row]:
    """Return the objects of a file, as `read_rows` does."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); fetch the file again") from error
    return [_row(line, f"{path}:{number}", fields) for number, line in enumerate(lines, 1) if line.strip()]


def iso_date(text: str | None) -> str | None:
    """Return "2023/04/28" and "2015-07-27 17:03:56" as ISO 8601 has them; None or empty stays None."""
    return text.replace("/", "-").replace(" ", "T") if text else None


def _row(line: str, where: str, fields: Collection[str]) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error}); fetch the file again") from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: not a JSON object; fetch the file again")
    missing = [field for field in fields if field not in row]
    if missing:
        raise InputError(f"{where}: no field {missing[0]!r}; is this the right file?")
    return row
