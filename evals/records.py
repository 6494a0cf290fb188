"""What came of each question, one line of JSON each: enough to score, to compare and to read it again later."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from index.types import InputError

FILE = "records.jsonl"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system made of a question or a claim.

    `scores` are as in `evals.judge`, and seconds by stage. `confidence` is its own, on any scale; `called` the word
    it has for that, `right` whether its first quote answers. `ranked` are article ids and `quotes` (article id,
    text), best first; `said` is a verdict, or an answer in its own words.
    """

    scores: dict[str, float]
    confidence: float | None = None
    called: str = ""
    right: bool | None = None
    ranked: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A question or a claim, and what each system made of it.

    `group` joins what must be drawn together in a resample. `asked` and `printed` are the languages of the question
    and of the article that answers ("" if of several). `positive`: answerable, or of a claim, supported; None where
    nobody knows. `kind` is the type of question, or the change in a claim. `shown` is false where only totals may
    be looked at.
    """

    data_set: str
    direction: str
    id: str
    group: str
    asked: str
    printed: str
    positive: bool | None
    question: str
    expected: tuple[str, ...]
    outcomes: dict[str, Outcome]
    kind: str = ""
    shown: bool = True

    @property
    def key(self) -> Key:
        return self.data_set, self.direction, self.id


def write(file: IO[bytes], record: Record) -> None:
    """One line in one piece to a file opened to append, unbuffered: several processes may do so."""
    file.write((json.dumps(asdict(record), ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def read(path: Path) -> list[Record]:
    """The records of a file, the first of each key; a last line that was cut off by a kill is left out.

    Raises `InputError` where the file cannot be read or another line is no record.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); `khabar eval run` writes it") from error
    found: dict[Key, Record] = {}
    for record in _parsed(path, lines[:-1]):
        found.setdefault(record.key, record)
    return list(found.values())


def mend(path: Path) -> None:
    """Cut off a last line without its end, so that what is appended begins a new one."""
    if path.exists():
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            with path.open("rb+") as file:
                file.truncate(data.rfind(b"\n") + 1)


def _parsed(path: Path, lines: Iterable[str]) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        try:
            fields: dict[str, Any] = json.loads(line)
            outcomes = {name: _outcome(value) for name, value in fields.pop("outcomes").items()}
            yield Record(**{**fields, "expected": tuple(fields["expected"])}, outcomes=outcomes)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}:{number}: no record of this version ({error}); begin another run") from error


def _outcome(fields: dict[str, Any]) -> Outcome:
    quotes = tuple((article, text) for article, text in fields["quotes"])
    return Outcome(**{**fields, "ranked": tuple(fields["ranked"]), "quotes": quotes})
