"""A real server process over a library, as `khabar serve` starts it, and what its log said."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
SERVE = ("-m", "cli.main", "serve")


@dataclass
class Served:
    """`home` is its address. `log` is everything it wrote on standard error until it ended."""

    process: subprocess.Popen[str]
    home: str
    errors: Path
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.home, timeout=60, trust_env=False)

    @property
    def log(self) -> str:
        return self.errors.read_text(encoding="utf-8")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tells it to end; its exit code."""
        self.process.send_signal(how)
        return self.process.wait(60)


def environment(**settings: Any) -> dict[str, str]:
    """This one's without what is set for Khabar, and with these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    given = {f"KHABAR_{name.upper()}": str(value) for name, value in settings.items()}
    path = os.pathsep.join([str(ROOT), *filter(None, [kept.get("PYTHONPATH")])])
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": path} | given


@contextmanager
def serving(library: Path, folder: Path, *options: str, **settings: Any) -> Iterator[Served]:
    """Serves `library` on a free port of this machine; `folder` is for its log."""
    errors = folder / f"server-{time.monotonic_ns()}.log"
    with errors.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, *SERVE, "--port", "0", "--library", str(library), *options],
            env=environment(**{"rate": "100000/minute", "write_rate": "100000/minute", **settings}),
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        )
    try:
        assert process.stdout is not None
        found = re.search(r"at (http://\S+)", process.stdout.readline())
        assert found, errors.read_text()
        server = Served(process, found[1], errors)
        with server.client:
            yield server
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)
        if process.stdout:
            process.stdout.close()
