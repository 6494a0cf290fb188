"""Fixtures that every room's tests may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data beside the project; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("KHABAR_REQUIRE_SHARED"):
            pytest.fail("../shared is absent, and KHABAR_REQUIRE_SHARED asks for it")
        pytest.skip("../shared is absent")
    return folder
