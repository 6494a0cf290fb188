"""The API does what its description says: whatever is sent, no failure, and every answer fits its schema.

A stream is read to its end only where that is soon. Nothing is fetched from the web.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.served import Served, serving

EXAMPLES = 12
"""Requests of each operation."""
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="module")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    import shutil

    folder = tmp_path_factory.mktemp("schema")
    library = Path(shutil.copytree(sample_library, folder / "library"))
    with serving(library, folder, fetch="false", heartbeat="0.2") as served:
        yield served


@pytest.fixture(scope="module")
def description(server: Served) -> Any:
    return schemathesis.openapi.from_url(f"{server.home}/openapi.json")


schema = schemathesis.pytest.from_fixture("description")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_does_as_it_is_described(case: Any) -> None:
    case.call_and_validate(checks=CHECKS, timeout=60)
