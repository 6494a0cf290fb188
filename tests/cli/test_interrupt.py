"""Ctrl-C, while a model is waited for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import ONE_THREAD, ROOT
from tests.rag.faulty_server import FaultyServer, silent


@pytest.mark.parametrize("after", [0.0, 1.0])
def test_an_interrupt_ends_the_command_with_one_line(sample: Path, after: float) -> None:
    with FaultyServer(silent()) as server:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "cli.main",
                "ask",
                "Who won?",
                "--llm",
                "openai/any",
                "--llm-api-base",
                server.base_url,
            ],
            cwd=ROOT,
            env={**os.environ, "KHABAR_LIBRARY": str(sample), **ONE_THREAD},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while after and not server.requests and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(after or 3.0)  # in the midst of an import, or of waiting
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "khabar: interrupted; what was committed is kept\n")
