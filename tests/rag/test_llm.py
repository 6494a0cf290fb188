"""Through the real litellm to a real server on loopback that answers, or fails, as each test says."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from index.types import ModelError
from rag.llm import LLM, LiteLLM, Message, llm_from
from rag.testing import ScriptedLLM, check_llm, check_llm_failure
from rag.types import Usage
from tests.rag import faulty_server as faulty
from tests.rag.faulty_server import DONE, FaultyServer, Reply, answers, piece, refuses

Serve = Callable[..., FaultyServer]
QUESTION = [Message("system", "Be brief."), Message("user", "Is it so?")]
SOON = 0.15  # seconds; long enough for a request on loopback, short for whoever waits in vain


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in ("OPENAI", "ANTHROPIC", "GEMINI"):
        monkeypatch.delenv(f"{provider}_API_KEY", raising=False)


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """litellm's import and its first request take seconds, which no time limit of a test should have to hold."""
    with FaultyServer(answers("warm")) as server:
        asyncio.run(gather(LiteLLM("openai/any", api_base=server.base_url)))


async def gather(llm: LLM, **limits: Any) -> tuple[list[str], Usage]:
    *pieces, used = [item async for item in llm.stream(QUESTION, **limits)]
    assert isinstance(used, Usage)
    return [str(piece) for piece in pieces], used


def ask(llm: LLM, **limits: Any) -> tuple[list[str], Usage]:
    return asyncio.run(gather(llm, **limits))


def fail(llm: LLM) -> tuple[str, list[str]]:
    """The error's line without the model's name, and what was said before it."""
    said: list[str] = []

    async def run() -> None:
        async for item in llm.stream(QUESTION):
            said.append(str(item))  # noqa: PERF401  # what was said before the error must not be lost

    with pytest.raises(ModelError) as caught:
        asyncio.run(run())
    line = str(caught.value)
    assert line.startswith(llm.name)
    assert "\n" not in line
    return line.removeprefix(f"{llm.name} "), said


def at(server: FaultyServer, model: str = "openai/any", **options: Any) -> LiteLLM:
    return LiteLLM(model, api_base=server.base_url, **({"backoff": 0.01} | options))


def test_litellm_keeps_the_contract(serve: Serve) -> None:
    asyncio.run(check_llm(at(serve(answers("Yes", ", it", " is."))), "Yes, it is."))


def test_litellm_keeps_the_contract_of_failure(serve: Serve) -> None:
    asyncio.run(check_llm_failure(at(serve(refuses(500)))))


def test_the_scripted_model_keeps_the_contract() -> None:
    asyncio.run(check_llm(ScriptedLLM([["Yes", ", it is."], ["Yes", ", it is."]]), "Yes, it is."))
    asyncio.run(check_llm_failure(ScriptedLLM([ModelError("scripted is away: wait")])))


def test_the_contract_notices_an_answer_that_lacks_a_piece() -> None:
    with pytest.raises(AssertionError, match=r"not 'Yes, it is\.'"):
        asyncio.run(check_llm(ScriptedLLM([["Yes"]]), "Yes, it is."))


def test_pieces_come_one_by_one_and_last_what_was_used(serve: Serve) -> None:
    pieces, used = ask(at(serve(answers("Yes", ", it", " is.", tokens=(21, 4)))))
    assert pieces == ["Yes", ", it", " is."]
    assert (used.model, used.prompt_tokens, used.completion_tokens, used.cost) == ("openai/any", 21, 4, None)
    assert used.seconds > 0


def test_a_piece_is_given_out_before_the_next_is_written(serve: Serve) -> None:
    async def first() -> str | Usage:
        async with aclosing(at(serve(faulty.stalls("Yes"))).stream(QUESTION)) as stream:
            return await anext(stream)

    assert asyncio.run(first()) == "Yes"


def test_what_the_server_is_asked(serve: Serve) -> None:
    server = serve(answers("Yes"))
    ask(at(server), max_tokens=64)
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.body == {
        "model": "any",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Is it so?"}],
        "max_tokens": 64,
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0.0,
    }


def test_a_server_of_ones_own_needs_no_key(serve: Serve) -> None:
    server = serve(answers("Yes"))
    ask(at(server))
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_a_key_that_is_set_is_sent(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the-key")
    server = serve(answers("Yes"))
    ask(at(server))
    assert server.requests[0].headers["authorization"] == "Bearer the-key"


def test_cost_is_told_where_the_price_is_known(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(answers("Yes", tokens=(1_000_000, 1_000_000)))
    monkeypatch.setenv("OPENAI_API_KEY", "the-key")
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    assert ask(LiteLLM("openai/gpt-4o"))[1].cost == pytest.approx(2.50 + 10.00)


def test_one_model_serves_several_event_loops_and_several_questions_at_once(serve: Serve) -> None:
    llm = at(serve(answers("Yes", every=0.01)))

    async def three() -> list[tuple[list[str], Usage]]:
        return await asyncio.gather(*(gather(llm) for _ in range(3)))

    for _ in range(2):
        assert [pieces for pieces, _ in asyncio.run(three())] == [["Yes"]] * 3


# Faults, and what is told of them.

BEFORE_THE_FIRST_TOKEN = {
    "429": (refuses(429, "slow down"), "takes no more questions now (429): wait a while, or name another model"),
    "500": (refuses(500, "boom"), "failed (boom): try again later"),
    "bad key": (refuses(401, "Incorrect API key"), "refused the key: check OPENAI_API_KEY"),
    "forbidden": (refuses(403, "not yours"), "refused the key"),
    "unknown model": (refuses(404, "no such model"), "is not known to http://127.0.0.1"),
    "bad request": (refuses(400, "messages: too odd"), "refused the question (400): messages: too odd"),
    "too long": (refuses(400, "the request exceeds the available context size"), "cannot hold a prompt of this length"),
    "dropped": (faulty.cuts(), "cannot be reached at http://127.0.0.1"),
    "not JSON": (faulty.garbage(), "answered with something that is no chat completion"),
    "wrong content type": (faulty.web_page(), "answered with nothing"),
    "empty": (answers(), "answered with nothing"),
    "blank": (answers(" \n", " "), "answered with nothing"),
    "only thoughts": (answers("<think>", "hm"), "thought, but did not come to an answer"),
    "error in the stream": (Reply([b'data: {"error": {"message": "overloaded"}}\n\n']), "failed (overloaded)"),
}


@pytest.mark.parametrize(("reply", "told"), BEFORE_THE_FIRST_TOKEN.values(), ids=BEFORE_THE_FIRST_TOKEN.keys())
def test_a_fault_before_the_first_token(serve: Serve, reply: Reply, told: str) -> None:
    line, said = fail(at(serve(reply), retries=1))
    assert line.startswith(told)
    assert said == []


IN_MID_ANSWER = {
    "cut": (faulty.cuts("Yes"), "broke off in mid-answer: ask again"),
    "ended without a reason": (faulty.ends_early("Yes"), "broke off in mid-answer: ask again"),
    "not JSON": (faulty.garbage("Yes"), "broke off in mid-answer (answered with something that is no chat completion)"),
    "error in the stream": (
        Reply([piece("Yes"), b'data: {"error": {"message": "overloaded"}}\n\n']),
        "broke off in mid-answer (failed (overloaded)): ask again",
    ),
}


@pytest.mark.parametrize(("reply", "told"), IN_MID_ANSWER.values(), ids=IN_MID_ANSWER.keys())
def test_a_fault_in_mid_answer_is_told_and_never_tried_again(serve: Serve, reply: Reply, told: str) -> None:
    server = serve(reply, answers("other"))
    line, said = fail(at(server, fallbacks=["openai/other"]))
    assert line.startswith(told)
    assert said == ["Yes"]
    assert len(server.requests) == 1


def test_a_stalled_stream_is_given_up(serve: Serve) -> None:
    server = serve(faulty.stalls("Yes"), answers("other"))
    line, said = fail(at(server, stall_timeout=SOON, fallbacks=["openai/other"]))
    assert line.startswith("stopped in mid-answer for 0.15 s")
    assert said == ["Yes"]
    assert server.gone.wait(5)
    assert len(server.requests) == 1


def test_a_silent_server_is_given_up(serve: Serve) -> None:
    server = serve(faulty.silent())
    assert fail(at(server, first_token_timeout=SOON))[0].startswith("did not begin to answer within 0.15 s")
    assert server.gone.wait(5)


def test_a_server_that_only_says_that_it_is_busy_is_given_up(serve: Serve) -> None:
    busy = [faulty.event({"role": "assistant", "content": ""}), 0.05]
    server = serve(Reply([*busy * 100, "hold"]))
    assert fail(at(server, first_token_timeout=SOON))[0].startswith("did not begin to answer")


def test_a_slow_first_token_within_the_limit_is_waited_for(serve: Serve) -> None:
    assert ask(at(serve(answers("Yes", first_after=0.6)), stall_timeout=0.5))[0] == ["Yes"]


def test_thinking_counts_as_a_sign_of_life(serve: Serve) -> None:
    thoughts = [faulty.event({"reasoning_content": "hm"}), 0.1] * 10
    server = serve(Reply([*thoughts, piece("Yes"), faulty.event({}, "stop"), DONE]))
    assert ask(at(server, first_token_timeout=0.8, stall_timeout=0.8))[0] == ["Yes"]


def test_an_answer_without_end_is_ended(serve: Serve) -> None:
    server = serve(answers(*["and "] * 1000, every=0.02))
    line, said = fail(at(server, timeout=0.3))
    assert line.startswith("was not done within 0.3 s")
    assert set(said) == {"and "}
    assert server.gone.wait(5)


def test_nobody_listens_at_the_address() -> None:
    line, _ = fail(LiteLLM("openai/any", api_base="http://127.0.0.1:9/v1", backoff=0.01))
    assert line == "cannot be reached at http://127.0.0.1:9/v1: check that its server runs, and the network"


def test_names_keys_and_addresses_that_cannot_work() -> None:
    assert fail(LiteLLM("any"))[0].startswith("is no name of a model: write provider/model")
    assert fail(LiteLLM("openai/gpt-4o"))[0] == "needs a key: set OPENAI_API_KEY"
    assert fail(LiteLLM("anthropic/claude-sonnet-4-5"))[0] == "needs a key: set ANTHROPIC_API_KEY"
    assert fail(LiteLLM("gemini/gemini-2.5-flash"))[0] == "needs a key: set GEMINI_API_KEY"
    with pytest.raises(ModelError, match=r"'localhost:80' of openai/any is no URL"):
        LiteLLM("openai/any", api_base="localhost:80")


def test_no_key_gets_into_an_error(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hunter2-key")
    line, _ = fail(at(serve(refuses(400, f"hunter2-key or {'k' * 40} is odd"))))
    assert line == "refused the question (400): … or … is odd"


def test_neither_litellm_nor_a_fault_prints_or_logs(
    serve: Serve, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    fail(at(serve(refuses(500)), retries=0))
    fail(at(serve(faulty.cuts("Yes"))))
    ask(at(serve(answers("Yes"))))
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


# Trying again, and another model.


def test_after_429_the_server_is_asked_again_when_it_says(serve: Serve) -> None:
    server = serve(refuses(429, retry_after="0.05"), answers("Yes"))
    assert ask(at(server, backoff=1000, timeout=5))[0] == ["Yes"]  # its own backoff would take too long
    assert len(server.requests) == 2


def test_a_server_that_asks_for_a_long_rest_is_left_alone(serve: Serve) -> None:
    server = serve(refuses(429, retry_after="3600"), answers("Yes"))
    assert fail(at(server))[0].startswith("takes no more questions now (429)")
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [refuses(500), refuses(503), faulty.cuts()], ids=["500", "503", "dropped"])
def test_passing_faults_are_tried_again(serve: Serve, fault: Reply) -> None:
    server = serve(fault, fault, answers("Yes"))
    assert ask(at(server, retries=2))[0] == ["Yes"]
    assert len(server.requests) == 3


def test_retries_are_bounded(serve: Serve) -> None:
    server = serve(refuses(500))
    fail(at(server, retries=2))
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_lasting_faults_are_not_tried_again(serve: Serve, status: int) -> None:
    server = serve(refuses(status))
    fail(at(server))
    assert len(server.requests) == 1


def test_no_retry_begins_after_the_deadline(serve: Serve) -> None:
    server = serve(refuses(500), answers("Yes"))
    fail(at(server, backoff=8, timeout=1))
    assert len(server.requests) == 1


@pytest.mark.parametrize("name", ["temperature", "stream_options"])
def test_what_a_server_does_not_take_is_left_out(serve: Serve, name: str) -> None:
    server = serve(
        refuses(400, f"Unsupported parameter: '{name}'"), Reply([piece("Yes"), faulty.event({}, "stop"), DONE])
    )
    pieces, used = ask(at(server, retries=0))
    assert pieces == ["Yes"]
    assert [name in request.body for request in server.requests] == [True, False]
    assert used.prompt_tokens >= 6  # counted here, for the server did not count
    assert used.completion_tokens == 1


def test_the_next_model_answers_where_the_first_cannot(serve: Serve) -> None:
    server = serve(refuses(404), answers("Yes"))
    pieces, used = ask(at(server, "openai/first", fallbacks=["openai/second"]))
    assert (pieces, used.model) == (["Yes"], "openai/second")
    assert [request.body["model"] for request in server.requests] == ["first", "second"]


def test_all_models_that_failed_are_told(serve: Serve) -> None:
    server = serve(refuses(404), refuses(401))
    line, _ = fail(at(server, "openai/first", fallbacks=["openai/second"]))
    assert line.startswith("is not known to http://127.0.0.1")
    assert "; openai/second refused the key" in line


def test_a_fallback_of_another_provider_is_not_asked_at_the_first_ones_address(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = serve(refuses(404)), serve(Reply(ANTHROPIC))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a-key")
    monkeypatch.setenv("ANTHROPIC_API_BASE", second.base_url)
    llm = at(first, fallbacks=["anthropic/claude-sonnet-4-5"])
    assert ask(llm, max_tokens=64)[1].model == "anthropic/claude-sonnet-4-5"
    assert (len(first.requests), len(second.requests)) == (1, 1)


# Leaving before the end.


@pytest.mark.parametrize(
    "reply", [faulty.stalls("Yes"), answers(*["and "] * 1000, every=0.02)], ids=["stalled", "busy"]
)
def test_closing_the_stream_closes_the_connection(serve: Serve, reply: Reply) -> None:
    server = serve(reply)

    async def leave() -> None:
        stream = at(server).stream(QUESTION)
        await anext(stream)
        await stream.aclose()
        assert await asyncio.to_thread(server.gone.wait, 5)

    asyncio.run(leave())


@pytest.mark.parametrize(
    "reply", [faulty.silent(), faulty.stalls(), faulty.stalls("Yes")], ids=["asked", "heard", "begun"]
)
def test_cancelling_the_task_closes_the_connection(serve: Serve, reply: Reply) -> None:
    server = serve(reply)

    async def cancel() -> None:
        task = asyncio.create_task(gather(at(server)))
        while not server.requests:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.gone.wait, 5)

    asyncio.run(cancel())


def test_cancelling_between_two_tries_ends_the_trying(serve: Serve) -> None:
    server = serve(refuses(500))

    async def cancel() -> None:
        task = asyncio.create_task(gather(at(server, backoff=0.8)))
        while not server.requests:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        await asyncio.sleep(0.9)  # the longest that it would have waited before the next try

    asyncio.run(cancel())
    assert len(server.requests) == 1


def test_the_connection_closes_when_the_answer_breaks_off(serve: Serve) -> None:
    server = serve(faulty.garbage("Yes"))
    fail(at(server))
    assert server.gone.wait(5)


# Other providers, each in its own protocol.

ANTHROPIC = [
    b'event: message_start\ndata: {"type": "message_start", "message": {"id": "m", "type": "message", "role": '
    b'"assistant", "model": "m", "content": [], "usage": {"input_tokens": 11, "output_tokens": 1}}}\n\n',
    b'event: content_block_start\ndata: {"type": "content_block_start", "index": 0, "content_block": '
    b'{"type": "text", "text": ""}}\n\n',
    b'event: content_block_delta\ndata: {"type": "content_block_delta", "index": 0, "delta": '
    b'{"type": "text_delta", "text": "Yes"}}\n\n',
    b'event: message_delta\ndata: {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": '
    b'{"output_tokens": 5}}\n\n',
    b'event: message_stop\ndata: {"type": "message_stop"}\n\n',
]
GEMINI = [
    b'data: {"candidates": [{"content": {"parts": [{"text": "Yes"}], "role": "model"}, "index": 0}]}\n\n',
    b'data: {"candidates": [{"content": {"parts": [{"text": "."}], "role": "model"}, "finishReason": "STOP", "index": '
    b'0}], "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 5, "totalTokenCount": 16}}\n\n',
]
OLLAMA = [
    b'{"model": "m", "created_at": "2024-01-01T00:00:00Z", "message": {"role": "assistant", "content": "Yes"}, '
    b'"done": false}\n',
    b'{"model": "m", "created_at": "2024-01-01T00:00:00Z", "message": {"role": "assistant", "content": ""}, '
    b'"done_reason": "stop", "done": true, "prompt_eval_count": 11, "eval_count": 5}\n',
]
VLLM = [piece("Yes"), faulty.event({}, "stop"), faulty.usage(11, 5), DONE]

PROVIDERS = {
    "anthropic/claude-sonnet-4-5": (ANTHROPIC, "Yes", "/v1/messages"),
    "gemini/gemini-2.5-flash": (GEMINI, "Yes.", "streamGenerateContent"),
    "ollama_chat/llama3.2": (OLLAMA, "Yes", "/api/chat"),
    "hosted_vllm/any": (VLLM, "Yes", "/v1/chat/completions"),
}


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a-key")
    monkeypatch.setenv("GEMINI_API_KEY", "a-key")
    return str(request.param)


def test_every_provider_streams_counts_and_is_asked_once(serve: Serve, provider: str) -> None:
    steps, answer, path = PROVIDERS[provider]
    server = serve(Reply(steps))
    pieces, used = ask(at(server, provider), max_tokens=64)
    assert "".join(pieces) == answer
    assert (used.model, used.prompt_tokens, used.completion_tokens) == (provider, 11, 5)
    (request,) = server.requests
    assert path in request.path


def test_every_provider_is_tried_again_and_left_at_once(serve: Serve, provider: str) -> None:
    steps, _, _ = PROVIDERS[provider]
    server = serve(refuses(429, retry_after="0.02"), refuses(500), Reply([*steps[:3], "hold"]))

    async def leave() -> None:
        stream = at(server, provider).stream(QUESTION, max_tokens=64)
        assert await anext(stream) == "Yes"
        await stream.aclose()
        assert await asyncio.to_thread(server.gone.wait, 5)

    asyncio.run(leave())
    assert len(server.requests) == 3


def test_ollama_is_told_how_large_a_window_to_open(serve: Serve) -> None:
    server = serve(Reply(OLLAMA))
    ask(at(server, "ollama_chat/llama3.2", window=4096))
    assert server.requests[0].body["options"]["num_ctx"] == 4096


# The settings.


def test_no_model_is_none() -> None:
    assert llm_from(None, None, ()) is None
    assert llm_from("", "http://127.0.0.1:9", ()) is None


def test_the_window_is_that_of_the_smallest_model_that_may_answer() -> None:
    assert LiteLLM("openai/gpt-4o").window == 128_000
    assert LiteLLM("openai/gpt-4o", fallbacks=["openai/of-my-own"]).window == 8192
    llm = llm_from("openai/gpt-4o", None, ["openai/of-my-own"], window=32_000)
    assert llm is not None
    assert (llm.name, llm.window) == ("openai/gpt-4o", 32_000)


def test_litellm_is_not_imported_before_it_is_needed() -> None:
    code = "import sys; from rag.llm import llm_from; llm_from('openai/gpt-4o'); sys.exit('litellm' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
