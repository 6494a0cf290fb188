"""How many tokens a text costs and a model's window holds, and which evidence fits: never a part of a sentence."""

import importlib.util
import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from index.types import MissingModelError

DEFAULT_WINDOW = 8192
"""Tokens that a model of which nothing is known is trusted to hold: most of the small local ones do."""
_ENCODING = "o200k_base"
_ENCODING_FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"  # tiktoken's name for it in a cache folder
_RUN = 4096  # characters encoded at once: byte pairs of one endless word take quadratic time
_FRAME = 8  # tokens by which a chat template wraps one message; 3 to 7 in those looked at


def count_tokens(text: str) -> int:
    """Tokens of `text` as OpenAI's models since GPT-4o read it (o200k_base). Nothing is downloaded."""
    return sum(len(_encoding().encode(text[at : at + _RUN], disallowed_special=())) for at in range(0, len(text), _RUN))


def at_most_tokens(text: str) -> int:
    """Tokens that `text` should not exceed as any model reads it.

    Other vocabularies split foreign script finer: on the `claims` set SmolLM2 needs 2.9 times the tokens of
    o200k_base for Persian and 1.7 times for Turkish, Claude 2 3.2 times for Hindi, GPT-4 2.1 times for Arabic. In
    each of the ten languages this bound is, on average, .98 (German) to 1.4 times what SmolLM2 needs, and more than
    what the others do.
    """
    foreign = sum(len(letter.encode("utf-8", "replace")) for letter in text if not letter.isascii())
    return (3 * count_tokens(text) + 1) // 2 + foreign // 3


def window_of(model: str) -> int:
    """Tokens that prompt and answer of `model` (litellm's name) may take together, DEFAULT_WINDOW if unknown.

    From the list of models that litellm brings with it; for Ollama never more than DEFAULT_WINDOW, because it
    sets aside memory for all that is asked for.
    """
    names = [model, *(model.split("/", at)[-1] for at in range(1, model.count("/") + 1))]
    size = next((size for name in names if (size := _windows().get(name))), DEFAULT_WINDOW)
    return min(size, DEFAULT_WINDOW) if is_ollama(model) else size


def is_ollama(model: str) -> bool:
    """Whether `model` names a model of an Ollama server, which must be told how large a window to open."""
    return model.startswith(("ollama/", "ollama_chat/"))


def room(window: int, prompt: Sequence[str], answer: int) -> int:
    """Tokens left for evidence in `window` beside the other texts of the prompt, one a message, and the answer."""
    return max(0, window - answer - sum(at_most_tokens(text) + _FRAME for text in prompt))


def pack(
    pieces: Sequence[Sequence[str]],
    budget: int,
    *,
    overhead: int = 0,
    count: Callable[[str], int] = at_most_tokens,
) -> list[int]:
    """How many leading sentences of each piece fit `budget` tokens together; `pieces` come best first.

    Each piece takes as many of its sentences as still fit, before the next is looked at. A sentence costs
    `count` of it and one token to part it from the next, and a piece of which anything fits costs `overhead`
    once (its number, outlet, date). Where a sentence does not fit, the rest of its piece is left out, for the
    reader would miss the step between; shorter pieces after it may still fit.
    """
    left, kept = budget, []
    for sentences in pieces:
        fitting, room_left = 0, left - overhead
        for sentence in sentences:
            room_left -= count(sentence) + 1
            if room_left < 0:
                break
            fitting, left = fitting + 1, room_left
        kept.append(fitting)
    return kept


@cache
def _encoding() -> Any:
    folder = _litellm_folder() / "litellm_core_utils" / "tokenizers"
    if not (folder / _ENCODING_FILE).is_file():  # tiktoken would try to download it
        raise MissingModelError(
            f"litellm came without the {_ENCODING} vocabulary: install it as requirements.lock says"
        )
    import tiktoken

    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)  # as litellm itself does when it is imported
    return tiktoken.get_encoding(_ENCODING)


@cache
def _windows() -> dict[str, int]:
    listing = _litellm_folder() / "model_prices_and_context_window_backup.json"
    models: dict[str, dict[str, Any]] = json.loads(listing.read_bytes())
    sizes = {name: facts.get("max_input_tokens") or facts.get("max_tokens") for name, facts in models.items()}
    return {name: int(size) for name, size in sizes.items() if isinstance(size, int | float)}


def _litellm_folder() -> Path:
    """Where litellm lies, found without the two seconds of importing it."""
    spec = importlib.util.find_spec("litellm")
    if spec is None or not spec.submodule_search_locations:
        raise MissingModelError("litellm is not installed: install it as requirements.lock says")
    return Path(spec.submodule_search_locations[0])
