"""When sentences are read ahead: whenever nobody asks, and a tenth of the time where somebody always does."""

import asyncio

from index.types import KhabarError
from web.jobs import Jobs
from web.logs import log
from web.readers import Readers

STEP = 2.0
"""Seconds of reading at a time."""
_PAUSE, _PAUSES = 0.2, 100
"""Seconds in which nobody must have asked, and how many such spans without are the most."""
_TROUBLE = 60.0


class Ahead:
    """`left` is how many passages hold sentences that are yet to be read, None before it is known."""

    def __init__(self, jobs: Jobs, readers: Readers) -> None:
        self._jobs, self._readers = jobs, readers
        self._read = -1
        self.left: int | None = None

    async def run(self) -> None:
        """Until it is cancelled; rests while the library is as it was when all was read."""
        lent, pauses = self._readers.lent, 0
        while True:
            await asyncio.sleep(_PAUSE)
            asked, lent = self._readers.lent != lent, self._readers.lent
            pauses = pauses + 1 if asked else _PAUSES
            if pauses < _PAUSES or self._jobs.busy or self._readers.library.generation == self._read:
                continue
            pauses = 0
            try:
                await self._step()
            except KhabarError as error:
                log().warning("not_read_ahead", reason=str(error))
                await asyncio.sleep(_TROUBLE)

    async def _step(self) -> None:
        generation = self._readers.library.generation
        left = await self._jobs.read_ahead(STEP)
        if left >= 0:
            self.left = left
        if left == 0:
            self._read = generation
            log().info("read_ahead", generation=generation)
