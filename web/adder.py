"""The other end of `web.adding`: starts that process, sends it commands, hands on what it says, and ends it."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.embedders.bundled import NAME
from index.types import LibraryError
from web.logs import log

_LINE = 4_000_000
_PATIENCE = 20.0
"""Seconds for the turn that is under way when the process is told to end."""
Said = Callable[[str, str, dict[str, Any]], None]


class Adder:
    """Starts the process when there is need of it and ends it after `idle` seconds without, 0 for never.

    `said` is called with the job, the kind and the data of each message, `ended` when the process is gone before its
    time. `busy` tells whether anything is expected of it.
    """

    def __init__(
        self, library: Path, *, idle: float, said: Said, ended: Callable[[], None], busy: Callable[[], bool]
    ) -> None:
        self._library, self._idle, self._said, self._ended, self._busy = library, idle, said, ended, busy
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._resting: asyncio.TimerHandle | None = None

    async def start(self, embedder: str) -> asyncio.subprocess.Process:
        """The process, begun if there is none: loading the model takes it some seconds."""
        async with self._starting:
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    *_command(self._library, embedder),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    limit=_LINE,
                    env=_environment(),
                    start_new_session=True,  # an interrupt at the terminal is for the server, which then ends this
                )
                self._listening = asyncio.create_task(self._listen(self._process))
            self._rest()
            return self._process

    async def send(self, embedder: str, command: dict[str, Any]) -> None:
        """Raises LibraryError where the process cannot be started."""
        try:
            process = await self.start(embedder)
        except OSError as error:
            raise LibraryError(f"the process that adds articles cannot be started ({error.strerror})") from error
        if process.stdin:
            process.stdin.write((json.dumps(command) + "\n").encode())
            with suppress(ConnectionError):  # `ended` is told then
                await process.stdin.drain()

    async def end(self) -> None:
        """Has the process finish its turn, if it has one, and go."""
        if self._resting:
            self._resting.cancel()
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.returncode is not None:
            return
        process.stdin.close()
        try:
            async with asyncio.timeout(_PATIENCE if self._busy() else 0):
                await process.wait()
        except TimeoutError:
            process.kill()  # whatever it was at, SQLite and the lots laid down are whole
        if self._listening:
            await self._listening

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            return
        async for line in process.stdout:
            told = json.loads(line)
            self._rest()
            self._said(str(told.pop("job")), str(told.pop("what")), told)
        code, wanted = await process.wait(), self._process is not process
        if wanted:
            return
        self._process = None
        log().error("adding_ended", code=code)
        self._ended()

    def _rest(self) -> None:
        if self._resting:
            self._resting.cancel()
        if self._idle:
            self._resting = asyncio.get_running_loop().call_later(self._idle, self._end_if_idle)

    def _end_if_idle(self) -> None:
        if self._busy():
            self._rest()
        elif self._process and self._process.stdin:
            self._process.stdin.close()
            self._process = None


def _command(library: Path, embedder: str) -> list[str]:
    return [sys.executable, "-P", "-m", "web.adding", str(library), *([embedder] if embedder != NAME else [])]


def _environment() -> dict[str, str]:
    """One thread: the other core is for those who read. Keys and the language model's are none of its business."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_KEYS", "_TOKEN"))}
    room = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join([room, *filter(None, [kept.get("PYTHONPATH")])])
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": path}
