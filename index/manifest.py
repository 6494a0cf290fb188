"""`manifest.json`: what the caches beside it were made from. Written last, so what it names is whole.

The vectors lie in a file of their own name each time, so that a reader never has one save's vectors with
another save's means.
"""

import base64
import json
import os
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.centring import RULE
from index.embedders import Vectors

MANIFEST, WORDS = "manifest.json", "words"
_PART = ".part"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """`means` and `counts` by language: the mean that was subtracted, of how many passages it was taken.

    `files` are (size, CRC-32) of each cache file, by its path inside the library.
    """

    generation: int
    embedder: str
    dim: int
    vectors: str
    means: dict[str, Vectors]
    counts: dict[str, int]
    files: dict[str, tuple[int, int]]


def read(folder: Path) -> Manifest | None:
    """None where there is no manifest that can be read, or it tells of vectors centred by another rule."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if told["centring"] != RULE:
            return None
        return Manifest(
            generation=int(told["generation"]),
            embedder=str(told["embedder"]),
            dim=int(told["dim"]),
            vectors=Path(told["vectors"]).name,
            means={language: _decode(text, int(told["dim"])) for language, text in told["means"].items()},
            counts={language: int(count) for language, count in told["counts"].items()},
            files={name: (int(size), int(crc)) for name, (size, crc) in told["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(folder: Path, manifest: Manifest) -> None:
    """Raises OSError."""
    told = {
        "generation": manifest.generation,
        "embedder": manifest.embedder,
        "dim": manifest.dim,
        "centring": RULE,
        "vectors": manifest.vectors,
        "counts": manifest.counts,
        "files": manifest.files,
        "means": {language: _encode(mean) for language, mean in manifest.means.items()},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    replace_file(folder / MANIFEST, lambda part: part.write_text(text, encoding="utf-8"))


def replace_file(path: Path, write_to: Callable[[Path], object]) -> None:
    """The new content or the old one, whenever the power goes."""
    part = path.with_name(path.name + _PART)
    write_to(part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def cache_files(folder: Path, vectors: str) -> list[str]:
    """The files that the caches are made of, those of tantivy's locks left out."""
    inside = sorted(p.name for p in (folder / WORDS).iterdir() if p.suffix != ".lock")
    return [vectors, *(f"{WORDS}/{name}" for name in inside)]


def fingerprints(folder: Path, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(size, CRC-32) of each file."""
    return {name: ((folder / name).stat().st_size, _crc(folder / name)) for name in names}


def altered(folder: Path, manifest: Manifest, *, content: bool = False) -> list[str]:
    """Cache files that are gone or of another size than stated, or with `content`, of other bytes."""
    return [name for name, known in manifest.files.items() if not _same(folder / name, known, content)]


def leftovers(folder: Path, vectors: str | None) -> list[Path]:
    """Files of saves that were broken off, or that a later one replaced."""
    old = [path for path in folder.glob("vectors-*.faiss") if path.name != vectors]
    return sorted([*old, *folder.glob(f"*{_PART}")])


def _same(path: Path, known: tuple[int, int], content: bool) -> bool:
    try:
        return path.stat().st_size == known[0] and (not content or _crc(path) == known[1])
    except OSError:
        return False


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def _encode(mean: Vectors) -> str:
    return base64.b64encode(np.asarray(mean, "<f4").tobytes()).decode("ascii")


def _decode(text: str, dim: int) -> Vectors:
    return np.frombuffer(base64.b64decode(text), "<f4", dim).astype(np.float32)
