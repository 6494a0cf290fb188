"""The sample library, built once a session by a real `khabar add`, and commands that share their models."""

import io
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits

from index.embedders import Embedder
from index.embedders.bundled import NAME, BundledEmbedder
from index.embedders.named import embedder_named
from index.embedders.sentence_view import SentenceView
from index.search import Searcher
from tests.cli.running import SAMPLE, Khabar, Ran, as_process, in_process


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """As `ONE_THREAD` does for the processes."""
    with threadpool_limits(1, user_api="blas"):
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds sample/. For reading only: tests that change it copy it first."""
    library = tmp_path_factory.mktemp("sample") / "library"
    added = as_process("add", str(SAMPLE), library=library)
    assert (added.code, added.err) == (0, ""), added
    return library


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> Path:
    """The sample library in a folder of this test's own, to change or to damage."""
    return Path(shutil.copytree(sample, tmp_path / "copy"))


@pytest.fixture(scope="session")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="session")
def view() -> SentenceView:
    return SentenceView()


@pytest.fixture
def khabar(embedder: BundledEmbedder, view: SentenceView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Khabar:
    """Runs a command in this process. The library is `library`, else one in this test's folder."""

    def named(name: str | None) -> Embedder:
        return embedder if name in (None, "", NAME) else embedder_named(name)

    def run(*args: str, library: Path | None = None, stdin: bytes = b"") -> Ran:
        monkeypatch.setenv("KHABAR_LIBRARY", str(library or tmp_path / "library"))
        return in_process(args, stdin, io.StringIO())

    monkeypatch.setattr("cli.asking.embedder_named", named)
    monkeypatch.setattr("cli.library.embedder_named", named)
    monkeypatch.setattr("cli.asking.Searcher", partial(Searcher, view=view))
    return run
