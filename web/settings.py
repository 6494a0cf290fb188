"""What the server can be told, each as a variable of the environment: KHABAR_ and the name in capitals."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.search import MAX_CHARS

Words = Annotated[tuple[str, ...], NoDecode]
"""Several names in one variable, parted by commas or spaces."""


class Settings(BaseSettings):
    """Seconds where a time, bytes where a size. What the options of `khabar serve` say goes before the environment.

    `threads` do the arithmetic of searching, `asks` are answered at once at most, written ones being waited for most
    of the time. `rate` and `write_rate` are requests of one client, in the words of the `limits` library.
    `adding_idle` is how long the process that adds articles is kept when it has nothing to do, 0 for ever.
    `grace` is how long answers under way may take when the server is told to end.
    """

    model_config = SettingsConfigDict(env_prefix="KHABAR_", env_ignore_empty=True, extra="ignore", frozen=True)

    library: Path
    embedder: str | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    hosts: Words = ()
    api_keys: Words = Field(default=(), repr=False)

    llm: str | None = None
    llm_api_base: str | None = None
    llm_fallbacks: Words = ()
    judge: str | None = None
    reranker: str | None = None

    threads: Annotated[int, Field(ge=1, le=64)] = 2
    asks: Annotated[int, Field(ge=1, le=1000)] = 64
    rate: str = "600/minute"
    write_rate: str = "120/minute"
    max_body: Annotated[int, Field(ge=1000)] = 25_000_000
    max_question: Annotated[int, Field(ge=1, le=MAX_CHARS)] = MAX_CHARS
    fetch: bool = True
    adding_idle: Annotated[float, Field(ge=0)] = 600.0
    heartbeat: Annotated[float, Field(gt=0)] = 15.0
    grace: Annotated[int, Field(ge=0)] = 30
    log: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("llm", "judge", mode="after")
    @classmethod
    def _none_is_no_model(cls, model: str | None) -> str | None:
        return None if model is None or model.strip().lower() in ("", "none") else model.strip()

    @field_validator("api_keys", "llm_fallbacks", "hosts", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value
