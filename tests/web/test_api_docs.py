"""docs/api.md says what is so: its examples run against a real server, and no operation is missing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.served import Served, serving
from web.article_schemas import JOB_EVENTS
from web.schemas import ANSWER_EVENTS, AskBody, FiltersBody

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HOME = "http://127.0.0.1:8000"
EXAMPLES = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "sample", folder / "sample")
    with serving(Path(shutil.copytree(sample_library, folder / "library")), folder) as served:
        yield served


@pytest.fixture(scope="module")
def variables(server: Served) -> dict[str, str]:
    """What the examples take from earlier answers: a conversation, its turn and a job."""
    answer = server.client.post("/ask", json={"question": "How did Chandrayaan-3 land?", "conversation": True}).json()
    job = server.client.post("/articles", json={"text": "The Sample river rose by two metres on Friday night."}).json()
    return {"CONVERSATION": answer["conversation_id"], "TURN": answer["turn_id"], "JOB": job["job"]}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: `apt-get install curl`")
@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=lambda value: value.splitlines()[0][:60])
def test_every_example_does_as_it_says(language: str, example: str, server: Served, variables: dict[str, str]) -> None:
    code = example.replace(HOME, server.home)
    if language == "sh":
        call = ["bash", "-e", "-c", f'curl() {{ command curl --fail-with-body -sS "$@"; }}\n{code}']
    else:
        call = [sys.executable, "-c", code]
    env = os.environ | variables
    ran = subprocess.run(
        call, cwd=server.errors.parent, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, f"{code}\n{ran.stdout}\n{ran.stderr}"
    assert "event: error" not in ran.stdout


def test_every_operation_has_a_heading_and_an_example(server: Served) -> None:
    paths = server.client.get("/openapi.json").json()["paths"]
    operations = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}
    assert operations == set(re.findall(r"`((?:GET|POST|PATCH|DELETE) /[^`\s]*)`", PAGE))
    for heading, below in re.findall(r"^### `(.+?)`$(.*?)(?=^##|\Z)", PAGE, re.M | re.S):
        assert "```sh" in below, heading


def test_every_field_and_event_is_told_of() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert set(AskBody.model_fields) | set(FiltersBody.model_fields) <= named
    assert set(ANSWER_EVENTS) | set(JOB_EVENTS) <= named
