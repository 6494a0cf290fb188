"""One writer at a time: a lock of the operating system, which a killed process gives up by itself."""

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.types import LibraryError, LockedError

LOCK = "lock"
_PAUSE = 0.05


@contextmanager
def writer_lock(folder: Path, wait: float = 10.0, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the library's lock. Raises LockedError, naming the holder, if `wait` seconds do not free it.

    `waiting` is told once, in words, for whom. Raises LibraryError where no lock can be taken at all.
    """
    path = folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be written to ({error.strerror}): choose another folder") from error
    try:
        _take(descriptor, path, wait, waiting)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, wait: float, waiting: Callable[[str], None] | None) -> None:
    deadline, told = time.monotonic() + wait, False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        except OSError as error:
            raise LibraryError(f"{path} cannot be locked on this disk ({error.strerror})") from error
        if time.monotonic() >= deadline:
            raise LockedError(f"the library is being written to by {_holder(path)}: try again later")
        if waiting and not told:
            waiting(f"waiting for {_holder(path)}, which is writing to the library")
            told = True
        time.sleep(_PAUSE)


def _sign(descriptor: int) -> None:
    """Tell whoever waits who holds the lock; of the command line, not what might be secret."""
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),
    }
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
    except OSError:  # a full disk: the lock holds all the same
        return


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"`{told['command']}` (process {told['pid']} on {told['host']}, since {told['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
