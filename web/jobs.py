"""Articles on their way into the library: each lot is laid down on disk, and handed to the process that adds.

What was accepted is not lost: a lot that the server had no time for is taken up again when it next starts.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from index.download import Page, download
from index.types import KhabarError, LibraryError
from web import spool
from web.adder import Adder
from web.logs import log
from web.metrics import Metrics
from web.readers import Readers
from web.spool import SPOOL, Lot

State = Literal["queued", "fetching", "waiting", "adding", "done", "failed"]
REMEMBERED = 500
_DOWNLOADS = 4
_SOON = 3.0
_TOLD = ("id", "name", "state", "created", "done_articles", "total", "detail", "summary", "problem")


@dataclass(slots=True)
class Job:
    """One lot. `summary` is there when it is done, `problem` says in a line why it failed."""

    id: str
    name: str
    state: State = "queued"
    created: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    done_articles: int = 0
    total: int | None = None
    detail: str = ""
    summary: dict[str, Any] | None = None
    problem: str | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {name: getattr(self, name) for name in _TOLD}

    def become(self, state: State, **fields: Any) -> None:
        for name, value in {"state": state, "detail": "", **fields}.items():
            setattr(self, name, value)
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def next_change(self) -> asyncio.Event:
        """Set at the next change: take it before telling of this one, or a change in between is missed."""
        return self._changed

    async def events(self) -> AsyncGenerator[tuple[str, dict[str, Any]]]:
        """`progress` at every change, then `summary` or `error`."""
        while not self.over:
            change = self.next_change
            yield "progress", self.told()
            await change.wait()
        if self.summary is not None:
            yield "summary", self.summary
        else:
            yield "error", {"title": "The articles were not added.", "detail": self.problem or "", "status": 422}


class Jobs:
    """The lots of one server. `idle` is how many seconds the process that adds is kept without work, 0 for ever."""

    def __init__(
        self,
        readers: Readers,
        metrics: Metrics,
        *,
        idle: float = 600.0,
        fetch: Callable[[str], Page] = download,
    ) -> None:
        self._readers, self._metrics, self._fetch = readers, metrics, fetch
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._awaited: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._sent: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._downloads = ThreadPoolExecutor(_DOWNLOADS, "download")
        self._adder = Adder(readers.path, idle=idle, said=self._told, ended=self._ended, busy=lambda: self.busy > 0)
        metrics.jobs.set_function(lambda: self.busy)

    @property
    def busy(self) -> int:
        """How many lots are not over, and removals under way."""
        return len(self._awaited) + sum(not job.over for job in self._jobs.values())

    def get(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    async def open(self) -> None:
        """Takes up what an earlier server left, and has the process that adds made ready."""
        for folder in spool.left(self._readers.path):
            try:
                lot = spool.take_up(folder)
            except (OSError, ValueError, TypeError):
                log().warning("lot_unreadable", lot=folder.name)
            else:
                self._begin(Job(folder.name, lot.name), lot)
        self._spawn(self._make_ready())

    async def close(self, patience: float) -> None:
        """Waits for what is being added, at most so many seconds, then ends the process that adds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                for job in list(self._jobs.values()):
                    while not job.over:
                        await job.next_change.wait()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._adder.end()
        self._downloads.shutdown(wait=False, cancel_futures=True)

    async def add(self, lot: Lot, data: bytes | None) -> Job:
        """A new lot. Raises LibraryError where it cannot be laid down."""
        job = Job(uuid4().hex, lot.name)
        try:
            await asyncio.to_thread(spool.lay_down, self._folder(job), lot, data)
        except OSError as error:
            await asyncio.to_thread(spool.take_away, self._folder(job))
            raise LibraryError(f"nothing can be laid down by the library ({error.strerror}): see its disk") from error
        self._begin(job, lot)
        return job

    async def remove(self, article_ids: list[str]) -> int:
        """Removes articles; they cannot be found any more when this returns. Raises LibraryError."""
        told = await self._done({"remove": article_ids})
        await self._readers.until(told["generation"])
        return int(told["removed"])

    async def read_ahead(self, seconds: float) -> int:
        """Has sentences read ahead; how many passages are left, -1 where there was better to do."""
        return int((await self._done({"finish": seconds}))["left"])

    async def _done(self, command: dict[str, Any]) -> dict[str, Any]:
        number = uuid4().hex
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._awaited[number] = answer
        try:
            await self._adder.send(self._readers.embedder_name, {"job": number, **command})
            return await answer
        finally:
            del self._awaited[number]

    def _folder(self, job: Job) -> Path:
        return self._readers.path / SPOOL / job.id

    def _begin(self, job: Job, lot: Lot) -> None:
        self._jobs[job.id] = job
        over = [old.id for old in self._jobs.values() if old.over]
        for old in over[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[old]
        self._spawn(self._run(job, lot))

    async def _run(self, job: Job, lot: Lot) -> None:
        try:
            if lot.fetch and lot.url:
                job.become("fetching")
                work = self._fetch, self._folder(job), lot
                await asyncio.get_running_loop().run_in_executor(self._downloads, _download, *work)
                job.become("queued")
            self._sent.add(job.id)
            await self._adder.send(self._readers.embedder_name, {"job": job.id, "folder": str(self._folder(job))})
        except (KhabarError, OSError) as error:
            await self._over(job, "failed", {"detail": str(error)})

    async def _make_ready(self) -> None:
        await asyncio.sleep(_SOON)  # the first questions go first
        try:
            await self._adder.start(self._readers.embedder_name)
        except (KhabarError, OSError) as error:
            log().error("adding_not_ready", reason=str(error))

    def _told(self, number: str, what: str, data: dict[str, Any]) -> None:
        if awaited := self._awaited.get(number):
            if awaited.done():
                return
            if what == "failed":
                awaited.set_exception(LibraryError(str(data["detail"])))
            elif what in ("removed", "finished"):
                awaited.set_result(data)
        elif job := self._jobs.get(number):
            if what in ("done", "failed"):
                self._spawn(self._over(job, what, data))
            elif what == "waiting":
                job.become("waiting", detail=data["detail"])
            elif what == "progress":
                job.become("adding", **data)

    def _ended(self) -> None:
        """What the process that adds took with it has failed."""
        detail = "the process that adds articles ended before its time: see the server's log"
        for number in list(self._sent):
            self._spawn(self._over(self._jobs[number], "failed", {"detail": detail}))
        for awaited in self._awaited.values():
            if not awaited.done():
                awaited.set_exception(LibraryError(detail))

    async def _over(self, job: Job, what: str, data: dict[str, Any]) -> None:
        """Told only when it is so for the reader, too."""
        self._sent.discard(job.id)
        if what == "done":
            await self._readers.until(data["generation"])
            counts = {name: data[name] for name in ("added", "updated", "unchanged")}
            for name, count in {**counts, "rejected": data["rejections"]}.items():
                self._metrics.articles_taken.labels(name).inc(count)
            job.become("done", summary=data)
        else:
            job.become("failed", problem=str(data["detail"]))
        log().info("lot_over", job=job.id, state=job.state, articles=job.done_articles)
        await asyncio.to_thread(spool.take_away, self._folder(job))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _download(fetch: Callable[[str], Page], folder: Path, lot: Lot) -> None:
    page = fetch(lot.url or "")
    spool.lay_down(folder, replace(lot, url=page.url, content_type=page.content_type, fetch=False), page.data)
