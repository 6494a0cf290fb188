import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.lock import writer_lock
from index.types import LibraryError, LockedError

HOLD = """
import sys, time
from pathlib import Path
from index.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(folder: Path) -> "subprocess.Popen[str]":
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.communicate("")


def test_the_one_kept_out_is_told_by_whom(tmp_path: Path) -> None:
    process = hold(tmp_path)
    with (
        pytest.raises(LockedError, match=rf"process {process.pid} on .*, since 20\d\d-"),
        writer_lock(tmp_path, wait=0),
    ):
        pass
    end(process)
    with writer_lock(tmp_path, wait=0):
        pass


def test_one_waits_and_says_so_once(tmp_path: Path) -> None:
    process, told = hold(tmp_path), []

    def waiting(line: str) -> None:
        told.append(line)
        assert process.stdin
        process.stdin.close()

    with writer_lock(tmp_path, wait=10, waiting=waiting):
        assert len(told) == 1
        assert f"process {process.pid}" in told[0]
    process.wait()
    assert process.stdout
    process.stdout.close()


def test_the_wait_ends(tmp_path: Path) -> None:
    process, started = hold(tmp_path), time.monotonic()
    with pytest.raises(LockedError), writer_lock(tmp_path, wait=0.2):
        pass
    assert 0.2 <= time.monotonic() - started < 2
    end(process)


def test_a_killed_holder_holds_no_more(tmp_path: Path) -> None:
    process = hold(tmp_path)
    process.kill()
    process.communicate()
    with writer_lock(tmp_path, wait=1):
        assert json.loads((tmp_path / "lock").read_text())["pid"] == os.getpid()


def test_nobody_enters_twice(tmp_path: Path) -> None:
    with writer_lock(tmp_path), pytest.raises(LockedError), writer_lock(tmp_path, wait=0):
        pass


def test_of_the_command_line_only_the_command_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/khabar", "add", "https://user:secret@example.org"])
    with writer_lock(tmp_path):
        assert json.loads((tmp_path / "lock").read_text())["command"] == "khabar add"


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be written to"), writer_lock(tmp_path / "nowhere"):
        pass
