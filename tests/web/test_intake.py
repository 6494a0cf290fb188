"""What may be sent to be added, and the lot that it becomes."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from web import spool
from web.intake import ArticleBody, Upload, lot_of
from web.problems import ProblemError
from web.settings import Settings
from web.spool import Lot


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path, fetch=True)


def test_pasted_text_is_known_by_nothing_but_itself(settings: Settings) -> None:
    sent = ArticleBody(text="صوتت الجمعية", title=" Vote ", published="2023-10-28", language="AR", source="")
    assert lot_of(sent, settings) == (
        Lot(
            "pasted.txt",
            None,
            "text/plain; charset=utf-8",
            {"title": "Vote", "published": "2023-10-28", "language": "ar"},
        ),
        "صوتت الجمعية".encode(),
    )


def test_html_may_come_with_its_address_which_is_not_fetched(settings: Settings) -> None:
    lot, data = lot_of(ArticleBody(html="<p>x</p>", url="https://news.example/1"), settings)
    assert (lot.url, lot.content_type, lot.fetch, data) == (
        "https://news.example/1", "text/html; charset=utf-8", False, b"<p>x</p>",
    )  # fmt: skip


def test_an_address_alone_is_to_be_fetched_unless_the_server_fetches_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    sent = ArticleBody(url="https://news.example/1")
    assert lot_of(sent, settings) == (Lot("https://news.example/1", "https://news.example/1", fetch=True), None)
    with pytest.raises(ProblemError) as refused:
        lot_of(sent, Settings(library=tmp_path, fetch=False))
    assert (refused.value.status, refused.value.kind) == (403, "no-fetching")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": ""}, {"text": "a", "html": "b"}, {"url": "file:///etc/passwd"}, {"url": "//news.example"},
        {"text": "a", "published": "yesterday"}, {"text": "a", "published": "2023-13-40"},
        {"text": "a", "language": "klingon?"}, {"text": "a", "colour": "red"}, {"title": "a"},
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ArticleBody.model_validate(body)


def test_a_file_must_be_of_a_kind_that_is_read(settings: Settings) -> None:
    lot, data = lot_of(Upload(file=b"{}", name="news.JSONL.gz"), settings)
    assert (lot.name, data) == ("news.JSONL.gz", b"{}")
    with pytest.raises(ProblemError) as refused:
        lot_of(Upload(file=b"MZ", name="setup.exe"), settings)
    assert refused.value.status == 415


def test_a_lot_lies_on_disk_until_it_is_taken_away(tmp_path: Path) -> None:
    lot, folder = Lot("news.jsonl.gz", known={"source": "Sample Wire"}), tmp_path / spool.SPOOL / "1"
    spool.lay_down(folder, lot, b"data")
    assert list(spool.left(tmp_path)) == [folder]
    assert (spool.take_up(folder), spool.data_file(folder, lot).name) == (lot, "data.jsonl.gz")
    assert spool.data_file(folder, lot).read_bytes() == b"data"
    spool.take_away(folder)
    assert list(spool.left(tmp_path)) == []


def test_a_lot_that_was_not_laid_down_whole_is_none(tmp_path: Path) -> None:
    (tmp_path / spool.SPOOL / "1").mkdir(parents=True)
    (tmp_path / spool.SPOOL / "1" / "data.txt").write_text("half")
    assert list(spool.left(tmp_path)) == []


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a/b.html", "خبر.txt", "x.tar.gz", "noend"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    assert spool.data_file(tmp_path, Lot(name)).parent == tmp_path
