"""Fixtures that every room's tests may use."""

from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Path:
    """The folder of data beside the project; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent")
    return folder
