"""Why a language model did not answer, in one line, and whether asking it again can help."""

import email.utils
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import ModelError

_NO_PROVIDER = re.compile("provider not provided", re.I)
_NO_KEY = re.compile(r"missing[^.]{0,20}(api.?key|credentials)|must be set either by passing api_key", re.I)
_UNREACHABLE = re.compile(
    "connection error|cannot connect|connect call failed|connection attempts failed|server disconnected"
    "|payload is not completed|incomplete chunked read|connection (reset|closed)",
    re.I,
)
_GARBAGE = re.compile("error parsing chunk|expecting (value|property)", re.I)
_WRAPPING = re.compile(r"^(?:(?:litellm\.)?\w*(?:Error|Exception|Timeout)(?::| - )\s*)+")
_SECRET = re.compile(r"\b[sprk]k-[\w*-]+|[\w-]{32,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """`again` says that the same question may fare better soon; `wait` is how many seconds the server asks for.

    `words` are the server's own, and `status` its HTTP status where it gave one.
    """

    reason: str
    advice: str
    again: bool = False
    wait: float | None = None
    status: int | None = None
    words: str = ""

    def error(self, model: str) -> ModelError:
        return ModelError(f"{model} {self.reason}: {self.advice}")

    def in_mid_answer(self) -> "Fault":
        """The same after the answer had begun: too late to ask again unnoticed."""
        if self.reason.startswith("cannot be reached"):
            return CUT
        return Fault(f"broke off in mid-answer ({self.reason})", "ask again")


CUT = Fault("broke off in mid-answer", "ask again")
GARBAGE = Fault(
    "answered with something that is no chat completion",
    "check the address of its server; for those that speak OpenAI's protocol it mostly ends in /v1",
)
EMPTY = Fault("answered with nothing", "ask again, or name another model")
THOUGHT_ONLY = Fault("thought, but did not come to an answer", "allow it more tokens, or name another model")


def too_slow(seconds: float) -> Fault:
    return Fault(f"did not begin to answer within {seconds:g} s", "ask again, or name a faster model")


def stalled(seconds: float) -> Fault:
    return Fault(f"stopped in mid-answer for {seconds:g} s", "ask again, or name another model")


def out_of_time(seconds: float) -> Fault:
    return Fault(f"was not done within {seconds:g} s", "ask for less, or name a faster model")


def fault_of(error: Exception, model: str, api_base: str | None) -> Fault:
    """Reads an exception of litellm, which wraps those of every provider's own client."""
    chain = list(_chain(error))
    text, status = " ".join(str(part) for part in chain), _status(chain)
    provider, known, _ = model.partition("/")
    key = f"{provider.upper()}_API_KEY" if known else "the key of its provider"
    where = api_base or "its provider"
    if _NO_PROVIDER.search(text):
        return Fault(
            "is no name of a model", "write provider/model, such as openai/gpt-4o-mini or ollama_chat/llama3.2"
        )
    if _NO_KEY.search(text):
        return Fault("needs a key", f"set {key}")
    if status in (401, 403):
        return Fault("refused the key", f"check {key}, and that it may use this model")
    if any(isinstance(part, ValueError) for part in chain) and _GARBAGE.search(text):
        return GARBAGE
    if any(type(part).__name__ == "ContextWindowExceededError" for part in chain):
        return Fault("cannot hold a prompt of this length", "name a model with a larger window")
    if status == 429:
        advice = "wait a while, or name another model to fall back to"
        return Fault("takes no more questions now (429)", advice, "insufficient_quota" not in text, _wait(chain))
    if status == 404:
        return Fault(f"is not known to {where} (404)", "check the name and the address")
    words = _words(error)
    if status is not None and 400 <= status < 500 and status != 408:
        return Fault(f"refused the question ({status})", words, status=status, words=words)
    if _UNREACHABLE.search(text):
        return Fault(f"cannot be reached at {where}", "check that its server runs, and the network", again=True)
    return Fault(f"failed ({words})", "try again later, or name another model", True, _wait(chain), status, words)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and those it came from, each once."""
    seen, waiting = set[int](), [error]
    while waiting:
        if (part := waiting.pop(0)) is not None and id(part) not in seen:
            seen.add(id(part))
            yield part
            waiting += [getattr(part, "original_exception", None), part.__cause__, part.__context__]


def _status(chain: list[BaseException]) -> int | None:
    return next((code for part in chain if isinstance(code := getattr(part, "status_code", None), int)), None)


def _wait(chain: list[BaseException]) -> float | None:
    """Seconds from the Retry-After header (RFC 9110, 10.2.3), which holds a number or a date."""
    for part in chain:
        response = getattr(part, "response", None)
        for headers in (getattr(part, "litellm_response_headers", None), getattr(response, "headers", None)):
            value = headers.get("retry-after") if headers else None
            if value and (seconds := _seconds(value)) is not None:
                return seconds
    return None


def _seconds(value: str) -> float | None:
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _words(error: Exception) -> str:
    """What the server said, in one short line without keys."""
    text = _WRAPPING.sub("", str(error)).split(" Original exception:")[0]
    for name, value in os.environ.items():
        if name.endswith(("_KEY", "_TOKEN", "_SECRET")) and len(value) >= 6:
            text = text.replace(value, "…")
    line = " ".join(_SECRET.sub("…", text).split("\nTraceback")[0].split())
    return line if len(line) <= 160 else f"{line[:159]}…"
