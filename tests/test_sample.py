"""The sample articles keep the variety that the README's tour and the other tests lean on; files only."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent.parent / "sample"
# Languages by folder; a jsonl line without `language` is counted by nobody.
FOLDERS = {"ar": 5, "de": 1, "en": 7, "es": 2, "fa": 2, "fr": 3, "hi": 2, "ja": 1, "pt": 1, "ru": 3, "sw": 1}
FOLDERS |= {"tr": 2, "ur": 1, "zh": 3}
LEAST = {"ar": 6, "ru": 4, "zh": 4, "fa": 3, "fr": 3, "hi": 2, "es": 2, "tr": 2, "de": 1}
VOTE = ["ar/un-truce-vote.txt", "ru/oon-arabskaya-rezolyuciya.txt", "zh/lianda-jueyi.txt"]
VOTE += ["fa/majma-omumi-atashbas.txt", "fr/onu-treve-gaza.md", "tr/bm-ateskes-oylamasi.md"]


def lines() -> list[dict[str, str]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.jsonl"))]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def body(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8").split("---\n", 2)[-1].strip()


def test_every_folder_holds_the_files_that_the_table_says() -> None:
    assert {d.name: len(list(d.iterdir())) for d in SAMPLE.iterdir() if d.is_dir()} == FOLDERS


def test_there_are_enough_items_in_enough_languages() -> None:
    spoken = Counter(FOLDERS)
    spoken.update(row["language"] for row in lines() if "language" in row)
    assert sum(FOLDERS.values()) + len(lines()) >= 36
    assert all(spoken[language] >= least for language, least in LEAST.items())


def test_every_jsonl_line_has_text_and_only_example_addresses() -> None:
    assert all(row["text"].strip() for row in lines())
    assert all(row.get("url", "https://example.org/").startswith("https://example.org/") for row in lines())


@pytest.mark.parametrize("name", VOTE)
def test_the_vote_is_told_in_one_paragraph(name: str) -> None:
    paragraphs = ascii_digits(body(name)).split("\n\n")
    assert any(all(number in p for number in ("120", "14", "45")) for p in paragraphs)


def test_two_outlets_ran_the_same_copy_word_for_word() -> None:
    copy = body("en/chandrayaan-3-sample-wire.md")
    assert body("en/chandrayaan-3-lantern-bay-courier.md") == copy
    assert body("en/chandrayaan-3-example-tribune.md") != copy
