"""`python -m web.adding LIBRARY [EMBEDDER]`: the process that adds and removes articles, and reads sentences ahead.

It stands apart from the server because embedding takes memory and whole cores. Commands come as lines of JSON on
standard input, what happens goes out as lines of JSON. Lots are taken in turns, so that one article is not kept
waiting by ten thousand; the library is held only while there is work.
"""

import json
import os
import sqlite3
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TextIO

from index import ingest
from index.download import Page
from index.embedders import Embedder
from index.embedders.named import embedder_named
from index.embedders.sentence_view import SentenceView
from index.ingest import Progress, Summary
from index.library import Library, create_or_open
from index.readers import read
from index.readers.identity import make_id
from index.types import Article, InputError, KhabarError, Rejection
from web import spool
from web.finishing import finish
from web.spool import Lot

BATCH_TOKENS = 4_000
"""About a second of one core: how long one lot may keep another waiting."""
TURN = 3.0
"""Seconds after which what was added is made findable, and the next lot has its turn."""
LOCK_PATIENCE = 3600.0
_MOST_PLACES = 200
Items = Iterator[Article | Rejection]


@dataclass(slots=True)
class Work:
    """A lot on its way. `summary` is of all turns so far."""

    job: str
    items: Items
    summary: Summary = field(default_factory=Summary)
    ended: bool = False

    @property
    def taken(self) -> int:
        told = self.summary
        return told.added + told.updated + told.unchanged + len(told.rejected)


class Adder:
    """Takes lots in turns until its input ends; what is not finished then was laid down, and is taken up again."""

    def __init__(self, path: Path, embedder: Embedder, out: TextIO) -> None:
        self._path, self._embedder, self._out = path, embedder, out
        self._commands: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._lots: deque[Work] = deque()
        self._closing = False
        self._view = SentenceView()

    def listen(self, source: Iterable[str]) -> None:
        """Reads commands; to be run in a thread of its own."""
        with suppress(json.JSONDecodeError):  # the last line of a server that was killed while it wrote
            for line in source:
                self._commands.put(json.loads(line))
        self._commands.put(None)

    def run(self) -> None:
        """Works until the input ends, and the turn that is under way. Raises BrokenPipeError where nobody listens."""
        while not self._closing:
            command = self._commands.get()
            if command is None:
                return
            if "finish" in command:
                self._finish(command)
            else:
                self._work(command)

    def _work(self, command: dict[str, Any]) -> None:
        """Everything there is to do, with the library held."""
        job = str(command["job"])
        try:
            with create_or_open(
                self._path,
                self._embedder,
                wait=LOCK_PATIENCE,
                waiting=lambda whom: self._tell(job, "waiting", {"detail": whom}),
            ) as library:
                self._take(library, command)
                while self._lots and not self._closing:
                    self._turn(library, self._lots.popleft())
                    self._take_waiting(library)
        except KhabarError as error:
            for each in {job, *(lot.job for lot in self._lots)}:
                self._tell(each, "failed", {"detail": str(error)})
            self._lots.clear()

    def _take_waiting(self, library: Library) -> None:
        with suppress(Empty):
            while True:
                command = self._commands.get_nowait()
                if command is None:
                    self._closing = True
                    return
                self._take(library, command)

    def _take(self, library: Library, command: dict[str, Any]) -> None:
        job = str(command["job"])
        if "remove" in command:
            try:
                removed = ingest.remove(library, self._embedder, command["remove"])
            except KhabarError as error:
                self._tell(job, "failed", {"detail": str(error)})
            else:
                self._tell(job, "removed", {"removed": removed, "generation": library.generation})
        elif "finish" in command:
            self._tell(job, "finished", {"left": -1})
        else:
            self._lots.appendleft(Work(job, material(Path(command["folder"]))))

    def _finish(self, command: dict[str, Any]) -> None:
        """Reads sentences ahead, until there is something better to do."""
        try:
            seconds = float(command["finish"])
            left = finish(self._path, self._embedder, self._view, seconds, lambda: not self._commands.empty())
            self._tell(str(command["job"]), "finished", {"left": left})
        except (KhabarError, sqlite3.Error, OSError) as error:
            self._tell(str(command["job"]), "failed", {"detail": str(error)})

    def _turn(self, library: Library, lot: Work) -> None:
        """Adds for a while, and puts the lot back at the end if there is more of it."""
        before = lot.taken

        def report(now: Progress) -> None:
            self._tell(lot.job, "progress", {"done_articles": before + now.done_articles, "total": now.total})

        try:
            turn = ingest.add(
                library, self._embedder, self._for_a_while(lot), progress=report, batch_tokens=BATCH_TOKENS
            )
        except KhabarError as error:
            self._tell(lot.job, "failed", {"detail": str(error)})
            return
        _add_up(lot.summary, turn)
        if lot.ended:
            told = asdict(lot.summary) | {"rejected": [asdict(r) for r in lot.summary.rejected[:_MOST_PLACES]]}
            told |= {"rejections": len(lot.summary.rejected), "generation": library.generation}
            self._tell(lot.job, "done", told)
        else:
            self._tell(lot.job, "stored", {"generation": library.generation})
            self._lots.append(lot)

    def _for_a_while(self, lot: Work) -> Items:
        """What is left of a lot, until its turn is over: sooner where another waits."""
        started = time.monotonic()
        for item in lot.items:
            yield item
            spent = time.monotonic() - started
            if spent > TURN or (spent > TURN / 3 and (self._lots or not self._commands.empty())):
                return
        lot.ended = True

    def _tell(self, job: str, what: str, data: dict[str, Any]) -> None:
        print(json.dumps({"job": job, "what": what, **data}), file=self._out, flush=True)


def material(folder: Path) -> Items:
    """The articles of a lot as it was laid down."""
    try:
        lot = spool.take_up(folder)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"what was laid down to be added cannot be read ({error}): send it again") from error
    known = {name: value for name, value in lot.known.items() if value}
    for item in _read(spool.data_file(folder, lot), lot):
        yield item if isinstance(item, Rejection) else replace(item, **known)


def _read(path: Path, lot: Lot) -> Items:
    if lot.url:
        page = Page(lot.url, path.read_bytes(), lot.content_type)
        yield from read(page.url, fetch_url=lambda _: page)
        return
    place, key, place_in_it = str(path), str(path.resolve()), 1
    for item in read(place):
        if isinstance(item, Rejection):
            yield Rejection(item.where.replace(place, lot.name), item.reason.replace(place, lot.name))
            continue
        ordinals = range(place_in_it, place_in_it + _MOST_PLACES)
        found = next((n for n in ordinals if item.id == make_id(key, n)), None)
        if found is None:
            yield item
        else:  # known by the place where it lies now, which is another the next time it is sent
            place_in_it = found + 1
            yield replace(item, id=make_id("", content=f"{item.title}\n{item.text}"))


def _add_up(total: Summary, turn: Summary) -> None:
    for name in ("added", "updated", "unchanged", "copies", "passages", "tokens", "seconds"):
        setattr(total, name, getattr(total, name) + getattr(turn, name))
    total.rejected += turn.rejected


def main() -> None:
    """Standard output carries the messages alone: whatever else is printed goes to standard error."""
    path, name = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    embedder = embedder_named(name)
    adder = Adder(path, embedder, out)
    threading.Thread(target=adder.listen, args=(sys.stdin,), daemon=True).start()
    embedder.embed_passages(["warm"], [[]])
    try:
        adder.run()
    except BrokenPipeError:
        os._exit(0)  # the server was killed: what it laid down waits for the next one, and nobody is to be told


if __name__ == "__main__":
    main()
