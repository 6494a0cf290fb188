"""Servers for the tests of language models: a faulty one, and a real small model where it is installed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.rag.faulty_server import FaultyServer, Reply
from tests.rag.local_model import local_model_base_url

__all__ = ["local_model_base_url", "serve"]


@pytest.fixture
def serve() -> Iterator[Callable[..., FaultyServer]]:
    """Starts a server that gives these replies, and ends it with the test."""
    with ExitStack() as stack:

        def start(*replies: Reply) -> FaultyServer:
            return stack.enter_context(FaultyServer(*replies))

        yield start
