"""Settings from the environment."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from web.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("KHABAR_")]:
        monkeypatch.delenv(name)


def test_only_the_library_must_be_told(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path)
    assert (settings.host, settings.port, settings.api_keys, settings.llm) == ("127.0.0.1", 8000, (), None)


def test_several_names_stand_in_one_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHABAR_LIBRARY", str(tmp_path))
    monkeypatch.setenv("KHABAR_API_KEYS", "a:read:1, b:write:2\n c:read:3")
    monkeypatch.setenv("KHABAR_LLM_FALLBACKS", "one/a two/b")
    settings = Settings()  # type: ignore[call-arg]
    assert settings.library == tmp_path
    assert settings.api_keys == ("a:read:1", "b:write:2", "c:read:3")
    assert settings.llm_fallbacks == ("one/a", "two/b")


@pytest.mark.parametrize("word", ["none", "None", " ", ""])
def test_none_is_no_model(word: str, tmp_path: Path) -> None:
    assert Settings(library=tmp_path, llm=word).llm is None


def test_keys_are_not_shown(tmp_path: Path) -> None:
    assert "secret" not in repr(Settings(library=tmp_path, api_keys=("secret",)))


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="port"):
        Settings(library=tmp_path, port=70_000)
