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


async def read_ahead(jobs: Jobs, readers: Readers) -> None:
    """Runs until it is cancelled; rests while the library is as it was when all was read."""
    done, lent, pauses = -1, readers.lent, 0
    while True:
        await asyncio.sleep(_PAUSE)
        asked, lent = readers.lent != lent, readers.lent
        pauses = pauses + 1 if asked else _PAUSES
        generation = readers.library.generation
        if generation == done or jobs.busy or pauses < _PAUSES:
            continue
        pauses = 0
        try:
            if await jobs.read_ahead(STEP) == 0:
                done = generation
                log().info("read_ahead", generation=generation)
        except KhabarError as error:
            log().warning("not_read_ahead", reason=str(error))
            await asyncio.sleep(_TROUBLE)
