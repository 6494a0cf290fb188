"""Running `khabar`: as a process of its own, or inside this one with the models loaded once."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cli.main import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample"
ONE_THREAD = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
"""OpenBLAS's threads wait by spinning: on a busy machine two of them take five times as long as one."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The whole of standard output, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on standard error; fails where there are more, or a traceback."""
        assert "Traceback" not in self.err, self.err
        (line,) = self.err.splitlines()
        return line


class Khabar(Protocol):
    """Runs one command line and returns what it did."""

    def __call__(self, *args: str, library: Path | None = None, stdin: bytes = b"") -> Ran: ...


class Tty(io.StringIO):
    """Standard output as a person's terminal."""

    def isatty(self) -> bool:
        return True


def as_process(*args: str, library: Path, stdin: bytes = b"") -> Ran:
    """`python -m cli.main` with KHABAR_LIBRARY set, as a user's shell runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *args],
        cwd=ROOT,
        env={**os.environ, "KHABAR_LIBRARY": str(library), **ONE_THREAD},
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_process(args: tuple[str, ...], stdin: bytes, out: io.StringIO) -> Ran:
    """The same entry point, called; whatever it does not turn into one line is raised here."""
    err = io.StringIO()
    kept = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["khabar", *args], io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv, sys.stdin = kept
    return Ran(code, out.getvalue(), err.getvalue())
