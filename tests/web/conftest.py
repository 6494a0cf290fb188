"""The sample library, built once a session."""

import shutil
from pathlib import Path

import pytest

from index import ingest
from index.embedders.bundled import BundledEmbedder
from index.library import create_or_open
from index.readers import read

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds sample/. For reading only."""
    library = tmp_path_factory.mktemp("web") / "library"
    embedder = BundledEmbedder()
    with create_or_open(library, embedder) as opened:
        ingest.add(opened, embedder, read(str(SAMPLE)))
    return library


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Path:
    """The sample library in a folder of this test's own."""
    without = shutil.ignore_patterns("sentences.sqlite*")  # which a server over it may have filled
    return Path(shutil.copytree(sample_library, tmp_path / "library", ignore=without))
