import time
from email.utils import formatdate

import httpx
import pytest

from rag.faults import CUT, EMPTY, Fault, fault_of


class ProviderError(Exception):
    """What the clients of providers raise: a status, and the response that it came with."""

    def __init__(self, message: str, status: int | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status_code = status
        self.response = httpx.Response(status or 500, headers=headers)


def read(message: str, status: int | None = None, headers: dict[str, str] | None = None) -> Fault:
    return fault_of(ProviderError(message, status, headers), "openai/any", None)


@pytest.mark.parametrize(("value", "seconds"), [("3", 3.0), ("0.5", 0.5), ("-1", 0.0), ("soon", None), ("", None)])
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    assert read("slow", 429, {"Retry-After": value}).wait == seconds


def test_retry_after_as_a_date() -> None:
    wait = read("slow", 503, {"Retry-After": formatdate(time.time() + 100, usegmt=True)}).wait
    assert wait is not None
    assert 0 < wait <= 100


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_a_fault_that_passes(status: int) -> None:
    assert read("no", status).again


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_a_fault_that_lasts(status: int) -> None:
    assert not read("no", status).again


def test_a_quota_that_is_used_up_does_not_come_back_by_waiting() -> None:
    assert not read("insufficient_quota: pay first", 429).again


def test_the_error_is_read_from_whatever_caused_it() -> None:
    wrapped = RuntimeError("wrapped")
    wrapped.__cause__ = ProviderError("slow", 429, {"Retry-After": "2"})
    assert fault_of(wrapped, "openai/any", None).wait == 2


def test_the_line_says_what_which_model_and_what_to_do() -> None:
    assert str(EMPTY.error("openai/any")) == "openai/any answered with nothing: ask again, or name another model"


def test_the_servers_words_are_one_short_line() -> None:
    fault = read("litellm.BadRequestError: OpenAIException - too\n  odd " + "long " * 100, 400)
    assert fault.words.startswith("too odd long long")
    assert len(fault.words) == 160


def test_in_mid_answer_a_lost_connection_is_a_cut() -> None:
    assert read("Connection error.").in_mid_answer() == CUT
    assert read("boom", 500).in_mid_answer() == Fault("broke off in mid-answer (failed (boom))", "ask again")


def test_without_a_provider_in_the_name_no_key_is_guessed() -> None:
    assert fault_of(ProviderError("no", 401), "gpt-4o", None).advice.startswith("check the key of its provider")
