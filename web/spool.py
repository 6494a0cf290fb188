"""What was sent to be added, laid down beside the library until it has been: a folder a lot.

`lot.json` is written last, so that a folder with it is whole.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.fetch import kind_of
from index.manifest import replace_file

SPOOL = "incoming"
_LOT = "lot.json"


@dataclass(frozen=True, slots=True)
class Lot:
    """`name` is what its sender calls it; `known`, in the field names of an article, overrides what is read.

    `url` is where it is to be fetched from, with `fetch`, or the address that it is known by.
    """

    name: str
    url: str | None = None
    content_type: str | None = None
    known: dict[str, str] = field(default_factory=dict)
    fetch: bool = False


def lay_down(folder: Path, lot: Lot, data: bytes | None) -> None:
    """Keeps a lot until it is taken away. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if data is not None:
        with data_file(folder, lot).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    text = json.dumps(asdict(lot))
    replace_file(folder / _LOT, lambda part: part.write_text(text, encoding="utf-8"))


def take_up(folder: Path) -> Lot:
    """Raises OSError, ValueError."""
    return Lot(**json.loads((folder / _LOT).read_text(encoding="utf-8")))


def data_file(folder: Path, lot: Lot) -> Path:
    """Where the data lies, under a name that tells its kind as the sender's does."""
    suffixes = "".join(Path(lot.name.lower()).suffixes[-2:]) if kind_of(lot.name) else ""
    return folder / f"data{suffixes}"


def left(library: Path) -> Iterator[Path]:
    """Folders of lots that were accepted and not added, the oldest first."""
    whole = (path for path in (library / SPOOL).glob("*") if (path / _LOT).is_file())
    yield from sorted(whole, key=lambda path: (path.stat().st_mtime, path.name))


def take_away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
